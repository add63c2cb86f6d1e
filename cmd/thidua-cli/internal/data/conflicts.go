package data

import (
	"fmt"
	"io"

	"thidua/cmd/thidua-cli/internal/verb"
	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/phrase"
	"thidua/workspace/questions"
)

// ConflictsCmd is about what two people wrote without seeing each other.
type ConflictsCmd struct {
	List   ConflictsListCmd   `cmd:"" help:"cli.conflicts.list"`
	Decide ConflictsDecideCmd `cmd:"" help:"cli.conflicts.decide"`
}

// ConflictsListCmd lists the open questions.
type ConflictsListCmd struct{}

// Run lists them in words.
func (ConflictsListCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		list, err := questions.At(d.Workspace).Conflicts()
		if err != nil {
			return err
		}
		waiting, err := questions.At(d.Workspace).Waiting()
		if err != nil {
			return err
		}
		said := func(q *questions.Question, c *questions.Choice) string {
			if q.Column == questions.ColumnRecord {
				return phrase.Render(a.Lang, c.Says)
			}
			return c.Shown
		}
		out := verb.Object{"conflicts", emulation.Map(list, func(q questions.Question) verb.Object {
			about := verb.Object{"number", q.Number, "unit", q.Unit.Code, "criterion,omitempty", q.Code}
			if q.Column == questions.ColumnRecord { // no score: a kind of record
				about = verb.Object{"number", q.Number, "unit", q.Unit.Code, "record,omitempty", q.Code, "what,omitempty", phrase.Render(a.Lang, q.What)}
			}
			choices := []verb.Object{}
			for i, c := range q.Choices {
				if c.Together != nil {
					choices = append(choices, verb.Object{"number", i + 1, "value", said(&q, &c), "together", true})
					continue
				}
				choices = append(choices, verb.Object{"number", i + 1, "value", said(&q, &c), "author", c.Author, "at", a.When(c.At), "mine", c.Mine})
			}
			return append(about, "column", q.Column, "choices", choices)
		}), "waiting", emulation.Map(waiting, func(h questions.Waiting) verb.Object {
			return verb.Object{"scope", h.Scope.String(), "identity", h.Identity.String(), "author", h.Author, "verdict", h.Verdict.String(), "reason", h.Reason,
				"wrote", a.Render(h.Says)} // in words, a line for each operation
		})}
		return a.Show(out, func(w io.Writer) {
			if len(list) == 0 && len(waiting) == 0 {
				fmt.Fprintln(w, a.Say("cli.conflicts.none"))
			}
			for _, q := range list {
				if q.Column == questions.ColumnRecord {
					fmt.Fprintln(w, a.Say("cli.conflicts.record", "number", q.Number, "what", q.What))
				} else {
					fmt.Fprintln(w, a.Say("cli.conflicts.question", "number", q.Number, "unit", q.Unit.Label(), "code", q.Code, "name", q.Name))
				}
				for i, c := range q.Choices {
					key := "cli.conflicts.choice"
					if c.Mine {
						key = "cli.conflicts.mine"
					} else if c.Together != nil {
						key = "cli.conflicts.together"
					}
					fmt.Fprintln(w, "  "+a.Say(key, "number", i+1, "value", said(&q, &c), "author", c.Author, "at", a.When(c.At)))
				}
			}
			for _, h := range waiting {
				fmt.Fprintln(w, a.Say("cli.conflicts.waiting", "author", h.Author, "verdict", a.Say("verdict."+h.Verdict.String()), "reason", a.Say("reason."+h.Reason),
					"identity", h.Identity.String()))
				for _, line := range a.Render(h.Says) {
					fmt.Fprintln(w, "  "+line)
				}
			}
		})
	})
}

// ConflictsDecideCmd settles a question.
type ConflictsDecideCmd struct {
	Number int `arg:"" help:"cli.arg.question"`
	Choice int `arg:"" help:"cli.arg.choice"`
}

func (c *ConflictsDecideCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		if err := questions.At(d.Workspace).Decide(c.Number, c.Choice); err != nil {
			return err
		}
		a.Tell("cli.conflicts.decided")
		return nil
	})
}
