package book

import (
	"bytes"
	"maps"
	"slices"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
)

// sheetLog is a sheet as one log has it.
type sheetLog struct {
	scope changeset.Scope
	sheet emulation.ID
}

// Contested visits the cells of a sheet in a unit's log that two people wrote without seeing each other. All cells are read once; from then on those that are
// written: how many questions there are is asked after every change, and a log holds the cells of years.
func (b *Book) Contested(scope changeset.Scope, sheet emulation.ID, fn func(changeset.Ref, *changeset.Record) error) error {
	at := sheetLog{scope, sheet}
	cells := b.memory.contested[at]
	if cells == nil {
		cells = map[changeset.Ref]bool{}
		err := b.Store.EachRecord(scope, record.Score.Kind, sheet, func(ref changeset.Ref, r *changeset.Record) error {
			if contested(r) {
				cells[ref] = true
			}
			return nil
		})
		if err != nil {
			return err
		}
		b.memory.contested[at] = cells
	}
	for _, ref := range slices.SortedFunc(maps.Keys(cells), func(a, b changeset.Ref) int { return bytes.Compare(a.ID[:], b.ID[:]) }) {
		r, err := b.Store.Record(ref)
		if err != nil {
			return err
		}
		if !contested(r) {
			delete(cells, ref)
			continue
		}
		if err := fn(ref, r); err != nil {
			return err
		}
	}
	return nil
}

func contested(r *changeset.Record) bool {
	return changeset.Conflict(record.Score.Input.Heads(r, changeset.Now))
}

// written remembers that a cell may be contested from here on, or not be any more.
func (m *memory) written(ref changeset.Ref) {
	if cells := m.contested[sheetLog{ref.Scope, ref.Group}]; cells != nil {
		cells[ref] = true
	}
}
