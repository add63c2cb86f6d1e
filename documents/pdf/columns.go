package pdf

import "thidua/documents"

const (
	padX = 1.2 // between a table's rule and its text, mm
	padY = 0.7

	smallestTable = 9.0 // points; under this nobody reads a table
)

// grid is a table ready to draw: widths settled, rules at x.
type grid struct {
	table documents.Table
	size  float64
	x     []float64 // len(columns)+1
}

// layColumns settles the widths. A table too wide for the line gets smaller type in half points, then narrower columns with broken words.
func (p *pen) layColumns(t documents.Table) grid {
	size := t.Size
	if size == 0 {
		size = documents.TableSize
	}
	full := p.right - p.left
	widths := leastWidths(t, size)
	for sum(widths) > full && size > smallestTable {
		size -= 0.5
		widths = leastWidths(t, size)
	}
	total := sum(widths)
	if total > full {
		for i := range widths {
			widths[i] *= full / total
		}
	} else {
		share(widths, t.Columns, full-total)
	}
	g := grid{table: t, size: size, x: make([]float64, len(widths)+1)}
	g.x[0] = p.left
	for i, w := range widths {
		g.x[i+1] = g.x[i] + w
	}
	return g
}

// share gives what is left to the flexible columns, or to all alike where none is.
func share(widths []float64, columns []documents.Column, left float64) {
	flex := 0.0
	for _, c := range columns {
		flex += c.Flex
	}
	for i, c := range columns {
		if flex > 0 {
			widths[i] += left * c.Flex / flex
		} else {
			widths[i] += left / float64(len(columns))
		}
	}
}

// leastWidths are the columns' widths before sharing. A fitted column holds its figures unbroken, and the words of its heading.
func leastWidths(t documents.Table, size float64) []float64 {
	widths := make([]float64, len(t.Columns))
	heading := newFace(bold, size)
	fit := func(i int, w float64) {
		if t.Columns[i].Width == 0 {
			widths[i] = max(widths[i], w+3*padX)
		}
	}
	for i, c := range t.Columns {
		widths[i] = c.Width
	}
	for _, at := range placeHeader(t.Header, len(t.Columns)) {
		if at.cell.Columns() == 1 {
			fit(at.column, longestWord(heading, clean(at.cell.Text)))
		}
	}
	for _, row := range t.Rows {
		i := 0
		for _, c := range row.Cells {
			if i < len(widths) && c.Columns() == 1 {
				f, text := cellFace(row, c, size), clean(c.Text)
				if a := t.Columns[i].Align; a == documents.AlignCenter || a == documents.AlignRight {
					fit(i, f.width(text))
				} else {
					fit(i, longestWord(f, text))
				}
			}
			i += c.Columns()
		}
	}
	return widths
}

func cellFace(row documents.Row, c documents.Cell, size float64) face {
	return newFace(styleOf(c.Bold || row.Kind != documents.PlainRow, c.Italic), size)
}

func sum(list []float64) float64 {
	s := 0.0
	for _, v := range list {
		s += v
	}
	return s
}
