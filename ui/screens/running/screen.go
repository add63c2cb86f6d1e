package running

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"thidua/emulation"
	"thidua/internal/phrase"
	"thidua/ui/bridge"
	"thidua/ui/grid"
	"thidua/ui/text"
	"thidua/ui/theme"
	"thidua/ui/widgets"
	"thidua/workspace"
)

// Workspace is what the screen needs of the open data.
type Workspace interface {
	Me() (workspace.Me, error)
	Season() (*workspace.Season, error)
	Access(kind, field string, unit emulation.ID) (workspace.Access, error)
	Indicators(period string) ([]workspace.Indicator, error)
	SetIndicators(period string, list ...workspace.NewIndicator) error
	Headcounts() ([]workspace.UnitHeadcount, error)
	SetHeadcount(h emulation.Headcount) error
	Programmes() ([]workspace.UnitProgramme, error)
	SetProgramme(p emulation.Programme) error
	SetProgress(date string, p emulation.Progress) error
	Activities() ([]workspace.UnitActivity, error)
	SetActivity(ofCluster bool, code string, a emulation.Activity) (string, error)
	Achievements(kind string) ([]workspace.UnitAchievement, error)
	SetAchievement(kind, code string, a emulation.Achievement) (string, error)
}

// Hooks lead out of the screen.
type Hooks struct {
	Saved func() // something was put on disk; called inside the window
}

// part is what stands behind one tab.
type part interface {
	table() *grid.Register
	show(r *reading)
}

// Screen is the screen of the running season.
type Screen struct {
	*widgets.Pages

	host    bridge.Host
	ws      Workspace
	hooks   Hooks
	reader  *bridge.Repaint
	outer   *fyne.Container
	body    fyne.CanvasObject
	tools   fyne.CanvasObject
	periods *periods
	notice  *widgets.Notice
	ask     *widgets.Ask
	parts   []part
	began   bool // a reading was shown
}

// The tabs that are shown first: the figures on a unit's desk, the programmes on the office's.
const (
	tabFigures   = 0
	tabProgramme = 2
)

// New makes the screen; it shows something once Refresh was called.
func New(host bridge.Host, ws Workspace, hooks Hooks) *Screen {
	s := &Screen{host: host, ws: ws, hooks: hooks, notice: widgets.NewNotice(), ask: widgets.NewAsk(text.T("ui.running.cancel"))}
	s.periods = newPeriods(s)
	s.parts = []part{newFigures(s), newPeople(s), newProgramme(s), newActivities(s), newAchievements(s, workspace.Initiative), newAchievements(s, workspace.Exemplar)}
	tabs := widgets.NewTabs(nil, text.T("ui.running.tab.figures"), text.T("ui.running.tab.people"), text.T("ui.running.tab.programme"),
		text.T("ui.running.tab.activities"), text.T("ui.running.tab.initiatives"), text.T("ui.running.tab.exemplars"))
	pages := make([]widgets.Page, len(s.parts))
	for i, p := range s.parts {
		pages[i] = widgets.Page{
			Content: func() fyne.CanvasObject { return p.table().Content },
			Focus:   func() fyne.Focusable { return p.table().Grid },
			Keep:    func() { p.table().Keep() },
		}
	}
	s.Pages = widgets.NewPages(host.Window, tabs, s.ask, func() bool { return s.began }, pages...)
	s.Turned = func() {
		s.periods.box.Hidden = s.Tabs.Chosen() != tabFigures
		s.tools.Refresh()
	}
	s.tools = widgets.NewToolbar(s.periods.box, tabs)
	s.body = widgets.Frame(widgets.Stack(widgets.NewTitleBar(text.T("ui.running.title"), nil), s.tools, s.notice, s.ask), nil, nil, nil, s.Place)
	s.outer = container.NewStack()
	s.reader = bridge.NewRepaint(host.Queue, s.read)
	s.Turn()
	return s
}

// Content is what the window shows.
func (s *Screen) Content() fyne.CanvasObject { return s.outer }

// Refresh reads everything again; it may be called from any goroutine.
func (s *Screen) Refresh() { s.reader.Ask() }

// ShowFigures shows the figures.
func (s *Screen) ShowFigures() {
	s.Show(tabFigures)
}

// reading is one look at the data, taken away from the window.
type reading struct {
	me          workspace.Me
	season      *workspace.Season
	period      emulation.Period
	figures     []workspace.Indicator // of the own unit for the period
	people      []workspace.UnitHeadcount
	programmes  []workspace.UnitProgramme
	activities  []workspace.UnitActivity
	initiatives []workspace.UnitAchievement
	exemplars   []workspace.UnitAchievement
	report      workspace.Access // to what units report
	err         error
}

// own says whether a unit is that of this desk.
func (r *reading) own(unit emulation.ID) bool {
	return r.me.Subject == emulation.SubjectUnit && r.me.Unit.ID == unit
}

// closed says why nothing can be typed; "" where it can.
func (r *reading) closed() string {
	switch {
	case r.me.Subject != emulation.SubjectUnit:
		return text.T("running.no-own-unit")
	case !r.report.OK:
		return text.T("ui.running.closed", "why", r.report.Why)
	}
	return ""
}

func (s *Screen) read() func() {
	r := reading{period: s.periods.get()}
	for _, look := range []func() error{
		func() (err error) { r.me, err = s.ws.Me(); return },
		func() (err error) { r.season, err = s.ws.Season(); return },
		func() (err error) { r.report, err = s.ws.Access("activity", "activity", r.me.Unit.ID); return },
		func() (err error) {
			if r.me.Subject == emulation.SubjectUnit {
				r.figures, err = s.ws.Indicators(string(r.period))
			}
			return
		},
		func() (err error) { r.people, err = s.ws.Headcounts(); return },
		func() (err error) { r.programmes, err = s.ws.Programmes(); return },
		func() (err error) { r.activities, err = s.ws.Activities(); return },
		func() (err error) { r.initiatives, err = s.ws.Achievements(workspace.Initiative); return },
		func() (err error) { r.exemplars, err = s.ws.Achievements(workspace.Exemplar); return },
	} {
		if r.err = look(); r.err != nil {
			break
		}
	}
	return func() { s.show(&r) }
}

func (s *Screen) show(r *reading) {
	if r.err != nil {
		s.began = false
		s.replace(widgets.NewEmpty(theme.IconChart.Resource(), text.T("ui.running.none"), text.Error(r.err), text.T("ui.again"), s.Refresh))
		return
	}
	if r.period != s.periods.get() {
		return // another period was chosen meanwhile; its reading follows
	}
	first := !s.began
	s.began = true
	s.periods.show(r)
	missing := 0
	for i := range r.figures {
		if r.figures[i].Missing() {
			missing++
		}
	}
	s.Tabs.SetCount(tabFigures, missing)
	for _, p := range s.parts {
		p.show(r)
	}
	if first && r.me.Subject != emulation.SubjectUnit && s.Tabs.Chosen() == tabFigures {
		s.Show(tabProgramme)
	}
	s.replace(s.body)
	if first {
		s.Focus()
	}
}

func (s *Screen) replace(o fyne.CanvasObject) {
	if len(s.outer.Objects) == 1 && s.outer.Objects[0] == o {
		return
	}
	s.outer.Objects = []fyne.CanvasObject{o}
	s.outer.Refresh()
}

// write saves a row of a table, and with it what waited in others.
func (s *Screen) write(t *grid.Register, key string, what func() error, with ...string) {
	t.Write(key, what, func(err error) {
		if err != nil {
			return // the row says why
		}
		for _, k := range with {
			t.Follow(k)
		}
		s.ask.Drop()
		s.hooks.Saved()
		s.Refresh()
	})
}

// withdraw asks whether something goes off its list: what emptying its name means.
func (s *Screen) withdraw(t *grid.Register, key, name string, what func() error) {
	t.Drop(key)
	t.Grid.Refresh()
	s.ask.Confirm(s.host.Window.Canvas(), text.T("ui.running.withdraw.sure", "name", name), text.T("ui.running.withdraw"), func() { s.write(t, key, what) })
}

func comma() bool { return text.Language() == phrase.Vietnamese }

// hint is a cell that says what may be typed.
func hint(words string) grid.Cell {
	return grid.Cell{Text: words, Style: grid.Muted | grid.Italic, Blank: true, Editable: true}
}

// typable is a cell that may be typed into, unless it is torn between two versions.
func typable(words string, open, conflict bool) grid.Cell {
	c := grid.Cell{Text: words, Editable: open && !conflict}
	if conflict {
		c.State, c.Note = grid.Warn, text.T("ui.season.conflict")
	}
	return c
}
