package screen

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"thidua/ui/bridge"
	"thidua/ui/grid"
	"thidua/ui/widgets"
)

// Page is what stands behind one tab of a screen that shows readings of R.
type Page[R any] struct {
	Tab     string // what the tab says
	Content fyne.CanvasObject
	Show    func(*R)
	Focus   func() fyne.Focusable // what takes the keyboard; nil, also as its answer, for its tab
	Keep    func()                // commits what stands in an open editor; nil if there is none
	Left    func() bool           // whether something is here that was typed at an earlier time and not saved; nil for never
	fronts  func(front func())    // told how the page is turned to; nil if nobody asks
}

// Listed is a page with one register.
func Listed[R any](tab string, r *grid.Register, show func(*R)) Page[R] {
	return Page[R]{tab, r.Content, show, func() fyne.Focusable { return r.Grid }, r.Keep, r.Left,
		func(front func()) { r.Front = front }}
}

// In is the same page with more around its register.
func (p Page[R]) In(content fyne.CanvasObject) Page[R] {
	p.Content = content
	return p
}

// Paged is a frame whose body has pages behind tabs. A page that is left commits its open editor first, and a question that was asked about
// it is dropped.
type Paged[R any] struct {
	*Frame
	Tabs  *widgets.Tabs
	Place *fyne.Container // the chosen page
	// Turned is told that another page stands in Place; may be nil.
	Turned func()

	pages []Page[R]
	begun bool // a reading was shown
}

// NewPaged makes a frame without pages; Fill gives it some.
func NewPaged[R any](host bridge.Host, hooks Hooks) *Paged[R] {
	p := &Paged[R]{Frame: NewFrame(host, hooks), Place: container.NewStack()}
	p.Keyboard = func() fyne.Focusable {
		if focus := p.pages[p.Tabs.Chosen()].Focus; focus != nil {
			if to := focus(); to != nil {
				return to
			}
		}
		return p.Tabs.Here()
	}
	return p
}

// Fill puts pages behind tabs and shows the first.
func (p *Paged[R]) Fill(pages ...Page[R]) {
	names := make([]string, len(pages))
	for i := range pages {
		names[i] = pages[i].Tab
		if pages[i].fronts != nil {
			pages[i].fronts(func() { p.Turn(i) })
		}
	}
	p.pages, p.Tabs = pages, widgets.NewTabs(func(int) { p.turn() }, names...)
	p.turn()
}

// ShowPages lets every page show a reading. The first shows the page on which something was left unsaved.
func (p *Paged[R]) ShowPages(r *R) {
	for i := range p.pages {
		p.pages[i].Show(r)
	}
	if p.begun {
		return
	}
	p.begun = true
	for i := range p.pages {
		if left := p.pages[i].Left; left != nil && left() {
			p.Turn(i)
			return
		}
	}
}

// Turn shows a page.
func (p *Paged[R]) Turn(page int) {
	p.Tabs.Choose(page)
	p.turn()
}

// TurnBy shows the next page, or the one before, and goes round at the ends.
func (p *Paged[R]) TurnBy(by int) {
	p.Turn((p.Tabs.Chosen() + by + p.Tabs.Count()) % p.Tabs.Count())
}

func (p *Paged[R]) turn() {
	p.Keep()
	p.Ask.Leave()
	widgets.Put(p.Place, p.pages[p.Tabs.Chosen()].Content)
	if p.Turned != nil {
		p.Turned()
	}
	p.Focus()
}

// Leave commits what stands in an open editor; it is called when another screen is shown and when the window closes.
func (p *Paged[R]) Leave() {
	p.Frame.Leave()
	p.Keep()
}

// Keep commits what stands in an open editor.
func (p *Paged[R]) Keep() {
	for i := range p.pages {
		if keep := p.pages[i].Keep; keep != nil {
			keep()
		}
	}
}
