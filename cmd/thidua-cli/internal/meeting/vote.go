package meeting

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"thidua/cmd/thidua-cli/internal/verb"
	"thidua/emulation"
	"thidua/emulation/ballot"
	"thidua/internal/desk"
	"thidua/internal/phrase"
	"thidua/workspace/book"
	"thidua/workspace/conference"
)

type VoteCmd struct {
	Open     VoteOpenCmd     `cmd:"" help:"cli.vote.open"`
	Tally    VoteTallyCmd    `cmd:"" help:"cli.vote.tally"`
	Chair    VoteChairCmd    `cmd:"" help:"cli.vote.chair"`
	Withdraw VoteWithdrawCmd `cmd:"" help:"cli.vote.withdraw"`
	Show     VoteShowCmd     `cmd:"" help:"cli.vote.show"`
}

// lineFlags are what is voted on: a code, or a code with a name.
type lineFlags struct {
	Line []string `help:"cli.vote.line" sep:"none" placeholder:"U"`
}

func (f *lineFlags) choices() []ballot.Choice {
	return emulation.Map(f.Line, func(l string) ballot.Choice {
		id, name, _ := strings.Cut(l, "=")
		return ballot.Choice{ID: id, Name: name}
	})
}

// VoteOpenCmd announces a vote.
type VoteOpenCmd struct {
	Code  string `arg:"" help:"cli.vote.code"`
	Title string `help:"cli.vote.title" required:"" placeholder:"TEXT"`
	On    string `help:"cli.vote.on" default:"other" placeholder:"WHAT"`
	Kind  string `help:"cli.conference.kind" default:"closing" placeholder:"KIND"`
	lineFlags
	verb.BallotFlags
	Recuse  []string `help:"cli.vote.recuse" placeholder:"U"`
	Members int64    `help:"cli.vote.members" placeholder:"N"`
	Reason  string   `help:"cli.vote.replace-why" placeholder:"TEXT"`
}

func (c *VoteOpenCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		q := ballot.Question{Title: c.Title, On: c.On, Conference: c.Kind, Members: c.Members, Lines: c.choices(), Reason: c.Reason}
		var err error
		if q.Rules, err = c.Rules(); err != nil {
			return err
		}
		if q.Recused, err = verb.UnitIDs(d, c.Recuse); err != nil {
			return err
		}
		if err := conference.At(d.Workspace).OpenVote(c.Code, q); err != nil {
			return err
		}
		return showVotes(a, d, "")
	})
}

// countFlags are what a counting team found.
type countFlags struct {
	Line     []string `arg:"" help:"cli.vote.counts"`
	Round    uint64   `help:"cli.vote.round" placeholder:"N"`
	Present  int64    `help:"cli.vote.present" placeholder:"N"`
	Written  int64    `help:"cli.vote.wrote" placeholder:"N"`
	Recused  int64    `help:"cli.vote.recused" placeholder:"N"`
	Issued   int64    `help:"cli.vote.issued" placeholder:"N"`
	Returned int64    `help:"cli.vote.returned" placeholder:"N"`
	Valid    int64    `help:"cli.vote.valid" placeholder:"N" required:""`
	Invalid  int64    `help:"cli.vote.invalid" placeholder:"N"`
	Reason   string   `help:"cli.vote.correct-why" placeholder:"TEXT"`
}

func (c *countFlags) tally() (ballot.Tally, error) {
	t := ballot.Tally{Present: c.Present, Written: c.Written, Recused: c.Recused, Issued: c.Issued, Returned: c.Returned, Valid: c.Valid, Invalid: c.Invalid, Reason: c.Reason}
	for _, text := range c.Line {
		l, err := countOf(text, c.Valid)
		if err != nil {
			return t, err
		}
		t.Lines = append(t.Lines, l)
	}
	return t, nil
}

// VoteTallyCmd records what the counting team found.
type VoteTallyCmd struct {
	Code string `arg:"" help:"cli.vote.code"`
	countFlags
}

func (c *VoteTallyCmd) Run(a *verb.App) error {
	t, err := c.tally()
	if err != nil {
		return err
	}
	return a.With(func(d *desk.Desk) error {
		if err := conference.At(d.Workspace).RecordTally(c.Code, c.Round, t); err != nil {
			return err
		}
		return showVotes(a, d, c.Code)
	})
}

// countOf reads "son-la=8", "son-la=8/1", "son-la=8/0/1" or "son-la=8/0/0/1": in favour, against, blank, invalid. What is not named is against; invalid
// ballots that are not named are not told apart by line.
func countOf(text string, valid int64) (ballot.Line, error) {
	wrong := emulation.Errorf(emulation.Invalid, "cli.vote.count", "text", text)
	id, counts, ok := strings.Cut(text, "=")
	parts := strings.Split(counts, "/")
	if !ok || len(parts) > 4 {
		return ballot.Line{}, wrong
	}
	n := make([]int64, 4)
	for i, p := range parts {
		var err error
		if n[i], err = strconv.ParseInt(strings.TrimSpace(p), 10, 64); err != nil {
			return ballot.Line{}, wrong
		}
	}
	if len(parts) == 1 {
		n[1] = valid - n[0]
	}
	l := ballot.Line{ID: id, Yes: n[0], No: n[1], Blank: n[2]}
	if len(parts) == 4 {
		l.Invalid = &n[3]
	}
	return l, nil
}

// VoteChairCmd records the word of the chair.
type VoteChairCmd struct {
	Code string `arg:"" help:"cli.vote.chair-code"`
	chairFlags
}

// chairFlags are the word of a chair: the lines chosen, or none of them.
type chairFlags struct {
	Line   []string `arg:"" optional:"" help:"cli.vote.chair-lines"`
	None   bool     `help:"cli.vote.chair-none"`
	Reason string   `help:"cli.flag.why" required:"" placeholder:"TEXT"`
}

func (f *chairFlags) check() error {
	if (len(f.Line) == 0) != f.None {
		return emulation.Errorf(emulation.Invalid, "cli.vote.chair-whom")
	}
	return nil
}

func (c *VoteChairCmd) Run(a *verb.App) error {
	if err := c.check(); err != nil {
		return err
	}
	return a.With(func(d *desk.Desk) error {
		if err := conference.At(d.Workspace).DecideChair(c.Code, c.Line, c.Reason); err != nil {
			return err
		}
		if c.None {
			return showVotes(a, d, c.Code)
		}
		names := c.Line
		if c.Code != conference.ChairOnRanking {
			v, err := conference.At(d.Workspace).Vote(c.Code)
			if err != nil {
				return err
			}
			names = emulation.Map(c.Line, v.LineName)
		}
		return a.Done(map[string]any{"code": c.Code, "lines": c.Line}, "cli.vote.chaired", "lines", strings.Join(names, ", "))
	})
}

// VoteWithdrawCmd takes a vote back.
type VoteWithdrawCmd struct {
	Code   string `arg:"" help:"cli.vote.code"`
	Reason string `help:"cli.flag.why" required:"" placeholder:"TEXT"`
}

func (c *VoteWithdrawCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		if err := conference.At(d.Workspace).WithdrawVote(c.Code, c.Reason); err != nil {
			return err
		}
		return showVotes(a, d, c.Code)
	})
}

type VoteShowCmd struct {
	Code string `arg:"" optional:"" help:"cli.vote.code"`
}

func (c *VoteShowCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error { return showVotes(a, d, c.Code) })
}

func showVotes(a *verb.App, d *desk.Desk, code string) error {
	votes, err := conference.At(d.Workspace).Votes()
	if code != "" && err == nil {
		var v *conference.Vote
		v, err = conference.At(d.Workspace).Vote(code)
		votes = []*conference.Vote{v}
	}
	if err != nil {
		return err
	}
	out := emulation.Map(votes, func(v *conference.Vote) verb.Object { return voteOf(a, v) })
	return a.Show(out, func(w io.Writer) {
		if len(votes) == 0 {
			fmt.Fprintln(w, a.Say("cli.vote.none"))
		}
		for _, v := range votes {
			tellVote(a, w, v)
		}
	})
}

// voteOf is a vote in JSON.
func voteOf(a *verb.App, v *conference.Vote) verb.Object {
	chair, fault := toldOf(a, v)
	return verb.Object{"code", v.Code, "title", v.Title, "on", v.On, "conference", v.Question.Conference, "rules", phrase.Render(a.Lang, v.Question.Rules.Message()),
		"voters", v.Voters, "recused", book.Codes(v.StandOff), "rounds", len(v.Rounds),
		"lines", emulation.Map(v.Lines, func(l conference.VoteLine) verb.Object {
			return verb.Object{"id", l.ID, "name", l.Name, "counted", l.Counted, "yes", l.Yes, "no", l.No, "blank", l.Blank, "invalid,omitempty", l.Invalid,
				"state", l.State, "told", told(a, &l)}
		}),
		"won", verb.Strings(v.Won), "undecided", verb.Strings(v.Undecided), "outcome", phrase.Render(a.Lang, v.Message), "chair_reason,omitempty", chair,
		"fault,omitempty", fault, "conflict", v.Conflict, "pending", v.Pending, "withdrawn", v.Withdrawn, "reason,omitempty", v.Reason,
		"notes", emulation.Map(v.Notes(), func(m emulation.Message) string { return phrase.Render(a.Lang, m) }),
		"corrections", emulation.Map(v.Corrected, func(c conference.Correction) verb.Object {
			return verb.Object{"round", c.Round, "reason", c.Reason, "author", c.Author, "changes", emulation.Map(c.Changes, func(d ballot.Difference) verb.Object {
				return verb.Object{"figure", d.Figure, "line,omitempty", d.Line, "before", d.Before, "after", d.After}
			})}
		})}
}

// toldOf are the chair's reason and what is wrong with its count, "" where there is none.
func toldOf(a *verb.App, v *conference.Vote) (chair, fault string) {
	if v.Decision != nil {
		chair = v.Decision.Reason
	}
	if v.Fault != nil {
		fault = phrase.Error(a.Lang, v.Fault)
	}
	return chair, fault
}

// told is how a line was counted.
func told(a *verb.App, l *conference.VoteLine) string {
	if !l.Counted {
		return ""
	}
	return phrase.Render(a.Lang, l.Message)
}

func tellVote(a *verb.App, w io.Writer, v *conference.Vote) {
	chair, fault := toldOf(a, v)
	head := "cli.vote.head"
	if v.Withdrawn {
		head = "cli.vote.head-withdrawn"
	}
	fmt.Fprintln(w, a.Say(head, "code", v.Code, "title", v.Title, "rules", v.Question.Rules.Message()))
	if len(v.StandOff) > 0 {
		fmt.Fprintln(w, "  "+a.Say("cli.vote.aside", "units", book.Labels(v.StandOff, ", ")))
	}
	for _, l := range v.Lines {
		if l.Counted {
			fmt.Fprintf(w, "  %s: %s\n", l.Name, told(a, &l))
		} else {
			fmt.Fprintf(w, "  %s\n", l.Name)
		}
	}
	for _, text := range emulation.NonEmpty(phrase.Render(a.Lang, v.Message), chair, fault) {
		fmt.Fprintln(w, "  "+text)
	}
	for _, note := range v.Notes() {
		fmt.Fprintln(w, "  "+phrase.Render(a.Lang, note))
	}
	if v.Conflict {
		fmt.Fprintln(w, "  "+a.Say("cli.state.conflict"))
	}
}
