package changeset

import (
	"golang.org/x/mod/sumdb/tlog"

	"thidua/emulation"
)

// Verdict is what the judge made of a change.
type Verdict uint8

// The four verdicts.
const (
	Accepted      Verdict = 1
	NeedsDecision Verdict = 2
	Quarantined   Verdict = 3
	Rejected      Verdict = 4
)

func (v Verdict) String() string {
	switch v {
	case Accepted:
		return "accepted"
	case NeedsDecision:
		return "needs-decision"
	case Quarantined:
		return "quarantined"
	case Rejected:
		return "rejected"
	}
	return "unknown"
}

// Leaf is the place of a change in its scope's log, with the verdict on it. A later leaf for the same identity (with its cause) replaces
// the verdict; leaves themselves are never altered.
type Leaf struct {
	_            struct{} `cbor:",toarray"`
	Index        uint64
	Received     int64 // milliseconds since 1970 by the server's clock, never less than the leaf before
	Identity     Identity
	Verdict      Verdict
	Reason       string // a word of the judge; empty when accepted
	Cause        []byte // identity of the change that caused a further leaf; empty for a first leaf
	ControlSize  uint64 // size of the control log when judged, never decreasing
	JudgeVersion uint64
}

// Further reports whether the leaf judges an identity again.
func (l *Leaf) Further() bool { return len(l.Cause) > 0 }

// CauseIdentity is the identity of the change that caused a further leaf, or zero.
func (l *Leaf) CauseIdentity() Identity {
	if len(l.Cause) != len(Identity{}) {
		return Identity{}
	}
	return Identity(l.Cause)
}

// DecodeLeaf reads a leaf strictly.
func DecodeLeaf(raw []byte) (*Leaf, error) {
	l := new(Leaf)
	if err := UnmarshalStrict(raw, l); err != nil {
		return nil, err
	}
	if l.Verdict < Accepted || l.Verdict > Rejected || (len(l.Cause) != 0 && len(l.Cause) != len(Identity{})) {
		return nil, malformed("leaf")
	}
	return l, nil
}

// LogHead is the state of a scope's log: an RFC 6962 Merkle tree of leaves, kept as its right frontier.
type LogHead struct {
	_           struct{} `cbor:",toarray"`
	Generation  uint64
	Size        uint64
	Frontier    []emulation.Hash // roots of the complete subtrees, largest first: one per set bit of Size
	Received    int64            // time of the last leaf
	ControlSize uint64           // control size of the last leaf
}

// Append adds a leaf and gives the head after it. It does not change the receiver.
func (h LogHead) Append(l *Leaf) LogHead { return h.AppendRaw(l, l.Encode()) }

// AppendRaw is Append for a leaf whose bytes are at hand.
func (h LogHead) AppendRaw(l *Leaf, raw []byte) LogHead {
	frontier := make([]emulation.Hash, len(h.Frontier), len(h.Frontier)+1)
	copy(frontier, h.Frontier)
	node := tlog.RecordHash(raw)
	for n := h.Size; n&1 == 1; n >>= 1 {
		node = tlog.NodeHash(tlog.Hash(frontier[len(frontier)-1]), node)
		frontier = frontier[:len(frontier)-1]
	}
	return LogHead{Generation: h.Generation, Size: h.Size + 1, Frontier: append(frontier, emulation.Hash(node)),
		Received: l.Received, ControlSize: l.ControlSize}
}

// Extend is AppendRaw for whoever stores an entry: it has to be the next, and to come with the root of the log after it. Errors: Internal
// "storage.log-order", Corrupt "storage.log-root".
func (h LogHead) Extend(e *Entry) (LogHead, error) {
	if e.Leaf.Index != h.Size {
		return h, emulation.Errorf(emulation.Internal, "storage.log-order", "scope", e.Scope.String(), "index", e.Leaf.Index, "size", h.Size)
	}
	if after := h.AppendRaw(&e.Leaf, e.LeafRaw); after.Root() == e.Root {
		return after, nil
	}
	return h, emulation.Errorf(emulation.Corrupt, "storage.log-root", "scope", e.Scope.String(), "index", e.Leaf.Index)
}

// Root is the Merkle root (RFC 6962 §2.1) over all leaves; zero for an empty log.
func (h LogHead) Root() emulation.Hash {
	if len(h.Frontier) == 0 {
		return emulation.Hash{}
	}
	node := tlog.Hash(h.Frontier[len(h.Frontier)-1])
	for i := len(h.Frontier) - 2; i >= 0; i-- {
		node = tlog.NodeHash(tlog.Hash(h.Frontier[i]), node)
	}
	return emulation.Hash(node)
}
