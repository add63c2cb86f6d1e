package typing

import (
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"thidua/ui/focus"
	"thidua/vietnamese"
)

// Entry is a field of text. A widget that is more than that embeds it and calls ExtendBaseWidget with itself.
type Entry struct {
	widget.Entry
	self fyne.Focusable
}

// NewEntry is a field of one line.
func NewEntry() *Entry {
	e := &Entry{}
	e.Wrapping = fyne.TextWrap(fyne.TextTruncateClip)
	e.ExtendBaseWidget(e)
	return e
}

// NewMultiLineEntry is a field of several lines.
func NewMultiLineEntry() *Entry {
	e := NewEntry()
	e.MultiLine = true
	return e
}

// NewPasswordEntry is a field nobody beside the person is to read.
func NewPasswordEntry() *Entry {
	e := NewEntry()
	e.Password = true
	return e
}

// ExtendBaseWidget names the widget that the field is a part of.
func (e *Entry) ExtendBaseWidget(w fyne.Widget) {
	e.Entry.ExtendBaseWidget(w)
	e.self, _ = w.(fyne.Focusable)
	e.OnCursorChanged = e.show
}

// show says where the next word will stand.
func (e *Entry) show() {
	w, ok := e.self.(fyne.CanvasObject)
	if !ok {
		return
	}
	if c := fyne.CurrentApp().Driver().CanvasForObject(w); c != nil && c.Focused() == e.self {
		line := fyne.MeasureText("Ậg", e.Theme().Size("text"), e.TextStyle)
		Show(w, e.CursorPosition().AddXY(0, line.Height))
	}
}

// FocusGained takes the keyboard.
func (e *Entry) FocusGained() {
	e.Entry.FocusGained()
	if w, ok := e.self.(fyne.CanvasObject); ok {
		focus.InSight(w)
	}
	e.show()
}

// AcceptsTab lets Tab lead on, also out of a field of several lines: who has no mouse would never leave it.
func (e *Entry) AcceptsTab() bool { return false }

// FocusLost gives the keyboard up; a word that is not finished still comes here.
func (e *Entry) FocusLost() {
	e.Entry.FocusLost()
	HandOver(e.TypedRune, func() {})
}

// TypedRune takes a character, or takes one back.
func (e *Entry) TypedRune(r rune) {
	switch {
	case r == Backspace:
		e.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
	case unicode.Is(unicode.Mn, r) && e.join(r):
	case r >= ' ' && r != 0x7f:
		e.Entry.TypedRune(r)
	}
}

// join puts a mark on the letter before the cursor, and makes one letter of both: the keyboards of Windows send tones behind letters.
func (e *Entry) join(mark rune) bool {
	at, letters := e.CursorTextOffset(), []rune(e.Text)
	if at < 1 || at > len(letters) || e.SelectedText() != "" {
		return false
	}
	whole := []rune(vietnamese.NFC(string([]rune{letters[at-1], mark})))
	if len(whole) != 1 {
		return false
	}
	e.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
	e.Entry.TypedRune(whole[0])
	return true
}

// TypedKey takes a key; Esc and those with a number (F1 …) are the window's.
func (e *Entry) TypedKey(ev *fyne.KeyEvent) {
	if w, ok := e.self.(fyne.CanvasObject); ok && (ev.Name == fyne.KeyEscape || len(ev.Name) > 1 && ev.Name[0] == 'F') {
		Pass(w, ev)
		return
	}
	e.Entry.TypedKey(ev)
}

// Pass gives a key that a widget has no use for to the window around it.
func Pass(w fyne.CanvasObject, ev *fyne.KeyEvent) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(w); c != nil && c.OnTypedKey() != nil {
		c.OnTypedKey()(ev)
	}
}

// InText are the keys that, with Ctrl, move or delete inside a text.
var InText = map[fyne.KeyName]bool{
	fyne.KeyLeft: true, fyne.KeyRight: true, fyne.KeyHome: true, fyne.KeyEnd: true, fyne.KeyBackspace: true, fyne.KeyDelete: true,
}

// TypedShortcut is for keys with Ctrl or Alt. Those a text has no use for are the window's: also Ctrl+Z and Ctrl+Y where no letter is left to take back.
func (e *Entry) TypedShortcut(s fyne.Shortcut) {
	custom, ok := s.(*desktop.CustomShortcut)
	if !ok || InText[custom.KeyName] {
		before := e.Text
		e.Entry.TypedShortcut(s)
		if !isUndo(s) || e.Text != before {
			return
		}
	}
	w, ok := e.self.(fyne.CanvasObject)
	if !ok {
		return
	}
	if c, ok := fyne.CurrentApp().Driver().CanvasForObject(w).(fyne.Shortcutable); ok {
		c.TypedShortcut(s)
	}
}

// isUndo says whether a shortcut takes something back, or does it again.
func isUndo(s fyne.Shortcut) bool {
	switch s.(type) {
	case *fyne.ShortcutUndo, *fyne.ShortcutRedo:
		return true
	}
	return false
}
