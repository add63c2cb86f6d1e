package pdf

import "thidua/documents"

// onComma is the room, mm, that the figures of a column take before the comma and from it on; none where they do not stand on it.
type onComma struct{ whole, rest float64 }

func commas(t documents.Table, size float64) []onComma {
	list := make([]onComma, len(t.Columns))
	t.Figures(func(col int, row documents.Row, c documents.Cell, whole, rest string) {
		f := cellFace(row, c, size)
		list[col].whole = max(list[col].whole, f.width(whole))
		list[col].rest = max(list[col].rest, f.width(rest))
	})
	return list
}

// after is the room, mm, between a figure's end and the right rule of a column of a width, so that its comma stands under the others; not where the text
// is no figure that stands on one.
func (o onComma) after(t documents.Table, col int, row documents.Row, c documents.Cell, size, width float64) (room float64, ok bool) {
	_, rest, ok := documents.Figure(c.Text)
	if !ok || o.whole == 0 || c.Columns() != 1 || c.Align != documents.AlignDefault || width < o.whole+o.rest+2*padX {
		return 0, false
	}
	room = padX
	if t.Columns[col].Align == documents.AlignCenter {
		room = (width - o.whole - o.rest) / 2
	}
	return room + o.rest - cellFace(row, c, size).width(rest), true
}
