package main

import (
	"fmt"
	"io"
	"strings"

	"thidua/emulation"
	"thidua/emulation/decimal"
	"thidua/emulation/legal"
	"thidua/internal/desk"
	"thidua/vietnamese"
	"thidua/workspace"
)

// RunningVerbs are those of the year: registration, compact, figures, programmes.
type RunningVerbs struct {
	Register   RegisterCmd   `cmd:"" help:"cli.register"`
	Compact    CompactCmd    `cmd:"" help:"cli.compact"`
	Programme  ProgrammeCmd  `cmd:"" help:"cli.programme"`
	Activity   ActivityCmd   `cmd:"" help:"cli.activity"`
	Initiative InitiativeCmd `cmd:"" help:"cli.initiative"`
	Exemplar   ExemplarCmd   `cmd:"" help:"cli.exemplar"`
	Headcount  HeadcountCmd  `cmd:"" help:"cli.headcount"`
	Indicator  IndicatorCmd  `cmd:"" help:"cli.indicator"`
	Internal   InternalCmd   `cmd:"" help:"cli.internal"`
	Objection  ObjectionCmd  `cmd:"" help:"cli.objection"`
	Report     ReportCmd     `cmd:"" help:"cli.report"`
}

// entry is how a value stands, for --json.
type entry struct {
	Given    bool   `json:"given"`
	Conflict bool   `json:"conflict,omitempty"`
	Pending  bool   `json:"pending,omitempty"`
	Author   string `json:"author,omitempty"`
}

func entryOf(e workspace.Entry) entry { return entry{e.Given, e.Conflict, e.Pending, e.Author} }

// state says of an entry what a reader has to know.
func (a *App) state(e workspace.Entry) string {
	switch {
	case e.Conflict:
		return a.say("cli.state.conflict")
	case e.Pending:
		return a.say("cli.state.pending")
	}
	return ""
}

// list prints rows under the titles "cli.col.<name>", or a sentence where there are none; with --json the value.
func (a *App) list(v any, rows [][]string, empty string, columns ...string) error {
	return a.show(v, func(w io.Writer) {
		if len(rows) == 0 {
			fmt.Fprintln(w, a.say(empty))
			return
		}
		titles := make([]string, len(columns))
		for i, c := range columns {
			right, name := "", c
			if rest, ok := strings.CutPrefix(c, ">"); ok {
				right, name = ">", rest
			}
			titles[i] = right + a.say("cli.col."+name)
		}
		table(w, titles, rows)
	})
}

// done tells that something was written; with --json what.
func (a *App) done(v any, key string, pairs ...any) error {
	return a.show(v, func(w io.Writer) { fmt.Fprintln(w, a.say(key, pairs...)) })
}

// date is a stored day as people of the language write it.
func (a *App) date(text string) string { return legal.Date(text).Localise(a.lang.DecimalComma()) }

// number is a stored figure as people of the language write it; words stay as they are.
func (a *App) number(text string) string {
	d, err := decimal.Parse(text)
	if err != nil {
		return text
	}
	return d.Localise(a.lang.DecimalComma())
}

// Paper is the signed paper something is entered from on behalf of a unit.
type Paper struct {
	Unit   string `help:"cli.flag.unit" placeholder:"U"`
	Signer string `help:"cli.run.signer" placeholder:"T"`
	Paper  string `help:"cli.run.paper" placeholder:"FILE"`
}

// of is the unit it is about: the one named, else the own.
func (p *Paper) of(d *desk.Desk) (workspace.Unit, error) {
	if p.Unit != "" {
		return d.Workspace.FindUnit(p.Unit)
	}
	me, err := d.Workspace.Me()
	if err == nil && me.Unit.ID.IsZero() {
		err = emulation.Errorf(emulation.Forbidden, "running.no-own-unit")
	}
	return me.Unit, err
}

// behalf attaches the paper; nil if none was named.
func (p *Paper) behalf(d *desk.Desk) (*emulation.OnBehalf, error) {
	if p.Paper == "" {
		return nil, nil
	}
	file, err := attach(d, p.Paper)
	if err != nil {
		return nil, err
	}
	return &emulation.OnBehalf{Signer: p.Signer, Paper: file}, nil
}

// lines reads a text file a person named; "" gives none.
func (a *App) lines(file string) ([]string, error) {
	if file == "" {
		return nil, nil
	}
	raw, err := a.file(file)
	if err != nil {
		return nil, err
	}
	var kept []string
	for l := range strings.Lines(strings.TrimPrefix(vietnamese.NFC(string(raw)), "\ufeff")) {
		if l = strings.TrimSpace(l); l != "" {
			kept = append(kept, l)
		}
	}
	return kept, nil
}
