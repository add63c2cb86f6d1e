package book

import (
	"thidua/emulation"
	"thidua/sync/changeset"
)

// FieldEditor stands beside the field of a cell that is signed and sent, as a draft only: the text of an editor that is still open.
const FieldEditor = "input/editor"

// CellDraft is what was saved of one cell and not yet signed.
type CellDraft struct {
	Committed *changeset.Draft // what was typed and confirmed
	Editor    *changeset.Draft // text of an open editor, where it is newer
	stale     bool             // an older text of an editor stands in the store and goes with the committed draft
}

// Expects are the versions that were on screen when editing of the cell began.
func (c *CellDraft) Expects() []changeset.VersionID {
	if c.Committed != nil {
		return c.Committed.Expects
	}
	return c.Editor.Expects
}

// Sealable reports whether the draft can become part of a change: confirmed, and it can be read.
func (c *CellDraft) Sealable() bool { return c.Committed != nil && len(c.Committed.Value) > 0 }

// Spent are the drafts that go when the committed one does.
func (c *CellDraft) Spent() []changeset.DraftKey {
	keys := []changeset.DraftKey{c.Committed.DraftKey()}
	if c.stale {
		editor := *c.Committed
		editor.Field = FieldEditor
		keys = append(keys, editor.DraftKey())
	}
	return keys
}

// CellDrafts are the drafts of a scope by cell, in the order they were saved.
type CellDrafts struct {
	List []*CellDraft
	at   map[changeset.Ref]*CellDraft
}

// Of is what is drafted of a cell; nil if nothing is.
func (ds *CellDrafts) Of(d *changeset.Draft) *CellDraft { return ds.at[d.DraftKey().Ref] }

func (b *Book) Drafts(scope changeset.Scope) (*CellDrafts, error) {
	saved, err := b.Store.Drafts(scope)
	if err != nil {
		return nil, err
	}
	ds := &CellDrafts{at: make(map[changeset.Ref]*CellDraft, len(saved))}
	for i := range saved {
		d := &saved[i]
		ref := d.DraftKey().Ref
		c := ds.at[ref]
		if c == nil {
			c = new(CellDraft)
			ds.at[ref] = c
			ds.List = append(ds.List, c)
		}
		if d.Open {
			c.Editor = d
			continue
		}
		c.Committed = d
		c.stale, c.Editor = c.Editor != nil, nil // it was committed after that editor was saved
	}
	return ds, nil
}

// Unchanged reports whether a draft says what stands there anyway.
func (b *Book) Unchanged(d *changeset.Draft) (bool, error) {
	r, err := b.Store.Record(changeset.NaturalRef(d.Scope, d.Kind, d.Key))
	if err != nil {
		return false, err
	}
	heads := r.Heads(d.Field, changeset.Now)
	if len(heads) == 0 {
		return string(d.Value) == string(changeset.MustEncode(emulation.Fields{})), nil
	}
	return len(heads) == 1 && string(heads[0].Value) == string(d.Value), nil
}
