package points

import (
	"fmt"
	"io"

	"thidua/cmd/thidua-cli/internal/verb"
	"thidua/emulation"
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
	changes := criteria.Diff(before, after)
	out := struct {
		Changes any      `json:"changes"`
		Effects []string `json:"effects,omitempty"`
	}{Changes: a.Changes(changes, verb.Field("group", func(c *criteria.Change) any { return c.Group }))}
	if c.Inputs != "" {
		if out.Effects, err = c.effects(a, before, after); err != nil {
			return a.Faults(err)
		}
	}
	return a.Show(out, func(w io.Writer) {
		a.TellChanges(w, changes)
		if c.Inputs != "" {
			a.TellEffects(w, "cli.diff.effects", out.Effects)
		}
	})
}

func (c *CriteriaDiffCmd) effects(a *verb.App, before, after *criteria.Set) ([]string, error) {
	result, doubts, err := scoreFile(a, before, c.Inputs)
	if err != nil {
		return nil, err
	}
	for _, d := range doubts { // it is about what changes
		fmt.Fprintln(a.Stderr, phrase.Error(a.Lang, d))
	}
	effect, err := result.Rescore(after)
	if err != nil {
		return nil, err
	}
	return a.Effects(effect), nil
}

// scoreFile scores an inputs file a person named. doubts are its figures that can hardly be.
func scoreFile(a *verb.App, set *criteria.Set, name string) (result *scoring.Result, doubts criteria.Errors, err error) {
	raw, err := a.ForeignText(name)
	if err != nil {
		return nil, nil, err
	}
	in, err := criteria.LoadInputs(set, name, raw)
	if err != nil {
		return nil, nil, err
	}
	for _, u := range in.Units {
		for _, c := range set.Criteria() {
			if m, odd := c.Odd(u.Inputs[c.Code]); odd {
				doubts = append(doubts, emulation.Errorf(emulation.Invalid, "cli.score.odd", "unit", u.Name, "code", c.Code, "sentence", m))
			}
		}
	}
	result, err = scoring.Score(set, in.Units, in.Decisions)
	return result, doubts, err
}
