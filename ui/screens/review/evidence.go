package review

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"thidua/emulation"
	"thidua/ui/board"
	"thidua/ui/bridge"
	"thidua/ui/text"
	"thidua/ui/widgets"
	"thidua/workspace/sheet"
)

// evidence is what the unit shows of a criterion, below the table: its files, and buttons that have those come which are not here.
type evidence struct {
	screen *Screen
	body   fyne.CanvasObject
	title  *widgets.Text
	note   *widgets.Paragraph
	files  *board.Proofs
	one    *widgets.Button // those of the criterion
	all    *widgets.Button // those of the sheet
	asks   *fyne.Container
	reader *bridge.Repaint
	about  bridge.Shared[shown]
}

// shown is a criterion of a sheet whose evidence is to be shown, and how many pieces the unit says there are.
type shown struct {
	target
	code   string
	claims int
}

func newEvidence(s *Screen) *evidence {
	e := &evidence{screen: s, title: widgets.NewText("", fynetheme.ColorNameForeground).Bold(), note: widgets.NewParagraph("").Quiet()}
	e.reader = bridge.NewRepaint(s.Queue, e.read)
	e.files = board.NewProofs(s.Frame, board.ProofsFrom{Open: sheet.At(s.ws).Open, Viewer: s.hooks.Viewer, Again: e.reader.Ask})
	e.one = widgets.NewButton("", fynetheme.DownloadIcon(), func() { e.ask(e.about.Get().code) })
	e.all = widgets.NewQuietButton(text.T("ui.review.evidence.all"), nil, func() { e.ask("") })
	e.asks = widgets.Row(6, nil, e.one, e.all)
	list := container.NewVScroll(widgets.Column(4, e.note, e.files.Body))
	e.body = widgets.Frame(widgets.NewPanel(e.title, "", 0, 0, 3), widgets.NewPanel(e.asks, "", 0, 0, 2), nil, nil, list)
	return e
}

// show tells of a line of the table; of nil, and of a group, nothing.
func (e *evidence) show(l *board.Line) {
	now := shown{}
	if r := e.screen.board.Reading; l != nil && l.Row.Criterion != nil && r != nil {
		now = shown{target{r.Sheet.Unit.ID, r.Sheet.Period}, l.Row.Code(), l.Row.Evidence}
	}
	e.title.Set(text.T("ui.sheet.evidence.count", "count", now.claims))
	e.files.About(now.unit.String() + now.period + now.code)
	if now != e.about.Get() {
		e.asks.Hide()
		e.note.Set("")
	}
	e.about.Set(now)
	if now.code != "" {
		e.reader.Ask()
	}
}

// read reads what is shown of the criterion that is asked for by then.
func (e *evidence) read() func() {
	about := e.about.Get()
	if about.code == "" {
		return nil
	}
	list, err := sheet.Over(e.screen.ws.In(about.period)).Shown(about.unit, about.code)
	return func() {
		switch {
		case about != e.about.Get():
		case err != nil:
			e.screen.Tell(widgets.Bad, text.Error(err))
		default:
			e.list(about, list)
		}
	}
}

func (e *evidence) list(about shown, list []sheet.Proof) {
	absent := emulation.Where(list, func(p sheet.Proof) bool { return p.Absent && !p.Asked })
	e.asks.Hidden = len(absent) == 0
	e.one.SetText(text.T("ui.review.evidence.one", "count", len(absent)))
	switch {
	case about.claims == 0:
		e.note.Set(text.T("ui.review.evidence.none"))
	case len(list) == 0:
		e.note.Set(text.T("ui.review.evidence.not-shown"))
	default:
		e.note.Set("")
	}
	e.note.Hidden = about.claims > 0 && len(list) > 0
	e.files.Show(about.unit.String()+about.period+about.code, list)
}

// ask has files come with the next exchange, which begins now if there is a line.
func (e *evidence) ask(code string) {
	about := e.about.Get()
	e.screen.Act("", func() error {
		files, err := sheet.Over(e.screen.ws.In(about.period)).AskFor(about.unit, code)
		if err == nil {
			e.screen.Later(func() {
				e.screen.Tell(widgets.Waiting, text.T("ui.review.evidence.asked", "count", files))
				e.reader.Ask()
				e.screen.hooks.Sync()
			})
		}
		return err
	})
}
