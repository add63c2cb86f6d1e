package grid_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"thidua/ui/grid"
)

func (d *desk) press(x, y float32, mod fyne.KeyModifier) {
	ev := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary, Modifier: mod}
	ev.Position = fyne.NewPos(x, y)
	d.grid.MouseDown(ev)
	d.grid.MouseUp(ev)
}

func TestMouse(t *testing.T) {
	d := newDesk(t, newLedger(2, 4))
	press := d.press
	right := d.window.Canvas().Size().Width - 11 // beside the scroll bar; four columns of 90 end there
	press(right-3.5*90, 30+28+10, 0)
	d.at(1, 2)
	press(right-2.5*90, 30+3*28+10, fyne.KeyModifierShift)
	if got := d.grid.Selection(); got != (grid.Area{Top: 1, Left: 2, Bottom: 3, Right: 3}) {
		t.Errorf("selected %+v", got)
	}
	d.write("5")
	press(right-3.5*90, 30+28+10, 0)
	d.holds(3, "||5|||||") // the click committed
	d.grid.DoubleTapped(&fyne.PointEvent{Position: fyne.NewPos(right-3.5*90, 30+28+10)})
	if row, col, open := d.grid.Editing(); !open || row != 1 || col != 2 {
		t.Errorf("a double click edits %d,%d (%v)", row, col, open)
	}
	press(8, 30+10, 0)
	if !d.grid.Folded(0) {
		t.Error("a click on a group's mark did not fold it")
	}
	first, _ := d.grid.VisibleRows()
	d.grid.SetFolded(0, false)
	d.window.Resize(fyne.NewSize(800, 150))
	d.grid.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -60)})
	if now, _ := d.grid.VisibleRows(); now != first+2 {
		t.Errorf("the wheel shows row %d first, want %d", now, first+2)
	}
}

func TestDraggingSelects(t *testing.T) {
	d := newDesk(t, newLedger(2, 20))
	right := d.window.Canvas().Size().Width - 11
	down := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary}
	down.Position = fyne.NewPos(right-3.5*90, 30+28+10)
	d.grid.MouseDown(down)
	drag := func(x, y float32) {
		d.grid.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, y)}})
	}
	drag(right-2.5*90, 30+3*28+10)
	if got := d.grid.Selection(); got != (grid.Area{Top: 1, Left: 2, Bottom: 3, Right: 3}) {
		t.Errorf("selected %+v", got)
	}
	for range 8 {
		drag(right-2.5*90, 900) // below the window: it scrolls
	}
	if got := d.grid.Selection(); got.Top != 1 || got.Bottom < 12 {
		t.Errorf("dragged below the window, selected %+v", got)
	}
	d.grid.DragEnd()
	before := d.grid.Selection()
	drag(20, 100)
	if d.grid.Selection() != before {
		t.Error("the selection follows the mouse after its button went up")
	}
}

func TestClicksFindScrolledColumns(t *testing.T) {
	d := newDesk(t, newLedger(1, 5))
	d.window.Resize(fyne.NewSize(371, 320)) // two frozen columns of 90, room for two of the other four
	d.press(180+45, 30+28+10, 0)
	d.at(1, 2)
	d.keys("End")
	d.at(1, 5)
	d.press(180+45, 30+28+10, 0)
	d.at(1, 4)
	d.press(45, 30+28+10, 0)
	d.at(1, 0)
	d.press(180+45, 30+28+10, 0)
	d.at(1, 4) // the frozen columns did not scroll the others back
}

// In a window where frozen columns would leave no room for the others, all scroll.
func TestNarrowWindowsFreezeNothing(t *testing.T) {
	d := newDesk(t, newLedger(1, 5))
	d.window.Resize(fyne.NewSize(371, 320))
	d.window.Resize(fyne.NewSize(200, 320)) // no width changes, only what is frozen
	d.grid.Select(1, 0)
	d.press(95, 30+28+10, 0)
	d.at(1, 1)
	d.keys("End")
	d.press(150, 30+28+10, 0)
	d.at(1, 5)
}

func TestTheScrollBar(t *testing.T) {
	d := newDesk(t, newLedger(10, 99))
	size := d.window.Canvas().Size()
	test.Drag(d.window.Canvas(), fyne.NewPos(size.Width-4, 40), 0, size.Height)
	if _, last := d.grid.VisibleRows(); last != 999 {
		t.Errorf("dragged to its end, the last row on view is %d", last)
	}
	test.Drag(d.window.Canvas(), fyne.NewPos(size.Width-4, size.Height-10), 0, -size.Height)
	if first, _ := d.grid.VisibleRows(); first != 0 {
		t.Errorf("dragged back, the first row on view is %d", first)
	}
}
