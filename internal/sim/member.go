package sim

import (
	"context"
	"crypto/ed25519"
	"io"
	"slices"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/sync/identity"
	"thidua/sync/judge"
	"thidua/sync/wire"
)

// stranger is a key that nobody ever certified.
var stranger = ed25519.NewKeyFromSeed(make([]byte, ed25519.SeedSize))

// hostile is the member who has a good key and another program: what it pushes goes to the server alone, by nobody's rules.
const hostile = "cao-bang-2"

// attempt is one thing a hostile member tries.
type attempt struct {
	what  string
	tries func(m *member) (change changeset.Change, key ed25519.PrivateKey)
	fits  bool // it may be taken in: what has to hold is that it harms nobody
}

// member is the hostile one at work.
type member struct {
	*Life
	change changeset.Change // the next of its chain in the cluster's log, with nothing in it
	key    ed25519.PrivateKey
}

func (m *member) comment() []changeset.Operation {
	return []changeset.Operation{record.Comment.Make(record.SheetCriterion{Sheet: m.sheets[units[0]], Criterion: codes[0]}, "x")}
}

func (m *member) with(ops ...changeset.Operation) (changeset.Change, ed25519.PrivateKey) {
	m.change.Operations = ops
	return m.change, m.key
}

// in is the next of its chain in another log.
func (m *member) in(scope changeset.Scope) { m.change = m.next(scope, m.key) }

var attempts = []attempt{
	{what: "signs in a colleague's name", tries: func(m *member) (changeset.Change, ed25519.PrivateKey) {
		m.change = m.next(m.cluster, m.keys["son-la-1"].Private)
		return m.with(m.comment()...)
	}},
	{what: "a key nobody certified", tries: func(m *member) (changeset.Change, ed25519.PrivateKey) {
		m.change, m.key = m.next(m.cluster, stranger), stranger
		return m.with(m.comment()...)
	}},
	{what: "another unit's log", tries: func(m *member) (changeset.Change, ed25519.PrivateKey) {
		m.in(changeset.NewScope(changeset.Unit, m.units["son-la"]))
		return m.with(record.Score.Input.Op(record.SheetColumn{Sheet: m.sheets["son-la"], Criterion: codes[0], Column: record.ColumnSelf}, emulation.Fields{"value": "1"}))
	}},
	{what: "a history nobody saw", tries: func(m *member) (changeset.Change, ed25519.PrivateKey) {
		m.change.BaseRoot[0] ^= 1
		return m.with(m.comment()...)
	}},
	{what: "a history that is still to come", tries: func(m *member) (changeset.Change, ed25519.PrivateKey) {
		m.change.BaseSize += 1000
		return m.with(m.comment()...)
	}},
	{what: "another generation", tries: func(m *member) (changeset.Change, ed25519.PrivateKey) {
		m.change.Generation += 7
		return m.with(m.comment()...)
	}},
	{what: "a chain with a hole", tries: func(m *member) (changeset.Change, ed25519.PrivateKey) {
		m.change.Seq += 5
		return m.with(m.comment()...)
	}},
	{what: "another tenant", tries: func(m *member) (changeset.Change, ed25519.PrivateKey) {
		m.change.Tenant[0] ^= 1
		return m.with(m.comment()...)
	}},
	{what: "rules that are not in force", tries: func(m *member) (changeset.Change, ed25519.PrivateKey) {
		m.change.Schema = judge.Latest + 40
		return m.with(m.comment()...)
	}},
	{what: "invents a colleague", tries: func(m *member) (changeset.Change, ed25519.PrivateKey) {
		m.in(m.control)
		cert := identity.Certificate{Key: identity.PublicOf(stranger), Person: emulation.ID{1}, Subject: identity.Subject{Kind: emulation.SubjectUnit, ID: m.units["cao-bang"]},
			May: []emulation.Role{emulation.RoleLeader}, NotBefore: m.clock().Unix(), NotAfter: m.clock().Unix() + identity.MaxValidity}
		raw, err := cert.Sign(changeset.TenantOf(m.root), m.key)
		if err != nil {
			m.wrong("a certificate cannot be signed: %v", err)
		}
		return m.with(record.Certificate.Op(record.ByLog{Log: identity.PublicOf(stranger).LogID()}, raw))
	}},
	{what: "takes the season on", tries: func(m *member) (changeset.Change, ed25519.PrivateKey) {
		return m.with(record.Season.Step.Op(m.season, emulation.SeasonLocked))
	}},
	{what: "raises the judge", tries: func(m *member) (changeset.Change, ed25519.PrivateKey) {
		m.in(m.control)
		m.change.Schema = judge.Latest + 1
		return m.with(record.Judge.Op(record.ByOffice{Office: m.control.ID()}, judge.Latest+1))
	}},
	{what: "a decision over what another wrote", tries: func(m *member) (changeset.Change, ed25519.PrivateKey) {
		id := make([]byte, 32)
		return m.with(record.Decision.Op(record.ByChange{Change: id}, emulation.Decision{Accept: true, Reason: "x"}))
	}},
	{what: "the time of another century", fits: true, tries: func(m *member) (changeset.Change, ed25519.PrivateKey) {
		m.change.HLC = changeset.HLC(0).Next(4_102_444_800_000 * int64(1+m.chance.IntN(2)))
		return m.with(m.comment()...)
	}},
	{what: "a kind nobody knows", fits: true, tries: func(m *member) (changeset.Change, ed25519.PrivateKey) {
		return m.with(changeset.Op("hologram", changeset.NewKey(m.cluster.ID()), "f", 1))
	}},
}

// tries lets the hostile member do something.
func (l *Life) tries() {
	if l.server.away {
		return
	}
	if l.one(4) {
		l.garbage()
		return
	}
	key := l.keys[hostile].Private
	a := attempts[l.chance.IntN(len(attempts))]
	change, key := a.tries(&member{Life: l, change: l.next(l.cluster, key), key: key})
	signed, err := change.Sign(key)
	if err != nil {
		l.tell("%s: %s: cannot be signed: %v", hostile, a.what, err)
		return
	}
	raw := signed.Raw
	if l.one(10) { // and not even whole
		a = attempt{what: a.what + ", with another bit"}
		raw = slices.Clone(raw)
		raw[l.chance.IntN(len(raw))] ^= 1 << l.chance.IntN(8)
	}
	acks, _, err := l.server.hub.Take([]wire.Push{{Change: raw}})
	if err != nil {
		l.tell("%s: %s: %v", hostile, a.what, err)
		return
	}
	leaf := &changeset.Leaf{Verdict: changeset.Rejected, Reason: acks[0].Reason}
	if len(acks[0].Leaf) > 0 {
		if leaf, err = changeset.DecodeLeaf(acks[0].Leaf); err != nil {
			l.wrong("the server answers with what is no leaf: %v", err)
			return
		}
	}
	l.tell("%s: %s: %s %s", hostile, a.what, leaf.Verdict, leaf.Reason)
	if leaf.Verdict == changeset.Accepted && !a.fits {
		l.wrong("%s is taken in: %s", hostile, a.what)
	}
}

// garbage sends the server what is no request, or one that was tampered with.
func (l *Life) garbage() {
	raw := make([]byte, l.chance.IntN(2000))
	for i := range raw {
		raw[i] = byte(l.chance.Uint32())
	}
	if l.one(2) {
		header := &wire.Header{Nonce: raw[:min(16, len(raw))], Judge: judge.Latest, Now: l.clock().UnixMilli()}
		if request, err := wire.NewRequest(header, 0); err == nil {
			if sealed, err := request.Seal(changeset.TenantOf(l.root), l.keys[hostile].Private, raw); err == nil {
				raw = sealed
				if l.one(2) {
					raw[l.chance.IntN(len(raw))] ^= 1 << l.chance.IntN(8)
				}
			}
		}
	}
	_, err := l.server.hub.Sync(context.Background(), raw, !l.one(3), io.Discard, nil)
	l.tell("%s: %d bytes of garbage: %v", hostile, len(raw), err)
	if code := emulation.CodeOf(err); code == emulation.Internal {
		l.wrong("the server fails at garbage: %v", err)
	}
}

// next is the next change of a key's chain in a log, with nothing in it.
func (l *Life) next(scope changeset.Scope, key ed25519.PrivateKey) changeset.Change {
	log := identity.PublicOf(key).LogID()
	end, err := l.server.disk.Chain(changeset.ChainKey{Scope: scope, Log: log})
	head, err2 := l.server.disk.Log(scope)
	if err != nil || err2 != nil {
		l.wrong("the server's logs cannot be read: %v %v", err, err2)
	}
	return changeset.Change{Format: changeset.Format, Schema: judge.Latest, Tenant: changeset.TenantOf(l.root), Log: log, Scope: scope, Previous: end.Identity,
		Seq: end.Seq + 1, Generation: head.Generation, BaseSize: head.Size, BaseRoot: head.Root(), HLC: changeset.HLC(0).Next(l.clock().UnixMilli()), Intent: "x"}
}
