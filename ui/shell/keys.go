package shell

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"thidua/internal/phrase"
	"thidua/ui/focus"
	"thidua/ui/text"
	"thidua/ui/widgets"
)

// shortcuts are the keys of the window itself; those of the table belong to the table.
func (f *Frame) shortcuts() {
	c := f.host.Window.Canvas()
	on := func(key fyne.KeyName, do func()) {
		c.AddShortcut(&desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierShortcutDefault}, func(fyne.Shortcut) {
			if f.hears() {
				do()
			}
		})
	}
	places := f.places()
	for i, key := range []fyne.KeyName{fyne.Key1, fyne.Key2, fyne.Key3, fyne.Key4, fyne.Key5, fyne.Key6, fyne.Key7, fyne.Key8, fyne.Key9} {
		if i < len(places) {
			on(key, func() { f.Go(places[i].ID) })
		}
	}
	if len(places) > 9 {
		on(fyne.Key0, func() { f.Go(places[9].ID) })
	}
	on(fyne.KeyK, f.palette)
	on(fyne.KeyTab, c.FocusNext) // also out of a table, which keeps Tab for its cells
	c.AddShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyTab, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift}, func(fyne.Shortcut) { c.FocusPrevious() })
	on(fyne.KeyPageDown, func() { f.turn(1) })
	on(fyne.KeyPageUp, func() { f.turn(-1) })
	f.host.Undo.Keys(c, f.hears)
	on(fyne.KeyS, f.keep) // everything is saved by itself; who presses it anyway gets it signed too
	on(fyne.KeyR, f.sync)
	on(fyne.KeyEqual, func() { f.settings.step(1) })
	on(fyne.KeyPlus, func() { f.settings.step(1) })
	on(fyne.KeyMinus, func() { f.settings.step(-1) })
	c.SetOnTypedKey(func(ev *fyne.KeyEvent) {
		switch ev.Name {
		case fyne.KeyF1:
			f.help()
		case fyne.KeyEscape:
			focus.Escape(c)
		case fyne.KeyF11:
			if f.hears() && c.Overlays().Top() == nil { // under the guide or a question nobody sees what it does
				f.project()
			}
		}
	})
}

// turn shows another page of the screen.
func (f *Frame) turn(by int) {
	if s, ok := f.screens[f.at].(interface{ TurnBy(by int) }); ok {
		s.TurnBy(by)
	}
}

// hears says whether the keys of the window are this frame's: it is what people look at, and was not let go.
func (f *Frame) hears() bool { return f.cancel != nil && f.Heard == nil }

// Speak makes another language the window's own.
func (f *Frame) Speak(l phrase.Language) {
	if err := f.settings.setLanguage(l); err != nil {
		f.notice.Tell(widgets.Bad, text.Error(err))
		return
	}
	f.Rebuild()
}
