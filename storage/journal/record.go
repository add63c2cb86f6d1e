package journal

import (
	"thidua/emulation"
	"thidua/sync/changeset"
)

// record is the payload of one frame, deterministic CBOR. Everything in it is saved together or not at all.
type record struct {
	Number   uint64               `cbor:"1,keyasint"` // one more than the record before: a missing one is seen
	Drafts   []changeset.Draft    `cbor:"2,keyasint,omitempty"`
	Dropped  []draftName          `cbor:"3,keyasint,omitempty"`  // drafts taken back or sealed
	Changes  []Kept               `cbor:"4,keyasint,omitempty"`  // own changes
	Own      []OwnEnd             `cbor:"5,keyasint,omitempty"`  // ends of the own chains after them
	Released []changeset.Identity `cbor:"6,keyasint,omitempty"`  // own changes that are let go
	Meta     []meta               `cbor:"7,keyasint,omitempty"`  // small named values of the same batch
	Commit   uint64               `cbor:"8,keyasint,omitempty"`  // number of the commit of the same batch
	Derived  []Derived            `cbor:"9,keyasint,omitempty"`  // records of the same batch that are more than versions of its operations
	Rows     []byte               `cbor:"10,keyasint,omitempty"` // on a server: what the commit wrote
	Standing uint64               `cbor:"11,keyasint,omitempty"` // one more than the drafts that stand after it, so that lost ones are counted; 0: not said
}

// Kept is an own change as the journal keeps it.
type Kept struct {
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

// Derived is a record that the fold of a change wrote beside those its operations name.
type Derived struct {
	_     struct{} `cbor:",toarray"`
	Scope changeset.Scope
	Kind  string
	Group emulation.ID
	ID    emulation.ID
	Row   []byte // as changeset.EncodeRecord writes it
}

// OwnEnd is the end of this desk's chain in a scope.
type OwnEnd struct {
	_     struct{} `cbor:",toarray"`
	Scope changeset.Scope
	Head  changeset.ChainHead
}

type meta struct {
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

// decode reads a payload strictly.
func decode(payload []byte) (*record, error) {
	r := new(record)
	if err := changeset.Unmarshal(payload, r); err != nil {
		return nil, err
	}
	return r, nil
}

// Later reports whether chain end a is behind b: a higher epoch, or the same with more changes.
func Later(a, b changeset.ChainHead) bool {
	return b.Epoch > a.Epoch || b.Epoch == a.Epoch && b.Seq > a.Seq
}

// names is a record of whose changes the signed bytes are passed over: a start does not keep them, and there may be a hundred thousand.
type names struct {
	record
	Changes []keptName `cbor:"4,keyasint,omitempty"`
}

// keptName is a Kept of which only the identity is wanted.
type keptName struct{ Identity changeset.Identity }

// UnmarshalCBOR takes the identity, which stands at the same place in all. One that does not end with an empty list of detached values is
// read whole.
func (n *keptName) UnmarshalCBOR(b []byte) error {
	const id, raw = 1 + 1 + 16 + 2, 1 + 1 + 16 + 2 + 32 // where they begin: array of 4, tenant, identity, signed bytes
	if len(b) > raw+1 && b[0] == 0x84 && b[1] == 0x50 && b[id-2] == 0x58 && b[id-1] == 32 && b[raw]>>5 == 2 && b[len(b)-1] == 0x80 {
		n.Identity = changeset.Identity(b[id:raw])
		return nil
	}
	k := new(Kept)
	err := changeset.Load(b, k)
	n.Identity = k.Identity
	return err
}

// decodeNames is decode, with no more of the own changes than their identities.
func decodeNames(payload []byte) (*record, error) {
	r := new(names)
	if err := changeset.Unmarshal(payload, r); err != nil {
		return nil, err
	}
	r.record.Changes = make([]Kept, len(r.Changes))
	for i := range r.Changes {
		r.record.Changes[i].Identity = r.Changes[i].Identity
	}
	return &r.record, nil
}
