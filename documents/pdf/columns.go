package pdf

import (
	"cmp"

	"thidua/documents"
)

const (
	padX = 1.2 // between a table's rule and its text, mm
	padY = 0.7

	widestFigure = 55.0 // mm; what is wider is no figure, and wraps in any column

	denseTable    = 10.0 // points; as small as a table is set so that its paper stays on one page
	smallestTable = 9.0  // points; under this nobody reads a table
)

// grid is a table ready to draw: widths settled, rules at x.
type grid struct {
	table documents.Table
	size  float64
	x     []float64 // len(columns)+1
	comma []onComma
}

// layColumns settles the widths. A table too wide for the line first gives up half of its ease, then gets smaller type in half points, then
// gives up the rest; words and figures are broken only when even that does not do.
func (p *pen) layColumns(t documents.Table) grid {
	size := tableSize(t)
	full := p.right - p.left
	easy, tight := columnWidths(t, size)
	for ease(easy, tight, full) < 0.5 && size > smallestTable {
		size -= 0.5
		easy, tight = columnWidths(t, size)
	}
	widths := easy
	switch e := ease(easy, tight, full); {
	case e >= 1:
		share(widths, t.Columns, full-sum(easy))
	case e >= 0:
		for i := range widths {
			widths[i] = tight[i] + e*(easy[i]-tight[i])
		}
	default:
		for i := range widths {
			widths[i] = tight[i] * full / sum(tight)
		}
	}
	g := grid{table: t, size: size, x: make([]float64, len(widths)+1), comma: commas(t, size)}
	g.x[0] = p.left
	for i, w := range widths {
		g.x[i+1] = g.x[i] + w
	}
	return g
}

// tableSize is the size of a table's type as the paper asks for it.
func tableSize(t documents.Table) float64 {
	if t.Size == 0 {
		return documents.TableSize
	}
	return t.Size
}

// ease is where the line's width lies between the tight (0) and the easy widths (1).
func ease(easy, tight []float64, full float64) float64 {
	switch wanted, needed := sum(easy), sum(tight); {
	case full >= wanted:
		return 1
	case full < needed:
		return -1
	default:
		return (full - needed) / (wanted - needed)
	}
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

// columnWidths are the widths before sharing: easy ones, and tight ones that just hold every figure and every word unbroken.
func columnWidths(t documents.Table, size float64) (easy, tight []float64) {
	easy, tight = make([]float64, len(t.Columns)), make([]float64, len(t.Columns))
	figures := make([]float64, len(t.Columns)) // the widest of each, which no width breaks
	heading := newFace(bold, size)
	hold := func(i int, w float64) {
		tight[i] = max(tight[i], w+2*padX+slack)
	}
	for _, at := range placeHeader(t.Header, len(t.Columns)) {
		if at.cell.Columns() == 1 {
			hold(at.column, longestWord(heading, clean(at.cell.Text)))
		}
	}
	for _, row := range t.Rows {
		i := 0
		for _, c := range row.Cells {
			if i < len(tight) && c.Columns() == 1 {
				f, text := cellFace(row, c, size), clean(c.Text)
				if w := f.width(text); t.Columns[i].Width == 0 && w <= widestFigure {
					hold(i, w)
				} else {
					hold(i, longestWord(f, text))
				}
				if _, _, is := documents.Figure(text); is && f.width(text) <= widestFigure {
					figures[i] = max(figures[i], f.width(text)+2*padX+slack)
				}
			}
			i += c.Columns()
		}
	}
	for i, o := range commas(t, size) {
		if o.whole > 0 {
			hold(i, o.whole+o.rest)
		}
	}
	for i, c := range t.Columns {
		easy[i] = max(tight[i], c.Width)
		if c.Width == 0 {
			easy[i] += padX
		}
		// A single monstrous word does not take the table: beyond twice its column it is broken.
		if width := cmp.Or(c.Width, widestFigure); tight[i] > max(2*width, figures[i]) {
			easy[i], tight[i] = max(width, figures[i]), max(width, figures[i])
		}
	}
	return easy, tight
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
