package grid

import "thidua/ui/bridge"

// List is a Table on screen that is only looked at.
type List struct {
	*Table
	Grid *Grid
}

// NewList makes an empty list.
func NewList(host bridge.Host, columns ...Column) *List {
	l := &List{Table: NewTable(nil, columns...)}
	l.Grid = New(l.Table)
	l.Grid.Later, l.Grid.Still = host.Later, true
	return l
}

// Show shows a reading.
func (l *List) Show(rows ...TableRow) {
	l.Table.Show(rows...)
	l.Grid.Reload()
}
