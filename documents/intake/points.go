package intake

import (
	"thidua/documents/intake/book"
	"thidua/documents/intake/prose"
	"thidua/emulation"
	"thidua/emulation/decimal"
)

// readPoints reads the points of a cell. doubt is set where they are not plainly there; the figure beside it is what stands in the proposal
// until somebody decides.
func readPoints(c *book.Cell) (points *decimal.Decimal, atMost bool, doubt *emulation.Message) {
	say := func(key string, pairs ...any) *emulation.Message {
		m := emulation.Say(key, pairs...)
		return &m
	}
	switch {
	case c == nil:
		return nil, false, nil
	case c.Unsaved:
		return nil, false, say("tabular.cell-formula", "text", c.Text)
	case c.Fault:
		return nil, false, say("tabular.cell-error", "text", c.Text)
	case c.Figure != nil && c.Date:
		return nil, false, say("tabular.cell-date", "stored", c.Stored)
	case c.Figure != nil && c.Percent:
		return c.Figure, false, say("tabular.points-percent", "text", c.Figure.Typed(), "stored", c.Stored)
	case c.Figure != nil:
		return c.Figure, false, nil
	}
	return prose.Points(c.Text)
}
