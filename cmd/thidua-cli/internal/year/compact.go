package year

import (
	"fmt"

	"thidua/cmd/thidua-cli/internal/verb"
	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/workspace"
)

// CompactCmd is about the compact of the season.
type CompactCmd struct {
	Set  CompactSetCmd  `cmd:"" help:"cli.compact.set"`
	Sign CompactSignCmd `cmd:"" help:"cli.compact.sign"`
	Show CompactShowCmd `cmd:"" help:"cli.compact.show"`
}

// CompactSetCmd writes the compact's text from a text file: its first line is the title, every other one a paragraph.
type CompactSetCmd struct {
	Title        string `help:"cli.run.compact-title" placeholder:"TEXT"`
	Place        string `help:"cli.run.place" placeholder:"TEXT"`
	Date         string `help:"cli.run.date" placeholder:"D"`
	Illustrative bool   `help:"cli.run.illustrative"`
	File         string `arg:"" help:"cli.run.compact-file"`
}

// Run writes it.
func (c *CompactSetCmd) Run(a *verb.App) error {
	lines, err := a.Lines(c.File)
	if err != nil {
		return err
	}
	text := emulation.CompactText{Title: c.Title, Paragraphs: lines, Place: c.Place, Date: c.Date, Illustrative: c.Illustrative}
	if c.Title == "" && len(lines) > 0 {
		text.Title, text.Paragraphs = lines[0], lines[1:]
	}
	return a.With(func(d *desk.Desk) error {
		if err := d.Workspace.SetCompact(text); err != nil {
			return err
		}
		return a.Done(map[string]any{"title": text.Title, "paragraphs": len(text.Paragraphs)}, "cli.compact.written", "title", text.Title)
	})
}

// CompactSignCmd signs the compact.
type CompactSignCmd struct{ verb.Paper }

// Run signs it: the own unit's leader, or for a unit with the signed paper.
func (c *CompactSignCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		unit, err := c.Of(d)
		if err != nil {
			return err
		}
		me, err := d.Workspace.Me()
		if err != nil {
			return err
		}
		paper, err := c.Behalf(d)
		switch {
		case err != nil:
			return err
		case paper != nil:
			err = d.Workspace.SignCompactFor(unit.ID, paper.Signer, paper.Paper)
		case unit.ID != me.Unit.ID:
			err = emulation.Errorf(emulation.Invalid, "cli.compact.paper", "unit", unit.Name)
		default:
			err = d.Workspace.SignCompact()
		}
		if err != nil {
			return err
		}
		return a.Done(map[string]any{"unit": unit.Code, "signed": true}, "cli.compact.signed", "unit", unit.Name)
	})
}

// CompactShowCmd prints the compact and who signed it.
type CompactShowCmd struct {
	Missing bool `help:"cli.run.missing"`
}

type signatureOut struct {
	Unit      string `json:"unit"`
	Name      string `json:"name"`
	State     string `json:"state"`
	Date      string `json:"date,omitempty"`
	Signer    string `json:"signer,omitempty"`
	Paper     string `json:"paper,omitempty"`
	Objection string `json:"objection,omitempty"`
	verb.Entry
}

// Run prints it.
func (c *CompactShowCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		v, err := d.Workspace.Compact()
		if err != nil {
			return err
		}
		out := struct {
			Title        string         `json:"title"`
			Paragraphs   []string       `json:"paragraphs"`
			Place        string         `json:"place,omitempty"`
			Date         string         `json:"date,omitempty"`
			Digest       string         `json:"digest,omitempty"`
			Illustrative bool           `json:"illustrative"`
			Unsigned     []string       `json:"unsigned"`
			Signatures   []signatureOut `json:"signatures"`
			verb.Entry
		}{Title: v.Title, Paragraphs: append([]string{}, v.Paragraphs...), Place: v.Place, Date: v.Date, Illustrative: v.Illustrative,
			Unsigned: []string{}, Signatures: []signatureOut{}, Entry: verb.EntryOf(v.Entry)}
		if v.Given {
			out.Digest = v.Digest.String()
		}
		for _, u := range v.Unsigned() {
			out.Unsigned = append(out.Unsigned, u.Code)
		}
		var rows [][]string
		for i := range v.Signatures {
			s := &v.Signatures[i]
			if c.Missing && s.Counts() {
				continue
			}
			o, words := signature(a, s)
			out.Signatures = append(out.Signatures, o)
			rows = append(rows, []string{o.Unit, o.Name, words, a.Date(o.Date)})
		}
		if !a.JSON && v.Given && !c.Missing {
			fmt.Fprintln(a.Stdout, v.Title)
			for _, p := range v.Paragraphs {
				fmt.Fprintln(a.Stdout, "  "+p)
			}
			if v.Illustrative {
				fmt.Fprintln(a.Stdout, a.Say("cli.illustrative"))
			}
		}
		if err := a.List(out, rows, "cli.compact.all", "code", "unit", "signature", "date"); err != nil {
			return err
		}
		a.Tell("cli.compact.count", "signed", len(v.Signatures)-len(v.Unsigned()), "units", len(v.Signatures))
		return nil
	})
}

func signature(a *verb.App, s *workspace.Signature) (signatureOut, string) {
	o := signatureOut{Unit: s.Unit.Code, Name: s.Unit.Name, State: string(s.State), Date: s.Date, Objection: s.Objection, Entry: verb.EntryOf(s.Entry)}
	words := a.Say("compact.state." + o.State)
	if s.OnBehalf != nil {
		o.Signer, o.Paper = s.OnBehalf.Signer, s.OnBehalf.Paper.Name
		words += " (" + a.Say("cli.run.behalf", "signer", o.Signer, "paper", o.Paper) + ")"
	}
	if s.Objection != "" {
		words += "; " + a.Say("cli.run.objected", "reason", s.Objection)
	}
	return o, words
}
