package conference

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"thidua/emulation"
	"thidua/ui/bridge"
	"thidua/ui/screen"
	"thidua/ui/text"
	"thidua/ui/widgets"
	"thidua/workspace"
	"thidua/workspace/book"
	"thidua/workspace/conference"
	"thidua/workspace/result"
)

// stage is the view for the projector (trình chiếu): a window of its own with large type, which only shows. It has a page for who is here, one for each
// vote, and one for the ranking, of which nothing is seen before the chair lets it be told.
type stage struct {
	screen *Screen
	window fyne.Window
	reader *bridge.Repaint
	cancel func() // ends the subscription to the feed
	place  *fyne.Container
	bar    *fyne.Container
	tell   []*widgets.Button // of the page with the ranking alone

	staged
	fault error    // why it could not be read; nil if it could
	at    string   // the page that is shown
	told  int      // how many places of the ranking are told, from the last on
	order []placed // the ranking, the best first
}

// staged is one look at the data, taken away from the window.
type staged struct {
	season     *book.Season
	conference *conference.Conference
	votes      []*conference.Vote
	ranking    *result.Ranking // nil: there is none, or it cannot be read here
}

// placed is a line of the ranking as it is told: if any of them becomes another one, telling begins anew.
type placed struct {
	unit, class, points string
	rank                int
}

// The pages beside those of votes, which are named by their codes.
const (
	pageAttendance = ":attendance"
	pageRanking    = ":ranking"
)

// Project shows the view for the projector; if it is shown already, it comes to the front.
func (s *Screen) Project() {
	if s.stage != nil {
		s.stage.window.RequestFocus()
		return
	}
	g := &stage{screen: s, window: fyne.CurrentApp().NewWindow(text.T("ui.stage")), at: pageAttendance}
	s.stage = g
	g.place = container.New(&onStage{draw: g.draw})
	g.reader = bridge.NewRepaint(s.Queue, g.read)
	g.cancel = s.ws.Subscribe(func(workspace.Event) { g.reader.Ask() })
	button := func(key string, icon fyne.Resource, do func()) *widgets.Button {
		return widgets.NewQuietButton(text.T(key), icon, func() {
			do()
			if s.stage != nil {
				g.window.Canvas().Unfocus() // the keys are the pages', not the button's
			}
		})
	}
	next := button("ui.stage.tell", fynetheme.VisibilityIcon(), func() { g.reveal(1) })
	all := button("ui.stage.tell-all", fynetheme.ListIcon(), func() { g.reveal(len(g.order)) })
	hide := button("ui.stage.hide", fynetheme.VisibilityOffIcon(), g.conceal)
	g.tell = []*widgets.Button{next, all, hide}
	g.bar = widgets.Row(6, nil, button("ui.stage.back", fynetheme.NavigateBackIcon(), func() { g.turn(-1) }), button("ui.stage.next", fynetheme.NavigateNextIcon(), func() { g.turn(1) }),
		next, all, hide, button("ui.stage.screen", fynetheme.ViewFullScreenIcon(), g.resize), button("ui.stage.end", fynetheme.CancelIcon(), s.EndProjection))
	g.window.SetPadded(false)
	g.window.SetContent(widgets.Frame(nil, widgets.NewPanel(container.NewCenter(g.bar), "", widgets.Top, 12, 4), nil, nil, g.place))
	g.window.Canvas().SetOnTypedKey(g.key)
	g.window.SetOnClosed(g.closed)
	g.window.Resize(fyne.NewSize(1280, 720))
	g.window.SetFullScreen(true)
	g.window.Show()
	g.arrange()
	g.reader.Ask()
}

// EndProjection closes the view for the projector, if it is shown.
func (s *Screen) EndProjection() {
	if s.stage != nil {
		s.stage.window.Close()
	}
}

func (g *stage) closed() {
	g.cancel()
	g.screen.stage = nil
}

// resize goes from the whole screen into a window, which can be moved to the projector, and back.
func (g *stage) resize() { g.window.SetFullScreen(!g.window.FullScreen()) }

// key follows the keys of a keyboard and of the thing in a speaker's hand, which turns pages. Nothing of the ranking is told by turning one.
func (g *stage) key(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeyEscape:
		g.screen.EndProjection()
	case fyne.KeyF11:
		g.resize()
	case fyne.KeyRight, fyne.KeyDown, fyne.KeyPageDown:
		g.turn(1)
	case fyne.KeyLeft, fyne.KeyUp, fyne.KeyPageUp:
		g.turn(-1)
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		g.reveal(1)
	case fyne.KeyBackspace:
		g.conceal()
	}
}

func (g *stage) read() func() {
	s, x := g.screen, staged{}
	err := screen.All(screen.Look(&x.season, s.ws.Season), screen.Look(&x.votes, s.room.Votes),
		func() (err error) { x.conference, err = s.room.Conference(s.asked.Get()); return })
	x.ranking, _ = result.At(s.ws).Ranking() // its own screen says why there is none
	return func() {
		if s.stage != g {
			return // it was closed meanwhile
		}
		if g.fault = err; err != nil {
			s.Failed("projection", err)
			g.arrange()
			return
		}
		g.staged = x
		order := orderOf(x.ranking)
		if !slices.Equal(order, g.order) {
			g.order, g.told = order, 0
		}
		if !slices.Contains(g.pages(), g.at) {
			g.at = pageAttendance
		}
		g.arrange()
	}
}

// orderOf is the ranking as it is told, the best first.
func orderOf(r *result.Ranking) []placed {
	if r == nil {
		return nil
	}
	places := r.Season.Set.Rounding.Places
	return emulation.Map(r.Standings, func(st result.Standing) placed {
		return placed{st.Unit.Name, st.Final.Class, st.Final.Total.LocaliseFixed(places, text.Comma()), st.Final.Rank}
	})
}

// ours are the votes of the conference that is shown.
func (g *stage) ours() []*conference.Vote {
	r := reading{conference: g.conference, votes: g.votes}
	return r.ours()
}

// pages are the names of the pages in their order.
func (g *stage) pages() []string {
	all := []string{pageAttendance}
	for _, v := range g.ours() {
		all = append(all, v.Code)
	}
	return append(all, pageRanking)
}

func (g *stage) turn(by int) {
	if g.conference == nil {
		return
	}
	all := g.pages()
	g.at = all[min(max(0, slices.Index(all, g.at)+by), len(all)-1)]
	g.arrange()
}

// reveal tells further units of the ranking, from the last place on; level ones are told together.
func (g *stage) reveal(more int) {
	if g.at != pageRanking || len(g.order) == 0 {
		return
	}
	g.told = min(len(g.order), g.told+more)
	for n := len(g.order); g.told > 0 && g.told < n && g.order[n-g.told].rank == g.order[n-g.told-1].rank; {
		g.told++
	}
	g.arrange()
}

// conceal tells nothing of the ranking any more.
func (g *stage) conceal() {
	g.told = 0
	g.arrange()
}

// arrange shows the page anew, with the buttons that belong to it.
func (g *stage) arrange() {
	for i, b := range g.tell {
		b.Hidden = g.at != pageRanking || len(g.order) == 0
		off := g.told == len(g.order)
		if i == len(g.tell)-1 {
			off = g.told == 0
		}
		if off {
			b.Disable()
		} else {
			b.Enable()
		}
	}
	g.bar.Refresh()
	g.place.Refresh()
}

// counting is told that a count is being entered, which is seen as it grows.
func (s *Screen) counting() {
	if s.stage != nil {
		s.stage.arrange()
	}
}
