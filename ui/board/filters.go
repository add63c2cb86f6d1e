package board

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"thidua/ui/text"
	"thidua/ui/widgets"
)

// Filters are the buttons that choose which criteria a table shows.
type Filters struct {
	Buttons []fyne.CanvasObject

	names   []string
	buttons []*widgets.Button
}

// NewFilters makes a button for each name; choose is told which was pressed.
func NewFilters(choose func(i int), names ...string) *Filters {
	f := &Filters{names: names}
	for i := range names {
		b := widgets.NewQuietButton("", nil, func() { choose(i) })
		f.buttons = append(f.buttons, b)
		f.Buttons = append(f.Buttons, b)
	}
	return f
}

// Show offers a filter, or does not.
func (f *Filters) Show(i int, offered bool) { f.buttons[i].Hidden = !offered }

// Mark shows which filter is chosen, and how many criteria each has; the first has all and no number.
func (f *Filters) Mark(chosen int, count func(i int) int) {
	for i, b := range f.buttons {
		label := f.names[i]
		if i > 0 {
			if n := count(i); n > 0 {
				label = text.T("ui.sheet.filter.count", "filter", label, "count", n)
			}
		}
		importance := widget.LowImportance
		if i == chosen {
			importance = widget.MediumImportance
		}
		if b.Text != label || b.Importance != importance {
			b.Text, b.Importance = label, importance
			b.Refresh()
		}
	}
}
