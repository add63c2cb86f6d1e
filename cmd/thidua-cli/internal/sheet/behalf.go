package sheet

import (
	"fmt"
	"path/filepath"
	"strings"

	"thidua/cmd/thidua-cli/internal/verb"
	"thidua/documents/intake"
	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/internal/desk"
	"thidua/workspace/book"
	sheetroom "thidua/workspace/sheet"
)

// SheetOnBehalfCmd hands a sheet in for somebody who signed it on paper.
type SheetOnBehalfCmd struct {
	Unit   string `help:"cli.flag.unit" required:"" placeholder:"U"`
	Accept bool   `help:"cli.flag.accept-doubtful" name:"accept-doubtful"`
	Reason string `help:"cli.flag.unproven" placeholder:"T"`
	Inputs string `arg:"" optional:"" help:"cli.arg.behalf"`
	verb.SignedPaper
}

// Run attaches the paper and hands the sheet in: the own unit's as it stands, another's from a filled-in workbook or text file.
func (c *SheetOnBehalfCmd) Run(a *verb.App, of *SheetCmd) error {
	return a.WithUnit(c.Unit, func(d *desk.Desk, unit book.Unit) error {
		if c.Paper == "" {
			return emulation.Errorf(emulation.Invalid, "sheet.behalf-paper")
		}
		inputs, err := c.read(a, d)
		if err != nil {
			return err
		}
		paper, err := verb.Attach(d, c.Paper)
		if err != nil {
			return err
		}
		if err := sheetroom.Over(of.sheets(d)).Because(c.Reason).SubmitOnBehalf(unit.ID, c.Signer, paper, inputs); err != nil {
			return a.Faults(err)
		}
		return a.Done(map[string]any{"submitted": true, "unit": unit.Code, "criteria": len(inputs), "paper": paper.Name}, "cli.behalf.done", "unit", unit.Name, "paper", paper.Name)
	})
}

// read gives the inputs of the file named; nil if none was.
func (c *SheetOnBehalfCmd) read(a *verb.App, d *desk.Desk) (map[string]emulation.Fields, error) {
	if c.Inputs == "" {
		return nil, nil
	}
	inputs := map[string]emulation.Fields{}
	if !strings.EqualFold(filepath.Ext(c.Inputs), ".xlsx") {
		rows, err := a.Tabbed(c.Inputs)
		if err != nil {
			return nil, err
		}
		var faults criteria.Errors
		for _, r := range rows {
			fields, err := verb.KeyValues(emulation.NonEmpty(r.Cells[1:]...))
			if err != nil {
				faults = append(faults, emulation.Errorf(emulation.Invalid, "sheet.behalf-input", "code", r.Cells[0], "reason", err).At(c.Inputs, r.Line, ""))
			}
			if doubt := odd(ruled(d), r.Cells[0], fields); doubt != nil && !c.Accept {
				doubt = emulation.Errorf(emulation.Invalid, "cli.sheet.odd", "code", r.Cells[0], "reason", doubt)
				faults = append(faults, emulation.Errorf(emulation.Invalid, "sheet.behalf-input", "code", r.Cells[0], "reason", doubt).At(c.Inputs, r.Line, ""))
			}
			inputs[r.Cells[0]] = fields
		}
		if len(faults) > 0 {
			return nil, a.Faults(faults)
		}
		return inputs, nil
	}
	season, err := d.Workspace.Season()
	if err != nil {
		return nil, err
	}
	if season.Set == nil {
		return nil, emulation.Errorf(emulation.NotFound, "workspace.no-criteria")
	}
	raw, err := a.Foreign(c.Inputs)
	if err != nil {
		return nil, err
	}
	f, err := intake.ReadFilled(raw, season.Set)
	if err != nil {
		return nil, verb.InFile(err, c.Inputs)
	}
	if err := sameUnit(d, c.Unit, f); err != nil {
		return nil, err
	}
	sameYear(season, f)
	if len(f.Doubts) > 0 && !c.Accept {
		a.PrintDoubts(f.Doubts)
		fmt.Fprintln(a.Stderr, a.Say("cli.import.doubtful", "count", len(f.Doubts)))
		return nil, verb.ErrTold
	}
	for _, l := range f.Lines {
		if l.Fields != nil {
			inputs[l.Code] = l.Fields
		}
	}
	return inputs, nil
}
