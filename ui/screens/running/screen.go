package running

import (
	"fyne.io/fyne/v2"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/ui/bridge"
	"thidua/ui/grid"
	"thidua/ui/screen"
	"thidua/ui/text"
	"thidua/ui/theme"
	"thidua/ui/widgets"
	"thidua/workspace"
	"thidua/workspace/book"
	"thidua/workspace/sheet"
	yearroom "thidua/workspace/year"
)

// Screen is the screen of the running season.
type Screen struct {
	*screen.Paged[reading]

	ws      *workspace.Workspace
	room    yearroom.Room
	tools   fyne.CanvasObject
	periods *periods
}

// The tabs that are shown first: the figures on a unit's desk, the programmes on the office's.
const (
	tabFigures   = 0
	tabAsked     = 1
	tabTogether  = 2
	tabProgramme = 4
)

// New makes the screen; it shows something once Refresh was called.
func New(host bridge.Host, ws *workspace.Workspace, hooks screen.Hooks) *Screen {
	s := &Screen{Paged: screen.NewPaged[reading](host, hooks), ws: ws, room: yearroom.At(ws)}
	s.Icon, s.None = theme.IconChart.Resource(), text.T("ui.running.none")
	s.periods = newPeriods(s)
	asked, together := newAsked(s), newTogether(s)
	figures, people, programme, activities := newFigures(s), newPeople(s), newProgramme(s), newActivities(s)
	initiatives, exemplars := newAchievements(s, yearroom.Initiative), newAchievements(s, yearroom.Exemplar)
	movements, persons, shortcomings := newMovements(s), newPersonAwards(s), newShortcomings(s)
	s.Fill(
		screen.Listed(text.T("ui.running.tab.figures"), figures.t, figures.show),
		screen.Listed(text.T("ui.running.tab.asked"), asked.t, asked.show),
		screen.Listed(text.T("ui.running.tab.together"), together.t, together.show),
		screen.Listed(text.T("ui.running.tab.people"), people.t, people.show),
		screen.Listed(text.T("ui.running.tab.programme"), programme.t, programme.show),
		screen.Listed(text.T("ui.running.tab.movements"), movements.t, movements.show),
		screen.Listed(text.T("ui.running.tab.activities"), activities.t, activities.show),
		screen.Listed(text.T("ui.running.tab.initiatives"), initiatives.t, initiatives.show),
		screen.Listed(text.T("ui.running.tab.exemplars"), exemplars.t, exemplars.show),
		screen.Listed(text.T("ui.running.tab.persons"), persons.t, persons.show),
		screen.Listed(text.T("ui.running.tab.shortcomings"), shortcomings.t, shortcomings.show),
	)
	title := widgets.NewTitleBar(text.T("ui.running.title"), nil, asked.take)
	s.tools = widgets.NewToolbar(s.periods.box, s.Tabs)
	s.Turned = func() {
		s.periods.box.Hidden = s.Tabs.Chosen() != tabFigures
		asked.take.Hidden = s.Tabs.Chosen() != tabAsked || !asked.offered
		title.Refresh()
		s.tools.Refresh()
	}
	s.Turned()
	s.Arrange(s.Place, title, s.tools)
	screen.Reads(s.Frame, s.read, s.show)
	return s
}

// ShowFigures shows the figures.
func (s *Screen) ShowFigures() {
	s.Turn(tabFigures)
}

// ShowAsked shows what the cluster asks for.
func (s *Screen) ShowAsked() {
	s.Turn(tabAsked)
}

// ShowTogether shows what all units answered, side by side.
func (s *Screen) ShowTogether() {
	s.Turn(tabTogether)
}

// reading is one look at the data, taken away from the window.
type reading struct {
	me           book.Me
	season       *book.Season
	period       emulation.Period
	figures      []sheet.Indicator // of the own unit for the period
	asked        []yearroom.Figure // by the cluster
	people       []yearroom.UnitHeadcount
	programmes   []yearroom.UnitProgramme
	activities   []yearroom.UnitActivity
	initiatives  []yearroom.UnitAchievement
	exemplars    []yearroom.UnitAchievement
	movements    []yearroom.LaunchedMovement
	persons      []yearroom.AwardToPersons
	shortcomings []yearroom.ToldShortcoming
	report       book.Access // to what units report
	ofCluster    book.Access // to what the cluster reports of itself
	told         rights      // to what is told beside figures
}

// own says whether a unit is that of this desk.
func (r *reading) own(unit emulation.ID) bool {
	return r.me.Subject == emulation.SubjectUnit && r.me.Unit.ID == unit
}

// closed says why nothing can be typed; "" where it can.
func (r *reading) closed() string { return r.closedTo(r.report) }

func (r *reading) closedTo(right book.Access) string {
	switch {
	case r.me.Subject != emulation.SubjectUnit:
		return text.T("running.no-own-unit")
	case !right.OK:
		return text.T("ui.running.closed", "why", right.Why)
	}
	return ""
}

func (s *Screen) read(r *reading) error {
	r.period = s.periods.now.Get()
	return screen.All(
		screen.Look(&r.me, s.ws.Me),
		screen.Look(&r.season, s.ws.Season),
		func() (err error) { r.report, err = s.ws.Access(record.Activity.AnyField, r.me.Unit.ID); return },
		func() (err error) {
			if r.me.Subject == emulation.SubjectUnit {
				r.figures, err = sheet.At(s.ws).Indicators(string(r.period))
			}
			return
		},
		screen.Look(&r.asked, s.room.Figures),
		screen.Look(&r.people, s.room.Headcounts),
		screen.Look(&r.programmes, s.room.Programmes),
		func() (err error) {
			r.ofCluster, err = s.ws.Access(record.Activity.AnyField, r.season.Cluster.ID)
			return
		},
		func() (err error) { r.told.own, err = s.ws.Access(record.Movement.AnyField, r.me.Unit.ID); return },
		func() (err error) {
			r.told.ofCluster, err = s.ws.Access(record.Movement.AnyField, r.season.Cluster.ID)
			return
		},
		screen.Look(&r.activities, s.room.Activities),
		screen.Look(&r.movements, s.room.Movements),
		screen.Look(&r.persons, s.room.PersonAwards),
		screen.Look(&r.shortcomings, s.room.Shortcomings),
		func() (err error) { r.initiatives, err = s.room.Achievements(yearroom.Initiative); return },
		func() (err error) { r.exemplars, err = s.room.Achievements(yearroom.Exemplar); return },
	)
}

func (s *Screen) show(r *reading) {
	if r.period != s.periods.now.Get() {
		return // another period was chosen meanwhile; its reading follows
	}
	first := !s.Shown()
	s.periods.show(r)
	missing := 0
	for i := range r.figures {
		if r.figures[i].Missing() {
			missing++
		}
	}
	s.Tabs.SetCount(tabFigures, missing)
	s.Tabs.SetCount(tabAsked, owed(r))
	s.ShowPages(r)
	if first && r.me.Subject != emulation.SubjectUnit && s.Tabs.Chosen() == tabFigures {
		s.Turn(tabProgramme)
	}
	s.Show()
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
		s.Ask.Drop()
		s.Wrote(nil)
	})
}

// withdraw asks whether something goes off its list: what emptying its name means.
func (s *Screen) withdraw(t *grid.Register, key, name string, what func() error) {
	t.Drop(key)
	s.Confirm(text.T("ui.running.withdraw.sure", "name", name), text.T("ui.running.withdraw"), func() { s.write(t, key, what) })
}
