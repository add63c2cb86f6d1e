package typing_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"thidua/ui/typing"
)

// UniKey on Windows composes "hà nội" by taking letters back with the character 0x08; the layer that a widget embeds does the same.
func TestLettersAreTakenBack(t *testing.T) {
	test.NewTempApp(t)
	whole := &struct {
		typing.Entry
	}{}
	whole.ExtendBaseWidget(whole)
	for name, e := range map[string]interface {
		fyne.Focusable
		fyne.CanvasObject
	}{"line": typing.NewEntry(), "lines": typing.NewMultiLineEntry(), "password": typing.NewPasswordEntry(), "part": whole} {
		w := test.NewTempWindow(t, e)
		w.Canvas().Focus(e)
		for _, r := range "ha\bà noo\bô\b\bội\x1b\r\x7f" {
			w.Canvas().Focused().TypedRune(r)
		}
		var text string
		switch e := e.(type) {
		case *typing.Entry:
			text = e.Text
		default:
			text = whole.Text
		}
		if text != "hà nội" {
			t.Errorf("%s: %q", name, text)
		}
		w.Canvas().Unfocus()
	}
}

// Windows' own keyboards send marks behind letters: with them one letter stands there, which one key takes back.
func TestMarksJoinTheirLetters(t *testing.T) {
	test.NewTempApp(t)
	for _, e := range []*typing.Entry{typing.NewEntry(), typing.NewMultiLineEntry()} {
		w := test.NewTempWindow(t, e)
		w.Canvas().Focus(e)
		for _, r := range "\u0301Viê\u0323t u\u031bo\u031b\u0300n e\u0323\u0302 x\u0301" {
			e.TypedRune(r)
		}
		if e.Text != "\u0301Việt ườn ệ x\u0301" {
			t.Errorf("%q", e.Text)
		}
		e.SetText("hoc")
		e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyHome})
		e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
		e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
		e.TypedRune('\u0323')
		e.TypedRune('!')
		if e.Text != "họ!c" {
			t.Errorf("%q", e.Text)
		}
		e.TypedShortcut(&fyne.ShortcutSelectAll{})
		e.TypedRune('\u0323')
		if e.Text != "\u0323" {
			t.Errorf("a selection was kept: %q", e.Text)
		}
	}
}

// What no tool composes needs nobody to wait for it.
func TestNothingToHandOver(t *testing.T) {
	done := false
	typing.HandOver(func(r rune) { t.Errorf("%q came from nowhere", r) }, func() { done = true })
	if !done {
		t.Error("waits for a word nobody types")
	}
}
