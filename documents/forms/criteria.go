package forms

import (
	"slices"
	"time"

	"thidua/documents"
	"thidua/emulation/criteria"
	"thidua/workspace/book"
)

// Criteria is form F4, Bảng tiêu chí và cách chấm điểm, of a version of the season's criteria. One that is not in force is a
// draft, or was replaced if it is a former one.
func Criteria(s *book.Season, set *criteria.Set, version uint64, former bool, now time.Time) Paper {
	p := ofCluster(s, say("criteria.title"), s.Info.Place, "", now, s.Cluster.Info.Name+", "+lowerFirst(seasonLine(s)))
	p.Landscape = true
	switch {
	case version == s.Version:
	case former:
		p.mark(say("mark.criteria-former"), say("mark.criteria-former-short"))
	default:
		p.mark(say("mark.criteria-draft"), say("mark.draft-short"))
	}
	p.inventedFigures(s.Info.Illustrative || len(set.Illustrative) > 0)
	p.add(field(say("sheet.criteria"), told("; ", criteriaName(set, version), set.Cite)), criteriaTable(set))
	settings := set.Settings()
	for i, m := range settings {
		line := note(capital(sentence(words(m))))
		line.Tight, line.KeepNext = i > 0, i == len(settings)-1
		p.add(line)
	}
	p.add(signatures(secretary(), headOf(s)))
	return p.named("criteria", s.Cluster.Info.Name, s)
}

// criteriaColumn is a column of the table: the key of its heading, its shape, and what stands in it of a line.
type criteriaColumn struct {
	key   string
	shape documents.Column
	text  func(l *documents.CriteriaLine) string
}

// criteriaColumns are those of form F4; widths are millimetres of the 252 between the margins of a landscape page.
var criteriaColumns = []criteriaColumn{
	{"code", documents.Column{Width: 15, Align: documents.AlignCenter}, func(l *documents.CriteriaLine) string { return l.Code }},
	{"criterion", documents.Column{Width: 85, Flex: 3}, func(l *documents.CriteriaLine) string { return l.Name }},
	{"max", documents.Column{Width: 18, Align: documents.AlignCenter}, mostPoints},
	{"weight", documents.Column{Width: 18, Align: documents.AlignCenter}, func(l *documents.CriteriaLine) string { return figure(l.Weight) }},
	{"how", documents.Column{Width: 75, Flex: 2}, func(l *documents.CriteriaLine) string { return l.How }},
	{"evidence", documents.Column{Width: 26, Align: documents.AlignCenter}, func(l *documents.CriteriaLine) string { return l.Evidence }},
	{"scorer", documents.Column{Width: 30}, func(l *documents.CriteriaLine) string { return l.Scorer }},
}

// criteriaTable is every group and criterion with the total; columns in which nothing stands are left out.
func criteriaTable(set *criteria.Set) documents.Table {
	lines := documents.CriteriaLines(set)
	columns := slices.DeleteFunc(slices.Clone(criteriaColumns), func(c criteriaColumn) bool {
		return !slices.ContainsFunc(lines, func(l documents.CriteriaLine) bool { return c.text(&l) != "" })
	})
	t := documents.Table{Header: []documents.Row{{}}, KeepEnd: 2}
	for _, c := range columns {
		t.Columns = append(t.Columns, c.shape)
		t.Header[0].Cells = append(t.Header[0].Cells, documents.Cell{Text: say("table.column." + c.key)})
	}
	add := func(kind documents.RowKind, l *documents.CriteriaLine) {
		r := documents.Row{Kind: kind}
		for _, c := range columns {
			r.Cells = append(r.Cells, documents.Cell{Text: c.text(l)})
		}
		t.Rows = append(t.Rows, r)
	}
	before, sum := documents.CriteriaTotal(set)
	for i := range len(lines) + 1 {
		if i == before && sum != nil {
			add(documents.TotalRow, &documents.CriteriaLine{Name: say("sheet.total"), Max: sum})
		}
		switch {
		case i == len(lines):
		case lines[i].Group != nil:
			add(documents.GroupRow, &lines[i])
		default:
			add(documents.PlainRow, &lines[i])
		}
	}
	return t
}

// mostPoints is the maximum of a line, in brackets where it is in no sum.
func mostPoints(l *documents.CriteriaLine) string {
	if l.Max == nil {
		return ""
	}
	r := row(full(*l.Max))
	switch {
	case l.Group != nil:
		asides(r, l.Group.Bonus, 0)
	case l.Criterion != nil:
		asides(r, l.Criterion.Bonus, 0)
	}
	return r.Cells[0].Text
}
