package pdf

import (
	"thidua/documents"
	"thidua/documents/pdf/archive"
)

// cell is a body cell broken into lines.
type cell struct {
	face        face
	lines       []string
	left, right float64
	align       documents.Align
	after       float64 // of a figure that stands on its comma: the room at its right; 0 = it does not
	tag         *archive.Element
}

// tableBoxes are those of a table, or of the tables it is parted into.
func (p *pen) tableBoxes(t documents.Table) []*box {
	var boxes []*box
	for i, part := range Parts(t, p.right-p.left) {
		more := p.oneTable(part)
		if i > 0 && len(more) > 0 {
			more[0].space = documents.ParagraphSpace * 2 * mmPerPoint
		}
		boxes = append(boxes, more...)
	}
	return boxes
}

// oneTable makes the header's box and one of every row.
func (p *pen) oneTable(t documents.Table) []*box {
	g := p.layColumns(t)
	tag := p.root.New("Table")
	var boxes []*box
	var header *box
	if len(t.Header) > 0 {
		header = p.header(g, tag)
		header.space = 2
		boxes = append(boxes, header)
	}
	for i, row := range t.Rows {
		b := p.rowBox(g, p.cells(g, row, tag.New("TR")), header)
		b.heads = row.Kind == documents.GroupRow
		b.keep = b.heads || i >= len(t.Rows)-t.KeepEnd
		boxes = append(boxes, b)
	}
	if len(boxes) > 0 && total(boxes) > p.bottom-documents.MarginTop {
		boxes[0].torn = t.Whole
	} else if len(boxes) > 0 {
		for _, b := range boxes[:len(boxes)-1] {
			b.keep, b.whole = true, !b.keep
		}
	}
	return boxes
}

// total is the height of boxes one under another at the top of a page.
func total(boxes []*box) float64 {
	h := 0.0
	for i, b := range boxes {
		if h += b.height; i > 0 {
			h += b.space
		}
	}
	return h
}

// cells wraps a row's texts and fills the columns it leaves out.
func (p *pen) cells(g grid, row documents.Row, tag *archive.Element) []cell {
	columns := len(g.table.Columns)
	list := make([]cell, 0, columns)
	col := 0
	for n := 0; col < columns; n++ {
		var c documents.Cell
		if n < len(row.Cells) {
			c = row.Cells[n]
		}
		end := min(col+c.Columns(), columns)
		f := cellFace(row, c, g.size)
		align := c.Align
		if align == documents.AlignDefault {
			align = g.table.Columns[col].Align
		}
		if end-col > 1 && c.Align == documents.AlignDefault && end < columns {
			align = g.table.Columns[end-1].Align
			if g.table.Columns[col].Align != align {
				align = documents.AlignLeft
			}
		}
		one := cell{face: f, lines: wrap(f, clean(c.Text), g.x[end]-g.x[col]-2*padX), left: g.x[col], right: g.x[end], align: align, tag: tag.Cell(false, end-col, 1)}
		if after, on := g.comma[col].after(g.table, col, row, c, g.size, g.x[end]-g.x[col]); on && len(one.lines) == 1 {
			one.after, one.align = after, documents.AlignRight
		}
		list = append(list, one)
		col = end
	}
	return list
}

func (p *pen) rowBox(g grid, cells []cell, header *box) *box {
	count := 1
	for _, c := range cells {
		count = max(count, len(c.lines))
	}
	lineHeight := newFace(regular, g.size).line()
	height := float64(count)*lineHeight + 2*padY
	b := &box{
		height: height,
		header: header,
		draw: func(y float64) {
			p.line(hairline, cells[0].left, y, cells[len(cells)-1].right, y)
			p.line(hairline, cells[0].left, y+height, cells[len(cells)-1].right, y+height)
			p.line(hairline, cells[0].left, y, cells[0].left, y+height)
			for _, c := range cells {
				p.line(hairline, c.right, y, c.right, y+height)
			}
			for _, c := range cells {
				p.cellText(c, y+(height-float64(len(c.lines))*lineHeight)/2, lineHeight)
			}
		},
	}
	if count > 1 {
		b.split = func(room float64) (*box, *box) {
			fit := max(1, min(int((room-2*padY)/lineHeight), count-lastLines))
			head, tail := make([]cell, len(cells)), make([]cell, len(cells))
			for i, c := range cells {
				head[i], tail[i] = c, c
				at := min(fit, len(c.lines))
				head[i].lines, tail[i].lines = c.lines[:at], c.lines[at:]
			}
			return p.rowBox(g, head, header), p.rowBox(g, tail, header)
		}
	}
	return b
}

// lastLines is how many lines of what is cut go on on the next page, at least.
const lastLines = 2

func (p *pen) cellText(c cell, y, lineHeight float64) {
	p.pdf.Open(c.tag)
	p.in(c.tag)
	for _, s := range c.lines {
		switch c.align {
		case documents.AlignCenter:
			p.centred(c.face, (c.left+c.right)/2, y, s)
		case documents.AlignRight:
			p.text(c.face, c.right-max(c.after, padX)-c.face.width(s), y, s)
		default:
			p.text(c.face, c.left+padX, y, s)
		}
		y += lineHeight
	}
}
