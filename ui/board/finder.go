package board

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"thidua/ui/grid"
	"thidua/ui/text"
	"thidua/ui/widgets"
)

// Finder is the field that goes to a criterion by its code or a word of its name.
type Finder struct {
	Box fyne.CanvasObject

	lines  *Lines
	grid   *grid.Grid
	column int // the leftmost column it goes to
	why    *widgets.WhyLine
	stage  *Stage
	entry  *widget.Entry
}

// NewFinder makes the field, wide at 100 %; In says what it searches.
func NewFinder(wide float32) *Finder {
	f := &Finder{entry: widget.NewEntry()}
	f.entry.SetPlaceHolder(text.T("ui.sheet.find"))
	f.entry.OnSubmitted = f.search
	f.Box = widgets.Wide(wide, f.entry)
	return f
}

// In lets the field search the lines of a table.
func (f *Finder) In(lines *Lines, g *grid.Grid, column int, why *widgets.WhyLine, stage *Stage) {
	f.lines, f.grid, f.column, f.why, f.stage = lines, g, column, why, stage
}

// Focus gives the field the keyboard.
func (f *Finder) Focus() { f.stage.Host.Window.Canvas().Focus(f.entry) }

// search goes to the next criterion that fits and gives the keyboard back to the table.
func (f *Finder) search(wanted string) {
	after, col := f.grid.Selected()
	row := f.lines.Find(wanted, after)
	if row < 0 {
		f.why.Set(widgets.Info, text.T("ui.sheet.find.none", "text", wanted))
		return
	}
	f.grid.Select(row, max(col, f.column))
	f.stage.Focus()
}
