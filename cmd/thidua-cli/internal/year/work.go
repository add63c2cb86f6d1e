package year

import (
	"strings"

	"thidua/cmd/thidua-cli/internal/verb"
	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/workspace/book"
	"thidua/workspace/year"
)

// ProgrammeCmd is about breakthrough action programmes.
type ProgrammeCmd struct {
	Set      ProgrammeSetCmd      `cmd:"" help:"cli.programme.set"`
	Progress ProgrammeProgressCmd `cmd:"" help:"cli.programme.progress"`
	Show     ProgrammeShowCmd     `cmd:"" help:"cli.programme.show"`
}

// ProgrammeSetCmd writes the own unit's programme, by flags or from a text file: first the title, then a goal a line.
type ProgrammeSetCmd struct {
	Title        string   `help:"cli.run.programme-title" placeholder:"TEXT"`
	Goal         []string `help:"cli.run.goal" sep:"none" placeholder:"TEXT"`
	Illustrative bool     `help:"cli.run.illustrative"`
	File         string   `arg:"" optional:"" help:"cli.run.programme-file"`
}

func (c *ProgrammeSetCmd) Run(a *verb.App) error {
	lines, err := a.Lines(c.File)
	if err != nil {
		return err
	}
	if c.Title == "" && len(lines) > 0 {
		c.Title, lines = lines[0], lines[1:]
	}
	return a.With(func(d *desk.Desk) error {
		p := emulation.Programme{Title: c.Title, Goals: append(c.Goal, lines...), Illustrative: c.Illustrative}
		err := year.At(d.Workspace).SetProgramme(p)
		return a.DoneUnless(err, map[string]any{"title": p.Title, "goals": len(p.Goals)}, "cli.programme.written", "title", p.Title)
	})
}

// ProgrammeProgressCmd writes how far the own programme is.
type ProgrammeProgressCmd struct {
	Percent string `arg:"" help:"cli.run.percent"`
	Date    string `help:"cli.run.date" placeholder:"D"`
	Note    string `help:"cli.run.note" placeholder:"TEXT"`
}

func (c *ProgrammeProgressCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		err := year.At(d.Workspace).SetProgress(c.Date, emulation.Progress{Percent: c.Percent, Note: c.Note})
		return a.DoneUnless(err, map[string]any{"percent": c.Percent}, "cli.programme.progressed", "percent", c.Percent)
	})
}

// ProgrammeShowCmd lists the units' programmes.
type ProgrammeShowCmd struct{}

func (ProgrammeShowCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		list, err := year.At(d.Workspace).Programmes()
		if err != nil {
			return err
		}
		type progress struct {
			Date    string `json:"date"`
			Percent string `json:"percent"`
			Note    string `json:"note,omitempty"`
		}
		return verb.List(a, list, "cli.run.nothing",
			verb.Both("code", "unit", func(p *year.UnitProgramme) any { return p.Unit.Code }),
			verb.Cell("unit", func(p *year.UnitProgramme) string { return p.Unit.Name }),
			verb.Both("programme", "title", func(p *year.UnitProgramme) any { return p.Title }),
			verb.Both("goals", "goals", func(p *year.UnitProgramme) any { return verb.Strings(p.Goals) }),
			verb.Both("progress", "progress", func(p *year.UnitProgramme) any {
				return emulation.Map(p.Progress, func(x year.ProgrammeProgress) progress { return progress{x.Date, x.Percent, x.Note} })
			}, func(p *year.UnitProgramme) string {
				return strings.Join(emulation.Map(p.Progress, func(x year.ProgrammeProgress) string { return a.Date(x.Date) + ": " + a.Number(x.Percent) + "%" }), "; ")
			}),
			verb.Field("illustrative,omitempty", func(p *year.UnitProgramme) any { return p.Illustrative }),
			verb.Field("", func(p *year.UnitProgramme) any { return verb.EntryOf(p.Entry) }),
			verb.Cell("note", func(p *year.UnitProgramme) string { return a.State(p.Entry) }))
	})
}

// ActivityCmd is about activities of units and of the cluster.
type ActivityCmd struct {
	Add  ActivityAddCmd  `cmd:"" help:"cli.activity.add"`
	List ActivityListCmd `cmd:"" help:"cli.activity.list"`
}

// ActivityAddCmd writes an activity; with the code of one that is there it changes it.
type ActivityAddCmd struct {
	Name   string `arg:"" help:"cli.run.name"`
	Kind   string `help:"cli.run.activity-kind" default:"other" placeholder:"K"`
	Date   string `help:"cli.run.date" placeholder:"D"`
	Place  string `help:"cli.run.place" placeholder:"TEXT"`
	Result string `help:"cli.run.result" placeholder:"TEXT"`
	owned
}

func (c *ActivityAddCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		code, err := year.At(d.Workspace).SetActivity(c.Cluster, c.Code, emulation.Activity{Kind: c.Kind, Name: c.Name, Date: c.Date, Place: c.Place,
			Result: c.Result, Withdrawn: c.Withdraw, Illustrative: c.Illustrative})
		return a.DoneUnless(err, map[string]any{"code": code}, "cli.run.entered", "name", c.Name, "code", code)
	})
}

// ActivityListCmd lists the season's activities.
type ActivityListCmd struct{}

func (ActivityListCmd) Run(a *verb.App) error {
	return entries(a, year.Room.Activities, func(x *year.UnitActivity) entry { return entry{x.Owner, x.Entry} }, nil,
		verb.Both("date", "date,omitempty", func(x *year.UnitActivity) any { return x.Date }, func(x *year.UnitActivity) string { return a.Date(x.Date) }),
		verb.Both("kind", "kind", func(x *year.UnitActivity) any { return x.Kind },
			func(x *year.UnitActivity) string { return a.Say("activity.kind." + x.Kind) }),
		verb.Both("name", "name", func(x *year.UnitActivity) any { return x.Name }),
		verb.Both("place", "place,omitempty", func(x *year.UnitActivity) any { return x.Place }),
		verb.Both("result", "result,omitempty", func(x *year.UnitActivity) any { return x.Result }))
}

type InitiativeCmd struct {
	Add  InitiativeAddCmd  `cmd:"" help:"cli.initiative.add"`
	List InitiativeListCmd `cmd:"" help:"cli.initiative.list"`
}

type ExemplarCmd struct {
	Add  ExemplarAddCmd  `cmd:"" help:"cli.exemplar.add"`
	List ExemplarListCmd `cmd:"" help:"cli.exemplar.list"`
}

type (
	InitiativeAddCmd  struct{ achievement }
	InitiativeListCmd struct{}
	ExemplarAddCmd    struct{ achievement }
	ExemplarListCmd   struct{}
)

func (c *InitiativeAddCmd) Run(a *verb.App) error { return c.write(a, year.Initiative) }

func (c *ExemplarAddCmd) Run(a *verb.App) error { return c.write(a, year.Exemplar) }

func (InitiativeListCmd) Run(a *verb.App) error { return achievements(a, year.Initiative) }

func (ExemplarListCmd) Run(a *verb.App) error { return achievements(a, year.Exemplar) }

// achievement are the flags of an initiative or exemplar; with the code of one that is there it is changed.
type achievement struct {
	Name    string   `arg:"" help:"cli.run.name"`
	Sort    string   `help:"cli.run.sort" placeholder:"S"`
	Level   string   `help:"cli.run.level" placeholder:"L"`
	Number  string   `help:"cli.run.recognised" placeholder:"TEXT"`
	Date    string   `help:"cli.run.recognised-on" placeholder:"D"`
	Grade   string   `help:"cli.run.grade" placeholder:"TEXT"`
	Field   string   `help:"cli.run.field" placeholder:"TEXT"`
	Summary string   `help:"cli.run.summary" placeholder:"TEXT"`
	In      []string `help:"cli.run.replicated" sep:"none" placeholder:"U"`
	owned
}

func (c *achievement) write(a *verb.App, kind string) error {
	return a.With(func(d *desk.Desk) error {
		v := emulation.Achievement{Name: c.Name, Field: c.Field, Summary: c.Summary, Withdrawn: c.Withdraw, Illustrative: c.Illustrative,
			Sort: c.Sort, Level: c.Level, Number: c.Number, Date: c.Date, Grade: c.Grade}
		for _, name := range c.In {
			u, err := d.Workspace.FindUnit(name)
			if err != nil {
				return err
			}
			v.Replicated = append(v.Replicated, u.ID)
		}
		code, err := year.At(d.Workspace).SetAchievement(kind, c.Cluster, c.Code, v)
		return a.DoneUnless(err, map[string]any{"code": code}, "cli.run.entered", "name", c.Name, "code", code)
	})
}

func achievements(a *verb.App, kind string) error {
	read := func(room year.Room) ([]year.UnitAchievement, error) { return room.Achievements(kind) }
	return entries(a, read, func(x *year.UnitAchievement) entry { return entry{x.Owner, x.Entry} }, nil,
		verb.Both("name", "name", func(x *year.UnitAchievement) any { return x.Name }),
		verb.Both("sort", "sort,omitempty", func(x *year.UnitAchievement) any { return x.Sort },
			func(x *year.UnitAchievement) string { return word(a, "work.sort.", x.Sort) }),
		verb.Both("level", "level,omitempty", func(x *year.UnitAchievement) any { return x.Level },
			func(x *year.UnitAchievement) string { return word(a, "work.level.", x.Level) }),
		verb.Both("decision", "number,omitempty", func(x *year.UnitAchievement) any { return x.Number }),
		verb.Field("date,omitempty", func(x *year.UnitAchievement) any { return x.Date }),
		verb.Both("grade", "grade,omitempty", func(x *year.UnitAchievement) any { return x.Grade }),
		verb.Both("field", "field,omitempty", func(x *year.UnitAchievement) any { return x.Field }),
		verb.Field("summary,omitempty", func(x *year.UnitAchievement) any { return x.Summary }),
		verb.Both("replicated", "replicated", func(x *year.UnitAchievement) any { return book.Codes(x.In) },
			func(x *year.UnitAchievement) string { return book.Labels(x.In, ", ") }))
}

// word says what stands in a record in place of a choice; "" where nothing was chosen.
func word(a *verb.App, prefix, chosen string) string {
	if chosen == "" {
		return ""
	}
	return a.Say(prefix + chosen)
}
