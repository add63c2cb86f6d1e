package pdf_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"thidua/documents"
	"thidua/internal/testpdf"
)

// counted is a text of so many words that are told from one another.
func counted(word string, n int) string {
	var list []string
	for i := range n {
		list = append(list, fmt.Sprintf("%s%d", word, i))
	}
	return strings.Join(list, " ")
}

// signedPaper is a paper with what is signed at its end, and how many words of each kind are on it.
type signedPaper struct {
	name  string
	doc   documents.Document
	kinds map[string]int
	words []testpdf.Word   // as printed
	pages map[string][]int // on which words of a kind stand, in their order
}

// onPaper prints papers, all in one file, and fails unless every word stands in the body and none is lost.
func onPaper(t *testing.T, papers []*signedPaper) {
	t.Helper()
	var docs []documents.Document
	for _, p := range papers {
		p.doc.Blocks = append([]documents.Block{documents.Paragraph{Spans: []documents.Span{{Text: "Bài"}}}}, p.doc.Blocks...)
		docs, p.pages = append(docs, p.doc), map[string][]int{}
	}
	_, height, words := look(t, render(t, docs...))
	n, before := -1, 0
	for _, w := range words {
		if w.Text == "Bài" {
			n, before = n+1, w.Page-1
		}
		p := papers[n]
		w.Page -= before
		p.words = append(p.words, w)
		if w.Text == fmt.Sprint(w.Page) && w.Foot < documents.MarginTop {
			continue // the page's number
		}
		if w.Top < documents.MarginTop-1 || w.Foot > height-documents.MarginBottom+1 {
			t.Errorf("%s: %q stands %.0f mm down on page %d", p.name, w.Text, w.Foot, w.Page)
		}
		kind := strings.TrimRight(w.Text, "0123456789")
		p.pages[kind] = append(p.pages[kind], w.Page)
	}
	for _, p := range papers {
		for kind, n := range p.kinds {
			if got := p.pages[kind]; len(got) != n || !slices.IsSorted(got) {
				t.Fatalf("%s: %d words of %d of %s in order %v", p.name, len(got), n, kind, slices.IsSorted(got))
			}
		}
	}
}

// TestSignedTallerThanAPage: what is signed goes on on the next page, whatever of it is long: nothing leaves the sheet, it begins under the paper, and a name
// stands under what it signs as, with room for the pen between.
func TestSignedTallerThanAPage(t *testing.T) {
	var papers []*signedPaper
	for _, signers := range []int{1, 2, 3} {
		for _, long := range []string{"quyền", "chức", "dấu", "tên", "nơi"} {
			for n := 60; n < 900; n += 70 {
				lengths := map[string]int{"quyền": 1, "chức": 2, "dấu": 0, "tên": 2, "nơi": 1}
				lengths[long] = n
				end := documents.Signatures{Heading: "Gửi:", Recipients: []string{counted("nơi", lengths["nơi"])}, Signers: []documents.Signer{{Authority: counted("quyền", lengths["quyền"]),
					Position: counted("chức", lengths["chức"]), Mark: counted("dấu", lengths["dấu"]), Name: counted("tên", lengths["tên"])}}}
				for range signers - 1 {
					end.Signers = append(end.Signers, documents.Signer{Position: "KHÁC", Name: "Ai"})
				}
				var blocks []documents.Block
				for range n % 37 {
					blocks = append(blocks, documents.Paragraph{Spans: []documents.Span{{Text: "thân"}}})
				}
				blocks = append(blocks, documents.Paragraph{Spans: []documents.Span{{Text: "cuối"}}}, end)
				papers = append(papers, &signedPaper{name: fmt.Sprintf("%d signers, %s of %d words", signers, long, n), doc: documents.Document{Title: "x", Blocks: blocks}, kinds: lengths})
			}
		}
	}
	onPaper(t, papers)
	for _, p := range papers {
		if last := p.pages["cuối"][0]; p.pages["quyền"][0] != last {
			t.Errorf("%s: the paper ends on page %d, what is signed begins on %d", p.name, last, p.pages["quyền"][0])
		}
		if p.kinds["dấu"] > 0 {
			continue // what says how it was signed stands for the pen
		}
		var above, beneath testpdf.Word
		for _, w := range p.words {
			switch {
			case strings.HasPrefix(w.Text, "chức"):
				above = w
			case w.Text == "tên0":
				beneath = w
			}
		}
		if above.Page != beneath.Page || beneath.Top-above.Foot < documents.LeastStampSpace-1 {
			t.Errorf("%s: from what it signs as on page %d to its name on %d there are %.1f mm", p.name, above.Page, beneath.Page, beneath.Top-above.Foot)
		}
	}
}

// TestSignedUnderATallRow: a signature has a row of its table above it on its page, however tall that row is.
func TestSignedUnderATallRow(t *testing.T) {
	var papers []*signedPaper
	for _, before := range []int{0, 20, 36} {
		for n := 1; n < 75; n++ {
			table := documents.Table{Columns: []documents.Column{{Width: 60}, {Width: 60, Flex: 1}}, Header: []documents.Row{row("đầu", "bảng")}, KeepEnd: 1}
			for range before {
				table.Rows = append(table.Rows, row("trước", "a"))
			}
			table.Rows = append(table.Rows, row("a", strings.ReplaceAll(counted("dòng", n), " ", "\n")))
			papers = append(papers, &signedPaper{name: fmt.Sprintf("%d rows, then %d lines", before, n), kinds: map[string]int{"dòng": n, "quyền": 1, "tên": 1},
				doc: documents.Document{Title: "x", Blocks: []documents.Block{table, documents.Signatures{Signers: []documents.Signer{{Authority: "quyền", Position: "chức", Name: "tên"}}}}}})
		}
	}
	onPaper(t, papers)
	for _, p := range papers {
		if row := p.pages["dòng"]; row[len(row)-1] != p.pages["quyền"][0] || p.pages["quyền"][0] != p.pages["tên"][0] {
			t.Errorf("%s: the row ends on page %d, what is signed stands on %d and %d", p.name, row[len(row)-1], p.pages["quyền"][0], p.pages["tên"][0])
		}
	}
}
