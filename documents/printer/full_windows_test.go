//go:build full

package printer_test

import (
	"bytes"
	"context"
	"os"
	"testing"
	"time"

	"thidua/documents/pages"
	"thidua/documents/printer"
	"thidua/emulation"
)

// TestFullPrintsOnWindows is run by internal/wintest, which reads what came out: the printers of this machine get the paper of THIDUA_PDF, of three pages, the
// second across, the third upright.
func TestFullPrintsOnWindows(t *testing.T) {
	pdf, err := os.ReadFile(os.Getenv("THIDUA_PDF"))
	if err != nil {
		t.Fatal(err)
	}
	reader, err := pages.Open("")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = reader.Close() }()
	var sent []int
	system := printer.System{
		Read: func(pdf []byte) (printer.Pages, error) { return reader.Read(pdf) },
		Sent: func(n, of int) { sent = append(sent, n, of) },
	}
	list, err := system.List(t.Context())
	if err != nil || len(list) != 2 || list[0] != (printer.Printer{Name: "giay", Default: true}) || list[1].Name != "khac" {
		t.Fatalf("%+v, %v", list, err)
	}
	print := func(ctx context.Context, j printer.Job) string {
		sent = nil
		return emulation.KeyOf(system.Print(ctx, bytes.NewReader(pdf), j))
	}

	// The two that are printed: internal/wintest knows them.
	if key := print(t.Context(), printer.Job{Printer: "giay", Title: "mot", Copies: 1, Paper: "A4"}); key != "" || len(sent) != 6 || sent[4] != 3 || sent[5] != 3 {
		t.Errorf("%q, %v", key, sent)
	}
	if key := print(t.Context(), printer.Job{Printer: "giay", Title: "hai", Copies: 2, Pages: "1,2-3", Paper: "A4", Duplex: true}); key != "" || len(sent) == 0 || sent[len(sent)-2] != sent[len(sent)-1] {
		t.Errorf("%q, %v", key, sent)
	}

	// And those that are not.
	for want, j := range map[string]printer.Job{
		"printer.gone":  {Printer: "khong-co", Copies: 1},
		"printer.paper": {Printer: "giay", Copies: 1, Paper: "A3"},
		"printer.pages": {Printer: "giay", Copies: 1, Pages: "4"},
	} {
		if key := print(t.Context(), j); key != want || len(sent) > 0 {
			t.Errorf("%+v: %q, %v", j, key, sent)
		}
	}
	ctx, stop := context.WithCancel(t.Context())
	system.Sent = func(int, int) { stop() } // after the first page
	if key := print(ctx, printer.Job{Printer: "giay", Title: "ba", Copies: 1}); key != "printer.stopped" {
		t.Errorf("%q", key)
	}

	system.Limit, system.Sent = time.Millisecond, nil // nobody draws a page in that
	if key := print(t.Context(), printer.Job{Printer: "giay", Title: "bon", Copies: 1}); key != "printer.unsure" {
		t.Errorf("%q", key)
	}
}
