package conference

import (
	"slices"

	"thidua/ui/bridge"
	"thidua/ui/screen"
	"thidua/ui/text"
)

// countCell is one figure of a count that was typed.
type countCell struct {
	key           string
	col           int
	before, after string
}

// before is what a cell held before it was typed into: an open editor is drafted under way.
func (c *count) before(key string, col int) string {
	if d := c.drafted; d != nil && d.key == key && d.col == col {
		return d.before
	}
	return c.typed[key][col]
}

// remember lets figures that were typed be taken back, as long as the same count is being entered.
func (c *count) remember(name string, cells []countCell) {
	code, round := c.vote.Code, c.round
	way := func(again bool) func(done func(left, why string)) {
		return func(done func(left, why string)) {
			switch {
			case !c.entering() || c.vote == nil || c.vote.Code != code || c.round != round:
				done("", text.T("ui.conference.count.gone"))
			case !c.swap(cells, again):
				done("", text.T("ui.undo.changed"))
			default:
				done("", "")
			}
		}
	}
	c.screen.Undo.Did(bridge.Step{Name: name, Back: way(false), Again: way(true), Show: func() { c.screen.Turn(tabVotes) },
		Tell: func(r bridge.Report, said string) { c.screen.Tell(screen.UndoState(r), said) }})
}

// swap puts back what cells held before, or again after, and says whether they held the other.
func (c *count) swap(cells []countCell, again bool) bool {
	c.grid.Commit()
	stands := !slices.ContainsFunc(cells, func(x countCell) bool {
		if again {
			return c.typed[x.key][x.col] != x.before
		}
		return c.typed[x.key][x.col] != x.after
	})
	if !stands {
		return false
	}
	for _, x := range cells {
		to := x.before
		if again {
			to = x.after
		}
		if row := slices.Index(c.rowKeys(), x.key); row >= 0 {
			c.take(row, x.col, to)
			c.grid.Select(row, x.col)
		}
	}
	c.look()
	return true
}

// rowKeys are the keys of the rows, from the top.
func (c *count) rowKeys() []string {
	keys := make([]string, c.Rows())
	for row := range keys {
		keys[row] = c.Key(row)
	}
	return keys
}
