package grid_test

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"thidua/ui/grid"
	"thidua/ui/text"
)

// register is a table of two editable columns over rows that are kept.
type register struct {
	*grid.Table
	saved []string // what Save was told, as key=inputs
}

func newRegister() *register {
	r := &register{}
	r.Table = grid.NewTable(func(key string, in []string) { r.saved = append(r.saved, key+"="+in[0]+"|"+in[1]) }, grid.Column{Title: "a"}, grid.Column{Title: "b"})
	return r
}

func pair(key, a, b string) grid.TableRow {
	return grid.TableRow{Key: key, Cells: []grid.Cell{{Text: a, Editable: true}, {Text: b, Editable: true}}}
}

func TestWhatIsTypedStaysUntilItIsReadOrRefused(t *testing.T) {
	r := newRegister()
	r.Show(pair("x", "một", "hai"), pair("y", "ba", ""))
	r.Set(0, 1, "2")
	if want := []string{"x=một|2"}; !slices.Equal(r.saved, want) || r.Cell(0, 1).Text != "2" {
		t.Fatalf("saved %q, shown %q", r.saved, r.Cell(0, 1).Text)
	}
	r.Show(pair("x", "một", "hai"), pair("y", "ba", "")) // read before the save
	if r.Cell(0, 1).Text != "2" {
		t.Error("a reading from before the save takes what was typed away")
	}
	r.Refused("x", "không được")
	r.Show(pair("x", "một", "hai"), pair("y", "ba", ""))
	if c := r.Cell(0, 1); c.Text != "2" || c.State != grid.Error || c.Note != "không được" || r.Cell(0, 0).State == grid.Error {
		t.Errorf("after it was refused: %+v", c)
	}
	r.Set(0, 1, "22")
	r.Saved("x")
	r.Show(pair("x", "một", "22"), pair("y", "ba", ""))
	if c := r.Cell(0, 1); c.State != grid.Plain || c.Text != "22" || r.Typed("x") {
		t.Errorf("after it was saved and read: %+v", c)
	}
	r.Set(0, 1, "22")
	if len(r.saved) != 2 {
		t.Errorf("what did not change was saved: %q", r.saved)
	}
}

func TestTwoSavesUnderWayEndWithTheLast(t *testing.T) {
	r := newRegister()
	r.Show(pair("x", "", ""))
	r.Set(0, 0, "một")
	r.Set(0, 1, "hai")
	r.Saved("x") // the first
	r.Show(pair("x", "một", ""))
	if r.Cell(0, 1).Text != "hai" {
		t.Fatal("the end of the first save takes the second away")
	}
	r.Saved("x")
	r.Show(pair("x", "một", "hai"))
	if r.Typed("x") {
		t.Error("something is still held")
	}
}

// What is typed into a table is taken back with the window's own step, over a change of rows too, and never over what somebody wrote since.
func TestATableTakesStepsBack(t *testing.T) {
	w, r, saved, _ := opened(t, drawer{})
	r.Show(pair("x", "một", "hai"), pair("y", "ba", "bốn"))
	r.SetMany(grid.OpPaste, []grid.Change{{Row: 0, Col: 0, Text: "1"}, {Row: 0, Col: 1, Text: "2"}, {Row: 1, Col: 0, Text: "3"}})
	if want := []string{"x=1|2", "y=3|bốn"}; !slices.Equal(*saved, want) {
		t.Fatalf("saved %q", *saved)
	}
	if w.Host.Undo.Back(); r.Cell(0, 0).Text != "một" || r.Cell(0, 1).Text != "hai" || r.Cell(1, 0).Text != "ba" || !strings.Contains(r.Said(), "Dán 3 ô") {
		t.Errorf("undone: %q, said %q", r.Inputs(0), r.Said())
	}
	if w.Host.Undo.Again(); r.Cell(1, 0).Text != "3" {
		t.Errorf("done again: %q", r.Inputs(1))
	}
	r.Show(pair("mới", "5", "6"), pair("y", "3", "bốn"), pair("z", "1", "2")) // a row came, and one has another key now that its name is another
	if w.Host.Undo.Back(); r.Cell(1, 0).Text != "ba" || r.Cell(2, 0).Text != "một" || r.Cell(0, 0).Text != "5" {
		t.Errorf("over a change of rows: %q %q %q", r.Inputs(0), r.Inputs(1), r.Inputs(2))
	}
	w.Host.Undo.Again()
	r.Show(pair("y", "3", "bốn"), pair("z", "1", "2"))
	r.Show(pair("y", "3", "bốn"), pair("z", "1", "của người khác"))
	if w.Host.Undo.Back(); r.Cell(1, 1).Text != "của người khác" || r.Cell(1, 0).Text != "một" || !strings.Contains(r.Said(), "Giữ nguyên") {
		t.Errorf("over what somebody wrote since: %q, said %q", r.Inputs(1), r.Said())
	}
	if w.Host.Undo.Back(); w.NoUndo != text.T("ui.undo.none") {
		t.Errorf("at the end it says %q", w.NoUndo)
	}
}

// A row that was added is taken back by emptying it.
func TestANewRowIsTakenBack(t *testing.T) {
	w, r, saved, _ := opened(t, drawer{})
	r.Show(news())
	r.Grid.Select(0, 0)
	w.Host.Window.Canvas().Focus(r.Grid)
	w.Write("một\n")
	r.Show(pair("x", "một", ""), news())
	w.Shortcut(&fyne.ShortcutUndo{})
	if got := (*saved)[len(*saved)-1]; got != "x=|" {
		t.Errorf("saved %q, said %q", *saved, r.Said())
	}
}

// A new row that reads otherwise than it was typed cannot be told for certain: that is said, and nothing is claimed to be undone.
func TestANewRowThatIsRespelledSaysWhy(t *testing.T) {
	w, r, saved, _ := opened(t, drawer{})
	r.Show(news())
	r.Grid.Select(0, 0)
	w.Host.Window.Canvas().Focus(r.Grid)
	w.Write("tham luận\n")
	r.Show(pair("x", "Tham luận", ""), news())
	had := len(*saved)
	w.Shortcut(&fyne.ShortcutUndo{})
	if len(*saved) != had || !strings.Contains(r.Said(), text.T("ui.undo.new-row")) {
		t.Errorf("saved %q, said %q", *saved, r.Said())
	}
}
