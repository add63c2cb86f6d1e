package papers

import (
	"fmt"
	"io"
	"strconv"

	"thidua/cmd/thidua-cli/internal/verb"
	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/workspace/register"
)

// ofIssuer says whose papers are meant.
type ofIssuer struct {
	Cluster bool `help:"cli.run.whole-cluster" name:"whole-cluster"`
}

// LetterheadCmd is about what stands on every paper of a unit, or of the cluster.
type LetterheadCmd struct {
	Show LetterheadShowCmd `cmd:"" help:"cli.letterhead.show"`
	Set  LetterheadSetCmd  `cmd:"" help:"cli.letterhead.set"`
	Sign LetterheadSignCmd `cmd:"" help:"cli.letterhead.sign"`
}

// LetterheadShowCmd shows a letterhead and who signs.
type LetterheadShowCmd struct{ ofIssuer }

func (c *LetterheadShowCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		l, err := register.At(d.Workspace).Letterhead(c.Cluster)
		if err != nil {
			return err
		}
		signers := verb.Of(l.Signers,
			verb.Both("letterhead-role", "role", func(s *register.Signer) any { return s.Role }, func(s *register.Signer) string { return a.Say("letterhead.role." + s.Role) }),
			verb.Both("name", "name,omitempty", func(s *register.Signer) any { return s.Name }),
			verb.Both("letterhead-position", "position,omitempty", func(s *register.Signer) any { return s.Position }),
			verb.Both("letterhead-authority", "authority,omitempty", func(s *register.Signer) any { return s.Authority }))
		shown := map[string]any{"superior": l.Superior, "issuer": l.Issuer, "sign": l.Sign, "place": l.Place, "recipients": append([]string{}, l.Recipients...),
			"carried": l.Carried, "illustrative": l.Illustrative, "conflict": l.Conflict, "signers": signers}
		return a.Show(shown, func(w io.Writer) {
			for _, line := range [][2]string{{"superior", l.Superior}, {"issuer", l.Issuer}, {"sign", l.Sign}, {"place", l.Place}} {
				if line[1] != "" {
					fmt.Fprintln(w, a.Say("cli.letterhead.line."+line[0], "text", line[1]))
				}
			}
			for i, r := range l.Recipients {
				if i == 0 {
					fmt.Fprintln(w, a.Say("cli.letterhead.line.recipients"))
				}
				fmt.Fprintln(w, "  "+r)
			}
			if state := a.State(l.Entry); state != "" {
				fmt.Fprintln(w, state)
			}
			if l.Illustrative {
				fmt.Fprintln(w, a.Say("cli.letterhead.illustrative"))
			}
			if l.Carried != "" {
				fmt.Fprintln(w, a.Say("cli.letterhead.carried", "season", l.Carried))
			}
			if !l.Given {
				fmt.Fprintln(w, a.Say("cli.letterhead.none"))
				return
			}
			_ = signers.Show(a, nil, "cli.letterhead.no-signers")
		})
	})
}

// LetterheadSetCmd writes a letterhead; what is not said stays.
type LetterheadSetCmd struct {
	Superior     *string  `help:"cli.letterhead.superior" placeholder:"TEXT"`
	Issuer       *string  `help:"cli.letterhead.issuer" placeholder:"TEXT"`
	Sign         *string  `help:"cli.letterhead.sign-of" placeholder:"TEXT"`
	Place        *string  `help:"cli.letterhead.place" placeholder:"TEXT"`
	Recipient    []string `help:"cli.letterhead.recipient" sep:"none" placeholder:"TEXT"`
	Illustrative bool     `help:"cli.run.illustrative" xor:"invented"`
	Real         bool     `help:"cli.letterhead.real" xor:"invented"`
	ofIssuer
}

func (c *LetterheadSetCmd) Run(a *verb.App) error {
	return changed(a, c.Cluster, func(l *register.Letterhead) []register.Signer {
		for _, part := range []struct{ to, said *string }{{&l.Superior, c.Superior}, {&l.Issuer, c.Issuer}, {&l.Sign, c.Sign}, {&l.Place, c.Place}} {
			if part.said != nil {
				*part.to = *part.said
			}
		}
		if c.Recipient != nil {
			l.Recipients = c.Recipient
		}
		l.Illustrative = (l.Illustrative || c.Illustrative) && !c.Real
		return nil
	})
}

// LetterheadSignCmd names who signs in a role; without a name and words nobody is named any more.
type LetterheadSignCmd struct {
	Role      string `arg:"" help:"cli.letterhead.role"`
	Name      string `help:"cli.letterhead.name" placeholder:"TEXT"`
	Position  string `help:"cli.letterhead.position" placeholder:"TEXT"`
	Authority string `help:"cli.letterhead.authority" placeholder:"TEXT"`
	ofIssuer
}

func (c *LetterheadSignCmd) Run(a *verb.App) error {
	return changed(a, c.Cluster, func(l *register.Letterhead) []register.Signer {
		others := emulation.Where(l.Signers, func(s register.Signer) bool { return s.Role != c.Role })
		return append(others, register.Signer{Role: c.Role, Name: c.Name, Position: c.Position, Authority: c.Authority})
	})
}

// changed writes a letterhead with what change makes of it; change gives who signs from now on, nil as before.
func changed(a *verb.App, cluster bool, change func(l *register.Letterhead) []register.Signer) error {
	return a.With(func(d *desk.Desk) error {
		room := register.At(d.Workspace)
		l, err := room.Letterhead(cluster)
		if err != nil {
			return err
		}
		signers := change(l)
		return a.DoneUnless(room.SetLetterhead(cluster, l.Letterhead, signers), map[string]any{}, "cli.letterhead.done")
	})
}

// NumberCmd is about the register of the numbers of papers.
type NumberCmd struct {
	List     NumberListCmd     `cmd:"" help:"cli.number.list"`
	Take     NumberTakeCmd     `cmd:"" help:"cli.number.take"`
	GiveBack NumberGiveBackCmd `cmd:"" help:"cli.number.give-back"`
}

// NumberListCmd lists the numbers of a register.
type NumberListCmd struct {
	Year uint64 `help:"cli.number.year" placeholder:"Y"`
	ofIssuer
}

func (c *NumberListCmd) Run(a *verb.App) error {
	return verb.Listed(a, func(d *desk.Desk) ([]register.Numbered, error) {
		return register.At(d.Workspace).Register(c.Cluster, c.Year)
	}, "cli.number.none",
		verb.Both("number-year", "year", func(n *register.Numbered) any { return n.Year }),
		verb.Both("number-text", "text", func(n *register.Numbered) any { return n.Text() }),
		verb.Field("type", func(n *register.Numbered) any { return n.Type }), verb.Field("number", func(n *register.Numbered) any { return n.Number }),
		verb.Both("number-subject", "subject", func(n *register.Numbered) any { return n.Subject }),
		verb.Both("date", "date,omitempty", func(n *register.Numbered) any { return n.Date }, func(n *register.Numbered) string { return a.Date(n.Date) }),
		verb.Field("by_hand,omitempty", func(n *register.Numbered) any { return n.ByHand }), verb.Field("given_back,omitempty", func(n *register.Numbered) any { return n.Withdrawn }),
		verb.Field("", func(n *register.Numbered) any { return verb.EntryOf(n.Entry) }),
		verb.Cell("note", func(n *register.Numbered) string {
			if n.Withdrawn != "" && !n.Conflict {
				return a.Say("cli.number.given-back", "why", n.Withdrawn)
			}
			return a.State(n.Entry)
		}))
}

// NumberTakeCmd takes a number for a paper that is not made here.
type NumberTakeCmd struct {
	Subject string `arg:"" help:"cli.number.subject"`
	Type    string `help:"cli.number.type" placeholder:"T"`
	Number  uint64 `help:"cli.number.typed" placeholder:"N"`
	Year    uint64 `help:"cli.number.of-year" placeholder:"Y"`
	Date    string `help:"cli.number.date" placeholder:"D"`
	ofIssuer
}

func (c *NumberTakeCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		n, err := register.At(d.Workspace).Draw(register.Drawing{Cluster: c.Cluster, Year: c.Year, Type: c.Type, Number: c.Number,
			PaperNumber: emulation.PaperNumber{Subject: c.Subject, Date: c.Date}})
		if err != nil {
			return err
		}
		return a.Done(map[string]any{"text": n.Text(), "year": n.Year, "number": n.Number}, "cli.number.taken", "number", n.Text(), "subject", n.Subject)
	})
}

// NumberGiveBackCmd takes a number from its paper.
type NumberGiveBackCmd struct {
	Number uint64 `arg:"" help:"cli.number.number"`
	Type   string `help:"cli.number.type" placeholder:"T"`
	Year   uint64 `help:"cli.number.of-year" required:"" placeholder:"Y"`
	Reason string `help:"cli.number.reason" required:"" placeholder:"TEXT"`
	ofIssuer
}

func (c *NumberGiveBackCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		err := register.At(d.Workspace).GiveBack(c.Cluster, c.Year, c.Type, c.Number, c.Reason)
		return a.DoneUnless(err, map[string]any{"number": c.Number, "year": c.Year}, "cli.number.gave-back", "number", c.Number, "year", c.Year)
	})
}

// nextNumber is what a person writes to get the next number of a register.
const nextNumber = "next"

// typedNumber is the number a flag asks for, 0 = the next.
func typedNumber(text string) (uint64, error) {
	if text == nextNumber {
		return 0, nil
	}
	n, err := strconv.ParseUint(text, 10, 32)
	if err != nil || n == 0 {
		return 0, emulation.Errorf(emulation.Invalid, "number.flag", "text", text)
	}
	return n, nil
}
