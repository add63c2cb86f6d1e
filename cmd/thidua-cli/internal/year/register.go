package year

import (
	"strings"

	"thidua/cmd/thidua-cli/internal/verb"
	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/vietnamese"
	"thidua/workspace"
)

// RegisterCmd is about what units register for.
type RegisterCmd struct {
	Set  RegisterSetCmd  `cmd:"" help:"cli.register.set"`
	Show RegisterShowCmd `cmd:"" help:"cli.register.show"`
}

// RegisterSetCmd writes a unit's registration.
type RegisterSetCmd struct {
	verb.Paper
	Movement     []string `help:"cli.run.movement" sep:"none" placeholder:"TEXT"`
	Target       []string `help:"cli.run.target" sep:"none" placeholder:"TEXT"`
	Title        []string `help:"cli.run.award-title" sep:"none" placeholder:"TEXT"`
	Illustrative bool     `help:"cli.run.illustrative"`
	File         string   `arg:"" optional:"" help:"cli.run.register-file"`
}

// Run writes it.
func (c *RegisterSetCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		unit, err := c.Of(d)
		if err != nil {
			return err
		}
		if err := c.read(a); err != nil {
			return err
		}
		r := emulation.Registration{Movements: c.Movement, Titles: c.Title, Illustrative: c.Illustrative}
		for _, t := range c.Target {
			r.Targets = append(r.Targets, workspace.ParseTarget(t))
		}
		if r.OnBehalf, err = c.Behalf(d); err != nil {
			return err
		}
		if err := d.Workspace.Register(unit.ID, r); err != nil {
			return err
		}
		return a.Done(map[string]any{"unit": unit.Code, "registered": true}, "cli.register.done", "unit", unit.Name)
	})
}

// read adds the lines of a file, each with what it is in front: "Phong trào: …", "Chỉ tiêu: … = …", "Danh hiệu: …".
func (c *RegisterSetCmd) read(a *verb.App) error {
	lines, err := a.Lines(c.File)
	if err != nil {
		return err
	}
	for i, l := range lines {
		what, text, _ := strings.Cut(l, ":")
		switch vietnamese.Fold(what) {
		case "phong trao", "movement":
			c.Movement = append(c.Movement, text)
		case "chi tieu", "target":
			c.Target = append(c.Target, text)
		case "danh hieu", "hinh thuc khen thuong", "title":
			c.Title = append(c.Title, text)
		default:
			return emulation.Errorf(emulation.Invalid, "cli.register.line", "text", l).At(c.File, i+1, "")
		}
	}
	return nil
}

// RegisterShowCmd lists what every unit registered for.
type RegisterShowCmd struct {
	Missing bool `help:"cli.run.missing"`
}

type registeredOut struct {
	Unit      string   `json:"unit"`
	Name      string   `json:"name"`
	Movements []string `json:"movements"`
	Targets   []string `json:"targets"`
	Titles    []string `json:"titles"`
	OnBehalf  string   `json:"on_behalf,omitempty"` // name of the signed paper
	Objection string   `json:"objection,omitempty"`
	verb.Entry
}

// Run lists it.
func (c *RegisterShowCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		list, err := d.Workspace.Registrations()
		if err != nil {
			return err
		}
		out := []registeredOut{}
		var rows [][]string
		for _, r := range list {
			if c.Missing && r.Given {
				continue
			}
			o := registeredOut{Unit: r.Unit.Code, Name: r.Unit.Name, Movements: append([]string{}, r.Movements...), Targets: []string{},
				Titles: append([]string{}, r.Titles...), Objection: r.Objection, Entry: verb.EntryOf(r.Entry)}
			for _, t := range r.Targets {
				text := t.Name
				if t.Value != "" {
					text += ": " + strings.TrimSpace(a.Number(t.Value)+" "+t.Measure)
				}
				o.Targets = append(o.Targets, text)
			}
			state := a.State(r.Entry)
			switch {
			case !r.Given:
				state = a.Say("cli.register.missing")
			case r.Objection != "":
				state = a.Say("cli.run.objected", "reason", r.Objection)
			case r.OnBehalf != nil:
				o.OnBehalf = r.OnBehalf.Paper.Name
				state = a.Say("cli.run.behalf", "signer", r.OnBehalf.Signer, "paper", o.OnBehalf)
			}
			out = append(out, o)
			rows = append(rows, []string{o.Unit, o.Name, strings.Join(o.Movements, "; "), strings.Join(o.Targets, "; "), strings.Join(o.Titles, "; "), state})
		}
		return a.List(out, rows, "cli.register.all", "code", "unit", "movements", "targets", "titles", "note")
	})
}
