package criteria

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/emulation/record"
	"thidua/ui/bridge"
	"thidua/ui/screen"
	"thidua/ui/text"
	"thidua/ui/widgets"
	"thidua/workspace"
	"thidua/workspace/book"
	"thidua/workspace/pledge"
	"thidua/workspace/season"
)

// Screen is the criteria screen.
type Screen struct {
	*screen.Paged[reading]

	ws       *workspace.Workspace
	room     season.Room
	title    fyne.CanvasObject
	facts    *widgets.Facts
	table    *table
	versions *versions
	draft    *draft
	imports  *imports
	reading  *reading
}

// The tabs in their order.
const (
	tabTable = iota
	tabVersions
	tabDraft
	tabImport
)

// New makes the screen; it shows something once Refresh was called.
func New(host bridge.Host, ws *workspace.Workspace, hooks screen.Hooks) *Screen {
	s := &Screen{Paged: screen.NewPaged[reading](host, hooks), ws: ws, room: season.At(ws), facts: widgets.NewFacts()}
	s.Icon, s.None = fynetheme.ListIcon(), text.T("ui.criteria.none")
	s.table, s.versions, s.draft = newTable(s), newVersions(s), newDraft(s)
	s.imports = newImports(s)
	s.Fill(
		screen.Listed(text.T("ui.criteria.tab.table"), s.table.register, s.table.show).In(s.table.all),
		screen.Listed(text.T("ui.criteria.tab.versions"), s.versions.list, s.versions.show).In(s.versions.all),
		screen.Page[reading]{Tab: text.T("ui.criteria.tab.draft"), Content: s.draft.all, Show: s.draft.show, Focus: s.draft.focus, Keep: s.draft.register.Keep, Left: s.draft.left},
		screen.Page[reading]{Tab: text.T("ui.criteria.tab.import"), Content: s.imports.all, Show: s.imports.show, Focus: s.imports.focus},
	)
	s.title = widgets.NewTitleBar(text.T("ui.criteria.title"), s.facts, s.draft.tools)
	which := widgets.Wide(230, s.table.which) // the toolkit paints the field itself anew with other colours
	tools := widgets.NewToolbar(which, s.Tabs)
	s.Arrange(s.Place, s.title, tools)
	s.Turned = func() {
		which.Hidden = s.Tabs.Chosen() != tabTable
		tools.Refresh()
		s.tellFacts()
	}
	s.draft.tools.Hide()
	screen.Reads(s.Frame, s.read, s.show)
	return s
}

// reading is one look at the data, taken away from the window.
type reading struct {
	me       book.Me
	season   *book.Season
	versions []season.VersionView
	shown    uint64        // the version that is shown; 0 = there is none
	set      *criteria.Set // of that version; nil where it cannot be read
	fault    error         // why not
	opinions []pledge.CriteriaOpinion
	write    book.Access // to versions
	adopt    book.Access // to which version is in force
	opine    book.Access // to what the own unit says of the criteria
	answer   book.Access // to what is answered
	pair     pair
	between  *season.CriteriaComparison // nil where there is nothing to compare
	apart    error                      // why two versions cannot be compared
}

// version is a version by its number; nil if it is not there.
func (r *reading) version(number uint64) *season.VersionView {
	return emulation.Find(r.versions, func(v *season.VersionView) bool { return v.Number == number })
}

// adopted says whether the season is past the step by which its criteria are adopted: changing them needs a reason from then on.
func (r *reading) adopted() bool {
	return emulation.SeasonReached(r.season.Step, emulation.SeasonAdopted)
}

func (s *Screen) read(r *reading) error {
	err := screen.All(
		screen.Look(&r.me, s.ws.Me),
		screen.Look(&r.season, s.ws.Season),
		screen.Look(&r.versions, s.room.CriteriaVersions),
		func() (err error) { r.opinions, err = pledge.At(s.ws).Opinions(0); return },
		func() (err error) { r.write, err = s.ws.Access(record.Criteria.AnyField, emulation.ID{}); return },
		func() (err error) { r.opine, err = s.ws.Access(record.Opinion.Text.AnyField, r.me.Unit.ID); return },
		func() (err error) {
			r.answer, err = s.ws.Access(record.Opinion.Answer.AnyField, r.me.Unit.ID)
			return
		},
		func() (err error) {
			r.adopt, err = s.ws.Access(record.Season.Criteria.AnyField, emulation.ID{})
			return
		})
	if err != nil {
		return err
	}
	r.shown = s.table.at.Get()
	if r.version(r.shown) == nil {
		r.shown = r.season.Version
	}
	if n := len(r.versions); r.shown == 0 && n > 0 {
		r.shown = r.versions[n-1].Number
	}
	if r.shown > 0 {
		r.set, r.fault = s.room.Criteria(r.shown)
	}
	r.pair = s.versions.pair.Get().in(r)
	if r.pair.before > 0 && r.pair.after > 0 {
		r.between, r.apart = s.room.CompareCriteria(r.pair.before, r.pair.after)
	}
	return nil
}

func (s *Screen) show(r *reading) {
	s.reading = r
	s.ShowPages(r)
	s.tellFacts()
	s.Show()
}

// tellFacts says in the title what is shown, and what can be done with it.
func (s *Screen) tellFacts() {
	r := s.reading
	if r == nil {
		return
	}
	set := r.set
	facts := []widgets.Fact{{Name: text.T("ui.criteria.fact.version"), Value: text.T("ui.criteria.fact.none"), State: widgets.Warn}}
	if v := r.version(r.season.Version); v != nil {
		facts[0] = widgets.Fact{Name: text.T("ui.criteria.fact.version"), Value: text.T("ui.criteria.version", "number", v.Number)}
	}
	drafting := s.Tabs.Chosen() == tabDraft && s.draft.now != nil && r.write.OK
	if drafting {
		set, facts = s.draft.now.Set, nil
	}
	if set != nil {
		sum := widgets.Fact{Name: text.T("ui.criteria.fact.sum"), Value: sumOf(set)}
		if full := set.Scale.Total; drafting && full != nil && !set.Maximum("").Equal(*full) {
			sum.Value, sum.State = text.T("ui.criteria.sum-of", "sum", set.Maximum(""), "scale", *full), widgets.Warn
		}
		facts = append(facts, widgets.Fact{Name: text.T("ui.criteria.fact.criteria"), Value: text.T("ui.criteria.count", "count", len(set.Criteria()))}, sum)
	}
	if drafting && len(s.draft.now.Faults) > 0 {
		facts = append(facts, widgets.Fact{Name: text.T("ui.criteria.fact.faults"), Value: text.T("ui.criteria.count", "count", len(s.draft.now.Faults)), State: widgets.Bad})
	}
	s.facts.Set(facts...)
	s.draft.tools.Hidden = !drafting
	s.title.Refresh()
}
