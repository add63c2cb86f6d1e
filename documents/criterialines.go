package documents

import (
	"fmt"
	"strings"

	"thidua/emulation/criteria"
	"thidua/emulation/decimal"
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

func groupLines(lines []CriteriaLine, g *criteria.Group) []CriteriaLine {
	head := CriteriaLine{Group: g, Code: g.Code, Name: g.Name, Max: groupMax(g)}
	lines = append(lines, head)
	for _, c := range g.Criteria {
		lines = append(lines, criterionLine(c))
	}
	for _, sub := range g.Groups {
		lines = groupLines(lines, sub)
	}
	return lines
}

// groupMax is what is printed beside a group: the cap or the maximum it states, else the sum where its points are summed.
func groupMax(g *criteria.Group) *decimal.Decimal {
	switch {
	case g.Cap != nil:
		return g.Cap
	case g.Max != nil:
		return g.Max
	case g.Aggregate != criteria.Sum:
		return nil
	}
	var sum decimal.Decimal
	for _, c := range g.Criteria {
		if c.Bonus != criteria.Outside || g.Bonus == criteria.Outside {
			sum = sum.Add(c.Full())
		}
	}
	for _, sub := range g.Groups {
		if sub.Bonus == criteria.Outside && g.Bonus != criteria.Outside {
			continue
		}
		m := groupMax(sub)
		if m == nil {
			return nil
		}
		sum = sum.Add(*m)
	}
	return &sum
}

func criterionLine(c *criteria.Criterion) CriteriaLine {
	max := c.Max
	l := CriteriaLine{Criterion: c, Code: c.Code, Name: c.Name, Max: &max, How: RuleText(c.Rule)}
	if c.Note != "" {
		l.Name += "\n(" + c.Note + ")"
	}
	if !c.Weight.Equal(decimal.FromInt(1)) {
		l.Weight = c.Weight.String()
	}
	switch c.Evidence {
	case criteria.EvidenceRequired:
		l.Evidence = say("criteria.evidence-required")
	case criteria.EvidenceOptional:
		l.Evidence = say("criteria.evidence-optional")
	}
	if c.Scorer != criteria.SelfScored {
		l.Scorer = c.Scorer
	}
	return l
}

// RuleText tells how a rule counts, the way offices write it in the column "Cách tính điểm".
func RuleText(r criteria.Rule) string {
	args := []any{"max", figure(r.M)}
	rule := func(key string, more ...any) string { return say("rule."+key, append(more, args...)...) }
	switch r.Kind {
	case criteria.Manual:
		return rule("manual", "step", figure(r.Step))
	case criteria.Choice:
		return rule("choice", "items", options(r.Options))
	case criteria.Checklist:
		return rule("checklist", "items", options(r.Options))
	case criteria.Target:
		if r.Target == nil {
			return rule("target-own")
		}
		return rule("target", "target", figure(*r.Target))
	case criteria.TargetLeader:
		if r.Target == nil {
			return rule("target-leader-own")
		}
		return rule("target-leader", "target", figure(*r.Target))
	case criteria.Bands:
		return bandsText(r)
	case criteria.Step:
		key := "step-short"
		if r.Lower {
			key = "step-over"
		}
		return rule(key, "from", figure(r.From), "unit", figure(r.Unit), "per", figure(r.Per))
	case criteria.Count:
		return rule("count", "each", figure(r.Each))
	case criteria.Tiers:
		if r.TakeBest {
			return rule("tiers-best", "items", options(r.Options))
		}
		return rule("tiers-sum", "items", options(r.Options))
	case criteria.Deduct:
		if r.Floor.IsZero() {
			return rule("deduct", "each", figure(r.Each))
		}
		return rule("deduct-floor", "each", figure(r.Each), "floor", figure(r.Floor))
	case criteria.DeductTable:
		return tableText(r)
	case criteria.Event:
		return rule("event", "points", figure(r.Points))
	case criteria.Late:
		if r.Grace.IsZero() {
			return rule("late", "per_day", figure(r.PerDay))
		}
		return rule("late-grace", "per_day", figure(r.PerDay), "grace", figure(r.Grace))
	case criteria.Base:
		return rule("base", "start", figure(r.Start), "items", options(r.Options), "low", figure(r.Low), "high", figure(r.High))
	case criteria.PlusMinus:
		return rule("plus-minus", "plus", figure(r.Plus), "minus", figure(r.Minus), "low", figure(r.Low), "high", figure(r.High))
	case criteria.Linear:
		return rule("linear", "factor", figure(r.Factor), "divisor", figure(r.Divisor), "offset", figure(r.Offset))
	case criteria.Rank:
		return rankText(r)
	case criteria.Improve:
		return rule("improve", "each", figure(r.Each))
	case criteria.Formula:
		if r.Expr != nil {
			return rule("formula", "expr", r.Expr.Text)
		}
	}
	return rule(string(r.Kind)) // pass, percent, best
}

// figure is a figure as it is written on paper.
func figure(d decimal.Decimal) string { return strings.Replace(d.String(), ".", ",", 1) }

func options(list []criteria.Option) string {
	var items []string
	for _, o := range list {
		items = append(items, say("rule.item", "label", o.Label, "points", figure(o.Points)))
	}
	return strings.Join(items, "; ")
}

func bandsText(r criteria.Rule) string {
	var items []string
	for _, b := range r.Bands {
		if b.AtLeast != nil {
			items = append(items, say("rule.at-least", "bound", figure(*b.AtLeast), "points", figure(b.Points)))
		} else {
			items = append(items, say("rule.at-most", "bound", figure(*b.AtMost), "points", figure(b.Points)))
		}
	}
	return strings.Join(append(items, say("rule.otherwise", "points", figure(r.Otherwise))), "; ")
}

func tableText(r criteria.Rule) string {
	var items []string
	for i, p := range r.Table {
		items = append(items, say("rule.table-row", "n", i+1, "points", figure(p)))
	}
	if r.Beyond == nil {
		items = append(items, say("rule.table-all", "n", len(r.Table)+1))
	} else {
		items = append(items, say("rule.table-beyond", "n", len(r.Table)+1, "points", figure(*r.Beyond)))
	}
	return strings.Join(items, "; ")
}

func rankText(r criteria.Rule) string {
	var items []string
	for i, p := range r.Places {
		items = append(items, say("rule.place", "n", i+1, "points", figure(p)))
	}
	key := "rule.rank-shared"
	if r.Average {
		key = "rule.rank-average"
	}
	better := "rule.rank-higher"
	if r.Lower {
		better = "rule.rank-lower"
	}
	return say(key, "better", say(better), "items", strings.Join(items, "; "), "rest", figure(r.Rest))
}

// Marks in front of the lines on which an exported workbook carries a set's file: blanks at the beginning of a cell do not survive, and no cell
// may begin like a formula.
const (
	DataLine = "|"
	DataMore = ">" // the line above goes on
)

// SetMark is a short mark of a set's version, printed on blank sheets so that one filled in for another version is noticed.
func SetMark(set *criteria.Set) string { return fmt.Sprintf("%x", set.Digest[:6]) }
