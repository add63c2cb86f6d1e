package year

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"thidua/cmd/thidua-cli/internal/verb"
	"thidua/emulation"
	"thidua/emulation/decimal"
	"thidua/internal/desk"
	"thidua/internal/phrase"
	"thidua/workspace/book"
	"thidua/workspace/year"
)

// IndicatorAskCmd asks every unit for a figure; with the code of one that is asked for it is changed.
type IndicatorAskCmd struct {
	Code         string  `arg:"" help:"cli.asked.code"`
	Name         *string `help:"cli.asked.name" placeholder:"TEXT"`
	Measure      *string `help:"cli.run.measure" placeholder:"TEXT"`
	Combine      *string `help:"cli.asked.combine" placeholder:"HOW"`
	Criterion    *string `help:"cli.asked.criterion" placeholder:"C"`
	Input        *string `help:"cli.asked.input" placeholder:"FIELD"`
	Option       *string `help:"cli.asked.option" placeholder:"ID"`
	Until        *string `help:"cli.asked.until" placeholder:"D"`
	Note         *string `help:"cli.run.note" placeholder:"TEXT"`
	Withdraw     bool    `help:"cli.run.withdraw"`
	Illustrative bool    `help:"cli.run.illustrative"`
}

func (c *IndicatorAskCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		name := ""
		err := year.At(d.Workspace).ChangeAsked(c.Code, func(v *emulation.AskedFigure) {
			c.over(v)
			name = v.Name
		})
		done := "cli.asked.done"
		if c.Withdraw {
			done = "cli.asked.withdrawn"
		}
		return a.DoneUnless(err, map[string]any{"code": c.Code}, done, "name", name)
	})
}

// over writes what was given over what is recorded; an empty text takes a part out.
func (c *IndicatorAskCmd) over(v *emulation.AskedFigure) {
	verb.Over(map[*string]*string{&v.Name: c.Name, &v.Measure: c.Measure, &v.Combine: c.Combine, &v.Criterion: c.Criterion, &v.Input: c.Input,
		&v.Option: c.Option, &v.Until: c.Until, &v.Note: c.Note})
	v.Withdrawn, v.Illustrative = c.Withdraw, v.Illustrative || c.Illustrative
}

// IndicatorGiveCmd answers for the own unit.
type IndicatorGiveCmd struct {
	All          bool     `help:"cli.asked.all"`
	Note         *string  `help:"cli.run.note" placeholder:"TEXT"`
	AsOf         *string  `help:"cli.asked.as-of" placeholder:"TEXT"`
	Illustrative *bool    `help:"cli.run.illustrative" negatable:""`
	Figures      []string `arg:"" optional:"" help:"cli.run.figures"`
}

func (c *IndicatorGiveCmd) Run(a *verb.App) error {
	var list []year.NewAnswer
	for _, f := range c.Figures {
		code, value, err := verb.KeyValue(f)
		if err != nil {
			return err
		}
		list = append(list, year.NewAnswer{Code: code, Value: value, Note: c.Note, AsOf: c.AsOf, Illustrative: c.Illustrative})
	}
	if len(list) == 0 && !c.All {
		return emulation.Errorf(emulation.Invalid, "cli.asked.give-what")
	}
	return a.With(func(d *desk.Desk) error {
		room := year.At(d.Workspace)
		if err := room.Give(list...); err != nil {
			return err
		}
		given := len(list)
		if c.All {
			more, err := room.GiveAll()
			if err != nil {
				return err
			}
			given += more
		}
		return a.Done(map[string]any{"figures": given}, "cli.asked.given", "count", given)
	})
}

// IndicatorAskedCmd lists the figures the cluster asks for, each with what the units come to.
type IndicatorAskedCmd struct{}

func (IndicatorAskedCmd) Run(a *verb.App) error {
	return verb.Listed(a, func(d *desk.Desk) ([]year.Figure, error) { return year.At(d.Workspace).Figures() }, "cli.asked.none",
		verb.Both("code", "code", func(f *year.Figure) any { return f.Code }),
		verb.Both("name", "name", func(f *year.Figure) any { return f.Name }),
		verb.Field("measure,omitempty", func(f *year.Figure) any { return f.Measure }),
		verb.Field("combine,omitempty", func(f *year.Figure) any { return f.Combine }),
		verb.Both("criterion", "criterion,omitempty", func(f *year.Figure) any { return f.Criterion }),
		verb.Both("answer-by", "until,omitempty", func(f *year.Figure) any { return f.Until }, func(f *year.Figure) string { return a.Date(f.Until) }),
		verb.Field("late,omitempty", func(f *year.Figure) any { return f.Late }),
		verb.Both("answered", "answered", func(f *year.Figure) any { return f.Combined.Count },
			func(f *year.Figure) string { return fmt.Sprintf("%d/%d", f.Combined.Count, len(f.Answers)) }),
		verb.Both("together", "figure,omitempty", func(f *year.Figure) any { return phrase.Render(a.Lang, f.Message()) }),
		verb.Both("waits", "missing,omitempty", func(f *year.Figure) any { return book.Codes(f.Missing()) },
			func(f *year.Figure) string { return book.Labels(f.Missing(), ", ") }),
		verb.Field("", func(f *year.Figure) any { return verb.EntryOf(f.Entry) }),
		verb.Cell("note", func(f *year.Figure) string { return a.State(f.Entry) }))
}

// IndicatorShowCmd shows what every unit says of the figures the cluster asks for, and what they come to.
type IndicatorShowCmd struct {
	Code  string `arg:"" optional:"" help:"cli.asked.one"`
	Years bool   `help:"cli.asked.years"`
}

func (c *IndicatorShowCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		list, err := year.At(d.Workspace).Figures()
		if err != nil {
			return err
		}
		if c.Code != "" {
			list = slices.DeleteFunc(list, func(f year.Figure) bool { return f.Code != c.Code })
			if len(list) == 0 {
				return emulation.Errorf(emulation.NotFound, "figure.not-asked", "code", c.Code)
			}
		}
		all := emulation.Map(list, func(f year.Figure) verb.Object { return c.object(a, &f) })
		return a.Show(all, func(w io.Writer) {
			if len(list) == 0 {
				fmt.Fprintln(w, a.Say("cli.asked.none"))
			}
			for i := range list {
				c.tell(a, w, &list[i])
			}
		})
	})
}

// object is a figure in JSON: what the answers come to exactly, and as reports say it.
func (c *IndicatorShowCmd) object(a *verb.App, f *year.Figure) verb.Object {
	o := verb.Object{"code", f.Code, "name", f.Name, "measure,omitempty", f.Measure, "combine,omitempty", f.Combine, "answered", f.Combined.Count,
		"figure,omitempty", phrase.Render(a.Lang, f.Message())}
	if f.Combined.Count > 0 {
		o = append(o, "sum", f.Combined.Sum, "mean", f.Combined.Mean(), "least", f.Combined.Least, "most", f.Combined.Most)
	}
	if c.Years && f.Before != nil {
		o = append(o, "before,omitempty", phrase.Render(a.Lang, f.MessageBefore()), "change,omitempty", maybe(f.Change()),
			"uncompared,omitempty", phrase.Render(a.Lang, f.Uncompared()))
	}
	if f.Unlike != nil {
		o = append(o, "unlike", phrase.Render(a.Lang, f.UnlikeMessage()))
	}
	return append(o, "answers", c.answers(a, f))
}

// tell shows a figure: a line for each unit, what they come to, and what they came to a season before.
func (c *IndicatorShowCmd) tell(a *verb.App, w io.Writer, f *year.Figure) {
	fmt.Fprintln(w, a.Say("cli.asked.head", "code", f.Code, "name", f.Name))
	c.answers(a, f).Table(a, w)
	if m := f.Message(); m.Key != "" {
		fmt.Fprintln(w, a.Say("cli.asked.together", "figure", m))
	}
	if f.Unlike != nil {
		fmt.Fprintln(w, phrase.Render(a.Lang, f.UnlikeMessage()))
	}
	if !c.Years {
		return
	}
	if before := f.MessageBefore(); before.Key != "" {
		fmt.Fprintln(w, a.Say("cli.asked.before", "figure", before))
	}
	if d, ok := f.Change(); ok {
		fmt.Fprintln(w, a.Say("cli.asked.change", "change", d.Signed(a.Lang.DecimalComma())))
	}
	if why := f.Uncompared(); why.Key != "" {
		fmt.Fprintln(w, a.Say("cli.asked.change", "change", why))
	}
}

// answers are what the units say.
func (c *IndicatorShowCmd) answers(a *verb.App, f *year.Figure) verb.Rows[year.Answer] {
	columns := []verb.Column[year.Answer]{
		verb.Both("unit", "unit", func(x *year.Answer) any { return x.Unit.Code }, func(x *year.Answer) string { return x.Unit.Label() }),
		verb.Both(">value", "value,omitempty", func(x *year.Answer) any { return maybe(x.Figure, x.From != "") }, func(x *year.Answer) string {
			switch {
			case x.From != "":
				return x.Figure.Localise(a.Lang.DecimalComma())
			case x.NA:
				return a.Say("cli.asked.na")
			case !x.Waits():
				return a.Say("figure.two")
			}
			return a.Say("cli.asked.waits")
		}),
		verb.Both("source", "from,omitempty", func(x *year.Answer) any { return x.From }, func(x *year.Answer) string {
			if x.From == "" {
				return ""
			}
			return a.Say(x.Source())
		}),
		verb.Field("unverified,omitempty", func(x *year.Answer) any { return x.From == year.FromSheet && x.Alone }),
	}
	if c.Years {
		columns = append(columns,
			verb.Both(">before", "before,omitempty", func(x *year.Answer) any { return maybe(f.BeforeOf(x.Unit.ID)) }, func(x *year.Answer) string {
				if then, ok := f.BeforeOf(x.Unit.ID); ok {
					return then.Localise(a.Lang.DecimalComma())
				}
				return ""
			}),
			verb.Both(">difference", "change,omitempty", func(x *year.Answer) any { return maybe(f.ChangeOf(x.Unit.ID)) }, func(x *year.Answer) string {
				if d, ok := f.ChangeOf(x.Unit.ID); ok {
					return d.Signed(a.Lang.DecimalComma())
				}
				return ""
			}))
	}
	return verb.Of(f.Answers, append(columns,
		verb.Field("as_of,omitempty", func(x *year.Answer) any { return x.Own.AsOf }),
		verb.Field("note,omitempty", func(x *year.Answer) any { return x.Own.Note }),
		verb.Field("doubts,omitempty", func(x *year.Answer) any { return a.Render(x.Doubts) }),
		verb.Cell("note", func(x *year.Answer) string {
			return strings.Join(emulation.NonEmpty(append(a.Render(x.Doubts), x.Own.AsOf, x.Own.Note)...), "; ")
		}))...)
}

// maybe is a figure, or nothing.
func maybe(f decimal.Fraction, ok bool) any {
	if !ok {
		return nil
	}
	return f
}
