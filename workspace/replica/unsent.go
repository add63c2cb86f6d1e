package replica

import (
	"thidua/sync/changeset"
	"thidua/workspace/book"
)

// unsent counts what a person wrote and what the server does not have, each thing once: a cell, from the moment it was typed until it is answered for,
// whether it is signed meanwhile or not, and every other change by itself. A cell that was typed again meanwhile is still one. What stands in an editor
// or cannot be read is not among it: see Status.Unsure.
func (w View) unsent(drafts *book.CellDrafts) (n int, err error) {
	waits, err := w.Waits()
	if err != nil {
		return 0, err
	}
	cells := map[changeset.DraftKey]bool{}
	for _, of := range waits {
		if of == nil {
			n++
		}
		for _, cell := range of {
			cells[cell] = true
		}
	}
	if drafts == nil {
		return n + len(cells), nil
	}
	for _, d := range drafts.List {
		if !d.Sealable() {
			continue
		}
		same, err := w.Unchanged(d.Committed)
		if err != nil {
			return 0, err
		}
		if !same {
			cells[d.Committed.DraftKey()] = true
		}
	}
	return n + len(cells), nil
}
