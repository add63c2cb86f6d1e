package widgets

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Tabs are the parts of a screen side by side, one of which is shown. A count stands beside the name of a part in which something waits.
type Tabs struct {
	made

	// OnChoose is told which part somebody chose.
	OnChoose func(i int)

	names   []string
	counts  []int
	buttons []*Button
	row     *fyne.Container
	chosen  int
}

// NewTabs makes tabs with the first part chosen.
func NewTabs(onChoose func(i int), names ...string) *Tabs {
	t := &Tabs{OnChoose: onChoose, names: names, counts: make([]int, len(names)), row: Flow(2)}
	for i := range names {
		b := NewQuietButton("", nil, func() {
			t.Choose(i)
			t.OnChoose(i)
		})
		t.buttons = append(t.buttons, b)
		t.row.Add(b)
	}
	t.drawn = t.row
	t.ExtendBaseWidget(t)
	t.mark()
	return t
}

// Count is how many parts there are.
func (t *Tabs) Count() int { return len(t.names) }

// Chosen is the number of the part that is shown.
func (t *Tabs) Chosen() int { return t.chosen }

// Here is what has the keyboard at the tab of the part that is shown.
func (t *Tabs) Here() fyne.Focusable { return t.buttons[t.chosen] }

// Choose shows a part as chosen without calling OnChoose.
func (t *Tabs) Choose(i int) {
	t.chosen = i
	t.mark()
}

// SetCount says how much waits in a part; 0 shows nothing.
func (t *Tabs) SetCount(i, count int) {
	if t.counts[i] != count {
		t.counts[i] = count
		t.mark()
		t.Refresh()
	}
}

// Counted is a name with how much waits there beside it; 0 shows nothing.
func Counted(name string, count int) string {
	if count > 0 {
		return name + " (" + strconv.Itoa(count) + ")"
	}
	return name
}

func (t *Tabs) mark() {
	for i, b := range t.buttons {
		label := Counted(t.names[i], t.counts[i])
		importance := widget.LowImportance
		if i == t.chosen {
			importance = widget.MediumImportance
		}
		if b.Text != label || b.Importance != importance {
			b.Text, b.Importance = label, importance
			b.Refresh()
		}
	}
}
