package sheet

import "thidua/ui/grid"

// edit is one cell of a step.
type edit struct{ code, before, after string }

// step is what one act of the person changed.
type step struct {
	op    grid.Op // 0: one cell was typed
	cells []edit
}

// content is a criterion's new text.
type content struct{ code, text string }

// texts are the cells' texts after the step, or before it.
func (s step) texts(before bool) []content {
	list := make([]content, len(s.cells))
	for i, c := range s.cells {
		list[i] = content{c.code, c.after}
		if before {
			list[i].text = c.before
		}
	}
	return list
}
