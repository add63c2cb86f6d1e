package screen_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"thidua/emulation"
	"thidua/ui/bridge"
	"thidua/ui/screen"
	"thidua/ui/text"
	"thidua/ui/typing"
	"thidua/ui/widgets"
)

// desk is a window without a display: settle carries out what is under way and what it brings into the window.
type desk struct {
	host  bridge.Host
	later chan func()

	saved, decided int
}

func newDesk(t *testing.T) *desk {
	test.NewTempApp(t)
	d := &desk{later: make(chan func(), 100)}
	deliver := func(f func()) { d.later <- f }
	d.host = bridge.Host{Window: test.NewTempWindow(t, nil), Queue: bridge.NewQueue(deliver), Later: deliver}
	return d
}

func (d *desk) hooks() screen.Hooks {
	return screen.Hooks{Decide: func() { d.decided++ }, Saved: func() { d.saved++ }}
}

func (d *desk) settle() {
	for {
		d.host.Queue.Wait()
		select {
		case f := <-d.later:
			f()
		default:
			return
		}
	}
}

// fact is a reading.
type fact struct{ words string }

// framed is a screen with one field that shows a fact.
func framed(d *desk, read func(*fact) error, failed ...func(*fact, error)) (*screen.Frame, *typing.Entry) {
	f, field := screen.NewFrame(d.host, d.hooks()), typing.NewEntry()
	f.None = "nothing there"
	f.Keyboard = func() fyne.Focusable { return field }
	f.Arrange(field)
	screen.Reads(f, read, func(r *fact) {
		field.SetText(r.words)
		f.Show()
	}, failed...)
	d.host.Window.SetContent(f.Content())
	return f, field
}

func TestAFrameShowsWhatIsReadAndSaysWhyItCannot(t *testing.T) {
	d := newDesk(t)
	var fault error
	f, field := framed(d, func(r *fact) error { r.words = "as read"; return fault })
	f.Enter()
	if d.host.Window.Canvas().Focused() != nil {
		t.Error("something holds the keyboard before there is anything")
	}
	f.Refresh()
	d.settle()
	if !f.Shown() || field.Text != "as read" || d.host.Window.Canvas().Focused() != fyne.Focusable(field) {
		t.Errorf("shown %v, %q", f.Shown(), field.Text)
	}
	fault = errors.New("no")
	f.Refresh()
	d.settle()
	if f.Shown() {
		t.Error("what cannot be read any more is still shown")
	}
	fault = nil
	f.Refresh()
	d.settle()
	fault = fmt.Errorf("stopped reading: %w", context.Canceled)
	f.Refresh()
	d.settle()
	if !f.Shown() {
		t.Error("a reading that nobody waits for is told as a fault")
	}
	fault = nil
	f.Leave()
	d.host.Window.Canvas().Unfocus()
	f.Refresh()
	d.settle()
	if !f.Shown() || d.host.Window.Canvas().Focused() != nil {
		t.Error("a screen that was left took the keyboard")
	}
}

func TestAScreenMayShowWhatCouldBeReadAllTheSame(t *testing.T) {
	d := newDesk(t)
	told := ""
	f, _ := framed(d, func(r *fact) error { r.words = "half"; return errors.New("no") }, func(r *fact, err error) { told = r.words + " " + err.Error() })
	f.Refresh()
	d.settle()
	if told != "half no" {
		t.Errorf("told %q", told)
	}
}

func TestWhatIsDoneIsToldAndReadAgain(t *testing.T) {
	d := newDesk(t)
	reads := 0
	f, _ := framed(d, func(*fact) error { reads++; return nil })
	conflict := emulation.Errorf(emulation.Conflict, "ui.first.no-code")
	for _, c := range []struct {
		name           string
		err            error
		told           string
		saved, decided int
		asking         bool
	}{
		{"done", nil, "done", 1, 0, false},
		{"refused", emulation.Errorf(emulation.Invalid, "ui.first.no-server"), text.T("ui.first.no-server"), 0, 0, true},
		{"two versions", conflict, text.T("ui.first.no-code"), 0, 1, true},
	} {
		d.saved, d.decided, reads = 0, 0, 0
		f.Notice.Clear()
		f.Confirm("sure?", "yes", func() {})
		well := false
		f.Act("done", func() error { return c.err }, func() { well = true })
		d.settle()
		for _, o := range test.WidgetRenderer(f.Notice).Objects() {
			tapOffer(o)
		}
		if f.Notice.Sentence() != c.told || d.saved != c.saved || d.decided != c.decided || well != (c.err == nil) || reads != 1 || (f.Ask.Asking() != "") != c.asking {
			t.Errorf("%s: told %q, saved %d, led to questions %d, went well %v, read %d times, asks %q", c.name, f.Notice.Sentence(), d.saved, d.decided, well, reads, f.Ask.Asking())
		}
	}
}

// tapOffer presses the button that leads to the questions, if there is one.
func tapOffer(o fyne.CanvasObject) {
	switch o := o.(type) {
	case *widgets.Button:
		if o.Visible() && o.Text == text.T("ui.nav.syncing") {
			test.Tap(o)
		}
	case *fyne.Container:
		for _, c := range o.Objects {
			tapOffer(c)
		}
	case fyne.Widget:
		for _, c := range test.WidgetRenderer(o).Objects() {
			tapOffer(c)
		}
	}
}

func TestLooksEndAtTheFirstThatFails(t *testing.T) {
	var a, b string
	no := errors.New("no")
	err := screen.All(screen.Look(&a, func() (string, error) { return "a", nil }), func() error { return no }, screen.Look(&b, func() (string, error) { return "b", nil }))
	if a != "a" || b != "" || err != no {
		t.Errorf("%q %q %v", a, b, err)
	}
}

func TestTurningAPageKeepsWhatIsTyped(t *testing.T) {
	d := newDesk(t)
	p := screen.NewPaged[fact](d.host, d.hooks())
	field, kept, turned := typing.NewEntry(), 0, 0
	var shown string
	p.Fill(
		screen.Page[fact]{Tab: "one", Content: field, Show: func(r *fact) { shown = r.words }, Focus: func() fyne.Focusable { return field }, Keep: func() { kept++ }},
		screen.Page[fact]{Tab: "two", Content: widget.NewLabel("two"), Show: func(r *fact) { shown += r.words }},
	)
	p.Turned = func() { turned++ }
	p.Arrange(p.Place, p.Tabs)
	screen.Reads(p.Frame, func(r *fact) error { r.words = "x"; return nil }, func(r *fact) { p.ShowPages(r); p.Show() })
	d.host.Window.SetContent(p.Content())
	p.Enter()
	p.Refresh()
	d.settle()
	if shown != "xx" || d.host.Window.Canvas().Focused() != fyne.Focusable(field) {
		t.Errorf("shown %q", shown)
	}
	kept = 0
	p.Confirm("sure?", "yes", func() {})
	p.Turn(1)
	if kept != 1 || turned != 1 || p.Ask.Asking() != "" || p.Tabs.Chosen() != 1 || p.Place.Objects[0] == fyne.CanvasObject(field) {
		t.Errorf("kept %d times, turned %d times, asks %q, tab %d", kept, turned, p.Ask.Asking(), p.Tabs.Chosen())
	}
	p.Leave()
	if kept != 2 {
		t.Errorf("kept %d times after leaving", kept)
	}
}
