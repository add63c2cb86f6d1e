package conference

import (
	"slices"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"thidua/emulation"
	"thidua/emulation/legal"
	"thidua/emulation/record"
	"thidua/ui/bridge"
	"thidua/ui/screen"
	"thidua/ui/text"
	"thidua/ui/theme"
	"thidua/ui/widgets"
	"thidua/workspace"
	"thidua/workspace/awards"
	"thidua/workspace/book"
	"thidua/workspace/conference"
	"thidua/workspace/season"
)

// Screen is the conference screen.
type Screen struct {
	*screen.Paged[reading]

	ws     *workspace.Workspace
	room   conference.Room
	title  fyne.CanvasObject
	facts  *widgets.Facts
	kinds  *widgets.Select
	kind   string                // of the conference that is shown
	asked  bridge.Shared[string] // the kind the next reading is to be of
	record *notes
	votes  *votes
	stage  *stage // nil: nothing is projected
}

// tabVotes is the number of the tab with the votes.
const tabVotes = 4

// New makes the screen; it shows something once Refresh was called.
func New(host bridge.Host, ws *workspace.Workspace, hooks screen.Hooks) *Screen {
	s := &Screen{Paged: screen.NewPaged[reading](host, hooks), ws: ws, room: conference.At(ws), facts: widgets.NewFacts()}
	s.Icon, s.None = theme.IconPeople.Resource(), text.T("ui.conference.none")
	s.asked.Set(emulation.ConferenceClosing)
	s.kinds = widgets.NewSelect(emulation.Map(conference.Conferences, kindName), nil)
	s.kinds.SetSelected(kindName(emulation.ConferenceClosing))
	s.kinds.OnChanged = func(string) { s.choose(conference.Conferences[s.kinds.SelectedIndex()]) }
	s.record = &notes{screen: s, held: map[string][]string{}}
	s.votes = newVotes(s)
	info, attendance, people, speeches, leaders, outcome := newInfo(s), newAttendance(s), newPeople(s), newSpeeches(s), newLeaders(s), newOutcome(s)
	host.Holds.Add(func() bool { return s.votes.form != nil || s.votes.side != nil || leaders.form != nil })
	s.Fill(
		screen.Listed(text.T("ui.conference.tab.info"), info.table, info.show),
		screen.Listed(text.T("ui.conference.tab.attendance"), attendance.table, attendance.show).In(attendance.all),
		screen.Listed(text.T("ui.conference.tab.people"), people.table, people.show),
		screen.Listed(text.T("ui.conference.tab.speeches"), speeches.table, speeches.show),
		screen.Page[reading]{Tab: text.T("ui.conference.tab.votes"), Content: s.votes.all, Show: s.votes.show, Focus: s.votes.focus, Keep: s.votes.keep},
		screen.Page[reading]{Tab: text.T("ui.conference.tab.leaders"), Content: leaders.place, Show: leaders.show},
		screen.Listed(text.T("ui.conference.tab.outcome"), outcome.table, outcome.show),
	)
	s.title = widgets.NewTitleBar(text.T("ui.conference.title"), s.facts, widgets.Flow(8,
		widgets.NewQuietButton(text.T("ui.stage.begin"), fynetheme.ViewFullScreenIcon(), s.Project), widgets.Wide(250, s.kinds)))
	s.Arrange(s.Place, s.title, widgets.NewToolbar(nil, s.Tabs))
	screen.Reads(s.Frame, s.read, s.show)
	return s
}

func kindName(kind string) string { return text.Capital(text.T("conference.kind." + kind)) }

// choose shows another conference; what was typed about this one is saved first.
func (s *Screen) choose(kind string) {
	s.Keep()
	s.Ask.Leave()
	s.Notice.Clear()
	s.asked.Set(kind)
	s.votes.leave()
	s.Refresh()
	if s.stage != nil {
		s.stage.reader.Ask()
	}
}

// reading is one look at the data, taken away from the window.
type reading struct {
	me         book.Me
	season     *book.Season
	conference *conference.Conference
	votes      []*conference.Vote // all of the season
	leaders    *conference.NextLeaders
	forms      []legal.Form
	regulation []season.FormDeciding            // how the cluster decides on awards
	may        map[*record.AnyField]book.Access // by kind of record
	ofCluster  book.Access                      // to what is said at a meeting by nobody of a unit
}

// ours are the votes of the conference that is shown; those that name none stand with the closing one.
func (r *reading) ours() []*conference.Vote {
	return slices.DeleteFunc(slices.Clone(r.votes), func(v *conference.Vote) bool {
		at := v.Question.Conference
		return at != r.conference.Kind && (at != "" || r.conference.Kind != emulation.ConferenceClosing)
	})
}

func (s *Screen) read(r *reading) error {
	r.may = map[*record.AnyField]book.Access{}
	may := func(field *record.AnyField) func() error {
		return func() (err error) { r.may[field], err = s.ws.Access(field, emulation.ID{}); return }
	}
	return screen.All(
		screen.Look(&r.me, s.ws.Me),
		screen.Look(&r.season, s.ws.Season),
		func() (err error) { r.conference, err = s.room.Conference(s.asked.Get()); return },
		screen.Look(&r.votes, s.room.Votes),
		screen.Look(&r.leaders, s.room.Leaders),
		screen.Look(&r.forms, awards.At(s.ws).OpenForms),
		screen.Look(&r.regulation, season.At(s.ws).Decidings),
		may(record.Conference.AnyField), may(record.Attendance.AnyField), may(record.Participants.AnyField), may(record.Vote.AnyField), may(record.Tally.AnyField), may(record.Chair.AnyField), may(record.Leaders.AnyField),
		func() (err error) {
			r.may[record.Speech.AnyField], err = s.ws.Access(record.Speech.AnyField, r.me.Unit.ID)
			return
		},
		func() (err error) {
			r.ofCluster, err = s.ws.Access(record.Speech.AnyField, r.season.Cluster.ID)
			return
		},
	)
}

func (s *Screen) show(r *reading) {
	c := r.conference
	if s.kind != c.Kind {
		s.record.held = map[string][]string{}
		s.kind = c.Kind
	}
	quorum := widgets.Fact{Name: text.T("ui.conference.present"), Value: text.T("ui.conference.of", "here", c.Present, "all", c.Members), State: widgets.Warn}
	if c.Quorate {
		quorum.State = widgets.OK
	}
	if !c.Taken {
		quorum = widgets.Fact{Name: text.T("ui.conference.present"), Value: text.T("ui.conference.not-taken")}
	}
	when := text.T("ui.conference.no-date")
	if c.Date != "" {
		when = text.Day(c.Date)
	}
	s.facts.Set(widgets.Fact{Name: text.T("ui.conference.date"), Value: when}, quorum)
	s.title.Refresh()
	s.record.show(r)
	s.ShowPages(r)
	open := 0
	for _, v := range r.ours() {
		if !v.Decided() {
			open++
		}
	}
	s.Tabs.SetCount(tabVotes, open)
	s.Show()
}

// wrote is told how a row was written: what is refused stands in its row already.
func (s *Screen) wrote(err error) {
	if err == nil {
		s.Notice.Clear()
	}
	s.Wrote(err)
}
