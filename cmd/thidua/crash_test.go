package main

import (
	"crypto/rand"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"thidua/emulation"
	"thidua/internal/blackbox"
	"thidua/internal/desk"
	"thidua/internal/testwindow"
	"thidua/ui/bridge"
	"thidua/ui/shell"
	"thidua/ui/text"
	"thidua/ui/widgets"
)

// crashing names the data folder in a copy of this test that is there to crash as the program would: in work away from the window.
const crashing = "THIDUA_CRASHING"

// starting names the data folder in a copy of this test that is the program as a person starts it.
const starting = "THIDUA_STARTING"

func TestMain(m *testing.M) {
	if dir := os.Getenv(starting); dir != "" {
		os.Args = []string{"thidua", "--data", dir}
		main()
		os.Exit(0)
	}
	if dir := os.Getenv(crashing); dir != "" {
		if _, err := blackbox.Open(filepath.Join(dir, logs)); err != nil {
			panic(err)
		}
		bridge.NewQueue(func(f func()) { f() }).Go(func() func() { panic("a fault of the program") })
		select {}
	}
	testwindow.Main(m)
}

// started is the program's window without a display, with what it opened in the system's viewer.
type started struct {
	window fyne.Window
	opened []string
	box    *blackbox.Box
	settle func()
}

func start(t *testing.T, dir string) *started {
	t.Helper()
	box, err := blackbox.Open(filepath.Join(dir, logs))
	if err != nil {
		t.Fatal(err)
	}
	s := &started{box: box, window: test.NewTempWindow(t, nil)}
	later := make(chan func(), 100)
	queue := bridge.NewQueue(func(f func()) { later <- f })
	s.settle = func() {
		for {
			queue.Wait()
			select {
			case f := <-later:
				f()
			default:
				return
			}
		}
	}
	p := &program{dir: dir, env: desk.Environment{Now: time.Now, Rand: rand.Reader}, box: box,
		open: func(path string) error { s.opened = append(s.opened, path); return nil }}
	shell.NewWindow(bridge.Host{Window: s.window, Queue: queue, Later: func(f func()) { later <- f }, Now: time.Now}, shell.LoadSettings(test.NewTempApp(t)), p)
	s.settle()
	return s
}

// press presses a button on screen; false if there is none.
func (s *started) press(label string) bool {
	pressed := false
	walk(s.window.Content(), func(o fyne.CanvasObject) {
		if b, ok := o.(*widgets.Button); ok && b.Text == label && !pressed {
			pressed = true
			test.Tap(b)
		}
	})
	s.settle()
	return pressed
}

func walk(o fyne.CanvasObject, visit func(fyne.CanvasObject)) {
	if o == nil || !o.Visible() {
		return
	}
	visit(o)
	switch o := o.(type) {
	case *fyne.Container:
		for _, c := range o.Objects {
			walk(c, visit)
		}
	case fyne.Widget:
		for _, c := range test.WidgetRenderer(o).Objects() {
			walk(c, visit)
		}
	}
}

func crash(t *testing.T, dir string) {
	t.Helper()
	c := exec.Command(os.Args[0])
	c.Env = append(os.Environ(), crashing+"="+dir)
	var exit *exec.ExitError
	if err := c.Run(); !errors.As(err, &exit) {
		t.Fatalf("it did not crash: %v", err)
	}
}

func TestACrashIsOfferedAtTheNextStart(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	crash(t, dir)
	s := start(t, dir)
	if !s.press(text.T("ui.crashed.open")) || len(s.opened) != 1 {
		t.Fatalf("the crash file is not offered, or does not open: %v", s.opened)
	}
	raw, err := os.ReadFile(s.opened[0])
	if err != nil || !strings.HasPrefix(string(raw), "Thi Đua "+emulation.ProgramVersion) || !strings.Contains(string(raw), filepath.Join(dir, logs)) ||
		!strings.Contains(string(raw), "a fault of the program") || !strings.Contains(string(raw), "thidua/ui/bridge.(*Queue)") {
		t.Errorf("%s says %q, %v", s.opened[0], raw, err)
	}
	if s.press(text.T("ui.crashed.open")) || start(t, dir).press(text.T("ui.crashed.open")) {
		t.Error("what was looked at is offered again")
	}
}

// The folder that is shown holds the file, to be sent.
func TestTheFolderOfACrashIsShown(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	crash(t, dir)
	s := start(t, dir)
	if !s.press(text.T("ui.crashed.folder")) || len(s.opened) != 1 || s.opened[0] != filepath.Join(dir, logs) {
		t.Fatalf("shown: %v", s.opened)
	}
	if kept, err := filepath.Glob(filepath.Join(s.opened[0], "crash-*")); err != nil || len(kept) != 1 {
		t.Errorf("in it are %v (%v)", kept, err)
	}
	if start(t, dir).press(text.T("ui.crashed.folder")) {
		t.Error("what was shown is offered again")
	}
}

func TestACrashCanBePutAside(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	crash(t, dir)
	if s := start(t, dir); !s.press(text.T("ui.crashed.drop")) || len(s.opened) != 0 {
		t.Fatalf("it cannot be put aside: %v", s.opened)
	}
	if start(t, dir).press(text.T("ui.crashed.drop")) {
		t.Error("what was put aside is offered again")
	}
}
