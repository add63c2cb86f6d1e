package changeset

import (
	"thidua/emulation"
)

// Entry is one row of a scope's log: the leaf's bytes, the root after it, and the change itself where this is its first leaf.
type Entry struct {
	Scope    Scope
	Leaf     Leaf
	LeafRaw  []byte
	Root     emulation.Hash // of the log including this leaf
	Raw      []byte         // envelope of the change; nil for a further leaf
	Detached []Detached     // personal values that travel beside the change
}

// Place is what is known of an identity: where its change stands and what was last said of it.
type Place struct {
	_       struct{} `cbor:",toarray"`
	Scope   Scope
	Log     LogID
	Epoch   uint64
	Seq     uint64
	First   int64 // index of the first leaf, which carries the change, or Pending
	Last    int64 // index of the last leaf, whose verdict counts, or Pending
	Verdict Verdict
}

// ChainHead is the end of one chain: the last sequence number and identity. A zero head is an empty chain.
type ChainHead struct {
	_        struct{} `cbor:",toarray"`
	Epoch    uint64
	Seq      uint64
	Identity Identity
}

// Batch is what is written in one transaction: the signed changes, the records they change, and their places, together or not at all.
type Batch struct {
	Entries   []Entry                // new leaves, each the next of its scope
	Heads     map[Scope]LogHead      // heads of the logs after them
	Upon      map[Scope]uint64       // sizes of the logs it was judged by: where one has another by now, nothing is written ("storage.log-moved")
	Pending   []PendingChange        // own changes that have no leaf yet
	Settled   []Identity             // pending changes that now have a leaf
	Places    map[Identity]Place     // where each identity stands now
	Chains    map[ChainKey]ChainHead // ends of chains in the logs
	Own       map[Scope]ChainHead    // ends of this desk's own chains, pending changes included
	Records   map[Ref]*Record        // nil removes the row
	Detached  []Detached             // personal values by their commitment
	Forgotten []emulation.Hash       // personal values that are dropped after all others were written; they do not come back beside a leaf that is here
	Sealed    []DraftKey             // drafts that became part of Pending, in the same journal record
	Meta      map[string][]byte      // small named values: cursors, tickets, settings; nil removes
	Typed     bool                   // Meta holds what a person typed: it is on disk before the commit is reported
}

type ChainKey struct {
	Scope Scope
	Log   LogID
	Epoch uint64
}

// EpochGap is how many epochs of a key may lie empty between two that have begun. Each was a copy of a disk, or an invitation that opened nothing.
const EpochGap = 16

// EachChain visits the chains of a key in a log from an epoch on, the oldest first; false ends it.
func EachChain(chain func(ChainKey) (ChainHead, error), at ChainKey, fn func(epoch uint64, end ChainHead) (bool, error)) error {
	for empty := 0; empty <= EpochGap; at.Epoch++ {
		end, err := chain(at)
		if err != nil {
			return err
		}
		if end.Seq == 0 {
			empty++
			continue
		}
		empty = 0
		if more, err := fn(at.Epoch, end); err != nil || !more {
			return err
		}
	}
	return nil
}

// PendingChange is an own change without a leaf, in the order it was made.
type PendingChange struct {
	Change   *Signed
	Detached []Detached
}
