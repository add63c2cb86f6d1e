package criteria

import "thidua/emulation/decimal"

// ruleFlow is the mapping of a rule; parameters at their default are left out.
func ruleFlow(r *Rule) string {
	pairs := []string{"kind", string(r.Kind)}
	add := func(key, value string) { pairs = append(pairs, key, value) }
	number := func(key string, d decimal.Decimal) { add(key, d.String()) }
	unless := func(key string, d decimal.Decimal, usual int64) {
		if !d.Equal(decimal.FromInt(usual)) {
			number(key, d)
		}
	}
	lower := func() {
		if r.Lower {
			add("better", "lower")
		}
	}
	switch r.Kind {
	case Manual:
		number("step", r.Step)
	case Choice:
		add("options", flowOptions(r.Options))
	case Checklist:
		add("items", flowOptions(r.Options))
	case Target, TargetLeader:
		add("target", optional(r.Target))
	case Bands:
		var bands []string
		for _, b := range r.Bands {
			bands = append(bands, flow("at_least", optional(b.AtLeast), "at_most", optional(b.AtMost), "points", b.Points.String()))
		}
		add("bands", flowList(bands))
		unless("otherwise", r.Otherwise, 0)
	case Step:
		number("from", r.From)
		number("per", r.Per)
		number("unit", r.Unit)
		lower()
	case Count, Improve:
		number("each", r.Each)
	case Tiers:
		add("tiers", flowOptions(r.Options))
		if r.TakeBest {
			add("take", "best")
		}
	case Deduct:
		number("each", r.Each)
		unless("floor", r.Floor, 0)
	case DeductTable:
		add("table", flowNumbers(r.Table))
		if r.Beyond == nil {
			add("beyond", "all")
		} else {
			number("beyond", *r.Beyond)
		}
	case Event:
		number("points", r.Points)
	case Late:
		number("per_day", r.PerDay)
		unless("grace", r.Grace, 0)
	case Base:
		number("start", r.Start)
		add("events", flowOptions(r.Options))
		number("min", r.Low)
		number("max", r.High)
	case PlusMinus:
		number("plus", r.Plus)
		number("minus", r.Minus)
		number("min", r.Low)
		number("max", r.High)
	case Linear:
		unless("factor", r.Factor, 1)
		unless("divisor", r.Divisor, 1)
		unless("offset", r.Offset, 0)
	case Rank:
		add("points", flowNumbers(r.Places))
		unless("rest", r.Rest, 0)
		if r.Average {
			add("ties", "average")
		}
		lower()
	case Formula:
		if r.Expr != nil {
			add("expr", quoted(r.Expr.Text))
		}
	}
	return flow(pairs...)
}

func flowOptions(options []Option) string {
	var list []string
	for _, o := range options {
		label := ""
		if o.Label != o.ID {
			label = quoted(o.Label)
		}
		list = append(list, flow("id", quoted(o.ID), "label", label, "points", o.Points.String()))
	}
	return flowList(list)
}

func flowNumbers(numbers []decimal.Decimal) string {
	list := make([]string, len(numbers))
	for i, n := range numbers {
		list[i] = n.String()
	}
	return flowList(list)
}

func optional(d *decimal.Decimal) string {
	if d == nil {
		return ""
	}
	return d.String()
}
