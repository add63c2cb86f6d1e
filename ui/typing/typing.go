// Package typing is the one layer between the keyboard and text: every field of the window is its Entry or, in the table, stands on one.
//
// Vietnamese is composed by a tool of the system. On Linux the tool keeps the keys of a word and hands the word over when a key ends it; on
// Windows it takes letters back with the character 0x08. The window library is told to keep keys, clicks and text in their order
// (docs/adr/037-composed-text.md); what is left for here is text that is under way when the program itself moves the keyboard, the
// character 0x08, and where the tool is to show the word.
//
// It must not know what is typed, or where.
package typing

import (
	"fyne.io/fyne/v2"
	"github.com/go-gl/glfw/v3.4/glfw"
)

// Backspace is the character that takes the letter before it back.
const Backspace = '\b'

// HandOver is called by whoever loses the keyboard. Text that is still being composed goes to to, then done runs; done runs at once when
// there is none. Either may be called later, inside the window.
func HandOver(to func(rune), done func()) {
	if !glfw.HandOverText(to, done) {
		done()
	}
}

// Show says that text typed now will stand at a place of an object, so that a composition is shown there. A place beyond the object is
// taken for its edge.
func Show(o fyne.CanvasObject, at fyne.Position) {
	app := fyne.CurrentApp()
	if app == nil {
		return
	}
	c := app.Driver().CanvasForObject(o)
	if c == nil {
		return
	}
	size, corner := o.Size(), app.Driver().AbsolutePositionForObject(o)
	at = corner.AddXY(max(0, min(at.X, size.Width)), max(0, min(at.Y, size.Height)))
	glfw.SetTextSpot(int(at.X*c.Scale()), int(at.Y*c.Scale()))
}
