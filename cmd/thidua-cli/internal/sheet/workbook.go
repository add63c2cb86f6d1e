package sheet

import (
	"fmt"
	"io"
	"strings"

	"thidua/cmd/thidua-cli/internal/verb"
	"thidua/documents/intake"
	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/internal/desk"
	"thidua/vietnamese"
	"thidua/workspace/book"
	sheetroom "thidua/workspace/sheet"
)

// workbook reads a filled-in workbook into the own unit's sheet: it shows what was understood, and takes nothing while something is in doubt.
func (c *SheetImportCmd) workbook(a *verb.App, of *SheetCmd, raw []byte) error {
	verb.AdmitForeign()
	return a.With(func(d *desk.Desk) error {
		if err := verb.Own(d, c.Unit); err != nil {
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
			return verb.InFile(err, c.File)
		}
		if err := sameUnit(d, c.Unit, f); err != nil {
			return err
		}
		sameYear(season, f)
		saved, taken := 0, len(f.Doubts) == 0 || c.Accept
		if taken {
			if saved, err = c.take(a, of, d, f); err != nil {
				return err
			}
		}
		out := a.Reading(c.File, &f.Account)
		out["saved"], out["missing"], out["unit"] = saved, append([]string{}, f.Missing...), f.Unit
		if err := a.Show(out, func(w io.Writer) { printFilled(a, w, season.Set, f, saved, taken) }); err != nil {
			return err
		}
		a.PrintDoubts(f.Doubts)
		if taken {
			return nil
		}
		fmt.Fprintln(a.Stderr, a.Say("cli.import.doubtful", "count", len(f.Doubts)))
		return verb.ErrTold
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

// sameYear doubts a workbook that names years, but none within the season's.
func sameYear(season *book.Season, f *intake.Filled) {
	from, to, ok := intake.Years(season.Info.Name)
	if !ok || len(f.Years) == 0 {
		return
	}
	for _, y := range f.Years {
		if from <= y.From && y.To <= to {
			return
		}
	}
	y := f.Years[0]
	f.Doubts = append(f.Doubts, intake.Doubt{Sheet: f.Sheet, Cell: y.Cell, Message: emulation.Say("tabular.other-season", "written", y.Text, "season", season.Info.Name)})
}

// take saves what was read and signs it.
func (c *SheetImportCmd) take(a *verb.App, of *SheetCmd, d *desk.Desk, f *intake.Filled) (int, error) {
	var list []sheetroom.Given
	for _, l := range f.Lines {
		if l.Fields != nil {
			list = append(list, sheetroom.Given{Code: l.Code, Fields: l.Fields})
		}
	}
	taken, err := c.save(a, of, d, list)
	if err != nil {
		return 0, err
	}
	for i, t := range taken {
		if t.Err != nil {
			return i, t.Err
		}
	}
	return len(list), c.confirm(of, d, list)
}

// confirm keeps the word of whoever accepts what is doubtful.
func (c *SheetImportCmd) confirm(of *SheetCmd, d *desk.Desk, list []sheetroom.Given) error {
	if !c.Accept || len(list) == 0 {
		return nil
	}
	set := ruled(d)
	var codes []string
	for _, g := range list {
		if odd(set, g.Code, g.Fields) != nil {
			codes = append(codes, g.Code)
		}
	}
	if len(codes) == 0 {
		return nil
	}
	return sheetroom.Over(of.sheets(d)).Confirm(codes...)
}

// save puts the cells on disk and signs them: all in as few changes as hold them, or each in its own.
func (c *SheetImportCmd) save(a *verb.App, of *SheetCmd, d *desk.Desk, list []sheetroom.Given) ([]sheetroom.Taken, error) {
	if !c.OneChangePerRow {
		taken, err := sheetroom.Over(of.sheets(d)).SetCells(list)
		if err == nil {
			_, err = d.Workspace.Seal()
		}
		return taken, err
	}
	var all []sheetroom.Taken
	for _, g := range list {
		taken, err := sheetroom.Over(of.sheets(d)).SetCells([]sheetroom.Given{g})
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

func printFilled(a *verb.App, w io.Writer, set *criteria.Set, f *intake.Filled, saved int, taken bool) {
	a.PrintReading(w, &f.Account)
	verb.Of(f.Lines,
		verb.Cell("cell", func(l *intake.FilledLine) string { return l.Cell }),
		verb.Cell("code", func(l *intake.FilledLine) string { return l.Code }),
		verb.Cell("criterion", func(l *intake.FilledLine) string { return verb.Clip(l.Name, 50) }),
		verb.Cell(">result", func(l *intake.FilledLine) string { return l.Shown }),
		verb.Cell(">understood", func(l *intake.FilledLine) string {
			if c, ok := set.ByCode(l.Code); ok && l.Fields != nil {
				return c.Rule.Format(l.Fields, a.Lang.DecimalComma())
			}
			return ""
		}),
		verb.Cell(">self", func(l *intake.FilledLine) string { return a.Points(l.Self) })).Table(a, w)
	if len(f.Missing) > 0 {
		fmt.Fprintln(w, a.Say("cli.import.missing", "codes", strings.Join(f.Missing, ", ")))
	}
	if taken {
		fmt.Fprintln(w, a.Say("cli.import.done", "saved", saved, "faults", len(f.Doubts)))
	}
}
