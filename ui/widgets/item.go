package widgets

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"thidua/ui/theme"
)

// Item is one line of a list to work through: what it is, why, a word about it such as a deadline, and the button that leads to it.
type Item struct {
	State  State
	What   string
	Why    string // may be ""
	Word   string // at the right, in the colour of State; may be ""
	Action string // the button; "" for none
	Do     func()
	Wide   float32 // least width of the button at 100 %, so that those of a list are alike; 0 = as its label
}

// NewItem makes the line.
func NewItem(i Item) fyne.CanvasObject {
	what := NewParagraph(i.What)
	texts := Column(2, what)
	if i.Why != "" {
		texts.Add(NewParagraph(i.Why).Quiet())
	}
	icon := stateIcon(i.State)
	if i.State == Neutral {
		icon = NewIcon(fynetheme.RadioButtonIcon(), theme.ColorNameMuted)
	}
	var parts []fyne.CanvasObject
	if i.Word != "" {
		parts = append(parts, NewText(i.Word, stateLooks[i.State].ink))
	}
	if i.Action != "" {
		var b fyne.CanvasObject = NewButton(i.Action, nil, i.Do)
		if i.Wide > 0 {
			b = Wide(i.Wide, b)
		}
		parts = append(parts, b)
	}
	down := float32(0) // one line stands in the middle of its button
	if i.Why == "" && i.Action != "" {
		down = 5
	}
	left := NewPanel(Column(0, icon), "", 0, 0, 3+down)
	row := Frame(nil, nil, left, Row(12, nil, parts...), NewPanel(texts, "", 0, 9, down))
	return NewPanel(row, "", Bottom, 16, 8)
}
