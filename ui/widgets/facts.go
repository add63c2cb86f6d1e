package widgets

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"thidua/ui/theme"
)

// Fact is a name and what it amounts to.
type Fact struct {
	Name, Value string
	State       State // colours the value and puts its icon beside it
}

// Facts is a line of names and values, such as sums above a table.
type Facts struct {
	made
	row *fyne.Container
}

// NewFacts makes a line of facts.
func NewFacts(facts ...Fact) *Facts {
	f := &Facts{row: Flow(20)}
	f.drawn = f.row
	f.ExtendBaseWidget(f)
	f.Set(facts...)
	return f
}

// Set shows other facts.
func (f *Facts) Set(facts ...Fact) {
	f.row.Objects = nil
	for _, x := range facts {
		ink := fynetheme.ColorNameForeground
		if x.State != Neutral {
			ink = stateLooks[x.State].ink
		}
		f.row.Objects = append(f.row.Objects,
			Row(5, nil, NewText(x.Name, theme.ColorNameMuted), stateIcon(x.State), NewText(x.Value, ink).Bold()))
	}
	f.row.Refresh()
	f.Refresh()
}
