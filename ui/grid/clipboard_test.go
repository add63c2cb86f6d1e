package grid_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"pgregory.net/rapid"

	"thidua/ui/grid"
)

func TestFillDown(t *testing.T) {
	d := newDesk(t, newLedger(2, 2))
	d.grid.Select(1, 2)
	d.write("5\t6\n")
	d.grid.Select(1, 2)
	d.keys("+Down", "+Down", "+Down", "+Down", "+Right", "^D")
	d.holds(2, "5|5|5|5") // the group between takes nothing
	d.holds(3, "6|6|6|6")
	if len(d.data.ops) != 1 || d.data.ops[0] != grid.OpFill {
		t.Errorf("steps %v, want one fill", d.data.ops)
	}
	d.grid.Select(2, 2)
	d.write("1\n")
	d.grid.Select(4, 2)
	d.write("3\n")
	d.grid.Select(5, 2)
	d.keys("^D") // one cell: from the cell above
	d.holds(2, "5|1|3|3")
}

func TestCopyPasteRoundTrip(t *testing.T) {
	d := newDesk(t, newLedger(1, 4))
	d.grid.Select(1, 2)
	d.write("1\t2\n3\t4\n")
	d.grid.Select(1, 2)
	d.keys("+Down", "+Right")
	d.do(&fyne.ShortcutCopy{})
	if got := d.app.Clipboard().Content(); got != "1\t2\n3\t4" {
		t.Fatalf("copied %q", got)
	}
	var previews []grid.Preview
	d.grid.OnPreview = func(p grid.Preview) { previews = append(previews, p) }
	d.grid.Select(3, 2)
	d.do(&fyne.ShortcutPaste{})
	d.holds(2, "1|3||") // waits
	if len(previews) != 1 || len(previews[0].Changes) != 4 || previews[0].Skipped != 0 {
		t.Fatalf("previews %+v", previews)
	}
	d.write("9") // typing does not disturb what waits
	d.keys("Escape")
	d.holds(2, "1|3||")
	d.do(&fyne.ShortcutPaste{})
	d.keys("Return")
	d.holds(2, "1|3|1|3")
	d.holds(3, "2|4|2|4")
	if len(d.data.ops) != 1 || d.data.ops[0] != grid.OpPaste {
		t.Errorf("steps %v, want one paste", d.data.ops)
	}
	if last := previews[len(previews)-1]; len(last.Changes) != 0 {
		t.Error("the end of the preview was not told")
	}
	d.grid.OnUndo = func() { d.data.back(); d.grid.Refresh() }
	d.do(&fyne.ShortcutUndo{})
	d.holds(2, "1|3||")
}

func TestPasteOverEdgesAndLockedCells(t *testing.T) {
	d := newDesk(t, newLedger(1, 2))
	d.app.Clipboard().SetContent("7\tx\tđè\tngoài\r\n8\t\tđè\tngoài\r\n9\tx\tđè\tngoài\r\n")
	var p grid.Preview
	d.grid.OnPreview = func(now grid.Preview) {
		if len(now.Changes) > 0 {
			p = now
		}
	}
	d.grid.Select(1, 3)
	d.do(&fyne.ShortcutPaste{})
	if len(p.Changes) != 3 || p.Skipped != 8 {
		t.Fatalf("%d changes and %d skipped, want 3 and 8", len(p.Changes), p.Skipped)
	}
	d.grid.ApplyPaste()
	d.holds(3, "7|8")
	d.holds(4, "x|")
	d.holds(5, "khóa|khóa")
}

func TestPasteThatChangesNothingDoesNotWait(t *testing.T) {
	d := newDesk(t, newLedger(1, 2))
	d.app.Clipboard().SetContent("a\nb")
	var told []grid.Preview
	d.grid.OnPreview = func(p grid.Preview) { told = append(told, p) }
	d.grid.Select(1, 5)
	d.do(&fyne.ShortcutPaste{})
	if len(told) != 1 || told[0].Skipped != 2 || len(told[0].Changes) != 0 {
		t.Fatalf("told %+v", told)
	}
	d.grid.Select(1, 2)
	d.write("5\n")
	d.holds(2, "5|") // no paste stood in the way
}

func TestOneValueFillsTheSelection(t *testing.T) {
	d := newDesk(t, newLedger(1, 3))
	d.app.Clipboard().SetContent("4")
	d.grid.Select(1, 2)
	d.do(&fyne.ShortcutPaste{})
	d.holds(2, "4||") // one cell needs no preview
	d.keys("+Down", "+Down")
	d.do(&fyne.ShortcutPaste{})
	d.keys("Return")
	d.holds(2, "4|4|4")
	d.do(&fyne.ShortcutCut{})
	if got := d.app.Clipboard().Content(); got != "4\n4\n4" {
		t.Errorf("cut %q", got)
	}
	d.holds(2, "||")
}

// Whatever text cells hold, also tabs, quotes and new lines, copying and pasting gives it back.
func TestCopyPasteKeepsAnyText(t *testing.T) {
	d := newDesk(t, newLedger(1, 4))
	rapid.Check(t, func(rt *rapid.T) {
		text := rapid.StringOfN(rapid.SampledFrom([]rune("ab\"\t\nđ, ")), 1, 6, -1)
		for row := 1; row <= 2; row++ {
			for col := 2; col <= 3; col++ {
				d.data.rows[row].cells[col] = text.Draw(rt, "cell")
				d.data.rows[row+2].cells[col] = ""
			}
		}
		d.grid.Select(1, 2)
		d.keys("+Down", "+Right")
		d.do(&fyne.ShortcutCopy{})
		d.grid.Select(3, 2)
		d.do(&fyne.ShortcutPaste{})
		d.grid.ApplyPaste()
		for col := 2; col <= 3; col++ {
			all := strings.Split(d.data.column(col), "|")
			if all[0] != all[2] || all[1] != all[3] {
				rt.Fatalf("column %d: %q", col, all)
			}
		}
	})
}
