package shell

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"thidua/emulation"
	"thidua/ui/screen"
	"thidua/ui/text"
	"thidua/ui/widgets"
)

// Updates is how a new version of the program comes to this desk. All but ByHand are called away from the window.
type Updates interface {
	// State tells what there is.
	State() (Version, error)
	// Take takes a new version from a folder, such as a stick's.
	Take(folder string) (Version, error)
	// Install puts the new version in the place of this one once the window is closed, and closes it; where somebody else has to install it, it says how instead.
	Install() (byHand *emulation.Message, err error)
	// Cancel takes Install back: who sits here stays. It is called in the window.
	Cancel()
}

// Version is what there is of versions of the program.
type Version struct {
	Running string
	Name    string // of a new one; "": there is none
	Until   string // day, YYYY-MM-DD: the last on which it may be installed
	Notes   string // what is new, in the window's language
	Have    uint64 // bytes of its file that are here
	Size    uint64
	Ready   bool  // all are, and right
	ForGood bool  // whoever installs it replaces this program: it does not come back by itself
	Refused error // why what a server offers is not taken; nil: it is, or nothing is offered
}

// mb is so many bytes as people read them.
func mb(bytes uint64) uint64 { return (bytes + 1<<20 - 1) >> 20 }

// versionCard says which version runs and whether there is another, and, once ask was answered, lets a person take it from a folder and install it: nothing begins by itself.
func (f *Frame) versionCard(v Version, err error, ask *widgets.Ask, again func()) fyne.CanvasObject {
	quiet := func(s string) fyne.CanvasObject { return widgets.NewParagraph(s).Quiet() }
	lines := []fyne.CanvasObject{widgets.NewParagraph(text.T("ui.update.running", "name", v.Running))}
	if err != nil { // a build that takes no updates, or a disk that does not say
		return widgets.NewCard(text.T("ui.update"), append(lines, quiet(text.Error(err)))...)
	}
	buttons := widgets.Row(8, nil)
	switch {
	case v.Ready:
		lines = append(lines, widgets.NewParagraph(text.T("ui.update.ready", "name", v.Name, "until", text.Day(v.Until))))
		sure := "ui.update.sure"
		if v.ForGood {
			sure = "ui.update.sure.for-good"
		}
		buttons.Add(widgets.NewPrimaryButton(text.T("ui.update.install"), nil, func() {
			ask.Confirm(f.host.Window.Canvas(), text.T(sure, "name", v.Name), text.T("ui.update.install.do"), func() { ask.Drop(); f.installUpdate() })
		}))
	case v.Name != "":
		lines = append(lines, widgets.NewParagraph(text.T("ui.update.coming", "name", v.Name, "have", mb(v.Have), "size", mb(v.Size))))
	default:
		lines = append(lines, quiet(text.T("ui.update.none")))
	}
	if v.Notes != "" {
		lines = append(lines, quiet(v.Notes))
	}
	if v.Refused != nil {
		lines = append(lines, widgets.NewParagraph(text.T("ui.update.refused", "why", text.Error(v.Refused))))
	}
	buttons.Add(widgets.NewButton(text.T("ui.update.take"), fynetheme.FolderOpenIcon(), func() {
		screen.PickFolder(f.host, "update", func(folder string) { f.takeUpdate(folder, again) }, func(err error) { f.told.Tell(widgets.Bad, text.Error(err)) })
	}))
	return widgets.NewCard(text.T("ui.update"), append(lines, buttons)...)
}

func (f *Frame) takeUpdate(folder string, again func()) {
	f.told.Tell(widgets.Waiting, text.T("ui.update.taking"))
	f.host.Queue.Aside(func() func() {
		v, err := f.desk.Updates.Take(folder)
		return func() {
			if err != nil {
				f.told.Tell(widgets.Bad, text.Error(err))
				return
			}
			again()
			f.told.Tell(widgets.OK, text.T("ui.update.taken", "name", v.Name))
		}
	})
}

func (f *Frame) installUpdate() {
	f.told.Tell(widgets.Waiting, text.T("ui.update.wait"))
	f.host.Queue.Aside(func() func() {
		byHand, err := f.desk.Updates.Install()
		return func() {
			switch {
			case err != nil:
				f.told.Tell(widgets.Bad, text.Error(err))
			case byHand != nil:
				f.told.Tell(widgets.Info, text.Say(*byHand))
			}
		}
	})
}
