package board

import (
	"thidua/ui/grid"
	"thidua/ui/widgets"
	"thidua/workspace/sheet"
)

// Side is what one side makes of the table: the unit that fills a sheet in, or whoever reviews it. It is asked inside the window.
type Side interface {
	// Places are the columns a reading needs.
	Places(r *Reading) []Place
	// Fill completes the cells of a criterion, which hold what every side sees.
	Fill(r *sheet.Row, cells *Cells)
	// Fits says whether a criterion belongs to a filter other than All.
	Fits(filter int, r *sheet.Row) bool
	// First is the filter whose first criterion is the one to begin with.
	First() int
	// Entry is the column this side types into in a line.
	Entry(l *Line) int
	// Set takes cells that were typed, filled, cleared or pasted at once; op is 0 for one that was typed.
	Set(op grid.Op, changes []Change)
	// Land is the column of a criterion that takes what was pasted below the heading of another, mostly that one itself.
	Land(l *Line, column int) int
	// Doubt is what is wrong with a text for a cell, or can hardly be meant by it; "" for nothing.
	Doubt(l *Line, column int, text string) string
	// Toggle is the space bar on a cell; it reports whether that meant something.
	Toggle(l *Line, column int) bool
	// Selected is told which line is selected, nil for none.
	Selected(l *Line)
	// Explain says how a criterion's figure came about, or what is wrong with it.
	Explain(l *Line, column int) (widgets.State, string)
	// Locked says why a cell cannot be typed into, "" if there is nothing to say.
	Locked(l *Line, column int) (widgets.State, string)
	// Open is Enter or a double click on a cell of a criterion that is not edited.
	Open(row int, l *Line)
}

// Change is a cell that was typed.
type Change struct {
	Line   *Line
	Column int
	Text   string
}

// Typed is what was typed for a criterion and no reading holds yet.
type Typed[T any] struct {
	What  T
	Save  uint64 // number of the save that puts it on disk
	Fault error  // why it could not be saved
}

// Held is what was typed and no reading holds yet, by criterion.
type Held[T any] map[string]*Typed[T]

// Settle lets go of what a reading holds that saw every save up to one.
func (h Held[T]) Settle(reached uint64) {
	for code, t := range h {
		if t.Fault == nil && t.Save <= reached {
			delete(h, code)
		}
	}
}
