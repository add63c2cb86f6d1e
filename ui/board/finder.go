package board

import (
	"fyne.io/fyne/v2"

	"thidua/ui/text"
	"thidua/ui/typing"
	"thidua/ui/widgets"
)

// Finder is the field that goes to a criterion by its code or a word of its name.
type Finder struct {
	Box  fyne.CanvasObject
	From int // the leftmost column it goes to; those before are only read

	board *Board
	entry *typing.Entry
}

// newFinder makes the field, wide at 100 %.
func newFinder(b *Board, wide float32) *Finder {
	f := &Finder{From: ColumnResult, board: b, entry: typing.NewEntry()}
	f.entry.SetPlaceHolder(text.T("ui.sheet.find"))
	f.entry.OnSubmitted = f.Go
	f.Box = widgets.Wide(wide, f.entry)
	return f
}

// Focus gives the field the keyboard; what was searched before is replaced by what is typed.
func (f *Finder) Focus() {
	f.board.Frame.Window.Canvas().Focus(f.entry)
	f.entry.TypedShortcut(&fyne.ShortcutSelectAll{})
}

// Go goes to the next criterion that fits and gives the keyboard back to the table.
func (f *Finder) Go(wanted string) {
	b := f.board
	after, col := b.Grid.Selected()
	row := b.Lines.Find(wanted, after)
	if row < 0 {
		b.Why.Set(widgets.Info, text.T("ui.sheet.find.none", "text", wanted))
		return
	}
	b.Grid.Select(row, max(col, b.At(f.From)))
	b.Frame.Focus()
}
