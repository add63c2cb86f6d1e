package criteria

import (
	"strings"

	"thidua/emulation/decimal"
	"thidua/emulation/rule"
	"thidua/emulation/yamlfile"
	"thidua/vietnamese"
)

// reference checks the code after the colon of a token such as "group:I" or "happened:IV.2".
func (l *setLoader) reference(i yamlfile.Item, token, code string, group bool) {
	_, ok := l.set.byCode[code]
	if group {
		_, ok = l.set.groupCode[code]
	}
	if !ok {
		l.top.FailIn(i, "criteria.unknown-reference", "token", token, "code", code)
	}
}

const tieBreakTokens = "group:X, criterion:X, fewer-deductions, bonus, previous-rank, ballot, chair"

func (l *setLoader) tieBreak(items []yamlfile.Item) {
	for _, i := range items {
		token, ok := l.top.Scalar(i)
		if !ok {
			continue
		}
		token = strings.TrimSpace(vietnamese.NFC(token))
		name, code, coded := strings.Cut(token, ":")
		kind := TieBreakKind(name)
		switch kind {
		case TieGroup, TieCriterion:
			if !coded || code == "" {
				l.top.FailIn(i, "criteria.token", "token", token, "allowed", tieBreakTokens)
				continue
			}
			l.reference(i, token, code, kind == TieGroup)
		case TieFewerDeductions, TieBonus, TiePreviousRank, TieBallot, TieChair:
			if coded {
				l.top.FailIn(i, "criteria.token", "token", token, "allowed", tieBreakTokens)
				continue
			}
		default:
			l.top.FailIn(i, "criteria.token", "token", token, "allowed", tieBreakTokens)
			continue
		}
		l.set.TieBreak = append(l.set.TieBreak, TieBreak{Kind: kind, Code: code})
	}
}

func (l *setLoader) classes(o *yamlfile.Object) {
	if o == nil {
		return
	}
	c := &Classes{}
	if _, ok := o.Need("on"); ok {
		c.On = ClassBasis(o.Choice("on", "total", "capped-total", "percent"))
	}
	if c.On == OnCappedTotal && !l.set.Scale.Given() {
		o.FailAt("on", "criteria.capped-without-scale")
	}
	if i, ok := o.Need("bands"); ok {
		for _, b := range o.List(i) {
			band := o.Object(b)
			if band == nil {
				continue
			}
			class := Class{Name: band.NeedText("name"), AtLeast: band.Number("at_least"), TopPercent: band.Number("top_percent")}
			if q := class.TopPercent; q != nil && (q.Sign() < 0 || q.Cmp(hundred) > 0) {
				band.FailAt("top_percent", "criteria.not-a-percentage", "key", "top_percent")
			}
			for _, w := range band.Items("when") {
				class.When = l.condition(class.When, w)
			}
			band.Done()
			c.Bands = append(c.Bands, class)
		}
	}
	o.Done()
	l.set.Classes = c
}

func isEvent(c *Criterion) bool {
	_, event := c.Rule.Parameters.(*rule.Event)
	return event
}

var hundred = decimal.FromInt(100)

const gateTokens = "any-group-zero, group-zero:X, criterion-zero:X, happened:X"

func (l *setLoader) gate(i yamlfile.Item) {
	o := l.top.Object(i)
	if o == nil {
		return
	}
	g := Gate{Reason: o.Text("reason"), Blocks: o.Texts("blocks")}
	if _, ok := o.Need("blocks"); ok && len(g.Blocks) == 0 {
		o.FailAt("blocks", "criteria.no-value", "path", o.Place("blocks"))
	}
	if when, ok := o.Need("when"); ok {
		token := o.Text("when")
		name, code, coded := strings.Cut(token, ":")
		g.When, g.Code = GateKind(name), code
		switch {
		case g.When == AnyGroupZero && !coded:
		case g.When == GroupZero && code != "":
			l.reference(when, token, code, true)
		case g.When == CriterionZero && code != "":
			l.reference(when, token, code, false)
		case g.When == Happened && code != "":
			l.reference(when, token, code, false)
			if c, ok := l.set.byCode[code]; ok && !isEvent(c) {
				o.FailIn(when, "criteria.happened-needs-event", "code", code, "kind", c.Rule.Kind().Words(), "event", rule.Kind("event").Words())
			}
		default:
			o.FailIn(when, "criteria.token", "token", token, "allowed", gateTokens)
		}
	}
	o.Done()
	l.set.Gates = append(l.set.Gates, g)
}
