package pdf

import (
	"slices"

	"thidua/documents"
	"thidua/emulation"
)

// Parts are what a table is set as in a text width mm wide: itself, or, where its columns cannot hold their words and figures unbroken, several tables under
// one another, each with the columns of names again. A table without columns of names (Table.Names) is never parted.
func Parts(t documents.Table, width float64) []documents.Table {
	rest := len(t.Columns) - t.Names
	if t.Names == 0 || rest < 2 || holds(t, width) {
		return []documents.Table{t}
	}
	for count := 2; ; count++ {
		var parts []documents.Table
		fit := true
		for i := range count {
			part := partOf(t, t.Names+i*rest/count, t.Names+(i+1)*rest/count)
			if i < count-1 {
				part.KeepEnd = 0
			}
			fit = fit && holds(part, width)
			parts = append(parts, part)
		}
		if fit || count == rest {
			return parts
		}
	}
}

// holds reports whether a table can be set with all its words and figures unbroken.
func holds(t documents.Table, width float64) bool {
	easy, tight := columnWidths(t, smallestTable)
	return ease(easy, tight, width) >= 0
}

// partOf is a table of the columns of names and of those from first to before last.
func partOf(t documents.Table, first, last int) documents.Table {
	var columns []int
	for col := range t.Columns {
		if col < t.Names || col >= first && col < last {
			columns = append(columns, col)
		}
	}
	// covered is how many of a cell's columns are in this part.
	covered := func(from, span int) (n int) {
		for _, col := range columns {
			if col >= from && col < from+span {
				n++
			}
		}
		return n
	}
	part := t
	part.Columns = emulation.Map(columns, func(col int) documents.Column { return t.Columns[col] })
	part.Header = make([]documents.Row, len(t.Header))
	for _, at := range placeHeader(t.Header, len(t.Columns)) {
		if n := covered(at.column, at.cell.Columns()); n > 0 {
			at.cell.ColSpan = n
			part.Header[at.row].Cells = append(part.Header[at.row].Cells, at.cell)
		}
	}
	part.Rows = slices.Clone(t.Rows)
	for i, row := range t.Rows {
		part.Rows[i].Cells = nil
		col := 0
		for _, c := range row.Cells {
			span := c.Columns()
			if n := covered(col, span); n > 0 {
				c.ColSpan = n
				part.Rows[i].Cells = append(part.Rows[i].Cells, c)
			}
			col += span
		}
	}
	return part
}

// Doubts are what a person has to know of papers before they are signed: tables that had to be parted, or whose words had to be broken.
func Doubts(docs ...documents.Document) []emulation.Message {
	var list []emulation.Message
	for _, doc := range docs {
		if lacking := missing(documents.Text(doc, " ")); lacking != "" {
			list = append(list, emulation.Say("documents.doubt.letters", "paper", doc.Title, "letters", lacking))
		}
		width := Width(doc.Landscape)
		for _, b := range doc.Blocks {
			t, ok := b.(documents.Table)
			if !ok {
				continue
			}
			parts := Parts(t, width)
			if len(parts) > 1 {
				list = append(list, emulation.Say("documents.doubt.parted", "paper", doc.Title, "columns", len(t.Columns), "parts", len(parts)))
			}
			if slices.ContainsFunc(parts, func(part documents.Table) bool { return !holds(part, width) }) {
				list = append(list, emulation.Say("documents.doubt.narrow", "paper", doc.Title, "columns", len(t.Columns)))
			}
		}
	}
	return list
}
