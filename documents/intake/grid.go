package intake

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"thidua/emulation/decimal"
	"thidua/vietnamese"
)

// cell is one cell as a person sees it.
type cell struct {
	text    string           // what it says; a figure with a dot, × 100 in percent format
	figure  *decimal.Decimal // set for a numeric cell
	stored  string           // a numeric cell as it lies in the file
	percent bool             // in percent format
	date    bool             // in a date format: Excel turned something into a day
	formula bool             // the value is that of a formula
	fault   bool             // "#DIV/0!"
	places  int              // decimals its format shows, -1 = as many as there are
}

// typed is the cell as a clerk would have typed it, so that a figure is never taken for thousands: "1234,5".
func (c *cell) typed() string {
	if c.figure == nil {
		return c.text
	}
	return c.figure.Typed()
}

// codeText is a code as it is shown: Excel keeps "1.10" in a cell of the format 0.00 as the figure 1.1.
func (c *cell) codeText() string {
	if c == nil {
		return ""
	}
	if c.figure != nil && c.places > 0 {
		return c.figure.Fixed(c.places)
	}
	return c.text
}

// shown is what a person sees in the cell, with the stored figure where that is another.
func (c *cell) shown() string {
	if c.figure == nil {
		return vietnamese.OneLine(c.text)
	}
	text := c.figure.Typed()
	if c.percent {
		text += " %"
	}
	if c.stored != c.figure.String() {
		text += " (" + c.stored + ")"
	}
	return text
}

// rect is a merged range, its bounds inside.
type rect struct{ left, top, right, bottom int }

func (r rect) holds(row, col int) bool {
	return r.left <= col && col <= r.right && r.top <= row && row <= r.bottom
}

// line is a row of a grid.
type line struct {
	number int // from 1
	hidden bool
	cells  map[int]*cell // by column from 1; only those with something in them
	merges []rect        // that reach into this row
}

// grid is a sheet: the rows with something in them, in order.
type grid struct {
	name   string
	hidden bool
	lines  []*line
	byRow  map[int]*line
	veiled map[int]bool // hidden columns
	wide   bool         // something stands beyond the columns that are read
}

// at is what stands at a place; a cell covered by a merged one shows that.
func (g *grid) at(row, col int) *cell {
	l := g.byRow[row]
	if l == nil {
		return nil
	}
	if c := l.cells[col]; c != nil {
		return c
	}
	for _, m := range l.merges {
		if m.holds(row, col) && (m.top != row || m.left != col) {
			if top := g.byRow[m.top]; top != nil {
				return top.cells[m.left]
			}
		}
	}
	return nil
}

// text is the text at a place, merged cells included.
func (g *grid) text(row, col int) string {
	if c := g.at(row, col); c != nil {
		return c.text
	}
	return ""
}

// own is the text that stands in the very cell.
func (l *line) own(col int) string {
	if c := l.cells[col]; c != nil {
		return c.text
	}
	return ""
}

// columns lists the columns of a row that hold something, from the left.
func (l *line) columns() []int { return slices.Sorted(maps.Keys(l.cells)) }

// say is everything that stands in a row, in one line.
func (l *line) say() string {
	var parts []string
	for _, c := range l.columns() {
		parts = append(parts, vietnamese.OneLine(l.own(c)))
	}
	return strings.Join(parts, " | ")
}

// span is how many columns the cell covers.
func (l *line) span(col int) int {
	for _, m := range l.merges {
		if m.top == l.number && m.left == col {
			return m.right - m.left + 1
		}
	}
	return 1
}

// usedColumns lists the columns in which the rows hold something, merged cells included.
func (g *grid) usedColumns(first, last int) []int {
	used := map[int]bool{}
	for row := first; row <= last; row++ {
		l := g.byRow[row]
		if l == nil {
			continue
		}
		for c := range l.cells {
			used[c] = true
		}
		for _, m := range l.merges {
			for c := m.left; c <= min(m.right, maxColumns) && g.text(m.top, m.left) != ""; c++ {
				used[c] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(used))
}

// spread gives every row the merged ranges that reach into it. Ranges cannot overlap in a sound file, so a row has few.
func (g *grid) spread(merges []rect) {
	slices.SortFunc(merges, func(a, b rect) int { return a.top - b.top })
	var open []rect
	next := 0
	for _, l := range g.lines {
		for next < len(merges) && merges[next].top <= l.number {
			open = append(open, merges[next])
			next++
		}
		open = slices.DeleteFunc(open, func(m rect) bool { return m.bottom < l.number })
		if len(open) > maxColumns {
			open = open[:maxColumns]
		}
		l.merges = slices.Clone(open)
	}
}

// ref names a cell: "C12".
func ref(row, col int) string { return letters(col) + strconv.Itoa(row) }

func letters(col int) string {
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
	if err != nil || i == 0 || row < 1 || row > 1<<20 || col > 1<<14 || text[i] == '+' {
		return 0, 0, false
	}
	return row, col, true
}
