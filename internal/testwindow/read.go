package testwindow

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"thidua/emulation"
	"thidua/ui/grid"
	"thidua/ui/text"
	"thidua/ui/typing"
	"thidua/ui/widgets"
)

// Entries are the fields that can be reached on screen, those for a day among them.
func Entries(w *Window) []*typing.Entry {
	var found []*typing.Entry
	for _, o := range Seen[fyne.Widget](w) {
		switch e := o.(type) {
		case *typing.Entry:
			found = append(found, e)
		case *widgets.DayEntry:
			found = append(found, &e.Entry)
		}
	}
	return found
}

// Seen are the widgets of a type that can be reached on screen: of what lies over everything, if something does.
func Seen[W fyne.CanvasObject](w *Window) []W {
	var found []W
	var walk func(o fyne.CanvasObject)
	walk = func(o fyne.CanvasObject) {
		if o == nil || !o.Visible() {
			return
		}
		if x, ok := o.(W); ok {
			found = append(found, x)
		}
		switch o := o.(type) {
		case *fyne.Container:
			for _, c := range o.Objects {
				walk(c)
			}
		case fyne.Widget:
			for _, c := range test.WidgetRenderer(o).Objects() {
				walk(c)
			}
		}
	}
	if over := w.Host.Window.Canvas().Overlays().Top(); over != nil {
		walk(over)
	} else {
		walk(w.Host.Window.Content())
	}
	return found
}

// Offered says whether a button with a label can be pressed.
func (w *Window) Offered(label string) bool {
	return slices.ContainsFunc(Seen[*widgets.Button](w), func(b *widgets.Button) bool { return b.Text == label && !b.Disabled() })
}

// Told is what the notices on screen say.
func (w *Window) Told() string {
	all := emulation.Map(Seen[*widgets.Notice](w), (*widgets.Notice).Sentence)
	return strings.Join(emulation.NonEmpty(all...), "|")
}

// Asked is the question that stands on screen, "" for none.
func (w *Window) Asked() string {
	for _, a := range Seen[*widgets.Ask](w) {
		if a.Asking() != "" {
			return a.Asking()
		}
	}
	return ""
}

// Reads says whether a text stands somewhere on screen.
func (w *Window) Reads(wanted string) bool {
	return slices.ContainsFunc(Seen[*widget.Label](w), func(l *widget.Label) bool { return strings.Contains(l.Text, wanted) }) ||
		slices.ContainsFunc(Seen[*widgets.Text](w), func(x *widgets.Text) bool { return strings.Contains(x.Text(), wanted) })
}

// Words are the texts on screen in the order they are drawn, each on a line.
func (w *Window) Words() string {
	var all []string
	for _, o := range Seen[fyne.CanvasObject](w) {
		switch o := o.(type) {
		case *widget.Label:
			all = append(all, o.Text)
		case *widgets.Text:
			all = append(all, o.Text())
		}
	}
	return strings.Join(emulation.NonEmpty(all...), "\n")
}

// InOrder fails the test unless the texts stand on screen one after the other.
func (w *Window) InOrder(texts ...string) {
	w.T.Helper()
	rest := w.Words()
	for _, t := range texts {
		_, after, found := strings.Cut(rest, t)
		if !found {
			w.T.Errorf("%q does not stand in its place in:\n%s", t, w.Words())
			return
		}
		rest = after
	}
}

// Said is what the line below the table says.
func (w *Window) Said() string {
	w.T.Helper()
	return Seen[*widgets.WhyLine](w)[0].Sentence()
}

// Table is the table on screen.
func (w *Window) Table() *grid.Grid {
	w.T.Helper()
	found := Seen[*grid.Grid](w)
	if len(found) == 0 {
		w.T.Fatal("no table is on screen")
	}
	return found[0]
}

// TableWith is the table on screen with a column of that title.
func (w *Window) TableWith(column string) *grid.Grid {
	w.T.Helper()
	for _, g := range Seen[*grid.Grid](w) {
		for _, c := range g.Model().Columns() {
			if c.Title == column {
				return g
			}
		}
	}
	w.T.Fatalf("no table has a column %q", column)
	return nil
}

// Row is the row of the table whose cell in a column says something.
func (w *Window) Row(col int, words string) int {
	w.T.Helper()
	m := w.Table().Model()
	for r := range m.Rows() {
		if m.Cell(r, col).Text == words {
			return r
		}
	}
	w.T.Fatalf("no row says %q", words)
	return -1
}

// RowOf is the row of the table with a key.
func (w *Window) RowOf(key string) int {
	w.T.Helper()
	m := w.Table().Model()
	for r := range m.Rows() {
		if m.Row(r).Key == key {
			return r
		}
	}
	w.T.Fatalf("no row %q", key)
	return -1
}

// Col is the column of the table whose title is the sentence of a key.
func (w *Window) Col(key string) int {
	w.T.Helper()
	for i, c := range w.Table().Model().Columns() {
		if c.Title == text.T(key) {
			return i
		}
	}
	w.T.Fatalf("no column %s", text.T(key))
	return -1
}

// Cell is a cell of the row of the table whose first cell says something, by the key of its column's title.
func (w *Window) Cell(first, column string) grid.Cell {
	w.T.Helper()
	return w.Table().Model().Cell(w.Row(0, first), w.Col(column))
}
