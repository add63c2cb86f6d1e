package pledge

import (
	"io"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"thidua/emulation"
	"thidua/internal/phrase"
	"thidua/ui/bridge"
	"thidua/ui/text"
	"thidua/ui/theme"
	"thidua/ui/widgets"
	"thidua/workspace"
)

// Workspace is what the screen needs of the open data.
type Workspace interface {
	Me() (workspace.Me, error)
	Access(kind, field string, unit emulation.ID) (workspace.Access, error)
	Registrations() ([]workspace.Registered, error)
	Register(unit emulation.ID, r emulation.Registration) error
	Compact() (*workspace.Compact, error)
	SetCompact(text emulation.CompactText) error
	SignCompact() error
	SignCompactFor(unit emulation.ID, signer string, paper emulation.Evidence) error
	Attach(name string, r io.Reader) (emulation.Evidence, error)
	Object(what, reason string) error
	WithdrawObjection(what string) error
}

// Hooks lead out of the screen.
type Hooks struct {
	Decide func() // show the questions that a person has to decide
	Saved  func() // something was put on disk; called inside the window
}

// part is what stands behind one tab.
type part interface {
	content() fyne.CanvasObject
	show(r *reading)
	focus() fyne.Focusable // what takes the keyboard; nil for none
	keep()                 // commits what stands in an open editor
}

// Screen is the pledge screen.
type Screen struct {
	*widgets.Pages

	host   bridge.Host
	ws     Workspace
	hooks  Hooks
	reader *bridge.Repaint
	outer  *fyne.Container
	body   fyne.CanvasObject
	title  fyne.CanvasObject
	facts  *widgets.Facts
	sign   *widgets.Button
	notice *widgets.Notice
	ask    *widgets.Ask
	parts  []part
	began  bool // a reading was shown
}

// The tabs in their order.
const (
	tabOwn = iota
	tabUnits
	tabCompact
)

// New makes the screen; it shows something once Refresh was called.
func New(host bridge.Host, ws Workspace, hooks Hooks) *Screen {
	s := &Screen{host: host, ws: ws, hooks: hooks, notice: widgets.NewNotice(), ask: widgets.NewAsk(text.T("ui.pledge.cancel")), facts: widgets.NewFacts()}
	s.parts = []part{newOwn(s), newUnits(s), newCompact(s)}
	s.sign = widgets.NewPrimaryButton(text.T("ui.pledge.sign"), nil, s.askToSign)
	tabs := widgets.NewTabs(nil, text.T("ui.pledge.tab.own"), text.T("ui.pledge.tab.units"), text.T("ui.pledge.tab.compact"))
	s.title = widgets.NewTitleBar(text.T("ui.pledge.title"), s.facts, s.sign)
	pages := make([]widgets.Page, len(s.parts))
	for i, p := range s.parts {
		pages[i] = widgets.Page{Content: p.content, Focus: p.focus, Keep: p.keep}
	}
	s.Pages = widgets.NewPages(host.Window, tabs, s.ask, func() bool { return s.began }, pages...)
	s.body = widgets.Frame(widgets.Stack(s.title, widgets.NewToolbar(nil, tabs), s.notice, s.ask), nil, nil, nil, s.Place)
	s.outer = container.NewStack()
	s.reader = bridge.NewRepaint(host.Queue, s.read)
	s.Turn()
	return s
}

// Content is what the window shows.
func (s *Screen) Content() fyne.CanvasObject { return s.outer }

// Refresh reads everything again; it may be called from any goroutine.
func (s *Screen) Refresh() { s.reader.Ask() }

// ShowOwn shows the own registration.
func (s *Screen) ShowOwn() { s.Show(tabOwn) }

// ShowCompact shows the compact.
func (s *Screen) ShowCompact() { s.Show(tabCompact) }

// reading is one look at the data, taken away from the window.
type reading struct {
	me        workspace.Me
	register  workspace.Access // to the own registration
	sign      workspace.Access // to the own signature
	write     workspace.Access // to the compact's text
	units     []workspace.Registered
	compact   *workspace.Compact
	own       *workspace.Registered // nil on an office's desk
	signature *workspace.Signature  // the own one
	err       error
}

func (s *Screen) read() func() {
	var r reading
	for _, look := range []func() error{
		func() (err error) { r.me, err = s.ws.Me(); return },
		func() (err error) { r.register, err = s.ws.Access("registration", "value", r.me.Unit.ID); return },
		func() (err error) { r.sign, err = s.ws.Access("signature", "signature", r.me.Unit.ID); return },
		func() (err error) { r.write, err = s.ws.Access("compact", "text", emulation.ID{}); return },
		func() (err error) { r.units, err = s.ws.Registrations(); return },
		func() (err error) { r.compact, err = s.ws.Compact(); return },
	} {
		if r.err = look(); r.err != nil {
			return func() { s.show(&r) }
		}
	}
	for i := range r.units {
		if r.units[i].Unit.ID == r.me.Unit.ID && r.me.Subject == emulation.SubjectUnit {
			r.own, r.signature = &r.units[i], &r.compact.Signatures[i]
		}
	}
	return func() { s.show(&r) }
}

func (s *Screen) show(r *reading) {
	if r.err != nil {
		s.began = false
		s.replace(widgets.NewEmpty(theme.IconPeople.Resource(), text.T("ui.pledge.none"), text.Error(r.err), text.T("ui.again"), s.Refresh))
		return
	}
	registered := 0
	for i := range r.units {
		if r.units[i].Given {
			registered++
		}
	}
	all := len(r.units)
	s.facts.Set(
		widgets.Fact{Name: text.T("ui.pledge.registered"), Value: text.T("ui.pledge.of", "here", registered, "all", all), State: whole(registered, all)},
		widgets.Fact{Name: text.T("ui.pledge.signed"), Value: text.T("ui.pledge.of", "here", all-len(r.compact.Unsigned()), "all", all),
			State: whole(all-len(r.compact.Unsigned()), all)})
	s.sign.Hidden = r.signature == nil || r.signature.Counts() || !r.compact.Given || !r.sign.OK
	s.title.Refresh()
	first := !s.began
	s.began = true
	for _, p := range s.parts {
		p.show(r)
	}
	if first && r.own == nil && s.Tabs.Chosen() == tabOwn {
		s.Show(tabUnits)
	}
	s.replace(s.body)
	if first {
		s.Focus()
	}
}

// whole is green once nobody is missing.
func whole(here, all int) widgets.State {
	if here == all && all > 0 {
		return widgets.OK
	}
	return widgets.Neutral
}

func (s *Screen) replace(o fyne.CanvasObject) {
	if len(s.outer.Objects) == 1 && s.outer.Objects[0] == o {
		return
	}
	s.outer.Objects = []fyne.CanvasObject{o}
	s.outer.Refresh()
}

// act carries out what a person decided away from the window and tells how it went.
func (s *Screen) act(done string, what func() error) {
	s.host.Queue.Go(func() func() {
		err := what()
		return func() { s.acted(done, err) }
	})
}

func (s *Screen) acted(done string, err error) {
	switch {
	case err == nil:
		s.ask.Drop()
		s.notice.Tell(widgets.OK, done)
		s.hooks.Saved()
	case emulation.CodeOf(err) == emulation.Conflict:
		s.notice.Offer(widgets.Bad, text.Error(err), text.T("ui.nav.syncing"), s.hooks.Decide)
	default:
		s.notice.Tell(widgets.Bad, text.Error(err))
	}
	s.Refresh()
}

// askToSign asks the leader once more: a signature is a word given.
func (s *Screen) askToSign() {
	s.Show(tabCompact)
	s.ask.Confirm(s.host.Window.Canvas(), text.T("ui.pledge.sign.sure"), text.T("ui.pledge.sign"), func() {
		s.act(text.T("ui.pledge.sign.done"), s.ws.SignCompact)
	})
}

func comma() bool { return text.Language() == phrase.Vietnamese }
