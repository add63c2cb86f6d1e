package year

import (
	"fmt"
	"slices"

	"thidua/cmd/thidua-cli/internal/verb"
	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/workspace/book"
	"thidua/workspace/pledge"
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
	Meeting      string `help:"cli.run.compact-meeting" placeholder:"KIND"`
	MeetingOf    string `help:"cli.run.compact-meeting-of" placeholder:"S"`
	Illustrative bool   `help:"cli.run.illustrative"`
	File         string `arg:"" help:"cli.run.compact-file"`
}

func (c *CompactSetCmd) Run(a *verb.App) error {
	lines, err := a.Lines(c.File)
	if err != nil {
		return err
	}
	text := emulation.CompactText{Title: c.Title, Paragraphs: lines, Place: c.Place, Date: c.Date, Meeting: c.Meeting, MeetingOf: c.MeetingOf,
		Illustrative: c.Illustrative}
	if c.Title == "" && len(lines) > 0 {
		text.Title, text.Paragraphs = lines[0], lines[1:]
	}
	return a.With(func(d *desk.Desk) error {
		err := pledge.At(d.Workspace).SetCompact(text)
		return a.DoneUnless(err, map[string]any{"title": text.Title, "paragraphs": len(text.Paragraphs)}, "cli.compact.written", "title", text.Title)
	})
}

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
			err = pledge.At(d.Workspace).SignCompactFor(unit.ID, paper.Signer, paper.Paper)
		case unit.ID != me.Unit.ID:
			err = emulation.Errorf(emulation.Invalid, "cli.compact.paper", "unit", unit.Name)
		default:
			err = pledge.At(d.Workspace).SignCompact()
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

func (c *CompactShowCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		v, err := pledge.At(d.Workspace).Compact()
		if err != nil {
			return err
		}
		list := v.Signatures
		if c.Missing {
			list = slices.DeleteFunc(slices.Clone(list), func(s pledge.Signature) bool { return s.Counts() })
		}
		signatures := verb.Of(list,
			verb.Both("code", "unit", func(s *pledge.Signature) any { return s.Unit.Code }),
			verb.Both("unit", "name", func(s *pledge.Signature) any { return s.Unit.Name }),
			verb.Both("signature", "state", func(s *pledge.Signature) any { return s.State }, func(s *pledge.Signature) string { return signed(a, s) }),
			verb.Both("date", "date,omitempty", func(s *pledge.Signature) any { return s.Date }, func(s *pledge.Signature) string { return a.Date(s.Date) }),
			verb.Field("", func(s *pledge.Signature) any { return onBehalf(s.OnBehalf) }),
			verb.Field("objection,omitempty", func(s *pledge.Signature) any { return s.Objection }),
			verb.Field("", func(s *pledge.Signature) any { return verb.EntryOf(s.Entry) }))
		digest := ""
		if v.Given {
			digest = v.Digest.String()
		}
		unsigned := book.Codes(v.Unsigned())
		out := verb.Object{"title", v.Title, "paragraphs", verb.Strings(v.Paragraphs), "place,omitempty", v.Place, "date,omitempty", v.Date, "digest,omitempty", digest,
			"meeting,omitempty", v.Meeting, "meeting_of,omitempty", v.MeetingOf,
			"illustrative", v.Illustrative, "unsigned", unsigned, "signatures", signatures, "", verb.EntryOf(v.Entry)}
		if !a.JSON && v.Given && !c.Missing {
			fmt.Fprintln(a.Stdout, v.Title)
			for _, p := range v.Paragraphs {
				fmt.Fprintln(a.Stdout, "  "+p)
			}
			if v.Meeting != "" {
				meeting := a.Say("conference.kind." + v.Meeting)
				if v.MeetingOf != "" {
					meeting += " (" + v.MeetingOf + ")"
				}
				fmt.Fprintln(a.Stdout, a.Say("cli.compact.at", "meeting", meeting))
			}
			if v.Illustrative {
				fmt.Fprintln(a.Stdout, a.Say("cli.illustrative"))
			}
		}
		if err := signatures.Show(a, out, "cli.compact.all"); err != nil {
			return err
		}
		a.Tell("cli.compact.count", "signed", len(v.Signatures)-len(unsigned), "units", len(v.Signatures))
		return nil
	})
}

// onBehalf are the fields of who signed on paper.
func onBehalf(b *emulation.OnBehalf) any {
	if b == nil {
		return verb.Object{}
	}
	return verb.Object{"signer,omitempty", b.Signer, "paper,omitempty", b.Paper.Name}
}

// signed says how a unit signed.
func signed(a *verb.App, s *pledge.Signature) string {
	words := a.Say("compact.state." + string(s.State))
	if s.OnBehalf != nil {
		words += " (" + a.Say("cli.run.behalf", "signer", s.OnBehalf.Signer, "paper", s.OnBehalf.Paper.Name) + ")"
	}
	if s.Objection != "" {
		words += "; " + a.Say("cli.run.objected", "reason", s.Objection)
	}
	return words
}
