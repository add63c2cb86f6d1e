package verb

import (
	"cmp"
	"fmt"
	"io"
	"strconv"
	"strings"

	"thidua/documents/intake"
	"thidua/emulation"
	"thidua/internal/phrase"
)

// Reading is what was understood of a workbook, for --json.
func (a *App) Reading(file string, r *intake.Account) map[string]any {
	type note struct {
		Cell    string `json:"cell"`
		Message string `json:"message"`
	}
	notes := func(from []intake.Doubt) []note {
		return emulation.Map(from, func(d intake.Doubt) note { return note{d.Cell, phrase.Render(a.Lang, d.Message)} })
	}
	used := map[string]string{}
	for _, c := range r.Columns {
		if c.Role != "" {
			used[c.Letter] = string(c.Role)
		}
	}
	names := emulation.Map(r.Others, func(o intake.OtherSheet) string { return o.Name })
	return map[string]any{"file": file, "sheet": r.Sheet, "other_sheets": names, "columns": used, "rows": a.readRows(r.Rows), "doubts": notes(r.Doubts), "remarks": notes(r.Remarks)}
}

// PrintReading tells what every row was understood as.
func (a *App) PrintReading(w io.Writer, r *intake.Account) {
	fmt.Fprintln(w, a.Say("cli.reading.sheet", "sheet", r.Sheet))
	for _, o := range r.Others {
		fmt.Fprintln(w, a.Say("cli.reading.other", "sheet", o.Name, "rows", o.Rows))
	}
	var heads []string
	for _, c := range r.Columns {
		role := string(c.Role)
		role = cmp.Or(role, "none")
		heads = append(heads, c.Letter+" = "+a.Say("tabular.role."+role))
	}
	fmt.Fprintln(w, a.Say("cli.reading.columns", "columns", strings.Join(heads, ", ")))
	a.readRows(r.Rows).Table(a, w)
	for _, d := range r.Remarks {
		fmt.Fprintln(w, phrase.Render(a.Lang, d.Sentence()))
	}
}

// readRows are the rows of a sheet with what each was understood as.
func (a *App) readRows(rows []intake.Row) Rows[intake.Row] {
	return Of(rows,
		Cell(">row", func(r *intake.Row) string {
			if r.Last > r.First {
				return strconv.Itoa(r.First) + "–" + strconv.Itoa(r.Last)
			}
			return strconv.Itoa(r.First)
		}),
		Field("first", func(r *intake.Row) any { return r.First }),
		Field("last", func(r *intake.Row) any { return r.Last }),
		Both("understood", "as", func(r *intake.Row) any { return r.As }, func(r *intake.Row) string { return a.Say("tabular.row." + string(r.As)) }),
		Both("code", "code,omitempty", func(r *intake.Row) any { return r.Code }),
		Both(">points", "points,omitempty", func(r *intake.Row) any { return r.Points }, func(r *intake.Row) string {
			if a.Lang.DecimalComma() {
				return strings.Replace(r.Points, ".", ",", 1)
			}
			return r.Points
		}),
		Both("rule", "rule,omitempty", func(r *intake.Row) any { return r.Rule }, func(r *intake.Row) string {
			if r.Rule == "" {
				return ""
			}
			return phrase.Render(a.Lang, r.Rule.Words())
		}),
		Both("text", "text,omitempty", func(r *intake.Row) any { return r.Text }, func(r *intake.Row) string { return Clip(r.Text, 60) }))
}

// PrintDoubts tells what could not be read for sure.
func (a *App) PrintDoubts(doubts []intake.Doubt) {
	for _, d := range doubts {
		fmt.Fprintln(a.Stderr, phrase.Render(a.Lang, d.Sentence()))
	}
}
