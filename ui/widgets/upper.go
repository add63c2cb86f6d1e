package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"thidua/ui/theme"
)

// Upper sets a table above something else. The table gets the room its rows need, but never more than a share of the whole, since it can scroll; rows
// says how many there are now, the header not counted.
func Upper(table fyne.CanvasObject, rows func() int, most float32, lower fyne.CanvasObject) *fyne.Container {
	return container.New(&upperLayout{rows, most}, table, lower)
}

type upperLayout struct {
	rows func() int
	most float32 // of 1
}

func (l *upperLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	upper, lower := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(max(upper.Width, lower.Width), upper.Height+lower.Height)
}

func (l *upperLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	row := fyne.CurrentApp().Settings().Theme().Size(theme.SizeNameRow)
	high := float32(int(min(float32(l.rows()+1)*row+theme.Length(6), l.most*size.Height)))
	objects[0].Move(fyne.NewPos(0, 0))
	objects[0].Resize(fyne.NewSize(size.Width, high))
	objects[1].Move(fyne.NewPos(0, high))
	objects[1].Resize(fyne.NewSize(size.Width, size.Height-high))
}
