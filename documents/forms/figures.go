package forms

import (
	"slices"
	"strings"
	"unicode/utf8"

	"thidua/documents"
	"thidua/emulation"
	"thidua/workspace/year"
)

// together are the figures the cluster asked for as reports tell them, a line each: "Học sinh giỏi quốc gia: 189 thí sinh".
func together(asked []year.Figure) []string {
	var lines []string
	for i := range asked {
		m := asked[i].Message()
		if m.Key == "" {
			continue
		}
		line := say("figures.line", "name", asked[i].Name, "figure", onPaper(m))
		if n := asked[i].Doubts(); n > 0 {
			line = say("figures.doubtful", "line", line, "count", number(n))
		}
		lines = append(lines, line)
	}
	return lines
}

// onPaper is what units come to as papers write it: how many of them it rests on with two digits, as any number of units.
func onPaper(m emulation.Message) string {
	args := map[string]any{}
	for name, v := range m.Args {
		if n, count := v.(int); count {
			v = number(n)
		}
		args[name] = v
	}
	return words(emulation.Message{Key: m.Key, Args: args})
}

// What a table has room for beside one another: figures, and units as narrow columns under short names, in letters.
const (
	figuresAbreast = 5
	unitsAbreast   = 7
	narrowName     = 24
)

// figureTable is what every unit answered: a row for each unit, or for each figure where there are many; then the units have columns, or share one where
// they are many too.
func (x *report) figureTable() {
	asked := x.year.Of.Figures
	if len(asked) == 0 {
		return
	}
	switch {
	case len(asked) <= figuresAbreast:
		x.unitRows(asked)
	case len(asked[0].Answers) <= unitsAbreast && !slices.ContainsFunc(asked[0].Answers, wide):
		x.figureGrid(asked)
	default:
		x.figureRows(asked)
	}
	if alone := x.alone(asked); len(alone) > 0 {
		x.add(note(say("figures.alone", "units", strings.Join(alone, ", "))))
	}
	for i := range asked {
		for _, a := range asked[i].Answers {
			for _, d := range a.Doubts {
				x.add(note(say("figures.doubt", "name", asked[i].Name, "unit", x.called.name(a.Unit), "doubt", words(d))))
			}
		}
	}
}

// alone are the units of which a figure is taken from a sheet that nobody verified yet.
func (x *report) alone(asked []year.Figure) (units []string) {
	for i := range asked {
		for _, a := range asked[i].Answers {
			if name := x.called.name(a.Unit); a.From == year.FromSheet && a.Alone && !slices.Contains(units, name) {
				units = append(units, name)
			}
		}
	}
	return units
}

// unitRows has a column for each figure, under which stands what the units come to, and came to a season before.
func (x *report) unitRows(asked []year.Figure) {
	columns := []reportColumn{prose("unit", 50)}
	var rows []documents.Row
	sum := row(say("figures.cluster"))
	sum.Kind = documents.TotalRow
	then, compared := row(say("report.column.year-before")), false
	then.Kind = documents.TotalRow
	for i := range asked {
		c := short("", 24)
		c.title = measured(&asked[i])
		columns = append(columns, c)
		sum.Cells = append(sum.Cells, documents.Cell{Text: onPaper(asked[i].Message())})
		before := asked[i].MessageBefore()
		then.Cells, compared = append(then.Cells, documents.Cell{Text: onPaper(before)}), compared || before.Key != ""
	}
	for j := range asked[0].Answers {
		r := row(x.called.name(asked[0].Answers[j].Unit))
		for i := range asked {
			r.Cells = append(r.Cells, documents.Cell{Text: answered(&asked[i].Answers[j], "")})
		}
		rows = append(rows, r)
	}
	rows = append(rows, sum)
	if compared {
		rows = append(rows, then)
	}
	x.tabled("figures-by-unit", columns, rows...)
}

// wide reports whether a unit's name is too long to head a narrow column.
func wide(a year.Answer) bool { return utf8.RuneCountInString(a.Unit.Label()) > narrowName }

// measured is a figure with what it is measured in, as it heads a column or a row.
func measured(f *year.Figure) string {
	if f.Measure == "" {
		return f.Name
	}
	return say("figures.column", "name", f.Name, "measure", f.Measure)
}

// figureGrid has a row for each figure and a column for each unit.
func (x *report) figureGrid(asked []year.Figure) {
	columns := []reportColumn{prose("figure", 38)}
	for _, a := range asked[0].Answers {
		c := short("", 13)
		c.title = a.Unit.Label()
		columns = append(columns, c)
	}
	columns = append(columns, short("together", 22), short("year-before", 20))
	var rows []documents.Row
	for i := range asked {
		f := &asked[i]
		r := row(measured(f))
		for j := range f.Answers {
			r.Cells = append(r.Cells, documents.Cell{Text: answered(&f.Answers[j], "")})
		}
		r.Cells = append(r.Cells, documents.Cell{Text: onPaper(f.Message())}, documents.Cell{Text: onPaper(f.MessageBefore())})
		rows = append(rows, r)
	}
	x.tabled("figures-by-unit", columns, rows...)
}

// figureRows has a row for each figure, with all units in a cell.
func (x *report) figureRows(asked []year.Figure) {
	var rows []documents.Row
	for i := range asked {
		f := &asked[i]
		units := emulation.Map(f.Answers, func(a year.Answer) string {
			return say("figures.line", "name", a.Unit.Label(), "figure", answered(&a, f.Measure))
		})
		rows = append(rows, row(f.Name, onPaper(f.Message()), strings.Join(units, "; "), onPaper(f.MessageBefore())))
	}
	x.tabled("figures-by-unit", []reportColumn{prose("figure", 45), prose("together", 28), prose("by-unit", 70), prose("year-before", 25)}, rows...)
}

// answered is what a unit said, in a cell or a line; who has said nothing is named as such.
func answered(a *year.Answer, measure string) string {
	switch {
	case a.From != "":
		return words(emulation.Measured(a.Figure, measure))
	case a.NA:
		return say("figures.na")
	case !a.Waits():
		return words(emulation.Say("figure.two"))
	}
	return say("figures.waits")
}
