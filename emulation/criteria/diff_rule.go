package criteria

import (
	"thidua/emulation"
	"thidua/emulation/decimal"
)

// rule compares two rules: their kind, else each parameter by its name in the file.
func (d *differ) rule(a, b *Rule) {
	if a.Kind != b.Kind {
		d.value(true, "kind", a.Kind.Words(), b.Kind.Words())
		return
	}
	before := parametersOf(a)
	for i, after := range parametersOf(b) {
		d.value(true, "rule."+after.name, before[i].value, after.value)
	}
}

// parameter is a parameter of a rule in words; none = left at nothing.
type parameter struct {
	name  string
	value emulation.Message
}

// parametersOf lists the parameters of a rule, always the same ones for a kind.
func parametersOf(r *Rule) []parameter {
	n := func(name string, x decimal.Decimal) parameter { return parameter{name, number(x)} }
	better := parameter{"better", word("better", map[bool]string{true: "lower", false: "higher"}[r.Lower])}
	switch r.Kind {
	case Manual:
		return []parameter{n("step", r.Step)}
	case Choice, Checklist:
		return []parameter{{"options", optionsOf(r)}}
	case Tiers:
		return []parameter{{"options", optionsOf(r)}, {"take", word("take", map[bool]string{true: "best", false: "sum"}[r.TakeBest])}}
	case Target, TargetLeader:
		return []parameter{{"target", perhaps(r.Target)}}
	case Bands:
		return []parameter{{"bands", bandsOf(r)}, n("otherwise", r.Otherwise)}
	case Step:
		return []parameter{n("from", r.From), n("per", r.Per), n("unit", r.Unit), better}
	case Count, Improve:
		return []parameter{n("each", r.Each)}
	case Deduct:
		return []parameter{n("each", r.Each), n("floor", r.Floor)}
	case DeductTable:
		beyond := word("beyond", "all")
		if r.Beyond != nil {
			beyond = number(*r.Beyond)
		}
		return []parameter{{"table", numbersOf(r.Table)}, {"beyond", beyond}}
	case Event:
		return []parameter{n("points", r.Points)}
	case Late:
		return []parameter{n("per-day", r.PerDay), n("grace", r.Grace)}
	case Base:
		return []parameter{n("start", r.Start), {"options", optionsOf(r)}, n("low", r.Low), n("high", r.High)}
	case PlusMinus:
		return []parameter{n("plus", r.Plus), n("minus", r.Minus), n("low", r.Low), n("high", r.High)}
	case Linear:
		return []parameter{n("factor", r.Factor), n("divisor", r.Divisor), n("offset", r.Offset)}
	case Rank:
		return []parameter{{"places", numbersOf(r.Places)}, n("rest", r.Rest), better,
			{"ties", word("ties", map[bool]string{true: "average", false: "shared"}[r.Average])}}
	case Formula:
		return []parameter{{"expr", text(r.Expr.Text)}}
	}
	return nil // pass, percent, best: the maximum is all there is
}

func optionsOf(r *Rule) emulation.Message {
	var out []emulation.Message
	for _, o := range r.Options {
		out = append(out, emulation.Say("diff.option", "id", o.ID, "label", o.Label, "points", o.Points))
	}
	return listed(out)
}

func bandsOf(r *Rule) emulation.Message {
	var out []emulation.Message
	for _, b := range r.Bands {
		if b.AtLeast != nil {
			out = append(out, emulation.Say("diff.band-at-least", "bound", *b.AtLeast, "points", b.Points))
		} else {
			out = append(out, emulation.Say("diff.band-at-most", "bound", *b.AtMost, "points", b.Points))
		}
	}
	return listed(out)
}

func numbersOf(list []decimal.Decimal) emulation.Message {
	var out []emulation.Message
	for _, n := range list {
		out = append(out, number(n))
	}
	return listed(out)
}
