package shell

import (
	"fyne.io/fyne/v2/dialog"
	fynetheme "fyne.io/fyne/v2/theme"

	"thidua/ui/text"
	"thidua/ui/widgets"
	"thidua/workspace/replica"
)

// offerSheet offers the recovery sheet of a desk that has none.
func (f *Frame) offerSheet() {
	f.host.Queue.Go(func() func() {
		wanted, err := replica.At(f.desk.Workspace).SheetWanted()
		return func() {
			if err == nil && wanted {
				f.standing.tell(aboutRecovery, widgets.Info, text.T("ui.recovery.offer"), widgets.Answer{Label: text.T("ui.recovery.offer.do"), Do: f.printRecovery})
			}
		}
	})
}

// printRecovery prints the recovery sheet, shows it, and shows its words once.
func (f *Frame) printRecovery() {
	f.notice.Tell(widgets.Waiting, text.T("ui.recovery.wait"))
	f.host.Queue.Go(func() func() {
		path, words, err := f.desk.Recovery()
		return func() {
			if err != nil {
				f.notice.Tell(widgets.Bad, text.Error(err))
				return
			}
			f.notice.Clear()
			f.standing.drop(aboutRecovery)
			var d dialog.Dialog
			copied := widgets.NewPrimaryButton(text.T("ui.recovery.copied"), nil, func() {
				d.Hide()
				f.showPaper(path)
			})
			shown := widgets.Wide(520, widgets.Column(12, widgets.NewParagraph(text.T("ui.recovery.words")),
				widgets.NewText(words, fynetheme.ColorNameForeground).Sized(fynetheme.SizeNameSubHeadingText).Bold(), copied))
			d = dialog.NewCustomWithoutButtons(text.T("ui.recovery.title"), shown, f.host.Window)
			d.Show()
		}
	})
}

func (f *Frame) showPaper(path string) {
	f.host.Queue.Go(func() func() {
		if err := f.desk.Printer.Open(path); err != nil {
			return func() { f.notice.Tell(widgets.Bad, text.Error(err)) }
		}
		return nil
	})
}
