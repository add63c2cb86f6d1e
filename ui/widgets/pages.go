package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Page is what stands behind one tab.
type Page struct {
	Content func() fyne.CanvasObject
	Focus   func() fyne.Focusable // what takes the keyboard; nil for none
	Keep    func()                // commits what stands in an open editor
}

// Pages are the pages behind the tabs of a screen: the chosen one stands in Place. A page that is left commits its open editor first, and a
// question that was asked about it is dropped.
type Pages struct {
	Tabs  *Tabs
	Place *fyne.Container
	// Ready reports whether the screen shows its pages, so that one may take the keyboard.
	Ready func() bool
	// Turned is told that another page stands in Place; may be nil.
	Turned func()

	window  fyne.Window
	ask     *Ask
	pages   []Page
	entered bool // the screen is the one people look at
}

// NewPages puts pages behind tabs, one behind each; the first Turn shows one.
func NewPages(window fyne.Window, tabs *Tabs, ask *Ask, ready func() bool, pages ...Page) *Pages {
	p := &Pages{Tabs: tabs, Place: container.NewStack(), Ready: ready, window: window, ask: ask, pages: pages}
	tabs.OnChoose = func(int) { p.Turn() }
	return p
}

// Enter gives the keyboard to what is shown.
func (p *Pages) Enter() {
	p.entered = true
	p.Focus()
}

// Leave commits what stands in an open editor.
func (p *Pages) Leave() {
	p.entered = false
	p.Keep()
}

// Keep commits what stands in an open editor.
func (p *Pages) Keep() {
	for _, page := range p.pages {
		page.Keep()
	}
}

// Show chooses a page and shows it.
func (p *Pages) Show(i int) {
	p.Tabs.Choose(i)
	p.Turn()
}

// Turn shows the chosen page.
func (p *Pages) Turn() {
	p.Keep()
	p.ask.Drop()
	p.Place.Objects = []fyne.CanvasObject{p.pages[p.Tabs.Chosen()].Content()}
	p.Place.Refresh()
	if p.Turned != nil {
		p.Turned()
	}
	p.Focus()
}

// Focus gives the keyboard to the page that is shown.
func (p *Pages) Focus() {
	if f := p.pages[p.Tabs.Chosen()].Focus(); p.entered && f != nil && p.Ready() {
		p.window.Canvas().Focus(f)
	}
}
