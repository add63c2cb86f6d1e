package year

import (
	"slices"
	"strings"

	"thidua/cmd/thidua-cli/internal/verb"
	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/vietnamese"
	"thidua/workspace/pledge"
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
			r.Targets = append(r.Targets, pledge.ParseTarget(t))
		}
		if r.OnBehalf, err = c.Behalf(d); err != nil {
			return err
		}
		err = pledge.At(d.Workspace).Register(unit.ID, r)
		return a.DoneUnless(err, map[string]any{"unit": unit.Code, "registered": true}, "cli.register.done", "unit", unit.Name)
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

func (c *RegisterShowCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		list, err := pledge.At(d.Workspace).Registrations()
		if err != nil {
			return err
		}
		if c.Missing {
			list = slices.DeleteFunc(list, func(r pledge.Registered) bool { return r.Given })
		}
		behalf := func(r *pledge.Registered) string { // name of the signed paper
			if r.Given && r.Objection == "" && r.OnBehalf != nil {
				return r.OnBehalf.Paper.Name
			}
			return ""
		}
		return verb.List(a, list, "cli.register.all",
			verb.Both("code", "unit", func(r *pledge.Registered) any { return r.Unit.Code }),
			verb.Both("unit", "name", func(r *pledge.Registered) any { return r.Unit.Name }),
			verb.Both("movements", "movements", func(r *pledge.Registered) any { return verb.Strings(r.Movements) }),
			verb.Both("targets", "targets", func(r *pledge.Registered) any { return targets(a, r) }),
			verb.Both("titles", "titles", func(r *pledge.Registered) any { return verb.Strings(r.Titles) }),
			verb.Field("on_behalf,omitempty", func(r *pledge.Registered) any { return behalf(r) }),
			verb.Field("objection,omitempty", func(r *pledge.Registered) any { return r.Objection }),
			verb.Field("", func(r *pledge.Registered) any { return verb.EntryOf(r.Entry) }),
			verb.Cell("note", func(r *pledge.Registered) string {
				switch {
				case !r.Given:
					return a.Say("cli.register.missing")
				case r.Objection != "":
					return a.Say("cli.run.objected", "reason", r.Objection)
				case r.OnBehalf != nil:
					return a.Say("cli.run.behalf", "signer", r.OnBehalf.Signer, "paper", r.OnBehalf.Paper.Name)
				}
				return a.State(r.Entry)
			}))
	})
}

// targets are what a unit set itself, each with its figure.
func targets(a *verb.App, r *pledge.Registered) []string {
	out := []string{}
	for _, t := range r.Targets {
		text := t.Name
		if t.Value != "" {
			text += ": " + vietnamese.Measured(a.Number(t.Value), t.Measure)
		}
		out = append(out, text)
	}
	return out
}
