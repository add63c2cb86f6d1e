package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
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
	main := NewPanel(texts, "", 0, 9, down)
	row := Frame(nil, nil, left, nil, container.New(&besideLayout{}, main, Row(12, nil, parts...)))
	return NewPanel(row, "", Bottom, 16, 8)
}

// besideLayout sets what an item says beside what stands at its right end, or above it where that leaves too little room.
type besideLayout struct{ room float32 }

// leastMain is the room that what an item says needs beside something, at 100 %.
const leastMain = 150

// parts are the widths of both, and whether the second stands below.
func (l *besideLayout) parts(objects []fyne.CanvasObject, room float32) (main, end float32, below bool) {
	end = min(room, objects[1].MinSize().Width)
	if end > 0 && room-end < theme.Length(leastMain) {
		return room, end, true
	}
	return room - end, end, false
}

func (l *besideLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	main, end := objects[0].MinSize().Height, objects[1].MinSize().Height
	if _, _, below := l.parts(objects, l.room); below && l.room > 0 {
		return fyne.NewSize(1, main+end)
	}
	return fyne.NewSize(1, max(main, end))
}

func (l *besideLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.room = size.Width
	main, end, below := l.parts(objects, size.Width)
	tall := objects[1].MinSize().Height
	objects[0].Move(fyne.NewPos(0, 0))
	if below {
		objects[1].Move(fyne.NewPos(size.Width-end, size.Height-tall))
		objects[0].Resize(fyne.NewSize(main, size.Height-tall))
	} else {
		objects[1].Move(fyne.NewPos(main, (size.Height-tall)/2))
		objects[0].Resize(fyne.NewSize(main, size.Height))
	}
	objects[1].Resize(fyne.NewSize(end, tall))
}
