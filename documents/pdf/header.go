package pdf

import (
	"thidua/documents"
	"thidua/documents/pdf/archive"
)

// placed is a header cell with its first row and column.
type placed struct {
	cell        documents.Cell
	row, column int
}

// placeHeader finds each header cell's column: the next one not covered by a cell that spans down from a row above.
func placeHeader(rows []documents.Row, columns int) []placed {
	covered := make([][]bool, len(rows))
	for i := range covered {
		covered[i] = make([]bool, columns)
	}
	var list []placed
	for r, row := range rows {
		col := 0
		for _, c := range row.Cells {
			for col < columns && covered[r][col] {
				col++
			}
			if col >= columns {
				break
			}
			list = append(list, placed{c, r, col})
			for dr := r; dr < min(r+c.Rows(), len(rows)); dr++ {
				for dc := col; dc < min(col+c.Columns(), columns); dc++ {
					covered[dr][dc] = true
				}
			}
			col += c.Columns()
		}
	}
	return list
}

// header makes one box of all header rows: bold, centred both ways.
func (p *pen) header(g grid, tag *archive.Element) *box {
	f := newFace(bold, g.size)
	columns := len(g.table.Columns)
	cells := placeHeader(g.table.Header, columns)
	heights := make([]float64, len(g.table.Header))
	for i := range heights {
		heights[i] = f.line() + 2*padY
	}
	rows, tags := make([]*archive.Element, len(heights)), make([]*archive.Element, len(cells))
	for i := range rows {
		rows[i] = tag.New("TR")
	}
	lines := make([][]string, len(cells))
	for i, at := range cells {
		end := min(at.column+at.cell.Columns(), columns)
		tags[i] = rows[at.row].Cell(true, end-at.column, at.cell.Rows())
		lines[i] = headlines(f, clean(at.cell.Text), g.x[end]-g.x[at.column]-2*padX)
		need := float64(len(lines[i]))*f.line() + 2*padY
		last := min(at.row+at.cell.Rows(), len(heights)) - 1
		// What a cell needs beyond the rows it spans is added to the last of them.
		if lack := need - sum(heights[at.row:last+1]); lack > 0 {
			heights[last] += lack
		}
	}
	draw := func(y float64) {
		for i, at := range cells {
			end := min(at.column+at.cell.Columns(), columns)
			last := min(at.row+at.cell.Rows(), len(heights))
			top, bottom := y+sum(heights[:at.row]), y+sum(heights[:last])
			left, right := g.x[at.column], g.x[end]
			p.line(hairline, left, top, right, top)
			p.line(hairline, left, bottom, right, bottom)
			p.line(hairline, left, top, left, bottom)
			p.line(hairline, right, top, right, bottom)
			p.pdf.Open(tags[i])
			p.in(tags[i])
			text := (top + bottom - float64(len(lines[i]))*f.line()) / 2
			for _, s := range lines[i] {
				p.centred(f, (left+right)/2, text, s)
				text += f.line()
			}
		}
	}
	return &box{height: sum(heights), keep: true, heads: true, draw: draw}
}
