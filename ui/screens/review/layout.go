package review

import (
	"fyne.io/fyne/v2"

	"thidua/ui/theme"
)

// footLayout sets the table above the line that explains it, and below that what was done and said about the criterion where the window is
// high enough for all. A person's wish counts for more: wanted says it, nil until there is one.
type footLayout struct {
	table, why, foot fyne.CanvasObject
	wanted           *bool
}

// roomForFoot is how high the screen has to be at 100 % for the foot to stand there unasked.
const roomForFoot = 460

func (l *footLayout) shown(tall float32) bool {
	if l.wanted != nil {
		return *l.wanted
	}
	return tall >= theme.Length(roomForFoot)
}

// toggle shows the foot if it is hidden, and hides it if it is shown.
func (l *footLayout) toggle() {
	now := !l.foot.Visible()
	l.wanted = &now
}

func (l *footLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	table, why := l.table.MinSize(), l.why.MinSize()
	return fyne.NewSize(max(table.Width, why.Width), table.Height+why.Height)
}

func (l *footLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	foot := float32(0)
	if l.shown(size.Height) {
		l.foot.Show()
		foot = l.foot.MinSize().Height
	} else {
		l.foot.Hide()
	}
	why := l.why.MinSize().Height
	l.foot.Move(fyne.NewPos(0, size.Height-foot))
	l.foot.Resize(fyne.NewSize(size.Width, foot))
	l.why.Move(fyne.NewPos(0, size.Height-foot-why))
	l.why.Resize(fyne.NewSize(size.Width, why))
	l.table.Resize(fyne.NewSize(size.Width, max(0, size.Height-foot-why)))
}
