package criteria

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/emulation/decimal"
	"thidua/emulation/rule"
	"thidua/ui/bridge"
	"thidua/ui/text"
	"thidua/ui/widgets"
	"thidua/workspace/book"
)

// filling is a form in which a line of the draft is filled in, with what comes of it told while somebody types.
type filling struct {
	form  *widgets.Form
	words *bridge.Words
	try   func() // tells what comes of it
}

// edit opens the form of a line.
func (d *draft) edit(key string) {
	if d.now == nil || d.form != nil {
		return
	}
	d.register.Keep()
	switch c, g := lineOf(d.now.Set, key); {
	case c != nil:
		d.openCriterion(c, d.kindKept(c))
	case g != nil:
		d.openGroup(g)
	}
}

// open shows a form in place of the table. fields are what it asks, tell what comes of their values, take puts them into the draft.
func (d *draft) open(about, heading string, fields []widgets.Field, tell func(in []string) []fyne.CanvasObject, take func(in []string) (*criteria.Draft, error)) {
	s := d.screen
	f := &filling{words: d.words.In("form", about)}
	f.try = func() {
		if d.form == f {
			effect := widgets.NewParagraph(text.T("ui.criteria.form.effect")).Quiet()
			d.side.put("form "+about, append([]fyne.CanvasObject{effect}, tell(f.form.Values())...)...)
		}
	}
	for i := range fields {
		if fields[i].Changed == nil {
			fields[i].Changed = func(string) { f.try() }
		}
	}
	f.form = widgets.NewForm(heading, "", fields, text.T("ui.criteria.form.take"), text.T("ui.cancel"), func(in []string) {
		next, err := take(in)
		if err != nil {
			s.Tell(widgets.Bad, text.Error(err))
			return
		}
		s.Notice.Clear()
		d.close()
		d.step(next)
		s.Focus()
	}, func() { d.close(); d.again(); s.Focus() })
	again := d.form != nil
	d.form = f
	if f.form.Keeps(f.words) && !again {
		s.Tell(widgets.Info, text.T("ui.words.back"))
	}
	widgets.Put(d.centre, container.NewVScroll(f.form))
	f.try()
	f.form.Focus(s.Window.Canvas())
}

// close takes the form away, and with it what was filled in.
func (d *draft) close() {
	if d.form != nil {
		d.form.form.Done()
		d.lift()
	}
}

// lift takes the form away; what was filled in is there again when it is opened the next time.
func (d *draft) lift() {
	d.form = nil
	widgets.Put(d.centre, d.register.Content)
}

// The fields of a criterion in their order; between the kind and the evidence stand the parameters of its kind.
const (
	fieldCode = iota
	fieldMax
	fieldWeight
	fieldName
	fieldGroup
	fieldKind
	fieldsBefore // how many stand before the parameters
)

// kindKept is the kind that was chosen when the form of a criterion was left at an earlier time, else its own.
func (d *draft) kindKept(c *criteria.Criterion) rule.Kind {
	kept, ok := d.words.In("form", keyCriterion+c.Code).Of(text.Capital(text.T("diff.what.kind")))
	for _, k := range rule.Kinds() {
		if ok && kindName(k) == kept {
			return k
		}
	}
	return c.Rule.Kind()
}

func kindName(k rule.Kind) string { return text.Capital(text.Say(k.Words())) }

// openCriterion shows the form of a criterion with the parameters of a kind.
func (d *draft) openCriterion(c *criteria.Criterion, kind rule.Kind) {
	about := keyCriterion + c.Code
	what := func(name string) string { return text.Capital(text.T("diff.what." + name)) }
	asks := rule.AsksOf(kind)
	if kind == c.Rule.Kind() {
		asks = c.Rule.Asks()
	}
	fields := []widgets.Field{
		fieldCode:   {Name: what("code"), Value: c.Code, Wide: 110},
		fieldMax:    {Name: what("max"), Value: c.Max.Typed(), Wide: 130},
		fieldWeight: {Name: what("weight"), Value: weightTyped(c.Weight, c.Percent), Wide: 110},
		fieldName:   {Name: what("name"), Value: c.Name, Lines: 2},
		fieldGroup:  {Name: what("in-group"), Value: groupName(c.Group), Options: emulation.Map(d.now.Set.AllGroups(), groupName), Wide: 330},
		fieldKind: {Name: what("kind"), Value: kindName(c.Rule.Kind()), Wide: 330, Options: emulation.Map(rule.Kinds(), kindName), Changed: func(name string) {
			if i := slices.IndexFunc(rule.Kinds(), func(k rule.Kind) bool { return kindName(k) == name }); i >= 0 && rule.Kinds()[i] != kind && d.form != nil {
				d.openCriterion(c, rule.Kinds()[i])
			}
		}},
	}
	for _, a := range asks {
		fields = append(fields, askedField(a))
	}
	scorers := d.scorers(c)
	fields = append(fields,
		widgets.Field{Name: what("evidence"), Value: evidenceName(string(c.Evidence)), Options: emulation.Map(evidences, evidenceName), Wide: 160},
		widgets.Field{Name: what("scorer"), Value: scorerName(c.Scorer), Options: emulation.Map(scorers, scorerName), Wide: 230},
		widgets.Field{Name: what("bonus"), Value: bonusName(c.Bonus), Options: emulation.Map(bonuses, bonusName), Wide: 240},
		widgets.Field{Name: what("applies-to"), Value: strings.Join(c.AppliesTo, ", "), Hint: text.T("ui.criteria.form.all-types"), Wide: 420},
		widgets.Field{Name: what("cite"), Value: c.Cite, Wide: 372},
		widgets.Field{Name: what("note"), Value: c.Note, Wide: 372})
	read := func(in []string) (own criteria.Criterion, group string, faults []emulation.Message) {
		own, group = *c, chosen(d.now.Set.AllGroups(), groupName, in[fieldGroup]).Code
		own.Code, own.Name = book.Clean(in[fieldCode]), book.Clean(in[fieldName])
		if own.Name == "" {
			faults = append(faults, emulation.Say("rule.ask.empty", "what", emulation.Say("diff.what.name")))
		}
		figureOf(in[fieldMax], "max", &own.Max, &faults)
		own.Weight, own.Percent = weightOf(in[fieldWeight], &faults)
		typed := map[string]string{}
		for i, a := range asks {
			typed[a.Key] = answered(a, in[fieldsBefore+i])
		}
		made, _, wrong := rule.Make(kind, own.Code, own.Max, typed, &c.Rule)
		for _, w := range wrong {
			faults = append(faults, w.Message)
		}
		own.Rule = made
		rest := in[fieldsBefore+len(asks):]
		own.Evidence = criteria.Evidence(chosen(evidences, evidenceName, rest[0]))
		own.Scorer = chosen(scorers, scorerName, rest[1])
		own.Bonus = chosen(bonuses, bonusName, rest[2])
		own.AppliesTo, own.Cite, own.Note = listOf(rest[3]), book.Clean(rest[4]), book.Clean(rest[5])
		return own, group, faults
	}
	d.open(about, text.T("ui.criteria.form.criterion", "code", c.Code), fields, func(in []string) []fyne.CanvasObject {
		own, _, faults := read(in)
		if faults != nil {
			return warnings(faults)
		}
		parts := []fyne.CanvasObject{widgets.NewParagraph(text.Say(own.Rule.How()))}
		if err := d.side.trial.of(&own, d.now.Set.Rounding); err != nil {
			return append(parts, widgets.NewRemark(widgets.Warn, faultOf(err)))
		}
		return append(parts, d.side.trial.all)
	}, func(in []string) (*criteria.Draft, error) {
		own, group, faults := read(in)
		if faults != nil {
			return nil, &emulation.Error{Code: emulation.Invalid, Message: faults[0]}
		}
		return d.now.Put(c.Code, own, group)
	})
}

// openGroup shows the form of a group.
func (d *draft) openGroup(g *criteria.Group) {
	what := func(name string) string { return text.Capital(text.T("diff.what." + name)) }
	weight, most, cut := "", "", ""
	if g.Weight != nil {
		weight = weightTyped(*g.Weight, g.Percent)
	}
	if g.Max != nil {
		most = g.Max.Typed()
	}
	if g.Cap != nil {
		cut = g.Cap.Typed()
	}
	fields := []widgets.Field{
		{Name: what("code"), Value: g.Code, Wide: 86},
		{Name: what("cap"), Value: cut, Wide: 104},
		{Name: what("weight"), Value: weight, Wide: 92},
		{Name: what("name"), Value: g.Name, Lines: 2},
		{Name: what("group-max"), Value: most},
		{Name: what("aggregate"), Value: aggregateName(g.Aggregate), Options: emulation.Map(aggregates, aggregateName)},
		{Name: what("bonus"), Value: bonusName(g.Bonus), Options: emulation.Map(bonuses, bonusName)},
		{Name: what("applies-to"), Value: strings.Join(g.AppliesTo, ", "), Hint: text.T("ui.criteria.form.all-types")},
	}
	read := func(in []string) (own criteria.Group, faults []emulation.Message) {
		own = *g
		own.Code, own.Name = book.Clean(in[0]), book.Clean(in[3])
		if own.Name == "" {
			faults = append(faults, emulation.Say("rule.ask.empty", "what", emulation.Say("diff.what.name")))
		}
		own.Cap, own.Max, own.Weight, own.Percent = perhaps(in[1], "cap", &faults), perhaps(in[4], "group-max", &faults), nil, false
		if book.Clean(in[2]) != "" {
			w, percent := weightOf(in[2], &faults)
			own.Weight, own.Percent = &w, percent
		}
		own.Aggregate = chosen(aggregates, aggregateName, in[5])
		own.Bonus = chosen(bonuses, bonusName, in[6])
		own.AppliesTo = listOf(in[7])
		return own, faults
	}
	d.open(keyGroup+g.Code, text.T("ui.criteria.form.group", "code", g.Code), fields, func(in []string) []fyne.CanvasObject {
		_, faults := read(in)
		return warnings(faults)
	}, func(in []string) (*criteria.Draft, error) {
		own, faults := read(in)
		if faults != nil {
			return nil, &emulation.Error{Code: emulation.Invalid, Message: faults[0]}
		}
		return d.now.PutGroup(g.Code, own, "")
	})
}

// askedField is the field of a parameter of a rule.
func askedField(a rule.Asked) widgets.Field {
	f := widgets.Field{Name: text.Capital(text.Say(a.Words())), Value: a.Value}
	switch a.Sort {
	case rule.AskNumber:
		f.Wide = 232
	case rule.AskPerhaps:
		f.Wide, f.Hint = 232, text.T("ui.criteria.form.none")
		if a.Empty != "" {
			f.Hint = text.T("diff." + a.Key + "." + a.Empty)
		}
	case rule.AskNumbers:
		f.Hint = text.T("ui.criteria.form.numbers")
	case rule.AskOptions:
		f.Lines, f.Hint = 5, text.T("rule.ask.options")
	case rule.AskBands:
		f.Lines, f.Hint = 5, text.T("rule.ask.bands")
	case rule.AskOneOf:
		f.Options = emulation.Map(a.OneOf, func(w string) string { return wordOf(a, w) })
		f.Value = wordOf(a, a.Value)
	}
	return f
}

func wordOf(a rule.Asked, word string) string {
	return text.Capital(text.T("diff." + a.Key + "." + word))
}

// answered is what a field says of a parameter: of a few words the one that is meant.
func answered(a rule.Asked, typed string) string {
	if a.Sort != rule.AskOneOf {
		return typed
	}
	return chosen(a.OneOf, func(w string) string { return wordOf(a, w) }, typed)
}

var (
	bonuses    = []criteria.Bonus{criteria.NoBonus, criteria.Inside, criteria.Outside, criteria.TieOnly}
	aggregates = []criteria.Aggregate{criteria.Sum, criteria.Average, criteria.Minimum, criteria.Weighted}
)

func groupName(g *criteria.Group) string {
	return text.T("ui.criteria.named", "code", g.Code, "name", g.Name)
}
func evidenceName(e string) string { return text.Capital(text.T("diff.evidence." + e)) }
func aggregateName(a criteria.Aggregate) string {
	return text.Capital(text.T("diff.aggregate." + string(a)))
}

func bonusName(b criteria.Bonus) string {
	if b == criteria.NoBonus {
		return text.T("ui.criteria.form.no-bonus")
	}
	return text.Capital(text.T("diff.bonus." + string(b)))
}

// scorers are those a criterion may have: the usual three, and its own where it is a department's.
func (d *draft) scorers(c *criteria.Criterion) []string {
	all := []string{criteria.SelfScored, criteria.VerifierScored, criteria.OfficeScored}
	for _, other := range append(d.now.Set.Criteria(), c) {
		if !slices.Contains(all, other.Scorer) {
			all = append(all, other.Scorer)
		}
	}
	return all
}

func scorerName(scorer string) string {
	return text.Capital(text.Say((&criteria.Criterion{Scorer: scorer}).ScoredBy()))
}

// chosen is the one of a list that goes by a name; the first where none does.
func chosen[T any](list []T, name func(T) string, by string) T {
	return list[max(0, slices.IndexFunc(list, func(x T) bool { return name(x) == by }))]
}

// warnings are remarks on what is wrong.
func warnings(list []emulation.Message) []fyne.CanvasObject {
	return emulation.Map(list, func(m emulation.Message) fyne.CanvasObject { return widgets.NewRemark(widgets.Warn, text.Say(m)) })
}

// listOf are the words between commas.
func listOf(typed string) []string {
	return emulation.Where(emulation.Map(strings.Split(typed, ","), book.Clean), func(s string) bool { return s != "" })
}

// figureOf reads a figure that must be there.
func figureOf(typed, what string, to *decimal.Decimal, faults *[]emulation.Message) {
	if x := perhaps(typed, what, faults); x != nil {
		*to = *x
	} else if book.Clean(typed) == "" {
		*faults = append(*faults, emulation.Say("rule.ask.empty", "what", emulation.Say("diff.what."+what)))
	}
}

// perhaps reads a figure that may be missing.
func perhaps(typed, what string, faults *[]emulation.Message) *decimal.Decimal {
	if book.Clean(typed) == "" {
		return nil
	}
	plain, err := rule.ParseFigure(typed)
	if err != nil {
		*faults = append(*faults, emulation.Say("ui.criteria.form.fault", "what", emulation.Say("diff.what."+what), "why", err))
		return nil
	}
	x := decimal.MustParse(plain)
	return &x
}

func weightTyped(w decimal.Decimal, percent bool) string {
	switch {
	case percent:
		return w.Mul(decimal.FromInt(100)).Typed() + "%"
	case w.Equal(decimal.FromInt(1)):
		return ""
	}
	return w.Typed()
}

// weightOf reads a weight: a factor, or a share in percent; nothing is 1.
func weightOf(typed string, faults *[]emulation.Message) (w decimal.Decimal, percent bool) {
	one := decimal.FromInt(1)
	x := perhaps(typed, "weight", faults)
	if x == nil {
		return one, false
	}
	if percent = strings.HasSuffix(book.Clean(typed), "%"); percent {
		return x.Mul(decimal.MustParse("0.01")), true
	}
	return *x, false
}

// faultOf is the first fault of a criterion, without the place in a file that nobody wrote.
func faultOf(err error) string {
	if all, ok := err.(criteria.Errors); ok && len(all) > 0 {
		return text.Say(all[0].Message)
	}
	return text.Error(err)
}
