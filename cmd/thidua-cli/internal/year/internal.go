package year

import (
	"path/filepath"
	"strconv"

	"thidua/cmd/thidua-cli/internal/verb"
	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/vietnamese"
	"thidua/workspace"
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
			if code == "" {
				code = vietnamese.Slug(c.Name)
			}
			info := emulation.UnitInfo{Name: c.Name, Type: c.Type}
			if c.Remove {
				info = emulation.UnitInfo{}
			}
			if err := d.Workspace.SetDepartment(code, info); err != nil {
				return err
			}
			return a.Done(map[string]any{"code": code}, "cli.run.entered", "name", c.Name, "code", code)
		}
		list, err := d.Workspace.Departments()
		if err != nil {
			return err
		}
		type line struct {
			Code string `json:"code"`
			Name string `json:"name"`
			Type string `json:"type,omitempty"`
			verb.Entry
		}
		out := []line{}
		var rows [][]string
		for _, x := range list {
			out = append(out, line{x.Code, x.Name, x.Type, verb.EntryOf(x.Entry)})
			rows = append(rows, []string{x.Code, x.Name, x.Type, a.State(x.Entry)})
		}
		return a.List(out, rows, "cli.run.nothing", "code", "department", "kind", "note")
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
		version, err := d.Workspace.SetInternalCriteria(filepath.Base(c.File), raw)
		if err != nil {
			return err
		}
		return a.Done(map[string]any{"version": version}, "cli.internal.version", "version", strconv.FormatUint(version, 10))
	})
}

// InternalSetCmd writes a department's sheet: points, or results of a criterion.
type InternalSetCmd struct {
	Period     string   `help:"cli.run.period" required:"" placeholder:"P"`
	Points     string   `help:"cli.run.given-points" placeholder:"N"`
	Class      string   `help:"cli.run.class" placeholder:"TEXT"`
	Note       string   `help:"cli.run.note" placeholder:"TEXT"`
	Criterion  string   `help:"cli.flag.criterion" placeholder:"C"`
	Department string   `arg:"" help:"cli.run.department"`
	Inputs     []string `arg:"" optional:"" help:"cli.arg.inputs"`
}

// Run writes it.
func (c *InternalSetCmd) Run(a *verb.App) error {
	sheet := workspace.NewInternalSheet{Points: c.Points, Class: c.Class, Note: c.Note}
	if c.Criterion != "" {
		fields, err := verb.KeyValues(c.Inputs)
		if err != nil {
			return err
		}
		sheet.Cells = map[string]map[string]string{c.Criterion: fields}
	}
	return a.With(func(d *desk.Desk) error {
		if err := d.Workspace.SetInternalSheet(c.Department, c.Period, sheet); err != nil {
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
}

// Run prints it.
func (c *InternalShowCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		p, err := d.Workspace.Internal(c.Period)
		if err != nil {
			return err
		}
		type line struct {
			Rank       int    `json:"rank,omitempty"`
			Department string `json:"department"`
			Name       string `json:"name"`
			Points     string `json:"points,omitempty"`
			Class      string `json:"class,omitempty"`
			Note       string `json:"note,omitempty"`
			verb.Entry
		}
		out := []line{}
		var rows [][]string
		for _, st := range p.Standings {
			l := line{Rank: st.Rank, Department: st.Department.Code, Name: st.Department.Name, Class: st.Class, Note: st.Note, Entry: verb.EntryOf(st.Entry)}
			rank := ""
			if st.Points != nil {
				l.Points, rank = st.Points.String(), strconv.Itoa(st.Rank)
			}
			out = append(out, l)
			note := a.State(st.Entry)
			if note == "" {
				note = st.Note
			}
			rows = append(rows, []string{rank, l.Department, l.Name, a.Number(l.Points), l.Class, note})
		}
		a.Tell("cli.internal.head", "period", p.Period.Message())
		return a.List(map[string]any{"period": string(p.Period), "provisional": p.Provisional, "departments": out}, rows, "cli.run.nothing",
			">rank", "code", "department", ">total", "class", "note")
	})
}
