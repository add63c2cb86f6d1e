package sheet

import (
	"fmt"
	"io"

	"thidua/cmd/thidua-cli/internal/verb"
	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/internal/desk"
	"thidua/vietnamese"
	"thidua/workspace/book"
	reviewroom "thidua/workspace/review"
	sheetroom "thidua/workspace/sheet"
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
func (c *SheetVerifyCmd) Run(a *verb.App, of *SheetCmd) error {
	given, err := c.given(a)
	if err != nil {
		return a.Faults(err)
	}
	return a.WithUnit(c.Unit, func(d *desk.Desk, unit book.Unit) error {
		if err := reviewroom.Over(of.sheets(d)).Review(unit.ID, round(c.Final), given...); err != nil {
			return err
		}
		return a.Show(map[string]any{"saved": len(given)}, func(w io.Writer) {
			if len(given) == 1 {
				fmt.Fprintln(w, a.Say("cli.verify.done", "unit", unit.Name, "code", given[0].Code, "points", given[0].Points))
				return
			}
			fmt.Fprintln(w, a.Say("cli.verify.many", "unit", unit.Name, "count", len(given)))
		})
	})
}

func round(final bool) sheetroom.Round {
	if final {
		return sheetroom.SecondReview
	}
	return sheetroom.FirstReview
}

func (c *SheetVerifyCmd) given(a *verb.App) ([]reviewroom.Points, error) {
	if c.File == "" {
		if c.Criterion == "" || c.Points == "" {
			return nil, emulation.Errorf(emulation.Invalid, "cli.verify.what")
		}
		points, err := vietnamese.ParseNumber(c.Points)
		if err != nil {
			return nil, emulation.Errorf(emulation.Invalid, "input.not-a-number", "text", c.Points).Because(err)
		}
		return []reviewroom.Points{{Code: c.Criterion, Points: points, Reason: vietnamese.NFC(c.Reason)}}, nil
	}
	rows, err := a.Tabbed(c.File)
	if err != nil {
		return nil, err
	}
	var given []reviewroom.Points
	var faults criteria.Errors
	for _, r := range rows {
		cells := append(r.Cells, "", "")
		points, err := vietnamese.ParseNumber(cells[1])
		if err != nil {
			faults = append(faults, emulation.Errorf(emulation.Invalid, "input.not-a-number", "text", cells[1]).Because(err).At(c.File, r.Line, ""))
			continue
		}
		given = append(given, reviewroom.Points{Code: cells[0], Points: points, Reason: vietnamese.NFC(cells[2])})
	}
	if len(faults) > 0 {
		return nil, faults
	}
	return given, nil
}
