package hub

import (
	"crypto/ed25519"
	"fmt"
	"slices"

	"thidua/emulation"
	"thidua/sync/changeset"
	"thidua/sync/judge"
	"thidua/sync/wire"
)

// Leaves come back from whoever has them. What proves them is nobody's word but this server's own: its signature on a longer log, and the
// proof that what is here together with what came begins that log. So it takes exactly what it had said, in order, whoever brings it. Only the
// personal values beside the changes are under no signature of the server: who is not proved brings nothing that lacks one, and one that comes
// later is kept.

// returning is a Return of a request while its leaves arrive.
type returning struct {
	wire.Return
	entries []wire.Entry
}

// back takes a Return, or one of its leaves, and when they are all here looks at them.
func (r *reading) back(item any) error {
	switch item := item.(type) {
	case *wire.Return:
		if item.Entries > wire.MaxReturned || len(item.Proof) > 64 {
			return emulation.Errorf(emulation.Invalid, "wire.too-many", "limit", wire.MaxReturned)
		}
		if r.returns++; r.returns > wire.MaxReturns {
			return emulation.Errorf(emulation.Invalid, "wire.too-many", "limit", wire.MaxReturns)
		}
		r.returned = &returning{Return: *item}
	case *wire.Entry:
		if r.returned == nil {
			return nil // nobody asked for it
		}
		r.returned.entries = append(r.returned.entries, *item)
	}
	b := r.returned
	if uint64(len(b.entries)) < b.Entries {
		return nil
	}
	r.returned = nil
	if !r.mayReturn() {
		return nil
	}
	if err := r.take(); err != nil { // what came before it
		return err
	}
	return r.takeBack(b)
}

// mayReturn reports whether a return is looked at: it is work. Of who is not proved that is one of a request, either of one that was cut on its
// way, or of the control log by which its key will be known. Who was revoked brings nothing.
func (r *reading) mayReturn() bool {
	if r.caller == nil {
		return r.returns == 1
	}
	return !r.caller.revoked
}

// beside keeps the personal values of leaves that are here, where they came back without them.
func (h *Hub) beside(scope changeset.Scope, b *returning, size uint64) error {
	t := &taking{h: h, alone: true}
	t.fresh()
	for i := range b.entries {
		e := &b.entries[i]
		if len(e.Detached) == 0 || len(e.Change) == 0 || b.From+uint64(i) >= size || e.Scope != scope {
			continue
		}
		c, err := changeset.Decode(h.anchor.Tenant, e.Change)
		if err != nil {
			return nil // passed over like the rest
		}
		if err := t.beside(c, e.Detached); err != nil {
			return err
		}
	}
	return nil
}

// takeBack takes what is proved; anything else is passed over, and asked for again.
func (a *Answer) takeBack(b *returning) error {
	h := a.h
	defer h.alone()()
	said, err := changeset.OpenCheckpoint(b.Note, h.key.Public().(ed25519.PublicKey))
	if err != nil || said.Tenant != h.anchor.Tenant {
		return nil // this server never said it
	}
	if again := a.signed[said.Scope] > 0; again && b.Entries == 0 {
		return nil // one without leaves only shows what was signed
	}
	control, ok, err := h.judge.ControlOf(h.store, said.Scope, changeset.Logged)
	if err != nil || !ok {
		return err // of a log the control log here does not know of yet
	}
	head, err := h.judge.Head(h.store, said.Scope)
	if err != nil {
		return err
	}
	if known, err := h.knows(control); err != nil || !known || said.Generation < head.Generation {
		return err
	}
	if a.caller == nil && a.whole && (said.Scope.Kind() != changeset.Control || h.lost[control] == nil) {
		return nil
	}
	if err := h.beside(said.Scope, b, head.Size); err != nil {
		return err
	}
	if a.signed == nil {
		a.signed = map[changeset.Scope]uint64{}
	}
	a.signed[said.Scope] = max(a.signed[said.Scope], said.Size)
	if said.Size <= head.Size && said.Generation == head.Generation {
		return h.compare(control, said)
	}
	if l := h.lost[control]; l == nil || l.Generation < said.Generation { // nobody had told that it was restored
		if err := h.discover(control); err != nil {
			return err
		}
		h.lost[control].Generation = said.Generation
		if err := h.saveLost(); err != nil {
			return err
		}
	}
	n, err := h.takeLeaves(said, head, b, a.caller != nil)
	a.Back += n
	return err
}

// discover is lose by what a desk showed: nobody had told that the store is a copy, so the numbers of tickets begin again too.
func (h *Hub) discover(control changeset.Scope) error {
	if h.lost[control] == nil {
		if err := h.newEra(); err != nil {
			return err
		}
	}
	return h.lose(control)
}

// knows reports whether a control log is here: nobody brings an office this server never had.
func (h *Hub) knows(control changeset.Scope) (bool, error) {
	scopes, err := h.store.Scopes()
	return slices.Contains(scopes, control), err
}

// compare holds what this server once signed against the log here. Where they differ it has signed two histories of it, and gives no more
// leaves before the office has opened a new generation.
func (h *Hub) compare(control changeset.Scope, said *changeset.Checkpoint) error {
	root, ok, err := h.store.RootAt(said.Scope, said.Size)
	if err != nil || ok && root == said.Root {
		return err
	}
	if err := h.discover(control); err != nil {
		return err
	}
	l := h.lost[control]
	if slices.Contains(l.Torn, said.Scope) {
		return nil
	}
	l.Torn = append(l.Torn, said.Scope)
	return h.saveLost()
}

// takeLeaves takes the leaves that go on from the log here, if they do and the whole begins what was signed.
func (h *Hub) takeLeaves(said *changeset.Checkpoint, head changeset.LogHead, b *returning, proved bool) (taken int, err error) {
	if b.From > head.Size || b.From+uint64(len(b.entries)) <= head.Size {
		return 0, nil // another desk was faster, or slower
	}
	entries := b.entries[head.Size-b.From:]
	now := head
	for i := range entries {
		leaf, err := changeset.DecodeLeaf(entries[i].Leaf)
		if err != nil || leaf.Index != now.Size || entries[i].Scope != said.Scope {
			return 0, nil
		}
		now = now.AppendRaw(leaf, entries[i].Leaf)
	}
	if !changeset.Begins(now.Size, now.Root(), said.Size, said.Root, b.Proof) {
		return 0, nil
	}
	t := &taking{h: h, alone: true}
	t.fresh()
	for i := range entries {
		if t.o.Full() {
			if err := t.flush(); err != nil {
				return taken, err
			}
		}
		e := &entries[i]
		if err := t.receive(judge.Received{Scope: e.Scope, Leaf: e.Leaf, Change: e.Change, Detached: e.Detached, Whole: !proved}); err != nil {
			h.judge.Forget()
			switch emulation.KeyOf(err) {
			case "judge.control-behind", "judge.newer", "judge.bare":
				return taken, t.flush() // the control log comes first; this program is older than the one that gave the leaf; or whoever is proved brings it
			}
			return taken, fmt.Errorf("taking back leaf %d of %s: %w", head.Size+uint64(i), said.Scope, err)
		}
		taken++
	}
	return taken, t.flush()
}

// receive puts a leaf back, and what follows from it into the indexes.
func (t *taking) receive(in judge.Received) error {
	leaf, err := changeset.DecodeLeaf(in.Leaf)
	if err != nil {
		return err
	}
	if len(in.Change) > 0 {
		c, err := changeset.Decode(t.h.anchor.Tenant, in.Change)
		if err != nil {
			return err
		}
		t.here[c.Identity] = c
	}
	if err := t.h.judge.Receive(t.o, t.h.store, in); err != nil {
		return err
	}
	c, err := t.change(leaf.Identity)
	if err != nil || c == nil {
		return err
	}
	switch {
	case leaf.Verdict == changeset.Accepted:
		for i := range c.Operations {
			t.notes(c, i, leaf.Received)
		}
	case leaf.Verdict == changeset.NeedsDecision && leaf.Reason == judge.ReasonPaper:
		t.rests(c, leaf.Received)
	}
	return nil
}
