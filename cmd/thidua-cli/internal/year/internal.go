package year

import (
	"cmp"
	"fmt"
	"path/filepath"
	"strconv"

	"thidua/cmd/thidua-cli/internal/verb"
	"thidua/emulation"
	"thidua/emulation/decimal"
	"thidua/internal/desk"
	"thidua/vietnamese"
	"thidua/workspace/year"
)

// InternalCmd is about the own unit's internal cluster.
type InternalCmd struct {
	Department InternalDepartmentCmd `cmd:"" help:"cli.internal.department"`
	Criteria   InternalCriteriaCmd   `cmd:"" help:"cli.internal.criteria"`
	Set        InternalSetCmd        `cmd:"" help:"cli.internal.set"`
	Show       InternalShowCmd       `cmd:"" help:"cli.internal.show"`
}

// InternalDepartmentCmd records a department, or lists them.
type InternalDepartmentCmd struct {
	Code   string `help:"cli.run.department-code" placeholder:"CODE"`
	Type   string `help:"cli.run.department-type" placeholder:"TEXT"`
	Remove bool   `help:"cli.run.department-remove"`
	Name   string `arg:"" optional:"" help:"cli.run.department-name"`
}

// Run records it, or lists them.
func (c *InternalDepartmentCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		if c.Name != "" || c.Code != "" {
			code := c.Code
			code = cmp.Or(code, vietnamese.Slug(c.Name))
			info := emulation.UnitInfo{Name: c.Name, Type: c.Type}
			if c.Remove {
				info = emulation.UnitInfo{}
			}
			err := year.At(d.Workspace).SetDepartment(code, info)
			return a.DoneUnless(err, map[string]any{"code": code}, "cli.run.entered", "name", c.Name, "code", code)
		}
		list, err := year.At(d.Workspace).Departments()
		if err != nil {
			return err
		}
		return verb.List(a, list, "cli.run.nothing",
			verb.Both("code", "code", func(x *year.Department) any { return x.Code }),
			verb.Both("department", "name", func(x *year.Department) any { return x.Name }),
			verb.Both("kind", "type,omitempty", func(x *year.Department) any { return x.Type }),
			verb.Field("", func(x *year.Department) any { return verb.EntryOf(x.Entry) }),
			verb.Cell("note", func(x *year.Department) string { return a.State(x.Entry) }))
	})
}

// InternalCriteriaCmd takes the internal criteria from a file.
type InternalCriteriaCmd struct {
	File string `arg:"" help:"cli.run.internal-criteria"`
}

// Run takes them as a new version.
func (c *InternalCriteriaCmd) Run(a *verb.App) error {
	raw, err := a.File(c.File)
	if err != nil {
		return err
	}
	return a.With(func(d *desk.Desk) error {
		version, err := year.At(d.Workspace).SetInternalCriteria(filepath.Base(c.File), raw)
		return a.DoneUnless(err, map[string]any{"version": version}, "cli.internal.version", "version", strconv.FormatUint(version, 10))
	})
}

// InternalSetCmd writes a department's sheet: points, or results of a criterion.
type InternalSetCmd struct {
	Period     string   `help:"cli.run.period" required:"" placeholder:"P"`
	Points     string   `help:"cli.run.given-points" placeholder:"N"`
	Class      string   `help:"cli.run.class" placeholder:"TEXT"`
	Note       string   `help:"cli.run.note" placeholder:"TEXT"`
	Criterion  string   `help:"cli.flag.criterion" placeholder:"C"`
	Accept     bool     `help:"cli.flag.accept-odd" name:"accept-doubtful"`
	Department string   `arg:"" help:"cli.run.department"`
	Inputs     []string `arg:"" optional:"" help:"cli.arg.inputs"`
}

func (c *InternalSetCmd) Run(a *verb.App) error {
	sheet := year.NewInternalSheet{Points: c.Points, Class: c.Class, Note: c.Note, Sure: c.Accept}
	if c.Criterion != "" {
		fields, err := verb.KeyValues(c.Inputs)
		if err != nil {
			return err
		}
		sheet.Cells = map[string]map[string]string{c.Criterion: fields}
	}
	return a.With(func(d *desk.Desk) error {
		if err := year.At(d.Workspace).SetInternalSheet(c.Department, c.Period, sheet); err != nil {
			return err
		}
		p, err := emulation.ParsePeriod(c.Period)
		if err != nil {
			return err
		}
		return a.Done(map[string]any{"department": c.Department, "period": string(p)}, "cli.internal.done", "department", c.Department, "period", p.Message())
	})
}

// InternalShowCmd prints the internal cluster of a period.
type InternalShowCmd struct {
	Period string `help:"cli.run.period" required:"" placeholder:"P"`
	Sum    string `help:"cli.internal.sum" placeholder:"SORT"`
}

func (c *InternalShowCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		if c.Sum != "" {
			return c.sum(a, d)
		}
		p, err := year.At(d.Workspace).Internal(c.Period)
		if err != nil {
			return err
		}
		points := func(st *year.InternalStanding) string {
			if st.Points == nil {
				return ""
			}
			return st.Points.String()
		}
		rows := verb.Of(p.Standings,
			verb.Both(">rank", "rank,omitempty", func(st *year.InternalStanding) any { return st.Rank }, func(st *year.InternalStanding) string {
				if st.Points == nil {
					return ""
				}
				return strconv.Itoa(st.Rank)
			}),
			verb.Both("code", "department", func(st *year.InternalStanding) any { return st.Department.Code }),
			verb.Both("department", "name", func(st *year.InternalStanding) any { return st.Department.Name }),
			verb.Both(">total", "points,omitempty", func(st *year.InternalStanding) any { return points(st) },
				func(st *year.InternalStanding) string { return a.Number(points(st)) }),
			verb.Both("class", "class,omitempty", func(st *year.InternalStanding) any { return st.Class }),
			verb.Both("note", "note,omitempty", func(st *year.InternalStanding) any { return st.Note },
				func(st *year.InternalStanding) string { return cmp.Or(a.State(st.Entry), st.Note) }),
			verb.Field("", func(st *year.InternalStanding) any { return verb.EntryOf(st.Entry) }))
		a.Tell("cli.internal.head", "period", p.Period.Message())
		return rows.Show(a, map[string]any{"period": string(p.Period), "provisional": p.Provisional, "departments": rows}, "cli.run.nothing")
	})
}

// sum prints the shorter periods of a sort, added up.
func (c *InternalShowCmd) sum(a *verb.App, d *desk.Desk) error {
	p, err := year.At(d.Workspace).InternalSum(c.Period, emulation.PeriodSort(c.Sum))
	if err != nil {
		return err
	}
	shown := func(t *year.InternalTotal, points decimal.Decimal) string {
		if t.Counted == 0 {
			return ""
		}
		return a.Number(points.String())
	}
	columns := []verb.Column[year.InternalTotal]{
		verb.Both(">rank", "rank,omitempty", func(t *year.InternalTotal) any { return t.Rank }, func(t *year.InternalTotal) string {
			if t.Rank == 0 {
				return ""
			}
			return strconv.Itoa(t.Rank)
		}),
		verb.Both("code", "department", func(t *year.InternalTotal) any { return t.Department.Code }),
		verb.Both("department", "name", func(t *year.InternalTotal) any { return t.Department.Name }),
		verb.Both(">sum", "sum", func(t *year.InternalTotal) any { return t.Sum }, func(t *year.InternalTotal) string { return shown(t, t.Sum) }),
		verb.Both(">mean", "mean", func(t *year.InternalTotal) any { return t.Mean }, func(t *year.InternalTotal) string { return shown(t, t.Mean) }),
		verb.Both(">parts", "counted", func(t *year.InternalTotal) any { return t.Counted },
			func(t *year.InternalTotal) string { return fmt.Sprintf("%d/%d", t.Counted, len(p.Parts)) }),
	}
	rows := verb.Of(p.Totals, columns...)
	a.Tell("cli.internal.sum-head", "period", p.Period.Message(), "parts", emulation.Map(p.Parts, emulation.Period.Message))
	if p.Provisional {
		a.Tell("cli.internal.sum-provisional")
	}
	return rows.Show(a, map[string]any{"period": string(p.Period), "parts": p.Parts, "provisional": p.Provisional, "departments": rows}, "cli.run.nothing")
}
