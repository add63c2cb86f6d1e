package points

import (
	"fmt"
	"io"

	"thidua/cmd/thidua-cli/internal/verb"
	"thidua/emulation/criteria"
	"thidua/emulation/scoring"
	"thidua/internal/phrase"
)

// reasons are the sentences about a unit's place and class, and about what a gate closes to it.
func reasons(a *verb.App, r *scoring.Result, u *scoring.UnitResult) []string {
	out := a.Render(r.ExplainPlace(u))
	for _, b := range u.Blocked {
		out = append(out, phrase.Render(a.Lang, b.Message(a.Award(b.Award))))
	}
	return out
}

// tellReasons prints them under the unit's name; none prints nothing.
func tellReasons(a *verb.App, w io.Writer, u *scoring.UnitResult, reasons []string) {
	if len(reasons) == 0 {
		return
	}
	fmt.Fprintf(w, "\n%s\n", a.Say("cli.explain.unit", "rank", u.Rank, "unit", u.Name, "total", u.Total))
	for _, r := range reasons {
		fmt.Fprintln(w, "  "+r)
	}
}

// tellFigures prints every line of a unit's sheet with the sentence that explains it.
func tellFigures(a *verb.App, w io.Writer, u *scoring.UnitResult) {
	comma := a.Lang.DecimalComma()
	var rows [][]string
	var walk func(groups []*criteria.Group)
	walk = func(groups []*criteria.Group) {
		for _, g := range groups {
			r := u.Groups[g.Index]
			rows = append(rows, []string{g.Code, r.Points.Localise(comma), r.Max.Localise(comma), phrase.Render(a.Lang, u.ExplainGroup(g.Code))})
			for _, c := range g.Criteria {
				line := u.Criteria[c.Index]
				rows = append(rows, []string{"  " + c.Code, line.Points.Localise(comma), line.Max.Localise(comma), phrase.Render(a.Lang, u.Explain(c.Code))})
			}
			walk(g.Groups)
		}
	}
	walk(u.Set().Groups)
	rows = append(rows, []string{a.Say("cli.col.total"), u.Total.Localise(comma), u.Max.Localise(comma), phrase.Render(a.Lang, u.ExplainTotal())},
		[]string{"%", u.Percent.Localise(comma), "", phrase.Render(a.Lang, u.ExplainPercent())})
	a.Table(w, rows, "code", ">points", ">max", "why")
}
