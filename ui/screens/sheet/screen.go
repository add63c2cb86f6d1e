package sheet

import (
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/ui/board"
	"thidua/ui/bridge"
	"thidua/ui/screen"
	"thidua/ui/text"
	"thidua/ui/widgets"
	"thidua/workspace"
	"thidua/workspace/book"
	"thidua/workspace/pledge"
	"thidua/workspace/sheet"
)

// Hooks lead out of the screen.
type Hooks struct {
	screen.Hooks
	board.Viewer
	Print func(unit emulation.ID) // print this unit's sheet and open the paper

	Picture func() ([]byte, error) // the picture on the clipboard as a PNG file, nil where there is none; called away from the window; nil: no clipboard is known
}

// Screen is the sheet screen.
type Screen struct {
	*screen.Frame

	ws     *workspace.Workspace
	hooks  Hooks
	board  *board.Board
	side   *side
	head   *head
	detail *detail
	layout *sideLayout

	target   bridge.Shared[emulation.ID] // whose sheet is asked for; zero is the own one
	wanted   string                      // a criterion to go to once the sheet is shown; "" for none
	saves    bridge.Saves
	taking   int     // evidence is being taken, so many times
	drafting content // the cell whose open editor was drafted, and what it held before
	sealing  func()  // stops the timer that seals; nil while nothing waits for it
}

// New makes the screen; it shows something once Refresh was called.
func New(host bridge.Host, ws *workspace.Workspace, hooks Hooks) *Screen {
	s := &Screen{Frame: screen.NewFrame(host, hooks.Hooks), ws: ws, hooks: hooks}
	host.Holds.Add(func() bool { return s.taking > 0 })
	s.side = &side{screen: s, typed: board.Held[string]{}, answers: board.Held[string]{}}
	s.board = board.New(s.Frame, s.side, 160, nil, text.T("ui.sheet.filter.not-scored"), text.T("ui.sheet.filter.no-evidence"),
		text.T("ui.sheet.filter.invalid"), text.T("ui.explain.filter"))
	s.board.Offer(unanswered, false)
	s.Keyboard = s.board.Keyboard
	s.head = newHead(s)
	s.detail = newDetail(s)
	s.listen()
	g := s.board.Grid
	if hooks.Picture != nil {
		g.OnNoText = s.Paste
	}
	s.layout = &sideLayout{table: g, side: s.detail.panel}
	details := widgets.NewQuietButton(text.T("ui.sheet.details"), fynetheme.InfoIcon(), func() { s.layout.toggle(); s.board.Repaint() })
	s.board.Table = widgets.Frame(nil, s.board.Why, nil, nil, container.New(s.layout, g, s.detail.panel))
	s.Arrange(s.board.Body, s.head.title, s.board.Tools(widgets.Flow(10, s.head.Totals, details)))
	s.Show()
	screen.Reads(s.Frame, s.read, s.show, s.failed)
	return s
}

// listen connects what only this side does with the table.
func (s *Screen) listen() {
	g, result := s.board.Grid, func(col int) bool { return s.board.Column(col) == board.ColumnResult }
	g.Ticks = s.Every
	g.OnEditing = func(row, col int, text string) {
		if result(col) {
			s.draft(row, text)
		}
	}
	g.OnAbandon = func(row, col int) {
		if result(col) {
			s.abandon(row)
		}
	}
}

// Leave saves and signs what was typed; it is called when another screen is shown and when the window closes.
func (s *Screen) Leave() {
	s.Frame.Leave()
	s.Keep()
}

// Keep saves and signs what was typed.
func (s *Screen) Keep() {
	s.board.Grid.Commit()
	s.seal()
}

// Choose asks for another unit's sheet; a zero id is the own one.
func (s *Screen) Choose(unit emulation.ID) {
	s.Keep()
	s.target.Set(unit)
	s.board.Begin()
	s.Refresh()
}

// GoTo goes to a criterion of the own sheet, as soon as that is shown.
func (s *Screen) GoTo(code string) {
	s.wanted = code
	s.Choose(emulation.ID{})
}

// reading is one look at the data, taken away from the window.
type reading struct {
	board.Reading
	me     book.Me
	season *book.Season
	asked  emulation.ID
	unit   emulation.ID // whose sheet; zero if there is none

	entered *pledge.Entered // the own sheet, where others entered it on behalf of the unit
}

func (s *Screen) read(r *reading) error {
	r.Reached, r.asked = s.saves.Reached(), s.target.Get()
	if err := screen.All(screen.Look(&r.me, s.ws.Me), screen.Look(&r.season, s.ws.Season)); err != nil {
		return err
	}
	of := s.ws.In(book.PeriodSeason)
	r.unit = r.asked
	if r.unit.IsZero() && r.me.Subject == emulation.SubjectUnit {
		r.unit = r.me.Unit.ID
	}
	if r.unit.IsZero() {
		return r.readFirst(of)
	}
	err := r.Read(of, r.unit)
	if err == nil && r.Sheet.Own && r.Sheet.OnBehalf != nil {
		var entered []pledge.Entered
		entered, err = pledge.At(s.ws).Entered(r.unit)
		r.entered = emulation.Find(entered, func(e *pledge.Entered) bool { return e.What == record.Sheet.Kind })
	}
	return err
}

// readFirst reads the first sheet that was handed in, as an office's desk begins with it.
func (r *reading) readFirst(of workspace.Sheets) error {
	none := error(emulation.Errorf(emulation.NotFound, "workspace.no-members", "cluster", r.season.Cluster.Info.Name))
	for _, u := range r.season.Cluster.Members {
		if _, none = sheet.Over(of).Sheet(u.ID); none == nil {
			r.unit = u.ID
			return r.Read(of, u.ID)
		}
	}
	return none
}

// show puts a reading on screen, unless another unit was chosen meanwhile.
func (s *Screen) show(r *reading) {
	if r.asked != s.target.Get() {
		return
	}
	s.head.show(r)
	s.side.show(r)
	s.board.Show(&r.Reading)
	if s.wanted != "" {
		if s.board.Place(s.wanted) < 0 {
			s.board.Filter(board.All)
		}
		s.board.Find.Go(s.wanted)
		s.wanted = ""
	}
}

// failed says why there is no sheet, with the next step.
func (s *Screen) failed(r *reading, err error) {
	if r.asked != s.target.Get() {
		return
	}
	s.head.clear(r)
	if emulation.KeyOf(err) == "workspace.sheet-not-here" {
		s.board.Empty(widgets.NewEmpty(fynetheme.DocumentIcon(), text.T("ui.sheet.absent.title"), text.Error(err), "", nil))
		return
	}
	s.board.Empty(widgets.NewEmpty(fynetheme.DocumentIcon(), text.T("ui.sheet.none.title"), text.Error(err), text.T("ui.again"), s.Refresh))
}

// sheet is the sheet that is shown, nil if there is none.
func (s *Screen) sheet() *sheet.Sheet {
	if s.board.Reading == nil {
		return nil
	}
	return s.board.Reading.Sheet
}
