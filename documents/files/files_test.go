package files_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"thidua/documents"
	"thidua/documents/files"
	"thidua/emulation"
)

// An ending says what is written; what a format is not for, and an ending nobody writes, is refused and leaves no file.
func TestEndings(t *testing.T) {
	text := documents.Document{Title: "Giấy mời", Blocks: []documents.Block{documents.Title{Kind: "GIẤY MỜI"}}}
	table := documents.Document{Title: "Bảng", Blocks: []documents.Block{documents.Table{Columns: []documents.Column{{Width: 20}}, Rows: []documents.Row{{Cells: []documents.Cell{{Text: "1"}}}}}}}
	slips := documents.Document{Title: "Phiếu", Blocks: []documents.Block{documents.Slips{Copies: 2, Blocks: []documents.Block{documents.Title{Kind: "PHIẾU"}}}}}
	for _, c := range []struct {
		name, key, begins string
		docs              []documents.Document
	}{
		{"a.pdf", "", "%PDF", []documents.Document{text}}, {"a.PDF", "", "%PDF", []documents.Document{slips}}, {"a.docx", "", "PK", []documents.Document{text, table}},
		{"a.xlsx", "", "PK", []documents.Document{table}}, {"a.xlsx", "", "PK", []documents.Document{text, table}},
		{"a.xlsx", "documents.error.no-table", "", []documents.Document{text}}, {"a.docx", "documents.error.only-printed", "", []documents.Document{text, slips}},
		{"a.xlsx", "documents.error.only-printed", "", []documents.Document{table, slips}}, {"a.doc", "documents.error.ending", "", []documents.Document{text}},
		{"a", "documents.error.ending", "", []documents.Document{text}}, {"a.docx", "documents.error.nothing", "", nil},
	} {
		path := filepath.Join(t.TempDir(), c.name)
		err := files.Write(path, c.docs...)
		if emulation.KeyOf(err) != c.key {
			t.Errorf("%s: %v, want %q", c.name, err, c.key)
		}
		raw, gone := os.ReadFile(path)
		if c.key != "" && gone == nil {
			t.Errorf("%s was written all the same", c.name)
		}
		if !bytes.HasPrefix(raw, []byte(c.begins)) {
			t.Errorf("%s begins %q", c.name, raw[:4])
		}
	}
}

// A file that stands there already stays what it is.
func TestFree(t *testing.T) {
	dir := t.TempDir()
	for _, want := range []string{"bao-cao.docx", "bao-cao-2.docx", "bao-cao-3.docx"} {
		free := files.Free(filepath.Join(dir, "bao-cao.docx"))
		if filepath.Base(free) != want {
			t.Fatalf("%s, want %s", filepath.Base(free), want)
		}
		if err := os.WriteFile(free, []byte(want), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}
