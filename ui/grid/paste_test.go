package grid_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"thidua/ui/grid"
)

// pasted puts a text on the clipboard, pastes it at a cell and gives what waits, or what it was told instead.
func (d *desk) pasted(row, col int, text string) grid.Preview {
	d.t.Helper()
	var told grid.Preview
	d.grid.OnPreview = func(p grid.Preview) { told = p }
	d.app.Clipboard().SetContent(text)
	d.grid.Select(row, col)
	d.do(&fyne.ShortcutPaste{})
	return told
}

// Two groups of two: 1, 1.1, 1.2, 2, 2.1, 2.2.
func TestPasteInOrderPassesGroupsOver(t *testing.T) {
	for name, x := range map[string]struct {
		text           string
		row            int
		want           string
		moved, skipped int
	}{
		"a group between":            {"5\n6\n7\n8", 1, "5|6|7|8", 2, 0},
		"from a group on":            {"5\n6", 0, "5|6||", 2, 0},
		"the groups were copied too": {"5\r\n6\r\n\r\n7\r\n8\r\n", 1, "5|6|7|8", 0, 0},
		"more than there is":         {"5\n6\n7\n8\n9", 1, "5|6|7|8", 2, 1},
		"an empty value between":     {"5\n\n7", 1, "5||7|", 1, 0},
	} {
		d := newDesk(t, newLedger(2, 2))
		p := d.pasted(x.row, 2, x.text)
		if p.Moved != x.moved || p.Skipped != x.skipped {
			t.Errorf("%s: %d moved and %d skipped, want %d and %d", name, p.Moved, p.Skipped, x.moved, x.skipped)
		}
		d.grid.ApplyPaste()
		if got := d.data.column(2); got != x.want {
			t.Errorf("%s: %q, want %q", name, got, x.want)
		}
		if d.data.rows[0].cells[2]+d.data.rows[3].cells[2] != "" {
			t.Errorf("%s: a group took a value", name)
		}
	}
}

func TestPasteByCode(t *testing.T) {
	long := "Tỷ lệ hoàn thành chương trình giáo dục"
	for name, x := range map[string]struct {
		text, want string
		unknown    string
		doubt      bool
	}{
		"out of order":             {"2.2\t8\n1.1\t5", "", "", true}, // figures that need not be codes
		"in order, with gaps":      {"1.1\t5\n2.1\t7", "5||7|", "", false},
		"headings out of order":    {"TT\tKết quả\n2.2\t8\n1.1\t5", "5|||8", "", false},
		"groups with their sums":   {"1\tNhóm\t11\n1.1\t" + long + "\t5\n1.2\t" + long + "\t6\n2\tNhóm\t7\n2.1\t" + long + "\t7", "5|6|7|", "", false},
		"a code that is not here":  {"TT\tKết quả\n1.1\t5\n9.9\t9\n2.2\t8", "5|||8", "9.9", false},
		"a code twice":             {"TT\tKết quả\n1.1\t5\n1.1\t6\n2.2\t8", "|||8", "1.1", false},
		"empty takes nothing away": {"TT\tKết quả\n1.1\t\n1.2\t6", "4|6||", "", false},
		"two columns of a name":    {"TT\tKết quả\tKết quả\n1.1\t5\t6", "", "", true},
		"two columns, no heading":  {"1.1\t5\t6\n1.2\t7\t8", "", "", true},
		"a title, headings of two lines, a line of numbers": {
			"PHIẾU TỰ CHẤM\t\t\r\n\t\t\r\nTT\tNội dung\tĐiểm\r\n\t\t\"Kết\r\nquả\"\r\n(1)\t(2)\t(3)\r\n1.1\t" + long + "\t 5 \r\n2.1\t" + long + "\t7\r\n\tTổng cộng\t12\r\n", "5||7|", "Tổng cộng", false},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t, newLedger(2, 2))
			d.data.named = true
			if strings.Contains(name, "empty") {
				d.data.rows[1].cells[2] = "4"
			}
			p := d.pasted(1, 2, x.text)
			if name == "out of order" { // laid in order instead: two columns of figures
				if len(p.Changes) != 4 {
					t.Errorf("%d changes", len(p.Changes))
				}
				return
			}
			if (p.Doubt != "") != x.doubt || strings.Join(p.Unknown, ", ") != x.unknown {
				t.Errorf("doubt %q, unknown %q", p.Doubt, p.Unknown)
			}
			if x.doubt {
				if d.grid.Waiting() != nil || !strings.Contains(d.grid.Sentence(&p), p.Doubt) {
					t.Error("something waits although it is not clear what is meant")
				}
				return
			}
			d.grid.ApplyPaste()
			d.holds(2, x.want)
		})
	}
}

// Criteria that the office numbers anew in each group are found within it: "1" below "A" is A.1.
func TestCodesWithinTheirGroup(t *testing.T) {
	data := newLedger(2, 2)
	for i, code := range []string{"A", "A.1", "A.2", "B", "B.1", "B.2"} {
		data.rows[i].cells[0] = code
	}
	d := newDesk(t, data)
	d.pasted(1, 2, "A\t\n1)\t5\n2)\t6\nB\t\n1)\t7\n3)\t9")
	d.grid.ApplyPaste()
	d.holds(2, "5|6|7|")
	d = newDesk(t, data)
	if p := d.pasted(1, 2, "1\t8\n2\t9"); strings.Join(p.Unknown, "") != "" || len(p.Changes) != 4 {
		t.Errorf("numbers without a group are no codes: %+v", p) // two columns of figures
	}
}

// A folded row that a paste means is shown before it is accepted.
func TestPasteUnfolds(t *testing.T) {
	d := newDesk(t, newLedger(2, 2))
	d.grid.SetFolded(3, true)
	d.pasted(1, 2, "TT\tKết quả\n1.1\t5\n2.2\t8")
	if d.grid.Folded(3) {
		t.Error("what is pasted into is hidden")
	}
	d.grid.SetFolded(3, true)
	d.keys("Escape")
	d.pasted(1, 2, "5\n6\n7") // in order only what is shown takes a value
	d.grid.ApplyPaste()
	d.holds(2, "5|6||")
}

func TestPreviewStaysWhileOneLooksAround(t *testing.T) {
	d := newDesk(t, newLedger(2, 2))
	d.pasted(1, 2, "5\n6\nbảy")
	d.grid.SetFolded(0, true)
	d.grid.SetFolded(0, false)
	d.keys("Down", "Right", "+Down", "^Home", "PageDown", "Tab")
	d.grid.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(300, 90)}, Button: desktop.MouseButtonPrimary})
	d.grid.MouseUp(nil)
	d.keys("F2", "Delete", "BackSpace")
	d.write("9")
	d.do(&fyne.ShortcutCut{})
	d.do(&fyne.ShortcutCopy{})
	d.keys("^D")
	d.data.rows = append(d.data.rows[:0:0], append([]line{{group: true, cells: [6]string{"0", "Nhóm"}}}, d.data.rows...)...) // a row came meanwhile
	d.grid.Reload()
	if d.grid.Waiting() == nil {
		t.Fatal("the preview went")
	}
	d.grid.Select(5, 2)
	if said := d.grid.Sentence(d.grid.Waiting()); !strings.Contains(said, "dời xuống") {
		t.Errorf("of the cell: %q", said)
	}
	d.keys("Return")
	d.holds(2, "5|6|bảy|")
	d.pasted(2, 2, "1\n2")
	d.data.rows = d.data.rows[:3]
	d.grid.Reload()
	if d.grid.Waiting() != nil {
		t.Error("a paste waits for rows that went")
	}
}

func TestCtrlZDropsThePreview(t *testing.T) {
	d := newDesk(t, newLedger(1, 2))
	undone := 0
	d.grid.OnUndo = func() { undone++ }
	d.pasted(1, 2, "5\n6")
	d.do(&fyne.ShortcutUndo{})
	if d.grid.Waiting() != nil || undone != 0 {
		t.Error("it waits, or something else was undone")
	}
	d.holds(2, "|")
}
