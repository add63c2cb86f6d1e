package grid_test

import (
	"maps"
	"slices"
	"testing"
	"time"

	"thidua/internal/testwindow"
	"thidua/ui/bridge"
	"thidua/ui/grid"
)

// drawer keeps words as a disk does.
type drawer map[string]string

func (d drawer) Keep(words map[string]string) error { maps.Copy(d, words); return nil }
func (d drawer) Drop(place string) error            { delete(d, place); return nil }

// opened is a register of a window that keeps its words in a drawer, with what was saved of it as key=inputs.
func opened(t *testing.T, d drawer) (w *testwindow.Window, r *grid.Register, saved *[]string, refuse *bool) {
	t.Helper()
	w = testwindow.Open(t, time.Now)
	w.Host.Words = bridge.NewWords(d, d, w.Host.Queue, w.Host.After, func(err error) { t.Error(err) })
	saved, refuse = new([]string), new(bool)
	r = grid.NewRegister(w.Host, nil, func(key string, in []string) {
		*saved = append(*saved, key+"="+in[0]+"|"+in[1])
		if *refuse {
			r.Refuse(key, "không được")
		} else {
			r.Saved(key)
		}
	}, grid.Column{Title: "a"}, grid.Column{Title: "b"})
	w.Host.Window.SetContent(r.Content)
	return w, r, saved, refuse
}

func news() grid.TableRow { return grid.NewRow(grid.Hint("thêm"), grid.Cell{Editable: true}) }

// keepAfter is when what is typed is put on disk.
const keepAfter = 700 * time.Millisecond

// What stood in an open editor, in a new row and in a row that was refused is there in the next window, says so, and is saved once it is confirmed.
func TestWhatIsTypedOutlivesTheWindow(t *testing.T) {
	d := drawer{}
	w, r, _, refuse := opened(t, d)
	r.About("2024")
	r.Show(pair("x", "một", "hai"), pair("y", "ba", ""), pair("z", "", ""), news())
	*refuse = true
	r.Set(1, 1, "bốn")
	*refuse = false
	r.Set(0, 1, "2") // saved: nothing of it is kept
	r.Show(pair("x", "một", "2"), pair("y", "ba", ""), pair("z", "", ""), news())
	r.Grid.Select(2, 0)
	w.Host.Window.Canvas().Focus(r.Grid)
	w.Write("đang g")
	w.Wait(time.Second)
	w.Wait(keepAfter)
	if len(d) != 2 {
		t.Fatalf("kept: %q", d)
	}
	confirmed(t, d)
}

// confirmed is the window after that.
func confirmed(t *testing.T, d drawer) {
	t.Helper()
	w, r, saved, _ := opened(t, d)
	r.About("2023")
	r.Show(pair("y", "ba", ""))
	if r.Typed("y") {
		t.Error("what was typed about one year stands with another")
	}
	r.About("2024")
	r.Show(pair("x", "một", "2"), pair("y", "ba", ""), pair("z", "", ""), news())
	if c := r.Cell(1, 1); c.Text != "bốn" || c.State != grid.Error || c.Note == "" {
		t.Errorf("what was refused: %+v", c)
	}
	if c := r.Cell(2, 0); c.Text != "đang g" || c.State != grid.Error || len(*saved) > 0 {
		t.Errorf("the open editor: %+v, saved %q", c, *saved)
	}
	w.Host.Undo.Back() // of what came last
	r.Set(1, 1, "bốn")
	if want := []string{"y=ba|bốn"}; !slices.Equal(*saved, want) || r.Typed("z") {
		t.Errorf("saved %q", *saved)
	}
	r.Show(pair("x", "một", "2"), pair("y", "ba", "bốn"), pair("z", "", ""), news())
	w.Wait(keepAfter)
	if len(d) != 0 {
		t.Errorf("still kept: %q", d)
	}
}
