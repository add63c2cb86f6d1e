package book

import (
	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
)

// memory is what was computed from records and is kept until one of them changes. Only who computes a thing knows what it is.
type memory struct {
	sheets  map[emulation.ID]*ofSheet // see Touched
	periods map[string]any            // by period: whoever keeps it compares what it rests on
	seasons map[emulation.ID]any      // by season: likewise
	waits   map[changeset.Identity][]changeset.DraftKey

	contested map[sheetLog]map[changeset.Ref]bool // cells that may be: see Contested
}

// ofSheet is what is kept of a sheet.
type ofSheet struct {
	step  emulation.SheetStep // "" if it was not read
	what  any
	cells []changeset.Ref
}

// fewCells is how many changed cells are read one by one; where there are more, the sheet is read anew.
const fewCells = 32

func newMemory() memory {
	return memory{sheets: map[emulation.ID]*ofSheet{}, periods: map[string]any{}, seasons: map[emulation.ID]any{}, contested: map[sheetLog]map[changeset.Ref]bool{}}
}

func (m *memory) sheet(id emulation.ID) *ofSheet {
	kept := m.sheets[id]
	if kept == nil {
		kept = new(ofSheet)
		m.sheets[id] = kept
	}
	return kept
}

// OfSheet is what was kept of a sheet, and which of its cells in the cluster's log were written since; nil if nothing was, or what was handed in
// changed.
func (b *Book) OfSheet(sheet emulation.ID) (what any, cells []changeset.Ref) {
	if kept := b.memory.sheets[sheet]; kept != nil {
		return kept.what, kept.cells
	}
	return nil, nil
}

// KeepOfSheet keeps what was computed from a sheet's records as they stand.
func (b *Book) KeepOfSheet(sheet emulation.ID, what any) {
	kept := b.memory.sheet(sheet)
	kept.what, kept.cells = what, nil
}

// OfPeriod is what was kept of a period's sheets; nil if nothing was.
func (b *Book) OfPeriod(period string) any { return b.memory.periods[period] }

// KeepOfPeriod keeps what was computed from a period's sheets.
func (b *Book) KeepOfPeriod(period string, what any) { b.memory.periods[period] = what }

// OfSeason is what was kept of a season; nil if nothing was.
func (b *Book) OfSeason(season emulation.ID) any { return b.memory.seasons[season] }

// KeepOfSeason keeps what was computed of a season.
func (b *Book) KeepOfSeason(season emulation.ID, what any) { b.memory.seasons[season] = what }

// KnownStep is the step of a sheet; "" if it was not read before.
func (b *Book) KnownStep(sheet emulation.ID) emulation.SheetStep {
	if kept := b.memory.sheets[sheet]; kept != nil {
		return kept.step
	}
	return ""
}

// KeepStep keeps the step of a sheet that was read.
func (b *Book) KeepStep(sheet emulation.ID, step emulation.SheetStep) {
	b.memory.sheet(sheet).step = step
}

// Waits are the own changes without a leaf, with the cells of its sheet that one writes which is of nothing else. They are read once and followed from
// then on: how much waits is asked after every key that is typed, and there may be many.
func (b *Book) Waits() (map[changeset.Identity][]changeset.DraftKey, error) {
	counts, err := b.Store.PendingIn()
	if err != nil {
		return nil, err
	}
	n := 0
	for _, count := range counts {
		n += count
	}
	if b.memory.waits != nil && len(b.memory.waits) == n {
		return b.memory.waits, nil
	}
	waits := map[changeset.Identity][]changeset.DraftKey{}
	err = b.Store.Pending(func(p changeset.PendingChange) error {
		waits[p.Change.Identity] = cellsOf(p.Change)
		return nil
	})
	if err != nil {
		return nil, err
	}
	b.memory.waits = waits
	return waits, nil
}

// cellsOf are the cells that a change writes; nil of one that is not of cells.
func cellsOf(c *changeset.Signed) []changeset.DraftKey {
	if c.Scope.Kind() != changeset.Unit || len(c.Operations) == 0 || c.Operations[0].Kind != record.Score.Kind {
		return nil
	}
	return emulation.Map(c.Operations, func(op changeset.Operation) changeset.DraftKey {
		return changeset.DraftKey{Ref: changeset.NaturalRef(c.Scope, op.Kind, op.Key), Field: op.Field}
	})
}

// Touched forgets what was kept of the sheets that a batch writes, and remembers which cells of the others it does. A batch may hold records
// of several logs: each is looked at. What waits for a leaf is followed.
func (b *Book) Touched(batch *changeset.Batch) {
	if waits := b.memory.waits; waits != nil {
		for _, p := range batch.Pending {
			waits[p.Change.Identity] = cellsOf(p.Change)
		}
		for _, id := range batch.Settled {
			delete(waits, id)
		}
	}
	sheets := b.memory.sheets
	for ref, r := range batch.Records {
		switch {
		case ref.Scope.Kind() == changeset.Control: // names, types, memberships, and whose keys they are
			clear(sheets)
			b.office = nil
		case ref.Kind == record.Score.Kind:
			b.memory.written(ref)
			kept := sheets[ref.Group]
			switch {
			case kept == nil || ref.Scope.Kind() != changeset.Cluster: // what a unit only works on, nobody keeps
			case r == nil || len(kept.cells) == fewCells: // one that is gone says no more which it was
				delete(sheets, ref.Group)
			default:
				kept.cells = append(kept.cells, ref)
			}
		case ref.Kind == record.Sheet.Kind:
			delete(sheets, ref.ID)
		case ref.Kind == record.Criteria.Kind: // a version some sheet waited for, or another in the place of one that was refused
			clear(sheets)
			clear(b.sets)
		}
	}
}

// Changed forgets what was kept of a log that may have changed.
func (b *Book) Changed(scope changeset.Scope) {
	if scope.Kind() != changeset.Unit {
		b.seen, b.moved = nil, true
	}
	if scope.Kind() == changeset.Control {
		b.Judge.Forget()
	}
}
