package screen_test

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"thidua/internal/testwindow"
	"thidua/ui/bridge"
	"thidua/ui/screen"
	"thidua/ui/text"
	"thidua/ui/typing"
)

// drawer keeps words as a disk does.
type drawer map[string]string

func (d drawer) Keep(words map[string]string) error { maps.Copy(d, words); return nil }
func (d drawer) Drop(place string) error            { delete(d, place); return nil }

// TestFieldsOfAnEarlierTime: what differed from what was read is put back in the next window, says so, stands until somebody types on or is done with
// it, and goes where the reading says the same by then.
func TestFieldsOfAnEarlierTime(t *testing.T) {
	kept, read := drawer{}, []string{"một", "hai"}
	fields := func() (w *testwindow.Window, f *screen.Frame, x *screen.Fields, e []*typing.Entry) {
		w = testwindow.Open(t, time.Now)
		w.Host.Words = bridge.NewWords(kept, kept, w.Host.Queue, w.Host.After, func(err error) { t.Error(err) })
		f, e = screen.NewFrame(w.Host, screen.Hooks{}), []*typing.Entry{typing.NewEntry(), typing.NewEntry()}
		x = f.Fields("x", func() { x.Over(read) }, e...)
		x.Fill(read)
		x.Bring(read, func() {})
		return w, f, x, e
	}
	w, _, x, e := fields()
	if x.Left() || x.Over(read) {
		t.Error("something is left of nothing")
	}
	e[1].SetText("hai ba")
	w.Wait(700 * time.Millisecond)

	var f *screen.Frame
	w, f, x, e = fields()
	if !x.Left() || !x.Over(read) || !slices.Equal(x.Texts(), []string{"một", "hai ba"}) || !strings.Contains(f.Notice.Sentence(), text.T("ui.words.back")) {
		t.Errorf("left %v, %q, told %q", x.Left(), x.Texts(), f.Notice.Sentence())
	}
	e[0].SetText("mốt")
	if x.Left() {
		t.Error("somebody typed on")
	}
	w.Wait(700 * time.Millisecond)
	read[1] = "hai ba" // it was recorded from elsewhere
	w, _, x, _ = fields()
	if !x.Left() || x.Texts()[0] != "mốt" {
		t.Errorf("%q", x.Texts())
	}
	x.Done()
	w.Wait(700 * time.Millisecond)
	if x.Left() || len(kept) > 0 {
		t.Errorf("kept %q", kept)
	}
}
