package main

import (
	"fmt"
	"io"
	"strings"

	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/internal/desk"
	"thidua/vietnamese"
	"thidua/workspace"
)

// SheetVerifyCmd gives criteria of another unit their points: one, or those of a file.
type SheetVerifyCmd struct {
	Unit      string `help:"cli.flag.unit" required:"" placeholder:"U"`
	Criterion string `help:"cli.flag.criterion" placeholder:"C"`
	Points    string `help:"cli.flag.points" placeholder:"P"`
	Reason    string `help:"cli.flag.reason" placeholder:"T"`
	Final     bool   `help:"cli.flag.final"`
	File      string `arg:"" optional:"" help:"cli.arg.points"`
}

// Run writes the points: all, or none if one is refused.
func (c *SheetVerifyCmd) Run(a *App) error {
	given, err := c.given(a)
	if err != nil {
		return a.faults(err)
	}
	return a.with(func(d *desk.Desk) error {
		unit, err := d.Workspace.FindUnit(c.Unit)
		if err != nil {
			return err
		}
		if err := a.sheets(d).Review(unit.ID, round(c.Final), given...); err != nil {
			return err
		}
		return a.show(map[string]any{"saved": len(given)}, func(w io.Writer) {
			if len(given) == 1 {
				fmt.Fprintln(w, a.say("cli.verify.done", "unit", unit.Name, "code", given[0].Code, "points", given[0].Points))
				return
			}
			fmt.Fprintln(w, a.say("cli.verify.many", "unit", unit.Name, "count", len(given)))
		})
	})
}

func round(final bool) workspace.Round {
	if final {
		return workspace.SecondReview
	}
	return workspace.FirstReview
}

func (c *SheetVerifyCmd) given(a *App) ([]workspace.Points, error) {
	if c.File == "" {
		if c.Criterion == "" || c.Points == "" {
			return nil, emulation.Errorf(emulation.Invalid, "cli.verify.what")
		}
		points, err := vietnamese.ParseNumber(c.Points)
		if err != nil {
			return nil, emulation.Errorf(emulation.Invalid, "input.not-a-number", "text", c.Points).Because(err)
		}
		return []workspace.Points{{Code: c.Criterion, Points: points, Reason: vietnamese.NFC(c.Reason)}}, nil
	}
	rows, err := a.tabbed(c.File)
	if err != nil {
		return nil, err
	}
	var given []workspace.Points
	var faults criteria.Errors
	for _, r := range rows {
		cells := append(r.cells, "", "")
		points, err := vietnamese.ParseNumber(cells[1])
		if err != nil {
			faults = append(faults, emulation.Errorf(emulation.Invalid, "input.not-a-number", "text", cells[1]).Because(err).At(c.File, r.line, ""))
			continue
		}
		given = append(given, workspace.Points{Code: cells[0], Points: points, Reason: vietnamese.NFC(cells[2])})
	}
	if len(faults) > 0 {
		return nil, faults
	}
	return given, nil
}

// tabbedRow is a line of a text file whose columns a tab separates.
type tabbedRow struct {
	line  int // from 1
	cells []string
}

// tabbed reads such a file; empty lines and those that begin with # are left out.
func (a *App) tabbed(name string) ([]tabbedRow, error) {
	raw, err := a.file(name)
	if err != nil {
		return nil, err
	}
	var rows []tabbedRow
	for i, line := range strings.Split(strings.ReplaceAll(string(raw), "\r\n", "\n"), "\n") {
		line = strings.TrimPrefix(line, "\ufeff")
		if strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#") {
			continue
		}
		cells := strings.Split(line, "\t")
		for n := range cells {
			cells[n] = strings.TrimSpace(cells[n])
		}
		rows = append(rows, tabbedRow{i + 1, cells})
	}
	return rows, nil
}
