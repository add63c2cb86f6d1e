package grid

import (
	"strings"

	"thidua/ui/text"
	"thidua/vietnamese"
)

// laying is a copied rectangle on its way to the grid.
type laying struct {
	grid   *Grid
	block  [][]string
	p      *Preview
	at     Area   // what is selected
	reader Pasted // nil where the model knows nothing of it

	first    int         // the line below the headings
	headed   bool        // there are headings
	to       map[int]int // with headings: the grid's column of a column of the rectangle
	codes    naming      // by what each line is named
	names    naming
	byCode   map[string]int // rows by what they are called; ambiguous where several are
	byTitle  map[string]int
	siblings map[string]int // by the row of the group, and the code within it
}

// A row that is not found, and a name that several rows have.
const (
	noRow     = -1
	ambiguous = -2
)

// cell is a cell of the rectangle, "" outside a line.
func (l *laying) cell(line, col int) string {
	if col < 0 || col >= len(l.block[line]) {
		return ""
	}
	return l.block[line][col]
}

func (l *laying) wide() int {
	wide := 0
	for _, line := range l.block {
		wide = max(wide, len(line))
	}
	return wide
}

// fill puts a single value into the whole selection.
func (l *laying) fill() {
	g := l.grid
	l.p.area = &l.at
	for place := g.rows.place[l.at.Top]; place <= g.rows.place[l.at.Bottom]; place++ {
		for col := l.at.Left; col <= l.at.Right; col++ {
			l.put(g.rows.view[place], col, l.block[0][0], Lands)
		}
	}
}

// put lands a text in a cell, or says why it does not.
func (l *laying) put(row, col int, words string, fate Fate) {
	g, key := l.grid, l.grid.rows.key(row)
	cell := g.model.Cell(row, col)
	m := Mark{Text: words, Fate: fate}
	switch {
	case g.model.Row(row).Group && !cell.Editable:
		if words == "" {
			return
		}
		m.Fate, m.Note = Skipped, text.T("grid.paste.of-group", "text", words)
	case !cell.Editable:
		if words == "" || sameText(words, cell) {
			return
		}
		m.Fate, m.Note = Skipped, text.T("grid.paste.locked", "text", words)
	case cell.input() == words:
		return
	}
	if m.Fate == Skipped {
		l.p.Skipped++
		l.p.mark(key, col, m)
		return
	}
	if l.reader != nil {
		if why := l.reader.Doubt(row, col, words); why != "" {
			m.Fate, m.Note = Wrong, why
			l.p.Wrong++
		}
	}
	if fate == Moved {
		l.p.Moved++
		if m.Note == "" {
			m.Note = text.T("grid.paste.moved-here")
		}
	}
	l.p.mark(key, col, m)
	l.p.Changes = append(l.p.Changes, Change{Row: row, Col: col, Text: words, key: key})
}

// sameText says whether a copied text is what a cell shows, a figure however it is written.
func sameText(copied string, cell Cell) bool {
	if vietnamese.OneLine(copied) == vietnamese.OneLine(cell.Text) {
		return true
	}
	a, errA := vietnamese.ParseNumber(copied)
	b, errB := vietnamese.ParseNumber(cell.Text)
	return errA == nil && errB == nil && trimZeros(a) == trimZeros(b)
}

func trimZeros(number string) string {
	if !strings.Contains(number, ".") {
		return number
	}
	return strings.TrimSuffix(strings.TrimRight(number, "0"), ".")
}

// inOrder lands line after line on the rows that are shown, from the selected one on. A group takes no value: the lines after it move down, unless the
// rectangle has an empty line for each group, as one copied with its groups has.
func (l *laying) inOrder() {
	g := l.grid
	top, lines := g.rows.place[l.at.Top], l.block[l.first:]
	own := l.groupsEmpty(top, lines)
	place := top
	for i, line := range lines {
		for !own && place < len(g.rows.view) && g.model.Row(g.rows.view[place]).Group {
			l.pass(g.rows.view[place], line)
			place++
		}
		fate := Lands
		if place != top+i {
			fate = Moved
		}
		if l.headed && place < len(g.rows.view) {
			l.landLine(l.first+i, g.rows.view[place], fate)
			place++
			continue
		}
		for j, words := range line {
			col, ok := l.column(j)
			switch {
			case !ok:
			case place >= len(g.rows.view) || col >= len(g.cols.list):
				if words != "" {
					l.p.Skipped++
				}
			default:
				l.put(g.rows.view[place], l.land(g.rows.view[place], col), words, fate)
			}
		}
		place++
	}
	if !l.headed {
		last, right := min(place, len(g.rows.view))-1, min(l.at.Left+l.wide(), len(g.cols.list))-1
		l.p.area = &Area{Top: l.at.Top, Left: l.at.Left, Bottom: g.rows.view[max(last, top)], Right: right}
	}
}

// column is where a column of the rectangle lands: below its heading, else from the selected one on.
func (l *laying) column(j int) (int, bool) {
	if !l.headed {
		return l.at.Left + j, true
	}
	col, ok := l.to[j]
	return col, ok
}

func (l *laying) land(row, col int) int {
	if l.reader == nil {
		return col
	}
	return l.reader.Land(row, col)
}

// pass marks a group that takes no value.
func (l *laying) pass(row int, line []string) {
	for j := range line {
		if col, ok := l.column(j); ok && col < len(l.grid.cols.list) {
			l.p.mark(l.grid.rows.key(row), col, Mark{Fate: Skipped, Note: text.T("grid.paste.passed")})
		}
	}
}

// groupsEmpty says whether the lines that lie on groups, if each is put on the row it lies on, are empty while others are not.
func (l *laying) groupsEmpty(top int, lines [][]string) bool {
	g, groups, values := l.grid, 0, false
	for i, line := range lines {
		empty := strings.TrimSpace(strings.Join(line, "")) == ""
		if top+i < len(g.rows.view) && g.model.Row(g.rows.view[top+i]).Group {
			if groups++; !empty {
				return false
			}
		} else if !empty {
			values = true
		}
	}
	return groups > 0 && values
}
