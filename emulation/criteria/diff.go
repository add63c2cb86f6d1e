package criteria

import (
	"slices"

	"thidua/emulation"
	"thidua/emulation/decimal"
	"thidua/emulation/rule"
)

// Change is one difference between two versions of a criteria set.
type Change struct {
	Code    string // of the group or criterion; "" = the whole set
	Group   bool   // Code is a group's
	Scores  bool   // it can change points, places or classes
	Message emulation.Message
}

// Diff lists what became of version a in version b, in words: first the set, then groups, then criteria, each in the order of b with what is
// gone at its end. Nothing means that both score and read alike, whatever else differs in the text of the files.
func Diff(a, b *Set) []Change {
	d := &differ{}
	d.set(a, b)
	d.groups(a, b)
	d.criteria(a, b)
	return d.out
}

// differ collects changes about one subject after another.
type differ struct {
	out     []Change
	code    string
	group   bool
	subject emulation.Message
}

func (d *differ) about(code string, group bool, subject emulation.Message) {
	d.code, d.group, d.subject = code, group, subject
}

func (d *differ) add(scores bool, key string, pairs ...any) {
	d.out = append(d.out, Change{d.code, d.group, scores, emulation.Say(key, append(pairs, "subject", d.subject)...)})
}

// none is a value that is not given.
var none = emulation.Message{}

// value says that something was set, unset or changed; equal values say nothing.
func (d *differ) value(scores bool, what string, before, after emulation.Message) {
	name := emulation.Say("diff.what." + what)
	switch {
	case same(before, after):
	case before.Key == "":
		d.add(scores, "diff.given", "what", name, "after", after)
	case after.Key == "":
		d.add(scores, "diff.taken", "what", name, "before", before)
	default:
		d.add(scores, "diff.changed", "what", name, "before", before, "after", after)
	}
}

// same compares two messages by what they say.
func same(a, b emulation.Message) bool {
	if a.Key != b.Key || len(a.Args) != len(b.Args) {
		return false
	}
	for name, x := range a.Args {
		if !sameValue(x, b.Args[name]) {
			return false
		}
	}
	return true
}

func sameValue(x, y any) bool {
	switch x := x.(type) {
	case emulation.Message:
		y, ok := y.(emulation.Message)
		return ok && same(x, y)
	case []emulation.Message:
		y, ok := y.([]emulation.Message)
		return ok && slices.EqualFunc(x, y, same)
	case decimal.Decimal:
		y, ok := y.(decimal.Decimal)
		return ok && x.Equal(y)
	}
	return x == y
}

// text is a text in a sentence, or no message.
func text(s string) emulation.Message {
	if s == "" {
		return none
	}
	return emulation.Say("diff.text", "text", s)
}

// word is a value out of a few, in the reader's language; "" = none.
func word(area, s string) emulation.Message {
	if s == "" {
		return none
	}
	return emulation.Say("diff." + area + "." + s)
}

func texts(list []string) emulation.Message { return rule.Listed(emulation.Map(list, text)) }

func (d *differ) groups(a, b *Set) {
	for _, g := range b.groups {
		d.about(g.Code, true, emulation.Say("diff.group", "code", g.Code, "name", g.Name))
		before, ok := a.groupCode[g.Code]
		if !ok {
			d.add(true, "diff.added")
			continue
		}
		d.value(false, "name", text(before.Name), text(g.Name))
		d.value(true, "parent", parent(before), parent(g))
		d.value(false, "group-max", rule.Perhaps(before.Max), rule.Perhaps(g.Max))
		d.value(true, "cap", rule.Perhaps(before.Cap), rule.Perhaps(g.Cap))
		d.value(true, "weight", rule.Perhaps(before.Weight), rule.Perhaps(g.Weight))
		d.value(true, "aggregate", word("aggregate", string(before.Aggregate)), word("aggregate", string(g.Aggregate)))
		d.value(true, "bonus", word("bonus", string(before.Bonus)), word("bonus", string(g.Bonus)))
		d.value(true, "applies-to", texts(before.AppliesTo), texts(g.AppliesTo))
	}
	for _, g := range a.groups {
		if _, ok := b.groupCode[g.Code]; !ok {
			d.about(g.Code, true, emulation.Say("diff.group", "code", g.Code, "name", g.Name))
			d.add(true, "diff.removed")
		}
	}
}

func parent(g *Group) emulation.Message {
	if g.Parent == nil {
		return none
	}
	return text(g.Parent.Code)
}

func criterionNamed(c *Criterion) emulation.Message {
	return emulation.Say("diff.criterion", "code", c.Code, "name", c.Name)
}

func (d *differ) criteria(a, b *Set) {
	same := Match(a, b)
	for _, c := range b.criteria {
		d.about(c.Code, false, criterionNamed(c))
		before := same.Before(c)
		if before == nil {
			d.add(true, "diff.criterion-added", "max", c.Full(), "kind", c.Rule.Kind().Words())
			continue
		}
		d.value(true, "code", text(before.Code), text(c.Code))
		d.criterion(before, c)
	}
	for _, c := range a.criteria {
		if same.After(c) == nil {
			d.about(c.Code, false, criterionNamed(c))
			d.add(true, "diff.criterion-removed", "max", c.Full())
		}
	}
	if order(b, same) {
		d.about("", false, emulation.Say("diff.set"))
		d.add(false, "diff.order")
	}
}

// order reports whether neighbours among the common criteria of b stood the other way round before.
func order(b *Set, same *Matching) bool {
	last := -1
	for _, c := range b.criteria {
		before := same.Before(c)
		if before == nil {
			continue
		}
		if before.Index < last {
			return true
		}
		last = before.Index
	}
	return false
}

func (d *differ) criterion(a, b *Criterion) {
	d.value(false, "name", text(a.Name), text(b.Name))
	d.value(true, "in-group", text(a.Group.Code), text(b.Group.Code))
	d.value(true, "max", rule.Number(a.Max), rule.Number(b.Max))
	d.value(true, "weight", rule.Number(a.Weight), rule.Number(b.Weight))
	d.rule(&a.Rule, &b.Rule)
	d.value(false, "evidence", word("evidence", string(a.Evidence)), word("evidence", string(b.Evidence)))
	d.value(false, "scorer", a.ScoredBy(), b.ScoredBy())
	d.value(true, "bonus", word("bonus", string(a.Bonus)), word("bonus", string(b.Bonus)))
	d.value(true, "applies-to", texts(a.AppliesTo), texts(b.AppliesTo))
	d.value(false, "cite", text(a.Cite), text(b.Cite))
	d.value(false, "note", text(a.Note), text(b.Note))
}

// rule compares two rules: their kind, else each parameter by its name in the file.
func (d *differ) rule(a, b *rule.Rule) {
	if a.Kind() != b.Kind() {
		d.value(true, "kind", a.Kind().Words(), b.Kind().Words())
		return
	}
	before := a.InWords()
	for i, after := range b.InWords() {
		d.value(true, "rule."+after.Name, before[i].Value, after.Value)
	}
}
