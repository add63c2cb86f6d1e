package running

import (
	"strings"

	"fyne.io/fyne/v2"

	"thidua/emulation"
	"thidua/emulation/decimal"
	"thidua/ui/grid"
	"thidua/ui/text"
	"thidua/ui/widgets"
	"thidua/workspace/book"
	yearroom "thidua/workspace/year"
)

// together is what the cluster asks for as one table: a figure to a line, with what the units come to, the years before, and every unit in a column, of
// which the own one is typed and pasted into. What is written is what stands under each figure in asked.
type together struct {
	screen *Screen
	t      *grid.Register
	known  []yearroom.Figure
	units  []book.Unit // of the columns: the own one first
	own    bool        // the first of them is that of this desk
	years  []string    // the seasons before, the latest first
}

// mostNamed is how many units that have not answered are named in a cell; more are counted there, and named below the table.
const mostNamed = 2

// togetherUnit is the column of the first unit: that of this desk.
const togetherUnit = 1

func newTogether(s *Screen) *together {
	g := &together{screen: s}
	g.t = grid.NewRegister(s.In("together"), nil, g.save, g.columns()...)
	g.t.Explain = g.explain
	return g
}

// columns are what stands in the table: the own unit, the cluster, the years before, and the other units.
func (g *together) columns() []grid.Column {
	figure := func(title string, width float32) grid.Column {
		return grid.Column{Title: title, Width: width, Align: fyne.TextAlignTrailing}
	}
	all := []grid.Column{{Title: text.T("ui.running.column.figure"), Width: 240, Stretch: true, Frozen: true, Wrap: true}}
	units := emulation.Map(g.units, func(u book.Unit) grid.Column { return figure(u.Label(), 130) })
	if g.own {
		all, units = append(all, units[0]), units[1:]
	}
	cluster := figure(text.T("ui.running.column.cluster"), 130)
	cluster.Wrap = true // a range, or from how many units
	all = append(all, cluster, figure(text.T("ui.running.column.least"), 88),
		figure(text.T("ui.running.column.median"), 88), figure(text.T("ui.running.column.most"), 88),
		grid.Column{Title: text.T("ui.running.column.missing"), Width: 170, Wrap: true})
	for _, y := range g.years {
		all = append(all, figure(y, 110))
	}
	return append(all, units...)
}

func (g *together) show(r *reading) {
	g.known, g.units, g.own, g.years = r.asked, nil, false, nil
	for i := range r.season.Cluster.Members {
		if u := r.season.Cluster.Members[i]; r.own(u.ID) {
			g.units, g.own = append([]book.Unit{u}, g.units...), true
		} else {
			g.units = append(g.units, u)
		}
	}
	for i := range g.known {
		var years []string
		for f := g.known[i].Before; f != nil; f = f.Before {
			years = append(years, f.Label)
		}
		if len(years) > len(g.years) {
			g.years = years
		}
	}
	g.t.Arrange(g.columns()...)
	switch {
	case len(g.known) == 0:
		g.t.Hint = text.T("ui.running.asked.none")
	case g.own:
		g.t.Hint = text.T("ui.running.together.hint")
	default:
		g.t.Hint = text.T("ui.running.together.look")
	}
	g.t.ShowFrom(0, togetherUnit, emulation.Map(g.known, g.row)...)
}

// row is a figure with everything about it.
func (g *together) row(f yearroom.Figure) grid.TableRow {
	name := f.Name
	if f.Measure != "" {
		name = text.T("ui.running.together.measured", "name", f.Name, "measure", f.Measure)
	}
	cells := []grid.Cell{{Text: name}}
	units := emulation.Map(g.units, func(u book.Unit) grid.Cell { return g.cell(&f, u) })
	if g.own {
		cells, units = append(cells, units[0]), units[1:]
	}
	least, median, most := grid.Cell{}, grid.Cell{}, grid.Cell{}
	if c := &f.Combined; c.Count > 0 {
		least.Text, median.Text, most.Text = figureText(c.Least), figureText(c.Median), figureText(c.Most)
	}
	missing := grid.Cell{Text: text.T("ui.running.together.all"), Style: grid.Muted, State: grid.OK}
	switch list := f.Missing(); {
	case len(list) > mostNamed:
		missing = grid.Cell{Text: text.T("ui.running.together.several", "count", len(list)), State: grid.Pending}
	case len(list) > 0:
		missing = grid.Cell{Text: labels(list), State: grid.Pending}
	}
	cells = append(cells, grid.Cell{Text: said(f.Message()), Style: grid.Bold}, least, median, most, missing)
	now := &f
	for range g.years {
		c := grid.Cell{Style: grid.Muted}
		if now != nil && now.Before != nil {
			c.Text = said(now.MessageBefore())
			if why := said(now.Uncompared()); why != "" {
				c.State, c.Note = grid.Warn, text.Capital(why)
			}
			now = now.Before
		} else {
			now = nil
		}
		cells = append(cells, c)
	}
	return grid.TableRow{Key: f.Code, Cells: append(cells, units...)}
}

// cell is what a unit says of a figure.
func (g *together) cell(f *yearroom.Figure, u book.Unit) grid.Cell {
	x := f.Answer(u.ID)
	if x == nil {
		return grid.Cell{}
	}
	return answered(f, x, g.own && u.ID == g.units[0].ID)
}

// explain says of a unit's figure where it comes from and what it was, and of others what the cluster comes to and who is missing.
func (g *together) explain(row, col int) (widgets.State, string) {
	if row < 0 || row >= len(g.known) {
		return widgets.Neutral, ""
	}
	f := &g.known[row]
	if u, ok := g.unitAt(col); ok {
		if x := f.Answer(u.ID); x != nil && x.From != "" {
			said := []string{text.T("ui.running.together.unit", "unit", u.Label(), "value", emulation.Measured(x.Figure, f.Measure), "source", emulation.Say(x.Source()))}
			for now := f; now.Before != nil; now = now.Before {
				if then, ok := now.BeforeOf(u.ID); ok {
					said = append(said, text.T("ui.running.together.before", "season", now.Before.Label, "value", emulation.Measured(then, f.Measure)))
				}
			}
			return widgets.Neutral, strings.Join(append(said, emulation.NonEmpty(x.Own.AsOf, x.Own.Note)...), " ")
		}
	}
	if f.Combined.Count == 0 {
		return widgets.Neutral, text.T("ui.running.together.nobody", "name", f.Name)
	}
	least, median, most := f.Combined.Least, f.Combined.Median, f.Combined.Most
	words := text.T("ui.running.together.spread", "name", f.Name, "least", emulation.Measured(least, f.Measure), "least-units", labels(f.With(least)),
		"median", emulation.Measured(median, f.Measure), "most", emulation.Measured(most, f.Measure), "most-units", labels(f.With(most)),
		"count", f.Combined.Count, "units", len(f.Answers))
	if list := f.Missing(); len(list) > 0 {
		return widgets.Warn, words + " " + text.T("ui.running.together.missing", "names", labels(list))
	}
	return widgets.Neutral, words
}

// unitAt is the unit of a column; false of those of the cluster.
func (g *together) unitAt(col int) (u book.Unit, ok bool) {
	if g.own && col == togetherUnit {
		return g.units[0], true
	}
	others := g.units
	if g.own {
		others = g.units[1:]
	}
	at := col - (len(g.t.Columns()) - len(others)) // they stand at the end
	if at < 0 || at >= len(others) {
		return u, false
	}
	return others[at], true
}

// save gives the own unit's answer; an emptied cell takes it back.
func (g *together) save(code string, in []string) {
	s, x := g.screen, yearroom.NewAnswer{Code: code, Value: in[togetherUnit]}
	s.write(g.t, code, func() error { return s.room.Give(x) })
}

// labels are units by their short names.
func labels(units []book.Unit) string {
	return strings.Join(emulation.Map(units, book.Unit.Label), "; ")
}

func figureText(f decimal.Fraction) string { return f.Localise(text.Comma()) }
