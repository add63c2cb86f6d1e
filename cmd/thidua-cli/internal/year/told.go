package year

import (
	"strings"

	"thidua/cmd/thidua-cli/internal/verb"
	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/phrase"
	"thidua/workspace/book"
	"thidua/workspace/year"
)

// owned are the flags of an entry of the own unit or of the cluster; with the code of one that is there it is changed.
type owned struct {
	Cluster      bool   `help:"cli.run.whole-cluster" name:"whole-cluster"`
	Code         string `help:"cli.run.entry-code" placeholder:"CODE"`
	Withdraw     bool   `help:"cli.run.withdraw"`
	Illustrative bool   `help:"cli.run.illustrative"`
}

// entry is something the running year lists: whose it is, and how it stands.
type entry struct {
	year.Owner
	book.Entry
}

// entries lists what read reads: whose each is, what columns say of it, and how it stands, which note says in the table (nil: State).
func entries[T any](a *verb.App, read func(year.Room) ([]T, error), of func(*T) entry, note func(*T) string, columns ...verb.Column[T]) error {
	if note == nil {
		note = func(x *T) string { return a.State(of(x).Entry) }
	}
	head := []verb.Column[T]{
		verb.Both("code", "code", func(x *T) any { return of(x).Code }),
		verb.Both("unit", "unit,omitempty", func(x *T) any { return of(x).Unit.Code }, func(x *T) string {
			if of(x).OfCluster {
				return a.Say("cli.run.cluster")
			}
			return of(x).Unit.Label()
		}),
		verb.Field("cluster,omitempty", func(x *T) any { return of(x).OfCluster }),
	}
	return verb.Listed(a, func(d *desk.Desk) ([]T, error) { return read(year.At(d.Workspace)) }, "cli.run.nothing",
		append(append(head, columns...), verb.Field("", func(x *T) any { return verb.EntryOf(of(x).Entry) }), verb.Cell("note", note))...)
}

// MovementCmd is about movements that were launched.
type MovementCmd struct {
	Add  MovementAddCmd  `cmd:"" help:"cli.movement.add"`
	List MovementListCmd `cmd:"" help:"cli.movement.list"`
}

// MovementAddCmd writes a movement that was launched.
type MovementAddCmd struct {
	Name     string `arg:"" help:"cli.run.name"`
	Goal     string `help:"cli.movement.goal" placeholder:"TEXT"`
	Occasion string `help:"cli.movement.occasion" placeholder:"TEXT"`
	By       string `help:"cli.movement.by" placeholder:"TEXT"`
	Call     string `help:"cli.movement.call" placeholder:"TEXT"`
	From     string `help:"cli.movement.from" placeholder:"D"`
	Until    string `help:"cli.movement.until" placeholder:"D"`
	SummedUp string `help:"cli.movement.summed-up" placeholder:"D"`
	Basis    string `help:"cli.movement.basis" placeholder:"TEXT"`
	Result   string `help:"cli.run.result" placeholder:"TEXT"`
	owned
}

func (c *MovementAddCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		code, err := year.At(d.Workspace).SetMovement(c.Cluster, c.Code, emulation.Movement{Name: c.Name, Occasion: c.Occasion, By: c.By, Call: c.Call, From: c.From,
			Until: c.Until, Goal: c.Goal, SummedUp: c.SummedUp, Basis: c.Basis, Result: c.Result, Withdrawn: c.Withdraw, Illustrative: c.Illustrative})
		return a.DoneUnless(err, map[string]any{"code": code}, "cli.run.entered", "name", c.Name, "code", code)
	})
}

// MovementListCmd lists the movements that were launched.
type MovementListCmd struct{}

func (MovementListCmd) Run(a *verb.App) error {
	return entries(a, year.Room.Movements, func(x *year.LaunchedMovement) entry { return entry{x.Owner, x.Entry} }, nil,
		verb.Both("name", "name", func(x *year.LaunchedMovement) any { return x.Name }),
		verb.Field("goal,omitempty", func(x *year.LaunchedMovement) any { return x.Goal }),
		verb.Both("occasion", "occasion,omitempty", func(x *year.LaunchedMovement) any { return x.Occasion }),
		verb.Both("call", "call,omitempty", func(x *year.LaunchedMovement) any { return x.Call }),
		verb.Both("by", "by,omitempty", func(x *year.LaunchedMovement) any { return x.By }),
		verb.Both("from", "from,omitempty", func(x *year.LaunchedMovement) any { return x.From }, func(x *year.LaunchedMovement) string { return a.Date(x.From) }),
		verb.Both("until", "until,omitempty", func(x *year.LaunchedMovement) any { return x.Until },
			func(x *year.LaunchedMovement) string { return a.Date(x.Until) }),
		verb.Both("summed-up", "summed_up,omitempty", func(x *year.LaunchedMovement) any { return x.SummedUp },
			func(x *year.LaunchedMovement) string { return a.Date(x.SummedUp) }),
		verb.Field("basis,omitempty", func(x *year.LaunchedMovement) any { return x.Basis }),
		verb.Both("result", "result,omitempty", func(x *year.LaunchedMovement) any { return x.Result }))
}

// ShortcomingCmd is about what was not done well.
type ShortcomingCmd struct {
	Add  ShortcomingAddCmd  `cmd:"" help:"cli.shortcoming.add"`
	List ShortcomingListCmd `cmd:"" help:"cli.shortcoming.list"`
}

// ShortcomingAddCmd writes a shortcoming.
type ShortcomingAddCmd struct {
	Text   string `arg:"" help:"cli.shortcoming.text"`
	Cause  string `help:"cli.shortcoming.cause" placeholder:"TEXT"`
	Remedy string `help:"cli.shortcoming.remedy" placeholder:"TEXT"`
	owned
}

func (c *ShortcomingAddCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		code, err := year.At(d.Workspace).SetShortcoming(c.Cluster, c.Code, emulation.Shortcoming{Text: c.Text, Cause: c.Cause, Remedy: c.Remedy,
			Withdrawn: c.Withdraw, Illustrative: c.Illustrative})
		return a.DoneUnless(err, map[string]any{"code": code}, "cli.run.entered", "name", c.Text, "code", code)
	})
}

// ShortcomingListCmd lists them.
type ShortcomingListCmd struct{}

func (ShortcomingListCmd) Run(a *verb.App) error {
	return entries(a, year.Room.Shortcomings, func(x *year.ToldShortcoming) entry { return entry{x.Owner, x.Entry} }, nil,
		verb.Both("shortcoming", "text", func(x *year.ToldShortcoming) any { return x.Text }),
		verb.Both("cause", "cause,omitempty", func(x *year.ToldShortcoming) any { return x.Cause }),
		verb.Both("remedy", "remedy,omitempty", func(x *year.ToldShortcoming) any { return x.Remedy }))
}

// PersonAwardCmd is about awards to persons.
type PersonAwardCmd struct {
	Add  PersonAwardAddCmd  `cmd:"" help:"cli.person-award.add"`
	List PersonAwardListCmd `cmd:"" help:"cli.person-award.list"`
}

// PersonAwardAddCmd writes an award to persons, with their names where a file holds them.
type PersonAwardAddCmd struct {
	Name    string  `arg:"" help:"cli.person-award.name"`
	Stage   string  `help:"cli.person-award.stage" default:"given" placeholder:"S"`
	Level   string  `help:"cli.person-award.level" placeholder:"L"`
	Decider string  `help:"cli.person-award.decider" placeholder:"TEXT"`
	Number  string  `help:"cli.person-award.number" placeholder:"TEXT"`
	Date    string  `help:"cli.person-award.date" placeholder:"D"`
	For     string  `help:"cli.person-award.for" placeholder:"TEXT"`
	Persons *uint64 `help:"cli.person-award.persons" placeholder:"N"`
	Names   string  `help:"cli.run.names" placeholder:"FILE"`
	owned
}

func (c *PersonAwardAddCmd) Run(a *verb.App) error {
	names, err := a.Lines(c.Names)
	if err != nil {
		return err
	}
	return a.With(func(d *desk.Desk) error {
		room := year.At(d.Workspace)
		persons, err := c.persons(room, names)
		if err != nil {
			return err
		}
		code, err := room.SetPersonAward(c.Cluster, c.Code, emulation.PersonAward{Name: c.Name, Stage: c.Stage, Level: c.Level, Decider: c.Decider,
			Number: c.Number, Date: c.Date, Reason: c.For, Persons: persons, Withdrawn: c.Withdraw, Illustrative: c.Illustrative}, names)
		return a.DoneUnless(err, map[string]any{"code": code}, "cli.run.entered", "name", c.Name, "code", code)
	})
}

// persons is the number that was said; an entry that is written again without one keeps its own, unless a list of names tells it.
func (c *PersonAwardAddCmd) persons(room year.Room, names []string) (uint64, error) {
	switch {
	case c.Persons != nil:
		return *c.Persons, nil
	case names != nil || c.Code == "":
		return 0, nil
	}
	own, err := room.PersonAward(c.Cluster, c.Code)
	return own.Persons, err
}

// PersonAwardListCmd lists awards to persons.
type PersonAwardListCmd struct {
	Names bool `help:"cli.run.show-names"`
}

func (c *PersonAwardListCmd) Run(a *verb.App) error {
	return entries(a, year.Room.PersonAwards, func(x *year.AwardToPersons) entry { return entry{x.Owner, x.Entry} }, func(x *year.AwardToPersons) string {
		notes := []string{a.State(x.Entry), phrase.Render(a.Lang, x.Doubt())}
		if c.Names {
			notes = append(notes, strings.Join(x.Names, "; "))
		}
		return strings.Join(emulation.NonEmpty(notes...), "; ")
	},
		verb.Both("award", "award", func(x *year.AwardToPersons) any { return x.Name }),
		verb.Field("form,omitempty", func(x *year.AwardToPersons) any { return x.Form }),
		verb.Both("stage", "stage", func(x *year.AwardToPersons) any { return x.Stage },
			func(x *year.AwardToPersons) string { return a.Say("person-award.stage." + x.Stage) }),
		verb.Both("level", "level,omitempty", func(x *year.AwardToPersons) any { return x.Level },
			func(x *year.AwardToPersons) string { return word(a, "award.level.", x.Level) }),
		verb.Field("decider,omitempty", func(x *year.AwardToPersons) any { return x.Decider }),
		verb.Both("decision", "number,omitempty", func(x *year.AwardToPersons) any { return x.Number }),
		verb.Field("date,omitempty", func(x *year.AwardToPersons) any { return x.Date }),
		verb.Both("for", "for,omitempty", func(x *year.AwardToPersons) any { return x.Reason }),
		verb.Both(">persons", "persons,omitempty", func(x *year.AwardToPersons) any { return x.Persons }),
		verb.Field("listed", func(x *year.AwardToPersons) any { return x.Listed }),
		verb.Field("names,omitempty", func(x *year.AwardToPersons) any {
			if !c.Names {
				return nil
			}
			return x.Names
		}),
		verb.Field("doubt,omitempty", func(x *year.AwardToPersons) any { return phrase.Render(a.Lang, x.Doubt()) }))
}
