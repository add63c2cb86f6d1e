package sim

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"time"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/sync/hub"
	"thidua/sync/identity"
	"thidua/sync/judge"
	"thidua/sync/wire"
	"thidua/workspace/replica"
)

// Lie is what a server that has its own key, and no other, tells some of the desks.
type Lie string

const (
	truth      Lie = ""
	verdict    Lie = "another verdict"
	newer      Lie = "a verdict of a judge nobody knows"
	altered    Lie = "a change with other bytes"
	swapped    Lie = "two leaves in another order"
	colleague  Lie = "somebody whom nobody invited"
	wider      Lie = "more rights than were given"
	omitted    Lie = "a log without one of its leaves"
	backdated  Lie = "a leaf of another time"
	rolledBack Lie = "a log as it was before"
	split      Lie = "a history for some, and another for others"
)

var (
	// seen are lies that a desk sees by itself as soon as it is told one.
	seen = []Lie{verdict, newer, altered, swapped, colleague, wider}
	// compared are those that make a history that could be: it shows as soon as a colleague's work comes, or roots are compared.
	compared = []Lie{omitted, backdated, rolledBack, split}
)

// liar is a server that lies to some desks, always in the same way, and signs what it shows.
type liar struct {
	*Life
	what   Lie
	tells  bool // it has begun
	to     map[*computer]bool
	target changeset.Identity // what it lies about
	second changeset.Identity // what stands behind that, of swapped leaves
	told   map[*computer]bool
	other  *server // whom those it lies to speak with instead, of rolledBack and split
}

// lie has the server begin to lie, to some of the desks but not to all of a log's readers.
func (l *Life) lie() {
	l.lies = &liar{Life: l, what: l.goes.Lies, to: map[*computer]bool{}, told: map[*computer]bool{}}
	unit := units[l.chance.IntN(len(units))]
	for _, d := range l.desks[1:] {
		if d.who.unit == unit && (len(l.lies.to) == 0 || l.one(2)) {
			l.lies.to[d] = true
		}
	}
	switch err := l.lies.begins(); {
	case errors.Is(err, errDied): // it was stopped at this very moment, or has not started yet
		l.lies = nil
		l.after(time.Hour, l.lie)
		return
	case err != nil:
		l.wrong("the server cannot begin to lie: %v", err)
	}
	l.tell("from now on the server tells %s: %s", unit, l.goes.Lies)
}

func (l *liar) begins() error {
	l.tells = true
	switch l.what {
	case rolledBack, split:
		s := l.server
		l.other = &server{Life: l.Life, disk: newDisk(s.disk.DB.Copy(l.bytes), true, l.bytes)}
		if l.what == rolledBack && l.old != nil {
			l.other.disk = newDisk(l.old.Copy(l.bytes), true, l.bytes)
		}
		return l.other.open()
	case colleague:
		key := identity.Key{Private: stranger}
		cert := identity.Certificate{Key: identity.PublicOf(stranger), Person: emulation.ID{1}, Subject: identity.Subject{Kind: emulation.SubjectUnit, ID: l.units[units[0]]},
			May: []emulation.Role{emulation.RoleLeader}}
		return l.certifies(key.LogID(), &cert)
	case wider:
		log := l.desks[1].key.LogID()
		cert, err := judge.New(judge.NewAnchor(l.root)).Certificate(l.server.disk, l.control, log, changeset.Logged)
		if err != nil {
			return err
		}
		cert.MayGrant = append(slices.Clone(cert.MayGrant), emulation.RoleOffice)
		return l.certifies(log, cert)
	}
	return nil
}

// certifies has the server itself sign a certificate and give it a leaf.
func (l *liar) certifies(log changeset.LogID, cert *identity.Certificate) error {
	cert.NotBefore = l.clock().Unix()
	cert.NotAfter = cert.NotBefore + identity.MaxValidity
	tenant := changeset.TenantOf(l.root)
	raw, err := cert.Sign(tenant, l.signs)
	if err != nil {
		return err
	}
	store := l.server.disk
	self := identity.PublicOf(l.signs).LogID()
	end, err := store.Chain(changeset.ChainKey{Scope: l.control, Log: self})
	if err != nil {
		return err
	}
	head, err := store.Log(l.control)
	if err != nil {
		return err
	}
	r, err := store.Record(record.Certificate.Ref(l.control, record.ByLog{Log: log}))
	if err != nil {
		return err
	}
	c, err := changeset.Change{Format: changeset.Format, Schema: judge.Latest, Tenant: tenant, Log: self, Scope: l.control, Previous: end.Identity, Seq: end.Seq + 1,
		Generation: head.Generation, BaseSize: head.Size, BaseRoot: head.Root(), HLC: changeset.HLC(0).Next(l.clock().UnixMilli()), Intent: "renew",
		Operations: []changeset.Operation{record.Certificate.Op(record.ByLog{Log: log}, raw, changeset.IDs(record.Certificate.Heads(r, changeset.Logged))...)}}.Sign(l.signs)
	if err != nil {
		return err
	}
	l.target = c.Identity
	if l.server.away {
		return errDied
	}
	_, _, err = l.server.hub.Take([]wire.Push{{Change: c.Raw}})
	return err
}

// hub is whom a desk speaks with.
func (l *liar) hub(d *computer) *hub.Hub {
	if l != nil && l.other != nil && l.to[d] {
		l.told[d] = true
		return l.other.hub
	}
	return d.server.hub
}

// alter is an answer as a desk gets it.
func (l *liar) alter(d *computer, request, answer []byte) ([]byte, error) {
	if l == nil || !l.tells || !l.to[d] || l.other != nil {
		return answer, nil
	}
	items := wire.NewReader(bytes.NewReader(answer), 64<<20)
	defer items.Close()
	items.Asked(wire.Pushed(request))
	items.Holds(l.wrote(d, request))
	var b bytes.Buffer
	out := wire.NewWriter(&b, nil)
	for {
		item, err := items.Next()
		if err == io.EOF {
			err = out.Close()
			return b.Bytes(), err
		}
		if err != nil {
			return nil, err
		}
		switch item := item.(type) {
		case *wire.Entry:
			leaf, err := changeset.DecodeLeaf(item.Leaf)
			if err != nil {
				return nil, err
			}
			l.choose(item.Scope, leaf)
			shown := l.shown(item.Scope, leaf)
			if shown == nil || !bytes.Equal(shown.Encode(), item.Leaf) {
				l.told[d] = true
			}
			if shown == nil {
				continue
			}
			item.Leaf = shown.Encode()
			if item.Change != nil && l.what == altered && leaf.Identity == l.target {
				item.Change = bytes.Clone(item.Change)
				item.Change[len(item.Change)/2] ^= 1
				l.told[d] = true
			}
		case *wire.Checkpoint:
			if place, err := l.server.disk.Place(l.target); err == nil && place != nil && place.Scope == item.Scope && l.what != altered {
				l.told[d] = true
			}
			if item.Note, err = l.signed(item.Scope); err != nil {
				return nil, err
			}
		}
		if _, ok := item.(*wire.State); ok {
			continue // a liar keeps from saying what would give it away
		}
		if err := out.Item(item); err != nil {
			return nil, err
		}
	}
}

// choose takes the first leaf for what is lied about that is fit for it.
func (l *liar) choose(scope changeset.Scope, leaf *changeset.Leaf) {
	switch {
	case l.target != changeset.Identity{} || leaf.Further() || scope.Kind() == changeset.Control:
	case l.what == swapped:
		next, err := l.server.disk.Entry(scope, leaf.Index+1)
		if err == nil && next != nil {
			l.target, l.second = leaf.Identity, next.Leaf.Identity
		}
	case l.what != colleague && l.what != wider:
		l.target = leaf.Identity
	}
}

// shown is a leaf as it is shown; nil if it is not.
func (l *liar) shown(scope changeset.Scope, leaf *changeset.Leaf) *changeset.Leaf {
	place, err := l.server.disk.Place(l.target)
	if err != nil || place == nil || place.Scope != scope {
		return leaf
	}
	c := *leaf
	switch at := uint64(place.First); {
	case l.what == omitted && leaf.Identity == l.target:
		return nil
	case l.what == omitted && leaf.Index > at:
		c.Index--
	case l.what == swapped && leaf.Identity == l.target:
		c.Index++
	case l.what == swapped && leaf.Identity == l.second:
		c.Index--
	case leaf.Identity != l.target:
	case l.what == backdated:
		c.Received++
	case l.what == newer:
		c.JudgeVersion = judge.Latest + 1
	case l.what == verdict && leaf.Verdict == changeset.Accepted:
		c.Verdict, c.Reason = changeset.Rejected, judge.ReasonRight
	case l.what == verdict || l.what == colleague || l.what == wider:
		c.Verdict, c.Reason = changeset.Accepted, ""
	}
	return &c
}

// signed is the server's word on a log as it shows it.
func (l *liar) signed(scope changeset.Scope) ([]byte, error) {
	var head changeset.LogHead
	err := l.server.disk.Entries(scope, 0, func(e *changeset.Entry) error {
		if leaf := l.shown(scope, &e.Leaf); leaf != nil {
			head = head.Append(leaf)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return changeset.Checkpoint{Tenant: changeset.TenantOf(l.root), Scope: scope, Generation: head.Generation, Size: head.Size, Root: head.Root()}.Sign(l.signs)
}

// Lies are all of them.
func Lies() []Lie { return slices.Concat(seen, compared) }

// about is whether a desk was told a lie.
func (l *liar) about(d *computer) bool { return l != nil && l.told[d] && l.fault != cries }

// check looks whether every alarm sounds: at a desk that was told a lie, or, where it could be true, once it and a colleague compare what
// the server signed to each. Nothing of a lie is taken in that a desk sees by itself.
func (l *liar) check() {
	for _, d := range l.desks {
		if !l.told[d] {
			continue
		}
		d.remembers()
		alarms := d.alarms()
		if slices.Contains(seen, l.what) {
			if len(alarms) == 0 {
				l.wrong("%s: no alarm sounds, though it was told %s", d.name, l.what)
			}
			for _, scope := range d.scopes() {
				head, err := d.disk.Log(scope)
				root, ok, err2 := l.server.disk.RootAt(scope, head.Size)
				if err != nil || err2 != nil || !ok || head.Root() != root {
					l.wrong("%s: took in %s", d.name, l.what)
				}
			}
			continue
		}
		for _, honest := range l.desks {
			if l.to[honest] {
				continue
			}
			for _, scope := range d.scopes() {
				if slices.Contains(honest.scopes(), scope) && differ(d, honest, scope) && !compare(d, honest, scope) {
					l.wrong("%s and %s: no alarm sounds, though the server told %s", d.name, honest.name, l.what)
				}
			}
		}
	}
}

// differ is whether two desks were shown different histories of a log.
func differ(a, b *computer, scope changeset.Scope) bool {
	x, err := a.disk.Log(scope)
	y, err2 := b.disk.Log(scope)
	if err != nil || err2 != nil {
		return false
	}
	size := min(x.Size, y.Size)
	p, _, err := a.disk.RootAt(scope, size)
	q, _, err2 := b.disk.RootAt(scope, size)
	return size > 0 && err == nil && err2 == nil && p != q
}

// compare has two people compare what the server signed to each of them, and tells whether either hears an alarm of that log, or did before.
func compare(a, b *computer, scope changeset.Scope) bool {
	sound := func(d *computer) bool { _, ok := d.alarms()[scope]; return ok }
	for _, pair := range [][2]*computer{{a, b}, {b, a}} {
		roots, err := replica.At(pair[0].desk.Workspace).Roots()
		if err != nil {
			a.wrong("%s: its roots cannot be listed: %v", pair[0].name, err)
		}
		for _, r := range roots {
			if r.Scope == scope && r.Checkpoint != "" {
				_, _ = replica.At(pair[1].desk.Workspace).CompareCheckpoint([]byte(r.Checkpoint)) // it may be ahead; the alarm is what counts
			}
		}
	}
	return sound(a) || sound(b)
}

// wrote finds the change at a place of the desk's chain by what the server has of it: the desk that asked knows it too, but may have settled it since.
// Of those that twins wrote at one place it is the one whose turn it is: an answer names leaves as they follow each other from where the request says.
func (l *liar) wrote(d *computer, request []byte) func(changeset.Scope, wire.Own) (changeset.Identity, bool) {
	self := d.desk.Workspace.Key().LogID()
	next := held(request)
	return func(scope changeset.Scope, at wire.Own) (id changeset.Identity, ok bool) {
		err := l.server.disk.Entries(scope, next[scope], func(e *changeset.Entry) error {
			if ok || e.Raw == nil {
				return nil
			}
			place, err := l.server.disk.Place(e.Leaf.Identity)
			if err == nil && place != nil && place.Log == self && place.Epoch == at.Epoch && place.Seq == at.Seq {
				id, ok, next[scope] = e.Leaf.Identity, true, e.Leaf.Index+1
			}
			return err
		})
		return id, ok && err == nil
	}
}

// held is how many leaves of each log a request says its desk has.
func held(request []byte) map[changeset.Scope]uint64 {
	sizes := map[changeset.Scope]uint64{}
	r, err := wire.ParseRequest(request)
	if err != nil {
		return sizes
	}
	items := r.Items(wire.MaxInflated)
	defer items.Close()
	if h, err := items.Next(); err == nil {
		if h, ok := h.(*wire.Header); ok {
			for _, c := range h.Cursors {
				sizes[c.Scope] = c.Size
			}
		}
	}
	return sizes
}
