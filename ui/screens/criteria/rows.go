package criteria

import (
	"strings"

	"fyne.io/fyne/v2"

	"thidua/emulation/criteria"
	"thidua/emulation/decimal"
	"thidua/ui/grid"
	"thidua/ui/text"
)

// The columns of a table of criteria.
const (
	columnCode = iota
	columnName
	columnMax
	columnRule
	columnEvidence
)

// columns are those of a table of criteria.
func columns() []grid.Column {
	return []grid.Column{
		columnCode:     {Title: text.T("ui.criteria.column.code"), Width: 72, Frozen: true},
		columnName:     {Title: text.T("ui.criteria.column.name"), Width: 210, Stretch: true, Frozen: true},
		columnMax:      {Title: text.T("ui.criteria.column.max"), Width: 70, Align: fyne.TextAlignTrailing},
		columnRule:     {Title: text.T("ui.criteria.column.rule"), Width: 200, Stretch: true},
		columnEvidence: {Title: text.T("ui.criteria.column.evidence"), Width: 90},
	}
}

// How the keys of rows begin: groups and criteria have codes of their own.
const (
	keyGroup     = "g "
	keyCriterion = "c "
)

// figure writes a figure of a set, without trailing zeros.
func figure(d decimal.Decimal) string { return d.Localise(text.Comma()) }

// sumOf is the most a unit can reach: for each type of unit where the scale tells them apart.
func sumOf(set *criteria.Set) string {
	if set.Scale.ByType == nil {
		return text.T("ui.criteria.points", "points", set.Maximum(""))
	}
	var all []string
	for _, t := range set.Types() {
		all = append(all, text.T("ui.criteria.points-of", "type", t, "points", set.Maximum(t)))
	}
	return strings.Join(all, "; ")
}

// rowsOf are the rows of a set: each group with its criteria, then the groups in it. A draft has more to say of them: group and criterion are told of
// each row, and more gives further ones behind the criteria of a group; nil for nothing.
func rowsOf(set *criteria.Set, group func(*grid.TableRow, *criteria.Group), criterion func(*grid.TableRow, *criteria.Criterion),
	more func(g *criteria.Group, level int) []grid.TableRow) []grid.TableRow {
	var rows []grid.TableRow
	var walk func(list []*criteria.Group, level int)
	walk = func(list []*criteria.Group, level int) {
		for _, g := range list {
			row := groupRow(g, level)
			if group != nil {
				group(&row, g)
			}
			rows = append(rows, row)
			for _, c := range g.Criteria {
				row := criterionRow(c, level+1)
				if criterion != nil {
					criterion(&row, c)
				}
				rows = append(rows, row)
			}
			if more != nil {
				rows = append(rows, more(g, level+1)...)
			}
			walk(g.Groups, level+1)
		}
	}
	walk(set.Groups, 0)
	return rows
}

func groupRow(g *criteria.Group, level int) grid.TableRow {
	cells := make([]grid.Cell, columnEvidence+1)
	cells[columnCode].Text, cells[columnName].Text = g.Code, g.Name
	if most := g.Stated(); most != nil {
		cells[columnMax].Text = figure(*most)
	}
	cells[columnRule].Text = strings.Join(groupWords(g), "; ")
	for i := range cells {
		cells[i].Style = grid.Bold
	}
	cells[columnRule].Style = grid.Muted
	return grid.TableRow{Key: keyGroup + g.Code, Group: true, Level: level, Cells: cells}
}

func criterionRow(c *criteria.Criterion, level int) grid.TableRow {
	return grid.TableRow{Key: keyCriterion + c.Code, Level: level, Cells: []grid.Cell{
		columnCode:     {Text: c.Code, Style: grid.Muted},
		columnName:     {Text: c.Name},
		columnMax:      {Text: figure(c.Full())},
		columnRule:     {Text: text.Say(c.Rule.How())},
		columnEvidence: {Text: evidenceWord(c.Evidence)},
	}}
}

// evidenceWord says whether a criterion wants proof; the usual answer, none, is not said.
func evidenceWord(e criteria.Evidence) string {
	if e == criteria.EvidenceNone {
		return ""
	}
	return text.T("diff.evidence." + string(e))
}

// groupWords are what a group does with the points beneath it, where that is not simply to add them.
func groupWords(g *criteria.Group) []string {
	var words []string
	say := func(what string, value string) {
		words = append(words, text.T("ui.criteria.fact", "what", text.T("diff.what."+what), "value", value))
	}
	if g.Aggregate != criteria.Sum {
		say("aggregate", text.T("diff.aggregate."+string(g.Aggregate)))
	}
	if g.Cap != nil {
		say("cap", figure(*g.Cap))
	}
	if g.Weight != nil {
		say("weight", weightWord(*g.Weight, g.Percent))
	}
	if own := g.Bonus; own != criteria.NoBonus && (g.Parent == nil || g.Parent.Bonus != own) {
		say("bonus", text.T("diff.bonus."+string(own)))
	}
	if len(g.AppliesTo) > 0 {
		say("applies-to", strings.Join(g.AppliesTo, ", "))
	}
	return words
}

func weightWord(w decimal.Decimal, percent bool) string {
	if percent {
		return text.T("ui.percent", "value", figure(w.Mul(decimal.FromInt(100))))
	}
	return figure(w)
}
