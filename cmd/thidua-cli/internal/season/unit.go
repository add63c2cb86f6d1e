package season

import (
	"fmt"
	"io"
	"strings"

	"thidua/cmd/thidua-cli/internal/verb"
	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/workspace/book"
	"thidua/workspace/season"
)

// UnitCmd is about units, and what becomes of them.
type UnitCmd struct {
	List     UnitListCmd     `cmd:"" help:"cli.unit.list"`
	Show     UnitShowCmd     `cmd:"" help:"cli.unit.show"`
	Add      UnitAddCmd      `cmd:"" help:"cli.unit.add"`
	Rename   UnitRenameCmd   `cmd:"" help:"cli.unit.rename"`
	Merge    UnitMergeCmd    `cmd:"" help:"cli.unit.merge"`
	Dissolve UnitDissolveCmd `cmd:"" help:"cli.unit.dissolve"`
	Split    UnitSplitCmd    `cmd:"" help:"cli.unit.split"`
	Join     UnitJoinCmd     `cmd:"" help:"cli.unit.join"`
	Leave    UnitLeaveCmd    `cmd:"" help:"cli.unit.leave"`
}

// UnitListCmd lists the office's units.
type UnitListCmd struct{}

// cardOf is what is known of a unit, in JSON.
func cardOf(c *season.UnitCard) verb.Object {
	return verb.Object{"", verb.UnitOf(c.Unit), "short,omitempty", c.Short, "type,omitempty", c.Type, "ended", c.Ended, "conflict", c.Conflict,
		"successions", emulation.Map(c.Successions, func(s book.Succeeded) verb.Object {
			return verb.Object{"date", s.Date, "kind", s.Kind, "was,omitempty", s.Was, "into,omitempty", verb.UnitsOf(s.Units), "basis,omitempty", s.Basis}
		}),
		"from", verb.UnitsOf(c.From),
		"clusters", emulation.Map(c.Memberships, func(m season.UnitMembership) verb.Object {
			return verb.Object{"cluster", m.Cluster.Code, "since,omitempty", m.Since, "until,omitempty", m.Until, "reason,omitempty", m.Reason}
		})}
}

func (UnitListCmd) Run(a *verb.App) error {
	return verb.Listed(a, func(d *desk.Desk) ([]season.UnitCard, error) { return season.At(d.Workspace).Units() }, "",
		verb.Cell("code", func(c *season.UnitCard) string { return c.Code }),
		verb.Cell("unit", func(c *season.UnitCard) string { return c.Name }),
		verb.Cell("cluster", func(c *season.UnitCard) string {
			var now []string
			for _, m := range c.Memberships {
				if m.Until == "" {
					now = append(now, m.Cluster.Info.Name)
				}
			}
			return strings.Join(now, "; ")
		}),
		verb.Cell("note", func(c *season.UnitCard) string {
			if c.Ended {
				return a.Say("cli.unit.ended")
			}
			return ""
		}),
		verb.Field("", func(c *season.UnitCard) any { return cardOf(c) }))
}

// UnitShowCmd tells what is known of a unit, or its name on a day.
type UnitShowCmd struct {
	Unit string `arg:"" help:"cli.arg.unit"`
	On   string `help:"cli.flag.name-on" placeholder:"D"`
}

func (c *UnitShowCmd) Run(a *verb.App) error {
	return a.WithUnit(c.Unit, func(d *desk.Desk, u book.Unit) error {
		if c.On != "" {
			named, err := d.Workspace.NameOn(u.ID, c.On)
			if err != nil {
				return err
			}
			return a.Show(verb.UnitOf(named), func(w io.Writer) { fmt.Fprintln(w, named.Name) })
		}
		cards, err := season.At(d.Workspace).Units()
		if err != nil {
			return err
		}
		for _, card := range cards {
			if card.ID == u.ID {
				return a.Show(cardOf(&card), func(w io.Writer) { tellUnit(a, w, card) })
			}
		}
		return nil
	})
}

func tellUnit(a *verb.App, w io.Writer, c season.UnitCard) {
	fmt.Fprintln(w, a.Say("cli.unit.head", "code", c.Code, "name", c.Name))
	for _, s := range c.Successions {
		line := a.Say("cli.unit.succession", "date", a.Date(s.Date), "what", a.Say("succession."+s.Kind))
		if s.Was != "" {
			line += "; " + a.Say("cli.unit.was", "name", s.Was)
		}
		if len(s.Units) > 0 {
			line += "; " + a.Say("cli.unit.into", "units", book.Names(s.Units))
		}
		if s.Basis != "" {
			line += "; " + a.Say("cli.unit.basis", "basis", s.Basis)
		}
		fmt.Fprintln(w, line)
	}
	if len(c.From) > 0 {
		fmt.Fprintln(w, a.Say("cli.unit.from", "units", book.Names(c.From)))
	}
	for _, m := range c.Memberships {
		line := a.Say("cli.unit.member", "cluster", m.Cluster.Info.Name)
		if m.Since != "" {
			line += "; " + a.Say("cli.unit.since", "date", a.Date(m.Since))
		}
		if m.Until != "" {
			line += "; " + a.Say("cli.unit.until", "date", a.Date(m.Until), "reason", m.Reason)
		}
		fmt.Fprintln(w, line)
	}
}

type UnitAddCmd struct {
	Code         string `arg:"" help:"cli.arg.unit-code"`
	Name         string `required:"" help:"cli.flag.full-name" placeholder:"TEXT"`
	Short        string `help:"cli.flag.short" placeholder:"TEXT"`
	Type         string `help:"cli.flag.unit-type" placeholder:"T"`
	Illustrative bool   `help:"cli.flag.illustrative"`
}

func (c *UnitAddCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		err := season.At(d.Workspace).AddUnit(c.Code, emulation.UnitInfo{Name: c.Name, Short: c.Short, Type: c.Type, Illustrative: c.Illustrative})
		return a.DoneUnless(err, map[string]string{"unit": c.Code}, "cli.unit.added", "name", c.Name, "code", c.Code)
	})
}

// UnitRenameCmd gives a unit another name from a day on.
type UnitRenameCmd struct {
	Unit  string `arg:"" help:"cli.arg.unit"`
	Date  string `required:"" help:"cli.flag.from-day" placeholder:"D"`
	Name  string `required:"" help:"cli.flag.full-name" placeholder:"TEXT"`
	Short string `help:"cli.flag.short" placeholder:"TEXT"`
	Basis string `help:"cli.flag.basis" placeholder:"TEXT"`
}

func (c *UnitRenameCmd) Run(a *verb.App) error {
	return changed(a, c.Unit, func(d *desk.Desk, u book.Unit) error {
		return season.At(d.Workspace).RenameUnit(u.ID, c.Date, c.Name, c.Short, c.Basis)
	})
}

// changed does something to a unit and says so.
func changed(a *verb.App, unit string, do func(d *desk.Desk, u book.Unit) error) error {
	return a.With(func(d *desk.Desk) error {
		u, err := d.Workspace.FindUnit(unit)
		if err != nil {
			return err
		}
		err = do(d, u)
		return a.DoneUnless(err, map[string]string{"unit": u.Code}, "cli.unit.changed", "unit", u.Name)
	})
}

// UnitMergeCmd ends units and gives what they did to another.
type UnitMergeCmd struct {
	Units []string `arg:"" help:"cli.arg.units"`
	Into  string   `required:"" help:"cli.flag.into" placeholder:"U"`
	Date  string   `required:"" help:"cli.flag.from-day" placeholder:"D"`
	Basis string   `help:"cli.flag.basis" placeholder:"TEXT"`
}

func (c *UnitMergeCmd) Run(a *verb.App) error {
	return changed(a, c.Into, func(d *desk.Desk, into book.Unit) error {
		units, err := verb.UnitIDs(d, c.Units)
		if err != nil {
			return err
		}
		return season.At(d.Workspace).MergeUnits(units, into.ID, c.Date, c.Basis)
	})
}

// UnitDissolveCmd ends a unit.
type UnitDissolveCmd struct {
	Unit  string   `arg:"" help:"cli.arg.unit"`
	Into  []string `help:"cli.flag.tasks-to" placeholder:"U"`
	Date  string   `required:"" help:"cli.flag.from-day" placeholder:"D"`
	Basis string   `help:"cli.flag.basis" placeholder:"TEXT"`
}

func (c *UnitDissolveCmd) Run(a *verb.App) error {
	return changed(a, c.Unit, func(d *desk.Desk, u book.Unit) error {
		into, err := verb.UnitIDs(d, c.Into)
		if err != nil {
			return err
		}
		return season.At(d.Workspace).DissolveUnit(u.ID, into, c.Date, c.Basis)
	})
}

// UnitSplitCmd divides a unit.
type UnitSplitCmd struct {
	Unit  string   `arg:"" help:"cli.arg.unit"`
	Into  []string `required:"" help:"cli.flag.split-into" placeholder:"U"`
	Date  string   `required:"" help:"cli.flag.from-day" placeholder:"D"`
	Basis string   `help:"cli.flag.basis" placeholder:"TEXT"`
}

func (c *UnitSplitCmd) Run(a *verb.App) error {
	return changed(a, c.Unit, func(d *desk.Desk, u book.Unit) error {
		into, err := verb.UnitIDs(d, c.Into)
		if err != nil {
			return err
		}
		return season.At(d.Workspace).SplitUnit(u.ID, into, c.Date, c.Basis)
	})
}

// UnitJoinCmd makes a unit a member of the cluster.
type UnitJoinCmd struct {
	Unit string `arg:"" help:"cli.arg.unit"`
	Date string `help:"cli.flag.from-day" placeholder:"D"`
}

func (c *UnitJoinCmd) Run(a *verb.App) error {
	return changed(a, c.Unit, func(d *desk.Desk, u book.Unit) error {
		return season.At(d.Workspace).JoinCluster(a.InCluster, u.ID, c.Date)
	})
}

// UnitLeaveCmd ends a unit's membership of the cluster.
type UnitLeaveCmd struct {
	Unit   string `arg:"" help:"cli.arg.unit"`
	Date   string `required:"" help:"cli.flag.from-day" placeholder:"D"`
	Reason string `required:"" help:"cli.flag.why" placeholder:"TEXT"`
}

func (c *UnitLeaveCmd) Run(a *verb.App) error {
	return changed(a, c.Unit, func(d *desk.Desk, u book.Unit) error {
		return season.At(d.Workspace).LeaveCluster(a.InCluster, u.ID, c.Date, c.Reason)
	})
}

type ClusterCmd struct {
	Found ClusterFoundCmd `cmd:"" help:"cli.cluster.found"`
}

type ClusterFoundCmd struct {
	Code      string `arg:"" help:"cli.arg.cluster-code"`
	Name      string `required:"" help:"cli.flag.full-name" placeholder:"TEXT"`
	Organiser string `help:"cli.flag.organiser" placeholder:"TEXT"`
	Kind      string `enum:",cluster,block" default:"" help:"cli.flag.cluster-kind" placeholder:"cluster|block"`
}

func (c *ClusterFoundCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		err := season.At(d.Workspace).FoundCluster(c.Code, emulation.ClusterInfo{Name: c.Name, Organiser: c.Organiser, Kind: c.Kind})
		return a.DoneUnless(err, map[string]string{"cluster": c.Code}, "cli.cluster.founded", "name", c.Name, "code", c.Code)
	})
}
