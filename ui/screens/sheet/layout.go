package sheet

import (
	"fyne.io/fyne/v2"

	"thidua/ui/theme"
)

// sideLayout sets the details beside the table where the window is wide enough for both. A person's wish counts for more: wanted says it,
// nil until there is one.
type sideLayout struct {
	table, side fyne.CanvasObject
	wanted      *bool
}

// roomForBoth is how wide the window has to be at 100 % for the details to stand beside the table unasked.
const roomForBoth = 900

func (l *sideLayout) shown(wide float32) bool {
	if l.wanted != nil {
		return *l.wanted
	}
	return wide >= theme.Length(roomForBoth)
}

// toggle shows the details if they are hidden, and hides them if they are shown.
func (l *sideLayout) toggle() {
	now := !l.side.Visible()
	l.wanted = &now
}

func (l *sideLayout) MinSize([]fyne.CanvasObject) fyne.Size { return l.table.MinSize() }

func (l *sideLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	side := float32(0)
	if l.shown(size.Width) {
		side = min(l.side.MinSize().Width, size.Width)
		l.side.Move(fyne.NewPos(size.Width-side, 0))
		l.side.Resize(fyne.NewSize(side, size.Height))
		l.side.Show()
	} else {
		l.side.Hide()
	}
	l.table.Resize(fyne.NewSize(size.Width-side, size.Height))
}
