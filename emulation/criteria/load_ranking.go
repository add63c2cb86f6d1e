package criteria

import (
	"strings"

	"thidua/vietnamese"
)

// reference checks the code after the colon of a token such as "group:I" or "happened:IV.2".
func (l *setLoader) reference(i item, token, code string, group bool) {
	_, ok := l.set.byCode[code]
	if group {
		_, ok = l.set.groupCode[code]
	}
	if !ok {
		l.top.fail(i.line(), i.path, "criteria.unknown-reference", "token", token, "code", code)
	}
}

const tieBreakTokens = "group:X, criterion:X, fewer-deductions, bonus, previous-rank, ballot, chair"

func (l *setLoader) tieBreak(items []item) {
	for _, i := range items {
		token, ok := l.top.scalar(i)
		if !ok {
			continue
		}
		token = strings.TrimSpace(vietnamese.NFC(token))
		name, code, coded := strings.Cut(token, ":")
		kind := TieBreakKind(name)
		switch kind {
		case TieGroup, TieCriterion:
			if !coded || code == "" {
				l.top.fail(i.line(), i.path, "criteria.token", "token", token, "allowed", tieBreakTokens)
				continue
			}
			l.reference(i, token, code, kind == TieGroup)
		case TieFewerDeductions, TieBonus, TiePreviousRank, TieBallot, TieChair:
			if coded {
				l.top.fail(i.line(), i.path, "criteria.token", "token", token, "allowed", tieBreakTokens)
				continue
			}
		default:
			l.top.fail(i.line(), i.path, "criteria.token", "token", token, "allowed", tieBreakTokens)
			continue
		}
		l.set.TieBreak = append(l.set.TieBreak, TieBreak{Kind: kind, Code: code})
	}
}

func (l *setLoader) classes(o *object) {
	if o == nil {
		return
	}
	c := &Classes{}
	if _, ok := o.need("on"); ok {
		c.On = ClassBasis(o.choice("on", "total", "capped-total", "percent"))
	}
	if c.On == OnCappedTotal && !l.set.Scale.Given() {
		o.fail(o.at("on"), o.place("on"), "criteria.capped-without-scale")
	}
	if i, ok := o.need("bands"); ok {
		for _, b := range o.list(i) {
			band := o.object(b)
			if band == nil {
				continue
			}
			class := Class{Name: band.needText("name"), AtLeast: band.number("at_least"), TopPercent: band.number("top_percent")}
			if q := class.TopPercent; q != nil && (q.Sign() < 0 || q.Cmp(hundred) > 0) {
				band.fail(band.at("top_percent"), band.place("top_percent"), "criteria.not-a-percentage", "key", "top_percent")
			}
			band.done()
			c.Bands = append(c.Bands, class)
		}
	}
	o.done()
	l.set.Classes = c
}

const gateTokens = "any-group-zero, group-zero:X, criterion-zero:X, happened:X"

func (l *setLoader) gate(i item) {
	o := l.top.object(i)
	if o == nil {
		return
	}
	g := Gate{Reason: o.text("reason"), Blocks: o.texts("blocks")}
	if _, ok := o.need("blocks"); ok && len(g.Blocks) == 0 {
		o.fail(o.at("blocks"), o.place("blocks"), "criteria.no-value", "path", o.place("blocks"))
	}
	if when, ok := o.need("when"); ok {
		token := o.text("when")
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
			if c, ok := l.set.byCode[code]; ok && c.Rule.Kind != Event {
				o.fail(when.line(), when.path, "criteria.happened-needs-event", "code", code, "kind", c.Rule.Kind.Words(), "event", Event.Words())
			}
		default:
			o.fail(when.line(), when.path, "criteria.token", "token", token, "allowed", gateTokens)
		}
	}
	o.done()
	l.set.Gates = append(l.set.Gates, g)
}
