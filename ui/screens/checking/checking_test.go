package checking_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"thidua/documents"
	"thidua/documents/forms"
	"thidua/documents/pages"
	"thidua/documents/papercheck"
	"thidua/documents/pdf"
	"thidua/internal/testwindow"
	ui "thidua/ui/screens/checking"
	"thidua/ui/text"
)

func TestMain(m *testing.M) { testwindow.Main(m) }

// desk checks by the real checker.
type desk struct {
	p      *testwindow.Person
	reader *pages.Reader
}

func (d desk) checker() *papercheck.Checker {
	return &papercheck.Checker{Workspace: d.p.Desk.Workspace, Verify: d.p.Desk.VerifyLogs, Reader: func() (*pages.Reader, error) { return d.reader, nil }}
}

func (d desk) File(ctx context.Context, raw []byte) ([]papercheck.Answer, error) {
	return d.checker().File(ctx, raw)
}

func (d desk) Code(ctx context.Context, typed string) ([]papercheck.Answer, error) {
	one, err := d.checker().Code(ctx, typed)
	if err != nil {
		return nil, err
	}
	return []papercheck.Answer{*one}, nil
}

func (d desk) Paper(a *papercheck.Answer) (string, error) { return a.Code.Typed(), nil }

// TestAPaperIsChecked: a file that agrees, one that was altered, a code that opens the record and says nothing of the paper, a code that is none.
func TestAPaperIsChecked(t *testing.T) {
	reader, err := pages.Open("")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = reader.Close() }()
	p := testwindow.Sit(t, testwindow.Sample(t))
	shown, left := "", 0
	s := ui.New(p.Host, desk{p, reader}, ui.Hooks{Back: func() { left++ }, Show: func(path, title string) { shown = path + " " + title }})
	p.Show(s)
	f := forms.At(p.Desk.Workspace)
	paper, err := f.Coder().Coded(f.Summary(time.Unix(0, 0)))
	p.Must(err)
	doc := paper.Documents[0]
	if doc.Code == nil {
		t.Fatal(doc.Mark)
	}
	file := func(name string, docs ...documents.Document) string {
		var b bytes.Buffer
		p.Must(pdf.Write(&b, docs...))
		path := filepath.Join(t.TempDir(), name)
		p.Must(os.WriteFile(path, b.Bytes(), 0o600))
		return path
	}
	s.CheckFile(file("dung.pdf", doc))
	p.Settle()
	if !p.Reads(text.T("papercheck.matches")) || p.Told() != "" {
		t.Errorf("as it was printed: %q", p.Told())
	}
	altered := doc
	altered.Blocks = slices.Clone(doc.Blocks)
	at := slices.IndexFunc(altered.Blocks, func(b documents.Block) bool { _, is := b.(documents.Table); return is })
	table := altered.Blocks[at].(documents.Table)
	table.Rows = slices.Clone(table.Rows)
	table.Rows[0].Cells = slices.Clone(table.Rows[0].Cells)
	table.Rows[0].Cells[2].Text = "9,99"
	altered.Blocks[at] = table
	s.CheckFile(file("sua.pdf", altered))
	if p.Settle(); p.Reads(text.T("papercheck.matches")) || !p.Reads(text.T("papercheck.differs", "count", 1)) {
		t.Errorf("altered: %q", p.Told())
	}
	s.Focus()
	p.Write(strings.ToLower(doc.Code.Typed) + "\n")
	p.Settle()
	if !p.Reads(text.T("papercheck.read")) || p.Reads(text.T("papercheck.matches")) {
		t.Errorf("a code: %q", p.Told())
	}
	p.Press(text.T("ui.checking.show"))
	if shown != doc.Code.Typed+" "+text.T("ui.checking.record", "title", doc.Title) {
		t.Errorf("shown %q", shown)
	}
	s.Focus()
	p.Write("x\n")
	p.Settle()
	if p.Told() != text.T("papercode.unreadable") || p.Reads(text.T("papercheck.read")) {
		t.Errorf("no code: %q", p.Told())
	}
	p.Press(text.T("ui.checking.back"))
	if left != 1 {
		t.Error("there is no way back")
	}
}
