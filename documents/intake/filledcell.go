package intake

import (
	"strings"

	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/emulation/decimal"
	"thidua/emulation/scoring"
)

// read takes the result and the points of a row.
func (f *filler) read(l *FilledLine, c *criteria.Criterion, row *line) {
	i := len(f.f.Lines) - 1
	resultCol, selfCol := f.at.byRole[RoleResult], f.at.byRole[RoleSelf]
	result, self := row.cells[resultCol], row.cells[selfCol]
	if points, _, doubt := readPoints(self); doubt != nil {
		f.doubtLine(i, ref(row.number, selfCol), doubt.Key, flat(doubt.Args)...)
	} else {
		l.Self = points
	}
	if result == nil {
		l.Cell = ref(row.number, max(selfCol, 1))
		f.onlyPoints(i, l, c)
		return
	}
	l.Cell, l.Shown = ref(row.number, resultCol), result.shown()
	switch {
	case result.fault:
		f.doubtLine(i, l.Cell, "tabular.cell-error", "text", result.text)
		return
	case result.date && result.figure != nil:
		f.doubtLine(i, l.Cell, "tabular.cell-date", "stored", result.stored)
		return
	}
	fields, err := criteria.ParseTyped(c.Rule, result.typed())
	if err == nil {
		l.Fields = fields
		if whole := ofFraction(c, result, fields); whole != nil && !f.agrees(c, fields, l.Self) {
			l.Fields, f.unsure[i], f.shares[i] = nil, whole, true
		}
		return
	}
	if words := looseFields(c.Rule, result.typed()); words != nil && emulation.KeyOf(err) != "input.ambiguous" {
		if _, bad := criteria.ParseInput(c.Rule, words); bad == nil {
			f.unsure[i] = words
			return
		}
	}
	if c.Rule.Kind == criteria.Manual && l.Self != nil { // the result is told in words, the points are what counts
		f.onlyPoints(i, l, c)
		return
	}
	f.doubtLine(i, l.Cell, "tabular.value-unread", "code", c.Code, "sentence", err)
}

// ofFraction is the percentage that a figure of at most 1 may stand for where a ratio in percent is asked for: 0.9854 for 98.54; nil where it was
// written as a percentage.
func ofFraction(c *criteria.Criterion, result *cell, fields map[string]string) map[string]string {
	if c.Rule.Kind != criteria.Percent || result.percent || strings.ContainsAny(result.text, "%％") || fields["value"] == "" {
		return nil
	}
	d, err := decimal.Parse(fields["value"])
	if err != nil || d.Sign() <= 0 || d.Cmp(one) > 0 {
		return nil
	}
	return map[string]string{"value": d.Mul(hundred).String()}
}

// agrees reports whether what was read of a line gives the points that stand beside it.
func (f *filler) agrees(c *criteria.Criterion, fields map[string]string, self *decimal.Decimal) bool {
	in, err := criteria.ParseInput(c.Rule, fields)
	if err != nil || self == nil {
		return false
	}
	unit := criteria.UnitInputs{Inputs: map[string]criteria.Input{c.Code: in}}
	line, ok := scoring.ScoreUnit(f.set, &unit, nil).Criterion(c.Code)
	return ok && line.Points.Equal(*self)
}

// shown is what a person sees in the cell, with the stored figure where that is another.
func (c *cell) shown() string {
	if c.figure == nil {
		return oneLine(c.text)
	}
	text := commaFigure(*c.figure)
	if c.percent {
		text += " %"
	}
	if c.stored != c.figure.String() {
		text += " (" + c.stored + ")"
	}
	return text
}

// onlyPoints reads a row that has points and no figure: they are the input of a criterion that people score; elsewhere they may tell which of a few
// answers was meant, and a person confirms it.
func (f *filler) onlyPoints(i int, l *FilledLine, c *criteria.Criterion) {
	if l.Self == nil {
		return
	}
	if l.Shown == "" {
		l.Shown = commaFigure(*l.Self)
	}
	if c.Rule.Kind == criteria.Manual {
		points := *l.Self
		if factor := c.Factor(); !factor.Equal(one) {
			points = decimal.QuoRound(points, factor, 9, decimal.HalfUp)
		}
		fields, err := criteria.ParseTyped(c.Rule, commaFigure(points))
		if err != nil {
			f.doubtLine(i, l.Cell, "tabular.value-unread", "code", c.Code, "sentence", err)
			return
		}
		l.Fields = fields
		return
	}
	if fields := answerFor(c, *l.Self); fields != nil {
		l.Fields = fields
		f.doubtLine(i, l.Cell, "tabular.from-points", "code", c.Code, "points", *l.Self, "read", criteria.FormatTyped(c.Rule, fields, true))
		return
	}
	f.doubtLine(i, l.Cell, "tabular.no-figure", "code", c.Code, "points", *l.Self)
}

// answerFor is the one answer that gives these points, for kinds with a few answers; nil where there is none or several.
func answerFor(c *criteria.Criterion, points decimal.Decimal) map[string]string {
	r := c.Rule
	switch r.Kind {
	case criteria.Pass:
		if points.IsZero() != points.Equal(c.Full()) {
			return map[string]string{"pass": yesNo(!points.IsZero())}
		}
	case criteria.Event:
		if points.IsZero() != points.Equal(r.Points.Mul(c.Factor())) {
			return map[string]string{"happened": yesNo(!points.IsZero())}
		}
	case criteria.Choice:
		var ids []string
		for _, o := range r.Options {
			if o.Points.Mul(c.Factor()).Equal(points) {
				ids = append(ids, o.ID)
			}
		}
		if len(ids) == 1 {
			return map[string]string{"choice": strings.Join(ids, "")}
		}
	}
	return nil
}

func yesNo(b bool) string {
	if b {
		return "true"
	}
	return "false"
}
