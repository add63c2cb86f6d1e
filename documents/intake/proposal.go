package intake

import (
	"regexp"
	"thidua/documents/intake/book"
	"thidua/documents/intake/prose"
	"thidua/emulation/rule"

	"slices"
	"strings"

	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/emulation/decimal"
	"thidua/internal/phrase"
	"thidua/vietnamese"
)

var one, ten, hundred = decimal.FromInt(1), decimal.FromInt(10), decimal.FromInt(100)

// propose makes a criteria set of the rows and writes it.
func (t *tableReader) propose() error {
	if len(t.nodes) == 0 {
		return noTable([]string{t.at.Name})
	}
	var roots []*node
	if t.exact != nil {
		roots = t.arrangeExported()
	} else {
		roots = arrange(t.nodes)
	}
	if roots = t.withCriteria(roots); len(roots) == 0 {
		return noTable([]string{t.at.Name})
	}
	p := &proposer{t: t, remarks: map[string][]string{}, set: &criteria.Set{
		Rounding: criteria.Rounding{Places: 2, Mode: decimal.HalfUp}, Gates: t.gates, Classes: t.bands,
	}}
	p.head()
	if t.exact != nil && p.unchanged() {
		return p.finish(t.exact)
	}
	for _, n := range giveCodes(roots) {
		t.doubt(book.Ref(n.number, max(t.at.byRole[RoleCode], 1)), "tabular.code-twice", "code", trimCode(n.code), "given", n.final)
	}
	for _, n := range p.topGroups(roots) {
		p.set.Groups = append(p.set.Groups, p.group(n, criteria.NoBonus, true))
	}
	p.totals(roots)
	p.unnamedTotals(roots)
	if t.exact != nil {
		p.keepSettings()
	}
	p.checkGates()
	return p.finish(nil)
}

// withCriteria leaves out groups written in a column of their own that have not a single criterion.
func (t *tableReader) withCriteria(roots []*node) []*node {
	return slices.DeleteFunc(roots, func(n *node) bool {
		empty := n.row < 0 && len(n.children) == 0
		if empty {
			t.doubt(n.cell, "tabular.group-empty", "name", n.name)
		}
		return empty
	})
}

// proposer puts the set together.
type proposer struct {
	t       *tableReader
	set     *criteria.Set
	remarks map[string][]string // comments by code
	prose   prose.Reader
	outside map[string]bool // groups by code: whether they are a bonus outside of the total
}

// doubt says what is doubtful about a code's cell, to the person and as a comment in the file.
func (p *proposer) doubt(code, cell string, m emulation.Message) {
	d := Doubt{p.t.at.Name, cell, m}
	p.t.Doubts = append(p.t.Doubts, d)
	p.remarks[code] = append(p.remarks[code], phrase.Render(phrase.Vietnamese, d.Sentence()))
}

// head takes the name and the source from the title block.
func (p *proposer) head() {
	for _, title := range p.t.titles {
		words := vietnamese.Fold(title)
		text := vietnamese.OneLine(title)
		switch {
		case p.set.Cite == "" && (strings.Contains(words, "kem theo") || strings.Contains(words, "ban hanh")):
			p.set.Cite = strings.Trim(text, "() ")
		case p.set.Name == "" && (strings.Contains(words, "bang") || strings.Contains(words, "tieu chi") || strings.Contains(words, "thang diem")) &&
			!strings.Contains(words, "uy ban") && len(text) > 8:
			p.set.Name = text
		}
	}
	if p.set.Name == "" {
		p.set.Name = p.t.at.Name
		p.t.remark("", "tabular.no-title", "name", p.set.Name)
	}
	p.set.ID = vietnamese.Slug(p.set.Name)
	if r := []rune(p.set.ID); len(r) > 60 {
		p.set.ID = strings.Trim(string(r[:60]), "-")
	}
	if p.set.ID == "" {
		p.set.ID = "bang-tieu-chi"
	}
}

// topGroups makes a group of every row at the top: the format has criteria in groups only. Where nothing but criteria stands there, one group
// holds them all, unless a gate looks at each by itself.
func (p *proposer) topGroups(roots []*node) []*node {
	gated := false
	for _, g := range p.t.gates {
		gated = gated || g.When == criteria.AnyGroupZero
	}
	flat := true
	for _, n := range roots {
		flat = flat && len(n.children) == 0 && !n.after && !isBonus(n.name)
	}
	if flat && !gated {
		all := &node{row: -1, code: "I", final: "I", name: phrase.Text(phrase.Vietnamese, "tabular.group-all"), shape: romanShape, children: roots}
		return []*node{all}
	}
	var groups []*node
	for _, n := range roots {
		if len(n.children) > 0 {
			groups = append(groups, n)
			continue
		}
		leaf := *n
		leaf.parent = n
		if n.final == "" || p.codeTaken(roots, n.final+".1") {
			leaf.final = n.final
		} else {
			leaf.final = n.final + ".1"
		}
		wrap := *n
		wrap.row, wrap.children, wrap.note, wrap.points, wrap.final = -1, []*node{&leaf}, "", nil, p.freeGroup(roots, n.final)
		groups = append(groups, &wrap)
	}
	return groups
}

func (p *proposer) codeTaken(roots []*node, code string) bool {
	for _, r := range roots {
		for _, n := range r.leaves() {
			if n.final == code {
				return true
			}
		}
	}
	return false
}

// freeGroup is a group code that no other group has.
func (p *proposer) freeGroup(roots []*node, code string) string {
	taken := map[string]bool{}
	for _, r := range roots {
		for _, n := range r.inner() {
			taken[n.final] = true
		}
	}
	for base, i := code, int64(2); taken[code]; i++ {
		code = base + "-" + decimal.FromInt(i).String()
	}
	return code
}

func (p *proposer) group(n *node, inherited criteria.Bonus, top bool) *criteria.Group {
	g := &criteria.Group{Code: n.final, Name: p.nameOf(n), Aggregate: criteria.Sum, Bonus: inherited}
	if top && (n.after || isBonus(n.name) && strings.Contains(vietnamese.Fold(n.name), "ngoai")) {
		g.Bonus = criteria.Outside
		if !isBonus(n.name) {
			p.doubt(g.Code, book.Ref(n.number, 1), emulation.Say("tabular.after-total", "name", g.Name))
		}
	}
	p.knownGroup(n, g)
	p.mark(n, GroupRow)
	for _, child := range n.children {
		if len(child.children) > 0 && !p.isChoice(child) {
			g.Groups = append(g.Groups, p.group(child, g.Bonus, false))
		} else {
			g.Criteria = append(g.Criteria, p.criterion(child, g))
		}
	}
	p.weights(n, g)
	p.groupPoints(n, g)
	return g
}

// weights looks at those of a group's criteria together: percentages that are 100 in all are kept as such; any others are doubtful, and so are plain
// numbers that look like percentages.
func (p *proposer) weights(n *node, g *criteria.Group) {
	if p.t.exact != nil {
		return
	}
	var sum decimal.Decimal
	given, percent, first := 0, 0, (*node)(nil)
	for _, child := range n.children {
		if child.weight == nil || len(child.children) > 0 && !p.isChoice(child) {
			continue
		}
		if first == nil {
			first = child
		}
		given, sum = given+1, sum.Add(*child.weight)
		if child.percent {
			percent++
		}
	}
	doubt := func(key string) {
		p.doubt(g.Code, book.Ref(first.number, p.t.at.byRole[RoleWeight]), emulation.Say(key, "group", g.Name, "sum", sum, "percent", sum.Mul(hundred)))
	}
	switch {
	case given < 2:
	case percent == given && len(g.Criteria) == given && len(g.Groups) == 0 && sum.Equal(one):
		for _, c := range g.Criteria {
			c.Percent = true
		}
	case percent == given:
		doubt("tabular.weights-sum")
	case percent > 0:
		doubt("tabular.weights-mixed")
	case sum.Equal(hundred):
		doubt("tabular.weights-hundred")
	case sum.Equal(one):
		doubt("tabular.weights-one")
	}
}

// nameOf is a group's name; format needs one.
func (p *proposer) nameOf(n *node) string {
	name := strings.Join(tell(tell(nil, n.name), n.note), "; ")
	if name == "" {
		return n.final
	}
	return name
}

// mark says in the reading what a row was understood as.
func (p *proposer) mark(n *node, as RowKind) *Row {
	if n.row < 0 {
		return nil
	}
	row := &p.t.Rows[n.row]
	row.As, row.Code = as, n.final
	if n.points != nil {
		row.Points = n.points.String()
	}
	return row
}

// groupPoints compares what stands beside a group with what its criteria come to.
func (p *proposer) groupPoints(n *node, g *criteria.Group) {
	if n.points == nil {
		return
	}
	sum := n.sum()
	words := vietnamese.Fold(n.name)
	switch {
	case n.points.Equal(sum):
		g.Max = n.points
	case n.points.Cmp(sum) < 0 && n.points.Sign() > 0 && (n.atMost || strings.Contains(words, "toi da") || strings.Contains(words, "khong qua")):
		g.Cap = n.points
	default:
		p.doubt(g.Code, n.cell, emulation.Say("tabular.group-differs", "points", *n.points, "sum", sum))
	}
}

// isChoice says whether the rows beneath a criterion are the levels it can reach rather than its parts: none of them numbered like a criterion,
// the best of them worth what the criterion is.
func (p *proposer) isChoice(n *node) bool {
	if n.points == nil || len(n.children) < 2 {
		return false
	}
	most := decimal.Decimal{}
	for _, c := range n.children {
		if len(c.children) > 0 || c.points == nil || !loose(c.shape) || c.how != "" {
			return false
		}
		most = decimal.Max(most, *c.points)
	}
	return most.Equal(*n.points) && !n.sum().Equal(*n.points)
}

func (p *proposer) criterion(n *node, g *criteria.Group) *criteria.Criterion {
	c := &criteria.Criterion{Code: n.final, Name: n.name, Weight: one, Evidence: criteria.EvidenceNone, Scorer: criteria.SelfScored, Bonus: g.Bonus, Group: g, Note: n.note}
	if c.Name == "" {
		c.Name = n.final
	}
	if n.weight != nil {
		c.Weight = *n.weight
	}
	if n.scorer != "" && !selfWords.MatchString(vietnamese.Fold(n.scorer)) {
		c.Scorer = n.scorer
	}
	p.evidence(n, c)
	row := p.mark(n, CriterionRow)
	p.rule(n, c)
	if row != nil {
		row.Rule = c.Rule.Kind()
	}
	if c.Max.Sign() > 0 && !c.Rule.Deducts() && p.t.exact == nil {
		for at := n; at != nil; at = at.parent {
			if minusGroup.MatchString(vietnamese.Fold(at.name)) {
				p.doubt(c.Code, n.cell, emulation.Say("tabular.minus-group", "name", at.name, "code", c.Code, "points", c.Max))
				break
			}
		}
	}
	return c
}

var minusGroup = regexp.MustCompile(`^(?:cac )?(?:noi dung |muc |truong hop |phan )?(?:diem tru|bi tru diem|tru diem|diem phat)`)

// evidence: a document named in the column is asked for.
func (p *proposer) evidence(n *node, c *criteria.Criterion) {
	switch text := vietnamese.OneLine(n.evidence); vietnamese.Fold(text) {
	case "", "-", "khong", "khong can":
	case "bat buoc", "co", "x":
		c.Evidence = criteria.EvidenceRequired
	case "neu co":
		c.Evidence = criteria.EvidenceOptional
	default:
		c.Evidence = criteria.EvidenceRequired
		c.Note = strings.Join(tell(tell(nil, c.Note), phrase.Text(phrase.Vietnamese, "tabular.evidence", "text", text)), "; ")
	}
}

// rule proposes the rule of a criterion, of its text, of the levels beneath it, or of its name.
func (p *proposer) rule(n *node, c *criteria.Criterion) {
	if known := p.known(n, c); known {
		return
	}
	if n.points == nil {
		c.Rule = prose.Manual(c.Max, prose.UsualStep)
		if !n.doubted {
			p.doubt(c.Code, n.cell, emulation.Say("tabular.no-points", "name", c.Name))
		}
		return
	}
	if n.points.Sign() < 0 { // points off: nothing to win
		c.Rule = rule.New(decimal.Decimal{}, &rule.Event{Points: *n.points})
		p.doubt(c.Code, n.cell, emulation.Say("tabular.negative", "points", *n.points))
		return
	}
	c.Max = *n.points
	if len(n.children) > 0 {
		var options rule.Options
		for _, o := range n.children {
			options = append(options, rule.Option{ID: prose.OptionID(o.name, options), Label: o.name, Points: *o.points})
			if o.final = c.Code; o.row >= 0 {
				p.mark(o, DetailRow)
			}
		}
		c.Rule = rule.New(c.Max, &rule.Choice{Options: options})
		p.doubt(c.Code, n.cell, emulation.Say("tabular.choice", "name", c.Name))
		return
	}
	r, doubts := p.prose.Rule(n.how, c.Max)
	if n.how == "" && prose.NamesPoints(n.name) {
		if byName, more := p.prose.Rule(n.name, c.Max); byName.Kind() != "manual" {
			r, doubts = byName, more
		} else if more != nil {
			doubts = more
		}
	} else if n.how == "" {
		p.t.remark(n.cell, "tabular.no-how", "code", c.Code)
	}
	c.Rule = r
	for _, d := range doubts {
		p.doubt(c.Code, n.howCell, d)
	}
}
