package forms

import (
	"strings"

	"thidua/documents"
	"thidua/emulation"
	"thidua/workspace/year"
)

// together are the figures the cluster asked for as reports tell them, a line each: "Học sinh giỏi quốc gia: 189 thí sinh".
func together(asked []year.Figure) []string {
	var lines []string
	for i := range asked {
		if m := asked[i].Message(); m.Key != "" {
			lines = append(lines, say("figures.line", "name", asked[i].Name, "figure", words(m)))
		}
	}
	return lines
}

// inventedFigure says whether a figure, or an answer to it, was invented.
func inventedFigure(f year.Figure) bool {
	for _, a := range f.Answers {
		if a.Own.Illustrative && a.From == year.FromOwn {
			return true
		}
	}
	return f.Illustrative
}

// figuresAbreast is how many figures a table has room for beside one another.
const figuresAbreast = 5

// figureTable is what every unit answered: a row for each unit, or for each figure where there are many.
func (x *report) figureTable() {
	asked := x.year.Of.Figures
	if len(asked) == 0 {
		return
	}
	if len(asked) > figuresAbreast {
		x.figureRows(asked)
	} else {
		x.unitRows(asked)
	}
	for i := range asked {
		for _, a := range asked[i].Answers {
			for _, d := range a.Doubts {
				x.add(note(say("figures.doubt", "name", asked[i].Name, "unit", x.called.name(a.Unit), "doubt", words(d))))
			}
		}
	}
}

// unitRows has a column for each figure, under which stands what the units come to.
func (x *report) unitRows(asked []year.Figure) {
	columns := []reportColumn{prose("unit", 50)}
	var rows []documents.Row
	sum := row(say("figures.cluster"))
	sum.Kind = documents.TotalRow
	for i := range asked {
		c := short("", 24)
		c.title = asked[i].Name
		if asked[i].Measure != "" {
			c.title = say("figures.column", "name", asked[i].Name, "measure", asked[i].Measure)
		}
		columns = append(columns, c)
		sum.Cells = append(sum.Cells, documents.Cell{Text: words(asked[i].Message())})
	}
	for j := range asked[0].Answers {
		r := row(x.called.name(asked[0].Answers[j].Unit))
		for i := range asked {
			r.Cells = append(r.Cells, documents.Cell{Text: answered(&asked[i].Answers[j], "")})
		}
		rows = append(rows, r)
	}
	x.tabled("figures-by-unit", columns, append(rows, sum)...)
}

// figureRows has a row for each figure, with all units in a cell.
func (x *report) figureRows(asked []year.Figure) {
	var rows []documents.Row
	for i := range asked {
		f := &asked[i]
		units := emulation.Map(f.Answers, func(a year.Answer) string {
			return say("figures.line", "name", a.Unit.Label(), "figure", answered(&a, f.Measure))
		})
		rows = append(rows, row(f.Name, words(f.Message()), strings.Join(units, "; "), words(f.MessageBefore())))
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
	}
	return say("figures.waits")
}
