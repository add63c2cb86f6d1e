package testwindow

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"thidua/emulation"
	"thidua/ui/widgets"
)

// Focused is what holds the keyboard.
func (w *Window) Focused() fyne.Focusable {
	w.T.Helper()
	f := w.Host.Window.Canvas().Focused()
	if f == nil {
		w.T.Fatal("nothing holds the keyboard")
	}
	return f
}

// Keys presses named keys one after another.
func (w *Window) Keys(names ...fyne.KeyName) {
	w.T.Helper()
	for _, name := range names {
		w.Focused().TypedKey(&fyne.KeyEvent{Name: name})
	}
	w.Settle()
}

// Ctrl presses a key with Ctrl held.
func (w *Window) Ctrl(key fyne.KeyName) {
	w.T.Helper()
	w.Shortcut(&desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierShortcutDefault})
}

// Shortcut presses the keys of a shortcut.
func (w *Window) Shortcut(s fyne.Shortcut) {
	w.T.Helper()
	w.Focused().(fyne.Shortcutable).TypedShortcut(s)
	w.Settle()
}

// Write types text; \n is Enter.
func (w *Window) Write(words string) {
	w.T.Helper()
	for _, r := range words {
		if r == '\n' {
			w.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
			continue
		}
		w.Focused().TypedRune(r)
	}
	w.Settle()
}

// Press presses the first button on screen with a label.
func (w *Window) Press(label string) {
	w.T.Helper()
	w.press(label, func(found []*widgets.Button) *widgets.Button { return found[0] })
}

// Confirm presses the last button on screen with a label: that of a form, below the one of the same name that opened it.
func (w *Window) Confirm(label string) {
	w.T.Helper()
	w.press(label, func(found []*widgets.Button) *widgets.Button { return found[len(found)-1] })
}

func (w *Window) press(label string, which func([]*widgets.Button) *widgets.Button) {
	w.T.Helper()
	found := emulation.Where(Seen[*widgets.Button](w), func(b *widgets.Button) bool { return b.Text == label })
	if len(found) == 0 {
		w.T.Fatalf("no button says %q; told %q", label, w.Told())
	}
	test.Tap(which(found))
	w.Settle()
}

// Agree presses the button that does what a checklist over the window asks about.
func (w *Window) Agree(label string) {
	w.T.Helper()
	if w.Host.Window.Canvas().Overlays().Top() == nil {
		w.T.Fatalf("no checklist is shown: %q", w.Told())
	}
	w.Press(label)
}

// Answer types into the line that asks, and confirms.
func (w *Window) Answer(words string) {
	w.T.Helper()
	if w.Asked() == "" {
		w.T.Fatal("nothing is asked")
	}
	w.Write(words + "\n")
}

// Choose chooses something from a list to choose from.
func (w *Window) Choose(option string) {
	w.T.Helper()
	for _, s := range Seen[*widgets.Select](w) {
		for _, o := range s.Options {
			if o == option {
				s.SetSelected(option)
				w.Settle()
				return
			}
		}
	}
	w.T.Fatalf("nothing offers %q", option)
}

// TypeInto types into a cell of the table, by the key of its row, and leaves it.
func (w *Window) TypeInto(key string, col int, words string) {
	w.T.Helper()
	w.typeAt(w.RowOf(key), col, words)
}

// TypeCell types into a cell of the row whose first cell says something, by the key of its column's title, and leaves it.
func (w *Window) TypeCell(first, column, words string) {
	w.T.Helper()
	w.typeAt(w.Row(0, first), w.Col(column), words)
}

func (w *Window) typeAt(row, col int, words string) {
	w.T.Helper()
	g := w.Table()
	g.Select(row, col)
	w.Host.Window.Canvas().Focus(g)
	if words == "" { // what stands there is taken out
		w.Keys(fyne.KeyBackspace)
	}
	w.Write(words + "\n")
}
