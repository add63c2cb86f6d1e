package main

import (
	"fmt"
	"io"

	"thidua/emulation/criteria"
	"thidua/emulation/scoring"
	"thidua/internal/phrase"
)

// reasons are the sentences about a unit's place and class, and about what a gate closes to it.
func (a *App) reasons(r *scoring.Result, u *scoring.UnitResult) []string {
	var out []string
	for _, m := range r.ExplainPlace(u) {
		out = append(out, phrase.Render(a.lang, m))
	}
	for _, b := range u.Blocked {
		out = append(out, phrase.Render(a.lang, b.Message(a.award(b.Award))))
	}
	return out
}

// award is the name of an award form; one without a name is shown by its id.
func (a *App) award(id string) string { return a.say("award."+id, "id", id) }

// tellReasons prints them under the unit's name; none prints nothing.
func (a *App) tellReasons(w io.Writer, u *scoring.UnitResult, reasons []string) {
	if len(reasons) == 0 {
		return
	}
	fmt.Fprintf(w, "\n%s\n", a.say("cli.explain.unit", "rank", u.Rank, "unit", u.Name, "total", u.Total))
	for _, r := range reasons {
		fmt.Fprintln(w, "  "+r)
	}
}

// tellFigures prints every line of a unit's sheet with the sentence that explains it.
func (a *App) tellFigures(w io.Writer, u *scoring.UnitResult) {
	comma := a.lang.DecimalComma()
	var rows [][]string
	var walk func(groups []*criteria.Group)
	walk = func(groups []*criteria.Group) {
		for _, g := range groups {
			r := u.Groups[g.Index]
			rows = append(rows, []string{g.Code, r.Points.Localise(comma), r.Max.Localise(comma), phrase.Render(a.lang, u.ExplainGroup(g.Code))})
			for _, c := range g.Criteria {
				line := u.Criteria[c.Index]
				rows = append(rows, []string{"  " + c.Code, line.Points.Localise(comma), line.Max.Localise(comma), phrase.Render(a.lang, u.Explain(c.Code))})
			}
			walk(g.Groups)
		}
	}
	walk(u.Set().Groups)
	rows = append(rows, []string{a.say("cli.col.total"), u.Total.Localise(comma), u.Max.Localise(comma), phrase.Render(a.lang, u.ExplainTotal())},
		[]string{"%", u.Percent.Localise(comma), "", phrase.Render(a.lang, u.ExplainPercent())})
	table(w, []string{a.say("cli.col.code"), ">" + a.say("cli.col.points"), ">" + a.say("cli.col.max"), a.say("cli.col.why")}, rows)
}
