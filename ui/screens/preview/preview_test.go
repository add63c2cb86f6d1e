package preview_test

import (
	"context"
	"fmt"
	"image"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"thidua/documents"
	"thidua/documents/pages"
	"thidua/documents/pdf"
	"thidua/documents/printer"
	"thidua/emulation"
	"thidua/internal/testwindow"
	"thidua/ui/bridge"
	ui "thidua/ui/screens/preview"
	"thidua/ui/text"
	"thidua/ui/typing"
	"thidua/ui/widgets"
)

func TestMain(m *testing.M) { testwindow.Main(m) }

// begun is what reads papers, compiled once for all tests.
var begun = sync.OnceValues(func() (*pages.Reader, error) { return pages.Open("") })

// machine has real pages and the printers it is told of; it keeps what was handed to them.
type machine struct {
	t       *testing.T
	list    []printer.Printer
	refuse  error
	jobs    []printer.Job
	opened  []string
	saved   []string
	closed  int
	spoilt  error         // why no page can be drawn
	number  ui.Number     // how the number of the paper stands
	drawn   []string      // numbers and days
	slow    chan struct{} // hears that the first of four pages was printed; the others wait for ever. nil: printing takes no time
	held    chan struct{} // Look waits for it where it is not nil; closed by the first Rest
	release sync.Once

	mu  sync.Mutex
	did []string // in its order: looks, drawings of a page (not for the list), rests
}

func (m *machine) done(what string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.did = append(m.did, what)
}

type file struct {
	*pages.File
	of *machine
}

func (f file) Draw(page, width int) (*image.Gray, error) {
	if width > 160 && f.of.spoilt == nil {
		f.of.done(fmt.Sprint("draw ", page+1, " ", width))
	}
	if f.of.spoilt != nil {
		return nil, f.of.spoilt
	}
	return f.File.Draw(page, width)
}

func (f file) Close() error { f.of.closed++; return f.File.Close() }

func (m *machine) Look(path string) (ui.File, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	r, err := begun()
	if err != nil {
		return nil, err
	}
	if m.held != nil {
		<-m.held
	}
	f, err := r.Read(raw)
	m.done("look")
	return file{f, m}, err
}

func (m *machine) Rest() {
	if m.done("rest"); m.held != nil {
		m.release.Do(func() { close(m.held) })
	}
}
func (m *machine) Printers(context.Context) ([]printer.Printer, error) {
	return m.list, m.refuse
}
func (m *machine) Print(ctx context.Context, _ string, j printer.Job, sent func(pages, of int)) error {
	m.mu.Lock()
	m.jobs = append(m.jobs, j)
	m.mu.Unlock()
	if m.slow != nil {
		sent(1, 4)
		m.slow <- struct{}{}
		<-ctx.Done()
		return emulation.Errorf(emulation.Unavailable, "printer.stopped")
	}
	return m.refuse
}
func (m *machine) Save(path, folder, ending string) (string, error) {
	m.saved = append(m.saved, filepath.Base(path)+" "+ending)
	return filepath.Join(folder, "to-trinh"+ending), m.refuse
}
func (m *machine) Number(string) ui.Number { return m.number }
func (m *machine) Draw(path string, number uint64, day string) (string, string, error) {
	m.drawn = append(m.drawn, fmt.Sprint(number, " ", day))
	if m.refuse == nil {
		m.number.Open = false
	}
	return path, "05/TTr", m.refuse
}
func (m *machine) Open(path string) error {
	m.opened = append(m.opened, filepath.Base(path))
	return nil
}

// paper writes one of three pages.
func paper(p *testwindow.Person) (path string) {
	doc := documents.Document{Title: "Tờ trình", Blocks: []documents.Block{documents.Title{Kind: "TỜ TRÌNH"}}}
	path = filepath.Join(p.T.TempDir(), "to-trinh.pdf")
	p.Must(pdf.WriteFile(path, doc, doc, doc))
	return path
}

// sit puts a paper of three pages before a person.
func sit(t *testing.T) (*testwindow.Person, *ui.Screen, *machine, *int) {
	t.Helper()
	p, m, back := testwindow.Sit(t, testwindow.Sample(t)), &machine{t: t}, 0
	s := ui.New(p.Host, m, ui.Hooks{Back: func() { back++ }})
	s.Look(paper(p), "Tờ trình")
	p.Show(s)
	p.Settle()
	return p, s, m, &back
}

// Pages are turned by keys and buttons, never past the ends; the size follows the window or what was chosen.
func TestPagesAreTurned(t *testing.T) {
	p, s, m, back := sit(t)
	at := func(page int) {
		t.Helper()
		p.Settle()
		if want := text.T("ui.preview.page", "page", page, "count", 3); !p.Reads(want) {
			t.Errorf("not on page %d", page)
		}
	}
	at(1)
	for _, step := range []struct {
		key  fyne.KeyName
		page int
	}{{fyne.KeyPageUp, 1}, {fyne.KeyPageDown, 2}, {fyne.KeyEnd, 3}, {fyne.KeyPageDown, 3}, {fyne.KeyHome, 1}, {fyne.KeyRight, 2}, {fyne.KeyLeft, 1}} {
		p.Keys(step.key)
		at(step.page)
	}
	s.Zoom(150)
	if p.Settle(); !p.Reads(text.T("ui.percent", "value", 150)) {
		t.Error("not at 150 %")
	}
	p.Press(text.T("ui.preview.fit-page"))
	if p.Settle(); p.Reads(text.T("ui.percent", "value", 150)) {
		t.Error("the page does not follow the window")
	}
	p.Press(text.T("ui.preview.open"))
	if strings.Join(m.opened, "") != "to-trinh.pdf" {
		t.Error(m.opened)
	}
	p.Keys(fyne.KeyEscape)
	if *back != 1 {
		t.Error("Esc does not lead back")
	}
	s.Leave()
	if p.Settle(); m.closed != 1 {
		t.Errorf("%d files were let go", m.closed)
	}
}

// A paper without a number can be given one, once, and is shown anew; one that two desks numbered differently says so.
func TestANumberIsDrawn(t *testing.T) {
	p, s, m, _ := sit(t)
	if p.Offered(text.T("ui.preview.number")) {
		t.Error("a paper of no register offers a number")
	}
	m.number.Open = true
	s.Look(paper(p), "Tờ trình")
	p.Settle()
	p.Press(text.T("ui.preview.number"))
	fill(p, "", "năm")
	p.Confirm(text.T("ui.preview.number"))
	if p.Settle(); len(m.drawn) != 0 || p.Told() != text.T("number.range") {
		t.Error(m.drawn, p.Told())
	}
	fill(p, "năm", "7")
	m.refuse = emulation.Errorf(emulation.Conflict, "number.has-other", "number", "04/TTr")
	p.Confirm(text.T("ui.preview.number"))
	if p.Settle(); len(m.drawn) != 1 || p.Told() != text.Error(m.refuse) {
		t.Error(m.drawn, p.Told())
	}
	m.refuse = nil
	p.Confirm(text.T("ui.preview.number"))
	if p.Settle(); m.drawn[1] != "7 " || p.Told() != text.T("ui.preview.number.given", "number", "05/TTr") || p.Offered(text.T("ui.preview.number")) {
		t.Error(m.drawn, p.Told())
	}
	m.number.Torn = true
	s.Look(paper(p), "Tờ trình")
	if p.Settle(); p.Told() != text.T("ui.preview.number.torn") {
		t.Error(p.Told())
	}
}

// A paper is saved into the folder that is chosen, in the format of the button; why it cannot be is told.
func TestSaving(t *testing.T) {
	p, s, m, _ := sit(t)
	dir := t.TempDir()
	p.Host.Picker = &bridge.Picker{Last: func(string) string { return "" }, Keep: func(string, string) {},
		Open: func(_ context.Context, w bridge.Want) ([]string, error) { return []string{dir}, nil }}
	s.Host.Picker = p.Host.Picker
	chosen := make(chan struct{})
	later := s.Host.Later
	s.Host.Later = func(do func()) { later(do); close(chosen) }
	p.Press(text.T("ui.preview.save.docx"))
	<-chosen
	p.Settle()
	if len(m.saved) != 1 || m.saved[0] != "to-trinh.pdf .docx" || p.Told() != text.T("ui.preview.saved", "file", filepath.Join(dir, "to-trinh.docx")) {
		t.Error(m.saved, p.Told())
	}
	m.refuse, chosen = emulation.Errorf(emulation.Invalid, "documents.error.no-table"), make(chan struct{})
	p.Press(text.T("ui.preview.save.xlsx"))
	<-chosen
	if p.Settle(); p.Told() != text.Error(m.refuse) {
		t.Error(p.Told())
	}
}

// Without a printer the person is told what to do; with one, what is asked for is handed to it, and nonsense is refused while the form stays.
func TestPrinting(t *testing.T) {
	p, _, m, _ := sit(t)
	p.Press(text.T("ui.preview.print"))
	if p.Settle(); p.Told() != text.T("ui.preview.no-printer") {
		t.Error(p.Told())
	}
	m.list = []printer.Printer{{Name: "giay", Default: true}, {Name: "khac"}}
	p.Press(text.T("ui.preview.print"))
	p.Settle()
	fill(p, "1", "0")
	p.Confirm(text.T("ui.preview.print"))
	if p.Settle(); p.Told() != text.T("printer.copies", "copies", 0, "most", printer.MostCopies) || len(m.jobs) > 0 {
		t.Error(p.Told(), m.jobs)
	}
	fill(p, "0", "2")
	fill(p, "", "2-3")
	p.Confirm(text.T("ui.preview.print"))
	p.Settle()
	if want := (printer.Job{Printer: "giay", Title: "Tờ trình", Copies: 2, Pages: "2-3", Paper: "A4"}); len(m.jobs) != 1 || m.jobs[0] != want {
		t.Errorf("%+v", m.jobs)
	}
	if p.Told() != text.T("ui.preview.printed", "printer", "giay", "copies", 2) || p.Reads(text.T("ui.preview.copies")) {
		t.Error(p.Told())
	}
	m.refuse = emulation.Errorf(emulation.NotFound, "printer.no-system")
	p.Press(text.T("ui.preview.print"))
	if p.Settle(); p.Told() != text.Error(m.refuse) {
		t.Error(p.Told())
	}
}

// give presses the button of the form without waiting for what comes of it.
func give(p *testwindow.Person) {
	buttons := emulation.Where(testwindow.Seen[*widgets.Button](p.Window), func(b *widgets.Button) bool { return b.Text == text.T("ui.preview.print") })
	test.Tap(buttons[len(buttons)-1])
}

// However often the button is pressed while a paper is on its way to the printer, and whichever, it is printed once; after that it can be printed again.
func TestPrintedOnce(t *testing.T) {
	p, _, m, _ := sit(t)
	m.list = []printer.Printer{{Name: "giay"}}
	p.Press(text.T("ui.preview.print"))
	give(p)
	give(p)
	p.Press(text.T("ui.preview.print")) // the one above: no second form while the paper is under way
	if len(m.jobs) != 1 || p.Reads(text.T("ui.preview.copies")) {
		t.Errorf("printed %d times", len(m.jobs))
	}
	p.Press(text.T("ui.preview.print"))
	give(p)
	if p.Settle(); len(m.jobs) != 2 {
		t.Errorf("printed %d times, asked for twice", len(m.jobs))
	}
}

// What came of printing a paper is not told of another that is looked at by then; that it failed is told with its title.
func TestPrintedMeanwhile(t *testing.T) {
	for _, refuse := range []error{nil, emulation.Errorf(emulation.Unavailable, "printer.silent")} {
		p, s, m, _ := sit(t)
		m.list = []printer.Printer{{Name: "giay"}}
		p.Press(text.T("ui.preview.print"))
		m.refuse = refuse
		give(p)
		p.Host.Queue.Wait() // it is printed, and the window does not know yet
		s.Look(paper(p), "Giấy mời")
		p.Settle()
		want := ""
		if refuse != nil {
			want = text.T("ui.preview.other", "title", "Tờ trình", "why", text.Error(refuse))
		}
		if len(m.jobs) != 1 || p.Told() != want {
			t.Errorf("%d jobs, told %q", len(m.jobs), p.Told())
		}
	}
}

// While pages go to the printer one by one it is told how many went, and the person can stop it; the form stays, to print again.
func TestPrintingIsStopped(t *testing.T) {
	p, _, m, _ := sit(t)
	m.list, m.slow = []printer.Printer{{Name: "giay"}}, make(chan struct{})
	p.Press(text.T("ui.preview.print"))
	give(p)
	<-m.slow
	if p.Come(); p.Told() != text.T("ui.preview.sent", "printer", "giay", "pages", 1, "of", 4) {
		t.Error(p.Told())
	}
	p.Press(text.T("ui.preview.stop"))
	if p.Told() != text.T("printer.stopped") || !p.Reads(text.T("ui.preview.copies")) {
		t.Error(p.Told())
	}
	m.slow = nil
	give(p)
	if p.Settle(); len(m.jobs) != 2 || p.Told() != text.T("ui.preview.printed", "printer", "giay", "copies", 1) {
		t.Errorf("%d jobs, told %q", len(m.jobs), p.Told())
	}
}

// A page that could not be drawn is asked for again where the person comes back to it.
func TestDrawnAgain(t *testing.T) {
	p, s, m, _ := sit(t)
	m.spoilt = emulation.Errorf(emulation.Invalid, "pages.unreadable")
	s.Zoom(100)
	if p.Settle(); p.Told() != text.Error(m.spoilt) {
		t.Error(p.Told())
	}
	m.spoilt, m.did = nil, nil
	s.Zoom(100)
	if p.Settle(); len(m.did) != 1 || !strings.HasPrefix(m.did[0], "draw 1 ") {
		t.Error(m.did)
	}
	s.Zoom(100)
	if p.Settle(); len(m.did) != 1 {
		t.Errorf("what is there is drawn again: %v", m.did)
	}
}

// What reading takes is given back also where the person leaves before the paper was read.
func TestLeftWhileReading(t *testing.T) {
	p, s, m, _ := sit(t)
	m.held, m.did = make(chan struct{}), nil
	s.Look(paper(p), "Giấy mời")
	s.Leave()
	if p.Settle(); strings.Join(m.did, ", ") != "rest, look, rest" || m.closed != 2 {
		t.Errorf("%v, %d closed", m.did, m.closed)
	}
}

// fill writes into the first field in which something stands.
func fill(p *testwindow.Person, stands, words string) {
	p.T.Helper()
	for _, e := range testwindow.Seen[*typing.Entry](p.Window) {
		if e.Text == stands {
			e.SetText(words)
			return
		}
	}
	p.T.Fatalf("no field says %q", stands)
}
