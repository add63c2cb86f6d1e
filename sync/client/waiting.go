package client

import (
	"context"
	"errors"

	"thidua/sync/changeset"
	"thidua/sync/wire"
)

// waiting is an own change without a leaf. A desk may come back with a hundred thousand of them: each is known by its place, and the bytes of those
// that go next are in memory.
type waiting struct {
	identity changeset.Identity
	log      changeset.LogID
	scope    changeset.Scope
	epoch    uint64
	seq      uint64
	push     *wire.Push // nil: it was sent, or its turn has not come
	sent     bool       // it may have arrived
	done     bool       // it has a leaf, or was refused
	settled  bool       // its leaf was applied here
}

// windowBytes is how much of what waits is read at once: many requests, since what is in front of it is passed over each time.
const windowBytes = 4 << 20

// list notes what waits, with the bytes of what goes first.
func (s *session) list(ctx context.Context) error {
	room := windowBytes
	return s.Outbox.Pending(changeset.Until(ctx, func(p changeset.PendingChange) error {
		c := p.Change
		w := &waiting{identity: c.Identity, log: c.Log, scope: c.Scope, epoch: c.Epoch, seq: c.Seq}
		s.pending = append(s.pending, w)
		s.own[w.identity] = w
		if room > 0 {
			room -= w.keep(p)
		}
		return nil
	}))
}

// holds finds what waits by its place in the chain of this desk's key.
func (s *session) holds() func(changeset.Scope, wire.Own) (changeset.Identity, bool) {
	type place struct {
		scope changeset.Scope
		at    wire.Own
	}
	var all map[place]changeset.Identity // made when the first is asked for: most answers ask for none
	return func(scope changeset.Scope, at wire.Own) (changeset.Identity, bool) {
		if all == nil {
			all = make(map[place]changeset.Identity, len(s.pending))
			self := s.self()
			for _, w := range s.pending {
				if w.log == self {
					all[place{w.scope, wire.Own{Epoch: w.epoch, Seq: w.seq}}] = w.identity
				}
			}
		}
		id, ok := all[place{scope, at}]
		return id, ok
	}
}

// keep takes the bytes into memory, and says how many they are.
func (w *waiting) keep(p changeset.PendingChange) int {
	w.push = &wire.Push{Change: p.Change.Raw, Detached: p.Detached}
	return len(p.Change.Raw) + changeset.DetachedBytes(p.Detached)
}

// bytes are those of a change whose turn has come. One that waits no more, because its leaf came on another way meanwhile, has none, and is done.
func (s *session) bytes(ctx context.Context, w *waiting) (*wire.Push, error) {
	if w.push == nil {
		if err := s.refill(ctx); err != nil {
			return nil, err
		}
		w.done = w.push == nil
	}
	return w.push, nil
}

var errEnough = errors.New("enough was read")

// refill reads the next window.
func (s *session) refill(ctx context.Context) error {
	room := windowBytes
	err := s.Outbox.Pending(changeset.Until(ctx, func(p changeset.PendingChange) error {
		w := s.own[p.Change.Identity]
		if w == nil || w.sent || w.done || w.push != nil {
			return nil
		}
		if room <= 0 {
			return errEnough
		}
		room -= w.keep(p)
		return nil
	}))
	if room <= 0 {
		return nil
	}
	return err
}
