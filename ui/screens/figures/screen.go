package figures

import (
	"cmp"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"thidua/emulation"
	"thidua/emulation/decimal"
	"thidua/emulation/record"
	"thidua/ui/bridge"
	"thidua/ui/grid"
	"thidua/ui/screen"
	"thidua/ui/text"
	"thidua/ui/theme"
	"thidua/ui/widgets"
	"thidua/vietnamese"
	"thidua/workspace"
	"thidua/workspace/book"
	yearroom "thidua/workspace/year"
)

// Screen is the table of the cluster's figures.
type Screen struct {
	*screen.Frame

	ws    *workspace.Workspace
	room  yearroom.Room
	t     *grid.Register
	facts *widgets.Facts
	known map[string]*yearroom.Figure
	me    book.Me
}

// The columns.
const (
	columnName = iota
	columnOwn
)

// New makes the screen; it shows something once Refresh was called.
func New(host bridge.Host, ws *workspace.Workspace, hooks screen.Hooks) *Screen {
	s := &Screen{Frame: screen.NewFrame(host, hooks), ws: ws, room: yearroom.At(ws), facts: widgets.NewFacts()}
	s.Icon, s.None = theme.IconChart.Resource(), text.T("ui.figures.none")
	s.t = grid.NewRegister(s.In("figures"), nil, s.save,
		grid.Column{Title: text.T("ui.figures.column.name"), Width: 200, Stretch: true, Frozen: true, Wrap: true},
		grid.Column{Title: text.T("ui.figures.column.own"), Width: 96, Align: fyne.TextAlignTrailing},
		grid.Column{Title: text.T("ui.figures.column.measure"), Width: 66},
		grid.Column{Title: text.T("ui.figures.column.cluster"), Width: 130, Align: fyne.TextAlignTrailing, Wrap: true},
		grid.Column{Title: text.T("ui.figures.column.least"), Width: 78, Align: fyne.TextAlignTrailing},
		grid.Column{Title: text.T("ui.figures.column.median"), Width: 78, Align: fyne.TextAlignTrailing},
		grid.Column{Title: text.T("ui.figures.column.most"), Width: 78, Align: fyne.TextAlignTrailing},
		grid.Column{Title: text.T("ui.figures.column.answered"), Width: 64, Align: fyne.TextAlignTrailing},
		grid.Column{Title: text.T("ui.figures.column.missing"), Width: 160, Wrap: true},
		grid.Column{Title: text.T("ui.figures.column.before"), Width: 100, Align: fyne.TextAlignTrailing, Wrap: true},
		grid.Column{Title: text.T("ui.figures.column.change"), Width: 74, Align: fyne.TextAlignTrailing},
	)
	s.t.Explain = s.explain
	s.Keyboard = func() fyne.Focusable { return s.t.Grid }
	s.Arrange(s.t.Content, widgets.NewTitleBar(text.T("ui.figures.title"), s.facts))
	screen.Reads(s.Frame, s.read, s.show)
	return s
}

// Keep commits what stands in an open editor.
func (s *Screen) Keep() { s.t.Keep() }

// Leave commits what stands in an open editor; it is called when another screen is shown and when the window closes.
func (s *Screen) Leave() {
	s.Frame.Leave()
	s.Keep()
}

// reading is one look at the data, taken away from the window.
type reading struct {
	me      book.Me
	figures []yearroom.Figure
	right   book.Access // to the own unit's answers
}

func (s *Screen) read(r *reading) error {
	return screen.All(screen.Look(&r.me, s.ws.Me), screen.Look(&r.figures, s.room.Figures),
		func() (err error) { r.right, err = s.ws.Access(record.Reported.AnyField, r.me.Unit.ID); return })
}

func (s *Screen) show(r *reading) {
	s.me, s.known = r.me, map[string]*yearroom.Figure{}
	open := r.me.Subject == emulation.SubjectUnit && r.right.OK
	var rows []grid.TableRow
	answered, asked := 0, 0
	for i := range r.figures {
		f := &r.figures[i]
		s.known[f.Code] = f
		rows = append(rows, s.row(f, open))
		answered += f.Combined.Count
		asked += f.Combined.Count + len(f.Missing())
	}
	s.t.Hint = text.T("ui.figures.hint")
	switch {
	case len(rows) == 0:
		s.t.Hint = text.T("ui.figures.nothing-asked")
	case r.me.Subject != emulation.SubjectUnit:
		s.t.Hint = text.T("ui.figures.look")
	case !open:
		s.t.Hint = text.T("ui.figures.closed", "why", r.right.Why)
	}
	state := widgets.OK
	if answered < asked {
		state = widgets.Waiting
	}
	s.facts.Set(widgets.Fact{Name: text.T("ui.figures.asked"), Value: text.T("ui.tasks.number", "count", len(rows))},
		widgets.Fact{Name: text.T("ui.figures.answers"), Value: text.T("ui.figures.of", "count", answered, "all", asked), State: state})
	s.t.ShowFrom(0, columnOwn, rows...)
	s.Show()
}

// row is a figure with what the units come to.
func (s *Screen) row(f *yearroom.Figure, open bool) grid.TableRow {
	plain := func(d decimal.Fraction) grid.Cell {
		if f.Combined.Count == 0 {
			return grid.Cell{}
		}
		return grid.Cell{Text: d.Localise(text.Comma())}
	}
	missing := f.Missing()
	lacks := grid.Cell{Text: strings.Join(emulation.Map(missing, book.Unit.Label), ", "), Style: grid.Muted}
	if f.Late {
		lacks.State, lacks.Note, lacks.Style = grid.Warn, text.T("ui.figures.late", "day", text.Day(f.Until)), 0
	}
	change := grid.Cell{Style: grid.Muted}
	if d, ok := f.Change(); ok {
		change.Text = d.Signed(text.Comma())
	}
	count := text.T("ui.figures.of", "count", f.Combined.Count, "all", f.Combined.Count+len(missing))
	return grid.TableRow{Key: f.Code, Cells: []grid.Cell{{Text: f.Name}, s.own(f, open), {Text: f.Measure, Style: grid.Muted}, {Text: said(f.Message()), Style: grid.Bold},
		plain(f.Combined.Least), plain(f.Combined.Median), plain(f.Combined.Most), {Text: count}, lacks,
		{Text: said(f.MessageBefore()), Style: grid.Muted}, change}}
}

// own is the cell of the own unit's answer.
func (s *Screen) own(f *yearroom.Figure, open bool) grid.Cell {
	a := f.Answer(s.me.Unit.ID)
	switch {
	case s.me.Subject != emulation.SubjectUnit || a == nil:
		return grid.Cell{}
	case a.Entry.Conflict:
		return grid.Cell{Text: text.T("figure.two"), State: grid.Warn, Note: text.T("ui.season.conflict")}
	}
	c := grid.Cell{Editable: open}
	switch {
	case a.From != "":
		c.Text = a.Figure.Localise(text.Comma())
	case a.NA:
		c.Text, c.Style = text.T("ui.running.asked.na"), grid.Muted
	case open:
		c = grid.Hint(text.T("ui.running.figures.missing"))
		c.Editable, c.State = true, grid.Pending
	}
	if len(a.Doubts) > 0 {
		c.State, c.Note = grid.Warn, text.Capital(text.Say(a.Doubts[0]))
	}
	return c
}

// explain says who gave what, the most first.
func (s *Screen) explain(row, _ int) (widgets.State, string) {
	f := s.known[s.t.Key(row)]
	if f == nil {
		return widgets.Neutral, ""
	}
	given := emulation.Where(f.Answers, func(a yearroom.Answer) bool { return a.From != "" })
	slices.SortStableFunc(given, func(a, b yearroom.Answer) int {
		return cmp.Or(b.Figure.Cmp(a.Figure), vietnamese.Collate(a.Unit.Label(), b.Unit.Label()))
	})
	parts := emulation.Map(given, func(a yearroom.Answer) string {
		return text.T("ui.figures.gave", "unit", a.Unit.Label(), "value", a.Figure, "from", text.T(a.Source()))
	})
	if why := said(f.Uncompared()); why != "" {
		parts = append(parts, text.Capital(why))
	}
	return widgets.Neutral, strings.Join(append(parts, emulation.NonEmpty(f.Note)...), "  ·  ")
}

// save gives the own unit's answer; an emptied cell takes it back.
func (s *Screen) save(key string, in []string) {
	x := yearroom.NewAnswer{Code: key, Value: in[columnOwn]}
	s.t.Write(key, func() error { return s.room.Give(x) }, func(err error) {
		if err == nil {
			s.Wrote(nil) // what was refused stands in its row
		}
	})
}

// said is a sentence, "" where there is none.
func said(m emulation.Message) string {
	if m.Key == "" {
		return ""
	}
	return text.Say(m)
}
