package season

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"thidua/emulation"
	"thidua/emulation/legal"
	"thidua/ui/bridge"
	"thidua/ui/text"
	"thidua/ui/widgets"
	"thidua/workspace"
)

// Workspace is what the screen needs of the open data.
type Workspace interface {
	Me() (workspace.Me, error)
	SeasonState() (*workspace.SeasonState, error)
	SeasonHistory() ([]workspace.StepTaken, error)
	Calendar() ([]workspace.CalendarLine, error)
	SetDeadline(step emulation.SeasonStep, date, reason string) error
	StepSeason(to emulation.SeasonStep, reason string) error
	StepBack(reason string) error
	SetSeasonInfo(info emulation.SeasonInfo) error
	SetPost(post emulation.Post, unit emulation.ID, how, by string) error
	EndPost(post emulation.Post, unit emulation.ID) error
	AppointChosen() error
	Documents() ([]workspace.SeasonDocument, error)
	SetDocument(id string, doc emulation.NumberedDocument) error
	Quotas() ([]workspace.FormQuota, error)
	SetQuota(form string, quota emulation.SeasonQuota) error
	AwardForms() ([]legal.Form, error)
	FindForm(text string) (legal.Form, error)
	NewSeason(cluster, label string, info emulation.SeasonInfo, from string) error
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

// Screen is the season screen.
type Screen struct {
	*widgets.Pages

	host   bridge.Host
	ws     Workspace
	hooks  Hooks
	reader *bridge.Repaint
	outer  *fyne.Container
	body   fyne.CanvasObject
	title  fyne.CanvasObject
	step   *widgets.Badge
	due    *widgets.Text
	notice *widgets.Notice
	ask    *widgets.Ask
	parts  []part
	begin  *widgets.Button
}

// The tabs in their order.
const (
	tabSteps = iota
	tabInfo
	tabPeople
	tabPapers
	tabQuotas
	tabHistory
)

// New makes the screen; it shows something once Refresh was called.
func New(host bridge.Host, ws Workspace, hooks Hooks) *Screen {
	s := &Screen{host: host, ws: ws, hooks: hooks, notice: widgets.NewNotice(), ask: widgets.NewAsk(text.T("ui.season.cancel")),
		step: widgets.NewBadge("", widgets.Info), due: widgets.NewText("", fynetheme.ColorNameForeground)}
	s.parts = []part{newSteps(s), newInfo(s), newPeople(s), newPapers(s), newQuotas(s), newHistory(s)}
	s.begin = widgets.NewQuietButton(text.T("ui.season.new"), fynetheme.ContentAddIcon(), nil)
	tabs := widgets.NewTabs(nil, text.T("ui.season.tab.steps"), text.T("ui.season.tab.info"), text.T("ui.season.tab.people"),
		text.T("ui.season.tab.papers"), text.T("ui.season.tab.quotas"), text.T("ui.season.tab.history"))
	s.title = widgets.NewTitleBar(text.T("ui.season.title"), widgets.Row(12, nil, s.step, s.due), s.begin)
	pages := make([]widgets.Page, len(s.parts))
	for i, p := range s.parts {
		pages[i] = widgets.Page{Content: p.content, Focus: p.focus, Keep: p.keep}
	}
	s.Pages = widgets.NewPages(host.Window, tabs, s.ask, func() bool { return len(s.outer.Objects) == 1 && s.outer.Objects[0] == s.body }, pages...)
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

// reading is one look at the data, taken away from the window.
type reading struct {
	me       workspace.Me
	state    *workspace.SeasonState
	history  []workspace.StepTaken
	calendar []workspace.CalendarLine
	papers   []workspace.SeasonDocument
	quotas   []workspace.FormQuota
	forms    []legal.Form // the awards of the law
	err      error
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

func (s *Screen) read() func() {
	var r reading
	for _, look := range []func() error{
		func() (err error) { r.me, err = s.ws.Me(); return },
		func() (err error) { r.state, err = s.ws.SeasonState(); return },
		func() (err error) { r.history, err = s.ws.SeasonHistory(); return },
		func() (err error) { r.calendar, err = s.ws.Calendar(); return },
		func() (err error) { r.papers, err = s.ws.Documents(); return },
		func() (err error) { r.quotas, err = s.ws.Quotas(); return },
		func() (err error) { r.forms, err = s.ws.AwardForms(); return },
	} {
		if r.err = look(); r.err != nil {
			break
		}
	}
	return func() { s.show(&r) }
}

func (s *Screen) show(r *reading) {
	if r.err != nil {
		if r.state == nil {
			s.replace(widgets.NewEmpty(fynetheme.CalendarIcon(), text.T("ui.season.none"), text.Error(r.err), text.T("ui.again"), s.Refresh))
			return
		}
		s.notice.Tell(widgets.Bad, text.Error(r.err))
		return
	}
	s.step.Set(text.Capital(stepName(r.state.Season.Step)), widgets.Info)
	sentence, state := dueSentence(r.state.Deadline)
	s.due.Set(sentence)
	s.due.SetColour(inks[state])
	s.begin.Hidden = !r.state.Mine
	s.begin.OnTapped = func() { s.beginNext(r.state.Season) }
	s.title.Refresh()
	for _, p := range s.parts {
		p.show(r)
	}
	s.Tabs.SetCount(tabPapers, len(r.papers))
	s.replace(s.body)
}

func (s *Screen) replace(o fyne.CanvasObject) {
	if len(s.outer.Objects) == 1 && s.outer.Objects[0] == o {
		return
	}
	s.outer.Objects = []fyne.CanvasObject{o}
	s.outer.Refresh()
	s.Focus()
}

// act carries out what a person decided away from the window and tells how it went.
func (s *Screen) act(done string, what func() error) {
	s.host.Queue.Go(func() func() {
		err := what()
		return func() { s.acted(done, err) }
	})
}

func (s *Screen) acted(done string, err error) {
	if err != nil {
		if emulation.CodeOf(err) == emulation.Conflict {
			s.notice.Offer(widgets.Bad, text.Error(err), text.T("ui.nav.syncing"), s.hooks.Decide)
		} else {
			s.notice.Tell(widgets.Bad, text.Error(err))
		}
		return
	}
	s.ask.Drop()
	s.notice.Tell(widgets.OK, done)
	s.hooks.Saved()
	s.Refresh()
}

// beginNext asks for the years of a new season and begins it from this one.
func (s *Screen) beginNext(from *workspace.Season) {
	s.ask.For(s.host.Window.Canvas(), text.T("ui.season.new.label", "season", from.Info.Name), text.T("ui.season.new.hint"), text.T("ui.season.new.do"), func(label string) {
		label = strings.ReplaceAll(label, "-", "–") // as labels are kept
		info := emulation.SeasonInfo{Name: strings.Replace(from.Info.Name, from.Label, label, 1)}
		if info.Name == from.Info.Name {
			info.Name = label
		}
		s.act(text.T("ui.season.new.done", "season", info.Name), func() error { return s.ws.NewSeason(from.Cluster.Code, label, info, from.Label) })
	})
}

// stepName is the name of a step; before the first there is none.
func stepName(step emulation.SeasonStep) string {
	if step == "" {
		return text.T("setup.not-begun")
	}
	return text.T("season." + string(step))
}
