package wire

import (
	"thidua/sync/changeset"
)

// A Pack carries many Pushes, Entries and Acks in columns, without the bytes that both ends have or can compute: identities, previous
// identities, logs and scopes said before, places that follow one another. Columns keep what does not compress (signatures, hashes) away
// from what does. What a stream said so far is all it builds on, so the two ends cannot hold different things; a sum over the restored bytes
// tells, before anything is made of them, whether a pack was restored exactly. docs/format.md describes the bytes.
type Pack struct {
	Tags    []byte `cbor:"1,keyasint"`           // one each
	Numbers []byte `cbor:"2,keyasint,omitempty"` // uvarints
	Times   []byte `cbor:"3,keyasint,omitempty"` // varints: milliseconds since the one before
	Tails   []byte `cbor:"4,keyasint,omitempty"`
	Hashes  []byte `cbor:"5,keyasint,omitempty"` // ids, hashes and signatures
	Sum     uint32 `cbor:"6,keyasint"`           // CRC32C of the restored leaves and changes
}

// Tags.
const (
	tagPush   = 0 // a change
	tagLogged = 1 // a change and its leaf
	tagOwn    = 2 // the leaf of an Ack before, in the log
	tagLeaf   = 3 // a leaf whose change does not travel
	tagAck    = 4 // the leaf of the next pushed change
	tagMine   = 5 // the leaf of a change of the reader's own key, which has it
)

// packBytes is how much one pack restores to, about: what a cut may cost, before compression.
const packBytes = 42 << 10

// chain is what a stream said last of the changes of one key in one log.
type chain struct {
	parts changeset.Parts // of the last one, without tail and signature
	last  changeset.Identity
}

type chainKey struct {
	tenant changeset.Tenant
	log    changeset.LogID
	scope  changeset.Scope
	epoch  uint64
}

func keyOf(p *changeset.Parts) chainKey {
	return chainKey{p.Tenant, p.Log, p.Scope, p.Numbers[changeset.PartEpoch]}
}

// said is what a stream said so far. Writer and reader keep the same.
type said struct {
	chains   []*chain
	named    map[chainKey]uint64 // number of a chain, from 1 on
	scopes   []changeset.Scope
	leaves   map[changeset.Scope]*changeset.Leaf // the last of each log; of Acks that of the zero scope
	acks     [][]byte                            // leaves of Acks
	own      uint64                              // which of them stood in a log last, from 1 on
	mine     map[changeset.Scope]uint64          // sequence number of the reader's own change that stood in a log last
	answered int                                 // pushed changes up to the last Ack that stood in a pack
}

func newSaid() *said {
	return &said{named: map[chainKey]uint64{}, leaves: map[changeset.Scope]*changeset.Leaf{}, mine: map[changeset.Scope]uint64{}}
}

func (s *said) leaf(scope changeset.Scope) *changeset.Leaf {
	if l := s.leaves[scope]; l != nil {
		return l
	}
	return &changeset.Leaf{Index: ^uint64(0), Verdict: changeset.Accepted} // the first one follows it at 0
}

// follows is the leaf that needs no words: the next place, all else as before.
func follows(before *changeset.Leaf) changeset.Leaf {
	return changeset.Leaf{Index: before.Index + 1, Received: before.Received, Verdict: changeset.Accepted, ControlSize: before.ControlSize, JudgeVersion: before.JudgeVersion}
}

func (s *said) chain(p *changeset.Parts) *chain {
	c := new(chain)
	s.chains = append(s.chains, c)
	s.named[keyOf(p)] = uint64(len(s.chains))
	return c
}

func (c *chain) set(p *changeset.Parts, id changeset.Identity) {
	c.parts, c.last = *p, id
	c.parts.Tail, c.parts.Signature = nil, nil
}

// What of a change does not follow from the one before in its chain.
const (
	differsPrevious = 1 << iota
	differsSeq
	differsBase
	differsSchema
)

func (c *chain) differs(p *changeset.Parts) (bits uint64) {
	before := &c.parts
	if p.Previous != c.last {
		bits |= differsPrevious
	}
	if p.Numbers[changeset.PartSeq] != before.Numbers[changeset.PartSeq]+1 {
		bits |= differsSeq
	}
	if p.BaseRoot != before.BaseRoot || p.Numbers[changeset.PartGeneration] != before.Numbers[changeset.PartGeneration] ||
		p.Numbers[changeset.PartBaseSize] != before.Numbers[changeset.PartBaseSize] {
		bits |= differsBase
	}
	if p.Numbers[changeset.PartSchema] != before.Numbers[changeset.PartSchema] {
		bits |= differsSchema
	}
	return bits
}
