package testwindow

import (
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/test"

	"thidua/ui/bridge"
	"thidua/ui/screen"
	"thidua/ui/theme"
)

// Window is a window without a display.
type Window struct {
	T    testing.TB
	App  fyne.App
	Host bridge.Host // what the window gives a screen

	NoUndo string // what was said where there was nothing to take back

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

// Open opens a window as large as a small screen leaves room for, at the time that now tells.
func Open(t testing.TB, now func() time.Time) *Window {
	t.Helper()
	software.NewCanvas().Capture() // tells the toolkit what time it is, by which it forgets what was not drawn for a minute: else that is all that is made now
	w := &Window{T: t, App: test.NewTempApp(t)}
	w.App.Settings().SetTheme(theme.New(theme.Light, 100))
	w.Host = bridge.Host{Window: test.NewTempWindow(t, nil), Queue: bridge.NewQueue(w.deliver), Later: w.deliver, Now: now,
		After: func(d time.Duration, ring func()) func() { return w.start(&timer{interval: d, ring: ring, once: true}) },
		Every: func(d time.Duration, ring func()) func() { return w.start(&timer{interval: d, ring: ring}) },
	}
	w.Host.Undo = bridge.NewUndo(screen.SayUndo, nil, func(said string) { w.NoUndo = said })
	w.Host.Undo.Keys(w.Host.Window.Canvas(), func() bool { return true })
	w.Host.Window.Resize(fyne.NewSize(1366, 700))
	return w
}

func (w *Window) deliver(f func()) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.later = append(w.later, f)
}

// Settle lets everything under way come to its end.
func (w *Window) Settle() {
	for w.step() {
	}
}

// step waits for what is under way and shows what has come, and says whether something had.
func (w *Window) step() bool {
	w.Host.Queue.Wait()
	return w.Come()
}

// Come shows what has come by now, and says whether something had; it waits for nothing.
func (w *Window) Come() bool {
	w.mu.Lock()
	later := w.later
	w.later = nil
	w.mu.Unlock()
	for _, f := range later {
		f()
	}
	return len(later) > 0
}

func (w *Window) start(t *timer) func() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.timers = append(w.timers, t)
	return func() {
		w.mu.Lock()
		defer w.mu.Unlock()
		t.stopped = true
	}
}

// Wait rings the timers of an interval, as if that much time had passed.
func (w *Window) Wait(interval time.Duration) {
	w.T.Helper()
	if w.Ring(interval) == 0 {
		w.T.Errorf("nothing rings after %s", interval)
	}
	w.Settle()
}

// Ring rings the timers of an interval, which may be started and stopped by others than the window, and says how many there were.
func (w *Window) Ring(interval time.Duration) (rang int) {
	w.mu.Lock()
	timers := w.timers
	w.mu.Unlock()
	for _, t := range timers {
		w.mu.Lock()
		rings := t.interval == interval && !t.stopped
		t.stopped = t.stopped || rings && t.once
		w.mu.Unlock()
		if rings {
			t.ring()
			rang++
		}
	}
	return rang
}

// Must ends the test if something went wrong that it needs.
func (w *Window) Must(err error) {
	w.T.Helper()
	if err != nil {
		w.T.Fatal(err)
	}
}
