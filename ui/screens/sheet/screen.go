package sheet

import (
	"io"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"thidua/emulation"
	"thidua/ui/board"
	"thidua/ui/bridge"
	"thidua/ui/grid"
	"thidua/ui/text"
	"thidua/ui/widgets"
	"thidua/workspace"
)

// Workspace is what the screen needs of the open data.
type Workspace interface {
	Me() (workspace.Me, error)
	Season() (*workspace.Season, error)
	Sheet(unit emulation.ID) (*workspace.Sheet, error)
	EditCell(code, text string) error
	Seal() (int, error)
	Checklist() (workspace.Checklist, error)
	Submit() error
	In(period string) workspace.Sheets
	Evidence(code string) ([]workspace.Proof, error)
	AddEvidence(code, name string, r io.Reader) (workspace.Proof, error)
	OpenEvidence(id emulation.ID) (workspace.Proof, io.ReadCloser, error)
}

// Hooks lead out of the screen.
type Hooks struct {
	Print  func(unit emulation.ID)              // print this unit's sheet and open the paper
	Decide func()                               // show the questions that a person has to decide
	View   func(name string, r io.Reader) error // show a copy of a file with the system's viewer; called away from the window
	Saved  func()                               // something was put on disk; called inside the window
}

// Screen is the sheet screen.
type Screen struct {
	host  bridge.Host
	ws    Workspace
	hooks Hooks

	content fyne.CanvasObject
	body    *fyne.Container // the table, or why there is none
	table   fyne.CanvasObject
	head    *head
	notice  *widgets.Notice
	ask     *widgets.Ask
	stage   *board.Stage
	grid    *grid.Grid
	why     *widgets.WhyLine
	detail  *detail
	side    *sideLayout
	model   *model

	target   bridge.Shared[emulation.ID] // whose sheet is asked for; zero is the own one
	reader   *bridge.Repaint
	history  history
	saves    bridge.Saves
	drafting content // the cell whose open editor was drafted, and what it held before
	sealing  func()  // stops the timer that seals; nil while nothing waits for it
	shown    bool    // a table is on screen
	entered  bool    // this screen is the one people look at
}

// New makes the screen; it shows something once Refresh was called.
func New(host bridge.Host, ws Workspace, hooks Hooks) *Screen {
	s := &Screen{host: host, ws: ws, hooks: hooks}
	s.model = &model{screen: s}
	s.grid = grid.New(s.model)
	s.why = widgets.NewWhyLine(nil)
	s.notice = widgets.NewNotice()
	s.ask = widgets.NewAsk(text.T("ui.move.cancel"))
	s.stage = &board.Stage{Host: host, Ask: s.ask, Notice: s.notice, Keep: s.grid.Commit, Focus: s.focus, Show: s.lead, Decide: hooks.Decide, Done: s.done}
	s.head = newHead(s)
	s.detail = newDetail(s)
	s.head.find.In(&s.model.Lines, s.grid, columnResult, s.why, s.stage)
	s.listen()
	s.reader = bridge.NewRepaint(host.Queue, s.read)
	s.side = &sideLayout{table: s.grid, side: s.detail.panel}
	s.table = widgets.Frame(nil, s.why, nil, nil, container.New(s.side, s.grid, s.detail.panel))
	s.body = container.NewStack()
	s.content = widgets.Frame(widgets.Stack(s.head.title, s.head.tools, s.notice, s.ask), nil, nil, nil, s.body)
	return s
}

// listen connects the table's hooks.
func (s *Screen) listen() {
	s.grid.Ticks = s.host.Every
	s.grid.Later = s.host.Later
	s.grid.OnSelect = func(row, _ int) { s.selected(row) }
	s.grid.OnEditing = func(row, col int, text string) {
		if col == columnResult {
			s.draft(row, text)
		}
	}
	s.grid.OnAbandon = func(row, col int) {
		if col == columnResult {
			s.abandon(row)
		}
	}
	s.grid.OnOpen = func(row, _ int) { s.opened(row) }
	s.grid.OnLocked = func(row, _ int) { s.locked(row) }
	s.grid.OnUndo, s.grid.OnRedo = s.undo, s.redo
	s.grid.OnGoTo = s.head.find.Focus
	s.grid.OnPreview = s.previewed
}

// Content is what the window shows.
func (s *Screen) Content() fyne.CanvasObject { return s.content }

// Tell shows a sentence above the table.
func (s *Screen) Tell(state widgets.State, sentence string) { s.notice.Tell(state, sentence) }

// Refresh reads the sheet again; it may be called from any goroutine.
func (s *Screen) Refresh() { s.reader.Ask() }

// Enter gives the table the keyboard, as soon as there is one.
func (s *Screen) Enter() {
	s.entered = true
	if s.shown {
		s.focus()
	}
}

// focus asks the window itself: the table may not have been drawn yet, and does not know its window before.
func (s *Screen) focus() { s.host.Window.Canvas().Focus(s.grid) }

// toggleDetails shows or hides what stands beside the table.
func (s *Screen) toggleDetails() {
	s.side.toggle()
	s.table.Refresh()
	s.focus()
}

// Leave saves and signs what was typed; it is called when another screen is shown and when the window closes.
func (s *Screen) Leave() {
	s.entered = false
	s.Keep()
}

// Keep saves and signs what was typed.
func (s *Screen) Keep() {
	s.grid.Commit()
	s.seal()
}

// Choose asks for another unit's sheet; a zero id is the own one.
func (s *Screen) Choose(unit emulation.ID) {
	s.Keep()
	s.target.Set(unit)
	s.shown = false
	s.history = history{}
	s.notice.Clear()
	s.ask.Drop()
	s.Refresh()
}

// reading is one look at the data, taken away from the window.
type reading struct {
	me        workspace.Me
	season    *workspace.Season
	sheet     *workspace.Sheet
	unit      emulation.ID // whose sheet; zero if there is none
	asked     emulation.ID
	may       workspace.Reviewing
	explained map[string]workspace.ExplanationView
	reached   uint64 // number of the last save that was on disk before
	err       error
}

func (s *Screen) read() func() {
	r := reading{reached: s.saves.Reached(), asked: s.target.Get()}
	if r.me, r.err = s.ws.Me(); r.err == nil {
		r.season, r.err = s.ws.Season()
	}
	if r.err == nil {
		r.sheet, r.err = s.readSheet(&r)
	}
	if r.err == nil {
		r.err = s.readReview(&r)
	}
	return func() { s.show(r) }
}

// readReview reads what may be done with the sheet, and what its unit said to the reviews.
func (s *Screen) readReview(r *reading) (err error) {
	of := s.ws.In(r.sheet.Period)
	if r.may, err = of.Reviewing(r.unit); err == nil && r.sheet.Step != emulation.SheetDraft {
		r.explained, err = board.Explained(of, r.sheet)
	}
	return err
}

// readSheet reads the sheet that is asked for, else the own one, or of an office's desk the first that was handed in.
func (s *Screen) readSheet(r *reading) (*workspace.Sheet, error) {
	r.unit = r.asked
	if r.unit.IsZero() && r.me.Subject == emulation.SubjectUnit {
		r.unit = r.me.Unit.ID
	}
	if !r.unit.IsZero() {
		return s.ws.Sheet(r.unit)
	}
	var err error
	for _, u := range r.season.Cluster.Members {
		var sh *workspace.Sheet
		if sh, err = s.ws.Sheet(u.ID); err == nil {
			r.unit = u.ID
			return sh, nil
		}
	}
	return nil, err
}

// show puts a reading on screen, unless another unit was chosen meanwhile.
func (s *Screen) show(r reading) {
	if r.asked != s.target.Get() {
		return
	}
	s.head.show(&r)
	if r.err != nil {
		s.shown = false
		s.model.clear()
		s.grid.Reload()
		s.replace(s.absent(&r))
		return
	}
	other := s.model.show(&r)
	if !s.shown {
		s.shown = true
		s.model.choose(all)
		s.grid.SetModel(s.model)
		s.replace(s.table)
		first := s.model.First(notScored.fits)
		if s.model.Count(s.model.fits(unanswered)) > 0 {
			first = s.model.First(s.model.fits(unanswered))
		}
		s.grid.Select(first, s.model.entry(first))
		if s.entered {
			s.focus()
		}
	} else if other {
		s.grid.Reload()
	} else {
		s.grid.Refresh()
	}
	s.head.mark()
	row, _ := s.grid.Selected()
	s.selected(row)
}

func (s *Screen) replace(o fyne.CanvasObject) {
	if len(s.body.Objects) == 1 && s.body.Objects[0] == o {
		return
	}
	s.body.Objects = []fyne.CanvasObject{o}
	s.body.Refresh()
}
