package book

import (
	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
)

// memory is what was computed from records and is kept until one of them changes. Only who computes a thing knows what it is.
type memory struct {
	sheets  map[emulation.ID]any // by sheet; see Touched
	periods map[string]any       // by period: whoever keeps it compares what it rests on
}

func newMemory() memory { return memory{map[emulation.ID]any{}, map[string]any{}} }

// OfSheet is what was kept of a sheet; nil if nothing was, or its records changed since.
func (b *Book) OfSheet(sheet emulation.ID) any { return b.memory.sheets[sheet] }

// KeepOfSheet keeps what was computed from a sheet's records.
func (b *Book) KeepOfSheet(sheet emulation.ID, what any) { b.memory.sheets[sheet] = what }

// OfPeriod is what was kept of a period's sheets; nil if nothing was.
func (b *Book) OfPeriod(period string) any { return b.memory.periods[period] }

// KeepOfPeriod keeps what was computed from a period's sheets.
func (b *Book) KeepOfPeriod(period string, what any) { b.memory.periods[period] = what }

// KnownStep is the step of a sheet of the season in use, if it was read before.
func (b *Book) KnownStep(s *Season, sheet emulation.ID) (emulation.SheetStep, bool) {
	if b.seen == nil || b.seen.season != s {
		return "", false
	}
	step, ok := b.seen.steps[sheet]
	return step, ok
}

// KeepStep keeps the step of a sheet that was read.
func (b *Book) KeepStep(s *Season, sheet emulation.ID, step emulation.SheetStep) {
	if b.seen != nil && b.seen.season == s {
		b.seen.steps[sheet] = step
	}
}

// Touched forgets what was kept of the sheets whose records a batch writes.
func (b *Book) Touched(batch *changeset.Batch) {
	sheets := b.memory.sheets
	for ref := range batch.Records {
		switch {
		case ref.Scope.Kind() == changeset.Control: // names, types, memberships, and whose keys they are
			clear(sheets)
			b.office = nil
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

// Changed forgets what was kept of a log that may have changed.
func (b *Book) Changed(scope changeset.Scope) {
	if scope.Kind() != changeset.Unit {
		b.seen = nil
	}
	if scope.Kind() == changeset.Control {
		b.Judge.Forget()
	}
}
