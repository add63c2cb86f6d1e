package wire

import (
	"thidua/emulation"
	"thidua/sync/changeset"
)

// Version is the version of the protocol. A server answers a newer one as well as it can; items it does not know are skipped by both sides.
//
//	1  every item as it is
//	2  packs, where the other side says that it reads them; tickets that outlive a start; checkpoints that are not said again; states of logs,
//	   signed and compared
const Version = 2

// The bits of Features.
const (
	FeaturePack  = 1 // of who reads Packs
	FeatureOwn   = 4 // of who restores the leaves of its own changes from their places in its chains, in Packs
	FeatureOffer = 8 // of who hears of releases of the programs, in Offers
	FeatureState = 2 // of who compares states: the Root of a cursor speaks of them, and States follow checkpoints
)

// Opening stands before the compressed part of a request: who asks, with which ticket, signed over ticket ‖ SHA-256(compressed part).
// The same three values authenticate the transfer of a chunk.
type Opening struct {
	Log        changeset.LogID `cbor:"1,keyasint"`
	Ticket     []byte          `cbor:"2,keyasint,omitempty"` // of the response before; without a valid one nothing is handed out but a ticket
	Signature  []byte          `cbor:"3,keyasint,omitempty"`
	Dictionary uint32          `cbor:"4,keyasint,omitempty"` // of the compression; 0 is none
	Protocol   uint64          `cbor:"5,keyasint"`
}

// Header is the first item of a request: what this desk has, and how much it wants to hear.
type Header struct {
	Nonce    []byte      `cbor:"1,keyasint"`            // 16 random bytes: two requests are never the same bytes
	Budget   uint64      `cbor:"2,keyasint,omitempty"`  // bytes of items the response should hold at most; 0 leaves it to the server
	Cursors  []Cursor    `cbor:"3,keyasint,omitempty"`  // a log the desk may read and does not name here is sent from its beginning
	Blobs    []BlobState `cbor:"4,keyasint,omitempty"`  // evidence the desk lacks
	Features uint64      `cbor:"5,keyasint,omitempty"`  // what the caller reads beside items as they are: bits such as FeaturePack
	Only     bool        `cbor:"6,keyasint,omitempty"`  // send the logs of Cursors only
	Judge    uint64      `cbor:"7,keyasint,omitempty"`  // the highest judge version the caller knows; 0 is the first, of a program before there were others
	Held     []byte      `cbor:"16,keyasint,omitempty"` // an office asks what is held back, unless it has this digest
	Told     []byte      `cbor:"17,keyasint,omitempty"` // of the Offer heard last: its digest, that it is not sent again
	Now      int64       `cbor:"8,keyasint,omitempty"`  // the caller's clock, milliseconds since 1970; 0 of a program that does not say
}

// Cursor is how far a desk has a log.
type Cursor struct {
	Scope      changeset.Scope `cbor:"1,keyasint"`
	Generation uint64          `cbor:"2,keyasint,omitempty"`
	Size       uint64          `cbor:"3,keyasint,omitempty"` // leaves held
	Offset     uint64          `cbor:"4,keyasint,omitempty"` // bytes held of the item of the next leaf, cut off before
	Digest     []byte          `cbor:"5,keyasint,omitempty"` // first 8 bytes of SHA-256 over those bytes
	OwnFrom    uint64          `cbor:"6,keyasint,omitempty"` // own changes from this sequence number on are here: send their leaves only
	Checked    uint64          `cbor:"7,keyasint,omitempty"` // size of the last checkpoint that was checked here
	Root       []byte          `cbor:"8,keyasint,omitempty"` // RootDigest or StateDigest of it: the server sends none where this is what it would say
}

// RootDigest is how a cursor names the root of a log of some leaves: its first 8 bytes; nil if there are none.
func RootDigest(size uint64, root emulation.Hash) []byte {
	if size == 0 {
		return nil
	}
	return root[:8]
}

// StateDigest is how the cursor of who compares states names root and state of a log of some leaves: the first 8 bytes of SHA-256(root ‖ state);
// nil if there are no leaves.
func StateDigest(size uint64, root, state emulation.Hash) []byte {
	if size == 0 {
		return nil
	}
	sum := emulation.Digest(root[:], state[:])
	return sum[:8]
}

// Push is one change on its way to the server, with the personal values beside it.
type Push struct {
	Change   []byte               `cbor:"1,keyasint"`
	Detached []changeset.Detached `cbor:"2,keyasint,omitempty"`
}

// Ticket is the first item of every response: the right to ask once more. It is kept until the next response.
type Ticket struct {
	Ticket []byte `cbor:"1,keyasint"`
	Until  int64  `cbor:"2,keyasint"` // milliseconds since 1970
}

// View tells a caller what it may read and how far the server has its own chains.
type View struct {
	Scopes   []changeset.Scope `cbor:"1,keyasint,omitempty"`
	Chains   []ChainEnd        `cbor:"2,keyasint,omitempty"` // for the logs where the caller holds unsent changes, or nothing yet
	Now      int64             `cbor:"3,keyasint"`           // the server's clock, milliseconds since 1970
	Judge    uint64            `cbor:"4,keyasint,omitempty"` // the highest judge version the server knows; 0 is the first
	Features uint64            `cbor:"8,keyasint,omitempty"` // what the server reads: bits such as FeaturePack
}

// ChainEnd is the last change of the caller that has a leaf in a scope.
type ChainEnd struct {
	_        struct{} `cbor:",toarray"`
	Scope    changeset.Scope
	Epoch    uint64
	Seq      uint64
	Identity changeset.Identity
}

// Ack answers one pushed change: the leaf it has now, or why it gets none. Leaf and Reason exclude each other.
type Ack struct {
	Identity changeset.Identity `cbor:"1,keyasint,omitzero"` // of a refused change (SHA-256 of bytes that are none); else it stands in the leaf
	Leaf     []byte             `cbor:"2,keyasint,omitempty"`
	Reason   string             `cbor:"3,keyasint,omitempty"` // a word of package judge: "signature", "unknown-key", "not-yours", "missing", "malformed", "base"
	From     uint64             `cbor:"4,keyasint,omitempty"` // of "missing": the first missing sequence number
	Said     []byte             `cbor:"5,keyasint,omitempty"` // of "over-quota": the server's signed word (refusal.Word), which the log proves or disproves
}

// Entry is one leaf of a log. Change is absent for a further leaf, and for a change that the caller said it holds.
type Entry struct {
	Scope    changeset.Scope      `cbor:"1,keyasint"`
	Leaf     []byte               `cbor:"2,keyasint"`
	Change   []byte               `cbor:"3,keyasint,omitempty"`
	Detached []changeset.Detached `cbor:"4,keyasint,omitempty"`

	Own *Own `cbor:"-"` // for a Pack to a caller who has FeatureOwn: where the change, which it holds, stands in its chain of this log
}

// Own is the place of a change in the chain of the caller's key in a log.
type Own struct{ Epoch, Seq uint64 }

// Rest is the end of an Entry whose beginning the caller holds: the item's bytes from Offset on.
type Rest struct {
	Scope  changeset.Scope `cbor:"1,keyasint"`
	Offset uint64          `cbor:"2,keyasint"`
	Bytes  []byte          `cbor:"3,keyasint"`
}

// Checkpoint is the server's signed word on a log, after its entries.
type Checkpoint struct {
	Scope changeset.Scope `cbor:"1,keyasint"`
	Note  []byte          `cbor:"2,keyasint"`
}

// State is the server's signed word (state.Word) on what the log of the Checkpoint before it amounts to.
type State struct {
	Signed []byte `cbor:"1,keyasint"`
}

// Offer is the release of the programs that was published at the server, as its publisher signed it: the server has no say in it.
type Offer struct {
	Signed []byte `cbor:"1,keyasint"`
}

// BlobState is a bitmap of the chunks of an evidence file that the sender of the message lacks: bit n of byte n/8, lowest first.
type BlobState struct {
	Blob    changeset.BlobName `cbor:"1,keyasint"`
	Missing []byte             `cbor:"2,keyasint,omitempty"` // no bit set: all are here
}

// Problem is what a response cannot give, and why, as the code and key of an error. A zero scope concerns the whole request.
type Problem struct {
	Scope changeset.Scope `cbor:"1,keyasint"`
	Code  emulation.Code  `cbor:"2,keyasint"`
	Key   string          `cbor:"3,keyasint"`
}

func (p *Problem) Err() *emulation.Error {
	return &emulation.Error{Code: p.Code, Message: emulation.Say(p.Key, "scope", p.Scope.String())}
}

// World is the answer to a look-up of an invitation, before the control log: what a new desk is to trust if the invitation names its key.
type World struct {
	Root       [32]byte        `cbor:"1,keyasint"` // public key
	Control    changeset.Scope `cbor:"2,keyasint"`
	Invitation []byte          `cbor:"3,keyasint"` // in its envelope
}

// End is the last item of a response. More: the budget ended before the news did; ask again.
type End struct {
	More bool `cbor:"1,keyasint,omitempty"`
}

// Chunk is one chunk of an evidence file with its audit path: the body of PUT and GET /v1/blobs/{id}/{n}.
type Chunk struct {
	_    struct{} `cbor:",toarray"`
	Path []byte
	Data []byte
}
