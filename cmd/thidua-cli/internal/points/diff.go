package points

import (
	"fmt"
	"io"

	"thidua/cmd/thidua-cli/internal/verb"
	"thidua/emulation/criteria"
	"thidua/emulation/scoring"
	"thidua/internal/phrase"
)

// CriteriaDiffCmd compares two versions of a criteria set.
type CriteriaDiffCmd struct {
	Before string `arg:"" help:"cli.arg.before" placeholder:"A.yaml"`
	After  string `arg:"" help:"cli.arg.after" placeholder:"B.yaml"`
	Inputs string `help:"cli.flag.diff-inputs" placeholder:"I.yaml"`
}

// Run prints what changed, in words, and with inputs what scoring again would change. Nothing is written.
func (c *CriteriaDiffCmd) Run(a *verb.App) error {
	before, err := a.CriteriaFile(c.Before)
	if err != nil {
		return a.Faults(err)
	}
	after, err := a.CriteriaFile(c.After)
	if err != nil {
		return a.Faults(err)
	}
	type line struct {
		Code    string `json:"code"`
		Group   bool   `json:"group"`
		Scores  bool   `json:"scores"`
		Message string `json:"message"`
	}
	out := struct {
		Changes []line   `json:"changes"`
		Effects []string `json:"effects,omitempty"`
	}{Changes: []line{}}
	scores := 0
	for _, ch := range criteria.Diff(before, after) {
		out.Changes = append(out.Changes, line{ch.Code, ch.Group, ch.Scores, phrase.Render(a.Lang, ch.Message)})
		if ch.Scores {
			scores++
		}
	}
	if c.Inputs != "" {
		if out.Effects, err = c.effects(a, before, after); err != nil {
			return a.Faults(err)
		}
	}
	return a.Show(out, func(w io.Writer) {
		if len(out.Changes) == 0 {
			fmt.Fprintln(w, a.Say("cli.diff.none"))
		} else {
			fmt.Fprintln(w, a.Say("cli.diff.count", "count", len(out.Changes), "scores", scores))
		}
		for _, l := range out.Changes {
			mark := " "
			if l.Scores {
				mark = "*"
			}
			fmt.Fprintln(w, mark, l.Message)
		}
		if c.Inputs == "" {
			return
		}
		if len(out.Effects) == 0 {
			fmt.Fprintln(w, a.Say("cli.diff.no-effect"))
			return
		}
		fmt.Fprintln(w, a.Say("cli.diff.effects"))
		for _, e := range out.Effects {
			fmt.Fprintln(w, " ", e)
		}
	})
}

func (c *CriteriaDiffCmd) effects(a *verb.App, before, after *criteria.Set) ([]string, error) {
	result, err := scoreFile(a, before, c.Inputs)
	if err != nil {
		return nil, err
	}
	effect, err := result.Rescore(after)
	if err != nil {
		return nil, err
	}
	var out []string
	for _, u := range effect.Units {
		for _, m := range u.Messages() {
			out = append(out, phrase.Render(a.Lang, m))
		}
	}
	return out, nil
}

// scoreFile scores an inputs file a person named.
func scoreFile(a *verb.App, set *criteria.Set, name string) (*scoring.Result, error) {
	raw, err := a.Foreign(name)
	if err != nil {
		return nil, err
	}
	in, err := criteria.LoadInputs(set, name, raw)
	if err != nil {
		return nil, err
	}
	return scoring.Score(set, in.Units, in.Decisions)
}
