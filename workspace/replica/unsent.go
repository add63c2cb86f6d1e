package replica

import (
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/workspace/book"
)

// unsent counts what a person wrote and what the server does not have, each thing once: a cell, from the moment it was typed until it is answered for,
// whether it is signed meanwhile or not, and every other change by itself. A cell that was typed again meanwhile is still one. What stands in an editor
// or cannot be read is not among it: see Status.Unsure.
func (w View) unsent(drafts *book.CellDrafts) (n int, err error) {
	cells := map[changeset.DraftKey]bool{}
	err = w.Store.Pending(func(p changeset.PendingChange) error {
		c := p.Change
		if c.Scope.Kind() != changeset.Unit || len(c.Operations) == 0 || c.Operations[0].Kind != record.Score.Kind {
			n++
			return nil
		}
		for _, op := range c.Operations {
			cells[changeset.DraftKey{Ref: changeset.NaturalRef(c.Scope, op.Kind, op.Key), Field: op.Field}] = true
		}
		return nil
	})
	if err != nil || drafts == nil {
		return n + len(cells), err
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
