package wire

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"slices"

	"thidua/sync/changeset"
)

// packer makes packs of items.
type packer struct {
	*said
	pack   Pack
	plain  int               // bytes the pack restores to
	acked  map[string]uint64 // leaves of Acks by their bytes, from 1 on
	pushed int               // Acks so far
}

func newPacker() *packer { return &packer{said: newSaid(), acked: map[string]uint64{}} }

// add takes an item in; false if it has to travel as it is.
func (p *packer) add(item any) bool {
	switch item := item.(type) {
	case *Push:
		return p.push(item)
	case *Ack:
		return p.ack(item)
	case *Entry:
		return p.entry(item)
	}
	return false
}

// take gives the pack, and begins the next one.
func (p *packer) take() *Pack {
	pack := p.pack
	p.pack, p.plain = Pack{}, 0
	return &pack
}

func (p *packer) number(n uint64)     { p.pack.Numbers = binary.AppendUvarint(p.pack.Numbers, n) }
func (p *packer) time(from, to int64) { p.pack.Times = binary.AppendVarint(p.pack.Times, to-from) }
func (p *packer) hash(b []byte)       { p.pack.Hashes = append(p.pack.Hashes, b...) }

func (p *packer) tail(b []byte) {
	p.number(uint64(len(b)))
	p.pack.Tails = append(p.pack.Tails, b...)
}

func (p *packer) tag(tag byte, restored ...[]byte) {
	p.pack.Tags = append(p.pack.Tags, tag)
	for _, b := range restored {
		p.pack.Sum = crc32.Update(p.pack.Sum, castagnoli, b)
		p.plain += len(b)
	}
}

func (p *packer) push(item *Push) bool {
	if len(item.Detached) > 0 || len(item.Change) > packBytes {
		return false
	}
	parts, id, ok := changeset.SplitChange(item.Change)
	if ok {
		p.tag(tagPush, item.Change)
		p.change(parts, id)
	}
	return ok
}

func (p *packer) ack(item *Ack) bool {
	p.pushed++
	leaf, ok := spelled(item.Leaf)
	if !ok || !item.Identity.IsZero() || item.Reason != "" || item.From != 0 || len(item.Said) > 0 {
		return false
	}
	p.tag(tagAck, item.Leaf)
	p.number(uint64(p.pushed - p.answered - 1))
	p.answered = p.pushed
	p.leafOf(changeset.Scope{}, leaf)
	p.acks = append(p.acks, item.Leaf)
	p.acked[string(item.Leaf)] = uint64(len(p.acks))
	return true
}

func (p *packer) entry(item *Entry) bool {
	if len(item.Detached) > 0 || len(item.Change) > packBytes {
		return false
	}
	leaf, ok := spelled(item.Leaf)
	if !ok {
		return false
	}
	if item.Change != nil {
		parts, id, ok := changeset.SplitChange(item.Change)
		if !ok || id != leaf.Identity || parts.Scope != item.Scope || leaf.Further() {
			return false
		}
		p.tag(tagLogged, item.Leaf, item.Change)
		p.change(parts, id)
		p.leafOf(item.Scope, leaf)
		return true
	}
	if n := p.acked[string(item.Leaf)]; n > p.own {
		p.tag(tagOwn, item.Leaf)
		p.scope(item.Scope)
		p.number(n - p.own - 1)
		p.own = n
		p.leaves[item.Scope] = leaf
		return true
	}
	if item.Own != nil && !leaf.Further() {
		p.tag(tagMine, item.Leaf)
		p.scope(item.Scope)
		p.number(item.Own.Epoch)
		p.number(item.Own.Seq - p.mine[item.Scope] - 1)
		p.mine[item.Scope] = item.Own.Seq
		p.leafOf(item.Scope, leaf)
		return true
	}
	p.tag(tagLeaf, item.Leaf)
	p.scope(item.Scope)
	p.hash(leaf.Identity[:])
	p.leafOf(item.Scope, leaf)
	return true
}

// spelled reads a leaf that is restored by its values.
func spelled(raw []byte) (*changeset.Leaf, bool) {
	leaf, err := changeset.DecodeLeaf(raw)
	return leaf, err == nil && bytes.Equal(leaf.Encode(), raw)
}

// scope says which log is meant.
func (p *packer) scope(s changeset.Scope) {
	n := slices.Index(p.scopes, s) + 1
	p.number(uint64(n))
	if n == 0 {
		p.hash(s[:])
		p.scopes = append(p.scopes, s)
	}
}

// change says a change: which chain, and what does not follow from the one before in it.
func (p *packer) change(parts *changeset.Parts, id changeset.Identity) {
	n := p.named[keyOf(parts)]
	p.number(n)
	var c *chain
	if n > 0 {
		c = p.chains[n-1]
	} else {
		p.hash(parts.Tenant[:])
		p.hash(parts.Log[:])
		p.hash(parts.Scope[:])
		p.number(parts.Numbers[changeset.PartEpoch])
		c = p.chain(parts)
	}
	before := &c.parts
	differs := c.differs(parts)
	p.number(differs)
	if differs&differsPrevious != 0 {
		p.hash(parts.Previous[:])
	}
	if differs&differsSeq != 0 {
		p.number(parts.Numbers[changeset.PartSeq])
	}
	if differs&differsBase != 0 {
		p.hash(parts.BaseRoot[:])
		p.number(parts.Numbers[changeset.PartGeneration])
		p.number(parts.Numbers[changeset.PartBaseSize])
	}
	if differs&differsSchema != 0 {
		p.number(parts.Numbers[changeset.PartSchema])
	}
	hlc := changeset.HLC(parts.Numbers[changeset.PartHLC])
	p.time(changeset.HLC(before.Numbers[changeset.PartHLC]).Milliseconds(), hlc.Milliseconds())
	p.number(uint64(hlc) & 0xffff)
	p.tail(parts.Tail)
	p.hash(parts.Signature)
	c.set(parts, id)
}

// leafOf says a leaf of a log but for its identity.
func (p *packer) leafOf(scope changeset.Scope, l *changeset.Leaf) {
	before := p.leaf(scope)
	next := follows(before)
	next.Received, next.Identity = l.Received, l.Identity
	p.time(before.Received, l.Received)
	if bytes.Equal(next.Encode(), l.Encode()) {
		p.number(0)
	} else {
		p.number(1)
		for _, n := range []uint64{l.Index, uint64(l.Verdict), l.ControlSize, l.JudgeVersion} {
			p.number(n)
		}
		p.tail([]byte(l.Reason))
		p.tail(l.Cause)
	}
	p.leaves[scope] = l
}
