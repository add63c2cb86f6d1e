package syncing

import (
	"fyne.io/fyne/v2"

	"thidua/ui/widgets"
)

// told is a place for what became of something, in remarks below each other; it takes no room while it is empty.
type told struct {
	box *fyne.Container
	lay func() // lays out what it stands in
}

func newTold(lay func()) *told {
	t := &told{box: widgets.Column(5), lay: lay}
	t.box.Hide()
	return t
}

// tell tells something in place of what was told before.
func (t *told) tell(remarks ...fyne.CanvasObject) {
	t.box.Objects = remarks
	t.box.Hidden = len(remarks) == 0
	t.box.Refresh()
	t.lay()
}
