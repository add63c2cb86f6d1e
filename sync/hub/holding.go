package hub

import (
	"bytes"
	"cmp"
	"maps"
	"slices"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/ahead"
	"thidua/sync/changeset"
	"thidua/sync/judge"
	"thidua/sync/refusal"
	"thidua/sync/wire"
)

// What a revoked key sends beyond its last good change, and what goes beyond a quota, gets no leaf. So that nothing vanishes it is held back for
// the office, which alone may take it in (record.Admission): the oldest of each key, within bounds.

// heldBytes bounds what is held of one key, beside emulation.MostHeld.
const heldBytes = 1 << 20

// heldPlace is what is held of a key, and what found no room: so that who sends that again is neither counted nor written down again. What goes
// beyond emulation.MostHeld is not counted any more.
type heldPlace struct {
	wire.HeldPlace
	Left []emulation.ID `cbor:"4,keyasint,omitempty"` // short identities
}

// heldName is the meta value that lists the keys of which something is held; behind it with the key's log id, what; behind that with an identity,
// the change.
const heldName = "hub/held"

func heldKey(log changeset.LogID) string { return heldName + "/" + log.String() }

func heldChange(log changeset.LogID, id changeset.Identity) string {
	return heldKey(log) + "/" + id.String()
}

// holding is what is held, by key.
func (h *Hub) holding() (map[changeset.LogID]*heldPlace, error) {
	h.lock.holding.Lock()
	defer h.lock.holding.Unlock()
	if h.held != nil {
		return h.held, nil
	}
	var logs []changeset.LogID
	if err := h.loadMeta(heldName, &logs); err != nil {
		return nil, err
	}
	held := map[changeset.LogID]*heldPlace{}
	for _, log := range logs {
		p := &heldPlace{HeldPlace: wire.HeldPlace{Log: log}}
		if err := h.loadMeta(heldKey(log), p); err != nil {
			return nil, err
		}
		held[log] = p
	}
	h.held = held
	return held, nil
}

func (h *Hub) loadMeta(name string, into any) error {
	raw, err := h.store.Meta(name)
	if err != nil || raw == nil {
		return err
	}
	return changeset.Load(raw, into)
}

// forget drops what was kept in memory of a batch that was not written.
func (t *taking) forget() {
	t.h.judge.Forget()
	if t.alone { // nobody else writes down what is held
		t.h.held = nil
	}
}

// isHeld reports whether something of a key is held back, for who is not alone and may not change that.
func (t *taking) isHeld(log changeset.LogID) (bool, error) {
	if t.alone {
		return false, nil
	}
	held, err := t.h.holding()
	return held[log] != nil, err
}

// mayHold reports whether a change is refused for what it may be held back for.
func mayHold(err error) bool {
	r, refused := judge.AsRefusal(err)
	return refused && (r.Reason == judge.RefusedQuota || r.Reason == judge.ReasonRevoked)
}

// find is where a change is held; -1 if it is not.
func findHeld(p *heldPlace, id changeset.Identity) int {
	if p == nil {
		return -1
	}
	return slices.IndexFunc(p.Changes, func(c wire.HeldChange) bool { return c.Identity == id })
}

// refuse answers a change that gets no leaf, and holds it back where the office has the word.
func (t *taking) refuse(p arrived, r *judge.Refusal) (wire.Ack, error) {
	c := p.change
	ack := wire.Ack{Identity: c.Identity, Reason: r.Reason, From: r.From}
	held, err := t.h.holding()
	if err != nil {
		return ack, err
	}
	reason := r.Reason
	if before := findHeld(held[c.Log], c.Previous); reason == judge.RefusedGap && before >= 0 {
		reason = held[c.Log].Changes[before].Reason // what follows on it is held with it
	}
	switch reason {
	case judge.RefusedQuota:
		if ack.Reason == reason {
			if ack.Said, err = t.said(c); err != nil {
				return ack, err
			}
		}
	case judge.ReasonRevoked:
	default:
		return ack, nil
	}
	return ack, t.hold(p, reason)
}

// said signs that a change goes beyond a quota.
func (t *taking) said(c *changeset.Signed) ([]byte, error) {
	leaf, control, err := t.nextLeaf(c.Scope)
	if err != nil {
		return nil, err
	}
	head, err := t.o.Log(c.Scope)
	if err != nil {
		return nil, err
	}
	return refusal.Word{Identity: c.Identity, Scope: c.Scope, Size: head.Size, Root: head.Root(), Control: uint64(control), Received: leaf.Received}.
		Sign(t.h.anchor.Tenant, t.h.key), nil
}

// hold keeps a change for the office, if it is not there, was not discarded, and there is room.
func (t *taking) hold(p arrived, reason string) error {
	c := p.change
	held, err := t.h.holding()
	if err != nil || findHeld(held[c.Log], c.Identity) >= 0 {
		return err
	}
	control, ok, err := t.h.judge.ControlOf(t.o, c.Scope, changeset.Logged)
	if err != nil || !ok {
		return err
	}
	if r, err := t.o.Record(record.Admission.Ref(control, record.ByChange{Change: c.Identity[:]})); err != nil || record.Admission.Last(r, changeset.Logged) != nil {
		return err
	}
	place := held[c.Log]
	if place != nil && (len(place.Left) >= emulation.MostHeld || slices.Contains(place.Left, c.Identity.Short())) {
		return nil
	}
	if place == nil {
		place = &heldPlace{HeldPlace: wire.HeldPlace{Log: c.Log}}
	}
	named, _ := c.Named(p.Detached)
	raw := changeset.MustEncode(wire.Push{Change: p.Change, Detached: named})
	total := len(raw)
	for i := range place.Changes {
		total += int(place.Changes[i].Bytes)
	}
	if total > heldBytes || len(place.Changes) >= emulation.MostHeld {
		place.Left = append(place.Left, c.Identity.Short())
		place.Dropped++
	} else {
		place.Changes = append(place.Changes, wire.HeldChange{Identity: c.Identity, Scope: c.Scope, Epoch: c.Epoch, Seq: c.Seq, At: t.nowMs,
			Bytes: uint64(len(raw)), Reason: reason, Intent: c.Intent, Operations: uint64(len(c.Operations))})
		t.o.Batch().Meta[heldChange(c.Log, c.Identity)] = raw
	}
	if err := t.keepHeld(place); err != nil {
		return err
	}
	if t.holds += len(raw); t.holds > batchBytes { // one transaction of the store holds not much more
		return t.flush()
	}
	return nil
}

// keepHeld writes what is held of a key, or that nothing is.
func (t *taking) keepHeld(place *heldPlace) error {
	held, err := t.h.holding()
	if err != nil {
		return err
	}
	before := len(held)
	meta := t.o.Batch().Meta
	if len(place.Changes) == 0 && place.Dropped == 0 {
		delete(held, place.Log)
		meta[heldKey(place.Log)] = nil
	} else {
		held[place.Log] = place
		meta[heldKey(place.Log)] = changeset.MustEncode(place)
	}
	if len(held) != before {
		meta[heldName] = changeset.MustEncode(heldLogs(held))
	}
	return nil
}

// letGo forgets a held change: it has a leaf now, or the office discarded it.
func (t *taking) letGo(log changeset.LogID, id changeset.Identity) error {
	held, err := t.h.holding()
	if err != nil {
		return err
	}
	i := findHeld(held[log], id)
	if i < 0 {
		return nil
	}
	place := held[log]
	place.Changes = slices.Delete(slices.Clone(place.Changes), i, i+1)
	if len(place.Changes) == 0 {
		place.Dropped, place.Left = 0, nil // the office has seen it
	}
	t.o.Batch().Meta[heldChange(log, id)] = nil
	return t.keepHeld(place)
}

// settle does what the office of a control log said of what is held: discards it, or takes it in, in the order of its chain. All is looked at: one
// may have waited for another, and a stop may have come between the office's word and what follows from it.
func (t *taking) settle(control changeset.Scope) error {
	held, err := t.h.holding()
	if err != nil {
		return err
	}
	for _, log := range heldLogs(held) {
		changes := slices.Clone(held[log].Changes)
		slices.SortStableFunc(changes, func(a, b wire.HeldChange) int { return cmp.Compare(a.Seq, b.Seq) })
		for i := range changes {
			if err := t.settleOne(control, log, &changes[i]); err != nil {
				return err
			}
		}
	}
	return nil
}

func (t *taking) settleOne(control changeset.Scope, log changeset.LogID, held *wire.HeldChange) error {
	if of, ok, err := t.h.judge.ControlOf(t.o, held.Scope, changeset.Logged); err != nil || !ok || of != control {
		return err
	}
	r, err := t.o.Record(record.Admission.Ref(control, record.ByChange{Change: held.Identity[:]}))
	if err != nil {
		return err
	}
	d, said, err := record.Admission.Value(r, changeset.Logged)
	switch {
	case err != nil || !said:
		return err
	case d.Accept:
		return t.takeHeld(log, held.Identity)
	}
	return t.letGo(log, held.Identity)
}

// heldLogs are the keys of which something is held, in order.
func heldLogs(held map[changeset.LogID]*heldPlace) []changeset.LogID {
	return slices.SortedFunc(maps.Keys(held), func(a, b changeset.LogID) int { return bytes.Compare(a[:], b[:]) })
}

// takeHeld gives a held change its leaf, if it is next in its chain.
func (t *taking) takeHeld(log changeset.LogID, id changeset.Identity) error {
	raw, ok := t.o.Batch().Meta[heldChange(log, id)]
	if !ok {
		var err error
		if raw, err = t.h.store.Meta(heldChange(log, id)); err != nil {
			return err
		}
	}
	p := new(wire.Push)
	if raw == nil || changeset.Load(raw, p) != nil {
		return t.letGo(log, id)
	}
	a := t.h.arrive(ahead.NewKeys(t.h.anchor.Tenant, t.h.store), p)
	if a.change == nil {
		return t.letGo(log, id)
	}
	if t.o.Full() {
		if err := t.flush(); err != nil {
			return err
		}
	}
	if _, err := t.take(a.change, p.Detached); err != nil {
		if _, refused := judge.AsRefusal(err); refused {
			return nil // it waits for one before it
		}
		return err
	}
	t.counts.Taken++
	return nil
}

// planHeld tells an office what is held, unless it knows.
func (a *Answer) planHeld() error {
	c := a.caller
	if len(a.header.Held) == 0 || !c.cert.Is(emulation.SubjectOffice, c.control.ID()) || !emulation.HasRole(c.cert.May, emulation.RoleOffice) {
		return nil
	}
	held, err := a.h.holding()
	if err != nil {
		return err
	}
	var places []wire.HeldPlace
	for _, log := range heldLogs(held) {
		p := held[log]
		own := wire.HeldPlace{Log: log, Dropped: p.Dropped}
		for i := range p.Changes {
			control, ok, err := a.h.judge.ControlOf(a.h.store, p.Changes[i].Scope, changeset.Logged)
			if err != nil {
				return err
			}
			if ok && control == c.control {
				own.Changes = append(own.Changes, p.Changes[i])
			}
		}
		if len(own.Changes) > 0 {
			places = append(places, own)
		}
	}
	sum := emulation.Digest(changeset.MustEncode(places)).Short()
	if string(sum[:]) == string(a.header.Held) {
		return nil
	}
	a.held, a.heldAll = places, &wire.HeldAll{Digest: sum[:]}
	return nil
}

// writeHeld sends what planHeld found.
func (a *Answer) writeHeld(w *wire.Writer) error {
	if a.heldAll == nil {
		return nil
	}
	for i := range a.held {
		if err := w.Item(&a.held[i]); err != nil {
			return err
		}
	}
	return w.Item(a.heldAll)
}
