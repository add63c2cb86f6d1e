package data

import (
	"thidua/cmd/thidua-cli/internal/verb"
	"thidua/internal/desk"
	"thidua/workspace/replica"
)

// RulesCmd is about the version of the rules by which changes are taken in.
type RulesCmd struct {
	Show  RulesShowCmd  `cmd:"" help:"cli.rules.show"`
	Raise RulesRaiseCmd `cmd:"" help:"cli.rules.raise"`
}

// RulesShowCmd tells which version is in force and which ones are known.
type RulesShowCmd struct{}

// Run tells it.
func (RulesShowCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		r, err := replica.At(d.Workspace).Rules()
		if err != nil {
			return err
		}
		out := map[string]any{"inForce": r.InForce, "raising": r.Raising, "known": r.Known, "server": r.Server}
		return a.Done(out, "cli.rules.shown", "version", r.InForce, "known", r.Known, "server", r.Server)
	})
}

// RulesRaiseCmd brings a later version into force, for everyone who follows the office.
type RulesRaiseCmd struct {
	To uint64 `help:"cli.flag.rules-to" placeholder:"N"`
}

// Run raises it, to what program and server both know if nothing is said.
func (c *RulesRaiseCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		to, err := replica.At(d.Workspace).RaiseRules(c.To)
		return a.DoneUnless(err, map[string]any{"raised": to}, "cli.rules.raised", "version", to)
	})
}
