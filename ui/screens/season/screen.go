package season

import (
	"strings"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"thidua/emulation"
	"thidua/emulation/legal"
	"thidua/emulation/record"
	"thidua/ui/bridge"
	"thidua/ui/screen"
	"thidua/ui/text"
	"thidua/ui/widgets"
	"thidua/workspace"
	"thidua/workspace/awards"
	"thidua/workspace/book"
	"thidua/workspace/pledge"
	"thidua/workspace/season"
)

// Screen is the season screen.
type Screen struct {
	*screen.Paged[reading]

	ws    *workspace.Workspace
	room  season.Room
	title fyne.CanvasObject
	step  *widgets.Badge
	due   *widgets.Text
	begin *widgets.Button
}

// The numbers of the tabs with what the season rests on, and with the papers.
const (
	tabInfo   = 1
	tabPapers = 3
)

// New makes the screen; it shows something once Refresh was called.
func New(host bridge.Host, ws *workspace.Workspace, hooks screen.Hooks) *Screen {
	s := &Screen{Paged: screen.NewPaged[reading](host, hooks), ws: ws, room: season.At(ws), step: widgets.NewBadge("", widgets.Info),
		due: widgets.NewText("", fynetheme.ColorNameForeground)}
	s.Icon, s.None = fynetheme.CalendarIcon(), text.T("ui.season.none")
	steps, info, people, papers, quotas, history := newSteps(s), newInfo(s), newPeople(s), newPapers(s), newQuotas(s), newHistory(s)
	opinions := newOpinions(s)
	s.Fill(
		screen.Listed(text.T("ui.season.tab.steps"), steps.table, steps.show).In(steps.all),
		screen.Page[reading]{Tab: text.T("ui.season.tab.info"), Content: info.all, Show: info.show, Focus: info.focus, Keep: info.keep, Left: info.fields.Left},
		screen.Listed(text.T("ui.season.tab.people"), people.table, people.show),
		screen.Listed(text.T("ui.season.tab.papers"), papers.table, papers.show),
		screen.Listed(text.T("ui.season.tab.opinions"), opinions.table, opinions.show),
		screen.Listed(text.T("ui.season.tab.quotas"), quotas.table, quotas.show),
		screen.Listed(text.T("ui.season.tab.history"), history.table, history.show),
	)
	s.begin = widgets.NewQuietButton(text.T("ui.season.new"), fynetheme.ContentAddIcon(), nil)
	s.title = widgets.NewTitleBar(text.T("ui.season.title"), widgets.Flow(12, s.step, s.due), s.begin)
	s.Arrange(s.Place, s.title, widgets.NewToolbar(nil, s.Tabs))
	screen.Reads(s.Frame, s.read, s.show, s.failed)
	return s
}

// reading is one look at the data, taken away from the window.
type reading struct {
	me       book.Me
	state    *season.SeasonState
	history  []season.StepTaken
	calendar []season.CalendarLine
	papers   []season.SeasonDocument
	quotas   []season.FormQuota
	forms    []legal.Form // the awards of the law
	opinions []pledge.CriteriaOpinion
	opine    book.Access // to what the own unit says of the criteria
	answer   book.Access // to what is answered
}

// office says whether this is the standing office's desk: posts and quotas are its own.
func (r *reading) office() bool { return r.me.Subject == emulation.SubjectOffice }

// officeName is what the standing office is called; one without a name goes by what it is.
func (r *reading) officeName() string {
	if r.me.Office == "" {
		return text.T("actor.office")
	}
	return r.me.Office
}

// formName is what the law calls an award; one it does not know goes by its id.
func (r *reading) formName(id string) string {
	for _, f := range r.forms {
		if f.ID == id {
			return f.Name
		}
	}
	return id
}

func (s *Screen) read(r *reading) error {
	return screen.All(screen.Look(&r.me, s.ws.Me), screen.Look(&r.state, s.room.SeasonState), screen.Look(&r.history, s.room.SeasonHistory),
		screen.Look(&r.calendar, s.room.Calendar), screen.Look(&r.papers, s.room.Documents), screen.Look(&r.quotas, s.room.Quotas),
		screen.Look(&r.forms, awards.At(s.ws).OpenForms),
		func() (err error) { r.opinions, err = pledge.At(s.ws).Opinions(0); return },
		func() (err error) { r.opine, err = s.ws.Access(record.Opinion.Text.AnyField, r.me.Unit.ID); return },
		func() (err error) { r.answer, err = s.ws.Access(record.Opinion.Answer.AnyField, r.me.Unit.ID); return })
}

// failed keeps what is on screen where the season itself could be read.
func (s *Screen) failed(r *reading, err error) {
	if r.state == nil {
		s.Missing(err)
		return
	}
	s.Tell(widgets.Bad, text.Error(err))
}

func (s *Screen) show(r *reading) {
	s.step.Set(text.Capital(stepName(r.state.Season.Step)), widgets.Info)
	sentence, state := dueSentence(r.state.Deadline)
	s.due.Set(sentence)
	s.due.SetColour(inks[state])
	s.begin.Hidden = !r.state.Mine
	s.begin.OnTapped = func() { s.beginNext(r.state.Season) }
	s.title.Refresh()
	s.ShowPages(r)
	s.Tabs.SetCount(tabPapers, len(r.papers))
	s.Show()
}

// beginNext asks for the years of a new season and begins it from this one.
func (s *Screen) beginNext(from *book.Season) {
	s.AskFor(text.T("ui.season.new.label", "season", from.Info.Name), text.T("ui.season.new.hint"), text.T("ui.season.new.do"), func(label string) {
		label = strings.ReplaceAll(label, "-", "–") // as labels are kept
		info := emulation.SeasonInfo{Name: strings.Replace(from.Info.Name, from.Label, label, 1)}
		if info.Name == from.Info.Name {
			info.Name = label
		}
		s.Act(text.T("ui.season.new.done", "season", info.Name), func() error { return s.room.NewSeason(from.Cluster.Code, label, info, from.Label) })
	})
}

// stepName is the name of a step; before the first there is none.
func stepName(step emulation.SeasonStep) string { return text.Say(season.StepName(step)) }
