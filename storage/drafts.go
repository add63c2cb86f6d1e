package storage

import "thidua/sync/changeset"

// SaveDraft puts cells on disk before it returns; the same cell again replaces it. Many at once cost one flush for every 200.
func (db *DB) SaveDraft(drafts ...*changeset.Draft) error {
	if err := db.Writable(); err != nil {
		return err
	}
	return db.journal.SaveDrafts(drafts)
}

// DropDraft forgets a draft: the person took the edit back.
func (db *DB) DropDraft(key changeset.DraftKey) error {
	if err := db.Writable(); err != nil {
		return err
	}
	return db.journal.DropDraft(key)
}

// Drafts lists the drafts of a scope, oldest first.
func (db *DB) Drafts(scope changeset.Scope) ([]changeset.Draft, error) {
	return db.journal.Drafts(&scope), nil
}
