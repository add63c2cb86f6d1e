package shell_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"io"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"thidua/documents/forms"
	"thidua/documents/pdf"
	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/testdesk"
	"thidua/ui/bridge"
	"thidua/ui/grid"
	"thidua/ui/screens/firstrun"
	"thidua/ui/screens/syncing"
	"thidua/ui/shell"
	"thidua/workspace/questions"
)

const sampleID = "cum-4-2023-2024"

// person sits before a window without a display: what is delivered to the window is carried out by the test's own goroutine, and timers
// ring when the test says so.
type person struct {
	t       *testing.T
	dir     string
	desk    *desk.Desk // once the folder is open
	env     desk.Environment
	app     fyne.App
	window  fyne.Window
	shell   *shell.Window
	queue   *bridge.Queue
	left    bool
	printed []string
	opened  map[string][]byte // files shown with the system's viewer

	mu     sync.Mutex
	later  []func()
	timers []*timer
}

type timer struct {
	interval time.Duration
	ring     func()
	once     bool
	stopped  bool
}

// sit opens a window on a folder.
func sit(t *testing.T, dir string) *person {
	t.Helper()
	p := &person{t: t, dir: dir, opened: map[string][]byte{}, app: test.NewTempApp(t)}
	p.env = environment()
	p.queue = bridge.NewQueue(p.deliver)
	p.window = test.NewTempWindow(t, nil)
	p.window.Resize(fyne.NewSize(1366, 700))
	host := bridge.Host{Window: p.window, Queue: p.queue, Later: p.deliver, Now: p.env.Now,
		After: func(d time.Duration, ring func()) func() { return p.start(&timer{interval: d, ring: ring, once: true}) },
		Every: func(d time.Duration, ring func()) func() { return p.start(&timer{interval: d, ring: ring}) },
	}
	p.shell = shell.NewWindow(host, shell.LoadSettings(p.app), p)
	t.Cleanup(p.leave)
	p.settle()
	return p
}

// disk is where all folders of these tests lie.
var disk = testdesk.NewDisk(false)

func environment() desk.Environment {
	return desk.Environment{Now: func() time.Time { return time.Date(2024, 7, 20, 10, 42, 0, 0, time.UTC) }, Rand: rand.Reader, Open: disk.Open}
}

// sitAtSample opens a window on the sample; its unit's sheet was returned, so that it can be edited.
func sitAtSample(t *testing.T) *person {
	t.Helper()
	return sit(t, sampleFolder(t))
}

var sample = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "thidua-sample-")
	if err != nil {
		return "", err
	}
	env := environment()
	env.Now = func() time.Time { return time.Date(2024, 7, 20, 9, 0, 0, 0, time.UTC) }
	d, err := desk.InitSample(dir, sampleID, "", env)
	if err != nil {
		return "", err
	}
	return dir, d.Close()
})

// sampleFolder is a fresh copy of the sample's folder, which is made once.
func sampleFolder(t *testing.T) string {
	t.Helper()
	dir, err := sample()
	if err != nil {
		t.Fatal(err)
	}
	to := filepath.Join(t.TempDir(), "data")
	if err := disk.Copy(dir, to); err != nil {
		t.Fatal(err)
	}
	return to
}

func TestMain(m *testing.M) {
	code := m.Run()
	if dir, err := sample(); err == nil {
		os.RemoveAll(dir)
	}
	os.Exit(code)
}

func (p *person) deliver(f func()) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.later = append(p.later, f)
}

// settle lets everything under way come to its end.
func (p *person) settle() {
	for {
		p.queue.Wait()
		p.mu.Lock()
		later := p.later
		p.later = nil
		p.mu.Unlock()
		if len(later) == 0 {
			return
		}
		for _, f := range later {
			f()
		}
	}
}

func (p *person) start(t *timer) func() {
	p.timers = append(p.timers, t)
	return func() { t.stopped = true }
}

// wait rings the timers of an interval, as if that much time had passed.
func (p *person) wait(interval time.Duration) {
	p.t.Helper()
	rang := false
	for _, t := range p.timers {
		if t.interval == interval && !t.stopped {
			t.stopped = t.once
			rang = true
			t.ring()
		}
	}
	if !rang {
		p.t.Errorf("nothing rings after %s", interval)
	}
	p.settle()
}

// leave closes the window as a person does, once.
func (p *person) leave() {
	if p.left {
		return
	}
	p.left = true
	closed := make(chan struct{})
	p.shell.Close(func() { close(closed) })
	for {
		p.settle()
		select {
		case <-closed:
			return
		default:
		}
	}
}

// Open, Crashed, Sample, JoinFile and JoinCode make a person a shell.Program.
func (p *person) Open() (*shell.Desk, error) {
	d, err := desk.Open(p.dir, p.env)
	if err != nil {
		return nil, err
	}
	p.desk = d
	w := d.Workspace
	return &shell.Desk{Workspace: w, Exchange: &exchange{desk: d, now: p.env.Now}, Printer: printer{p}, Papers: p.dir, View: p.view, Close: d.Close,
		TakeIn: func(x questions.Waiting, accept bool, reason string) error {
			return questions.At(w).TakeIn(x.Scope, x.Identity, accept, reason)
		}}, nil
}

func (p *person) Crashed() *shell.Crash { return nil }

func (p *person) Samples() ([]firstrun.Sample, error) {
	return []firstrun.Sample{{ID: "khac", Name: "Cụm khác", Units: 2}, {ID: sampleID, Name: "Cụm thi đua số 4", Units: 7}}, nil
}

func (p *person) Sample(id string) error {
	d, err := desk.InitSample(p.dir, id, "", p.env)
	if err != nil {
		return err
	}
	return d.Close()
}

func (p *person) JoinFile(path, _ string) error {
	return emulation.Errorf(emulation.Invalid, "ui.error.file-read", "name", filepath.Base(path))
}

func (p *person) JoinCode(string, string, string) error {
	return emulation.Errorf(emulation.Invalid, "ui.first.no-server")
}

func (p *person) view(name string, r io.Reader) error {
	var b bytes.Buffer
	_, err := b.ReadFrom(r)
	p.opened[name] = b.Bytes()
	return err
}

// exchange asks the sandbox's own hub.
type exchange struct {
	desk *desk.Desk
	now  func() time.Time
	tell func(syncing.Line)
	done sync.WaitGroup
}

func (e *exchange) Start(tell func(syncing.Line)) { e.tell = tell }
func (e *exchange) Restart()                      {}
func (e *exchange) Stop()                         { e.done.Wait() }

func (e *exchange) Nudge() {
	e.tell(syncing.Line{Running: true})
	_, err := e.desk.Sync(context.Background(), "")
	e.tell(syncing.Line{At: e.now(), Err: err})
}

// printer writes real papers and remembers which were opened.
type printer struct{ *person }

func (p printer) Sheet(unit emulation.ID) (string, error) {
	return p.write(forms.At(p.desk.Workspace).Sheet(unit, p.env.Now()))
}

func (p printer) Summary() (string, error) {
	return p.write(forms.At(p.desk.Workspace).Summary(p.env.Now()))
}

func (p printer) Papers() ([]forms.Item, error) { return forms.At(p.desk.Workspace).List() }

func (p printer) Paper(item forms.Item) (string, error) { return p.write(item.Make(p.env.Now())) }

func (p printer) write(made forms.Paper, err error) (string, error) {
	if err != nil {
		return "", err
	}
	path := filepath.Join(p.dir, made.Name+".pdf")
	return path, pdf.WriteFile(path, made.Documents...)
}

func (p printer) Open(path string) error {
	p.printed = append(p.printed, path)
	return nil
}

// keys presses named keys one after another.
func (p *person) keys(names ...fyne.KeyName) {
	p.t.Helper()
	for _, name := range names {
		p.focused().TypedKey(&fyne.KeyEvent{Name: name})
	}
	p.settle()
}

// ctrl presses a key with Ctrl held.
func (p *person) ctrl(key fyne.KeyName) {
	p.t.Helper()
	p.focused().(fyne.Shortcutable).TypedShortcut(&desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierShortcutDefault})
	p.settle()
}

// write types text; \n is Enter.
func (p *person) write(text string) {
	p.t.Helper()
	for _, r := range text {
		if r == '\n' {
			p.focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
			continue
		}
		p.focused().TypedRune(r)
	}
	p.settle()
}

func (p *person) focused() fyne.Focusable {
	p.t.Helper()
	f := p.window.Canvas().Focused()
	if f == nil {
		p.t.Fatal("nothing holds the keyboard")
	}
	return f
}

// table is the table on screen.
func (p *person) table() *grid.Grid {
	p.t.Helper()
	found := seen[*grid.Grid](p)
	if len(found) == 0 {
		p.t.Fatal("no table is on screen")
	}
	return found[0]
}

// row is the row of the table on screen whose cell in a column says something.
func (p *person) row(col int, text string) int {
	p.t.Helper()
	m := p.table().Model()
	for r := range m.Rows() {
		if m.Cell(r, col).Text == text {
			return r
		}
	}
	p.t.Fatalf("no row says %q", text)
	return -1
}

// seen are the widgets of a type that can be reached on screen: of what lies over everything, if something does.
func seen[W fyne.CanvasObject](p *person) []W {
	var found []W
	var walk func(o fyne.CanvasObject)
	walk = func(o fyne.CanvasObject) {
		if o == nil || !o.Visible() {
			return
		}
		if w, ok := o.(W); ok {
			found = append(found, w)
		}
		switch o := o.(type) {
		case *fyne.Container:
			for _, c := range o.Objects {
				walk(c)
			}
		case fyne.Widget:
			for _, c := range test.WidgetRenderer(o).Objects() {
				walk(c)
			}
		}
	}
	if over := p.window.Canvas().Overlays().Top(); over != nil {
		walk(over)
	} else {
		walk(p.window.Content())
	}
	return found
}
