package hub

import (
	"context"
	"io"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/sync/identity"
	"thidua/sync/wire"
)

// Invitation answers who knows the look-up name of an unused invitation: the root, the invitation, and the control log it stands in. Errors:
// NotFound "sync.invitation-unknown", Forbidden "sync.invitation-used" or "sync.invitation-expired"; once the response has begun only those
// of w.
func (h *Hub) Invitation(ctx context.Context, name emulation.ID, w io.Writer, flush func()) error {
	if err := h.ClockDoubt(); err != nil {
		return err // whether it has ended is not known
	}
	world, p, err := h.world(name)
	if err != nil {
		return err
	}
	a := &Answer{h: h, header: new(wire.Header)}
	out := wire.NewWriter(w, flush)
	if err := out.Item(world); err != nil {
		return err
	}
	for at := uint64(0); at < p.head.Size; { // whole, whatever the budget: a new desk needs all of it
		page, err := a.page(ctx, p.cursor.Scope, at, p.head.Size)
		if err != nil {
			return err
		}
		for _, e := range page {
			if err := a.entry(out, p, e); err != nil {
				return err
			}
		}
		at += uint64(len(page))
	}
	if err := a.checkpoint(out, p); err != nil {
		return err
	}
	if err := out.Item(&wire.End{}); err != nil {
		return err
	}
	return out.Close()
}

func (h *Hub) world(name emulation.ID) (*wire.World, *part, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	ref, ok := h.invitations[name]
	if !ok {
		return nil, nil, emulation.Errorf(emulation.NotFound, "sync.invitation-unknown")
	}
	r, err := h.store.Record(ref)
	if err != nil {
		return nil, nil, err
	}
	last := record.Invitation.Signed.Last(r, changeset.Logged)
	if last == nil {
		return nil, nil, emulation.Errorf(emulation.NotFound, "sync.invitation-unknown")
	}
	if record.Invitation.Used.Last(r, changeset.Logged) != nil {
		return nil, nil, emulation.Errorf(emulation.Forbidden, "sync.invitation-used")
	}
	var raw []byte
	if err := changeset.Load(last.Value, &raw); err != nil {
		return nil, nil, err
	}
	inv, err := identity.ParseInvitation(h.anchor.Tenant, raw)
	if err != nil {
		return nil, nil, err
	}
	if h.now().UnixMilli() > inv.NotAfter*1000 {
		return nil, nil, emulation.Errorf(emulation.Forbidden, "sync.invitation-expired")
	}
	head, err := h.store.Log(ref.Scope)
	return &wire.World{Root: [32]byte(h.anchor.Root), Control: ref.Scope, Invitation: raw}, &part{cursor: wire.Cursor{Scope: ref.Scope}, head: head}, err
}
