package judge

import (
	"thidua/emulation"
	"thidua/sync/changeset"
)

// View is what a change is judged against: logs, chains and folded records as they stand just before its leaf. Absent things are zero
// values or nil without an error.
type View interface {
	// Scopes lists the logs that exist here, in order.
	Scopes() ([]changeset.Scope, error)
	// Log is the head of a scope's log.
	Log(scope changeset.Scope) (changeset.LogHead, error)
	// RootAt is the root of a scope's log when it had size leaves; false if it never had.
	RootAt(scope changeset.Scope, size uint64) (emulation.Hash, bool, error)
	// Chain is the end of one chain as logged.
	Chain(key changeset.ChainKey) (changeset.ChainHead, error)
	// Place is where an identity stands; nil if it is unknown.
	Place(id changeset.Identity) (*changeset.Place, error)
	// Entry is one row of a log; nil if there is none.
	Entry(scope changeset.Scope, index uint64) (*changeset.Entry, error)
	// Record is one record; nil if there is none. The caller may change what it gets.
	Record(ref changeset.Ref) (*changeset.Record, error)
	// EachRecord visits the records of one kind of one owner in order of id; a zero group visits all owners, an empty kind all kinds.
	EachRecord(scope changeset.Scope, kind string, group emulation.ID, fn func(changeset.Ref, *changeset.Record) error) error
}
