package forms_test

import (
	"slices"
	"strings"
	"testing"

	"thidua/documents"
	"thidua/documents/forms"
)

// only is the one document of a paper.
func only(t *testing.T, p forms.Paper) documents.Document {
	t.Helper()
	if len(p.Documents) != 1 {
		t.Fatalf("%d documents", len(p.Documents))
	}
	return p.Documents[0]
}

func tableOf(t *testing.T, doc documents.Document) documents.Table {
	t.Helper()
	for _, b := range doc.Blocks {
		if table, ok := b.(documents.Table); ok {
			return table
		}
	}
	t.Fatal("no table")
	return documents.Table{}
}

// cells are the texts of a row with "|" between them.
func cells(r documents.Row) string {
	texts := make([]string, len(r.Cells))
	for i, c := range r.Cells {
		texts[i] = c.Text
	}
	return strings.Join(texts, "|")
}

// rowOf is the last row with a text in one of its first two cells.
func rowOf(t *testing.T, doc documents.Document, name string) documents.Row {
	t.Helper()
	for _, r := range slices.Backward(tableOf(t, doc).Rows) {
		if r.Cells[0].Text == name || r.Cells[1].Text == name {
			return r
		}
	}
	t.Fatalf("no row %s on paper", name)
	return documents.Row{}
}

func hasRow(t *testing.T, doc documents.Document, name string) bool {
	t.Helper()
	for _, r := range tableOf(t, doc).Rows {
		if r.Cells[1].Text == name {
			return true
		}
	}
	return false
}

// headings are the texts over a table.
func headings(table documents.Table) string {
	var all []string
	for _, r := range table.Header {
		all = append(all, cells(r))
	}
	return strings.Join(all, "|")
}

// signers are those at the end of a document.
func signers(t *testing.T, doc documents.Document) []documents.Signer {
	t.Helper()
	last, ok := doc.Blocks[len(doc.Blocks)-1].(documents.Signatures)
	if !ok {
		t.Fatalf("ends with %+v", doc.Blocks[len(doc.Blocks)-1])
	}
	return last.Signers
}

// paragraphs are the running texts of a document.
func paragraphs(doc documents.Document) []string {
	var all []string
	for _, block := range doc.Blocks {
		if p, ok := block.(documents.Paragraph); ok {
			text := ""
			for _, s := range p.Spans {
				text += s.Text
			}
			all = append(all, text)
		}
	}
	return all
}

// texts is everything a document prints, a line per cell and paragraph.
func texts(doc documents.Document) string { return documents.Text(doc, "\n") }
