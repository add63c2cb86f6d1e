package criteria

import (
	"strings"
	"unicode"

	"thidua/emulation"
	"thidua/emulation/decimal"
)

var hundred = decimal.FromInt(100)

// parameters reads what each kind of rule needs; a kind that does not stand here is unknown.
var parameters = map[Kind]func(*ruleLoader){
	Manual:       func(l *ruleLoader) { l.rule.Step = l.positive("step") },
	Choice:       func(l *ruleLoader) { l.options("options") },
	Pass:         func(*ruleLoader) {},
	Checklist:    func(l *ruleLoader) { l.options("items") },
	Percent:      func(*ruleLoader) {},
	Target:       func(l *ruleLoader) { l.target() },
	TargetLeader: func(l *ruleLoader) { l.target() },
	Best:         func(*ruleLoader) {},
	Bands:        func(l *ruleLoader) { l.bands() },
	Step: func(l *ruleLoader) {
		l.rule.From, l.rule.Per, l.rule.Unit = l.o.needNumber("from"), l.notNegative("per"), l.positive("unit")
		l.rule.Lower = l.better()
	},
	Count: func(l *ruleLoader) { l.rule.Each = l.notNegative("each") },
	Tiers: func(l *ruleLoader) {
		l.options("tiers")
		l.rule.TakeBest = l.o.choice("take", "sum", "best") == "best"
	},
	Deduct: func(l *ruleLoader) {
		l.rule.Each, l.rule.Floor = l.notNegative("each"), l.o.numberOr("floor", "0")
		l.ordered("floor", l.rule.Floor, l.rule.M)
	},
	DeductTable: func(l *ruleLoader) { l.deductTable() },
	Event: func(l *ruleLoader) {
		l.rule.Points = l.o.needNumber("points")
		l.notice(emulation.Say("criteria.above-max.event"), l.rule.Points)
	},
	Late: func(l *ruleLoader) {
		l.rule.PerDay, l.rule.Grace = l.notNegative("per_day"), l.o.numberOr("grace", "0")
		if l.rule.Grace.Sign() < 0 {
			l.o.fail(l.o.at("grace"), l.o.place("grace"), "criteria.negative", "key", "grace")
		}
	},
	Base: func(l *ruleLoader) {
		l.rule.Start = l.o.needNumber("start")
		l.options("events")
		l.limits()
	},
	PlusMinus: func(l *ruleLoader) {
		l.rule.Plus, l.rule.Minus = l.o.needNumber("plus"), l.o.needNumber("minus")
		l.limits()
	},
	Linear: func(l *ruleLoader) {
		l.rule.Factor, l.rule.Divisor = l.o.numberOr("factor", "1"), l.o.numberOr("divisor", "1")
		l.rule.Offset = l.o.numberOr("offset", "0")
		if l.rule.Divisor.IsZero() {
			l.o.fail(l.o.at("divisor"), l.o.place("divisor"), "criteria.zero-divisor")
		}
	},
	Rank: func(l *ruleLoader) {
		l.rule.Places, l.rule.Rest = l.numbers("points"), l.o.numberOr("rest", "0")
		l.rule.Average = l.o.choice("ties", "shared", "average") == "average"
		l.rule.Lower = l.better()
	},
	Improve: func(l *ruleLoader) { l.rule.Each = l.o.needNumber("each") },
	Formula: func(l *ruleLoader) { l.expression() },
}

// Kinds lists every kind of rule the file format knows, sorted.
func Kinds() []Kind {
	return []Kind{Base, Bands, Best, Checklist, Choice, Count, Deduct, DeductTable, Event, Formula, Improve, Late, Linear, Manual, Pass,
		Percent, PlusMinus, Rank, Step, Target, TargetLeader, Tiers}
}

// ruleLoader fills one Rule from its mapping.
type ruleLoader struct {
	o    *object
	rule *Rule
	code string // of the criterion
	set  *Set
}

func (l *setLoader) rule(i item, c *Criterion) Rule {
	rule := Rule{M: c.Max}
	o := l.top.object(i)
	if o == nil {
		return rule
	}
	rule.Kind = Kind(o.needText("kind"))
	read, known := parameters[rule.Kind]
	if !known {
		if rule.Kind != "" {
			var known []emulation.Message
			for _, k := range Kinds() {
				known = append(known, emulation.Say("criteria.known-kind", "kind", string(k), "name", k.Words()))
			}
			o.fail(o.at("kind"), o.place("kind"), "criteria.unknown-rule", "kind", string(rule.Kind), "known", known)
		}
		return rule
	}
	read(&ruleLoader{o: o, rule: &rule, code: c.Code, set: l.set})
	o.done()
	return rule
}

func (l *ruleLoader) positive(key string) decimal.Decimal {
	d, ok := l.o.tryNumber(key)
	if ok && d.Sign() <= 0 {
		l.o.fail(l.o.at(key), l.o.place(key), "criteria.not-positive", "key", key)
	}
	return d
}

func (l *ruleLoader) notNegative(key string) decimal.Decimal {
	d := l.o.needNumber(key)
	if d.Sign() < 0 {
		l.o.fail(l.o.at(key), l.o.place(key), "criteria.negative", "key", key)
	}
	return d
}

// ordered reports a lower limit that lies above the upper one.
func (l *ruleLoader) ordered(key string, low, high decimal.Decimal) {
	if low.Cmp(high) > 0 {
		l.o.fail(l.o.at(key), l.o.place(key), "criteria.limits", "low", low, "high", high)
	}
}

func (l *ruleLoader) limits() {
	l.rule.Low, l.rule.High = l.o.needNumber("min"), l.o.needNumber("max")
	l.ordered("min", l.rule.Low, l.rule.High)
	if l.rule.High.Cmp(l.rule.M) > 0 {
		l.set.Notices = append(l.set.Notices, emulation.Say("criteria.own-limit-above-max", "code", l.code, "limit", l.rule.High, "max", l.rule.M))
	}
}

// notice remarks points above the criterion's maximum: allowed, for the maximum cuts them, but rarely meant.
func (l *ruleLoader) notice(what emulation.Message, points decimal.Decimal) {
	if points.Cmp(l.rule.M) > 0 {
		l.set.Notices = append(l.set.Notices, emulation.Say("criteria.above-max", "code", l.code, "what", what, "points", points, "max", l.rule.M))
	}
}

func (l *ruleLoader) better() (lower bool) { return l.o.choice("better", "higher", "lower") == "lower" }

func (l *ruleLoader) target() {
	l.rule.Target = l.o.number("target")
	if t := l.rule.Target; t != nil && t.Sign() <= 0 {
		l.o.fail(l.o.at("target"), l.o.place("target"), "criteria.not-positive", "key", "target")
	}
}

func (l *ruleLoader) numbers(key string) []decimal.Decimal {
	i, ok := l.o.need(key)
	if !ok {
		return nil
	}
	var out []decimal.Decimal
	list := l.o.list(i)
	for _, n := range list {
		d, _ := l.o.decimal(n)
		out = append(out, d)
	}
	if list != nil && len(list) == 0 {
		l.o.fail(i.line(), i.path, "criteria.no-value", "path", i.path)
	}
	return out
}

// options reads a list of {id, label, points}; label may be left out, then the id is shown.
func (l *ruleLoader) options(key string) {
	i, ok := l.o.need(key)
	if !ok {
		return
	}
	labels := map[string]string{} // by id
	for _, n := range l.o.list(i) {
		o := l.o.object(n)
		if o == nil {
			continue
		}
		opt := Option{ID: o.needText("id"), Label: o.text("label"), Points: o.needNumber("points")}
		if opt.Label == "" {
			opt.Label = opt.ID
		}
		if strings.ContainsAny(opt.ID, ",;=") || strings.ContainsFunc(opt.ID, unicode.IsSpace) {
			o.fail(o.at("id"), o.place("id"), "criteria.bad-id", "id", opt.ID)
		}
		if first, twice := labels[opt.ID]; twice && opt.ID != "" {
			o.fail(o.at("id"), o.place("id"), "criteria.duplicate-option", "id", opt.ID, "label", first)
		} else {
			labels[opt.ID] = opt.Label
		}
		if l.rule.Kind == Choice {
			l.notice(emulation.Say("criteria.above-max.option", "label", opt.Label), opt.Points)
		}
		l.rule.Options = append(l.rule.Options, opt)
		o.done()
	}
	if len(l.rule.Options) == 0 {
		l.o.fail(i.line(), i.path, "criteria.no-value", "path", i.path)
	}
}

func (l *ruleLoader) deductTable() {
	l.rule.Table = l.numbers("table")
	i, ok := l.o.need("beyond")
	if !ok {
		return
	}
	if text, _ := i.scalar(); text == "all" {
		return
	}
	if d, ok := l.o.decimal(i); ok {
		l.rule.Beyond = &d
	}
}
