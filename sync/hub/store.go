package hub

import (
	"thidua/emulation"
	"thidua/sync/changeset"
	"thidua/sync/judge"
)

// Store is what the hub needs of its storage. Commit returns when the batch is on disk: what is acknowledged survives a power cut.
type Store interface {
	judge.View
	// Entries visits a log from an index on, in order.
	Entries(scope changeset.Scope, from uint64, fn func(*changeset.Entry) error) error
	// Scopes lists the logs this store holds, in order.
	Scopes() ([]changeset.Scope, error)
	// Change gives the signed bytes of an identity; nil if unknown.
	Change(id changeset.Identity) ([]byte, error)
	// Meta gives a small named value; nil if unset.
	Meta(name string) ([]byte, error)
	// Commit writes a batch and syncs it. Error Conflict "storage.log-moved", and nothing is written: a log of Upon is no longer as it was.
	Commit(b *changeset.Batch) error
	// Writable is nil, or why nothing can be taken now.
	Writable() error
	// PutChunk stores a verified chunk of an evidence file, in any order, any number of times.
	PutChunk(name changeset.BlobName, n int64, chunk, path []byte) error
	// Chunk gives a chunk and its audit path; nil if it is not here.
	Chunk(name changeset.BlobName, n int64) (chunk, path []byte, err error)
	// MissingChunks is a bitmap (bit n of byte n/8, lowest first) of the chunks not here.
	MissingChunks(name changeset.BlobName) ([]byte, error)
	// Detached gives a personal value by its commitment; nil if it is not here or was withdrawn.
	Detached(commitment emulation.Hash) (*changeset.Detached, error)
}
