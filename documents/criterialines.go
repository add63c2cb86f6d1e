package documents

import (
	"fmt"
	"strings"

	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/emulation/decimal"
	"thidua/emulation/rule"
	"thidua/internal/phrase"
)

// CriteriaLine is a row of form F4, Bảng tiêu chí: a group or a criterion as a person reads it.
type CriteriaLine struct {
	Group     *criteria.Group     // set for a group
	Criterion *criteria.Criterion // set for a criterion
	Code      string
	Name      string           // with its note beneath, in brackets
	Max       *decimal.Decimal // of a criterion before weight, of a group with everything applicable; nil = none
	Weight    string           // "" = 1
	How       string           // how points are counted
	Evidence  string
	Scorer    string // "" = the unit itself
}

// CriteriaLines are the rows of a set's table, each group before what stands in it.
func CriteriaLines(set *criteria.Set) []CriteriaLine {
	var lines []CriteriaLine
	for _, g := range set.Groups {
		lines = groupLines(lines, g)
	}
	return lines
}

// CriteriaTotal is the sum under a set's table and before which of its lines that stands: above the bonuses that end the table. A set with a scale for
// each type of unit has no sum that holds for all: nil.
func CriteriaTotal(set *criteria.Set) (before int, sum *decimal.Decimal) {
	before = len(CriteriaLines(set))
	for i := len(set.Groups) - 1; i >= 0 && !set.Groups[i].Bonus.InMaximum(criteria.NoBonus); i-- {
		before -= len(groupLines(nil, set.Groups[i]))
	}
	if set.Scale.ByType != nil {
		return before, nil
	}
	total := set.Maximum("")
	if set.Scale.Total != nil {
		total = *set.Scale.Total
	}
	return before, &total
}

func groupLines(lines []CriteriaLine, g *criteria.Group) []CriteriaLine {
	head := CriteriaLine{Group: g, Code: g.Code, Name: g.Name, Max: g.Stated(), How: groupText(g)}
	lines = append(lines, head)
	for _, c := range g.Criteria {
		lines = append(lines, criterionLine(c))
	}
	for _, sub := range g.Groups {
		lines = groupLines(lines, sub)
	}
	return lines
}

// groupText says of a group what its figure alone does not: its weight, and that it only counts among units that are level.
func groupText(g *criteria.Group) string {
	var parts []string
	if g.Weight != nil {
		weight := g.Weight.Typed()
		if g.Percent {
			weight = g.Weight.Mul(decimal.FromInt(100)).Typed() + "%"
		}
		parts = append(parts, phrase.Text(phrase.Vietnamese, "documents.criteria.group-weight", "weight", weight))
	}
	if g.Bonus == criteria.TieOnly {
		parts = append(parts, phrase.Text(phrase.Vietnamese, "documents.criteria.tie-only"))
	}
	return strings.Join(parts, " ")
}

func criterionLine(c *criteria.Criterion) CriteriaLine {
	max := c.Max
	l := CriteriaLine{Criterion: c, Code: c.Code, Name: c.Name, Max: &max, How: RuleText(&c.Rule)}
	if c.Note != "" {
		l.Name += "\n(" + c.Note + ")"
	}
	if !c.Weight.Equal(decimal.FromInt(1)) {
		l.Weight = c.Weight.String()
	}
	switch c.Evidence {
	case criteria.EvidenceRequired:
		l.Evidence = phrase.Text(phrase.Vietnamese, "documents.criteria.evidence-required")
	case criteria.EvidenceOptional:
		l.Evidence = phrase.Text(phrase.Vietnamese, "documents.criteria.evidence-optional")
	}
	if c.Scorer != criteria.SelfScored {
		l.Scorer = c.Scorer
	}
	return l
}

// RuleText tells how a rule counts, the way offices write it in the column "Cách tính điểm".
func RuleText(r *rule.Rule) string { return phrase.Render(phrase.Vietnamese, plain(r.How())) }

// plain is a sentence with its figures as they are written on paper, without marks between thousands.
func plain(m emulation.Message) emulation.Message {
	args := make(map[string]any, len(m.Args))
	for name, x := range m.Args {
		switch x := x.(type) {
		case decimal.Decimal:
			args[name] = x.Typed()
		case []emulation.Message:
			args[name] = emulation.Map(x, plain)
		default:
			args[name] = x
		}
	}
	return emulation.Message{Key: m.Key, Args: args}
}

// Marks in front of the lines on which an exported workbook carries a set's file: blanks at the beginning of a cell do not survive, and no cell
// may begin like a formula.
const (
	DataLine = "|"
	DataMore = ">" // the line above goes on
)

// SetMark is a short mark of a set's version, printed on blank sheets so that one filled in for another version is noticed.
func SetMark(set *criteria.Set) string { return fmt.Sprintf("%x", set.Digest[:6]) }
