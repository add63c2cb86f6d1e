package rule

import (
	"slices"
	"strings"

	"thidua/emulation"
	"thidua/emulation/decimal"
	"thidua/emulation/yamlfile"
)

// Load reads the rule of the criterion with this code and maximum; notices are what looks odd but is allowed. Faults are the file's; after one
// the rule has no parameters: it can be told, and gives no points.
func Load(o *yamlfile.Object, code string, max decimal.Decimal) (r Rule, notices []emulation.Message) {
	kind := Kind(o.NeedText("kind"))
	empty, known := kinds[kind]
	if !known {
		if kind != "" {
			list := emulation.Map(Kinds(), func(k Kind) emulation.Message {
				return emulation.Say("criteria.known-kind", "kind", string(k), "name", k.Words())
			})
			o.FailAt("kind", "criteria.unknown-rule", "kind", string(kind), "known", list)
		}
		return Rule{M: max}, nil
	}
	f, p, before := &form{file: o, code: code, max: max}, empty(), o.Faults()
	p.declare(f)
	if o.Done(); o.Faults() > before { // half of what a rule counts by counts nothing
		return Rule{M: max, kind: kind}, f.notices
	}
	return New(max, p), f.notices
}

// Write is the rule as a mapping in braces; parameters at their default are left out.
func (r *Rule) Write() string {
	f := r.told()
	return yamlfile.Flow(append(append([]string{"kind", string(r.Kind())}, f.pairs...), f.last...)...)
}

// Parameter is a parameter of a rule in words; a Value without a key is left at nothing.
type Parameter struct {
	Name  string
	Value emulation.Message
}

// InWords lists the parameters of a rule, always the same ones for a kind.
func (r *Rule) InWords() []Parameter { return r.told().words }

func (r *Rule) told() *form { return tell(r.M, r.Parameters, false) }

// tell lets parameters be told; fresh ones have not been filled in yet.
func tell(max decimal.Decimal, p Parameters, fresh bool) *form {
	f := &form{max: max, fresh: fresh}
	if p != nil {
		p.declare(f)
	}
	return f
}

// form is what a kind declares its parameters to: it reads them from a file, or it tells them, to be written, compared and asked for.
type form struct {
	max     decimal.Decimal  // of the criterion
	file    *yamlfile.Object // read from; nil = the parameters are told
	code    string           // of the criterion whose rule is read
	notices []emulation.Message

	pairs, last []string // key, value as they are written; last stands behind all others
	words       []Parameter
	asks        []Asked
	fresh       bool // what is told was not filled in yet
}

// tell is a parameter as it is written ("" = left out), in words, and as a person is asked for it.
func (f *form) tell(key, name, written string, word emulation.Message, sort Sort, typed string) {
	f.pairs, f.words = append(f.pairs, key, written), append(f.words, Parameter{name, word})
	if f.fresh {
		typed = ""
	}
	f.asks = append(f.asks, Asked{Key: key, Name: name, Sort: sort, Value: typed})
}

// usual says what a parameter is where a person fills in nothing.
func (f *form) usual(typed string) {
	last := &f.asks[len(f.asks)-1]
	if last.Usual = typed; f.fresh {
		last.Value = typed
	}
}

// number is a number that must be there.
func (f *form) number(key string, x *decimal.Decimal) {
	f.numberNamed(key, strings.ReplaceAll(key, "_", "-"), x)
}

func (f *form) numberNamed(key, name string, x *decimal.Decimal) {
	if f.file != nil {
		*x = f.file.NeedNumber(key)
		return
	}
	f.tell(key, name, x.String(), Number(*x), AskNumber, x.Typed())
}

// positive is a number above 0.
func (f *form) positive(key string, x *decimal.Decimal) {
	if f.file != nil {
		*x = f.file.Positive(key)
		return
	}
	f.number(key, x)
}

// notNegative is a number from 0.
func (f *form) notNegative(key string, x *decimal.Decimal) {
	if f.number(key, x); f.file != nil {
		f.file.NotNegative(key, *x)
	}
}

// numberOr is a number that is left out where it is the usual one.
func (f *form) numberOr(key string, x *decimal.Decimal, usual int64) {
	otherwise := decimal.FromInt(usual)
	if f.file != nil {
		*x = f.file.NumberOr(key, otherwise.String())
		return
	}
	written := ""
	if !x.Equal(otherwise) {
		written = x.String()
	}
	f.tell(key, strings.ReplaceAll(key, "_", "-"), written, Number(*x), AskNumber, x.Typed())
	f.usual(otherwise.Typed())
}

// target is a number above 0 that may be missing.
func (f *form) target(x **decimal.Decimal) {
	const key = "target"
	if f.file == nil {
		f.perhaps(key, yamlfile.Optional(*x), Perhaps(*x), *x)
		return
	}
	if *x = f.file.Number(key); *x != nil && (*x).Sign() <= 0 {
		f.file.FailAt(key, "criteria.not-positive", "key", key)
	}
}

// perhaps tells a number that may be missing.
func (f *form) perhaps(key, written string, word emulation.Message, x *decimal.Decimal) {
	typed := ""
	if x != nil {
		typed = x.Typed()
	}
	f.tell(key, key, written, word, AskPerhaps, typed)
}

// limits are the rule's own, in place of 0…M.
func (f *form) limits(low, high *decimal.Decimal) {
	f.numberNamed("min", "low", low)
	f.numberNamed("max", "high", high)
	f.ordered("min", *low, *high)
	if f.file != nil && high.Cmp(f.max) > 0 {
		f.notices = append(f.notices, emulation.Say("criteria.own-limit-above-max", "code", f.code, "limit", *high, "max", f.max))
	}
}

// ordered reports a lower limit that lies above the upper one.
func (f *form) ordered(key string, low, high decimal.Decimal) {
	if f.file != nil && low.Cmp(high) > 0 {
		f.file.FailAt(key, "criteria.limits", "low", low, "high", high)
	}
}

// aboveMax remarks points above the criterion's maximum: allowed, for the maximum cuts them, but rarely meant.
func (f *form) aboveMax(what emulation.Message, points decimal.Decimal) {
	if f.file != nil && points.Cmp(f.max) > 0 {
		f.notices = append(f.notices, emulation.Say("criteria.above-max", "code", f.code, "what", what, "points", points, "max", f.max))
	}
}

// either is one of two words, the first of which is the usual one and is left out; yes is the other.
func (f *form) either(key, usual, other string, yes *bool) {
	if f.file != nil {
		*yes = f.file.Choice(key, usual, other) == other
		return
	}
	written, word := "", usual
	if *yes {
		written, word = other, other
	}
	f.tell(key, key, written, emulation.Say("diff."+key+"."+word), AskOneOf, word)
	f.usual(usual)
	f.asks[len(f.asks)-1].OneOf = []string{usual, other}
}

// lower is whether the lower value is the better one. It is written behind all other parameters.
func (f *form) lower(yes *bool) {
	n := len(f.pairs)
	f.either("better", "higher", "lower", yes)
	f.pairs, f.last = f.pairs[:n], slices.Clone(f.pairs[n:])
}

// numbers is a list of numbers that must not be empty.
func (f *form) numbers(key, name string, list *[]decimal.Decimal) {
	if f.file != nil {
		*list = f.file.Numbers(key)
		return
	}
	var written []string
	var words []emulation.Message
	for _, n := range *list {
		written, words = append(written, n.String()), append(words, Number(n))
	}
	f.tell(key, name, yamlfile.FlowList(written), Listed(words), AskNumbers, strings.Join(emulation.Map(*list, decimal.Decimal.Typed), "; "))
}

// each reads a list of mappings that must not be empty.
func (f *form) each(key string, read func(o *yamlfile.Object)) {
	i, ok := f.file.Need(key)
	if !ok {
		return
	}
	n := 0
	for _, member := range f.file.List(i) {
		if o := f.file.Object(member); o != nil {
			n++
			read(o)
			o.Done()
		}
	}
	if n == 0 {
		f.file.FailIn(i, "criteria.no-value", "path", i.Path)
	}
}

// Number is a figure in a sentence.
func Number(n decimal.Decimal) emulation.Message { return emulation.Say("diff.number", "number", n) }

// Perhaps is a figure in a sentence, or no message.
func Perhaps(n *decimal.Decimal) emulation.Message {
	if n == nil {
		return emulation.Message{}
	}
	return Number(*n)
}

// Listed is a list in a sentence; an empty one is no message.
func Listed(items []emulation.Message) emulation.Message {
	if len(items) == 0 {
		return emulation.Message{}
	}
	return emulation.Say("diff.list", "items", items)
}
