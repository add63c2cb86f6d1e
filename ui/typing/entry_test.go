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

// What no tool composes needs nobody to wait for it.
func TestNothingToHandOver(t *testing.T) {
	done := false
	typing.HandOver(func(r rune) { t.Errorf("%q came from nowhere", r) }, func() { done = true })
	if !done {
		t.Error("waits for a word nobody types")
	}
}
