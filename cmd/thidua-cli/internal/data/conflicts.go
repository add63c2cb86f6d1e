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
		type choice struct {
			Number int    `json:"number"`
			Value  string `json:"value"`
			Author string `json:"author"`
			At     string `json:"at"`
			Mine   bool   `json:"mine"`
		}
		type question struct {
			Number    int      `json:"number"`
			Unit      string   `json:"unit"`
			Criterion string   `json:"criterion,omitempty"`
			Record    string   `json:"record,omitempty"` // kind of record, where it is no score
			What      string   `json:"what,omitempty"`
			Column    string   `json:"column"`
			Choices   []choice `json:"choices"`
		}
		type held struct {
			Scope    string   `json:"scope"`
			Identity string   `json:"identity"`
			Author   string   `json:"author"`
			Verdict  string   `json:"verdict"`
			Reason   string   `json:"reason"`
			Wrote    []string `json:"wrote"` // in words, a line for each operation
		}
		out := struct {
			Conflicts []question `json:"conflicts"`
			Waiting   []held     `json:"waiting"`
		}{[]question{}, []held{}}
		for _, q := range list {
			item := question{Number: q.Number, Unit: q.Unit.Code, Criterion: q.Code, Column: q.Column}
			if q.Column == questions.ColumnRecord {
				item.Criterion, item.Record, item.What = "", q.Code, phrase.Render(a.Lang, q.What)
			}
			for i, c := range q.Choices {
				at := a.When(c.At)
				value := c.Shown
				if q.Column == questions.ColumnRecord {
					value = phrase.Render(a.Lang, c.Says)
				}
				item.Choices = append(item.Choices, choice{i + 1, value, c.Author, at, c.Mine})
			}
			out.Conflicts = append(out.Conflicts, item)
		}
		for _, h := range waiting {
			out.Waiting = append(out.Waiting, held{h.Scope.String(), h.Identity.String(), h.Author, h.Verdict.String(), h.Reason,
				emulation.Map(h.Says, func(m emulation.Message) string { return phrase.Render(a.Lang, m) })})
		}
		return a.Show(out, func(w io.Writer) {
			if len(list) == 0 && len(waiting) == 0 {
				fmt.Fprintln(w, a.Say("cli.conflicts.none"))
			}
			for i, q := range list {
				if q.Column == questions.ColumnRecord {
					fmt.Fprintln(w, a.Say("cli.conflicts.record", "number", q.Number, "what", q.What))
				} else {
					fmt.Fprintln(w, a.Say("cli.conflicts.question", "number", q.Number, "unit", q.Unit.Label(), "code", q.Code, "name", q.Name))
				}
				for _, c := range out.Conflicts[i].Choices {
					key := "cli.conflicts.choice"
					if c.Mine {
						key = "cli.conflicts.mine"
					}
					fmt.Fprintln(w, "  "+a.Say(key, "number", c.Number, "value", c.Value, "author", c.Author, "at", c.At))
				}
			}
			for _, h := range out.Waiting {
				fmt.Fprintln(w, a.Say("cli.conflicts.waiting", "author", h.Author, "verdict", a.Say("verdict."+h.Verdict), "reason", a.Say("reason."+h.Reason), "identity", h.Identity))
				for _, line := range h.Wrote {
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
