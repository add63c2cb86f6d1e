package verb

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"thidua/documents/intake"
	"thidua/internal/phrase"
)

// Reading is what was understood of a workbook, for --json.
func (a *App) Reading(file, sheet string, others []intake.OtherSheet, columns []intake.Column, rows []intake.Row, doubts, remarks []intake.Doubt) map[string]any {
	type row struct {
		First  int    `json:"first"`
		Last   int    `json:"last"`
		As     string `json:"as"`
		Code   string `json:"code,omitempty"`
		Points string `json:"points,omitempty"`
		Rule   string `json:"rule,omitempty"`
		Text   string `json:"text,omitempty"`
	}
	type note struct {
		Cell    string `json:"cell"`
		Message string `json:"message"`
	}
	list := []row{}
	for _, r := range rows {
		list = append(list, row{r.First, r.Last, string(r.As), r.Code, r.Points, string(r.Rule), r.Text})
	}
	notes := func(from []intake.Doubt) []note {
		to := []note{}
		for _, d := range from {
			to = append(to, note{d.Cell, phrase.Render(a.Lang, d.Message)})
		}
		return to
	}
	used := map[string]string{}
	for _, c := range columns {
		if c.Role != "" {
			used[c.Letter] = string(c.Role)
		}
	}
	names := []string{}
	for _, o := range others {
		names = append(names, o.Name)
	}
	return map[string]any{"file": file, "sheet": sheet, "other_sheets": names, "columns": used, "rows": list, "doubts": notes(doubts), "remarks": notes(remarks)}
}

// PrintReading tells what every row was understood as.
func (a *App) PrintReading(w io.Writer, sheet string, others []intake.OtherSheet, columns []intake.Column, rows []intake.Row, remarks []intake.Doubt) {
	fmt.Fprintln(w, a.Say("cli.reading.sheet", "sheet", sheet))
	for _, o := range others {
		fmt.Fprintln(w, a.Say("cli.reading.other", "sheet", o.Name, "rows", o.Rows))
	}
	var heads []string
	for _, c := range columns {
		role := string(c.Role)
		if role == "" {
			role = "none"
		}
		heads = append(heads, c.Letter+" = "+a.Say("tabular.role."+role))
	}
	fmt.Fprintln(w, a.Say("cli.reading.columns", "columns", strings.Join(heads, ", ")))
	var lines [][]string
	for _, r := range rows {
		number := strconv.Itoa(r.First)
		if r.Last > r.First {
			number += "–" + strconv.Itoa(r.Last)
		}
		rule := ""
		if r.Rule != "" {
			rule = phrase.Render(a.Lang, r.Rule.Words())
		}
		points := r.Points
		if a.Lang.DecimalComma() {
			points = strings.Replace(points, ".", ",", 1)
		}
		lines = append(lines, []string{number, a.Say("tabular.row." + string(r.As)), r.Code, points, rule, Clip(r.Text, 60)})
	}
	Table(w, []string{">" + a.Say("cli.col.row"), a.Say("cli.col.understood"), a.Say("cli.col.code"), ">" + a.Say("cli.col.points"), a.Say("cli.col.rule"), a.Say("cli.col.text")}, lines)
	for _, d := range remarks {
		fmt.Fprintln(w, phrase.Render(a.Lang, d.Sentence()))
	}
}

func (a *App) PrintDoubts(doubts []intake.Doubt) {
	for _, d := range doubts {
		fmt.Fprintln(a.Stderr, phrase.Render(a.Lang, d.Sentence()))
	}
}
