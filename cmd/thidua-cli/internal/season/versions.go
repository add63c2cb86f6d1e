package season

import (
	"fmt"
	"io"
	"path/filepath"
	"strconv"

	"thidua/cmd/thidua-cli/internal/verb"
	"thidua/documents"
	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/durable"
	"thidua/vietnamese"
	"thidua/workspace/book"
	seasonroom "thidua/workspace/season"
)

// SeasonCriteriaCmd is about the versions of the season's criteria.
type SeasonCriteriaCmd struct {
	List  VersionListCmd  `cmd:"" help:"cli.version.list"`
	Add   VersionAddCmd   `cmd:"" help:"cli.version.add"`
	Clone VersionCloneCmd `cmd:"" help:"cli.version.clone"`
	Diff  VersionDiffCmd  `cmd:"" help:"cli.version.diff"`
	Adopt VersionAdoptCmd `cmd:"" help:"cli.version.adopt"`

	Comment  OpinionAddCmd    `cmd:"" help:"cli.opinion.add"`
	Comments OpinionListCmd   `cmd:"" help:"cli.opinion.list"`
	Answer   OpinionAnswerCmd `cmd:"" help:"cli.opinion.answer"`
}

type VersionListCmd struct{}

func (VersionListCmd) Run(a *verb.App) error {
	return verb.Listed(a, func(d *desk.Desk) ([]seasonroom.VersionView, error) {
		return seasonroom.At(d.Workspace).CriteriaVersions()
	}, "",
		verb.Both(">version", "version", func(v *seasonroom.VersionView) any { return v.Number }),
		verb.Both("criteria", "name", func(v *seasonroom.VersionView) any { return v.Name }),
		verb.Both(">count", "criteria", func(v *seasonroom.VersionView) any { return v.Criteria }),
		verb.Cell(">sheets", func(v *seasonroom.VersionView) string { return strconv.Itoa(len(v.Sheets)) }),
		verb.Cell("at", func(v *seasonroom.VersionView) string { return a.When(v.At) }),
		verb.Cell("author", func(v *seasonroom.VersionView) string { return v.Author }),
		verb.Both("note", "in_force", func(v *seasonroom.VersionView) any { return v.InForce }, func(v *seasonroom.VersionView) string {
			if v.Fault != nil {
				return a.Say("cli.version.unreadable")
			}
			if v.InForce {
				return a.Say("cli.version.in-force")
			}
			return ""
		}),
		verb.Field("author", func(v *seasonroom.VersionView) any { return v.Author }),
		verb.Field("at", func(v *seasonroom.VersionView) any { return a.When(v.At) }),
		verb.Field("sheets", func(v *seasonroom.VersionView) any { return book.Codes(v.Sheets) }))
}

// VersionAddCmd records a new version from a file.
type VersionAddCmd struct {
	File string `arg:"" help:"cli.arg.criteria"`
}

// Run checks the file and records it; it is not in force before it is adopted.
func (c *VersionAddCmd) Run(a *verb.App) error {
	raw, err := a.File(c.File)
	if err != nil {
		return err
	}
	if _, err := a.CriteriaFile(c.File); err != nil {
		return a.Faults(err)
	}
	return a.With(func(d *desk.Desk) error {
		number, err := seasonroom.At(d.Workspace).AddCriteria(emulation.CriteriaVersion{Name: vietnamese.NFC(filepath.Base(c.File)), YAML: raw})
		return a.DoneUnless(err, map[string]any{"version": number}, "cli.version.added", "version", number)
	})
}

// VersionCloneCmd writes a version to a file, as the start of a new one.
type VersionCloneCmd struct {
	Version uint64 `arg:"" optional:"" help:"cli.arg.version"`
	Out     string `help:"cli.flag.out-yaml" required:"" placeholder:"F.yaml"`
}

func (c *VersionCloneCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		file, err := seasonroom.At(d.Workspace).CriteriaFile(c.Version)
		if err != nil {
			return err
		}
		err = documents.Save(c.Out, durable.Bytes(file.YAML))
		return a.DoneUnless(err, map[string]any{"file": c.Out}, "cli.version.cloned", "file", c.Out)
	})
}

// VersionDiffCmd compares two versions.
type VersionDiffCmd struct {
	Before uint64 `arg:"" help:"cli.arg.version"`
	After  uint64 `arg:"" help:"cli.arg.version"`
}

// Run tells the differences, and what they would do to the sheets that were handed in.
func (c *VersionDiffCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		both, err := seasonroom.At(d.Workspace).CompareCriteria(c.Before, c.After)
		if err != nil {
			return err
		}
		out := comparisonOf(a, both)
		return a.Show(out, func(w io.Writer) { out.print(a, w) })
	})
}

// comparison is what two versions differ in, and what the later one would do to the sheets that were handed in.
type comparison struct {
	of      *seasonroom.CriteriaComparison
	Changes any      `json:"changes"`
	Effects []string `json:"effects"`
}

func comparisonOf(a *verb.App, c *seasonroom.CriteriaComparison) comparison {
	return comparison{c, a.Changes(c.Changes), a.Effects(c.Effect)}
}

func (c comparison) print(a *verb.App, w io.Writer) {
	a.TellChanges(w, c.of.Changes)
	a.TellEffects(w, "cli.version.effects", c.Effects)
}

// VersionAdoptCmd puts a version in force.
type VersionAdoptCmd struct {
	Version uint64 `arg:"" help:"cli.arg.version"`
	Reason  string `help:"cli.flag.why" placeholder:"T"`
	Yes     bool   `help:"cli.flag.yes"`
}

// Run shows what would change, and adopts it with --yes. Where no version is in force yet there is nothing to compare.
func (c *VersionAdoptCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		season, err := d.Workspace.Season()
		if err != nil {
			return err
		}
		out := struct {
			comparison
			Adopted bool `json:"adopted"`
		}{comparison{Changes: []string{}, Effects: []string{}}, false}
		if season.Version != 0 {
			both, err := seasonroom.At(d.Workspace).CompareCriteria(0, c.Version)
			if err != nil {
				return err
			}
			out.comparison = comparisonOf(a, both)
		}
		free := !emulation.SeasonReached(season.Step, emulation.SeasonAdopted)
		if out.Adopted = c.Yes || free; out.Adopted {
			if err := seasonroom.At(d.Workspace).AdoptCriteria(c.Version, c.Reason); err != nil {
				return err
			}
		}
		err = a.Show(out, func(w io.Writer) {
			if season.Version != 0 {
				out.comparison.print(a, w)
			}
			if out.Adopted {
				fmt.Fprintln(w, a.Say("cli.version.adopted", "version", c.Version))
			}
		})
		if err != nil || out.Adopted {
			return err
		}
		fmt.Fprintln(a.Stderr, a.Say("cli.version.ask", "version", c.Version))
		return verb.ErrTold
	})
}
