package screen

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"thidua/ui/grid"
	"thidua/ui/widgets"
)

// Place is where a page shows its register, what there is to do where nothing is listed, or a form in place of both.
type Place struct {
	frame    *Frame
	box      *fyne.Container
	register *grid.Register
	none     fyne.CanvasObject // nil: the register is shown though it is empty
	vacant   bool              // nothing is listed
	asking   bool              // a form is shown
}

// formWidth is the width of a form at 100 %.
const formWidth = 760

// NewPlace shows a register; none is shown where nothing is listed, nil for the register all the same.
func (f *Frame) NewPlace(register *grid.Register, none fyne.CanvasObject) *Place {
	return &Place{frame: f, box: container.NewStack(register.Content), register: register, none: none}
}

// Placed is the page of a place.
func Placed[R any](tab string, p *Place, show func(*R)) Page[R] {
	page := Listed(tab, p.register, show).In(p.box)
	page.Focus = func() fyne.Focusable {
		if p.box.Objects[0] != p.register.Content {
			return nil
		}
		return p.register.Grid
	}
	return page
}

// Empty says whether nothing is listed.
func (p *Place) Empty(is bool) {
	if p.vacant = is; !p.asking {
		p.list()
	}
}

func (p *Place) list() {
	shown := p.register.Content
	if p.vacant && p.none != nil {
		shown = p.none
	}
	widgets.Put(p.box, shown)
}

// Fill shows a form in place of the register.
func (p *Place) Fill(parts ...fyne.CanvasObject) {
	p.asking = true
	widgets.Put(p.box, container.NewVScroll(widgets.UpTo(formWidth, widgets.Column(0, parts...))))
}

// Clear takes the form away.
func (p *Place) Clear() {
	p.asking = false
	p.list()
	p.frame.Focus()
}

// Refresh lays out anew what is shown, after a form changed.
func (p *Place) Refresh() { p.box.Refresh() }
