package main

import (
	"fmt"
	"io"
	"strings"

	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/workspace"
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

type successionOut struct {
	Date  string    `json:"date"`
	Kind  string    `json:"kind"`
	Was   string    `json:"was,omitempty"`
	Into  []unitOut `json:"into,omitempty"`
	Basis string    `json:"basis,omitempty"`
}

type membershipOut struct {
	Cluster string `json:"cluster"`
	Since   string `json:"since,omitempty"`
	Until   string `json:"until,omitempty"`
	Reason  string `json:"reason,omitempty"`
}

type cardOut struct {
	unitOut
	Short       string          `json:"short,omitempty"`
	Type        string          `json:"type,omitempty"`
	Ended       bool            `json:"ended"`
	Conflict    bool            `json:"conflict"`
	Successions []successionOut `json:"successions"`
	From        []unitOut       `json:"from"`
	Clusters    []membershipOut `json:"clusters"`
}

func cardOf(c workspace.UnitCard) cardOut {
	out := cardOut{unitOut: unitOut{c.Code, c.Name}, Short: c.Short, Type: c.Type, Ended: c.Ended, Conflict: c.Conflict, Successions: []successionOut{},
		From: unitsOut(c.From), Clusters: []membershipOut{}}
	for _, s := range c.Successions {
		item := successionOut{Date: s.Date, Kind: s.Kind, Was: s.Was, Basis: s.Basis}
		if len(s.Units) > 0 {
			item.Into = unitsOut(s.Units)
		}
		out.Successions = append(out.Successions, item)
	}
	for _, m := range c.Memberships {
		out.Clusters = append(out.Clusters, membershipOut{m.Cluster.Code, m.Since, m.Until, m.Reason})
	}
	return out
}

// Run prints them.
func (UnitListCmd) Run(a *App) error {
	return a.with(func(d *desk.Desk) error {
		cards, err := d.Workspace.Units()
		if err != nil {
			return err
		}
		out := []cardOut{}
		var rows [][]string
		for _, c := range cards {
			out = append(out, cardOf(c))
			var clusters []string
			note := ""
			for _, m := range c.Memberships {
				if m.Until == "" {
					clusters = append(clusters, m.Cluster.Info.Name)
				}
			}
			if c.Ended {
				note = a.say("cli.unit.ended")
			}
			rows = append(rows, []string{c.Code, c.Name, strings.Join(clusters, "; "), note})
		}
		return a.show(out, func(w io.Writer) {
			table(w, []string{a.say("cli.col.code"), a.say("cli.col.unit"), a.say("cli.col.cluster"), a.say("cli.col.note")}, rows)
		})
	})
}

// UnitShowCmd tells what is known of a unit, or its name on a day.
type UnitShowCmd struct {
	Unit string `arg:"" help:"cli.arg.unit"`
	On   string `help:"cli.flag.name-on" placeholder:"D"`
}

// Run prints it.
func (c *UnitShowCmd) Run(a *App) error {
	return a.with(func(d *desk.Desk) error {
		u, err := d.Workspace.FindUnit(c.Unit)
		if err != nil {
			return err
		}
		if c.On != "" {
			if u, err = d.Workspace.NameOn(u.ID, c.On); err != nil {
				return err
			}
			return a.show(unitOut{u.Code, u.Name}, func(w io.Writer) { fmt.Fprintln(w, u.Name) })
		}
		cards, err := d.Workspace.Units()
		if err != nil {
			return err
		}
		for _, card := range cards {
			if card.ID == u.ID {
				return a.show(cardOf(card), func(w io.Writer) { a.tellUnit(w, card) })
			}
		}
		return nil
	})
}

func (a *App) tellUnit(w io.Writer, c workspace.UnitCard) {
	fmt.Fprintln(w, a.say("cli.unit.head", "code", c.Code, "name", c.Name))
	for _, s := range c.Successions {
		line := a.say("cli.unit.succession", "date", a.date(s.Date), "what", a.say("succession."+s.Kind))
		if s.Was != "" {
			line += "; " + a.say("cli.unit.was", "name", s.Was)
		}
		if len(s.Units) > 0 {
			line += "; " + a.say("cli.unit.into", "units", names(s.Units))
		}
		if s.Basis != "" {
			line += "; " + a.say("cli.unit.basis", "basis", s.Basis)
		}
		fmt.Fprintln(w, line)
	}
	if len(c.From) > 0 {
		fmt.Fprintln(w, a.say("cli.unit.from", "units", names(c.From)))
	}
	for _, m := range c.Memberships {
		line := a.say("cli.unit.member", "cluster", m.Cluster.Info.Name)
		if m.Since != "" {
			line += "; " + a.say("cli.unit.since", "date", a.date(m.Since))
		}
		if m.Until != "" {
			line += "; " + a.say("cli.unit.until", "date", a.date(m.Until), "reason", m.Reason)
		}
		fmt.Fprintln(w, line)
	}
}

// UnitAddCmd records a unit.
type UnitAddCmd struct {
	Code         string `arg:"" help:"cli.arg.unit-code"`
	Name         string `required:"" help:"cli.flag.full-name" placeholder:"TEXT"`
	Short        string `help:"cli.flag.short" placeholder:"TEXT"`
	Type         string `help:"cli.flag.unit-type" placeholder:"T"`
	Illustrative bool   `help:"cli.flag.illustrative"`
}

// Run records it.
func (c *UnitAddCmd) Run(a *App) error {
	return a.with(func(d *desk.Desk) error {
		err := d.Workspace.AddUnit(c.Code, emulation.UnitInfo{Name: c.Name, Short: c.Short, Type: c.Type, Illustrative: c.Illustrative})
		if err != nil {
			return err
		}
		return a.done(map[string]string{"unit": c.Code}, "cli.unit.added", "name", c.Name, "code", c.Code)
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

// Run records it.
func (c *UnitRenameCmd) Run(a *App) error {
	return a.changed(c.Unit, func(w *workspace.Workspace, u workspace.Unit) error {
		return w.RenameUnit(u.ID, c.Date, c.Name, c.Short, c.Basis)
	})
}

// changed does something to a unit and says so.
func (a *App) changed(unit string, do func(w *workspace.Workspace, u workspace.Unit) error) error {
	return a.with(func(d *desk.Desk) error {
		u, err := d.Workspace.FindUnit(unit)
		if err != nil {
			return err
		}
		if err := do(d.Workspace, u); err != nil {
			return err
		}
		return a.done(map[string]string{"unit": u.Code}, "cli.unit.changed", "unit", u.Name)
	})
}

// UnitMergeCmd ends units and gives what they did to another.
type UnitMergeCmd struct {
	Units []string `arg:"" help:"cli.arg.units"`
	Into  string   `required:"" help:"cli.flag.into" placeholder:"U"`
	Date  string   `required:"" help:"cli.flag.from-day" placeholder:"D"`
	Basis string   `help:"cli.flag.basis" placeholder:"TEXT"`
}

// Run records it.
func (c *UnitMergeCmd) Run(a *App) error {
	return a.changed(c.Into, func(w *workspace.Workspace, into workspace.Unit) error {
		units, err := ids(w, c.Units)
		if err != nil {
			return err
		}
		return w.MergeUnits(units, into.ID, c.Date, c.Basis)
	})
}

// UnitDissolveCmd ends a unit.
type UnitDissolveCmd struct {
	Unit  string   `arg:"" help:"cli.arg.unit"`
	Into  []string `help:"cli.flag.tasks-to" placeholder:"U"`
	Date  string   `required:"" help:"cli.flag.from-day" placeholder:"D"`
	Basis string   `help:"cli.flag.basis" placeholder:"TEXT"`
}

// Run records it.
func (c *UnitDissolveCmd) Run(a *App) error {
	return a.changed(c.Unit, func(w *workspace.Workspace, u workspace.Unit) error {
		into, err := ids(w, c.Into)
		if err != nil {
			return err
		}
		return w.DissolveUnit(u.ID, into, c.Date, c.Basis)
	})
}

// UnitSplitCmd divides a unit.
type UnitSplitCmd struct {
	Unit  string   `arg:"" help:"cli.arg.unit"`
	Into  []string `required:"" help:"cli.flag.split-into" placeholder:"U"`
	Date  string   `required:"" help:"cli.flag.from-day" placeholder:"D"`
	Basis string   `help:"cli.flag.basis" placeholder:"TEXT"`
}

// Run records it.
func (c *UnitSplitCmd) Run(a *App) error {
	return a.changed(c.Unit, func(w *workspace.Workspace, u workspace.Unit) error {
		into, err := ids(w, c.Into)
		if err != nil {
			return err
		}
		return w.SplitUnit(u.ID, into, c.Date, c.Basis)
	})
}

// UnitJoinCmd makes a unit a member of the cluster.
type UnitJoinCmd struct {
	Unit string `arg:"" help:"cli.arg.unit"`
	Date string `help:"cli.flag.from-day" placeholder:"D"`
}

// Run records it.
func (c *UnitJoinCmd) Run(a *App) error {
	return a.changed(c.Unit, func(w *workspace.Workspace, u workspace.Unit) error {
		return w.JoinCluster(a.cli.InCluster, u.ID, c.Date)
	})
}

// UnitLeaveCmd ends a unit's membership of the cluster.
type UnitLeaveCmd struct {
	Unit   string `arg:"" help:"cli.arg.unit"`
	Date   string `required:"" help:"cli.flag.from-day" placeholder:"D"`
	Reason string `required:"" help:"cli.flag.why" placeholder:"TEXT"`
}

// Run records it.
func (c *UnitLeaveCmd) Run(a *App) error {
	return a.changed(c.Unit, func(w *workspace.Workspace, u workspace.Unit) error {
		return w.LeaveCluster(a.cli.InCluster, u.ID, c.Date, c.Reason)
	})
}

// ClusterCmd is about clusters.
type ClusterCmd struct {
	Found ClusterFoundCmd `cmd:"" help:"cli.cluster.found"`
}

// ClusterFoundCmd founds a cluster.
type ClusterFoundCmd struct {
	Code      string `arg:"" help:"cli.arg.cluster-code"`
	Name      string `required:"" help:"cli.flag.full-name" placeholder:"TEXT"`
	Organiser string `help:"cli.flag.organiser" placeholder:"TEXT"`
}

// Run founds it.
func (c *ClusterFoundCmd) Run(a *App) error {
	return a.with(func(d *desk.Desk) error {
		if err := d.Workspace.FoundCluster(c.Code, emulation.ClusterInfo{Name: c.Name, Organiser: c.Organiser}); err != nil {
			return err
		}
		return a.done(map[string]string{"cluster": c.Code}, "cli.cluster.founded", "name", c.Name, "code", c.Code)
	})
}
