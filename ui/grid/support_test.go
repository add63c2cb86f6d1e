package grid_test

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"thidua/ui/grid"
	"thidua/ui/theme"
)

// ledger is a small real model: groups of numbers with running sums, and undo. Column 0 names the row, 1 is long text, 2 and 3 take
// numbers, 4 is a switch, 5 cannot be edited.
type ledger struct {
	rows   []line
	undo   []map[[2]int]string
	ops    []grid.Op
	asked  int // calls of Cell
	titles []string
	named  bool // column 1 cannot be typed into either
	day    int  // the column that takes days; 0: none
}

type line struct {
	group bool
	cells [6]string
}

func newLedger(groups, each int) *ledger {
	l := &ledger{titles: []string{"TT", "Nội dung", "Kết quả", "Tự chấm", "Có", "Ghi nhận"}}
	for g := range groups {
		l.rows = append(l.rows, line{group: true, cells: [6]string{fmt.Sprintf("%d", g+1), "Nhóm"}})
		for i := range each {
			l.rows = append(l.rows, line{cells: [6]string{fmt.Sprintf("%d.%d", g+1, i+1), "Tỷ lệ hoàn thành chương trình giáo dục", "", "", "", "khóa"}})
		}
	}
	return l
}

func (l *ledger) Rows() int { return len(l.rows) }

func (l *ledger) Columns() []grid.Column {
	columns := make([]grid.Column, len(l.titles))
	for i, t := range l.titles {
		columns[i] = grid.Column{Title: t, Width: 90, Frozen: i < 2, Wrap: i == 1, Stretch: i == 1, Day: i > 0 && i == l.day}
	}
	return columns
}

func (l *ledger) Row(row int) grid.Row {
	if l.rows[row].group {
		return grid.Row{Group: true, Key: "g" + l.rows[row].cells[0], Code: l.rows[row].cells[0]}
	}
	return grid.Row{Level: 1, Key: l.rows[row].cells[0], Code: l.rows[row].cells[0]}
}

func (l *ledger) Cell(row, col int) grid.Cell {
	l.asked++
	r := l.rows[row]
	c := grid.Cell{Text: r.cells[col], Editable: !r.group && col >= 1 && col <= 4 && (col > 1 || !l.named)}
	if (col == 2 || col == 3) && strings.Trim(c.Text, "0123456789,") != "" {
		c.State, c.Note = grid.Error, "không phải là số"
	}
	return c
}

func (l *ledger) Set(row, col int, text string) {
	l.set(grid.Change{Row: row, Col: col, Text: text})
}

func (l *ledger) SetMany(op grid.Op, changes []grid.Change) {
	l.ops = append(l.ops, op)
	l.set(changes...)
}

func (l *ledger) set(changes ...grid.Change) {
	before := map[[2]int]string{}
	for _, c := range changes {
		before[[2]int{c.Row, c.Col}] = l.rows[c.Row].cells[c.Col]
		l.rows[c.Row].cells[c.Col] = c.Text
	}
	l.undo = append(l.undo, before)
}

func (l *ledger) back() {
	if n := len(l.undo); n > 0 {
		for at, text := range l.undo[n-1] {
			l.rows[at[0]].cells[at[1]] = text
		}
		l.undo = l.undo[:n-1]
	}
}

func (l *ledger) Toggle(row, col int) bool {
	if col != 4 {
		return false
	}
	text := "x"
	if l.rows[row].cells[4] == "x" {
		text = ""
	}
	l.Set(row, 4, text)
	return true
}

func (l *ledger) column(col int) string {
	var all []string
	for _, r := range l.rows {
		if !r.group {
			all = append(all, r.cells[col])
		}
	}
	return strings.Join(all, "|")
}

// desk is a window with a grid in it and a keyboard that goes to whatever holds the focus, as a driver's does.
type desk struct {
	t      *testing.T
	app    fyne.App
	window fyne.Window
	grid   *grid.Grid
	data   *ledger
	later  []func()
}

func newDesk(t *testing.T, data *ledger) *desk {
	t.Helper()
	d := &desk{t: t, data: data, app: test.NewTempApp(t)}
	d.app.Settings().SetTheme(theme.New(theme.Light, 100))
	d.grid = grid.New(data)
	d.grid.Later = func(f func()) { d.later = append(d.later, f) }
	d.window = test.NewTempWindow(t, d.grid)
	d.window.SetPadded(false)
	d.window.Resize(fyne.NewSize(800, 320))
	d.grid.Focus()
	return d
}

func (d *desk) focused() fyne.Focusable {
	d.t.Helper()
	f := d.window.Canvas().Focused()
	if f == nil {
		d.t.Fatal("nothing holds the keyboard")
	}
	return f
}

// keys presses named keys one after another; "+Tab" is with Shift held, "^Home" with Ctrl.
func (d *desk) keys(names ...string) {
	d.t.Helper()
	for _, name := range names {
		shift, ctrl := strings.Contains(name[:1], "+"), strings.HasPrefix(name, "^")
		key := fyne.KeyName(strings.TrimLeft(name, "+^"))
		switch {
		case ctrl:
			d.focused().(fyne.Shortcutable).TypedShortcut(&desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierShortcutDefault})
		case shift:
			held := &fyne.KeyEvent{Name: desktop.KeyShiftLeft}
			d.focused().(desktop.Keyable).KeyDown(held)
			d.focused().TypedKey(&fyne.KeyEvent{Name: key})
			d.focused().(desktop.Keyable).KeyUp(held)
		default:
			d.focused().TypedKey(&fyne.KeyEvent{Name: key})
		}
	}
}

// write types text; \n is Enter and \t is Tab.
func (d *desk) write(text string) {
	d.t.Helper()
	for _, r := range text {
		switch r {
		case '\n':
			d.keys("Return")
		case '\t':
			d.keys("Tab")
		default:
			if r >= ' ' && r < 127 { // a driver tells the key first
				d.focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyName(strings.ToUpper(string(r)))})
			}
			d.focused().TypedRune(r)
		}
	}
}

func (d *desk) do(s fyne.Shortcut) {
	d.t.Helper()
	d.focused().(fyne.Shortcutable).TypedShortcut(s)
}

func (d *desk) at(row, col int) {
	d.t.Helper()
	if r, c := d.grid.Selected(); r != row || c != col {
		d.t.Errorf("the active cell is %d,%d, want %d,%d", r, c, row, col)
	}
}

func (d *desk) holds(col int, want string) {
	d.t.Helper()
	if got := d.data.column(col); got != want {
		d.t.Errorf("column %d holds %q, want %q", col, got, want)
	}
}
