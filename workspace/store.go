package workspace

import (
	"io"

	"thidua/emulation"
	"thidua/sync/changeset"
	"thidua/sync/judge"
)

// Store is what the workspace needs of local storage. Every method's errors carry a code: Corrupt when stored bytes are not what was
// written, Full when the disk has no room, Unavailable when the folder cannot be used now.
type Store interface {
	judge.View
	// Scopes lists the logs this store holds, in order.
	Scopes() ([]changeset.Scope, error)
	// Entries visits a log from an index on, in order.
	Entries(scope changeset.Scope, from uint64, fn func(*changeset.Entry) error) error
	// Pending visits the own changes without a leaf, in the order they were made.
	Pending(fn func(changeset.PendingChange) error) error
	// Own is the end of this desk's own chain in a scope, pending changes included.
	Own(scope changeset.Scope) (changeset.ChainHead, error)
	// Change gives the signed bytes of an identity, logged or pending; nil if unknown.
	Change(id changeset.Identity) ([]byte, error)
	// Detached gives a personal value by its commitment; nil if it is not here or was withdrawn.
	Detached(commitment emulation.Hash) (*changeset.Detached, error)
	// Meta gives a small named value; nil if unset.
	Meta(name string) ([]byte, error)
	// Commit writes a batch: own changes are on disk in the journal before it returns.
	Commit(b *changeset.Batch) error
	// SaveDraft puts cells on disk before it returns; the same cell again replaces it.
	SaveDraft(drafts ...*changeset.Draft) error
	// DropDraft forgets a draft (the person took the edit back).
	DropDraft(key changeset.DraftKey) error
	// Drafts lists the drafts of a scope, oldest first.
	Drafts(scope changeset.Scope) ([]changeset.Draft, error)
	// Writable is nil, or why nothing can be saved now (code Full: free space below the floor).
	Writable() error
	// PutBlob stores an evidence file and gives its name; the bytes are on disk before it returns.
	PutBlob(r io.Reader) (changeset.BlobName, error)
	// OpenBlob opens an evidence file; its hash is checked while it is read, before the last byte is handed out.
	OpenBlob(name changeset.BlobName) (io.ReadCloser, error)
}
