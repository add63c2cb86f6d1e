package grid_test

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
	"golang.org/x/text/unicode/norm"

	"thidua/ui/grid"
	"thidua/ui/typing"
)

func TestTypeAWholeColumn(t *testing.T) {
	d := newDesk(t, newLedger(2, 3))
	d.grid.Select(1, 2)
	d.write("10\n9,5\n8,25\n7\n6\n5,75\n")
	d.holds(2, "10|9,5|8,25|7|6|5,75") // the group between the third and the fourth was stepped over
	d.at(7, 2)
	if _, _, open := d.grid.Editing(); open {
		t.Error("an editor is still open")
	}
	d.keys("Return")
	d.at(7, 2) // nothing below: Enter stays
}

func TestTabRunReturnsToItsColumn(t *testing.T) {
	d := newDesk(t, newLedger(2, 3))
	d.grid.Select(1, 2)
	d.write("1\t2\n3\t4\n5\t6\n7\t8\n")
	d.holds(2, "1|3|5|7||")
	d.holds(3, "2|4|6|8||")
	d.at(6, 2)
}

func TestTabGoesThroughCellsThatCanBeEdited(t *testing.T) {
	d := newDesk(t, newLedger(2, 1))
	d.grid.Select(1, 3)
	d.keys("Tab")
	d.at(1, 4)
	d.keys("Tab") // over the locked last column and the group
	d.at(3, 1)
	d.keys("+Tab")
	d.at(1, 4)
	d.keys("+Tab", "+Tab", "+Tab")
	d.at(1, 1)
}

func TestTabLeavesAtTheEnd(t *testing.T) {
	d := newDesk(t, newLedger(1, 1))
	next := widget.NewButton("Nộp", nil)
	d.window.SetContent(container.NewBorder(nil, next, nil, nil, d.grid))
	d.grid.Focus()
	d.grid.Select(1, 4)
	d.keys("Tab")
	if d.focused() != fyne.Focusable(next) {
		t.Errorf("the keyboard is with %T, want the button", d.focused())
	}
}

func TestMoving(t *testing.T) {
	for _, c := range []struct {
		keys     []string
		row, col int
	}{
		{[]string{"Down", "Right"}, 1, 1},
		{[]string{"Up", "Left"}, 0, 0},
		{[]string{"End"}, 0, 5},
		{[]string{"End", "Home"}, 0, 0},
		{[]string{"^End"}, 41, 5},
		{[]string{"^End", "^Home"}, 0, 0},
		{[]string{"^Down"}, 41, 0},
		{[]string{"^End", "Down", "Right"}, 41, 5},
		{[]string{"Next", "Prior"}, 0, 0},
		{[]string{"Next", "Next", "Next", "Next", "Next", "Next", "Next"}, 41, 0},
	} {
		d := newDesk(t, newLedger(2, 20))
		d.grid.Select(0, 0)
		d.keys(c.keys...)
		if row, col := d.grid.Selected(); row != c.row || col != c.col {
			t.Errorf("%v goes to %d,%d, want %d,%d", c.keys, row, col, c.row, c.col)
		}
		if first, last := d.grid.VisibleRows(); c.row < first || c.row > last {
			t.Errorf("%v: row %d is outside the window %d–%d", c.keys, c.row, first, last)
		}
	}
}

func TestLetterKeysDoNothing(t *testing.T) {
	d := newDesk(t, newLedger(1, 2))
	d.grid.Select(1, 2)
	for _, key := range []fyne.KeyName{fyne.KeyA, fyne.KeyS, fyne.KeyV, fyne.KeyZ, fyne.KeyD, fyne.Key7, fyne.KeySpace, fyne.KeyComma, fyne.KeyUnknown} {
		d.focused().TypedKey(&fyne.KeyEvent{Name: key})
		if _, _, open := d.grid.Editing(); open {
			t.Fatalf("the key %s opened the editor", key)
		}
	}
	d.at(1, 2)
	if len(d.data.undo) > 0 {
		t.Error("a letter key changed the model")
	}
}

// A typing tool composes "hội" by taking back what it typed, either with the key or, on Windows, with the character 0x08.
func TestComposedVietnamese(t *testing.T) {
	d := newDesk(t, newLedger(1, 2))
	d.grid.Select(1, 1)
	d.write("ho")
	d.keys("BackSpace")
	d.write("ôi\b\bội\n")
	d.grid.Select(2, 1)
	d.write(norm.NFD.String("Đổi mới")) // decomposed letters are stored composed
	d.keys("Return")
	if got := d.data.column(1); got != "hội|Đổi mới" {
		t.Errorf("stored %q", got)
	}
}

// A typing tool shows the keys of letters, and of letters nobody typed; the letters themselves come as text.
func TestLetterKeysMeanNothing(t *testing.T) {
	d := newDesk(t, newLedger(1, 3))
	d.grid.Select(1, 2)
	d.keys("D", "U", "C")
	if _, _, open := d.grid.Editing(); open {
		t.Error("a letter's key opened the editor")
	}
	d.write("giáo ")
	d.keys("D", "U", "C", "J")
	d.write("dục\n")
	d.holds(2, "giáo dục||")
	d.at(2, 2)
}

// On a slow machine a click comes back to the cell before its editor, left by another click, was closed.
func TestClickBackOnTheEditorThatWasLeft(t *testing.T) {
	d := newDesk(t, newLedger(1, 3))
	search := typing.NewEntry()
	d.window.SetContent(container.NewBorder(search, nil, nil, nil, d.grid))
	d.grid.Focus()
	d.grid.Select(1, 2)
	d.write("8")
	editor := d.focused().(desktop.Mouseable)
	d.window.Canvas().Focus(search)
	editor.MouseDown(&desktop.MouseEvent{Button: desktop.MouseButtonPrimary, PointEvent: fyne.PointEvent{Position: fyne.NewPos(9, 9)}})
	d.write("9\n")
	d.holds(2, "9||")
}

func TestEscapeAndF2(t *testing.T) {
	d := newDesk(t, newLedger(1, 2))
	d.grid.Select(1, 2)
	d.write("12")
	d.keys("Escape")
	d.holds(2, "|")
	if len(d.data.undo) != 0 {
		t.Error("Esc told the model something")
	}
	d.write("12\n")
	d.grid.Select(1, 2)
	d.keys("F2", "Left")
	d.write("3\n") // F2 gives the arrows to the text: 1·3·2
	d.holds(2, "132|")
	d.grid.Select(1, 2)
	d.write("4")
	d.keys("Right") // typed over: the arrow leaves the cell
	d.holds(2, "4|")
	d.at(1, 3)
	d.keys("Left", "F2", "Return")
	if len(d.data.undo) != 3 {
		t.Errorf("%d steps of undo, want 3: an unchanged text is no change", len(d.data.undo))
	}
}

func TestDeleteSpaceAndLockedCells(t *testing.T) {
	d := newDesk(t, newLedger(1, 2))
	var locked [][2]int
	d.grid.OnLocked = func(row, col int) { locked = append(locked, [2]int{row, col}) }
	var opened [][2]int
	d.grid.OnOpen = func(row, col int) { opened = append(opened, [2]int{row, col}) }
	d.grid.Select(1, 2)
	d.write("5\n6\n")
	d.grid.Select(1, 2)
	d.keys("+Down", "Delete")
	d.holds(2, "|")
	d.grid.Select(1, 4)
	d.write(" ")
	d.holds(4, "x|")
	d.write(" ")
	d.holds(4, "|")
	d.grid.Select(2, 5)
	d.write("1")
	d.keys("Delete", "F2", "Return")
	d.holds(5, "khóa|khóa")
	if len(locked) != 2 || len(opened) != 1 || opened[0] != [2]int{2, 5} {
		t.Errorf("locked %v, opened %v", locked, opened)
	}
}

func TestDraftsOfAnOpenEditor(t *testing.T) {
	d := newDesk(t, newLedger(1, 2))
	var tick func()
	stopped := 0
	d.grid.Ticks = func(every time.Duration, f func()) func() {
		if every != time.Second {
			t.Errorf("drafted every %v", every)
		}
		tick = f
		return func() { stopped++ }
	}
	var told []string
	d.grid.OnEditing = func(row, col int, text string) { told = append(told, text) }
	abandoned := 0
	d.grid.OnAbandon = func(int, int) { abandoned++ }
	d.grid.Select(1, 2)
	d.write("9")
	tick()
	tick() // nothing new
	d.write(",5")
	tick()
	d.keys("Return")
	if len(told) != 2 || told[0] != "9" || told[1] != "9,5" || stopped != 1 || abandoned != 0 {
		t.Errorf("drafts %q, stopped %d, abandoned %d", told, stopped, abandoned)
	}
	d.write("1")
	tick()
	d.keys("Escape")
	if stopped != 2 || abandoned != 1 {
		t.Errorf("after Esc: stopped %d, abandoned %d", stopped, abandoned)
	}
}

func TestLeavingTheEditorSaves(t *testing.T) {
	d := newDesk(t, newLedger(1, 2))
	search := typing.NewEntry()
	d.window.SetContent(container.NewBorder(search, nil, nil, nil, d.grid))
	d.grid.Focus()
	d.grid.Select(1, 2)
	d.write("8")
	d.window.Canvas().Focus(search)
	d.holds(2, "8|") // saved at once
	for _, f := range d.later {
		f()
	}
	if _, _, open := d.grid.Editing(); open {
		t.Error("the editor stays open beside the search field")
	}

	d.later = nil
	d.grid.Focus()
	d.write("7")
	d.focused().FocusLost() // another window came in front …
	d.holds(2, "7|")
	for _, f := range d.later {
		f()
	}
	d.focused().FocusGained() // … and went
	d.write("5\n")
	d.holds(2, "75|")
}

func TestInvalidTextStaysAndF8FindsIt(t *testing.T) {
	d := newDesk(t, newLedger(2, 3))
	d.grid.Select(2, 3)
	d.write("9,9x\n")
	d.grid.Select(6, 2)
	d.write("abc\n")
	if cell := d.data.Cell(2, 3); cell.Text != "9,9x" || cell.State != grid.Error {
		t.Errorf("the wrong text became %+v", cell)
	}
	d.grid.SetFolded(4, true)
	d.grid.Select(0, 0)
	d.keys("F8")
	d.at(2, 3)
	d.keys("F8")
	d.at(6, 2) // unfolded on the way
	if d.grid.Folded(4) {
		t.Error("the group of the invalid cell is still folded")
	}
	d.keys("F8")
	d.at(2, 3) // and round again
	d.grid.Select(2, 3)
	d.write("9\n")
	d.grid.Select(6, 2)
	d.write("8\n")
	if d.grid.NextInvalid() {
		t.Error("found an invalid cell where there is none")
	}
}
