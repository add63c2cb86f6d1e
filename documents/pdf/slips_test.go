package pdf_test

import (
	"strings"
	"testing"

	"thidua/documents"
)

// TestSlipHasRoomForAStamp: on every slip of a sheet a round stamp of 36 mm has its room over the name of who gives it out, left of the title, and the slips are
// parted by lines from edge to edge.
func TestSlipHasRoomForAStamp(t *testing.T) {
	slips := documents.Slips{Issuer: "CỤM", Stamp: "(dấu)", Title: documents.Title{Kind: "PHIẾU", Subject: []string{strings.Repeat("về việc ", 12)}}, Copies: 3,
		Blocks: []documents.Block{documents.Table{Columns: []documents.Column{{Width: 60, Flex: 1}}, Rows: []documents.Row{row("hàng")}}}}
	file := render(t, documents.Document{Title: "x", Unnumbered: true, Blocks: []documents.Block{slips}})
	_, height, words := look(t, file)
	slipsSeen := 0
	for _, at := range words {
		if at.Text != "CỤM" {
			continue
		}
		slipsSeen++
		middle := (at.Left + at.Right) / 2
		if middle-18 < documents.MarginLeft-0.1 {
			t.Errorf("slip %d: the stamp's middle is %.0f mm from the edge", slipsSeen, middle)
		}
		for _, w := range words {
			if w.Text != "CỤM" && w.Text != "(dấu)" && w.Page == at.Page && w.Right > middle-18 && w.Left < middle+18 && w.Foot > at.Top && w.Top < at.Top+35 {
				t.Errorf("slip %d: %q stands where the stamp goes", slipsSeen, w.Text)
			}
		}
	}
	if last := words[len(words)-1].Page; slipsSeen != 3 || last != 1 {
		t.Errorf("%d slips on %d pages", slipsSeen, last)
	}
	if top := height / 4; ruleUnder(t, file, height, 0, 210, top) < 209.9 {
		t.Error("no line to cut along")
	}
}
