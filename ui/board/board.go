package board

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"thidua/emulation"
	"thidua/ui/grid"
	"thidua/ui/screen"
	"thidua/ui/text"
	"thidua/ui/widgets"
	"thidua/workspace/sheet"
)

// Board is the table of a sheet with what belongs to it, seen from one side. It shows the reading it was given last, with what was typed
// since on top.
type Board struct {
	Lines
	Frame *screen.Frame
	Grid  *grid.Grid
	Why   *widgets.WhyLine
	Moves *Moves
	Talk  *Talk
	Find  *Finder
	Table fyne.CanvasObject // the grid with what stands around it
	Body  *fyne.Container   // the table, or why there is none
	// Reading is what is shown, nil for nothing.
	Reading *Reading

	told    *told // nil for nothing
	side    Side
	filters *filters
	tools   fyne.CanvasObject // the filters and what stands beside them
	places  []Place
	columns []grid.Column
	begun   bool // a sheet is on screen
}

// told is said in place of what explains the selected line, until another is selected.
type told struct {
	state    widgets.State
	sentence string
}

// Tell says something in place of what explains the selected line, until another is selected.
func (b *Board) Tell(state widgets.State, sentence string) {
	b.told = &told{state, sentence}
	b.Look()
}

// All is the filter that shows every criterion.
const All = 0

// New makes an empty board in a frame; Tools and Table have to follow. names are the filters after All; find is how wide the field is that searches, at 100 %. right stands
// at the end of the line that explains, and may be nil.
func New(f *screen.Frame, side Side, find float32, right fyne.CanvasObject, names ...string) *Board {
	b := &Board{Frame: f, side: side, Why: widgets.NewWhyLine(right), Body: container.NewStack()}
	f.AskWith(text.T("ui.move.cancel"))
	f.Torn = func(err error) bool { return emulation.KeyOf(err) == "workspace.conflict-first" }
	b.Grid = grid.New(b)
	b.filters = newFilters(b.Filter, append([]string{text.T("ui.sheet.filter.all")}, names...)...)
	b.Moves, b.Talk, b.Find = &Moves{Row: widgets.Flow(6), board: b}, newTalk(b), newFinder(b, find)
	b.Grid.Later = f.Later
	b.Grid.OnSelect = func(int, int) {
		b.told = nil
		b.Look()
	}
	b.Grid.OnOpen = func(row, _ int) {
		if l := b.Line(row); l != nil && l.Row.Group == nil {
			side.Open(row, l)
		}
	}
	b.Grid.OnLocked = func(row, col int) {
		if l := b.Line(row); l != nil {
			if state, sentence := side.Locked(l, b.Column(col)); sentence != "" {
				b.Why.Set(state, sentence)
			}
		}
	}
	b.Grid.OnAllValid = func() { b.Why.Set(widgets.OK, text.T(grid.KeyAllValid)) }
	b.Grid.OnGoTo = b.Find.Focus
	b.Grid.OnUndo, b.Grid.OnRedo = f.Undo.Back, f.Undo.Again
	b.Grid.OnPreview = func(p grid.Preview) {
		if sentence := b.Grid.Sentence(&p); sentence != "" {
			b.Why.Set(p.State(), sentence)
			return
		}
		b.Look()
	}
	return b
}

// Tools makes the line of tools: the filters, more buttons, the field that searches, and right at its end.
func (b *Board) Tools(right fyne.CanvasObject, more ...fyne.CanvasObject) fyne.CanvasObject {
	b.tools = widgets.NewToolbar(right, append(append(b.filters.Buttons, more...), b.Find.Box)...)
	return b.tools
}

// Begin forgets the sheet that is shown: the next reading is of another, and is shown from its beginning.
func (b *Board) Begin() {
	b.begun = false
	b.Frame.Ask.Leave()
	b.Frame.Notice.Clear()
}

// Begun says whether a sheet is on screen.
func (b *Board) Begun() bool { return b.begun }

// Keyboard is what takes the keyboard.
func (b *Board) Keyboard() fyne.Focusable {
	if b.begun {
		return b.Grid
	}
	return nil
}

// Show puts a reading on screen.
func (b *Board) Show(r *Reading) {
	places := b.side.Places(r)
	other := !slices.Equal(places, b.places)
	if other {
		b.places, b.columns = places, nil
	}
	same := b.Reading != nil && b.Reading.Sheet.ID == r.Sheet.ID
	b.Reading = r
	if !b.Take(r.Sheet.Rows, same, b.write) {
		b.choose(b.filters.chosen)
	}
	switch {
	case !b.begun:
		b.begun = true
		b.choose(All)
		b.Grid.SetModel(b)
		widgets.Put(b.Body, b.Table)
		b.Stand(b.First(b.fits(b.side.First())))
		b.Frame.Focus()
	case other:
		b.Grid.Reload()
	default:
		b.Grid.Refresh()
	}
	b.mark()
	b.Look()
}

// Empty says in place of the table why there is none.
func (b *Board) Empty(why fyne.CanvasObject) {
	b.Grid.Commit()
	b.begun = false
	b.Clear()
	b.Reading, b.places, b.columns = nil, nil, nil
	b.Grid.SetModel(b)
	widgets.Put(b.Body, why)
}

// Repaint lays out again what stands around the table, and gives the keyboard back to it.
func (b *Board) Repaint() {
	b.Table.Refresh()
	b.Frame.Focus()
}

// Stand goes to the cell of a row that this side types into.
func (b *Board) Stand(row int) {
	col := ColumnCode
	if l := b.Line(row); l != nil {
		col = b.side.Entry(l)
	}
	b.Grid.Select(row, b.At(col))
}

// Lead goes to a criterion, whatever the filter hides.
func (b *Board) Lead(code string) {
	if b.Line(b.Place(code)) == nil {
		b.Filter(All)
	}
	b.Stand(b.Place(code))
	b.Frame.Focus()
}

// Look explains the selected line again.
func (b *Board) Look() {
	row, col := b.Grid.Selected()
	l := b.Line(row)
	b.side.Selected(l)
	switch {
	case l == nil:
		b.Why.Set(widgets.Neutral, "")
	case l.Row.Group != nil:
		r := l.Row
		b.Why.Set(widgets.Neutral, text.T("ui.sheet.why.group", "code", r.Code(), "name", r.Name(), "points", b.Points(r.Self), "max", Limit(r.Max)))
	default:
		b.Why.Set(b.side.Explain(l, b.Column(col)))
	}
	if b.told != nil {
		b.Why.Set(b.told.state, b.told.sentence)
	}
	if p := b.Grid.Waiting(); p != nil {
		b.Why.Set(p.State(), b.Grid.Sentence(p))
	}
}

// Derivation says how the unit's own figure of a criterion came about.
func (b *Board) Derivation(r *sheet.Row) string {
	why := text.T("ui.sheet.why.self", "code", r.Code(), "sentence", text.Say(b.Reading.Sheet.Self.Explain(r.Code())))
	switch {
	case r.Odd != nil && r.Sure:
		why += "  ·  " + text.T("sheet.confirmed", "what", text.Say(*r.Odd))
	case r.Odd != nil:
		why += "  ·  " + text.T("sheet.doubtful", "what", text.Say(*r.Odd))
	}
	return why
}

// Explanation is what the unit said to the first review of a criterion, "" if it agreed or said nothing.
func (b *Board) Explanation(r *sheet.Row) string {
	if e, ok := b.Reading.Explained[r.Code()]; ok && !e.Accepts {
		return text.T("ui.talk.explains", "text", e.Text)
	}
	return ""
}
