//go:build full && cups

package printer_test

import (
	"bytes"
	"os/exec"
	"testing"

	"thidua/documents"
	"thidua/documents/pdf"
	"thidua/documents/printer"
	"thidua/emulation"
	"thidua/internal/testcups"
)

var system printer.System

// TestFullPrintsOnARealQueue: a queue of CUPS that prints into a file gets the pages and copies that were asked for; without its service there is no
// printer, and a queue that is not there is told in the system's words.
func TestFullPrintsOnARealQueue(t *testing.T) {
	cups := testcups.New(t)
	if list, err := system.List(t.Context()); err != nil || len(list) != 0 {
		t.Errorf("no service: %v, %v", list, err)
	}
	cups.Start()
	cups.Queue("khac", testcups.Raw)
	out := cups.Queue("giay", testcups.PDF)
	cups.Admin("-d", "giay")
	list, err := system.List(t.Context())
	if err != nil || len(list) != 2 || list[0] != (printer.Printer{Name: "giay", Default: true}) || list[1].Name != "khac" {
		t.Fatalf("%+v, %v", list, err)
	}
	doc := documents.Document{Title: "Tờ trình", Blocks: []documents.Block{documents.Title{Kind: "TỜ TRÌNH"}}}
	var file bytes.Buffer
	must(t, pdf.Write(&file, doc, doc, doc))
	must(t, system.Print(t.Context(), bytes.NewReader(file.Bytes()), printer.Job{Printer: "giay", Title: "Tờ trình", Copies: 2, Pages: "2-3", Paper: "A4", Duplex: true}))
	cups.Until("the pages", func() bool {
		said, err := exec.CommandContext(t.Context(), "pdfinfo", out).Output()
		return err == nil && bytes.Contains(said, []byte("Pages:           4\n"))
	})
	if err := system.Print(t.Context(), &file, printer.Job{Printer: "khong-co", Copies: 1}); emulation.KeyOf(err) != "printer.refused" {
		t.Error(err)
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
