package workspace

import (
	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
)

// memory is what was computed from records and is kept until one of them changes. Only who computes a thing knows what it is.
type memory struct {
	sheets  map[emulation.ID]any // by sheet; see touched
	periods map[string]any       // by period: whoever keeps it compares what it rests on
}

func newMemory() memory { return memory{map[emulation.ID]any{}, map[string]any{}} }

// ofSheet is what was kept of a sheet; nil if nothing was, or its records changed since.
func (w *Workspace) ofSheet(sheet emulation.ID) any { return w.memory.sheets[sheet] }

// keepOfSheet keeps what was computed from a sheet's records.
func (w *Workspace) keepOfSheet(sheet emulation.ID, what any) { w.memory.sheets[sheet] = what }

// ofPeriod is what was kept of a period's sheets; nil if nothing was.
func (w *Workspace) ofPeriod(period string) any { return w.memory.periods[period] }

// keepOfPeriod keeps what was computed from a period's sheets.
func (w *Workspace) keepOfPeriod(period string, what any) { w.memory.periods[period] = what }

// touched forgets what was kept of the sheets whose records a batch writes.
func (w *Workspace) touched(b *changeset.Batch) {
	sheets := w.memory.sheets
	for ref := range b.Records {
		switch {
		case ref.Scope.Kind() == changeset.Control: // names, types, memberships, and whose keys they are
			clear(sheets)
			w.office = nil
			return
		case ref.Kind == record.Score.Kind:
			delete(sheets, ref.Group)
		case ref.Kind == record.Sheet.Kind:
			delete(sheets, ref.ID)
		case ref.Kind == record.Criteria.Kind: // a version some sheet waited for
			clear(sheets)
		}
	}
}
