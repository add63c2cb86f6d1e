package grid_test

import (
	"slices"
	"testing"

	"thidua/ui/grid"
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

func TestATableTakesStepsBack(t *testing.T) {
	r := newRegister()
	r.Show(pair("x", "một", "hai"), pair("y", "ba", "bốn"))
	r.SetMany(grid.OpPaste, []grid.Change{{Row: 0, Col: 0, Text: "1"}, {Row: 0, Col: 1, Text: "2"}, {Row: 1, Col: 0, Text: "3"}})
	if want := []string{"x=1|2", "y=3|bốn"}; !slices.Equal(r.saved, want) {
		t.Fatalf("saved %q", r.saved)
	}
	if row := r.Undo(); row < 0 || r.Cell(0, 0).Text != "một" || r.Cell(0, 1).Text != "hai" || r.Cell(1, 0).Text != "ba" {
		t.Errorf("undone: row %d, %q", r.Undo(), r.Inputs(0))
	}
	if r.Redo(); r.Cell(1, 0).Text != "3" || r.Redo() >= 0 {
		t.Errorf("done again: %q", r.Inputs(1))
	}
	r.Show(pair("y", "3", "bốn")) // a row went: its key may mean another one now
	if r.Undo() >= 0 {
		t.Error("undone across a change of rows")
	}
}
