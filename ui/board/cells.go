package board

import (
	"thidua/emulation/criteria"
	"thidua/emulation/decimal"
	"thidua/ui/grid"
	"thidua/ui/text"
	"thidua/workspace/sheet"
)

// Cells are the cells of a line, by column.
type Cells [columnCount]grid.Cell

// write fills a line's cells from its row.
func (b *Board) write(l *Line) {
	r := l.Row
	c := &Cells{ColumnCode: {Text: r.Code()}, ColumnName: {Text: r.Name()}, ColumnMax: {Text: Limit(r.Max), Style: grid.Muted},
		ColumnDifference: {Text: b.difference(r)}}
	if r.Group != nil {
		b.writeGroup(r, c)
	} else {
		b.writeCriterion(r, c)
		b.side.Fill(r, c)
	}
	l.Cells = c[:]
}

func (b *Board) writeGroup(r *sheet.Row, c *Cells) {
	c[ColumnSelf].Text = b.Points(r.Self)
	if r.Verified != nil {
		c[ColumnVerified].Text = b.Points(*r.Verified)
	}
	if r.Final != nil {
		c[ColumnFinal].Text = b.Points(*r.Final)
	}
	for i := range c {
		c[i].Style = grid.Bold
	}
}

func (b *Board) writeCriterion(r *sheet.Row, c *Cells) {
	c[ColumnCode].Style = grid.Muted
	c[ColumnResult] = grid.Cell{Text: Result(r), Input: AsTyped(r)}
	if r.Given {
		c[ColumnSelf].Text = b.Points(r.Self)
		if r.Provision {
			c[ColumnSelf].State = grid.Provisional
		}
	}
	c[ColumnVerified], c[ColumnFinal] = b.figure(r, r.First), b.figure(r, r.Second)
	c[ColumnReason].Text = r.Reason
	c[ColumnAnswer] = b.answer(r)
	c[ColumnEvidence] = evidence(r)
}

// figure is what a review gave a criterion, marked where it does not count.
func (b *Board) figure(r *sheet.Row, v *sheet.Review) grid.Cell {
	if r.Split {
		return grid.Cell{State: grid.Warn, Note: text.T("ui.review.split")}
	}
	if v == nil {
		return grid.Cell{}
	}
	c := grid.Cell{Text: b.Points(v.Points)}
	if v.NA {
		c.Text = text.T("ui.review.na")
	}
	switch {
	case v.Earlier:
		c.Style, c.State, c.Note = grid.Muted|grid.Italic, grid.Warn, text.T("ui.review.earlier")
	case v.Foreign:
		c.Style, c.State, c.Note = grid.Muted, grid.Warn, text.T("ui.review.foreign", "code", r.Code())
	case v.NA:
		c.State = grid.OK
	case r.NA || !v.Points.Equal(r.Self):
		c.Style = grid.Bold
	}
	if r.Waits && c.State == grid.Plain {
		c.State = grid.Provisional
	}
	return c
}

// answer is what the unit said to the first review of a criterion.
func (b *Board) answer(r *sheet.Row) grid.Cell {
	e, ok := b.Reading.Explained[r.Code()]
	switch {
	case !ok:
		return grid.Cell{}
	case e.Accepts:
		return grid.Cell{Text: text.T("ui.review.accepts"), State: grid.OK}
	}
	return grid.Cell{Text: e.Text}
}

// difference is how far the points that count are from the unit's own.
func (b *Board) difference(r *sheet.Row) string {
	counts := r.Final
	if counts == nil {
		counts = r.Verified
	}
	if counts == nil || r.NA && r.Group == nil {
		return ""
	}
	return b.Signed(counts.Sub(r.Self))
}

// Signed writes a difference with its sign; none is not written.
func (b *Board) Signed(d decimal.Decimal) string {
	switch d.Sign() {
	case 0:
		return ""
	case 1:
		return "+" + b.Points(d)
	}
	return b.Points(d)
}

// Points writes a figure with the places of the sheet.
func (b *Board) Points(d decimal.Decimal) string { return points(b.Reading.Sheet, d) }

func points(sh *sheet.Sheet, d decimal.Decimal) string {
	return d.LocaliseFixed(sh.Set.Rounding.Places, text.Comma())
}

// Limit writes a maximum, which people know without trailing zeros.
func Limit(d decimal.Decimal) string { return d.Localise(text.Comma()) }

// AsTyped is what a person would type in the window's language for what is saved; what cannot be read stays as it was typed.
func AsTyped(r *sheet.Row) string {
	if text.Comma() || r.Fault != nil || len(r.Fields) == 0 {
		return r.Typed
	}
	return r.Criterion.Rule.Format(r.Fields, false)
}

// Result is what was typed for a criterion as its cell shows it: a percentage with its sign.
func Result(r *sheet.Row) string {
	if r.Fault != nil {
		return AsTyped(r)
	}
	return AsTyped(r) + r.Criterion.Rule.Sign(r.Input)
}

// evidence counts the pieces; a required one that is missing is marked.
func evidence(r *sheet.Row) grid.Cell {
	var c grid.Cell
	if r.Evidence > 0 {
		c.Text = Limit(decimal.FromInt(int64(r.Evidence)))
	}
	if LacksEvidence(r) {
		c.Text, c.State, c.Note = "0", grid.Warn, text.T("ui.sheet.evidence.required")
	}
	return c
}

// LacksEvidence says whether the criterion needs evidence and has none.
func LacksEvidence(r *sheet.Row) bool {
	return r.Criterion.Evidence == criteria.EvidenceRequired && r.Evidence == 0 && !r.NA
}
