package pdf

import "thidua/documents"

// Width is how wide the text of a page is, between its margins, mm.
func Width(landscape bool) float64 {
	if landscape {
		return documents.PageLong - documents.MarginLeft - documents.MarginRight
	}
	return documents.PageShort - documents.MarginLeft - documents.MarginRight
}

// Columns are the widths (mm) that the columns of a table have in a text width mm wide, and the size of its type (points), for writers of other formats that
// are to look like the paper.
func Columns(t documents.Table, width float64) (widths []float64, size float64) {
	g := (&pen{right: width}).layColumns(t)
	widths = make([]float64, len(t.Columns))
	for i := range widths {
		widths[i] = g.x[i+1] - g.x[i]
	}
	return widths, g.size
}

// BetweenSigners is the room between what signers beside each other sign, mm.
const BetweenSigners = 4.0

// Headline breaks bold text of a size (points) into lines as titles and names of bodies are broken on paper: before a place's name, never inside a compound. It
// also says how wide (mm) the last of them is. A text may have ends of lines of its own.
func Headline(text string, size, width float64) (lines []string, last float64) {
	f := newFace(bold, size)
	lines = headlines(f, clean(text), width)
	if len(lines) > 0 {
		last = f.width(lines[len(lines)-1])
	}
	return lines, last
}

// HeaderLines are the lines of a heading over columns so wide (mm), of the size of Columns.
func HeaderLines(text string, size, width float64) []string {
	lines, _ := Headline(text, size, width-2*padX)
	return lines
}

// After is the room (mm) between the end of a figure and the right side of its column, in a table with the widths and type of Columns, so that commas stand
// under one another; not where a text does not stand on one.
func After(t documents.Table, widths []float64, size float64) func(col int, row documents.Row, c documents.Cell) (room float64, ok bool) {
	list := commas(t, size)
	return func(col int, row documents.Row, c documents.Cell) (float64, bool) {
		return list[col].after(t, col, row, c, size, widths[col])
	}
}
