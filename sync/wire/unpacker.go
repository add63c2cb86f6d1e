package wire

import (
	"encoding/binary"
	"hash/crc32"

	"thidua/sync/changeset"
)

// unpacker restores the items of packs.
type unpacker struct {
	*said
	asked  []changeset.Identity // of the changes that were pushed, which Acks answer in their order
	held   func(changeset.Scope, Own) (changeset.Identity, bool)
	pack   *Pack
	unheld bool // a place of the reader's own chain was named at which it holds nothing
	bad    bool // a column ended too early, or names what was not said
	sum    uint32
	left   int // bytes that may still be restored
}

// unpack gives the items of a pack. Errors: "wire.malformed" with what "pack", or "pack-sum" where it was not restored exactly; "wire.too-large".
func (u *unpacker) unpack(p *Pack, left *int, limit int) ([]any, error) {
	u.pack, u.sum, u.bad, u.left = p, 0, false, *left
	var items []any
	for _, tag := range p.Tags {
		item := u.item(tag)
		if u.left < 0 {
			return nil, tooLarge(limit)
		}
		if u.unheld {
			return nil, malformed("pack-own")
		}
		if u.bad {
			return nil, malformed("pack")
		}
		items = append(items, item)
	}
	if len(p.Numbers)+len(p.Times)+len(p.Tails)+len(p.Hashes) > 0 {
		return nil, malformed("pack")
	}
	if u.sum != p.Sum {
		return nil, malformed("pack-sum")
	}
	*left = u.left
	return items, nil
}

func (u *unpacker) item(tag byte) any {
	switch tag {
	case tagPush:
		raw, _, _ := u.change()
		return &Push{Change: u.restored(raw)}
	case tagLogged:
		raw, scope, id := u.change()
		return &Entry{Scope: scope, Leaf: u.leafOf(scope, id), Change: u.restored(raw)}
	case tagOwn:
		scope, n := u.scope(), u.number()
		if n >= uint64(len(u.acks))-u.own {
			u.bad = true
			return nil
		}
		u.own += n + 1
		raw := u.acks[u.own-1]
		u.leaves[scope], _ = spelled(raw)
		return &Entry{Scope: scope, Leaf: u.restored(raw)}
	case tagLeaf:
		scope := u.scope()
		var id changeset.Identity
		u.hash(id[:])
		return &Entry{Scope: scope, Leaf: u.leafOf(scope, id)}
	case tagMine:
		scope := u.scope()
		at := Own{Epoch: u.number()}
		at.Seq = u.mine[scope] + u.number() + 1
		u.mine[scope] = at.Seq
		var id changeset.Identity
		ok := false
		if u.held != nil {
			id, ok = u.held(scope, at)
		}
		if !ok {
			u.bad, u.unheld = true, true
			return nil
		}
		return &Entry{Scope: scope, Leaf: u.leafOf(scope, id)}
	case tagAck:
		n := u.number()
		if n >= uint64(len(u.asked)-min(u.answered, len(u.asked))) {
			u.bad = true
			return nil
		}
		u.answered += int(n) + 1
		raw := u.leafOf(changeset.Scope{}, u.asked[u.answered-1])
		u.acks = append(u.acks, raw)
		return &Ack{Leaf: raw}
	}
	u.bad = true
	return nil
}

// restored counts bytes that were restored.
func (u *unpacker) restored(b []byte) []byte {
	u.sum = crc32.Update(u.sum, castagnoli, b)
	u.left -= len(b)
	return b
}

func (u *unpacker) number() uint64 {
	n, w := binary.Uvarint(u.pack.Numbers)
	if w <= 0 {
		u.bad = true
		return 0
	}
	u.pack.Numbers = u.pack.Numbers[w:]
	return n
}

func (u *unpacker) time(from int64) int64 {
	n, w := binary.Varint(u.pack.Times)
	if w <= 0 {
		u.bad = true
		return 0
	}
	u.pack.Times = u.pack.Times[w:]
	return from + n
}

func (u *unpacker) hash(into []byte) { u.pack.Hashes = u.take(u.pack.Hashes, uint64(len(into)), into) }

func (u *unpacker) take(from []byte, n uint64, into []byte) []byte {
	if n > uint64(len(from)) {
		u.bad = true
		return nil
	}
	copy(into, from[:n])
	return from[n:]
}

func (u *unpacker) tail() []byte {
	n := u.number()
	if n > uint64(len(u.pack.Tails)) {
		u.bad = true
		return nil
	}
	b := u.pack.Tails[:n:n]
	u.pack.Tails = u.pack.Tails[n:]
	return b
}

func (u *unpacker) scope() (s changeset.Scope) {
	n := u.number()
	switch {
	case n > uint64(len(u.scopes)):
		u.bad = true
	case n > 0:
		return u.scopes[n-1]
	default:
		u.hash(s[:])
		u.scopes = append(u.scopes, s)
	}
	return s
}

func (u *unpacker) change() ([]byte, changeset.Scope, changeset.Identity) {
	n := u.number()
	var c *chain
	var p changeset.Parts
	switch {
	case n > uint64(len(u.chains)):
		u.bad = true
	case n > 0:
		c = u.chains[n-1]
		p = c.parts
	default:
		u.hash(p.Tenant[:])
		u.hash(p.Log[:])
		u.hash(p.Scope[:])
		p.Numbers[changeset.PartEpoch] = u.number()
		c = u.chain(&p)
	}
	if u.bad {
		return nil, changeset.Scope{}, changeset.Identity{}
	}
	differs := u.number()
	p.Previous = c.last
	if differs&differsPrevious != 0 {
		u.hash(p.Previous[:])
	}
	p.Numbers[changeset.PartSeq]++
	if differs&differsSeq != 0 {
		p.Numbers[changeset.PartSeq] = u.number()
	}
	if differs&differsBase != 0 {
		u.hash(p.BaseRoot[:])
		p.Numbers[changeset.PartGeneration], p.Numbers[changeset.PartBaseSize] = u.number(), u.number()
	}
	if differs&differsSchema != 0 {
		p.Numbers[changeset.PartSchema] = u.number()
	}
	ms := u.time(changeset.HLC(p.Numbers[changeset.PartHLC]).Milliseconds())
	p.Numbers[changeset.PartHLC] = uint64(ms)<<16 | u.number()&0xffff
	p.Tail = u.tail()
	p.Signature = make([]byte, 64)
	u.hash(p.Signature)
	raw, id := p.Join()
	c.set(&p, id)
	return raw, p.Scope, id
}

func (u *unpacker) leafOf(scope changeset.Scope, id changeset.Identity) []byte {
	before := u.leaf(scope)
	l := follows(before)
	l.Identity, l.Received = id, u.time(before.Received)
	if u.number() != 0 {
		l.Index, l.Verdict, l.ControlSize, l.JudgeVersion = u.number(), changeset.Verdict(u.number()), u.number(), u.number()
		l.Reason, l.Cause = string(u.tail()), u.tail()
	}
	u.leaves[scope] = &l
	return u.restored(l.Encode())
}
