package memstore

import (
	"cmp"
	"slices"

	"thidua/sync/changeset"
)

type draft struct {
	changeset.Draft
	save uint64 // the number of its saving
}

// SaveDraft keeps cells; the same cell again replaces it.
func (db *DB) SaveDraft(drafts ...*changeset.Draft) error {
	db.mu.Lock()
	defer db.mu.Unlock()
	if err := db.open(); err != nil {
		return err
	}
	db.saves++
	for _, d := range drafts {
		db.dropDraft(d.DraftKey())
		db.drafts = append(db.drafts, draft{*d, db.saves})
	}
	slices.SortStableFunc(db.drafts, func(a, b draft) int { return cmp.Or(cmp.Compare(a.save, b.save), cmp.Compare(a.At, b.At)) })
	return nil
}

// DropDraft forgets a draft (the person took the edit back).
func (db *DB) DropDraft(key changeset.DraftKey) error {
	db.mu.Lock()
	defer db.mu.Unlock()
	if err := db.open(); err != nil {
		return err
	}
	db.dropDraft(key)
	return nil
}

func (r *Rows) dropDraft(key changeset.DraftKey) {
	r.drafts = slices.DeleteFunc(r.drafts, func(d draft) bool { return d.DraftKey() == key })
}

// Drafts lists the drafts of a scope, oldest first.
func (db *DB) Drafts(scope changeset.Scope) ([]changeset.Draft, error) {
	db.mu.RLock()
	defer db.mu.RUnlock()
	out := []changeset.Draft{}
	for _, d := range db.drafts {
		if d.Scope == scope {
			out = append(out, d.Draft)
		}
	}
	return out, nil
}
