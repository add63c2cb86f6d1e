package storage

import (
	"thidua/storage/found"
	"thidua/sync/changeset"
)

// SaveDraft puts cells on disk before it returns; the same cell again replaces it. Many at once cost one flush for every 200.
func (db *DB) SaveDraft(drafts ...*changeset.Draft) (err error) {
	defer found.Doing("saving drafts", &err)
	if err := db.Writable(); err != nil {
		return err
	}
	if err := db.beforeSave(); err != nil {
		return err
	}
	return db.journal.SaveDrafts(drafts)
}

// DropDraft forgets a draft: the person took the edit back.
func (db *DB) DropDraft(key changeset.DraftKey) (err error) {
	defer found.Doing("dropping a draft", &err)
	if err := db.Writable(); err != nil {
		return err
	}
	if err := db.beforeSave(); err != nil {
		return err
	}
	return db.journal.DropDraft(key)
}

// beforeSave tells whoever wants to know, once, that the person's own work is going to be written.
func (db *DB) beforeSave() error {
	db.saving.Lock()
	defer db.saving.Unlock()
	if db.opts.FirstSave == nil {
		return nil
	}
	if err := db.opts.FirstSave(); err != nil {
		return err
	}
	db.opts.FirstSave = nil
	return nil
}

// Drafts lists the drafts of a scope, oldest first.
func (db *DB) Drafts(scope changeset.Scope) ([]changeset.Draft, error) {
	return db.journal.Drafts(&scope), nil
}
