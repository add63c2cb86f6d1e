package intake

import (
	"thidua/documents/intake/book"
	"thidua/emulation/rule"

	"slices"
	"strings"

	"thidua/documents"
	"thidua/emulation"
	"thidua/emulation/criteria"
)

// exactSet finds the sheet on which an exported workbook carries the set as the program keeps it, and takes it out of the others; nil where there is
// none. Each of its lines begins with documents.DataLine, a line that goes on in the next cell with documents.DataMore.
func exactSet(others sheets) (*criteria.Set, sheets) {
	for i, at := range others {
		if len(at.Lines) == 0 || !strings.HasPrefix(at.Lines[0].Own(1), documents.DataLine+"format: "+criteria.SetFormat) {
			continue
		}
		var b strings.Builder
		for _, l := range at.Lines {
			text := l.Own(1)
			if more, ok := strings.CutPrefix(text, documents.DataMore); ok {
				b.WriteString(more)
				continue
			}
			b.WriteString("\n" + strings.TrimPrefix(text, documents.DataLine))
		}
		if set, err := criteria.LoadSet(at.Name, []byte(b.String())); err == nil {
			return set, slices.Delete(slices.Clone(others), i, i+1)
		}
	}
	return nil, others
}

// raw is a row as the sheet shows it, to hold against what was exported.
type raw struct{ code, name, how, evidence, scorer string }

func (t *tableReader) rawOf(l *book.Line) raw {
	text := func(role Role) string { return l.Own(t.at.byRole[role]) }
	code := text(RoleCode)
	if c := l.Cells[t.at.byRole[RoleCode]]; c != nil {
		code = c.CodeText()
	}
	return raw{code, text(RoleName), text(RoleHow), text(RoleEvidence), text(RoleScorer)}
}

func rawLine(l documents.CriteriaLine) raw {
	return raw{book.Tidy(l.Code), book.Tidy(l.Name), book.Tidy(l.How), book.Tidy(l.Evidence), book.Tidy(l.Scorer)}
}

// exported is how a criterion was exported.
func (t *tableReader) exported(c *criteria.Criterion) raw {
	for _, l := range t.lines {
		if l.Criterion == c {
			return rawLine(l)
		}
	}
	return raw{}
}

// asExported takes a row that is, word for word, the next one of the exported table: nothing has to be recognised.
func (t *tableReader) asExported(l *book.Line, row Row) bool {
	now := t.rawOf(l)
	for i := t.next; i < len(t.lines); i++ {
		if rawLine(t.lines[i]) != now {
			continue
		}
		points, _, doubt := readPoints(l.Cells[t.at.byRole[RoleMax]])
		if doubt != nil {
			return false
		}
		n := &node{number: l.Number, code: t.lines[i].Code, name: now.name, how: now.how, evidence: now.evidence, scorer: now.scorer, points: points,
			cell: book.Ref(l.Number, t.at.byRole[RoleMax]), howCell: book.Ref(l.Number, t.at.byRole[RoleHow]), shape: shapeOf(now.code), after: t.sinceSum, line: &t.lines[i]}
		t.weight(n, l)
		row.As = CriterionRow
		n.row = t.tell(row)
		t.nodes, t.next = append(t.nodes, n), i+1
		return true
	}
	return false
}

// unchanged says whether the table is still as it was exported; then the exact set is the proposal.
func (p *proposer) unchanged() bool {
	lines := p.t.lines
	if len(lines) != len(p.t.nodes) {
		return false
	}
	for i, n := range p.t.nodes {
		l := lines[i]
		if n.line != &lines[i] || (l.Max == nil) != (n.points == nil) || l.Max != nil && !l.Max.Equal(*n.points) {
			return false
		}
		if w := n.weight; (w == nil) != (l.Weight == "") || w != nil && w.String() != l.Weight {
			return false
		}
	}
	for i, n := range p.t.nodes {
		n.final = lines[i].Code
		if c := lines[i].Criterion; c != nil {
			p.mark(n, CriterionRow).Rule = c.Rule.Kind()
		} else {
			p.mark(n, GroupRow)
		}
	}
	for _, t := range p.t.totals {
		if s := p.t.exact.Scale.Total; t.value == nil || s != nil && !s.Equal(*t.value) {
			return false
		}
	}
	p.t.Doubts, p.t.Remarks = nil, nil // about words that were not needed
	return true
}

// known takes a criterion that was exported and has changed in some cells: what was not touched stays as it was.
func (p *proposer) known(n *node, c *criteria.Criterion) bool {
	if p.t.exact == nil || n.points == nil || n.points.Sign() < 0 || len(n.children) > 0 {
		return false
	}
	was, ok := p.t.exact.ByCode(trimCode(n.code))
	if !ok {
		return false
	}
	now, before := p.t.rawOf(p.t.at.ByRow[n.number]), p.t.exported(was)
	if now.how != before.how {
		return false
	}
	c.Max, c.Rule, c.Cite, c.AppliesTo = *n.points, rule.New(*n.points, was.Rule.Parameters), was.Cite, was.AppliesTo
	c.Percent = was.Percent
	if c.Group.Bonus == was.Group.Bonus {
		c.Bonus = was.Bonus
	}
	if now.name == before.name {
		c.Name, c.Note = was.Name, was.Note
	}
	if now.evidence == before.evidence {
		c.Evidence = was.Evidence
	}
	if now.scorer == before.scorer {
		c.Scorer = was.Scorer
	}
	return true
}

// arrangeExported makes the tree of a table that was exported and then changed: rows that are as they were stand where they stood, a new row
// beside the one above it.
func (t *tableReader) arrangeExported() []*node {
	var roots []*node
	groups := map[*criteria.Group]*node{}
	var last *node
	for _, n := range t.nodes {
		switch {
		case n.line != nil && n.line.Group != nil:
			groups[n.line.Group], n.parent = n, groups[n.line.Group.Parent]
		case n.line != nil:
			n.parent = groups[n.line.Criterion.Group]
		case last != nil && last.line != nil && last.line.Group != nil:
			n.parent = last
		case last != nil:
			n.parent = last.parent
		}
		if last = n; n.parent == nil {
			roots = append(roots, n)
		} else {
			n.parent.children = append(n.parent.children, n)
		}
	}
	return roots
}

// knownGroup keeps of a group that was exported what no table shows.
func (p *proposer) knownGroup(n *node, g *criteria.Group) {
	if n.line == nil || n.line.Group == nil {
		return
	}
	was := n.line.Group
	g.Name, g.Aggregate, g.AppliesTo, g.Cap, g.Bonus = was.Name, was.Aggregate, was.AppliesTo, was.Cap, was.Bonus
	g.Weight, g.Percent = was.Weight, was.Percent
}

// keepSettings takes over from an exported set what no table shows.
func (p *proposer) keepSettings() {
	was := p.t.exact
	s := p.set
	s.ID, s.Name, s.Cite, s.Illustrative = was.ID, was.Name, was.Cite, was.Illustrative
	s.Rounding, s.Normalise, s.ByClass, s.TieBreak, s.Classes, s.Gates = was.Rounding, was.Normalise, was.ByClass, was.TieBreak, was.Classes, was.Gates
	if s.Scale.Total == nil && was.Scale.ByType != nil {
		p.doubt("", "", emulation.Say("tabular.scale-types"))
	}
	p.t.remark("", "tabular.changed")
}
