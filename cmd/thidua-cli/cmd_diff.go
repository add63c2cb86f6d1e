package main

import (
	"fmt"
	"io"
	"runtime/debug"

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
func (c *CriteriaDiffCmd) Run(a *App) error {
	before, err := a.criteriaFile(c.Before)
	if err != nil {
		return a.faults(err)
	}
	after, err := a.criteriaFile(c.After)
	if err != nil {
		return a.faults(err)
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
		out.Changes = append(out.Changes, line{ch.Code, ch.Group, ch.Scores, phrase.Render(a.lang, ch.Message)})
		if ch.Scores {
			scores++
		}
	}
	if c.Inputs != "" {
		if out.Effects, err = c.effects(a, before, after); err != nil {
			return a.faults(err)
		}
	}
	return a.show(out, func(w io.Writer) {
		if len(out.Changes) == 0 {
			fmt.Fprintln(w, a.say("cli.diff.none"))
		} else {
			fmt.Fprintln(w, a.say("cli.diff.count", "count", len(out.Changes), "scores", scores))
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
			fmt.Fprintln(w, a.say("cli.diff.no-effect"))
			return
		}
		fmt.Fprintln(w, a.say("cli.diff.effects"))
		for _, e := range out.Effects {
			fmt.Fprintln(w, " ", e)
		}
	})
}

func (c *CriteriaDiffCmd) effects(a *App, before, after *criteria.Set) ([]string, error) {
	result, err := a.scoreFile(before, c.Inputs)
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
			out = append(out, phrase.Render(a.lang, m))
		}
	}
	return out, nil
}

// criteriaFile reads a criteria set a person named.
func (a *App) criteriaFile(name string) (*criteria.Set, error) {
	raw, err := a.foreign(name)
	if err != nil {
		return nil, err
	}
	return criteria.LoadSet(name, raw)
}

// foreignMost is what a file from elsewhere may make the program hold; with the usual goal the collector would hardly let it be read.
const foreignMost = 200 << 20

// foreign is the content of a file that somebody else may have written.
func (a *App) foreign(name string) ([]byte, error) {
	admitForeign()
	return a.file(name)
}

func admitForeign() { debug.SetMemoryLimit(foreignMost) }

// scoreFile scores an inputs file a person named.
func (a *App) scoreFile(set *criteria.Set, name string) (*scoring.Result, error) {
	raw, err := a.foreign(name)
	if err != nil {
		return nil, err
	}
	in, err := criteria.LoadInputs(set, name, raw)
	if err != nil {
		return nil, err
	}
	return scoring.Score(set, in.Units, in.Decisions)
}

// faults prints every fault of a file with its line and gives the error that ends the program; with --json in the shape of "score --json".
func (a *App) faults(err error) error {
	say := func(m emulation.Message) string { return phrase.Render(a.lang, m) }
	if !a.cli.JSON {
		for _, f := range scoring.Faults(err, say) {
			place := ""
			if f.File != "" {
				place = fmt.Sprintf("%s:%d: ", f.File, f.Line)
			}
			fmt.Fprintln(a.Stderr, place+f.Message)
		}
		return quiet{exitRefused}
	}
	raw, jsonErr := scoring.ErrorJSON(err, say)
	if jsonErr != nil {
		return jsonErr
	}
	if _, err := a.Stdout.Write(raw); err != nil {
		return err
	}
	return quiet{exitRefused}
}
