package shell

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	fynetheme "fyne.io/fyne/v2/theme"

	"thidua/emulation"
	"thidua/ui/text"
	"thidua/ui/widgets"
)

// lockWidth is the width of what is asked about an encrypted folder, at 100 %.
const lockWidth = 560

// locked reports whether a folder is encrypted and was not opened by what was given, if anything was.
func locked(err error) bool {
	return slices.Contains([]string{"desk.locked", "keystore.wrong", "keystore.not-code", "storage.lock-damaged", "keystore.code-other", "desk.backup-locked", "desk.backup-wrong"}, emulation.KeyOf(err))
}

// askKey asks for what opens an encrypted folder; err says why the last answer did not.
func (w *Window) askKey(err error) fyne.CanvasObject {
	fields := []widgets.Field{{Name: text.T("ui.locked.typed"), Secret: true}}
	if w.program.Keeps() {
		fields = append(fields, widgets.Field{Name: text.T("ui.locked.keep"), Tick: true})
	}
	return w.asks(err, text.T("ui.locked"), fields, text.T("ui.locked.open"), text.T("ui.locked.again"), func(v []string) {
		w.wait(text.T("ui.opening"))
		w.host.Queue.Aside(func() func() {
			err := w.program.Unlock(v[0], ticked(v, 1))
			return func() {
				switch {
				case emulation.KeyOf(err) == "keystore.no-keyring":
					w.tellLater(widgets.Warn, text.Error(err))
				case locked(err):
					w.show(w.askKey(err))
					return
				case err != nil:
					w.show(w.refused(err))
					return
				}
				w.open()
			}
		})
	}, w.open)
}

// ticked says whether a field that may not be there was ticked.
func ticked(v []string, i int) bool { return i < len(v) && v[i] == widgets.Ticked }

// asks asks, in place of everything else, for what opens something encrypted; err says why the last answer did not.
func (w *Window) asks(err error, heading string, fields []widgets.Field, confirm, cancel string, do func([]string), drop func()) fyne.CanvasObject {
	notice := widgets.NewNotice()
	if emulation.KeyOf(err) != "desk.locked" {
		notice.Tell(widgets.Bad, text.Error(err))
	}
	form := widgets.NewForm(heading, text.T("ui.locked.what"), fields, confirm, cancel, do, drop)
	w.host.Later(func() { form.Focus(w.host.Window.Canvas()) })
	return widgets.Frame(notice, nil, nil, nil, container.NewCenter(widgets.Wide(lockWidth, form)))
}

// tellLater tells something once the folder is open.
func (w *Window) tellLater(state widgets.State, sentence string) {
	w.said = func() {
		if w.frame == nil {
			w.first.Say(state, sentence)
			return
		}
		w.frame.notice.Tell(state, sentence)
	}
}

// askEncryption asks, over what is shown, whether the folder is to be encrypted, or made plain again.
func (w *Window) askEncryption() {
	w.host.Queue.Aside(func() func() {
		is, err := w.program.Encrypted()
		return func() {
			switch {
			case err != nil:
				w.frame.notice.Tell(widgets.Bad, text.Error(err))
			case is:
				widgets.Sheet{Title: text.T("ui.decrypt"), Intro: text.T("ui.decrypt.what"), Confirm: text.T("ui.decrypt.do"), Cancel: text.T("ui.cancel"), Do: func() {
					w.convert(text.T("ui.decrypt.wait"), func() (string, error) { return text.T("cli.data.decrypted"), w.program.Decrypt() })
				}}.Show(w.host.Window.Canvas())
			default:
				w.askPassphrase()
			}
		}
	})
}

// askPassphrase asks what is to open the folder beside the recovery code.
func (w *Window) askPassphrase() {
	notice := widgets.NewNotice()
	var d dialog.Dialog
	fields := []widgets.Field{{Name: text.T("ui.encrypt.passphrase"), Hint: text.T("ui.encrypt.passphrase.hint"), Secret: true}, {Name: text.T("ui.encrypt.again"), Secret: true}}
	if w.program.Keeps() {
		fields = append(fields, widgets.Field{Name: text.T("ui.encrypt.keyring"), Tick: true, Value: widgets.Ticked})
	}
	form := widgets.NewForm("", text.T("ui.encrypt.what"), fields, text.T("ui.encrypt.next"), text.T("ui.cancel"), func(v []string) {
		if v[0] != v[1] {
			notice.Tell(widgets.Bad, text.T("ui.encrypt.differ"))
			return
		}
		notice.Tell(widgets.Waiting, text.T("ui.encrypt.drawing"))
		w.host.Queue.Aside(func() func() {
			code, do, err := w.program.Encryption(v[0], ticked(v, 2))
			return func() {
				if err != nil {
					notice.Tell(widgets.Bad, text.Error(err))
					return
				}
				d.Hide()
				w.showCode(code, do)
			}
		})
	}, func() { d.Hide() })
	d = dialog.NewCustomWithoutButtons(text.T("ui.encrypt"), widgets.Wide(lockWidth, widgets.Column(0, notice, form)), w.host.Window)
	d.Show()
	form.Focus(w.host.Window.Canvas())
}

// showCode shows the recovery code, once; only when the person has copied it the folder is encrypted.
func (w *Window) showCode(code string, do func() (bool, error)) {
	var d dialog.Dialog
	copied := widgets.NewPrimaryButton(text.T("ui.encrypt.copied"), nil, func() {
		d.Hide()
		w.convert(text.T("ui.encrypt.wait"), func() (string, error) {
			kept, err := do()
			if kept {
				return text.T("cli.data.encrypted-kept"), err
			}
			return text.T("cli.data.encrypted"), err
		})
	})
	shown := widgets.Wide(lockWidth, widgets.Column(12, widgets.NewParagraph(text.T("ui.encrypt.code")),
		widgets.NewText(code, fynetheme.ColorNameForeground).Sized(fynetheme.SizeNameSubHeadingText).Bold(),
		widgets.Row(8, nil, copied, widgets.NewQuietButton(text.T("ui.cancel"), nil, func() { d.Hide() }))))
	d = dialog.NewCustomWithoutButtons(text.T("ui.encrypt.title"), shown, w.host.Window)
	d.Show()
}

// convert closes the folder, does something to it, opens it again and tells how that ended.
func (w *Window) convert(wait string, do func() (string, error)) {
	w.converting = true
	w.release(wait, func(err error) func() {
		done := ""
		if err == nil {
			done, err = do()
		}
		return func() {
			if err != nil {
				w.host.Failed("convert", err)
				w.tellLater(widgets.Bad, text.Error(err))
			} else if done != "" {
				w.tellLater(widgets.OK, done)
			}
			w.converting = false
			if w.leave != nil { // somebody closed the window meanwhile
				w.leave()
				return
			}
			w.open()
		}
	})
}
