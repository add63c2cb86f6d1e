package hub

import (
	"context"
	"errors"
	"io"
	"time"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/sync/identity"
	"thidua/sync/wire"
)

// lookupLife is how long the challenge of a look-up can be answered.
const lookupLife = 10 * time.Minute

// Invitation answers who holds the one-time key of an unused invitation: the root, the invitation, and the control log it stands in, as far as
// the caller's program can judge it. Who only knows the look-up name gets a challenge, the same for every name. Errors: NotFound
// "sync.invitation-unknown", Forbidden "sync.invitation-used", "sync.invitation-void" or "sync.invitation-expired"; once the response has begun
// only those of w.
func (h *Hub) Invitation(ctx context.Context, name emulation.ID, lookup []byte, w io.Writer, flush func()) error {
	if err := h.ClockDoubt(); err != nil {
		return err // whether it has ended is not known
	}
	if lookup == nil { // a program of before there were challenges: it knows this sentence, which says to update
		return emulation.Errorf(emulation.Newer, "wire.malformed", "what", "lookup")
	}
	l, err := wire.ParseLookup(lookup)
	if err != nil {
		return err
	}
	nowMs := h.now().UnixMilli()
	number, ok := h.tickets.Valid(name, l.Ticket, nowMs)
	if !ok {
		return challenge(w, &wire.Challenge{Root: [32]byte(h.anchor.Root), Ticket: h.tickets.Give(name, nowMs+lookupLife.Milliseconds(), false)})
	}
	world, p, err := h.world(name, l)
	if err != nil {
		return err
	}
	ok, err = h.spend(name, number, emulation.Digest(lookup))
	if err != nil || !ok {
		return errors.Join(err, emulation.Errorf(emulation.Forbidden, "sync.ticket"))
	}
	a := &Answer{h: h, header: new(wire.Header)}
	out := wire.NewWriter(w, flush)
	if err := out.Item(world); err != nil {
		return err
	}
	for at := uint64(0); at < p.until; { // whole, whatever the budget: a new desk needs all of it
		page, err := a.page(ctx, p.cursor.Scope, at, p.until)
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
	if p.until == p.head.Size {
		if err := a.checkpoint(out, p, p.until, p.head.Root()); err != nil {
			return err
		}
	}
	return end(out)
}

func challenge(w io.Writer, c *wire.Challenge) error {
	out := wire.NewWriter(w, nil)
	if err := out.Item(c); err != nil {
		return err
	}
	return end(out)
}

func end(out *wire.Writer) error {
	if err := out.Item(&wire.End{}); err != nil {
		return err
	}
	return out.Close()
}

// world finds the invitation of a name for who holds its key. Nobody else learns that there is one.
func (h *Hub) world(name emulation.ID, l *wire.Lookup) (*wire.World, *part, error) {
	defer h.among()()
	unknown := emulation.Errorf(emulation.NotFound, "sync.invitation-unknown")
	h.lock.files.Lock()
	ref, ok := h.invitations[name]
	h.lock.files.Unlock()
	if !ok {
		return nil, nil, unknown
	}
	r, err := h.store.Record(ref)
	if err != nil {
		return nil, nil, err
	}
	last := record.Invitation.Signed.Last(r, changeset.Logged)
	if last == nil {
		return nil, nil, unknown
	}
	var raw []byte
	if err := changeset.Load(last.Value, &raw); err != nil {
		return nil, nil, err
	}
	inv, err := identity.ParseInvitation(h.anchor.Tenant, raw)
	if err != nil {
		return nil, nil, err
	}
	if l.Verify(h.anchor.Tenant, inv.OneTime.Key(), name) != nil {
		return nil, nil, unknown
	}
	if record.Invitation.Used.Last(r, changeset.Logged) != nil {
		return nil, nil, emulation.Errorf(emulation.Forbidden, "sync.invitation-used")
	}
	for _, key := range []identity.PublicKey{inv.OneTime, inv.Issuer} {
		if revoked, err := h.revoked(ref.Scope, key.LogID()); err != nil || revoked {
			return nil, nil, errors.Join(err, emulation.Errorf(emulation.Forbidden, "sync.invitation-void"))
		}
	}
	if h.now().UnixMilli() > inv.NotAfter*1000 {
		return nil, nil, emulation.Errorf(emulation.Forbidden, "sync.invitation-expired")
	}
	head, err := h.store.Log(ref.Scope)
	if err != nil {
		return nil, nil, err
	}
	until, err := h.judged(ref.Scope, ref.Scope, head, l.Judge)
	return &wire.World{Root: [32]byte(h.anchor.Root), Control: ref.Scope, Invitation: raw},
		&part{cursor: wire.Cursor{Scope: ref.Scope}, head: head, until: until}, err
}
