package points

import (
	"bytes"
	"fmt"
	"io"

	"thidua/cmd/thidua-cli/internal/verb"
	"thidua/documents"
	"thidua/documents/intake"
	"thidua/documents/xlsx"
	"thidua/internal/durable"
)

// CriteriaCmd is about criteria sets in files.
type CriteriaCmd struct {
	Check  CriteriaCheckCmd  `cmd:"" help:"cli.criteria.check"`
	Import CriteriaImportCmd `cmd:"" help:"cli.criteria.import"`
	Export CriteriaExportCmd `cmd:"" help:"cli.criteria.export"`
	Diff   CriteriaDiffCmd   `cmd:"" help:"cli.criteria.diff"`
}

// CriteriaCheckCmd reads a criteria file and tells every fault of it.
type CriteriaCheckCmd struct {
	File string `arg:"" help:"cli.arg.criteria"`
}

// Run prints the faults with their lines, or what the set holds.
func (c *CriteriaCheckCmd) Run(a *verb.App) error {
	set, err := a.CriteriaFile(c.File)
	if err != nil {
		return a.Faults(err)
	}
	notices := a.Render(set.Notices)
	sum := set.Maximum("")
	out := map[string]any{"ok": true, "name": set.Name, "groups": len(set.AllGroups()), "criteria": len(set.Criteria()), "maximum": sum.String(), "notices": notices}
	return a.Show(out, func(w io.Writer) {
		fmt.Fprintln(w, a.Say("cli.criteria.sound", "name", set.Name, "groups", len(set.AllGroups()), "criteria", len(set.Criteria()), "maximum", sum))
		for _, n := range notices {
			fmt.Fprintln(w, n)
		}
	})
}

// CriteriaImportCmd makes a criteria file of a workbook.
type CriteriaImportCmd struct {
	File   string `arg:"" help:"cli.arg.xlsx"`
	Out    string `help:"cli.flag.out-yaml" required:"" placeholder:"F.yaml"`
	Accept bool   `help:"cli.flag.accept-doubtful" name:"accept-doubtful"`
}

// Run shows what every row was understood as, then writes the proposal unless something is in doubt.
func (c *CriteriaImportCmd) Run(a *verb.App) error {
	raw, err := a.Foreign(c.File)
	if err != nil {
		return err
	}
	r, err := intake.ReadCriteria(raw)
	if err != nil {
		return verb.InFile(err, c.File)
	}
	taken := len(r.Doubts) == 0 || c.Accept
	if taken {
		if err := documents.Save(c.Out, durable.Bytes(r.YAML)); err != nil {
			return err
		}
	}
	reading := a.Reading(c.File, &r.Account)
	reading["written"], reading["criteria"], reading["maximum"] = taken, len(r.Set.Criteria()), r.Set.Maximum("").String()
	if err := a.Show(reading, func(w io.Writer) {
		a.PrintReading(w, &r.Account)
		if taken {
			fmt.Fprintln(w, a.Say("cli.criteria.imported", "criteria", len(r.Set.Criteria()), "maximum", r.Set.Maximum(""), "file", c.Out))
		}
	}); err != nil {
		return err
	}
	a.PrintDoubts(r.Doubts)
	if taken {
		return nil
	}
	fmt.Fprintln(a.Stderr, a.Say("cli.criteria.doubtful", "count", len(r.Doubts), "file", c.Out))
	return verb.ErrTold
}

// CriteriaExportCmd writes a set as a workbook.
type CriteriaExportCmd struct {
	File  string `arg:"" help:"cli.arg.criteria"`
	Out   string `help:"cli.flag.out-xlsx" required:"" placeholder:"F.xlsx"`
	Blank bool   `help:"cli.flag.blank"`
	Unit  string `help:"cli.flag.blank-unit" placeholder:"U"`
}

// Run writes the table, or the sheet to fill in.
func (c *CriteriaExportCmd) Run(a *verb.App) error {
	set, err := a.CriteriaFile(c.File)
	if err != nil {
		return a.Faults(err)
	}
	var b bytes.Buffer
	if c.Blank {
		err = xlsx.WriteBlank(&b, set, xlsx.Blank{Unit: c.Unit, Season: a.InSeason})
	} else {
		err = xlsx.WriteCriteria(&b, set)
	}
	if err != nil {
		return err
	}
	err = documents.Save(c.Out, func(w io.Writer) error { _, err := b.WriteTo(w); return err })
	return a.DoneUnless(err, map[string]any{"written": c.Out}, "cli.criteria.exported", "file", c.Out)
}
