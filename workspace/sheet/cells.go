package sheet

import (
	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/workspace/book"
)

// ownCells reads the self column of the own sheet: the signed values, with drafts on top.
func (w View) ownCells(sh *Sheet) (map[string]cellState, error) {
	cells := map[string]cellState{}
	scope := sh.Unit.Scope()
	err := w.Store.EachRecord(scope, record.Score.Kind, sh.ID, func(_ changeset.Ref, r *changeset.Record) error {
		heads := record.Score.Input.Heads(r, changeset.Now)
		c, ok := sh.Set.ByCode(record.Score.Read(r.Key).Criterion)
		if !ok || len(heads) == 0 {
			return nil
		}
		last := heads[len(heads)-1]
		cell := cellState{conflict: changeset.Conflict(heads), pending: last.Leaf == changeset.Pending}
		if err := changeset.Load(last.Value, &cell.fields); err != nil {
			return err
		}
		cell.typed = c.Rule.Format(cell.fields, true)
		cells[c.Code] = cell
		return nil
	})
	if err != nil {
		return nil, err
	}
	drafts, err := w.Drafts(scope)
	if err != nil {
		return nil, err
	}
	for _, d := range drafts.List {
		if err := drafted(sh, cells, d); err != nil {
			return nil, err
		}
	}
	return cells, nil
}

// drafted puts a draft on top of the cell it belongs to.
func drafted(sh *Sheet, cells map[string]cellState, c *book.CellDraft) error {
	d := c.Editor
	if d == nil {
		d = c.Committed
	}
	key := record.Score.Read(d.Key)
	criterion, ok := sh.Set.ByCode(key.Criterion)
	if !ok || d.Kind != record.Score.Kind || key.Sheet != sh.ID {
		return nil
	}
	cell := cellState{typed: d.Text, draft: true, conflict: cells[criterion.Code].conflict}
	if len(d.Value) > 0 {
		if err := changeset.Load(d.Value, &cell.fields); err != nil {
			return err
		}
		cell.fault = record.Score.Input.Valid(cell.fields) // saved by a program that knew no bound of it: it is kept, and not sent
	} else {
		// An editor left open by a crash, or a text that could not be read when it was typed.
		in, fault := criterion.Rule.ReadTyped(d.Text)
		_, read := meaning(&criterion.Rule, in, fault)
		cell.input, cell.fields, cell.fault, cell.open = in, read.Fields, read.Fault, read.Fault == nil
	}
	cells[criterion.Code] = cell
	return nil
}

// submittedCells are the cells of a sheet as it was handed in.
func submittedCells(set *criteria.Set, t *Tally) map[string]cellState {
	cells := map[string]cellState{}
	for code, fields := range t.Submission.Inputs {
		if c, ok := set.ByCode(code); ok {
			cell := cellState{fields: fields, typed: c.Rule.Format(fields, true), pending: t.waits}
			var read bool
			if cell.input, read = t.Columns.Self.Inputs[code]; !read && len(fields) > 0 {
				_, cell.fault = c.Rule.Read(fields)
			}
			cells[code] = cell
		}
	}
	return cells
}

// addLater tells on a sheet that was handed in what its unit wrote since: a colleague's work that came late, or drafts. It does not count,
// and it is not lost: it stands in the sheet again when that is given back.
func (w View) addLater(sh *Sheet, cells map[string]cellState) error {
	now, err := w.ownCells(sh)
	if err != nil {
		return err
	}
	for code, own := range now {
		if cell := cells[code]; own.typed != cell.typed {
			cell.later, cell.draft = own.typed, own.draft
			cells[code] = cell
		}
	}
	return nil
}

// Submission is what a unit handed in for a period; false if it handed in nothing.
func (w View) Submission(s *book.Season, unit emulation.ID, period string) (book.Item[record.UnitPeriod, emulation.Submission], bool, error) {
	return book.One(w.Store, s.Cluster.Scope(), record.Sheet.Submission, s.SheetKeyOf(unit, period))
}
