package pdf_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"thidua/documents"
)

// TestHeaderOnEveryPage also finds page numbers, every criterion once and in order, and the signatures beside the totals, for sheets of all lengths.
func TestHeaderOnEveryPage(t *testing.T) {
	var docs []documents.Document
	for n := 1; n <= 60; n++ {
		docs = append(docs, long(n))
	}
	pages := extract(t, render(t, docs...))
	for n := 1; n <= 60; n++ {
		var sheet []string
		for len(pages) > 0 && (len(sheet) == 0 || !strings.Contains(pages[0], "CỘNG HÒA")) {
			sheet, pages = append(sheet, pages[0]), pages[1:]
		}
		checkSheet(t, n, sheet)
	}
	if len(pages) != 0 {
		t.Errorf("%d pages too many", len(pages))
	}
}

func checkSheet(t *testing.T, n int, pages []string) {
	t.Helper()
	for i, page := range pages {
		if c := strings.Count(page, "Nội dung tiêu chí"); c != 1 {
			t.Errorf("%d criteria, page %d: header row %d times", n, i+1, c)
		}
		first := strings.Fields(page)[0]
		if numbered := first == fmt.Sprint(i+1); numbered != (i > 0) {
			t.Errorf("%d criteria, page %d starts with %q", n, i+1, first)
		}
		lines := slices.DeleteFunc(strings.Split(page, "\n"), func(s string) bool { return strings.TrimSpace(s) == "" })
		if foot := lines[len(lines)-1]; !strings.Contains(foot, "số liệu minh hoạ") {
			t.Errorf("%d criteria, page %d ends with %q", n, i+1, foot)
		}
		if strings.Contains(lines[len(lines)-2], "Lĩnh vực công tác số") {
			t.Errorf("%d criteria, page %d: a group's head alone at the foot", n, i+1)
		}
	}
	last := pages[len(pages)-1]
	for _, words := range []string{"Điểm thưởng", "TỔNG CỘNG", "Phiếu này được ghi thay", "NGƯỜI LẬP PHIẾU", "Quàng Văn Ngữ"} {
		if !strings.Contains(last, words) {
			t.Errorf("%d criteria: %q is not on the last page", n, words)
		}
	}
	var codes []string
	for _, f := range strings.Fields(strings.Join(pages, " ")) {
		var a, b int
		if k, _ := fmt.Sscanf(f, "%d.%d", &a, &b); k == 2 && f == fmt.Sprintf("%d.%d", a, b) && f != "1.000" {
			codes = append(codes, f)
		}
	}
	var want []string
	for i := range n {
		want = append(want, fmt.Sprintf("%d.%d", i/15+1, i%15+1))
	}
	if fmt.Sprint(codes) != fmt.Sprint(want) {
		t.Errorf("%d criteria: codes printed %v", n, codes)
	}
}

// TestAShortPaperStaysOnItsPage: the summary of seven units is set smaller before it is torn, never under what can be read; a table no page can hold
// with its heading is torn rather than leaving the first page to the heading alone.
func TestAShortPaperStaysOnItsPage(t *testing.T) {
	for more := range 14 {
		doc := clusterFour("", "A", "B", "C")
		doc.Blocks = slices.DeleteFunc(doc.Blocks, func(b documents.Block) bool {
			p, ok := b.(documents.Paragraph)
			return ok && p.Size == documents.NoteSize
		})
		for i, b := range doc.Blocks {
			if end, ok := b.(documents.Signatures); ok {
				end.Recipients = nil
				doc.Blocks[i] = end
			}
			if table, ok := b.(documents.Table); ok {
				for range more {
					table.Rows = append(table.Rows, row("8", "Sở GDĐT Lào Cai"))
				}
				for _, r := range table.Rows {
					if len(r.Cells) > 2 {
						r.Cells[len(r.Cells)-1].Text = "" // a note takes two lines
					}
				}
				table.Whole = true
				doc.Blocks[i] = table
			}
		}
		file := render(t, doc)
		_, _, words := look(t, file)
		onFirst, last := 0, words[len(words)-1].Page
		for _, w := range words {
			if w.Text == "GDĐT" && w.Page == 1 {
				onFirst++
			}
			if w.Text == "GDĐT" && w.Foot-w.Top < 9*point {
				t.Errorf("%d units: letters of %.1f mm", 7+more, w.Foot-w.Top)
			}
		}
		switch {
		case more <= 1 && last != 1:
			t.Errorf("%d units on %d pages", 7+more, last)
		case last > 1 && onFirst < 3:
			t.Errorf("%d units: %d on the first page", 7+more, onFirst)
		}
	}
}

// TestMarkOnEveryPage: the mark stands whole at the foot of every page, inside the margins, however long the name beside it or the mark itself is.
func TestMarkOnEveryPage(t *testing.T) {
	for name, title := range map[string]string{"none": "", "short": "Phiếu", "long": strings.Repeat("Phiếu chấm điểm thi đua của Trường Phổ thông dân tộc nội trú ", 6)} {
		for _, mark := range []string{"DỰ THẢO – số liệu minh hoạ", "DỰ THẢO – " + strings.Repeat("chờ lấy ý kiến ", 9) + "– số liệu minh hoạ"} {
			doc := long(30)
			doc.Footer, doc.Mark = title, mark
			file := render(t, doc)
			_, height, words := look(t, file)
			for i, page := range extract(t, file) {
				foot := strings.Join(strings.Fields(page), " ")
				if !strings.HasSuffix(foot, strings.Join(strings.Fields(mark), " ")) {
					t.Errorf("%s, page %d ends with %q", name, i+1, foot[max(0, len(foot)-200):])
				}
			}
			for _, w := range words {
				if w.Right > 297-15+0.1 || w.Foot > height-3 {
					t.Errorf("%s: %q stands at %.1f × %.1f mm", name, w.Text, w.Right, w.Foot)
				}
			}
		}
	}
}

func TestPageNumbersRestart(t *testing.T) {
	pages := extract(t, render(t, sonLa(), letter(), sonLa()))
	var first []string
	for _, p := range pages {
		first = append(first, strings.Fields(p)[0])
	}
	if got := fmt.Sprint(first); got != "[ỦY 2 BỘ ỦY 2]" {
		t.Errorf("pages start with %s", got)
	}
}

// TestRowTallerThanAPage: such a row is cut, and only such a row; nothing of it is lost.
func TestRowTallerThanAPage(t *testing.T) {
	doc := sonLa()
	var words []string
	for i := range 600 {
		words = append(words, fmt.Sprintf("từ%d", i))
	}
	r := &table(doc).Rows[3]
	note := &r.Cells[7].Text
	*note = strings.Join(words, " ")
	pages := extract(t, render(t, doc))
	var got []string
	for i, p := range pages {
		if c := strings.Count(p, "Nội dung tiêu chí"); c != 1 {
			t.Errorf("page %d: header row %d times", i+1, c)
		}
		for _, w := range strings.Fields(p) {
			if strings.HasPrefix(w, "từ") && w != "từ" {
				got = append(got, w)
			}
		}
	}
	if strings.Join(got, " ") != *note {
		t.Errorf("%d words of %d printed in order", len(got), len(words))
	}
	if !strings.Contains(pages[len(pages)-1], "NGƯỜI LẬP PHIẾU") {
		t.Error("no signatures on the last page")
	}
}

// TestAnyText: whatever people type into names, results and notes, the writer neither fails nor loses what stands around it.
func TestAnyText(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		text := rapid.String()
		unit, superior, place := text.Draw(rt, "unit"), text.Draw(rt, "superior"), text.Draw(rt, "place")
		var rows []documents.Row
		for i := range rapid.IntRange(0, 30).Draw(rt, "rows") {
			line := row
			if rapid.Bool().Draw(rt, "group") {
				line = group
			}
			rows = append(rows, line(fmt.Sprintf("I.%d", i), text.Draw(rt, "name"), text.Draw(rt, "max"), text.Draw(rt, "result"), "", "", "", text.Draw(rt, "note")))
		}
		if file := render(t, sheet("Phiếu", heading(superior, unit, "", place), fact("Đơn vị", unit), scores(0, rows...))); len(file) == 0 {
			rt.Fatal("nothing written")
		}
	})
}

// TestStampRoomShrinksFirst holds a table and its signature on one page while the room for the stamp can give way, and gives it whole again on
// the next.
func TestStampRoomShrinksFirst(t *testing.T) {
	shrunk, turned := 0, false
	for n := 20; n <= 50 && !turned; n++ {
		table := documents.Table{Columns: []documents.Column{{Width: 60, Flex: 1}}, KeepEnd: 2}
		for range n {
			table.Rows = append(table.Rows, row("dòng"))
		}
		_, _, words := look(t, render(t, documents.Document{Title: "x", Blocks: []documents.Block{table,
			documents.Signatures{Signers: []documents.Signer{{Position: "GIÁM-ĐỐC", Name: "Nguyễn"}}}}}))
		position, name := words[len(words)-2], words[len(words)-1]
		if position.Text != "GIÁM-ĐỐC" || name.Text != "Nguyễn" || position.Page != name.Page {
			t.Fatalf("%d rows: the paper ends in %+v, %+v", n, position, name)
		}
		turned = position.Page > 1
		switch room := name.Top - position.Foot; {
		case room < documents.LeastStampSpace-1, turned && room < documents.StampSpace-1:
			t.Errorf("%d rows: %.1f mm for the stamp on page %d", n, room, position.Page)
		case room < documents.StampSpace-1:
			shrunk++
		}
	}
	if shrunk == 0 || !turned {
		t.Errorf("the room shrank for %d lengths of the table; the page was turned: %v", shrunk, turned)
	}
}

// TestATableIsNotTorn: a table that a page has room for goes to the next page with its header and what heads it; one longer than a page is set all the same.
func TestATableIsNotTorn(t *testing.T) {
	for before := 27; before < 34; before++ {
		blocks := []documents.Block{}
		for range before {
			blocks = append(blocks, documents.Paragraph{Spans: []documents.Span{{Text: "chữ"}}})
		}
		table := documents.Table{Columns: []documents.Column{{Width: 60, Flex: 1}}, Header: []documents.Row{row("đầu-bảng")}, Rows: []documents.Row{row("một"), row("hai"), row("ba")}}
		_, _, words := look(t, render(t, documents.Document{Title: "x", Blocks: append(blocks, table)}))
		pages := map[string]int{}
		for _, w := range words {
			if pages[w.Text] == 0 {
				pages[w.Text] = w.Page
			}
		}
		if pages["đầu-bảng"] != pages["một"] || pages["một"] != pages["ba"] {
			t.Errorf("%d lines above: the header stands on page %d, its rows on %d and %d", before, pages["đầu-bảng"], pages["một"], pages["ba"])
		}
	}
	long := documents.Table{Columns: []documents.Column{{Width: 60, Flex: 1}}, Whole: true}
	for range 100 {
		long.Rows = append(long.Rows, row("dòng"))
	}
	if _, _, words := look(t, render(t, documents.Document{Title: "x", Blocks: []documents.Block{long}})); len(words) < 100 {
		t.Errorf("%d rows of 100", len(words))
	}
}

// TestRecipientsGoOn: a list of recipients longer than a page goes on on the next, none lost; what is signed stays whole, and not alone.
func TestRecipientsGoOn(t *testing.T) {
	for _, signers := range []int{1, 2} {
		for _, count := range []int{3, 40, 70, 160} {
			end := documents.Signatures{Heading: "Nơi nhận:"}
			for i := range signers {
				end.Signers = append(end.Signers, documents.Signer{Position: fmt.Sprintf("CHỨC-VỤ-%d", i), Name: fmt.Sprintf("Tên-%d", i)})
			}
			for i := range count {
				end.Recipients = append(end.Recipients, fmt.Sprintf("- Như-%d;", i))
			}
			var blocks []documents.Block
			for range 33 {
				blocks = append(blocks, documents.Paragraph{Spans: []documents.Span{{Text: "chữ"}}})
			}
			_, height, words := look(t, render(t, documents.Document{Title: "x", Blocks: append(blocks, end)}))
			pages, listed := map[string]int{}, 0
			for _, w := range words {
				if pages[w.Text] = w.Page; strings.HasPrefix(w.Text, "Như-") {
					listed++
				}
				if w.Foot > height-documents.MarginBottom+1 {
					t.Fatalf("%d signers, %d recipients: %q stands %.0f mm down", signers, count, w.Text, w.Foot)
				}
			}
			last := signers - 1
			if listed != count || pages["CHỨC-VỤ-0"] != pages[fmt.Sprintf("Tên-%d", last)] || pages["nhận:"] != pages["CHỨC-VỤ-0"] || pages["chữ"] != pages["CHỨC-VỤ-0"] {
				t.Errorf("%d signers, %d recipients: %d printed; body on page %d, signed on %d and %d, list on %d", signers, count, listed, pages["chữ"], pages["CHỨC-VỤ-0"],
					pages[fmt.Sprintf("Tên-%d", last)], pages["nhận:"])
			}
		}
	}
}

// TestSignaturesTakeNoRoomForRecipientsTheyHaveNot: what follows several signers stands as near to their names as what follows one; two millimetres more
// tore a ranking of seven units.
func TestSignaturesTakeNoRoomForRecipientsTheyHaveNot(t *testing.T) {
	var after []float64
	for n := range 3 {
		signers := make([]documents.Signer, n+1)
		for i := range signers {
			signers[i] = documents.Signer{Position: "HẠNG", Name: "NGƯỜI"}
		}
		_, _, words := look(t, render(t, documents.Document{Blocks: []documents.Block{documents.Signatures{Signers: signers}, documents.Paragraph{Spans: []documents.Span{{Text: "sau"}}}}}))
		name, next := 0.0, 0.0
		for _, w := range words {
			if w.Text == "NGƯỜI" {
				name = w.Foot
			}
			if w.Text == "sau" {
				next = w.Top
			}
		}
		after = append(after, math.Round(10*(next-name)))
	}
	if after[0] <= 0 || after[1] != after[0] || after[2] != after[0] {
		t.Errorf("tenths of a millimetre after one, two and three signers: %v", after)
	}
}

// TestAShortTableIsSetSmallerOnAnyPage: on a paper of several pages too, a short table that smaller type keeps on one page with what is signed under it is set so,
// and nothing else is; one that no type can keep is torn at the usual size.
func TestAShortTableIsSetSmallerOnAnyPage(t *testing.T) {
	text := documents.Paragraph{Spans: []documents.Span{{Text: strings.Repeat("chữ ", 1250)}}}
	for rows, want := range map[int]struct {
		pages int
		size  float64
	}{20: {1, 12}, 38: {1, 11}, 60: {3, 12}} {
		short := documents.Table{Columns: []documents.Column{{Width: 60, Flex: 1}}, Whole: true, KeepEnd: 1}
		for range rows {
			short.Rows = append(short.Rows, row("hàng"))
		}
		other := documents.Table{Columns: []documents.Column{{Width: 60, Flex: 1}}, Rows: []documents.Row{row("khác")}}
		_, _, words := look(t, render(t, documents.Document{Title: "x", Blocks: []documents.Block{text, other, text, short, documents.Signatures{Signers: []documents.Signer{{Position: "TRƯỞNG"}}}}}))
		on, high := map[int]bool{}, map[string]float64{}
		for _, w := range words {
			if high[w.Text] = w.Foot - w.Top; w.Text == "hàng" || w.Text == "TRƯỞNG" {
				on[w.Page] = true
			}
		}
		if size := 12 * high["hàng"] / high["khác"]; len(on) != want.pages || math.Abs(size-want.size) > 0.1 {
			t.Errorf("%d rows: on %d pages in %.1f points, want %d in %.1f", rows, len(on), size, want.pages, want.size)
		}
	}
}

// TestWhatHeadsARowStaysWithIt: the headings over a row nearly as tall as a page, and the heading of its table, have the row's beginning beneath them on their page.
func TestWhatHeadsARowStaysWithIt(t *testing.T) {
	var papers []*signedPaper
	for before := range 40 {
		for _, tall := range []int{2, 30, 46, 49, 50, 51, 52, 60} {
			heading := documents.Paragraph{Spans: []documents.Span{{Text: "Phần"}}, KeepNext: true, Level: 1}
			table := documents.Table{Columns: []documents.Column{{Width: 60, Flex: 1}}, Header: []documents.Row{row("đầu")}, KeepEnd: 2,
				Rows: []documents.Row{row(strings.ReplaceAll(counted("dòng", tall), " ", "\n")), row("sau")}}
			var blocks []documents.Block
			for range before {
				blocks = append(blocks, documents.Paragraph{Spans: []documents.Span{{Text: "thân"}}})
			}
			papers = append(papers, &signedPaper{name: fmt.Sprintf("%d lines, then a row of %d", before, tall), kinds: map[string]int{"dòng": tall, "sau": 1},
				doc: documents.Document{Title: "x", Blocks: append(blocks, heading, table, heading, documents.Paragraph{Spans: []documents.Span{{Text: "hết"}}})}})
		}
	}
	onPaper(t, papers)
	for _, p := range papers {
		if p.pages["Phần"][0] != p.pages["dòng"][0] || p.pages["đầu"][0] != p.pages["dòng"][0] {
			t.Errorf("%s: headed on pages %d and %d, begun on %d", p.name, p.pages["Phần"][0], p.pages["đầu"][0], p.pages["dòng"][0])
		}
	}
}
