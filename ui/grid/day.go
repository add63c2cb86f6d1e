package grid

import (
	"fyne.io/fyne/v2"

	"thidua/ui/text"
	"thidua/ui/widgets"
)

// dayMark is the small calendar at the right end of the active cell where that takes a day.
type dayMark struct {
	grid *Grid
	mark *widgets.DayMark
}

func (d *dayMark) init(g *Grid) {
	d.grid = g
	d.mark = widgets.NewDayMark(func() { d.pick() })
	d.mark.Hide()
}

// wanted says whether a day can be picked for the active cell.
func (d *dayMark) wanted() bool {
	g := d.grid
	if g.Today == nil || g.at.row < 0 || g.rows.place[g.at.row] < 0 || g.clip.preview != nil {
		return false
	}
	c := g.model.Cell(g.at.row, g.at.col)
	return c.Editable && (c.Day || g.cols.list[g.at.col].Day)
}

// place sets the mark over the right end of the active cell.
func (d *dayMark) place() {
	if !d.wanted() {
		d.mark.Hide()
		return
	}
	g, wide := d.grid, d.mark.MinSize().Width
	pos, size := g.scroll.cellRect(g.at.row, g.at.col)
	left, top := float32(0), g.measures.head // what is scrolled below the headings or the frozen columns is not seen
	if g.at.col >= g.cols.frozen {
		left = g.cols.frozenWidth()
	}
	if pos.Y < top || pos.Y+size.Height > top+g.scroll.bodyHeight() || pos.X+size.Width-wide < left {
		d.mark.Hide()
		return
	}
	d.mark.Move(pos.AddXY(size.Width-wide-1, 1))
	d.mark.Resize(fyne.NewSize(wide, size.Height-1))
	d.mark.Show()
}

// pick opens the calendar of the active cell; what is picked is handed to the model as if it was typed. It returns false where no day is taken.
func (d *dayMark) pick() bool {
	g := d.grid
	if !d.wanted() || !g.edit.begin(false) {
		return false
	}
	place, size := g.scroll.cellRect(g.at.row, g.at.col)
	widgets.PickDay(g, place, size, g.edit.text(), g.Today(), func(stored string) {
		if g.edit.open {
			g.edit.entry.SetText(text.Day(stored))
			g.Commit()
		}
	})
	return true
}
