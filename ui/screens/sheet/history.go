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

// history is what can be undone and done again. Undoing is a new edit like any other; nothing that was saved is taken back from the disk.
type history struct{ done, undone []step }

func (h *history) did(s step) {
	if len(s.cells) > 0 {
		h.done = append(h.done, s)
		h.undone = nil
	}
}

func (h *history) back() (step, bool)  { return move(&h.done, &h.undone) }
func (h *history) again() (step, bool) { return move(&h.undone, &h.done) }

func move(from, to *[]step) (step, bool) {
	n := len(*from)
	if n == 0 {
		return step{}, false
	}
	s := (*from)[n-1]
	*from = (*from)[:n-1]
	*to = append(*to, s)
	return s, true
}
