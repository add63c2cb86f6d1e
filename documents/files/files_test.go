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

// A file that stands there already stays what it is: the same paper finds itself again, another stands beside it.
func TestBeside(t *testing.T) {
	dir := t.TempDir()
	for _, ending := range files.Endings() {
		asked := filepath.Join(dir, "bao-cao"+ending)
		paper := func(text string) documents.Document {
			return documents.Document{Title: "Báo cáo", Blocks: []documents.Block{documents.Table{Columns: []documents.Column{{Width: 20}}, Rows: []documents.Row{{Cells: []documents.Cell{{Text: text}}}}}}}
		}
		for _, c := range []struct {
			text, want string
			there      bool
		}{{"một", "bao-cao", false}, {"một", "bao-cao", true}, {"hai", "bao-cao-2", false}, {"một", "bao-cao", true}, {"hai", "bao-cao-2", true}, {"ba", "bao-cao-3", false}} {
			before, _ := os.ReadFile(asked)
			saved, there, err := files.WriteBeside(asked, paper(c.text))
			if err != nil || filepath.Base(saved) != c.want+ending || there != c.there {
				t.Errorf("%s: %s, there %v, %v; want %s", c.text, saved, there, err, c.want)
			}
			if after, _ := os.ReadFile(asked); before != nil && !bytes.Equal(before, after) {
				t.Errorf("%s was replaced", asked)
			}
		}
	}
	if _, _, err := files.WriteBeside(filepath.Join(dir, "bao-cao.doc"), documents.Document{}); emulation.KeyOf(err) != "documents.error.ending" {
		t.Error(err)
	}
}
