package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"thidua/ui/theme"
)

// Spread sets cards in as many columns of one width as have room, each card in the column that is the shortest so far: a large screen shows beside each
// other what a small one shows below each other. least is the least width of a column at 100 %.
func Spread(least float32, cards ...fyne.CanvasObject) *fyne.Container {
	return container.New(&spreadLayout{least: least}, cards...)
}

type spreadLayout struct {
	least float32
	room  float32 // as last laid out
}

// place puts the cards into a width and gives the height they need. A card that breaks its text is given its width first.
func (l *spreadLayout) place(cards []fyne.CanvasObject, room float32, put bool) float32 {
	columns := max(1, int(room/max(1, theme.Length(l.least))))
	wide := float32(int(room / float32(columns)))
	high := make([]float32, columns)
	for _, c := range cards {
		if !c.Visible() {
			continue
		}
		at := 0
		for i := range high {
			if high[i] < high[at] {
				at = i
			}
		}
		if c.Size().Width != wide {
			c.Resize(fyne.NewSize(wide, c.MinSize().Height))
		}
		need := c.MinSize().Height
		if put {
			c.Move(fyne.NewPos(float32(at)*wide, high[at]))
			c.Resize(fyne.NewSize(wide, need))
		}
		high[at] += need
	}
	tallest := float32(0)
	for _, h := range high {
		tallest = max(tallest, h)
	}
	return tallest
}

func (l *spreadLayout) MinSize(cards []fyne.CanvasObject) fyne.Size {
	if l.room <= 0 {
		return fyne.NewSize(1, 1)
	}
	return fyne.NewSize(1, l.place(cards, l.room, false))
}

func (l *spreadLayout) Layout(cards []fyne.CanvasObject, size fyne.Size) {
	l.room = size.Width
	l.place(cards, size.Width, true)
}
