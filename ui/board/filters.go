package board

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"thidua/ui/text"
	"thidua/ui/widgets"
)

// filters are the buttons that choose which criteria the table shows.
type filters struct {
	Buttons []fyne.CanvasObject

	names   []string
	buttons []*widgets.Button
	chosen  int
}

// newFilters makes a button for each name; choose is told which was pressed.
func newFilters(choose func(i int), names ...string) *filters {
	f := &filters{names: names}
	for i := range names {
		b := widgets.NewQuietButton("", nil, func() { choose(i) })
		f.buttons = append(f.buttons, b)
		f.Buttons = append(f.Buttons, b)
	}
	f.mark(func(int) int { return 0 })
	return f
}

// mark shows which filter is chosen, and how many criteria each has; the first has all and no number.
func (f *filters) mark(count func(i int) int) {
	for i, b := range f.buttons {
		label := f.names[i]
		if i > All {
			if n := count(i); n > 0 {
				label = text.T("ui.sheet.filter.count", "filter", label, "count", n)
			}
		}
		importance := widget.LowImportance
		if i == f.chosen {
			importance = widget.MediumImportance
		}
		if b.Text != label || b.Importance != importance {
			b.Text, b.Importance = label, importance
			b.Refresh()
		}
	}
}
