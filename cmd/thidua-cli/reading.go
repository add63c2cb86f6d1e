package main

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"thidua/documents/intake"
	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/internal/desk"
	"thidua/internal/phrase"
	"thidua/vietnamese"
	"thidua/workspace"
)

// reading is what was understood of a workbook, for --json.
func (a *App) reading(file, sheet string, others []intake.OtherSheet, columns []intake.Column, rows []intake.Row, doubts, remarks []intake.Doubt) map[string]any {
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
			to = append(to, note{d.Cell, phrase.Render(a.lang, d.Message)})
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

// printReading tells what every row was understood as.
func (a *App) printReading(w io.Writer, sheet string, others []intake.OtherSheet, columns []intake.Column, rows []intake.Row, remarks []intake.Doubt) {
	fmt.Fprintln(w, a.say("cli.reading.sheet", "sheet", sheet))
	for _, o := range others {
		fmt.Fprintln(w, a.say("cli.reading.other", "sheet", o.Name, "rows", o.Rows))
	}
	var heads []string
	for _, c := range columns {
		role := string(c.Role)
		if role == "" {
			role = "none"
		}
		heads = append(heads, c.Letter+" = "+a.say("tabular.role."+role))
	}
	fmt.Fprintln(w, a.say("cli.reading.columns", "columns", strings.Join(heads, ", ")))
	var lines [][]string
	for _, r := range rows {
		number := strconv.Itoa(r.First)
		if r.Last > r.First {
			number += "–" + strconv.Itoa(r.Last)
		}
		rule := ""
		if r.Rule != "" {
			rule = phrase.Render(a.lang, r.Rule.Words())
		}
		points := r.Points
		if a.lang.DecimalComma() {
			points = strings.Replace(points, ".", ",", 1)
		}
		lines = append(lines, []string{number, a.say("tabular.row." + string(r.As)), r.Code, points, rule, clip(r.Text, 60)})
	}
	table(w, []string{">" + a.say("cli.col.row"), a.say("cli.col.understood"), a.say("cli.col.code"), ">" + a.say("cli.col.points"), a.say("cli.col.rule"), a.say("cli.col.text")}, lines)
	for _, d := range remarks {
		fmt.Fprintln(w, phrase.Render(a.lang, d.Sentence()))
	}
}

// clip cuts a text for a column of a table.
func clip(text string, letters int) string {
	if r := []rune(text); len(r) > letters {
		return string(r[:letters-1]) + "…"
	}
	return text
}

func (a *App) printDoubts(doubts []intake.Doubt) {
	for _, d := range doubts {
		fmt.Fprintln(a.Stderr, phrase.Render(a.lang, d.Sentence()))
	}
}

// workbook reads a filled-in workbook into the own unit's sheet: it shows what was understood, and takes nothing while something is in doubt.
func (c *SheetImportCmd) workbook(a *App, raw []byte) error {
	admitForeign()
	return a.with(func(d *desk.Desk) error {
		if err := own(d, c.Unit); err != nil {
			return err
		}
		season, err := d.Workspace.Season()
		if err != nil {
			return err
		}
		if season.Set == nil {
			return emulation.Errorf(emulation.NotFound, "workspace.no-criteria")
		}
		f, err := intake.ReadFilled(raw, season.Set)
		if err != nil {
			return inFile(err, c.File)
		}
		if err := sameUnit(d, c.Unit, f); err != nil {
			return err
		}
		saved, taken := 0, len(f.Doubts) == 0 || c.Accept
		if taken {
			if saved, err = c.take(a, d, f); err != nil {
				return err
			}
		}
		out := a.reading(c.File, f.Sheet, f.Others, f.Columns, f.Rows, f.Doubts, f.Remarks)
		out["saved"], out["missing"], out["unit"] = saved, append([]string{}, f.Missing...), f.Unit
		if err := a.show(out, func(w io.Writer) { a.printFilled(w, season.Set, f, saved, taken) }); err != nil {
			return err
		}
		a.printDoubts(f.Doubts)
		if taken {
			return nil
		}
		fmt.Fprintln(a.Stderr, a.say("cli.import.doubtful", "count", len(f.Doubts)))
		return quiet{exitRefused}
	})
}

// sameUnit doubts a workbook on which another unit is named than the one it is to be read for.
func sameUnit(d *desk.Desk, name string, f *intake.Filled) error {
	written := strings.Trim(f.Unit, " .…_")
	if written == "" {
		return nil
	}
	unit, err := d.Workspace.FindUnit(name)
	if err != nil {
		return err
	}
	named, err := d.Workspace.FindUnit(written)
	if err != nil && strings.Contains(vietnamese.Fold(unit.Name), vietnamese.Fold(written)) {
		return nil // a part of its name
	}
	if err != nil || named.ID != unit.ID {
		f.Doubts = append(f.Doubts, intake.Doubt{Sheet: f.Sheet, Message: emulation.Say("tabular.other-unit", "written", written, "unit", unit.Name)})
	}
	return nil
}

// take saves what was read and signs it.
func (c *SheetImportCmd) take(a *App, d *desk.Desk, f *intake.Filled) (int, error) {
	var list []workspace.Given
	for _, l := range f.Lines {
		if l.Fields != nil {
			list = append(list, workspace.Given{Code: l.Code, Fields: l.Fields})
		}
	}
	taken, err := c.save(a, d, list)
	if err != nil {
		return 0, err
	}
	for i, t := range taken {
		if t.Err != nil {
			return i, t.Err
		}
	}
	return len(list), nil
}

// save puts the cells on disk and signs them: all in as few changes as hold them, or each in its own.
func (c *SheetImportCmd) save(a *App, d *desk.Desk, list []workspace.Given) ([]workspace.Taken, error) {
	if !c.OneChangePerRow {
		taken, err := a.sheets(d).SetCells(list)
		if err == nil {
			_, err = d.Workspace.Seal()
		}
		return taken, err
	}
	var all []workspace.Taken
	for _, g := range list {
		taken, err := a.sheets(d).SetCells([]workspace.Given{g})
		if err == nil {
			_, err = d.Workspace.SealEach()
		}
		if err != nil {
			return all, err
		}
		all = append(all, taken...)
	}
	return all, nil
}

func (a *App) printFilled(w io.Writer, set *criteria.Set, f *intake.Filled, saved int, taken bool) {
	a.printReading(w, f.Sheet, f.Others, f.Columns, f.Rows, f.Remarks)
	var lines [][]string
	for _, l := range f.Lines {
		read, points := "", ""
		if c, ok := set.ByCode(l.Code); ok && l.Fields != nil {
			read = c.Rule.Format(l.Fields, a.lang.DecimalComma())
		}
		if l.Self != nil {
			points = l.Self.Localise(a.lang.DecimalComma())
		}
		lines = append(lines, []string{l.Cell, l.Code, clip(l.Name, 50), l.Shown, read, points})
	}
	table(w, []string{a.say("cli.col.cell"), a.say("cli.col.code"), a.say("cli.col.criterion"), ">" + a.say("cli.col.result"), ">" + a.say("cli.col.understood"), ">" + a.say("cli.col.self")}, lines)
	if len(f.Missing) > 0 {
		fmt.Fprintln(w, a.say("cli.import.missing", "codes", strings.Join(f.Missing, ", ")))
	}
	if taken {
		fmt.Fprintln(w, a.say("cli.import.done", "saved", saved, "faults", len(f.Doubts)))
	}
}
