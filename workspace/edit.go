package workspace

import (
	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/sync/changeset"
	"thidua/vietnamese"
)

// Cell is a cell of the own unit's sheet after it was saved: what it means, or why it cannot be read. Either way it is on disk.
type Cell struct {
	Code   string
	Fields emulation.Fields
	Fault  error // of a value that cannot be read; it is kept as it was typed, and never sent
}

// TypeCell saves what a person typed into the result cell of a criterion of the own unit's sheet. It is on disk when the method returns
// without an error; a value that cannot be read is saved too, and told in Cell.Fault.
func (w *Workspace) TypeCell(code, text string) (Cell, error) {
	return w.saveCell(code, func(rule criteria.Rule) (string, map[string]string, error) {
		text = vietnamese.NFC(text)
		fields, err := criteria.ParseTyped(rule, text)
		return text, fields, err
	}, false)
}

// EditCell saves the text of an editor that is still open. It survives a power cut and is never sent before it is committed.
func (w *Workspace) EditCell(code, text string) error {
	_, err := w.saveCell(code, func(rule criteria.Rule) (string, map[string]string, error) {
		return text, nil, nil
	}, true)
	return err
}

// SetCell is TypeCell for inputs given by name, as on the command line: value=98.54.
func (w *Workspace) SetCell(code string, fields map[string]string) (Cell, error) {
	return w.saveCell(code, func(rule criteria.Rule) (string, map[string]string, error) {
		return criteria.FormatTyped(rule, fields, true), fields, nil
	}, false)
}

func (w *Workspace) saveCell(code string, read func(criteria.Rule) (string, map[string]string, error), open bool) (Cell, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	s, unit, err := w.ownSheet()
	if err != nil {
		return Cell{}, err
	}
	c, ok := s.Set.ByCode(code)
	if !ok {
		return Cell{}, emulation.Errorf(emulation.NotFound, "workspace.criterion-unknown", "code", code, "set", s.Set.Name)
	}
	step, err := w.sheetStep(s, unit.ID)
	if err != nil {
		return Cell{}, err
	}
	if step != emulation.SheetDraft && step != emulation.SheetReturned {
		return Cell{}, emulation.Errorf(emulation.Forbidden, "workspace.sheet-closed", "step", emulation.Say("step."+string(step)))
	}
	cell := Cell{Code: code}
	text, fields, fault := read(c.Rule)
	if fault == nil && !open {
		var in criteria.Input
		if in, fault = criteria.ParseInput(c.Rule, fields); fault == nil {
			cell.Fields = in.Fields(c.Rule)
		}
	}
	cell.Fault = fault
	d, err := w.draftOf(s, unit, code)
	if err != nil {
		return cell, err
	}
	d.Text, d.Open, d.At, d.Value = text, open, w.nowMs(), nil
	if fault == nil && !open {
		if cell.Fields == nil {
			cell.Fields = emulation.Fields{}
		}
		d.Value = changeset.MustEncode(cell.Fields)
	}
	if err := w.store.SaveDraft(&d); err != nil {
		return cell, err
	}
	w.feed.emit(Event{Kind: Drafted, Scope: unit.Scope()})
	return cell, nil
}

// draftOf is the draft of a cell, or a new one that expects the versions on screen now. A cell two people changed is not edited over: the
// question is decided first.
func (w *Workspace) draftOf(s *Season, unit Unit, code string) (changeset.Draft, error) {
	d := changeset.Draft{Scope: unit.Scope(), Kind: "score", Key: changeset.NewKey(s.SheetID(unit.ID), code, "self"), Field: "input"}
	drafts, err := w.store.Drafts(d.Scope)
	if err != nil {
		return d, err
	}
	for i := range drafts {
		if drafts[i].DraftKey() == d.DraftKey() {
			return drafts[i], nil
		}
	}
	r, err := w.store.Record(changeset.NaturalRef(d.Scope, d.Kind, d.Key))
	if err != nil {
		return d, err
	}
	heads := r.Heads(d.Field, changeset.Now)
	if changeset.Conflict(heads) {
		return d, emulation.Errorf(emulation.Conflict, "workspace.conflict-first", "code", code)
	}
	d.Expects = changeset.IDs(heads)
	return d, nil
}

// ownSheet is the season and the unit whose sheet this desk writes.
func (w *Workspace) ownSheet() (*Season, Unit, error) {
	me, err := w.me()
	if err != nil {
		return nil, Unit{}, err
	}
	if me.Subject.Kind != emulation.SubjectUnit {
		return nil, Unit{}, emulation.Errorf(emulation.Forbidden, "workspace.no-own-sheet")
	}
	s, err := w.season()
	if err != nil {
		return nil, Unit{}, err
	}
	if s.Set == nil {
		return nil, Unit{}, emulation.Errorf(emulation.NotFound, "workspace.no-criteria")
	}
	u, err := w.unit(me.Subject.ID)
	return s, u, err
}

func (w *Workspace) sheetStep(s *Season, unit emulation.ID) (emulation.SheetStep, error) {
	r, err := w.store.Record(changeset.NaturalRef(s.Cluster.Scope(), "sheet", s.sheetKey(unit)))
	if err != nil {
		return "", err
	}
	step := emulation.SheetDraft
	_, err = lastValue(r, "step", &step)
	return step, err
}

// maxSealed is how many cells go into one change: well below 64 kB.
const maxSealed = 150

// Seal signs the committed cells of the own unit's sheet: what was typed becomes changes that can be sent. Open editors and values that
// cannot be read stay drafts. It returns how many cells were signed.
func (w *Workspace) Seal() (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.seal(maxSealed)
}

// SealEach signs each committed cell as a change of its own, as an import may ask for.
func (w *Workspace) SealEach() (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.seal(1)
}

func (w *Workspace) seal(perChange int) (int, error) {
	me, err := w.me()
	if err != nil || me.Subject.Kind != emulation.SubjectUnit {
		return 0, err
	}
	scope := changeset.NewScope(changeset.Unit, me.Subject.ID)
	drafts, err := w.store.Drafts(scope)
	if err != nil {
		return 0, err
	}
	var ops []changeset.Operation
	var keys []changeset.DraftKey
	done, size := 0, 0
	flush := func() error {
		if len(ops) == 0 {
			return nil
		}
		if _, err := w.write(scope, "score", ops, nil, keys); err != nil {
			return err
		}
		done += len(ops)
		ops, keys, size = nil, nil, 0
		return nil
	}
	for i := range drafts {
		d := &drafts[i]
		if d.Open || len(d.Value) == 0 {
			continue
		}
		same, err := w.unchanged(d)
		if err != nil {
			return done, err
		}
		if same {
			if err := w.store.DropDraft(d.DraftKey()); err != nil {
				return done, err
			}
			continue
		}
		ops = append(ops, changeset.Operation{Kind: d.Kind, Key: d.Key, Field: d.Field, Value: d.Value, Expects: d.Expects})
		keys = append(keys, d.DraftKey())
		size += len(d.Value) + 200
		if len(ops) >= perChange || size > changeset.MaxChange/2 {
			if err := flush(); err != nil {
				return done, err
			}
		}
	}
	return done, flush()
}

// unchanged reports whether a draft says what stands there anyway.
func (w *Workspace) unchanged(d *changeset.Draft) (bool, error) {
	r, err := w.store.Record(changeset.NaturalRef(d.Scope, d.Kind, d.Key))
	if err != nil {
		return false, err
	}
	heads := r.Heads(d.Field, changeset.Now)
	if len(heads) == 0 {
		return string(d.Value) == string(changeset.MustEncode(emulation.Fields{})), nil
	}
	return len(heads) == 1 && string(heads[0].Value) == string(d.Value), nil
}
