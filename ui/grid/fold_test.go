package grid_test

import (
	"fmt"
	"image"
	"testing"

	"fyne.io/fyne/v2"

	"thidua/ui/theme"
)

func TestFolding(t *testing.T) {
	d := newDesk(t, newLedger(3, 4))
	d.grid.Select(2, 2)
	d.grid.SetFolded(0, true)
	d.at(0, 2) // the active cell vanished with its group
	d.keys("Down")
	d.at(5, 2)
	d.write(" ") // space folds a group
	if !d.grid.Folded(5) {
		t.Error("space did not fold the group")
	}
	d.keys("Down", "Down")
	d.at(11, 2)
	d.grid.Select(7, 2)
	d.at(7, 2)
	if d.grid.Folded(5) || !d.grid.Folded(0) {
		t.Error("selecting a hidden cell opens its own group and no other")
	}
	d.grid.SetFolded(0, true)
	d.grid.SetFolded(5, true)
	d.grid.SetFolded(10, true)
	d.keys("^Home", "^End")
	d.at(10, 5)
	d.grid.SetFolded(0, false)
	d.grid.SetFolded(5, false)
	d.grid.SetFolded(10, false)
	d.keys("^End")
	d.at(14, 5)
}

func TestFoldsAndSelectionStayWithTheirRows(t *testing.T) {
	d := newDesk(t, newLedger(3, 4))
	d.grid.SetFolded(5, true)
	d.grid.Select(12, 3)          // row 3.2
	d.data.rows = d.data.rows[5:] // the first group went away
	d.grid.Reload()
	d.at(7, 3)
	if !d.grid.Folded(0) || d.grid.Folded(5) {
		t.Error("the fold moved to another group")
	}
}

// A colleague's change may take rows away while somebody types.
func TestTheEditorStaysWithItsRow(t *testing.T) {
	d := newDesk(t, newLedger(3, 4))
	var told []string
	d.grid.OnEditing = func(row, col int, text string) { told = append(told, text) }
	d.grid.Select(12, 2)
	d.write("7")
	d.data.rows = d.data.rows[5:]
	d.grid.Reload()
	d.write(",5\n")
	if got := d.data.rows[7].cells[2]; got != "7,5" {
		t.Errorf("row 3.2 holds %q", got)
	}
	d.grid.Select(2, 2)
	d.write("8")
	d.data.rows = d.data.rows[5:]
	d.grid.Reload()
	if _, _, open := d.grid.Editing(); open || len(told) != 1 || told[0] != "8" {
		t.Errorf("the row went away: editing %v, told %q", open, told)
	}
	d.holds(2, "|7,5||") // and its text went nowhere else
}

func TestWrappedRowsGrowAndTheColumnScrolls(t *testing.T) {
	d := newDesk(t, newLedger(1, 30))
	_, before := d.grid.VisibleRows()
	long := "Tổ chức các phong trào thi đua theo chủ đề năm học, có kế hoạch, sơ kết, tổng kết và khen thưởng kịp thời, đúng quy định"
	for row := 1; row <= 30; row++ {
		d.data.rows[row].cells[1] = long
	}
	d.grid.Reload()
	if _, after := d.grid.VisibleRows(); after >= before {
		t.Errorf("long text in every row leaves row %d the last on view, it was %d", after, before)
	}
	d.window.Resize(fyne.NewSize(400, 320)) // too narrow for all columns
	d.keys("^End")
	d.at(30, 5)
	if _, last := d.grid.VisibleRows(); last != 30 {
		t.Errorf("the last row on view is %d", last)
	}
}

// Rows that stay in the window are moved, not asked for again.
func TestScrollingAsksOnlyForNewRows(t *testing.T) {
	d := newDesk(t, newLedger(10, 999))
	d.window.Canvas().Capture()
	d.data.asked = 0
	d.grid.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -28)})
	if d.data.asked > 2*6 {
		t.Errorf("one row further asked for %d cells", d.data.asked)
	}
	d.data.asked = 0
	d.grid.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -100000)})
	if d.data.asked > 14*6 {
		t.Errorf("a far jump asked for %d cells", d.data.asked)
	}
	d.data.asked = 0
	d.keys("Down")
	if d.data.asked > 14*6 {
		t.Errorf("one key asked for %d cells", d.data.asked)
	}
}

// A window without rows takes any key.
func TestEmpty(t *testing.T) {
	d := newDesk(t, &ledger{titles: []string{"TT", "Nội dung"}})
	d.keys("Down", "Return", "Tab", "F2", "F8", "Delete", "^Home", "^D", "Next")
	d.grid.Focus()
	d.write("x ")
	d.do(&fyne.ShortcutCopy{})
	d.do(&fyne.ShortcutPaste{})
	if row, _ := d.grid.Selected(); row != -1 {
		t.Errorf("row %d is active", row)
	}
	d.data.rows = newLedger(1, 1).rows
	d.data.titles = newLedger(1, 1).titles
	d.grid.Refresh()
	d.at(0, 0)
}

// Each mode and size draws, and no two draw the same.
func TestDrawsInEveryTheme(t *testing.T) {
	seen := map[string]string{}
	for _, mode := range []theme.Mode{theme.Light, theme.Dark, theme.HighContrast} {
		for _, percent := range []int{90, 100, 175} {
			d := newDesk(t, newLedger(1, 5))
			d.app.Settings().SetTheme(theme.New(mode, percent))
			d.grid.Select(1, 2)
			d.write("9x\n")
			img := d.window.Canvas().Capture()
			b := img.Bounds()
			if b.Dx() != 800 {
				t.Fatalf("a picture of %v", b)
			}
			name := fmt.Sprintf("%s at %d %%", mode, percent)
			print := fingerprint(img)
			if other, twice := seen[print]; twice {
				t.Errorf("%s looks like %s", name, other)
			}
			seen[print] = name
		}
	}
}

func fingerprint(img image.Image) string {
	var sum [3]uint64
	b := img.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			r, g, bl, _ := img.At(x, y).RGBA()
			sum[0] += uint64(r) * uint64(x+7*y)
			sum[1] += uint64(g) * uint64(x+7*y)
			sum[2] += uint64(bl) * uint64(x+7*y)
		}
	}
	return fmt.Sprint(sum)
}

func TestARowlessModelShowsNothing(t *testing.T) {
	d := newDesk(t, newLedger(2, 3))
	d.grid.Select(3, 2)
	d.data.rows = nil // a filter that nothing fits
	d.grid.Reload()
	d.grid.Focus()
	d.at(-1, 2)
	d.keys("Down", "Return", "F2", "Delete")
	d.data.rows = newLedger(1, 1).rows
	d.grid.Reload()
	d.at(0, 2)
}
