package board

import (
	"thidua/ui/grid"
	"thidua/ui/text"
	"thidua/ui/widgets"
	"thidua/workspace/sheet"
)

var (
	_ grid.Batch   = (*Board)(nil)
	_ grid.Toggler = (*Board)(nil)
)

// Cell is what stands in a cell.
func (b *Board) Cell(row, col int) grid.Cell { return b.View[row].Cells[b.places[col].Column] }

// Set takes one cell that was typed.
func (b *Board) Set(row, col int, text string) {
	b.SetMany(0, []grid.Change{{Row: row, Col: col, Text: text}})
}

// SetMany takes cells that were filled, cleared or pasted at once.
func (b *Board) SetMany(op grid.Op, changes []grid.Change) {
	var list []Change
	for _, c := range changes {
		if l := b.Line(c.Row); l != nil {
			list = append(list, Change{l, b.Column(c.Col), c.Text})
		}
	}
	b.side.Set(op, list)
}

// Toggle is the space bar on a cell.
func (b *Board) Toggle(row, col int) bool {
	l := b.Line(row)
	return l != nil && b.side.Toggle(l, b.Column(col))
}

// Rewrite writes a criterion's cells again, after something was typed or could not be saved.
func (b *Board) Rewrite(code string) {
	if l := b.Of(code); l != nil {
		b.write(l)
	}
}

// Filter shows the criteria of a filter.
func (b *Board) Filter(filter int) {
	if !b.begun {
		return
	}
	b.Grid.Commit()
	b.choose(filter)
	b.Grid.Reload()
	b.mark()
	row, _ := b.Grid.Selected()
	if l := b.Line(row); l != nil && l.Row.Group != nil {
		b.Stand(b.First(b.fits(filter)))
	}
	b.Look()
	b.Frame.Focus()
	if b.Rows() == 0 {
		b.Why.Set(widgets.OK, text.T("ui.sheet.filter.none"))
	}
}

// Offer shows a filter, or hides it.
func (b *Board) Offer(filter int, offered bool) { b.filters.buttons[filter].Hidden = !offered }

// Fitting is how many criteria belong to a filter.
func (b *Board) Fitting(filter int) int { return b.Count(b.fits(filter)) }

// Jump goes to the next criterion of a filter (direction 1), or to the one before (-1); false if there is none.
func (b *Board) Jump(direction, filter int) bool {
	b.Grid.Commit()
	row, _ := b.Grid.Selected()
	next := b.Next(row, direction, b.fits(filter))
	if next < 0 {
		return false
	}
	b.Stand(next)
	b.Frame.Focus()
	return true
}

func (b *Board) fits(filter int) func(*sheet.Row) bool {
	return func(r *sheet.Row) bool { return filter == All || b.side.Fits(filter, r) }
}

func (b *Board) choose(filter int) {
	b.filters.chosen = filter
	if filter == All {
		b.Choose(nil)
		return
	}
	b.Choose(b.fits(filter))
}

// mark shows which filter is chosen, and how many criteria each has.
func (b *Board) mark() {
	b.filters.mark(b.Fitting)
	b.tools.Refresh()
}
