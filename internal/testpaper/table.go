package testpaper

import (
	"slices"
	"testing"

	"thidua/documents"
)

// table is a printed table whose cells are found by the words over and beside them.
type table struct {
	testing.TB
	columns map[string]int
	rows    [][]string
}

// tableIn reads the first table of a document.
func tableIn(t testing.TB, doc documents.Document) *table {
	t.Helper()
	for _, b := range doc.Blocks {
		if printed, ok := b.(documents.Table); ok {
			return read(t, printed)
		}
	}
	t.Fatalf("%s has no table", doc.Title)
	return nil
}

func read(t testing.TB, printed documents.Table) *table {
	out := &table{TB: t, columns: map[string]int{}}
	taken := make([][]bool, len(printed.Header))
	for i := range taken {
		taken[i] = make([]bool, len(printed.Columns))
	}
	for i, r := range printed.Header {
		for _, c := range r.Cells {
			at := slices.Index(taken[i], false)
			if c.Columns() == 1 {
				out.columns[c.Text] = at
			}
			for down := range c.Rows() {
				for over := range c.Columns() {
					taken[i+down][at+over] = true
				}
			}
		}
	}
	for _, r := range printed.Rows {
		row := make([]string, 0, len(printed.Columns))
		for _, c := range r.Cells {
			row = append(append(row, c.Text), make([]string, c.Columns()-1)...)
		}
		out.rows = append(out.rows, append(row, make([]string, max(0, len(printed.Columns)-len(row)))...))
	}
	return out
}

// row is the last row with a text in one of its first two cells; nil if there is none.
func (t *table) row(name string) []string {
	for _, r := range slices.Backward(t.rows) {
		if r[0] == name || r[1] == name {
			return r
		}
	}
	return nil
}

func (t *table) find(name string) []string {
	t.Helper()
	r := t.row(name)
	if r == nil {
		t.Fatalf("no row %s", name)
	}
	return r
}

// cell is what stands in a row under a heading.
func (t *table) cell(row []string, heading string) string {
	t.Helper()
	at, ok := t.columns[heading]
	if !ok {
		t.Fatalf("no column %s", heading)
	}
	return row[at]
}
