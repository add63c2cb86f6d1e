// Package book says what the control log and the clusters' logs say: who somebody is, which units and clusters there are, how a season stands.
// A Book is read-only and knows no lock; whoever opened it sees to it that its records stay as they are while it is read. The same functions
// read what stands now (Now, drafts and pending changes included) and what stood at a point in the past (Past), from a store or from maps.
//
// What is read at length stops when nobody waits for it any more: not every function takes a context, of which a hundred would hand it on and
// one would ask it, but the source is bound to one (Until), for a book by whoever holds its lock.
//
// The rooms of the year (season, sheet, review, …) are functions of a book. It must not know them, nor how anything is written.
package book

import (
	"context"
	"io"

	"thidua/emulation"
	"thidua/sync/changeset"
	"thidua/sync/judge"
)

// Source is what a book is read from. Every method's errors carry a code: Corrupt when stored bytes are not what was written, Unavailable
// when the folder cannot be used now.
type Source interface {
	judge.View
	// Entries visits a log from an index on, in order.
	Entries(scope changeset.Scope, from uint64, fn func(*changeset.Entry) error) error
	// Pending visits the own changes without a leaf, in the order they were made.
	Pending(fn func(changeset.PendingChange) error) error
	// PendingIn counts them, by log.
	PendingIn() (map[changeset.Scope]int, error)
	// Own is the end of this desk's own chain in a scope, pending changes included.
	Own(scope changeset.Scope) (changeset.ChainHead, error)
	// Change gives the signed bytes of an identity, logged or pending; nil if unknown.
	Change(id changeset.Identity) ([]byte, error)
	// Detached gives a personal value by its commitment; nil if it is not here or was withdrawn.
	Detached(commitment emulation.Hash) (*changeset.Detached, error)
	// Meta gives a small named value; nil if unset.
	Meta(name string) ([]byte, error)
	// Drafts lists the drafts of a scope, oldest first.
	Drafts(scope changeset.Scope) ([]changeset.Draft, error)
	// OpenBlob opens an evidence file; its hash is checked while it is read, before the last byte is handed out.
	OpenBlob(name changeset.BlobName) (io.ReadCloser, error)
	// Chunk gives a chunk of one and its audit path; nil if it is not here.
	Chunk(name changeset.BlobName, n int64) (chunk, path []byte, err error)
	// MissingChunks is a bitmap (bit n of byte n/8, lowest first) of the chunks that are not here.
	MissingChunks(name changeset.BlobName) ([]byte, error)
}

// Book is what the logs of an office say to one reader.
type Book struct {
	Directory
	from   *bound // the Directory's Store
	sets   map[criteriaKey]readCriteria
	seen   *Season // the season to work in as it was read, until control or cluster log changes: typing a cell asks for it
	memory memory
	chosen SeasonName // the season to work in, until the program ends
	worked SeasonName // the season that was worked in since somebody sat down
	moved  bool       // a log that may say of another season was written since
}

// New opens a book of an office's logs.
func New(from Source, j *judge.Judge, control changeset.Scope, reader Reader) *Book {
	store := &bound{from, context.Background()}
	return &Book{Directory: Directory{reader, store, j, control, nil}, from: store, sets: map[criteriaKey]readCriteria{}, memory: newMemory()}
}
