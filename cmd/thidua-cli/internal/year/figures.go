package year

import (
	"io"
	"slices"
	"strings"

	"thidua/cmd/thidua-cli/internal/verb"
	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/internal/desk"
	"thidua/vietnamese"
	"thidua/workspace/pledge"
	"thidua/workspace/sheet"
	"thidua/workspace/year"
)

// HeadcountCmd is about what units report of their people.
type HeadcountCmd struct {
	Set  HeadcountSetCmd  `cmd:"" help:"cli.headcount.set"`
	Show HeadcountShowCmd `cmd:"" help:"cli.headcount.show"`
}

// HeadcountSetCmd writes the own unit's counts and list of names.
type HeadcountSetCmd struct {
	People       uint64 `help:"cli.run.people" placeholder:"N"`
	Advanced     uint64 `help:"cli.run.advanced" placeholder:"N"`
	Fighters     uint64 `help:"cli.run.fighters" placeholder:"N"`
	Disciplined  uint64 `help:"cli.run.disciplined" placeholder:"N"`
	TasksDone    string `help:"cli.run.tasks-done" placeholder:"N"`
	Excellent    uint64 `help:"cli.run.excellent" placeholder:"N"`
	Movement     bool   `help:"cli.run.in-movement"`
	Feat         bool   `help:"cli.run.feat"`
	Contribution bool   `help:"cli.run.contribution"`
	Names        string `help:"cli.run.names" placeholder:"FILE"`
	Illustrative bool   `help:"cli.run.illustrative"`
}

// Run writes them; the list alone where no number of people is given.
func (c *HeadcountSetCmd) Run(a *verb.App) error {
	names, err := a.Lines(c.Names)
	if err != nil {
		return err
	}
	return a.With(func(d *desk.Desk) error {
		if c.People > 0 || c.Names == "" {
			if err := year.At(d.Workspace).SetHeadcount(emulation.Headcount{People: c.People, Advanced: c.Advanced, Fighters: c.Fighters, Disciplined: c.Disciplined,
				TasksDone: c.TasksDone, Excellent: c.Excellent, Movement: c.Movement, Feat: c.Feat, Contribution: c.Contribution, Illustrative: c.Illustrative}); err != nil {
				return err
			}
		}
		if c.Names != "" {
			if err := year.At(d.Workspace).SetNames(names); err != nil {
				return err
			}
		}
		return a.Done(map[string]any{"people": c.People, "names": len(names)}, "cli.headcount.done")
	})
}

// HeadcountShowCmd lists the counts of all units.
type HeadcountShowCmd struct {
	Names bool `help:"cli.run.show-names"`
}

func (c *HeadcountShowCmd) Run(a *verb.App) error {
	return verb.Listed(a, func(d *desk.Desk) ([]year.UnitHeadcount, error) { return year.At(d.Workspace).Headcounts() }, "cli.run.nothing",
		verb.Both("code", "unit", func(h *year.UnitHeadcount) any { return h.Unit.Code }),
		verb.Cell("unit", func(h *year.UnitHeadcount) string { return h.Unit.Name }),
		verb.Both(">people", "people", func(h *year.UnitHeadcount) any { return h.People }),
		verb.Both(">advanced", "advanced", func(h *year.UnitHeadcount) any { return h.Advanced }),
		verb.Both(">fighters", "fighters", func(h *year.UnitHeadcount) any { return h.Fighters }),
		verb.Both(">disciplined", "disciplined", func(h *year.UnitHeadcount) any { return h.Disciplined }),
		verb.Both(">tasks-done", "tasks_done,omitempty", func(h *year.UnitHeadcount) any { return h.TasksDone },
			func(h *year.UnitHeadcount) string { return a.Number(h.TasksDone) }),
		verb.Both(">excellent", "excellent_years", func(h *year.UnitHeadcount) any { return h.Excellent }),
		verb.Field("listed", func(h *year.UnitHeadcount) any { return h.Listed }),
		verb.Field("names,omitempty", func(h *year.UnitHeadcount) any {
			if !c.Names {
				return nil
			}
			return h.Names
		}),
		verb.Field("", func(h *year.UnitHeadcount) any { return verb.EntryOf(h.Entry) }),
		verb.Cell("note", func(h *year.UnitHeadcount) string {
			if c.Names {
				return strings.Join(h.Names, "; ")
			}
			return a.State(h.Entry)
		}))
}

// IndicatorCmd is about the own unit's figures, and those the cluster asks for.
type IndicatorCmd struct {
	Set    IndicatorSetCmd    `cmd:"" help:"cli.indicator.set"`
	List   IndicatorListCmd   `cmd:"" help:"cli.indicator.list"`
	Import IndicatorImportCmd `cmd:"" help:"cli.indicator.import"`
	Ask    IndicatorAskCmd    `cmd:"" help:"cli.indicator.ask"`
	Asked  IndicatorAskedCmd  `cmd:"" help:"cli.indicator.asked"`
	Give   IndicatorGiveCmd   `cmd:"" help:"cli.indicator.give"`
	Show   IndicatorShowCmd   `cmd:"" help:"cli.indicator.show"`
}

// IndicatorSetCmd writes figures of a period.
type IndicatorSetCmd struct {
	Period  string   `help:"cli.run.period" default:"season" placeholder:"P"`
	Name    string   `help:"cli.run.indicator-name" placeholder:"TEXT"`
	Measure string   `help:"cli.run.measure" placeholder:"TEXT"`
	Note    string   `help:"cli.run.note" placeholder:"TEXT"`
	Figures []string `arg:"" help:"cli.run.figures"`
}

func (c *IndicatorSetCmd) Run(a *verb.App) error {
	var list []sheet.NewIndicator
	for _, f := range c.Figures {
		code, value, err := verb.KeyValue(f)
		if err != nil {
			return err
		}
		list = append(list, sheet.NewIndicator{Code: code, IndicatorValue: emulation.IndicatorValue{Value: value, Name: c.Name, Measure: c.Measure, Note: c.Note}})
	}
	return indicators(a, c.Period, list)
}

func indicators(a *verb.App, period string, list []sheet.NewIndicator) error {
	return a.With(func(d *desk.Desk) error {
		if err := sheet.At(d.Workspace).SetIndicators(period, list...); err != nil {
			return err
		}
		p, err := emulation.ParsePeriod(period)
		if err != nil {
			return err
		}
		return a.Done(map[string]any{"figures": len(list), "period": string(p)}, "cli.indicator.done", "count", len(list), "period", p.Message())
	})
}

// IndicatorImportCmd reads figures from a text file: a line each, "code=value", or code, value, name and measure with semicolons, tabs or
// commas between them.
type IndicatorImportCmd struct {
	Period string `help:"cli.run.period" default:"season" placeholder:"P"`
	File   string `arg:"" help:"cli.run.indicator-file"`
}

func (c *IndicatorImportCmd) Run(a *verb.App) error {
	lines, err := a.Lines(c.File)
	if err != nil {
		return err
	}
	var list []sheet.NewIndicator
	for i, l := range lines {
		parts := cut(l)
		switch vietnamese.Fold(parts[0]) {
		case "code", "ma":
			if i == 0 {
				continue // the head of the table
			}
		}
		if strings.HasPrefix(l, "#") {
			continue
		}
		if len(parts) < 2 {
			return emulation.Errorf(emulation.Invalid, "cli.key-value", "text", l).At(c.File, i+1, "")
		}
		n := sheet.NewIndicator{Code: parts[0], IndicatorValue: emulation.IndicatorValue{Value: parts[1]}}
		if len(parts) > 2 {
			n.Name = parts[2]
		}
		if len(parts) > 3 {
			n.Measure = parts[3]
		}
		list = append(list, n)
	}
	return indicators(a, c.Period, list)
}

// cut takes a line apart at the first separator that stands in it: a figure may hold a comma itself, so the comma comes last.
func cut(line string) []string {
	for _, sep := range []string{"=", ";", "\t", ","} {
		if strings.Contains(line, sep) {
			n := -1
			if sep == "=" {
				n = 2
			}
			parts := strings.SplitN(line, sep, n)
			for i := range parts {
				parts[i] = strings.Trim(strings.TrimSpace(parts[i]), `"`)
			}
			return parts
		}
	}
	return []string{line}
}

// IndicatorListCmd lists the own unit's figures of a period, and those that are missing.
type IndicatorListCmd struct {
	Period  string `help:"cli.run.period" default:"season" placeholder:"P"`
	Missing bool   `help:"cli.run.missing-figures"`
}

func (c *IndicatorListCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		list, err := sheet.At(d.Workspace).Indicators(c.Period)
		if err != nil {
			return err
		}
		empty := "cli.run.nothing"
		if c.Missing {
			empty = "cli.indicator.all"
			list = slices.DeleteFunc(list, func(x sheet.Indicator) bool { return !x.Missing() })
		}
		needs := func(x *sheet.Indicator) []string {
			return emulation.Map(x.Needs, func(n *criteria.Criterion) string { return n.Code })
		}
		return verb.List(a, list, empty,
			verb.Both("code", "code", func(x *sheet.Indicator) any { return x.Code }),
			verb.Both("name", "name,omitempty", func(x *sheet.Indicator) any { return x.Name }),
			verb.Field("period", func(x *sheet.Indicator) any { return x.Period }),
			verb.Both(">value", "value,omitempty", func(x *sheet.Indicator) any { return x.Value },
				func(x *sheet.Indicator) string { return a.Number(x.Value) }),
			verb.Both("measure", "measure,omitempty", func(x *sheet.Indicator) any { return x.Measure }),
			verb.Field("note,omitempty", func(x *sheet.Indicator) any { return x.Note }),
			verb.Field("missing,omitempty", func(x *sheet.Indicator) any { return x.Missing() }),
			verb.Both("criterion", "criteria", func(x *sheet.Indicator) any { return needs(x) },
				func(x *sheet.Indicator) string { return strings.Join(needs(x), ", ") }),
			verb.Field("told,omitempty", func(x *sheet.Indicator) any { return x.Told }),
			verb.Field("told_cluster,omitempty", func(x *sheet.Indicator) any { return x.Cluster }),
			verb.Field("", func(x *sheet.Indicator) any { return verb.EntryOf(x.Entry) }),
			verb.Cell("note", func(x *sheet.Indicator) string {
				note := a.State(x.Entry)
				switch {
				case x.Missing() && note == "":
					note = a.Say("cli.indicator.missing")
				case x.Told:
					note = a.Say("figure.told")
				case x.Cluster != "":
					note = a.Say("figure.told-other", "value", a.Number(x.Cluster))
				}
				return note
			}))
	})
}

// ObjectionCmd is about what was entered on behalf of a unit and the unit does not agree with.
type ObjectionCmd struct {
	Add   ObjectionAddCmd   `cmd:"" help:"cli.objection.add"`
	List  ObjectionListCmd  `cmd:"" help:"cli.objection.list"`
	Agree ObjectionAgreeCmd `cmd:"" help:"cli.objection.agree"`
}

// ObjectionAddCmd objects, or takes an objection back.
type ObjectionAddCmd struct {
	What     string `arg:"" help:"cli.run.objected-what"`
	Reason   string `help:"cli.flag.why" placeholder:"TEXT"`
	Withdraw bool   `help:"cli.run.withdraw-objection"`
}

func (c *ObjectionAddCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		if c.Withdraw {
			err := pledge.At(d.Workspace).WithdrawObjection(c.What)
			return a.DoneUnless(err, map[string]any{"withdrawn": c.What}, "cli.objection.withdrawn", "what", emulation.Say("record."+c.What))
		}
		err := pledge.At(d.Workspace).Object(c.What, c.Reason)
		return a.DoneUnless(err, map[string]any{"objected": c.What}, "cli.objection.done", "what", emulation.Say("record."+c.What))
	})
}

// ObjectionAgreeCmd lets others enter the unit's papers for it, or no longer.
type ObjectionAgreeCmd struct {
	Withdraw bool   `help:"cli.objection.agree-no-more"`
	Note     string `help:"cli.flag.why" placeholder:"TEXT"`
}

func (c *ObjectionAgreeCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		err := pledge.At(d.Workspace).Agree(!c.Withdraw, c.Note)
		key := "cli.objection.agreed"
		if c.Withdraw {
			key = "cli.objection.agreed-no-more"
		}
		return a.DoneUnless(err, map[string]any{"agrees": !c.Withdraw}, key)
	})
}

// ObjectionListCmd lists the units' objections.
type ObjectionListCmd struct{}

func (ObjectionListCmd) Run(a *verb.App) error {
	return verb.Listed(a, func(d *desk.Desk) ([]pledge.Objection, error) { return pledge.At(d.Workspace).Objections() }, "cli.run.nothing",
		verb.Both("code", "unit", func(o *pledge.Objection) any { return o.Unit.Code }),
		verb.Cell("unit", func(o *pledge.Objection) string { return o.Unit.Name }),
		verb.Both("what", "what", func(o *pledge.Objection) any { return o.What },
			func(o *pledge.Objection) string { return a.Say("record." + o.What) }),
		verb.Both("reason", "reason", func(o *pledge.Objection) any { return o.Reason }),
		verb.Field("signer,omitempty", func(o *pledge.Objection) any { return o.Signer }),
		verb.Field("paper,omitempty", func(o *pledge.Objection) any { return o.Paper }),
		verb.Field("stands", func(o *pledge.Objection) any { return o.Stands }),
		verb.Field("", func(o *pledge.Objection) any { return verb.EntryOf(o.Entry) }),
		verb.Cell("note", func(o *pledge.Objection) string {
			if o.Stands {
				return a.Say("cli.run.behalf", "signer", o.Signer, "paper", o.Paper)
			}
			return a.Say("cli.objection.over")
		}))
}

// ReportCmd tells the running year in figures.
type ReportCmd struct{}

func (ReportCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		r, err := year.At(d.Workspace).Report()
		if err != nil {
			return err
		}
		sum := map[string]any{"units": len(r.Units), "registered": r.Registered, "signed": r.Signed, "programmes": r.Programmes, "activities": r.Activities,
			"cluster_activities": r.ClusterActivities, "initiatives": r.Initiatives, "exemplars": r.Exemplars, "replicated": r.Replicated, "people": r.People,
			"advanced": r.Advanced, "fighters": r.Fighters, "submitted": r.Submitted, "objections": r.Objections}
		mean := ""
		if r.MeanProgress != nil {
			sum["mean_progress"] = r.MeanProgress.String()
			mean = r.MeanProgress.Localise(a.Lang.DecimalComma())
		}
		rows := verb.Of(r.Units,
			verb.Both("unit", "unit", func(u *year.UnitReport) any { return u.Unit.Code }, func(u *year.UnitReport) string { return u.Unit.Label() }),
			verb.Both("registered", "registered", func(u *year.UnitReport) any { return u.Registered },
				func(u *year.UnitReport) string { return tick(a, u.Registered) }),
			verb.Both("signature", "signed", func(u *year.UnitReport) any { return u.Signed }, func(u *year.UnitReport) string { return tick(a, u.Signed) }),
			verb.Field("programme,omitempty", func(u *year.UnitReport) any { return u.Programme }),
			verb.Both(">progress", "progress,omitempty", func(u *year.UnitReport) any { return u.Progress },
				func(u *year.UnitReport) string { return a.Number(u.Progress) }),
			verb.Both(">activities", "activities", func(u *year.UnitReport) any { return u.Activities }),
			verb.Both(">initiatives", "initiatives", func(u *year.UnitReport) any { return u.Initiatives }),
			verb.Both(">exemplars", "exemplars", func(u *year.UnitReport) any { return u.Exemplars }),
			verb.Both(">replicated", "replicated", func(u *year.UnitReport) any { return u.Replicated }),
			verb.Both(">people", "people", func(u *year.UnitReport) any { return u.People }),
			verb.Both(">advanced", "advanced", func(u *year.UnitReport) any { return u.Advanced }),
			verb.Both(">fighters", "fighters", func(u *year.UnitReport) any { return u.Fighters }),
			verb.Field("objections", func(u *year.UnitReport) any { return u.Objections }),
			verb.Both("sheet", "sheet", func(u *year.UnitReport) any { return u.Sheet }, func(u *year.UnitReport) string { return a.Say("step." + string(u.Sheet)) }))
		return a.Show(map[string]any{"season": r.Season.Label, "sum": sum, "units": rows}, func(w io.Writer) {
			rows.Table(a, w, verb.Line(a.Say("cli.run.all"), r.Registered, r.Signed, mean, r.Activities, r.Initiatives, r.Exemplars, r.Replicated, r.People, r.Advanced,
				r.Fighters, r.Submitted))
		})
	})
}

func tick(a *verb.App, yes bool) string {
	if yes {
		return a.Say("value.yes")
	}
	return a.Say("value.no")
}
