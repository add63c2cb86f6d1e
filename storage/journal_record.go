package storage

import (
	"thidua/emulation"
	"thidua/sync/changeset"
)

// journalRecord is the payload of one journal frame, deterministic CBOR. Everything in it is saved together or not at all.
type journalRecord struct {
	Number   uint64               `cbor:"1,keyasint"` // one more than the record before: a missing one is seen
	Drafts   []changeset.Draft    `cbor:"2,keyasint,omitempty"`
	Dropped  []draftName          `cbor:"3,keyasint,omitempty"` // drafts taken back or sealed
	Changes  []journalChange      `cbor:"4,keyasint,omitempty"` // own changes
	Own      []ownEnd             `cbor:"5,keyasint,omitempty"` // ends of the own chains after them
	Released []changeset.Identity `cbor:"6,keyasint,omitempty"` // own changes that have a leaf, on disk
	Meta     []metaValue          `cbor:"7,keyasint,omitempty"` // small named values of the same batch
	Commit   uint64               `cbor:"8,keyasint,omitempty"` // number of the Badger commit of the same batch
	Derived  []derivedRecord      `cbor:"9,keyasint,omitempty"` // records of the same batch that are more than versions of its operations
}

type journalChange struct {
	_        struct{} `cbor:",toarray"`
	Tenant   changeset.Tenant
	Identity changeset.Identity
	Raw      []byte
	Detached []changeset.Detached
}

// draftName is a changeset.DraftKey as bytes.
type draftName struct {
	_     struct{} `cbor:",toarray"`
	Scope changeset.Scope
	Kind  string
	Group emulation.ID
	ID    emulation.ID
	Field string
}

// derivedRecord is a record that the fold of a change wrote beside those its operations name.
type derivedRecord struct {
	_     struct{} `cbor:",toarray"`
	Scope changeset.Scope
	Kind  string
	Group emulation.ID
	ID    emulation.ID
	Row   []byte // as changeset.EncodeRecord writes it
}

type ownEnd struct {
	_     struct{} `cbor:",toarray"`
	Scope changeset.Scope
	Head  changeset.ChainHead
}

type metaValue struct {
	_       struct{} `cbor:",toarray"`
	Name    string
	Value   []byte
	Removed bool
}

func nameOf(k changeset.DraftKey) draftName {
	return draftName{Scope: k.Ref.Scope, Kind: k.Ref.Kind, Group: k.Ref.Group, ID: k.Ref.ID, Field: k.Field}
}

func (n draftName) key() changeset.DraftKey {
	return changeset.DraftKey{Ref: changeset.Ref{Scope: n.Scope, Kind: n.Kind, Group: n.Group, ID: n.ID}, Field: n.Field}
}

// decodeJournal reads a payload strictly.
func decodeJournal(payload []byte) (*journalRecord, error) {
	r := new(journalRecord)
	if err := changeset.Unmarshal(payload, r); err != nil {
		return nil, err
	}
	return r, nil
}

// later reports whether chain end a is behind b: a higher epoch, or the same with more changes.
func later(a, b changeset.ChainHead) bool {
	return b.Epoch > a.Epoch || b.Epoch == a.Epoch && b.Seq > a.Seq
}
