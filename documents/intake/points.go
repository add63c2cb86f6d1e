package intake

import (
	"thidua/documents/intake/book"

	"errors"
	"regexp"
	"strings"

	"thidua/emulation"
	"thidua/emulation/decimal"
	"thidua/vietnamese"
)

var (
	pointsWord = regexp.MustCompile(` *(?:diem|d)\.?$`)
	oneFigure  = regexp.MustCompile(`[-−+]?\d+(?:[.,]\d+)*`)
	mostWord   = regexp.MustCompile(`^(?:toi da|khong qua|den|max)\b`)
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
	case c.Fault:
		return nil, false, say("tabular.cell-error", "text", c.Text)
	case c.Figure != nil && c.Date:
		return nil, false, say("tabular.cell-date", "stored", c.Stored)
	case c.Figure != nil && c.Percent:
		return c.Figure, false, say("tabular.points-percent", "text", c.Figure.Typed(), "stored", c.Stored)
	case c.Figure != nil:
		return c.Figure, false, nil
	}
	f := fold(strings.TrimSpace(c.Text))
	if at := pointsWord.FindStringIndex(f.text); at != nil {
		f = fold(f.written(0, at[0]))
	}
	text := strings.Trim(string(f.runs), " ().")
	text = strings.TrimPrefix(text, "+")
	plain, err := vietnamese.ParseNumber(text)
	var two *vietnamese.AmbiguousNumber
	if errors.As(err, &two) {
		d, err := decimal.Parse(two.Decimal)
		if err != nil {
			return nil, false, say("tabular.points-unread", "text", vietnamese.OneLine(c.Text))
		}
		return &d, false, say("tabular.points-ambiguous", "text", text, "decimal", d, "thousands", decimal.MustParse(two.Thousands))
	}
	if err == nil {
		d, err := decimal.Parse(plain)
		if err != nil || strings.Contains(text, "%") {
			return nil, false, say("tabular.points-unread", "text", vietnamese.OneLine(c.Text))
		}
		return &d, false, nil
	}
	found := oneFigure.FindAllString(text, -1)
	if len(found) != 1 {
		return nil, false, say("tabular.points-unread", "text", vietnamese.OneLine(c.Text))
	}
	d, ok := figure(strings.TrimPrefix(found[0], "+"))
	if !ok {
		return nil, false, say("tabular.points-unread", "text", vietnamese.OneLine(c.Text))
	}
	if mostWord.MatchString(vietnamese.Fold(text)) {
		return &d, true, nil
	}
	return &d, false, say("tabular.points-words", "text", vietnamese.OneLine(c.Text), "points", d)
}
