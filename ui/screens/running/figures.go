package running

import (
	"strings"

	"fyne.io/fyne/v2"

	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/ui/grid"
	"thidua/ui/screen"
	"thidua/ui/text"
	"thidua/ui/widgets"
	"thidua/vietnamese"
	"thidua/workspace/sheet"
)

// figures is the table of the own unit's figures (số liệu) for a period.
type figures struct {
	screen *Screen
	t      *grid.Register
	period emulation.Period
	known  []sheet.Indicator
}

// The columns of the figures.
const (
	figureName = iota
	figureValue
	figureMeasure
	figureNeeds
	figureNote
	figureCode
)

func newFigures(s *Screen) *figures {
	f := &figures{screen: s}
	f.t = grid.NewRegister(s.In("figures"), nil, f.save,
		grid.Column{Title: text.T("ui.running.column.figure"), Width: 260, Stretch: true, Frozen: true, Wrap: true},
		grid.Column{Title: text.T("ui.running.column.value"), Width: 130, Align: fyne.TextAlignTrailing},
		grid.Column{Title: text.T("ui.running.column.measure"), Width: 110},
		grid.Column{Title: text.T("ui.running.column.needs"), Width: 120},
		grid.Column{Title: text.T("ui.running.column.note"), Width: 220},
		grid.Column{Title: text.T("ui.running.column.code"), Width: 150},
	)
	f.t.Explain = f.explain
	return f
}

func (f *figures) show(r *reading) {
	f.period, f.known = r.period, r.figures
	f.t.About(string(r.period))
	unit := r.me.Subject == emulation.SubjectUnit
	f.t.Hint = text.T("ui.running.figures.hint")
	if !unit {
		f.t.Hint = r.closed()
	}
	var rows []grid.TableRow
	for i := range r.figures {
		x := &r.figures[i]
		unit := unit && !x.Told // what the cluster was told is changed where it asks
		value := screen.Typable(text.Figure(x.Value), unit, x.Conflict)
		if x.Missing() && !x.Conflict {
			value = grid.Hint(text.T("ui.running.figures.missing"))
			value.State = grid.Pending
		}
		if odd, is := x.Odd(); is && value.State == grid.Plain {
			value.State, value.Note = grid.Warn, text.Capital(text.Say(odd))
		}
		needs := emulation.Map(x.Needs, func(c *criteria.Criterion) string { return c.Code })
		name := screen.Typable(x.Name, unit && !x.Conflict, false)
		if x.Name == "" {
			name = grid.Hint(text.T("ui.running.figures.name"))
			name.Editable = unit
		}
		rows = append(rows, grid.TableRow{Key: x.Code, Cells: []grid.Cell{name, value, screen.Typable(x.Measure, unit && !x.Conflict, false),
			{Text: strings.Join(needs, ", "), Style: grid.Muted}, screen.Typable(x.Note, unit && !x.Conflict, false), {Text: x.Code, Style: grid.Muted}}})
	}
	if unit {
		empty := grid.Cell{Editable: true}
		rows = append(rows, grid.NewRow(grid.Hint(text.T("ui.running.figures.add")), empty, empty, grid.Cell{}, empty, empty))
	}
	f.t.ShowFrom(0, figureValue, rows...)
}

// explain says what a figure is used for and who wrote it.
func (f *figures) explain(row, _ int) (widgets.State, string) {
	if row >= len(f.known) {
		return widgets.Neutral, ""
	}
	x := &f.known[row]
	if odd, is := x.Odd(); is {
		return widgets.Warn, text.Capital(text.Say(odd))
	}
	parts := emulation.Map(x.Needs, func(c *criteria.Criterion) string {
		return text.T("ui.running.figures.needed", "code", c.Code, "name", c.Name)
	})
	switch {
	case x.Told:
		parts = append(parts, text.T("figure.told"))
	case x.Cluster != "":
		parts = append(parts, text.T("figure.told-other", "value", text.Figure(x.Cluster)))
	}
	if x.Given {
		parts = append(parts, text.T("ui.running.by", "author", x.Author))
	}
	return widgets.Neutral, strings.Join(parts, "  ·  ")
}

// save writes a figure. A new one waits for its name and its value; its code is made from the name where none was typed.
func (f *figures) save(key string, in []string) {
	code := key
	if key == grid.KeyNew {
		if in[figureName] == "" || in[figureValue] == "" {
			f.t.Hold(key)
			return
		}
		if code = strings.TrimSpace(in[figureCode]); code == "" {
			code = codeOf(in[figureName])
		}
	}
	s, period := f.screen, f.period
	x := sheet.NewIndicator{Code: code, IndicatorValue: emulation.IndicatorValue{Value: in[figureValue], Measure: in[figureMeasure], Note: in[figureNote], Name: in[figureName]}}
	s.write(f.t, key, func() error { return sheet.At(s.ws).SetIndicators(string(period), x) })
}

// codeOf makes a code from a name: "Học sinh giỏi" is hoc_sinh_gioi.
func codeOf(name string) string {
	words := strings.FieldsFunc(vietnamese.Fold(name), func(c rune) bool { return (c < 'a' || c > 'z') && (c < '0' || c > '9') })
	return strings.Join(words, "_")
}
