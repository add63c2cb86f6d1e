package grid_test

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

var openDay = &desktop.CustomShortcut{KeyName: fyne.KeyDown, Modifier: fyne.KeyModifierAlt}

// newDays is a desk whose column "Kết quả" takes days.
func newDays(t *testing.T) *desk {
	data := newLedger(1, 3)
	data.day = 2
	d := newDesk(t, data)
	d.grid.Today = func() time.Time { return time.Date(2024, 8, 2, 8, 0, 0, 0, time.UTC) }
	d.grid.Select(1, 2)
	return d
}

func TestADayIsPickedIntoACell(t *testing.T) {
	d := newDays(t)
	d.focused().(fyne.Shortcutable).TypedShortcut(openDay)
	d.keys("Down", "Return")
	if got := d.data.column(2); got != "09/8/2024||" {
		t.Errorf("the column holds %q", got)
	}
	if _, _, open := d.grid.Editing(); open {
		t.Error("the editor is still open")
	}
	d.focused().(fyne.Shortcutable).TypedShortcut(openDay) // from what stands there
	d.keys("Left", "Return")
	if got := d.data.column(2); got != "08/8/2024||" {
		t.Errorf("picked again the column holds %q", got)
	}
}

func TestAPickedDayReplacesWhatIsTyped(t *testing.T) {
	d := newDays(t)
	test.Type(d.focused(), "31/12/2023")
	d.focused().(fyne.Shortcutable).TypedShortcut(openDay)
	d.keys("Right", "Escape")
	if got := d.data.column(2); got != "||" {
		t.Errorf("Esc in the calendar wrote %q", got)
	}
	d.focused().(fyne.Shortcutable).TypedShortcut(openDay)
	d.keys("Right", "Return")
	if got := d.data.column(2); got != "01/01/2024||" {
		t.Errorf("the column holds %q", got)
	}
}

func TestNoCalendarWhereNoDayIsTaken(t *testing.T) {
	d := newDays(t)
	for _, at := range [][2]int{{1, 3}, {0, 2}} { // another column; a row that cannot be edited
		d.grid.Select(at[0], at[1])
		d.focused().(fyne.Shortcutable).TypedShortcut(openDay)
		if d.window.Canvas().Overlays().Top() != nil {
			t.Errorf("a calendar opened at %v", at)
		}
	}
}
