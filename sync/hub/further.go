package hub

import (
	"slices"
	"sort"

	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/sync/judge"
)

// follows does what follows from a ruling that was just written.
func (t *taking) follows(c *changeset.Signed, ruling judge.Ruling) error {
	switch {
	case ruling.Verdict == changeset.Accepted:
		return t.accepted(c, ruling.Judge)
	case ruling.Verdict == changeset.NeedsDecision && ruling.Reason == judge.ReasonPaper:
		t.rests(c, t.nowMs)
		return t.file(c.Scope)
	}
	return nil
}

// accepted does what follows from a change that has just become part of the state: its values go into the indexes, and what it decides or
// renews is judged again. judged is the version its leaf was judged by: the first knows neither receipts
// nor clocks, there any member writes what is named so.
func (t *taking) accepted(c *changeset.Signed, judged uint64) error {
	for i := range c.Operations {
		op := &c.Operations[i]
		t.notes(c, i, t.nowMs)
		var err error
		switch {
		case op.Kind == record.Decision.Kind:
			if id := record.Decision.Read(op.Key).Change; len(id) == len(changeset.Identity{}) {
				err = t.again(changeset.Identity(id), c)
			}
		case judged > judge.First && record.Receipt.Is(op):
			err = t.filed(c)
		case op.Kind == record.Certificate.Kind && c.Scope.Kind() == changeset.Control:
			err = t.renewed(record.Certificate.Read(op.Key).Log, c)
		case judged >= judge.Closed && record.Revocation.Is(op):
			err = t.reach(record.Revocation.Read(op.Key).Log, c)
		case judged > judge.First && record.Clock.Is(op):
			err = t.renewed(changeset.LogID{}, c)
		}
		if err != nil {
			return err
		}
	}
	if judged >= judge.Closed && slices.ContainsFunc(c.Operations, func(op changeset.Operation) bool { return record.Admission.Is(&op) }) {
		return t.settle(c.Scope)
	}
	return nil
}

// renewed judges again what a key wrote after its certificate had ended, in the order it was received; with a zero key, what all of them wrote.
func (t *taking) renewed(log changeset.LogID, cause *changeset.Signed) error {
	logs, err := t.h.judge.LogsOf(t.o, cause.Scope)
	if err != nil {
		return err
	}
	for _, s := range logs {
		held, err := t.expired(s, log)
		if err != nil {
			return err
		}
		for _, id := range held {
			if err := t.again(id, cause); err != nil {
				return err
			}
		}
	}
	return nil
}

// expired lists what a key has waiting in a scope because its certificate had ended, by first leaf.
func (t *taking) expired(scope changeset.Scope, log changeset.LogID) ([]changeset.Identity, error) {
	type waiting struct {
		id    changeset.Identity
		first int64
	}
	var held []waiting
	err := judge.EachHeld(t.o, scope, log, func(h judge.Held) error {
		if h.Verdict != changeset.Quarantined || h.Reason != judge.ReasonExpired && h.Reason != judge.ReasonExpInvite {
			return nil
		}
		p, err := t.o.Place(h.Identity)
		if err != nil || p == nil {
			return err
		}
		held = append(held, waiting{h.Identity, p.First})
		return nil
	})
	sort.Slice(held, func(a, b int) bool { return held[a].first < held[b].first })
	ids := make([]changeset.Identity, len(held))
	for i := range held {
		ids[i] = held[i].id
	}
	return ids, err
}

// again judges a change once more because of a cause, and gives it a further leaf if that changes anything.
func (t *taking) again(id changeset.Identity, cause *changeset.Signed) error {
	if t.o.Full() {
		if err := t.flush(); err != nil {
			return err
		}
	}
	place, err := t.o.Place(id)
	if err != nil || place == nil || place.First == changeset.Pending {
		return err
	}
	c, err := t.change(id)
	if err != nil || c == nil {
		return err
	}
	leaf, control, err := t.nextLeaf(place.Scope)
	if err != nil {
		return unlessRefused(err)
	}
	ruling, ok, err := t.h.judge.Again(t.o, c, cause, judge.Moment{Received: leaf.Received, Control: control})
	if _, refused := judge.AsRefusal(err); refused {
		return nil // the key may not write in that log any more: what stands, stands
	}
	if err != nil || !ok {
		return err
	}
	last, err := t.o.Entry(place.Scope, uint64(place.Last))
	if err != nil {
		return err
	}
	if last != nil && last.Leaf.Verdict == ruling.Verdict && last.Leaf.Reason == ruling.Reason {
		return nil
	}
	leaf.Identity, leaf.Verdict, leaf.Reason, leaf.Cause = id, ruling.Verdict, ruling.Reason, append([]byte(nil), cause.Identity[:]...)
	if err := t.o.Append(changeset.Entry{Scope: place.Scope, Leaf: *leaf}, c); err != nil {
		return err
	}
	t.counts.Further++
	return t.follows(c, ruling)
}

// change finds a logged change, written or not yet.
func (t *taking) change(id changeset.Identity) (*changeset.Signed, error) {
	if c, ok := t.here[id]; ok {
		return c, nil
	}
	raw, err := t.h.store.Change(id)
	if err != nil || raw == nil {
		return nil, err
	}
	return changeset.Decode(t.h.anchor.Tenant, raw)
}
