package shell

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"thidua/ui/theme"
	"thidua/ui/widgets"
)

// roomForNav is the width at 100 % from which the navigation stands beside the screen; in less, as with large letters on a small screen, it
// is a menu of the bar at the head and the screen has the whole width.
const roomForNav = 960

// framed sets the frame's bars, navigation and screen.
func (f *Frame) framed() fyne.CanvasObject {
	beside := widgets.Frame(widgets.Stack(f.top.panel, f.standing.notice, f.notice), f.status.bar, f.nav, nil, f.place)
	return container.New(&narrowLayout{f: f}, beside)
}

type narrowLayout struct{ f *Frame }

func (l *narrowLayout) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }

func (l *narrowLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	narrow := size.Width < theme.Length(roomForNav)
	if l.f.nav.Hidden != narrow {
		if narrow {
			l.f.nav.Hide()
			l.f.top.places.Show()
		} else {
			l.f.nav.Show()
			l.f.top.places.Hide()
		}
		objects[0].Resize(fyne.Size{}) // or what has its size already is not laid out
	}
	objects[0].Resize(size)
}

// goTo shows the places to go to below the button at the left of the bar.
func (t *top) goTo() {
	f := t.frame
	var items []*fyne.MenuItem
	for _, p := range f.nav.Items() {
		item := checked(widgets.Counted(p.Label, p.Count), p.ID == f.at, func() { f.Go(p.ID) })
		item.Icon = p.Icon
		items = append(items, item)
	}
	pop := widget.NewPopUpMenu(fyne.NewMenu("", items...), f.host.Window.Canvas())
	pop.ShowAtRelativePosition(fyne.NewPos(0, t.places.Size().Height), t.places)
}

// placesButton is the button that stands for the navigation where there is no room for it.
func (t *top) placesButton() *widgets.Button {
	b := widgets.NewQuietButton("", fynetheme.MenuIcon(), t.goTo)
	b.Hide()
	return b
}
