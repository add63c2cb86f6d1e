package intake

import (
	"thidua/documents/intake/book"
	"thidua/documents/intake/prose"
	"thidua/emulation/rule"

	"strings"

	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/emulation/decimal"
	"thidua/emulation/scoring"
	"thidua/vietnamese"
)

// read takes the result and the points of a row.
func (f *filler) read(l *FilledLine, c *criteria.Criterion, row *book.Line) {
	i := len(f.Lines) - 1
	resultCol, selfCol := f.at.byRole[RoleResult], f.at.byRole[RoleSelf]
	result, self := f.figureAt(row, RoleResult), f.figureAt(row, RoleSelf)
	if points, _, doubt := readPoints(self); doubt != nil {
		l.Doubt = true
		f.ask(book.Ref(row.Number, selfCol), *doubt)
	} else {
		l.Self = points
	}
	if self != nil && row.Cells[selfCol] == nil {
		f.doubtLine(i, book.Ref(row.Number, selfCol), "tabular.merged-points", "text", self.Shown(), "code", c.Code)
	}
	if result == nil {
		l.Cell = book.Ref(row.Number, max(selfCol, 1))
		f.onlyPoints(i, l, c)
		return
	}
	l.Cell, l.Shown = book.Ref(row.Number, resultCol), result.Shown()
	if row.Cells[resultCol] == nil {
		f.doubtLine(i, l.Cell, "tabular.merged-over", "text", l.Shown, "code", c.Code)
	}
	switch {
	case result.Unsaved:
		f.doubtLine(i, l.Cell, "tabular.cell-formula", "text", result.Text)
		return
	case result.Fault:
		f.doubtLine(i, l.Cell, "tabular.cell-error", "text", result.Text)
		return
	case result.Date && result.Figure != nil:
		f.doubtLine(i, l.Cell, "tabular.cell-date", "stored", result.Stored)
		return
	}
	in, err := c.Rule.ReadTyped(result.Typed())
	if err == nil {
		if whole, share := ofFraction(result, in); share && !f.agrees(c, in, l.Self) {
			f.unsure[i], f.shares[i] = whole, true
			return
		}
		if ofYear(in) && !f.agrees(c, in, l.Self) {
			f.doubtLine(i, l.Cell, "tabular.month-of-year", "code", c.Code, "text", l.Shown)
			return
		}
		l.take(c, in)
		return
	}
	if words := prose.Loose(&c.Rule, result.Typed()); words != nil && emulation.KeyOf(err) != "input.ambiguous" {
		if in, bad := c.Rule.Read(words); bad == nil {
			f.unsure[i] = in
			return
		}
	}
	if scored(c) && l.Self != nil { // the result is told in words, the points are what counts
		f.onlyPoints(i, l, c)
		return
	}
	if prose.Refers(prose.Fold(vietnamese.OneLine(result.Text)).Text) {
		f.doubtLine(i, l.Cell, "tabular.reference", "code", c.Code, "text", l.Shown)
		return
	}
	f.doubtLine(i, l.Cell, "tabular.value-unread", "code", c.Code, "sentence", err)
}

// figureAt is the cell of a role in a row, or the one that is merged over it from a row above.
func (f *filler) figureAt(row *book.Line, role Role) *book.Cell {
	col := f.at.byRole[role]
	if c := row.Cells[col]; c != nil || col == 0 {
		return c
	}
	c, _ := row.Above(f.at.Grid, col)
	return c
}

// alone reports whether the input is the only one near it that gives these points, or the least that gives full ones: what lies beyond the limits
// of a rule explains nothing, for there any figure gives the same.
func (f *filler) alone(c *criteria.Criterion, in rule.Input, points decimal.Decimal) bool {
	others, told := near(in)
	for _, other := range others {
		if !f.agrees(c, other, &points) {
			return true
		}
	}
	return !told // no figure is in it
}

// odd doubts an input that cannot be as it stands: more than the whole, something of nothing.
func (f *filler) odd(i int, l *FilledLine, c *criteria.Criterion) bool {
	m, odd := c.Odd(l.Input)
	if odd {
		f.doubtLine(i, l.Cell, "tabular.value-unread", "code", c.Code, "sentence", m)
	}
	return odd
}

// take is what was read of a line.
func (l *FilledLine) take(c *criteria.Criterion, in rule.Input) {
	l.Input, l.Fields = in, c.Rule.Fields(in)
}

// ofFraction is the percentage that a figure of at most 1 may stand for where a ratio in percent is asked for: 0.9854 for 98.54; there is none
// where it was written as a percentage.
func ofFraction(result *book.Cell, in rule.Input) (rule.Input, bool) {
	rate, ok := in.Answer.(*rule.Rate)
	if !ok || result.Percent || strings.ContainsAny(result.Text, "%％") || rate.Value == nil || rate.Value.Sign() <= 0 || rate.Value.Cmp(one) > 0 {
		return in, false
	}
	whole := rate.Value.Mul(hundred)
	return rule.Input{Answer: &rule.Rate{Value: &whole}}, true
}

// ofYear reports whether a ratio may as well be a month of a year (12/2024) or a school year (2023/2024).
func ofYear(in rule.Input) bool {
	rate, ok := in.Answer.(*rule.Rate)
	if !ok || rate.Num == nil || rate.Den == nil || !rate.Num.IsInt() || !rate.Den.IsInt() || rate.Den.Cmp(firstYear) < 0 || rate.Den.Cmp(lastYear) > 0 {
		return false
	}
	before := rate.Den.Sub(*rate.Num)
	return rate.Num.Sign() > 0 && rate.Num.Cmp(decimal.FromInt(12)) <= 0 || before.Equal(one)
}

// The years that a whole number may be.
var firstYear, lastYear = decimal.FromInt(1950), decimal.FromInt(2100)

// scored reports whether the answer to a criterion is the points themselves.
func scored(c *criteria.Criterion) bool {
	_, manual := c.Rule.Parameters.(*rule.Manual)
	return manual
}

// agrees reports whether what was read of a line gives the points that stand beside it.
func (f *filler) agrees(c *criteria.Criterion, in rule.Input, self *decimal.Decimal) bool {
	if self == nil {
		return false
	}
	unit := criteria.UnitInputs{Inputs: map[string]rule.Input{c.Code: in}}
	line, ok := scoring.ScoreUnit(f.set, &unit, nil).Criterion(c.Code)
	return ok && line.Points.Equal(*self)
}

// onlyPoints reads a row that has points and no figure: they are the input of a criterion that people score; elsewhere they may tell which of a few
// answers was meant, and a person confirms it.
func (f *filler) onlyPoints(i int, l *FilledLine, c *criteria.Criterion) {
	if l.Self == nil {
		return
	}
	if l.Shown == "" {
		l.Shown = l.Self.Typed()
	}
	if scored(c) {
		points := *l.Self
		if factor := c.Factor(); !factor.Equal(one) {
			points = decimal.QuoRound(points, factor, 9, decimal.HalfUp)
		}
		in, err := c.Rule.ReadTyped(points.Typed())
		if err != nil {
			f.doubtLine(i, l.Cell, "tabular.value-unread", "code", c.Code, "sentence", err)
			return
		}
		l.take(c, in)
		return
	}
	if in, ok := answerFor(c, *l.Self); ok {
		l.take(c, in)
		f.doubtLine(i, l.Cell, "tabular.from-points", "code", c.Code, "points", *l.Self, "read", c.Rule.Format(l.Fields, true))
		return
	}
	f.doubtLine(i, l.Cell, "tabular.no-figure", "code", c.Code, "points", *l.Self)
}

// answerFor is the one answer that gives these points, for kinds with a few answers; there may be none, or several.
func answerFor(c *criteria.Criterion, points decimal.Decimal) (in rule.Input, ok bool) {
	yes := !points.IsZero()
	switch r := c.Rule.Parameters.(type) {
	case *rule.Pass:
		return rule.Input{Answer: &rule.YesNo{Yes: yes}}, !yes != points.Equal(c.Full())
	case *rule.Event:
		return rule.Input{Answer: &rule.YesNo{Yes: yes}}, !yes != points.Equal(r.Points.Mul(c.Factor()))
	case *rule.Choice:
		var ids []string
		for _, o := range r.Options {
			if o.Points.Mul(c.Factor()).Equal(points) {
				ids = append(ids, o.ID)
			}
		}
		if len(ids) == 1 {
			return rule.Input{Answer: &rule.Chosen{ID: ids[0]}}, true
		}
	}
	return in, false
}
