package screen

import (
	"thidua/ui/grid"
	"thidua/ui/text"
)

// Typable is a cell that may be typed into where it is open, unless it is torn between two versions, which it says.
func Typable(words string, open, conflict bool) grid.Cell {
	c := grid.Cell{Text: words, Editable: open && !conflict}
	if conflict {
		c.State, c.Note = grid.Warn, text.T("ui.season.conflict")
	}
	return c
}
