package criteria

import (
	"cmp"
	"strings"

	"thidua/emulation"
	"thidua/emulation/decimal"
	"thidua/emulation/rule"
	"thidua/emulation/yamlfile"
	"thidua/vietnamese"
)

// SetFormat is the first line of a criteria file.
const SetFormat = "thidua-criteria/1"

// LoadSet reads a thidua-criteria/1 file; name is what messages call it. The error is Errors with every fault of the file (code
// Invalid), each with its line and what to do; a file of a later format is the one error with code Newer.
func LoadSet(name string, raw []byte) (*Set, error) {
	r := yamlfile.New(name)
	top := r.Root(raw)
	if top == nil {
		return nil, r.Result()
	}
	if err := checkFormat(name, top, SetFormat); err != nil {
		return nil, err
	}
	l := newLoader(top, raw)
	l.load()
	if err := r.Result(); err != nil {
		return nil, err
	}
	l.check() // sums mean something only once every line was understood
	if err := r.Result(); err != nil {
		return nil, err
	}
	return l.set, nil
}

// checkFormat reads the key "format"; a wrong one ends the reading, for nothing after it can be trusted.
func checkFormat(name string, top *yamlfile.Object, want string) error {
	got := top.NeedText("format")
	if got == want {
		return nil
	}
	family, _, _ := strings.Cut(want, "/")
	if strings.HasPrefix(got, family+"/") {
		e := emulation.Errorf(emulation.Newer, "criteria.newer-format", "format", got, "known", want)
		return Errors{e.At(name, top.At("format"), "format")}
	}
	if got != "" {
		top.FailAt("format", "criteria.other-format", "format", got, "known", want)
	}
	return top.Result()
}

// Errors are all the faults of one file, in the order of its lines.
type Errors = yamlfile.Errors

// setLoader fills a Set from its file; the lines of what check looks at again are kept beside it.
type setLoader struct {
	top *yamlfile.Object
	set *Set
}

func newLoader(top *yamlfile.Object, raw []byte) *setLoader {
	return &setLoader{top: top, set: &Set{Digest: emulation.Digest(raw), byCode: map[string]*Criterion{}, groupCode: map[string]*Group{}}}
}

func (l *setLoader) load() {
	o, s := l.top, l.set
	s.ID, s.Name, s.Cite = o.NeedText("id"), o.NeedText("name"), o.Text("cite")
	s.Illustrative = o.Texts("illustrative")
	l.scale(o.Sub("scale"))
	l.rounding(o.Sub("rounding"))
	s.Normalise = o.Choice("normalise", "none", "percent") == "percent"
	s.ByClass = o.Choice("rank_by", "points", "class") == "class"
	if i, ok := o.Need("groups"); ok {
		groups := o.List(i)
		if len(groups) == 0 {
			o.FailIn(i, "criteria.no-groups")
		}
		for _, g := range groups {
			s.Groups = l.group(s.Groups, nil, g)
		}
	}
	l.tieBreak(o.Items("tie_break"))
	l.classes(o.Sub("classes"))
	if s.ByClass && s.Classes == nil {
		o.FailAt("rank_by", "criteria.by-class-without-classes")
	}
	for _, i := range o.Items("gates") {
		l.gate(i)
	}
	o.Done()
}

func (l *setLoader) scale(o *yamlfile.Object) {
	if o == nil {
		return
	}
	l.set.Scale.Total = o.Number("total")
	if types := o.Sub("by_type"); types != nil {
		l.set.Scale.ByType = map[string]decimal.Decimal{}
		for _, t := range types.Keys {
			l.set.Scale.ByType[t] = types.NeedNumber(t)
		}
	}
	if o.Has("total") == (l.set.Scale.ByType != nil) {
		o.Fail(o.Line, o.Path, "criteria.scale-one")
	}
	o.Done()
}

func (l *setLoader) rounding(o *yamlfile.Object) {
	l.set.Rounding = Rounding{Places: 2, Mode: decimal.HalfUp}
	if o == nil {
		return
	}
	l.set.Rounding.Places = o.Integer("places", 0, 9, 2)
	l.set.Rounding.Mode, _ = decimal.ParseMode(o.Choice("mode", "half-up", "half-even", "down"))
	o.Done()
}

// group appends the group at i and all beneath it.
func (l *setLoader) group(to []*Group, parent *Group, i yamlfile.Item) []*Group {
	o := l.top.Object(i)
	if o == nil {
		return to
	}
	s := l.set
	g := &Group{
		Code: o.NeedText("code"), Name: o.NeedText("name"), Parent: parent, Line: o.Line, Index: len(s.groups),
		Max: o.Number("max"), Cap: o.Number("cap"), AppliesTo: o.Texts("applies_to"),
		Aggregate: Aggregate(o.Choice("aggregate", "sum", "average", "min", "weighted")),
	}
	if parent != nil {
		g.Bonus = parent.Bonus
	}
	g.Bonus = l.bonus(o, g.Bonus)
	if w, percent, ok := weight(o); ok {
		g.Weight, g.Percent = &w, percent
	}
	s.groups = append(s.groups, g)
	if first, twice := s.groupCode[g.Code]; twice && g.Code != "" {
		o.FailAt("code", "criteria.duplicate-code", "code", g.Code, "first", first.Line)
	} else {
		s.groupCode[g.Code] = g
	}
	for _, c := range o.Items("criteria") {
		l.criterion(g, c)
	}
	for _, sub := range o.Items("groups") {
		g.Groups = l.group(g.Groups, g, sub)
	}
	if len(o.Keys) > 0 && !o.Has("criteria") && !o.Has("groups") {
		o.Fail(o.Line, o.Path, "criteria.empty-group", "code", g.Code)
	}
	o.Done()
	return append(to, g)
}

// bonus reads the key with what it inherits; "inside" beneath "outside" would be counted in a scale its group is not part of.
func (l *setLoader) bonus(o *yamlfile.Object, inherited Bonus) Bonus {
	if _, own := o.Get("bonus"); !own {
		return inherited
	}
	own := Bonus(o.Choice("bonus", "inside", "outside", "tie-break"))
	switch {
	case inherited == Outside && own == Inside:
		o.FailAt("bonus", "criteria.inside-outside")
	case inherited == TieOnly && own != TieOnly:
		o.FailAt("bonus", "criteria.inside-tie-only")
	}
	return own
}

// weight reads the key: a factor ("0.3"), or a share in percent ("30%"); ok is false where there is none.
func weight(o *yamlfile.Object) (w decimal.Decimal, percent, ok bool) {
	i, given := o.Get("weight")
	if !given {
		return one, false, false
	}
	text, ok := o.Scalar(i)
	if !ok {
		return one, false, false
	}
	if share, cut := strings.CutSuffix(strings.TrimSpace(text), "%"); cut {
		plain, err := vietnamese.ParseNumber(strings.TrimSpace(share))
		if err == nil {
			w, err = decimal.Parse(plain)
		}
		if err != nil {
			o.FailIn(i, "criteria.not-a-number", "path", i.Path, "text", text)
			return one, true, false
		}
		w, percent = w.Mul(decimal.MustParse("0.01")), true
	} else if w, ok = o.Decimal(i); !ok {
		return one, false, false
	}
	if w.Sign() <= 0 {
		o.FailAt("weight", "criteria.not-positive", "key", "weight")
	}
	return w, percent, true
}

func (l *setLoader) criterion(g *Group, i yamlfile.Item) {
	o := l.top.Object(i)
	if o == nil {
		return
	}
	s := l.set
	c := &Criterion{
		Code: o.NeedText("code"), Name: o.NeedText("name"), Max: o.NeedNumber("max"),
		Evidence: Evidence(o.Choice("evidence", "none", "optional", "required")), Scorer: o.Text("scorer"), Bonus: l.bonus(o, g.Bonus),
		AppliesTo: o.Texts("applies_to"), Cite: o.Text("cite"), Note: o.Text("note"), Group: g, Index: len(s.criteria), Line: o.Line,
	}
	c.Scorer = cmp.Or(c.Scorer, SelfScored)
	o.NotNegative("max", c.Max)
	c.Weight, c.Percent, _ = weight(o)
	if full := c.Full(); !full.Equal(full.Round(s.Rounding.Places, s.Rounding.Mode)) { // the printed full mark is another one
		s.Notices = append(s.Notices, emulation.Say("criteria.finer-than-rounding", "code", c.Code, "max", full, "places", s.Rounding.Places))
	}
	if i, ok := o.Need("rule"); ok {
		l.rule(i, c)
	}
	s.bonus = s.bonus || c.Bonus != NoBonus
	g.Criteria = append(g.Criteria, c)
	s.criteria = append(s.criteria, c)
	if first, twice := s.byCode[c.Code]; twice && c.Code != "" {
		o.FailAt("code", "criteria.duplicate-code", "code", c.Code, "first", first.Line)
	} else {
		s.byCode[c.Code] = c
	}
	o.Done()
}

func (l *setLoader) rule(i yamlfile.Item, c *Criterion) {
	c.Rule = rule.Rule{M: c.Max}
	if o := l.top.Object(i); o != nil {
		var notices []emulation.Message
		c.Rule, notices = rule.Load(o, c.Code, c.Max)
		l.set.Notices = append(l.set.Notices, notices...)
	}
}
