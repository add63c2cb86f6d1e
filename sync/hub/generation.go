package hub

import (
	"math"
	"slices"

	"thidua/emulation"
	"thidua/sync/changeset"
	"thidua/sync/identity"
	"thidua/sync/judge"
	"thidua/sync/wire"
)

// Controls lists the control logs of the offices whose server this is.
func (h *Hub) Controls() ([]changeset.Scope, error) {
	scopes, err := h.store.Scopes()
	return slices.DeleteFunc(scopes, func(s changeset.Scope) bool { return s.Kind() != changeset.Control }), err
}

// Announce writes down where the logs of an office stand, for the root key to sign: from there a new generation goes on.
func (h *Hub) Announce(control changeset.Scope) (*identity.Announcement, error) {
	defer h.among()()
	return h.announce(control)
}

func (h *Hub) announce(control changeset.Scope) (*identity.Announcement, error) {
	head, err := h.judge.Head(h.store, control)
	if err != nil {
		return nil, err
	}
	a := &identity.Announcement{Control: control, Generation: head.Generation + 1}
	if l := h.lost[control]; l != nil {
		a.Generation = max(a.Generation, l.Generation+1)
	}
	logs, err := h.judge.LogsOf(h.store, control)
	if err != nil {
		return nil, err
	}
	for _, s := range logs {
		head, err := h.store.Log(s)
		if err != nil {
			return nil, err
		}
		a.Logs = append(a.Logs, identity.LogEnd{Scope: s, Size: head.Size, Root: head.Root()})
	}
	return a, nil
}

// Open opens a new generation with an announcement the root key signed: it is logged, and leaves are given again. Errors: Corrupt for one that is
// not signed by the root, Conflict "server.generation-moved" where the logs do not stand there any more.
func (h *Hub) Open(signed []byte) (*identity.Announcement, error) {
	a, err := identity.ParseAnnouncement(h.anchor.Root, signed)
	if err != nil {
		return nil, emulation.Errorf(emulation.Corrupt, "server.generation-false").Because(err)
	}
	defer h.alone()()
	now, err := h.announce(a.Control)
	if err != nil {
		return nil, err
	}
	if !slices.Equal(now.Logs, a.Logs) || a.Generation < now.Generation || len(a.Logs) == 0 {
		return nil, emulation.Errorf(emulation.Conflict, "server.generation-moved")
	}
	t, err := h.taking()
	if err != nil {
		return nil, err
	}
	t.alone = true
	before := h.lost[a.Control]
	delete(h.lost, a.Control)
	if err = t.open(a, signed); err != nil {
		h.judge.Forget()
		if before != nil {
			h.lost[a.Control] = before
		}
		return nil, err
	}
	return a, nil
}

// open logs the announcement, with the word that nothing is waited for any more.
func (t *taking) open(a *identity.Announcement, signed []byte) error {
	c, err := t.compose(a.Control, "generation", judge.OpeningOp(a.Control, signed))
	if err != nil {
		return err
	}
	leaf, err := t.take(c, nil)
	if err != nil {
		return err
	}
	if leaf.Verdict != changeset.Accepted {
		return emulation.Errorf(emulation.Conflict, "server.generation-moved")
	}
	raw := t.h.encodeLost()
	t.o.Batch().Meta[lostName] = raw
	return t.flush()
}

// opened tells a caller whose copy is of an earlier generation which one was opened: nothing is handed out before a person at that desk has
// confirmed it.
func (a *Answer) opened() error {
	if a.opening != nil {
		return nil
	}
	above := uint64(math.MaxUint64)
	for _, c := range a.header.Cursors {
		if c.Size > 0 {
			above = min(above, c.Generation)
		}
	}
	raw, _, err := a.h.judge.OpenedAfter(a.h.store, a.caller.control, above)
	if err == nil && raw != nil {
		a.opening = &wire.Opened{Signed: raw}
	}
	return err
}
