package papers

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"thidua/cmd/thidua-cli/internal/verb"
	"thidua/documents"
	"thidua/documents/pdf"
	"thidua/documents/xlsx"
	"thidua/internal/desk"
	"thidua/internal/paper"
)

// PrintCmd prints official sheets.
type PrintCmd struct {
	Sheet   PrintSheetCmd   `cmd:"" help:"cli.print.sheet"`
	Summary PrintSummaryCmd `cmd:"" help:"cli.print.summary"`
	PrintSeason
}

// PrintSheetCmd prints form F5.
type PrintSheetCmd struct {
	Unit string `help:"cli.flag.unit" required:"" placeholder:"U"`
	Out  string `help:"cli.flag.out-pdf" required:"" placeholder:"F.pdf"`
}

// Run writes the PDF.
func (c *PrintSheetCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		unit, err := d.Workspace.FindUnit(c.Unit)
		if err != nil {
			return err
		}
		sh, err := d.Workspace.Sheet(unit.ID)
		if err != nil {
			return err
		}
		return printed(a, c.Out, paper.Sheet(sh, a.Env.Now()).Document())
	})
}

// PrintSummaryCmd prints form F7.
type PrintSummaryCmd struct {
	Out string `help:"cli.flag.out-pdf" required:"" placeholder:"F.pdf"`
}

// Run writes the PDF.
func (c *PrintSummaryCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		r, err := d.Workspace.Ranking()
		if err != nil {
			return err
		}
		return printed(a, c.Out, paper.Summary(r, a.Env.Now()).Document())
	})
}

func printed(a *verb.App, out string, docs ...documents.Document) error {
	write := pdf.WriteFile
	if strings.EqualFold(filepath.Ext(out), ".xlsx") {
		write = xlsx.WriteFile
	}
	if err := write(out, docs...); err != nil {
		return err
	}
	return a.Show(map[string]any{"file": out}, func(w io.Writer) { fmt.Fprintln(w, a.Say("cli.print.done", "file", out)) })
}
