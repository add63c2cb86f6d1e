package year

import (
	"strconv"
	"strings"

	"thidua/cmd/thidua-cli/internal/verb"
	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/vietnamese"
	"thidua/workspace"
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
			if err := d.Workspace.SetHeadcount(emulation.Headcount{People: c.People, Advanced: c.Advanced, Fighters: c.Fighters, Disciplined: c.Disciplined,
				TasksDone: c.TasksDone, Excellent: c.Excellent, Movement: c.Movement, Feat: c.Feat, Contribution: c.Contribution, Illustrative: c.Illustrative}); err != nil {
				return err
			}
		}
		if c.Names != "" {
			if err := d.Workspace.SetNames(names); err != nil {
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

// Run lists them.
func (c *HeadcountShowCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		list, err := d.Workspace.Headcounts()
		if err != nil {
			return err
		}
		type line struct {
			Unit        string   `json:"unit"`
			People      uint64   `json:"people"`
			Advanced    uint64   `json:"advanced"`
			Fighters    uint64   `json:"fighters"`
			Disciplined uint64   `json:"disciplined"`
			TasksDone   string   `json:"tasks_done,omitempty"`
			Excellent   uint64   `json:"excellent_years"`
			Listed      bool     `json:"listed"`
			Names       []string `json:"names,omitempty"`
			verb.Entry
		}
		out := []line{}
		var rows [][]string
		for _, h := range list {
			l := line{h.Unit.Code, h.People, h.Advanced, h.Fighters, h.Disciplined, h.TasksDone, h.Excellent, h.Listed, nil, verb.EntryOf(h.Entry)}
			note := a.State(h.Entry)
			if c.Names {
				l.Names, note = h.Names, strings.Join(h.Names, "; ")
			}
			out = append(out, l)
			rows = append(rows, []string{h.Unit.Code, h.Unit.Name, verb.Count(h.People), verb.Count(h.Advanced), verb.Count(h.Fighters), verb.Count(h.Disciplined),
				a.Number(h.TasksDone), verb.Count(h.Excellent), note})
		}
		return a.List(out, rows, "cli.run.nothing", "code", "unit", ">people", ">advanced", ">fighters", ">disciplined", ">tasks-done", ">excellent", "note")
	})
}

// IndicatorCmd is about the own unit's figures.
type IndicatorCmd struct {
	Set    IndicatorSetCmd    `cmd:"" help:"cli.indicator.set"`
	List   IndicatorListCmd   `cmd:"" help:"cli.indicator.list"`
	Import IndicatorImportCmd `cmd:"" help:"cli.indicator.import"`
}

// IndicatorSetCmd writes figures of a period.
type IndicatorSetCmd struct {
	Period  string   `help:"cli.run.period" default:"season" placeholder:"P"`
	Name    string   `help:"cli.run.indicator-name" placeholder:"TEXT"`
	Measure string   `help:"cli.run.measure" placeholder:"TEXT"`
	Note    string   `help:"cli.run.note" placeholder:"TEXT"`
	Figures []string `arg:"" help:"cli.run.figures"`
}

// Run writes them.
func (c *IndicatorSetCmd) Run(a *verb.App) error {
	var list []workspace.NewIndicator
	for _, f := range c.Figures {
		code, value, ok := strings.Cut(f, "=")
		if !ok {
			return emulation.Errorf(emulation.Invalid, "cli.key-value", "text", f)
		}
		list = append(list, workspace.NewIndicator{Code: code, IndicatorValue: emulation.IndicatorValue{Value: value, Name: c.Name, Measure: c.Measure, Note: c.Note}})
	}
	return indicators(a, c.Period, list)
}

func indicators(a *verb.App, period string, list []workspace.NewIndicator) error {
	return a.With(func(d *desk.Desk) error {
		if err := d.Workspace.SetIndicators(period, list...); err != nil {
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

// Run reads and writes them.
func (c *IndicatorImportCmd) Run(a *verb.App) error {
	lines, err := a.Lines(c.File)
	if err != nil {
		return err
	}
	var list []workspace.NewIndicator
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
		n := workspace.NewIndicator{Code: parts[0], IndicatorValue: emulation.IndicatorValue{Value: parts[1]}}
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

// Run lists them.
func (c *IndicatorListCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		list, err := d.Workspace.Indicators(c.Period)
		if err != nil {
			return err
		}
		type line struct {
			Code     string   `json:"code"`
			Name     string   `json:"name,omitempty"`
			Period   string   `json:"period"`
			Value    string   `json:"value,omitempty"`
			Measure  string   `json:"measure,omitempty"`
			Note     string   `json:"note,omitempty"`
			Missing  bool     `json:"missing,omitempty"`
			Criteria []string `json:"criteria"`
			verb.Entry
		}
		out := []line{}
		var rows [][]string
		for i := range list {
			x := &list[i]
			if c.Missing && !x.Missing() {
				continue
			}
			l := line{x.Code, x.Name, string(x.Period), x.Value, x.Measure, x.Note, x.Missing(), []string{}, verb.EntryOf(x.Entry)}
			for _, n := range x.Needs {
				l.Criteria = append(l.Criteria, n.Code)
			}
			note := a.State(x.Entry)
			if l.Missing && note == "" {
				note = a.Say("cli.indicator.missing")
			}
			out = append(out, l)
			rows = append(rows, []string{x.Code, x.Name, a.Number(x.Value), x.Measure, strings.Join(l.Criteria, ", "), note})
		}
		empty := "cli.run.nothing"
		if c.Missing {
			empty = "cli.indicator.all"
		}
		return a.List(out, rows, empty, "code", "name", ">value", "measure", "criterion", "note")
	})
}

// ObjectionCmd is about what was entered on behalf of a unit and the unit does not agree with.
type ObjectionCmd struct {
	Add  ObjectionAddCmd  `cmd:"" help:"cli.objection.add"`
	List ObjectionListCmd `cmd:"" help:"cli.objection.list"`
}

// ObjectionAddCmd objects, or takes an objection back.
type ObjectionAddCmd struct {
	What     string `arg:"" help:"cli.run.objected-what"`
	Reason   string `help:"cli.flag.why" placeholder:"TEXT"`
	Withdraw bool   `help:"cli.run.withdraw-objection"`
}

// Run writes it.
func (c *ObjectionAddCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		if c.Withdraw {
			if err := d.Workspace.WithdrawObjection(c.What); err != nil {
				return err
			}
			return a.Done(map[string]any{"withdrawn": c.What}, "cli.objection.withdrawn", "what", emulation.Say("record."+c.What))
		}
		if err := d.Workspace.Object(c.What, c.Reason); err != nil {
			return err
		}
		return a.Done(map[string]any{"objected": c.What}, "cli.objection.done", "what", emulation.Say("record."+c.What))
	})
}

// ObjectionListCmd lists the units' objections.
type ObjectionListCmd struct{}

// Run lists them.
func (ObjectionListCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		list, err := d.Workspace.Objections()
		if err != nil {
			return err
		}
		type line struct {
			Unit   string `json:"unit"`
			What   string `json:"what"`
			Reason string `json:"reason"`
			Signer string `json:"signer,omitempty"`
			Paper  string `json:"paper,omitempty"`
			Stands bool   `json:"stands"`
			verb.Entry
		}
		out := []line{}
		var rows [][]string
		for _, o := range list {
			out = append(out, line{o.Unit.Code, o.What, o.Reason, o.Signer, o.Paper, o.Stands, verb.EntryOf(o.Entry)})
			note := a.Say("cli.objection.over")
			if o.Stands {
				note = a.Say("cli.run.behalf", "signer", o.Signer, "paper", o.Paper)
			}
			rows = append(rows, []string{o.Unit.Code, o.Unit.Name, a.Say("record." + o.What), o.Reason, note})
		}
		return a.List(out, rows, "cli.run.nothing", "code", "unit", "what", "reason", "note")
	})
}

// ReportCmd tells the running year in figures.
type ReportCmd struct{}

// Run prints it.
func (ReportCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		r, err := d.Workspace.Report()
		if err != nil {
			return err
		}
		type line struct {
			Unit        string `json:"unit"`
			Registered  bool   `json:"registered"`
			Signed      bool   `json:"signed"`
			Programme   string `json:"programme,omitempty"`
			Progress    string `json:"progress,omitempty"`
			Activities  int    `json:"activities"`
			Initiatives int    `json:"initiatives"`
			Exemplars   int    `json:"exemplars"`
			Replicated  int    `json:"replicated"`
			People      uint64 `json:"people"`
			Advanced    uint64 `json:"advanced"`
			Fighters    uint64 `json:"fighters"`
			Objections  int    `json:"objections"`
			Sheet       string `json:"sheet"`
		}
		sum := map[string]any{"units": len(r.Units), "registered": r.Registered, "signed": r.Signed, "programmes": r.Programmes, "activities": r.Activities,
			"cluster_activities": r.ClusterActivities, "initiatives": r.Initiatives, "exemplars": r.Exemplars, "replicated": r.Replicated, "people": r.People,
			"advanced": r.Advanced, "fighters": r.Fighters, "submitted": r.Submitted, "objections": r.Objections}
		mean := ""
		if r.MeanProgress != nil {
			sum["mean_progress"] = r.MeanProgress.String()
			mean = r.MeanProgress.Localise(a.Lang.DecimalComma())
		}
		lines := []line{}
		var rows [][]string
		for _, u := range r.Units {
			lines = append(lines, line{u.Unit.Code, u.Registered, u.Signed, u.Programme, u.Progress, u.Activities, u.Initiatives, u.Exemplars, u.Replicated,
				u.People, u.Advanced, u.Fighters, u.Objections, string(u.Sheet)})
			rows = append(rows, []string{u.Unit.Label(), tick(a, u.Registered), tick(a, u.Signed), a.Number(u.Progress), verb.Count(u.Activities), verb.Count(u.Initiatives),
				verb.Count(u.Exemplars), verb.Count(u.Replicated), verb.Count(u.People), verb.Count(u.Advanced), verb.Count(u.Fighters), a.Say("step." + string(u.Sheet))})
		}
		rows = append(rows, []string{a.Say("cli.run.all"), verb.Count(r.Registered), verb.Count(r.Signed), mean, verb.Count(r.Activities), verb.Count(r.Initiatives),
			verb.Count(r.Exemplars), verb.Count(r.Replicated), verb.Count(r.People), verb.Count(r.Advanced), verb.Count(r.Fighters), strconv.Itoa(r.Submitted)})
		return a.List(map[string]any{"season": r.Season.Label, "sum": sum, "units": lines}, rows, "cli.run.nothing", "unit", "registered", "signature", ">progress",
			">activities", ">initiatives", ">exemplars", ">replicated", ">people", ">advanced", ">fighters", "sheet")
	})
}

func tick(a *verb.App, yes bool) string {
	if yes {
		return a.Say("value.yes")
	}
	return a.Say("value.no")
}
