package book

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"thidua/emulation/decimal"
	"thidua/vietnamese"
)

// Cell is one cell as a person sees it.
type Cell struct {
	Text    string           // what it says; a figure with a dot, × 100 in percent format
	Figure  *decimal.Decimal // set for a numeric cell
	Stored  string           // a numeric cell as it lies in the file
	Percent bool             // in percent format
	Date    bool             // in a date format: Excel turned something into a day
	Fault   bool             // "#DIV/0!"
	Unsaved bool             // a formula whose result is not in the file; Text is the formula
	Look
	places int // decimals its format shows, -1 = as many as there are
}

// Typed is the cell as a clerk would have typed it, so that a figure is never taken for thousands: "1234,5".
func (c *Cell) Typed() string {
	if c.Figure == nil {
		return c.Text
	}
	return c.Figure.Typed()
}

// CodeText is a code as it is shown: Excel keeps "1.10" in a cell of the format 0.00 as the figure 1.1.
func (c *Cell) CodeText() string {
	if c == nil {
		return ""
	}
	if c.Figure != nil && c.places > 0 {
		return c.Figure.Fixed(c.places)
	}
	return c.Text
}

// Shown is what a person sees in the cell, with the stored figure where that is another.
func (c *Cell) Shown() string {
	if c.Figure == nil {
		return vietnamese.OneLine(c.Text)
	}
	text := c.Figure.Typed()
	if c.Percent {
		text += " %"
	}
	if c.Stored != c.Figure.String() {
		text += " (" + c.Stored + ")"
	}
	return text
}

// rect is a merged range, its bounds inside.
type rect struct{ left, top, right, bottom int }

func (r rect) holds(row, col int) bool {
	return r.left <= col && col <= r.right && r.top <= row && row <= r.bottom
}

// Line is a row of a grid.
type Line struct {
	Number int // from 1
	Hidden bool
	Cells  map[int]*Cell // by column from 1; only those with something in them
	merges []rect        // that reach into this row
}

// Grid is a sheet: the rows with something in them, in order.
type Grid struct {
	Name   string
	Hidden bool
	Lines  []*Line
	ByRow  map[int]*Line
	Veiled map[int]bool // hidden columns
	Wide   bool         // something stands beyond the columns that are read
}

// At is what stands at a place; a cell covered by a merged one shows that.
func (g *Grid) At(row, col int) *Cell {
	l := g.ByRow[row]
	if l == nil {
		return nil
	}
	if c := l.Cells[col]; c != nil {
		return c
	}
	for _, m := range l.merges {
		if m.holds(row, col) && (m.top != row || m.left != col) {
			if top := g.ByRow[m.top]; top != nil {
				return top.Cells[m.left]
			}
		}
	}
	return nil
}

// Above is the cell that is merged over the place in a row from one above it; ok is false where there is none.
func (l *Line) Above(g *Grid, col int) (c *Cell, ok bool) {
	for _, m := range l.merges {
		if m.holds(l.Number, col) && m.top < l.Number && g.ByRow[m.top] != nil {
			c = g.ByRow[m.top].Cells[m.left]
			return c, c != nil
		}
	}
	return nil, false
}

// Text is the text at a place, merged cells included.
func (g *Grid) Text(row, col int) string {
	if c := g.At(row, col); c != nil {
		return c.Text
	}
	return ""
}

// Own is the text that stands in the very cell.
func (l *Line) Own(col int) string {
	if c := l.Cells[col]; c != nil {
		return c.Text
	}
	return ""
}

// Columns lists the columns of a row that hold something, from the left.
func (l *Line) Columns() []int { return slices.Sorted(maps.Keys(l.Cells)) }

// Say is everything that stands in a row, in one line.
func (l *Line) Say() string {
	var parts []string
	for _, c := range l.Columns() {
		parts = append(parts, vietnamese.OneLine(l.Own(c)))
	}
	return strings.Join(parts, " | ")
}

// Span is how many columns the cell covers.
func (l *Line) Span(col int) int {
	for _, m := range l.merges {
		if m.top == l.Number && m.left == col {
			return m.right - m.left + 1
		}
	}
	return 1
}

// UsedColumns lists the columns in which the rows hold something, merged cells included.
func (g *Grid) UsedColumns(first, last int) []int {
	used := map[int]bool{}
	for row := first; row <= last; row++ {
		l := g.ByRow[row]
		if l == nil {
			continue
		}
		for c := range l.Cells {
			used[c] = true
		}
		for _, m := range l.merges {
			for c := m.left; c <= min(m.right, MaxColumns) && g.Text(m.top, m.left) != ""; c++ {
				used[c] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(used))
}

// spread gives every row the merged ranges that reach into it. Ranges cannot overlap in a sound file, so a row has few.
func (g *Grid) spread(merges []rect) {
	slices.SortFunc(merges, func(a, b rect) int { return a.top - b.top })
	var open []rect
	next := 0
	for _, l := range g.Lines {
		for next < len(merges) && merges[next].top <= l.Number {
			open = append(open, merges[next])
			next++
		}
		open = slices.DeleteFunc(open, func(m rect) bool { return m.bottom < l.Number })
		if len(open) > MaxColumns {
			open = open[:MaxColumns]
		}
		l.merges = slices.Clone(open)
	}
}

// Ref names a cell: "C12".
func Ref(row, col int) string { return Letters(col) + strconv.Itoa(row) }

// Letters are those of a column, from 1: "C", "AA".
func Letters(col int) string {
	s := ""
	for ; col > 0; col = (col - 1) / 26 {
		s = string(rune('A'+(col-1)%26)) + s
	}
	return s
}

// parseRef reads "C12"; ok is false for anything else.
func parseRef(text string) (row, col int, ok bool) {
	i := 0
	for ; i < len(text) && i < 4; i++ {
		c := text[i] &^ 0x20
		if c < 'A' || c > 'Z' {
			break
		}
		col = col*26 + int(c-'A') + 1
	}
	row, err := strconv.Atoi(text[i:])
	if err != nil || i == 0 || row < 1 || row > maxRow || col > 1<<14 || text[i] == '+' {
		return 0, 0, false
	}
	return row, col, true
}
