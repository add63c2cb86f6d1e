package xlsx

import (
	"strings"
	"unicode/utf8"

	"thidua/documents"
)

// comma is what the figures of a column that stands on its commas take, in letters; places of 0 = it does not.
type comma struct{ whole, places int }

func commasOf(t documents.Table) []comma {
	list := make([]comma, len(t.Columns))
	t.Figures(func(col int, _ documents.Row, _ documents.Cell, whole, rest string) {
		list[col].whole = max(list[col].whole, utf8.RuneCountInString(whole))
		list[col].places = max(list[col].places, places(rest))
	})
	return list
}

// places are the digits after the comma that begins a text.
func places(rest string) int {
	n := 0
	for _, r := range strings.TrimPrefix(rest, ",") {
		if r < '0' || r > '9' {
			break
		}
		n++
	}
	return n
}

// step is how many letters Excel indents by.
const step = 1.5

// onComma sets a figure so that its comma stands under those of its column, so many letters wide: at the right, all with one indent, with room after it
// for the digits that others have more ("_0" is the room of a nought).
func (c comma) onComma(text string, letters float64, l look) look {
	_, rest, ok := documents.Figure(text)
	if !ok {
		return l
	}
	l.align, l.indent = "right", max(0, int((letters-float64(c.whole+c.places+1))/2/step))
	n := places(rest)
	if n == 0 {
		l.number = "_."
	}
	l.number += strings.Repeat("_0", c.places-n)
	return l
}
