package papercheck_test

import (
	"bytes"
	"compress/zlib"
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf16"

	"thidua/documents"
	"thidua/documents/forms"
	"thidua/documents/pages"
	"thidua/documents/papercheck"
	"thidua/documents/papercode"
	"thidua/documents/pdf"
	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/phrase"
	"thidua/internal/testyear"
	"thidua/workspace/season"
	"thidua/workspace/sheet"
)

var made = time.Date(2024, 8, 2, 0, 0, 0, 0, time.UTC)

// begun is one reader for all tests: it takes seconds to compile.
var begun = sync.OnceValues(func() (*pages.Reader, error) { return pages.Open("") })

func must[T any](t *testing.T) func(v T, err error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(phrase.Error(phrase.Vietnamese, err), err)
		}
		return v
	}
}

func checker(d *desk.Desk) *papercheck.Checker {
	return &papercheck.Checker{Workspace: d.Workspace, Verify: d.VerifyLogs, Reader: begun}
}

// summary is the summary of the season as a desk prints it, with its code.
func summary(t *testing.T, d *desk.Desk) documents.Document {
	t.Helper()
	f := forms.At(d.Workspace)
	p := must[forms.Paper](t)(f.Coder().Coded(f.Summary(made)))
	return p.Documents[0]
}

func written(t *testing.T, docs ...documents.Document) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := pdf.Write(&b, docs...); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// altered is a document with another text in the cell that has one: the last such.
func altered(t *testing.T, doc documents.Document, change func(c *documents.Cell) bool) documents.Document {
	t.Helper()
	doc.Blocks = slices.Clone(doc.Blocks)
	for i, b := range doc.Blocks {
		if table, ok := b.(documents.Table); ok {
			table.Rows = slices.Clone(table.Rows)
			for r := range slices.Backward(table.Rows) {
				table.Rows[r].Cells = slices.Clone(table.Rows[r].Cells)
				for k := range table.Rows[r].Cells {
					if change(&table.Rows[r].Cells[k]) {
						doc.Blocks[i] = table
						return doc
					}
				}
			}
		}
	}
	t.Fatal("nothing to alter")
	return doc
}

func said(a papercheck.Answer) string {
	var lines []string
	for _, m := range a.Messages() {
		lines = append(lines, phrase.Render(phrase.Vietnamese, m))
	}
	return strings.Join(lines, "\n")
}

func agrees(text string) bool {
	return strings.Contains(strings.ToLower(strings.ReplaceAll(text, "KHÔNG KHỚP", "")), "khớp")
}

// TestPDF: a file as it was printed agrees at every desk of the cluster; with one digit altered, a word left out, a figure painted differently, or other pages it does not, and each
// place is named.
func TestPDF(t *testing.T) {
	w, desks := testyear.Meeting(t, testyear.Table)
	head := desks["son-la"]
	doc := summary(t, head)
	if doc.Code == nil {
		t.Fatalf("no code: %s", doc.Mark)
	}
	one := func(d *desk.Desk, raw []byte) papercheck.Answer {
		t.Helper()
		found := must[[]papercheck.Answer](t)(checker(d).File(context.Background(), raw))
		if len(found) != 1 {
			t.Fatalf("%d answers", len(found))
		}
		return found[0]
	}
	for _, d := range []*desk.Desk{head, desks["cao-bang"], w.Office} {
		if a := one(d, written(t, doc)); a.Verdict != papercheck.Matches || !agrees(said(a)) || a.Changed || a.Signed == 0 {
			t.Errorf("as it was printed:\n%s", said(a))
		}
	}
	digit := altered(t, doc, func(c *documents.Cell) bool {
		was := c.Text
		c.Text = strings.Replace(was, ",85", ",86", 1)
		return c.Text != was
	})
	a := one(head, written(t, digit))
	if a.Verdict != papercheck.Differs || len(a.Differences) != 1 || a.Differences[0].Kind != "figure" || agrees(said(a)) ||
		strings.Replace(a.Differences[0].Record, ",85", ",86", 1) != a.Differences[0].Paper {
		t.Errorf("a digit was altered:\n%s\n%+v", said(a), a.Differences)
	}
	if a := one(head, written(t, altered(t, doc, func(c *documents.Cell) bool {
		was := c.Bold
		c.Bold = true
		return !was && strings.Contains(c.Text, ",")
	}))); a.Verdict != papercheck.Differs || agrees(said(a)) ||
		a.Differences[0].Kind != "picture" {
		t.Errorf("a figure looks different:\n%s", said(a))
	}
	// What viewers lay over a page, or show on paper alone, stands in no text of the page: the file does not agree, whatever its pages look like.
	for name, added := range map[string]string{
		"a note":          "/Annots [<< /Type /Annot /Subtype /Square /Rect [60 60 500 500] /IC [1 1 1] /F 4 >>] ",
		"a note, escaped": "/Ann#6fts [<< /Type /Annot /Subtype /Square /Rect [60 60 500 500] /F 4 >>] ",
		"a layer":         "/OCProperties << /OCGs [] /D << >> >> ",
	} {
		over := bytes.Replace(written(t, doc), []byte("/Type/Page/"), []byte("/Type/Page "+added+"/"), 1)
		if a := one(head, over); a.Verdict != papercheck.Differs || agrees(said(a)) {
			t.Errorf("%s:\n%s", name, said(a))
		}
	}
	// So it is where such things are folded away among the tags, or in a stream nobody of ours writes.
	for name, c := range map[string]struct{ dictionary, inside string }{
		"a note among the tags":     {"/Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d", "9 0 <</Annots[]>>"},
		"an escaped one":            {"/Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d", "9 0 <</Ann#6fts[]>>"},
		"folded in another way":     {"/Type/ObjStm/N 1/First 4/Filter[/FlateDecode/FlateDecode]/Length %d", "9 0 <<>>"},
		"called what nobody sees":   {"/Type/Obj#53tm/N 1/First 4/Filter/FlateDecode/Length %d", "9 0 <<>>"},
		"not even folded":           {"/Type/ObjStm/N 1/First 4/Length %d", "9 0 <<>>"},
		"more than anybody unfolds": {"/Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d", strings.Repeat(" ", 256<<20)},
	} {
		var folded bytes.Buffer
		z := zlib.NewWriter(&folded)
		must[int](t)(z.Write([]byte(c.inside)))
		w.OK(z.Close())
		object := fmt.Sprintf("\n999999 0 obj\n<<"+c.dictionary+">>\nstream\n%s\nendstream\nendobj\nstartxref\n", folded.Len(), folded.String())
		if a := one(head, bytes.Replace(written(t, doc), []byte("startxref\n"), []byte(object), 1)); a.Verdict != papercheck.Differs || agrees(said(a)) {
			t.Errorf("%s:\n%s", name, said(a))
		}
	}
	shorter := doc
	shorter.Blocks = doc.Blocks[:len(doc.Blocks)-1]
	if a := one(head, written(t, shorter)); a.Verdict != papercheck.Differs || len(a.Differences) == 0 || agrees(said(a)) {
		t.Errorf("the signatures were left out:\n%s", said(a))
	}
	two := must[[]papercheck.Answer](t)(checker(head).File(context.Background(), written(t, doc, documents.Document{Title: "x", Blocks: []documents.Block{documents.Title{Kind: "PHỤ LỤC"}}})))
	if len(two) != 2 || two[0].Verdict != papercheck.Matches || two[1].Verdict != papercheck.Differs || two[1].Differences[0].Kind != "code" {
		t.Errorf("a page was added: %+v", two)
	}
	// The record goes on: the paper agrees with what stood there, and it is said that something else stands now.
	w.OK(sheet.At(head.Workspace).StepSheet(w.Unit("cao-bang").ID, emulation.SheetCrossChecked, ""))
	w.All(desks)
	if a := one(head, written(t, doc)); a.Verdict != papercheck.Matches || !a.Changed {
		t.Errorf("the record went on:\n%s", said(a))
	}
	if later := summary(t, head); later.Code.Typed == doc.Code.Typed {
		t.Error("a later paper has the same code")
	}
}

// TestAnotherProgramsPDF: a file that Word made of our Word file has the text of its pages in another order, and its pages look otherwise: that is no difference, and nothing is said to
// agree; a digit that was altered, and two figures that changed places, are told.
func TestAnotherProgramsPDF(t *testing.T) {
	_, desks := testyear.Meeting(t, testyear.Table)
	head := desks["son-la"]
	doc := summary(t, head)
	// theirs is the paper as another program prints it: on pages of its own, the signatures in other places, and its name in the file.
	maker := "Word"
	theirs := func(doc documents.Document) papercheck.Answer {
		t.Helper()
		doc.Landscape = !doc.Landscape
		doc.Blocks = slices.Clone(doc.Blocks)
		if end, is := doc.Blocks[len(doc.Blocks)-1].(documents.Signatures); is {
			end.Signers = slices.Clone(end.Signers)
			slices.Reverse(end.Signers)
			doc.Blocks[len(doc.Blocks)-1] = end
		}
		named := madeBy(t, written(t, doc), maker)
		return must[[]papercheck.Answer](t)(checker(head).File(context.Background(), named))[0]
	}
	if a := theirs(doc); a.Verdict != papercheck.Doubtful || a.Unsure != papercheck.Unseen || agrees(said(a)) || strings.Contains(said(a), "KHÔNG KHỚP") || !strings.Contains(said(a), "xem bằng mắt") {
		t.Errorf("as another program prints it: %s\n%s", a.Verdict, said(a))
	}
	maker = pdf.Program + " 0.0.9" // what was printed and kept before an update
	if a := theirs(doc); a.Verdict != papercheck.Doubtful || a.Origin != papercheck.Earlier || agrees(said(a)) || strings.Contains(said(a), "KHÔNG KHỚP") || !strings.Contains(said(a), "một phiên bản khác của phần mềm") {
		t.Errorf("as another version sets it: %s\n%s", a.Verdict, said(a))
	}
	digit := altered(t, doc, func(c *documents.Cell) bool {
		was := c.Text
		c.Text = strings.Replace(was, ",85", ",86", 1)
		return c.Text != was
	})
	if a := theirs(digit); a.Verdict != papercheck.Differs || len(a.Differences) != 1 || !strings.Contains(a.Differences[0].Paper, ",86") || agrees(said(a)) {
		t.Errorf("a digit was altered:\n%s", said(a))
	}
	var one *documents.Cell
	swapped := altered(t, doc, func(c *documents.Cell) bool {
		if one == nil && strings.Contains(c.Text, ",") {
			one = c
		}
		if one == nil || one == c || one.Text == c.Text || !strings.Contains(c.Text, ",") {
			return false
		}
		one.Text, c.Text = c.Text, one.Text
		return true
	})
	if a := theirs(swapped); a.Verdict != papercheck.Differs || len(a.Differences) != 2 || agrees(said(a)) {
		t.Errorf("two figures changed places:\n%s", said(a))
	}
}

// TestAPDFThatSaysNothingOfItself, as a program leaves it that takes out what is not on the pages, is read as any other: what is as it was printed agrees, and of what
// is set in another way nobody is named.
func TestAPDFThatSaysNothingOfItself(t *testing.T) {
	_, desks := testyear.Meeting(t, testyear.Table)
	head := desks["son-la"]
	doc := summary(t, head)
	other := doc
	other.Landscape = !doc.Landscape
	for name, said := range map[string]string{"no maker": `/Producer <FEFF[0-9A-F]+>`, "no properties": `/Info \d+ 0 R`} {
		silent := func(doc documents.Document) papercheck.Answer {
			t.Helper()
			raw := written(t, doc)
			bare := regexp.MustCompile(said).ReplaceAllFunc(raw, func(b []byte) []byte { return bytes.Repeat([]byte(" "), len(b)) })
			if bytes.Equal(bare, raw) {
				t.Fatal(name, "was not there")
			}
			return must[[]papercheck.Answer](t)(checker(head).File(context.Background(), bare))[0]
		}
		if a := silent(doc); a.Verdict != papercheck.Matches {
			t.Errorf("%s: %s", name, a.Verdict)
		}
		a := silent(other)
		if a.Verdict != papercheck.Doubtful || !strings.Contains(phrase.Render(phrase.Vietnamese, a.Conclusion()), "không ghi do chương trình nào lập") {
			t.Errorf("%s: %s %s", name, a.Verdict, phrase.Render(phrase.Vietnamese, a.Conclusion()))
		}
	}
}

// madeBy gives a file another maker.
func madeBy(t *testing.T, raw []byte, name string) []byte {
	t.Helper()
	var maker strings.Builder
	for _, unit := range utf16.Encode([]rune(name)) {
		fmt.Fprintf(&maker, "%04X", unit)
	}
	named := regexp.MustCompile(`/Producer <FEFF[0-9A-F]+>`).ReplaceAllLiteral(raw, []byte("/Producer <FEFF"+maker.String()+">"))
	if bytes.Equal(named, raw) {
		t.Fatal("nowhere to name a program")
	}
	return named
}

// TestCodeIsNoProof: of a code alone the record is opened, at the desk where it was printed and at others, and nothing is said to agree.
func TestCodeIsNoProof(t *testing.T) {
	_, desks := testyear.Meeting(t, testyear.Table)
	doc := summary(t, desks["son-la"])
	for _, code := range []string{doc.Code.Typed, strings.ToLower(doc.Code.Typed), doc.Code.Square} {
		a := must[*papercheck.Answer](t)(checker(desks["lai-chau"]).Code(context.Background(), code))
		if a.Verdict != papercheck.Read || documents.Text(a.Document, "|") != documents.Text(doc, "|") || *a.Document.Code != *doc.Code || agrees(said(*a)) {
			t.Errorf("%s: %s\n%s", code, a.Verdict, said(*a))
		}
	}
	other := must[papercode.Code](t)(papercode.Read(doc.Code.Square)) // made from other figures
	other.Digest[0]++
	if a := must[*papercheck.Answer](t)(checker(desks["lai-chau"]).Code(context.Background(), other.Square())); a.Verdict != papercheck.Differs || !a.Recoded ||
		!strings.HasPrefix(testyear.Says(a.Conclusion()), "CẢNH BÁO") || strings.Count(said(*a), "CẢNH BÁO") != 1 {
		t.Errorf("%s\n%s", a.Verdict, said(*a))
	}
}

// TestACheckIsLeft: nobody waits for a check that was left, and a file of too many pages is not begun.
func TestACheckIsLeft(t *testing.T) {
	_, desks := testyear.Meeting(t, testyear.Table)
	ctx, leave := context.WithCancel(context.Background())
	leave()
	doc := summary(t, desks["son-la"])
	for _, raw := range [][]byte{written(t, doc), written(t, documents.Document{Title: "không mã"})} {
		var own pages.Begun // it ends with the check
		c := checker(desks["son-la"])
		c.Reader = own.Reader
		if _, err := c.File(ctx, raw); !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
		if err := own.Close(); err != nil {
			t.Error(err)
		}
	}
}

// TestNoCode: a draft has none and says so, nor has what rests on something the server has not taken, nor a ballot; and a desk that lacks what the paper was made from, or has another
// log, says that.
func TestNoCode(t *testing.T) {
	w, desks := testyear.Meeting(t, testyear.Table)
	head := desks["son-la"]
	f := forms.At(head.Workspace)
	if p := must[forms.Paper](t)(f.Coder().Coded(f.Regulation(made))); p.Documents[0].Code != nil || !strings.Contains(p.Documents[0].Mark, "bản dự thảo không có mã kiểm tra") {
		t.Errorf("a draft: %+v", p.Documents[0].Mark)
	}
	if _, err := checker(head).File(context.Background(), written(t, must[forms.Paper](t)(f.Coder().Coded(f.Regulation(made))).Documents...)); emulation.KeyOf(err) != "papercheck.no-code" {
		t.Error(err)
	}
	office := w.Office.Workspace // a season the server has not heard of
	label := w.Season(w.Office).Label
	w.OK(season.At(office).NewSeason("", "2031-2032", emulation.SeasonInfo{Name: "Năm học 2031–2032"}, label))
	w.OK(office.UseSeason("", "2031-2032"))
	early := forms.At(office)
	if p := must[forms.Paper](t)(early.Coder().Coded(early.Plan(made))); p.Documents[0].Code != nil || !strings.Contains(p.Documents[0].Mark, "chưa được máy chủ nhận") {
		t.Errorf("a season nobody else has: %+v", p.Documents[0].Mark)
	}
	w.OK(office.UseSeason("", label))
	ballots := forms.Paper{Name: "phieu-bau", Form: "ballots", Documents: []documents.Document{{Blocks: []documents.Block{documents.Slips{Copies: 2}}}}}
	if p := must[forms.Paper](t)(f.Coder().Coded(ballots, nil)); p.Documents[0].Code != nil || p.Documents[0].Mark != "" {
		t.Errorf("a ballot: %+v", p.Documents[0])
	}
	w.OK(sheet.At(head.Workspace).StepSheet(w.Unit("cao-bang").ID, emulation.SheetCrossChecked, ""))
	p := must[forms.Paper](t)(f.Coder().Coded(f.Sheet(w.Unit("cao-bang").ID, made)))
	if p.Documents[0].Code != nil || !strings.Contains(p.Documents[0].Mark, "chưa được máy chủ nhận") {
		t.Errorf("not synced: %+v", p.Documents[0].Mark)
	}
	w.Sync(head)
	p = must[forms.Paper](t)(f.Coder().Coded(f.Sheet(w.Unit("cao-bang").ID, made)))
	if p.Documents[0].Code == nil {
		t.Fatalf("synced: %s", p.Documents[0].Mark)
	}
	if _, err := checker(desks["lai-chau"]).File(context.Background(), written(t, p.Documents...)); emulation.KeyOf(err) != "workspace.log-shorter" {
		t.Error(err)
	}
	if _, err := checker(head).Code(context.Background(), "8XGC-4M00-03G0-0AMT"); emulation.CodeOf(err) != emulation.Invalid {
		t.Error(err)
	}
	for _, raw := range [][]byte{nil, []byte("PK\x03\x04"), []byte("%PDF-1.4 x")} {
		if _, err := checker(head).File(context.Background(), raw); emulation.CodeOf(err) != emulation.Invalid {
			t.Errorf("%q: %v", raw, err)
		}
	}
	other := testyear.Until(t, strings.Replace(testyear.Table, "total: 60", "total: 60", 1), emulation.SeasonConference)
	if _, err := checker(other.Office).Code(context.Background(), p.Documents[0].Code.Square); emulation.KeyOf(err) != "papercheck.other-log" && emulation.KeyOf(err) != "workspace.log-shorter" {
		t.Error(err)
	}
}
