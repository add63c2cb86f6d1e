package criteria

import (
	"strings"

	"thidua/emulation"
	"thidua/emulation/decimal"
)

// SetFormat is the first line of a criteria file.
const SetFormat = "thidua-criteria/1"

// LoadSet reads a thidua-criteria/1 file; name is what messages call it. The error is Errors with every fault of the file (code
// Invalid), each with its line and what to do; a file of a later format is the one error with code Newer.
func LoadSet(name string, raw []byte) (*Set, error) {
	r := &reader{file: name}
	top := r.root(raw)
	if top == nil {
		return nil, r.result()
	}
	if err := checkFormat(top, SetFormat); err != nil {
		return nil, err
	}
	l := &setLoader{top: top, set: &Set{
		Digest: emulation.Digest(raw), byCode: map[string]*Criterion{}, groupCode: map[string]*Group{},
	}}
	l.load()
	if err := r.result(); err != nil {
		return nil, err
	}
	l.check() // sums mean something only once every line was understood
	if err := r.result(); err != nil {
		return nil, err
	}
	return l.set, nil
}

// checkFormat reads the key "format"; a wrong one ends the reading, for nothing after it can be trusted.
func checkFormat(top *object, want string) error {
	got := top.needText("format")
	if got == want {
		return nil
	}
	family, _, _ := strings.Cut(want, "/")
	if strings.HasPrefix(got, family+"/") {
		e := emulation.Errorf(emulation.Newer, "criteria.newer-format", "format", got, "known", want)
		return Errors{e.At(top.file, top.at("format"), "format")}
	}
	if got != "" {
		top.fail(top.at("format"), "format", "criteria.other-format", "format", got, "known", want)
	}
	return top.result()
}

// setLoader fills a Set from its file; the lines of what check looks at again are kept beside it.
type setLoader struct {
	top *object
	set *Set
}

func (l *setLoader) load() {
	o, s := l.top, l.set
	s.ID, s.Name, s.Cite = o.needText("id"), o.needText("name"), o.text("cite")
	s.Illustrative = o.texts("illustrative")
	l.scale(o.sub("scale"))
	l.rounding(o.sub("rounding"))
	s.Normalise = o.choice("normalise", "none", "percent") == "percent"
	if i, ok := o.need("groups"); ok {
		groups := o.list(i)
		if len(groups) == 0 {
			o.fail(i.line(), i.path, "criteria.no-groups")
		}
		for _, g := range groups {
			s.Groups = l.group(s.Groups, nil, g)
		}
	}
	l.tieBreak(o.items("tie_break"))
	l.classes(o.sub("classes"))
	for _, i := range o.items("gates") {
		l.gate(i)
	}
	o.done()
}

func (l *setLoader) scale(o *object) {
	if o == nil {
		return
	}
	l.set.Scale.Total = o.number("total")
	if types := o.sub("by_type"); types != nil {
		l.set.Scale.ByType = map[string]decimal.Decimal{}
		for _, t := range types.keys {
			l.set.Scale.ByType[t] = types.needNumber(t)
		}
	}
	if _, total := o.values["total"]; total == (l.set.Scale.ByType != nil) {
		o.fail(o.line, o.path, "criteria.scale-one")
	}
	o.done()
}

func (l *setLoader) rounding(o *object) {
	l.set.Rounding = Rounding{Places: 2, Mode: decimal.HalfUp}
	if o == nil {
		return
	}
	l.set.Rounding.Places = o.integer("places", 0, 9, 2)
	l.set.Rounding.Mode, _ = decimal.ParseMode(o.choice("mode", "half-up", "half-even", "down"))
	o.done()
}

// group appends the group at i and all beneath it.
func (l *setLoader) group(to []*Group, parent *Group, i item) []*Group {
	o := l.top.object(i)
	if o == nil {
		return to
	}
	s := l.set
	g := &Group{
		Code: o.needText("code"), Name: o.needText("name"), Parent: parent, Line: o.line, Index: len(s.groups),
		Max: o.number("max"), Cap: o.number("cap"), AppliesTo: o.texts("applies_to"),
		Aggregate: Aggregate(o.choice("aggregate", "sum", "average", "min", "weighted")),
	}
	if parent != nil {
		g.Bonus = parent.Bonus
	}
	g.Bonus = l.bonus(o, g.Bonus)
	s.groups = append(s.groups, g)
	if first, twice := s.groupCode[g.Code]; twice && g.Code != "" {
		o.fail(o.at("code"), o.place("code"), "criteria.duplicate-code", "code", g.Code, "first", first.Line)
	} else {
		s.groupCode[g.Code] = g
	}
	for _, c := range o.items("criteria") {
		l.criterion(g, c)
	}
	for _, sub := range o.items("groups") {
		g.Groups = l.group(g.Groups, g, sub)
	}
	if len(o.values) > 0 && o.values["criteria"].node == nil && o.values["groups"].node == nil {
		o.fail(o.line, o.path, "criteria.empty-group", "code", g.Code)
	}
	o.done()
	return append(to, g)
}

// bonus reads the key with what it inherits; "inside" beneath "outside" would be counted in a scale its group is not part of.
func (l *setLoader) bonus(o *object, inherited Bonus) Bonus {
	if _, own := o.values["bonus"]; !own {
		o.read["bonus"] = true
		return inherited
	}
	own := Bonus(o.choice("bonus", "inside", "outside"))
	if inherited == Outside && own == Inside {
		o.fail(o.at("bonus"), o.place("bonus"), "criteria.inside-outside")
	}
	return own
}

func (l *setLoader) criterion(g *Group, i item) {
	o := l.top.object(i)
	if o == nil {
		return
	}
	s := l.set
	c := &Criterion{
		Code: o.needText("code"), Name: o.needText("name"), Max: o.needNumber("max"), Weight: o.numberOr("weight", "1"),
		Evidence: Evidence(o.choice("evidence", "none", "optional", "required")), Scorer: o.text("scorer"), Bonus: l.bonus(o, g.Bonus),
		AppliesTo: o.texts("applies_to"), Cite: o.text("cite"), Note: o.text("note"), Group: g, Index: len(s.criteria), Line: o.line,
	}
	if c.Scorer == "" {
		c.Scorer = SelfScored
	}
	if c.Max.Sign() < 0 {
		o.fail(o.at("max"), o.place("max"), "criteria.negative", "key", "max")
	}
	if c.Weight.Sign() <= 0 {
		o.fail(o.at("weight"), o.place("weight"), "criteria.not-positive", "key", "weight")
	}
	if full := c.Full(); !full.Equal(full.Round(s.Rounding.Places, s.Rounding.Mode)) { // the printed full mark is another one
		s.Notices = append(s.Notices, emulation.Say("criteria.finer-than-rounding", "code", c.Code, "max", full, "places", s.Rounding.Places))
	}
	if rule, ok := o.need("rule"); ok {
		c.Rule = l.rule(rule, c)
	}
	g.Criteria = append(g.Criteria, c)
	s.criteria = append(s.criteria, c)
	if first, twice := s.byCode[c.Code]; twice && c.Code != "" {
		o.fail(o.at("code"), o.place("code"), "criteria.duplicate-code", "code", c.Code, "first", first.Line)
	} else {
		s.byCode[c.Code] = c
	}
	o.done()
}
