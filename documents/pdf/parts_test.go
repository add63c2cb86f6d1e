package pdf_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"thidua/documents"
	"thidua/documents/pdf"
	"thidua/emulation"
)

// manyGroups is the summary of a cluster whose criteria have so many groups, each figure of its own.
func manyGroups(n int) documents.Document {
	var groups []string
	for i := range n {
		groups = append(groups, fmt.Sprintf("N%d", i+1))
	}
	doc := clusterFour("", groups...)
	for i, b := range doc.Blocks {
		if table, ok := b.(documents.Table); ok {
			table.Names = 2
			for r := range table.Rows {
				for g := range n {
					table.Rows[r].Cells[2+g].Text = fmt.Sprintf("%d,%02d", r+10, g)
				}
			}
			doc.Blocks[i] = table
		}
	}
	return doc
}

// TestManyColumns: a table of more columns than the line holds becomes several, each with the names and their headings again, no figure broken or lost,
// and a person is told; one that has the room stays one, and nothing is told.
func TestManyColumns(t *testing.T) {
	for _, n := range []int{2, 10, 20, 40, 90} {
		doc := manyGroups(n)
		file := render(t, doc)
		width, _, words := look(t, file)
		count := map[string]int{}
		for _, w := range words {
			count[w.Text]++
			if w.Right > width-documents.MarginRight+0.1 {
				t.Errorf("%d groups: %q leaves the margins", n, w.Text)
			}
		}
		parts := count["Vị"] + count["vị"]
		for r := range 7 {
			for g := range n {
				if text := fmt.Sprintf("%d,%02d", r+10, g); count[text] != 1 {
					t.Errorf("%d groups: %s stands %d times", n, text, count[text])
				}
			}
		}
		doubts := emulation.Map(pdf.Doubts(doc), func(m emulation.Message) string { return m.Key })
		tables := pdf.Parts(table(doc), pdf.Width(true))
		switch want := n >= 20; {
		case want != (len(tables) > 1) || want != slices.Contains(doubts, "documents.doubt.parted"):
			t.Errorf("%d groups: %d tables, told %v", n, len(tables), doubts)
		case slices.Contains(doubts, "documents.doubt.narrow"):
			t.Errorf("%d groups: told to be unreadable", n)
		case parts < len(tables):
			t.Errorf("%d groups: %d headings of %d tables", n, parts, len(tables))
		}
	}
	narrow := documents.Table{Columns: make([]documents.Column, 60), Rows: []documents.Row{row(slices.Repeat([]string{"1.000,25"}, 60)...)}}
	if told := pdf.Doubts(documents.Document{Blocks: []documents.Block{narrow}}); len(told) != 1 || told[0].Key != "documents.doubt.narrow" {
		t.Errorf("a table without names that cannot be read: %v", told)
	}
}

// TestLettersTheTypeLacksAreNamed: once each, whatever is written around them; letters that are only decomposed are there.
func TestLettersTheTypeLacksAreNamed(t *testing.T) {
	doc := documents.Document{Title: "Phiếu", Blocks: []documents.Block{documents.Title{Kind: "PHIẾU", Subject: []string{"thu\u031b\u0309 ☑ ✔\ufe0f ⭐ và 語"}},
		documents.Table{Columns: make([]documents.Column, 1), Rows: []documents.Row{row("⭐ 9,85"), row("Trường học")}}}}
	told := pdf.Doubts(doc)
	if len(told) != 1 || told[0].Key != "documents.doubt.letters" || told[0].Args["letters"] != "⭐ 語" {
		t.Errorf("%+v", told)
	}
}

// TestFiguresStandOnTheirComma: in a column of figures the commas, or where they would be, stand under one another; a column without one and words stay in
// the middle.
func TestFiguresStandOnTheirComma(t *testing.T) {
	figures := []string{"9,85", "10,5", "7", "1.234,125", "(6,50)", "8,25*", "−0,5"}
	for _, align := range []documents.Align{documents.AlignCenter, documents.AlignRight} {
		one := documents.Table{Columns: []documents.Column{{Width: 60, Align: align}, {Width: 40, Align: documents.AlignCenter}}}
		for i, text := range figures {
			one.Rows = append(one.Rows, row(text, fmt.Sprintf("chữ%d", i)))
		}
		one.Rows[1].Kind = documents.TotalRow
		_, _, words := look(t, render(t, documents.Document{Title: "x", Blocks: []documents.Block{one}}))
		// A digit of Liberation Serif at 12 points is 6 points wide, comma and full stop 3, brackets 4, the minus sign 6.77.
		wide := func(text string) (w float64) {
			for _, r := range text {
				w += map[rune]float64{',': 3, '.': 3, '(': 4, ')': 4, '*': 6, '−': 6.77}[r]
				if r >= '0' && r <= '9' {
					w += 6
				}
			}
			return w * point
		}
		var commas []float64
		for _, w := range words {
			if whole, _, ok := documents.Figure(w.Text); ok && slices.Contains(figures, w.Text) {
				commas = append(commas, w.Left+wide(whole))
			}
		}
		if len(commas) != len(figures) {
			t.Fatalf("%d of %d figures", len(commas), len(figures))
		}
		for i, at := range commas {
			if math.Abs(at-commas[0]) > 0.2 {
				t.Errorf("%s: its comma stands at %.2f mm, the first at %.2f", figures[i], at, commas[0])
			}
		}
	}
	for text, want := range map[string]string{"45/50": "", "98,5 điểm": "", "I.2": "", "1.5": "", "–": "", "1.000": "1.000|", "98,54 %": "98|,54 %"} {
		whole, rest, ok := documents.Figure(text)
		if got := strings.Join([]string{whole, rest}, "|"); ok != (want != "") || ok && got != want {
			t.Errorf("%q is %q", text, got)
		}
	}
}
