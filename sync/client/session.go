package client

import (
	"context"
	"crypto/ed25519"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"

	"thidua/emulation"
	"thidua/sync/changeset"
	"thidua/sync/wire"
)

// maxRounds bounds the requests of one sync, maxTicketOnly those in a row that bring nothing but a ticket and send nothing new from a control log.
const (
	maxRounds     = 10_000
	maxTicketOnly = 4
)

// session is one sync: as many requests as it takes, one if there is little to say.
type session struct {
	*Client
	report  Report
	memory  memory
	pending []*waiting
	own     map[changeset.Identity]*waiting
	pushed  []*waiting                 // with the last request
	length  int                        // bytes of these items, and of what it gave back
	full    map[changeset.Scope]bool   // own changes are wanted with their bytes
	probe   bool                       // ask what arrived before sending again
	packed  bool                       // the last request held packs
	named   bool                       // one named changes by places at which none, or a twin's, is held: leaves of own changes come with their identities
	plain   bool                       // one was not restored exactly: everything travels as it is
	returns []giving                   // what the next request gives back to a server that was restored
	gave    []giving                   // what the last one gave back
	given   map[changeset.Scope]uint64 // and from which leaf on that was tried
	barred  error                      // why the server gives this desk nothing to read
	blobs   map[changeset.BlobName][]byte
	carried map[chunk]bool // went up in this sync: a server that still lacks them is not brought them again, or it had no end
}

// chunk is one of an evidence file.
type chunk struct {
	blob changeset.BlobName
	n    int64
}

// Once runs one sync: it sends what waits, applies what is new, then carries evidence. The report is right also when an error ends it:
// everything counted in it is done. Errors: Unavailable when the server cannot be reached or the line was cut, what the server answered, or
// what the desk's side said; Forbidden "sync.expired" or "sync.revoked" when the server took what was sent, and gives this desk nothing.
func (c *Client) Once(ctx context.Context) (Report, error) {
	c.busy.Lock()
	defer c.busy.Unlock()
	s := &session{Client: c, full: map[changeset.Scope]bool{}, own: map[changeset.Identity]*waiting{}, given: map[changeset.Scope]uint64{}, carried: map[chunk]bool{},
		report: Report{Verdicts: map[changeset.Verdict]int{}, Refused: map[string]int{}}}
	up, down := c.traffic()
	err := s.run(ctx)
	if counter, ok := c.Transport.(Counter); ok {
		u, d := counter.Traffic()
		s.report.BytesUp, s.report.BytesDown = u-up, d-down
	}
	for _, w := range s.pending {
		if !w.settled {
			s.report.Waiting++
		}
	}
	return s.report, err
}

// Counter is a transport that counts its bytes itself.
type Counter interface {
	Traffic() (up, down int64)
}

func (c *Client) traffic() (up, down int64) {
	if counter, ok := c.Transport.(Counter); ok {
		return counter.Traffic()
	}
	return 0, 0
}

func (s *session) run(ctx context.Context) error {
	if err := s.Outbox.Prepare(ctx); err != nil {
		return fmt.Errorf("signing what was typed: %w", err)
	}
	if err := s.load(ctx); err != nil {
		return fmt.Errorf("reading what waits for the server: %w", err)
	}
	for {
		if err := s.exchange(ctx); err != nil {
			return err
		}
		up := s.report.ChunksUp
		if err := s.carry(ctx); err != nil {
			return fmt.Errorf("carrying evidence: %w", err)
		}
		// A server asks for a window of the files it lacks: where this desk had of a full one, there may be more.
		if len(s.blobs) < wire.MaxAsked/2 || s.report.ChunksUp == up {
			return nil
		}
	}
}

// exchange asks until there is nothing more, and keeps how far it came.
func (s *session) exchange(ctx context.Context) error {
	before := s.brought()
	err := s.rounds(ctx)
	s.memory.Interrupted = err != nil
	cut := wire.IsCut(err) || emulation.KeyOf(err) == "wire.altered" // of what was altered on its way, too, what came before is taken
	switch {
	case cut:
		s.memory.Cuts = min(s.memory.Cuts+1, 16)
	case err == nil && s.memory.Cuts > 0:
		s.memory.Cuts--
	}
	switch {
	case err == nil || s.brought() != before:
		s.memory.Barren = 0
	case cut:
		if s.memory.Barren++; s.memory.Barren >= mostBarren {
			err = emulation.Errorf(emulation.Unavailable, "sync.barren", "times", s.memory.Barren).Because(err)
		}
	}
	if saveErr := s.remember(); err == nil && saveErr != nil {
		err = fmt.Errorf("keeping how far the sync came: %w", saveErr)
	}
	return errors.Join(err, s.barred) // a server that bars this desk would not carry evidence for it either
}

// brought is how far the sync has come: it grows with all that came, the beginning of an entry too.
func (s *session) brought() int {
	n := s.report.Received + s.report.ChunksUp + s.report.ChunksDown
	for _, w := range s.pending {
		if w.settled {
			n++
		}
	}
	if p := s.memory.Partial; p != nil {
		n += len(p.Bytes)
	}
	return n
}

func (s *session) load(ctx context.Context) error {
	if err := s.recall(); err != nil {
		return err
	}
	s.probe = s.memory.Interrupted
	return s.list(ctx)
}

// rounds asks until there is nothing more on either side.
func (s *session) rounds(ctx context.Context) error {
	ticketOnly, outside := 0, ""
	for range maxRounds {
		request, err := s.request(ctx)
		if err != nil {
			return fmt.Errorf("making a request: %w", err)
		}
		r, err := s.ask(ctx, request)
		if wire.IsUnrestored(err) && !s.named {
			s.named, s.probe = true, true
			continue
		}
		if wire.IsUnrestored(err) && !s.plain {
			s.plain, s.probe = true, true
			continue
		}
		if s.shorten(err) {
			continue
		}
		if err != nil {
			return fmt.Errorf("exchanging changes: %w", err)
		}
		if !r.proved {
			if r.outside != "" {
				outside = r.outside
			}
			if len(s.pushed) > 0 && s.unsent(changeset.Control) {
				continue // the change that lets this desk in may be among what the request had no room for
			}
			if ticketOnly++; outside != "" && (r.outside != "" || ticketOnly >= maxTicketOnly) {
				return notJoined(outside)
			}
			if ticketOnly >= maxTicketOnly {
				return emulation.Errorf(emulation.Forbidden, "sync.ticket")
			}
			if ticketOnly == 2 { // not even with a fresh ticket: what proves this key may be among what waits
				s.probe = false
				s.joinAgain()
			}
			continue
		}
		ticketOnly, s.probe = 0, false
		if !r.more && !r.again && !s.unsent() {
			return s.Applier.Complete(r.whole)
		}
		if r.more && len(r.next) == 0 && !r.again {
			break // a server that promises more and gives nothing, not even what is asked for once more
		}
	}
	return emulation.Errorf(emulation.Internal, "sync.endless")
}

// notJoined says why the server did not let this desk in, by a word of package judge, and what to do.
func notJoined(why string) error {
	if why == "revoked" {
		return emulation.Errorf(emulation.Forbidden, "sync.not-joined-revoked") // the key stays so, whatever the invitation
	}
	return emulation.Errorf(emulation.Forbidden, "sync.not-joined", "why", emulation.Say("reason."+why))
}

// joinAgain sends what waits in control logs once more: one of these changes brings this desk's certificate, and a server tells what became of
// it only to a request that brings it and has a ticket.
func (s *session) joinAgain() {
	for _, w := range s.pending {
		if w.sent && !w.done && w.log == s.self() && w.scope.Kind() == changeset.Control {
			w.sent = false
			s.report.Sent--
		}
	}
}

// shorten halves what the next request pushes and gives back where somebody would not take the last one for its length, and reports whether it can:
// what was in it was not taken, or is known when it comes again.
func (s *session) shorten(err error) bool {
	key := emulation.KeyOf(err)
	items := len(s.pushed)
	for _, g := range s.gave {
		items += len(g.entries)
	}
	if key != "sync.too-long" && key != "wire.too-large" || items < 2 {
		return false
	}
	room := func(m memory) (bytes int) {
		if len(s.pushed) > 0 {
			bytes += m.short(s.PushBudget)
		}
		if len(s.gave) > 0 {
			bytes += m.short(wire.RequestReturns)
		}
		return bytes
	}
	before, least := room(s.memory), room(memory{Cuts: 16})
	for room(s.memory) > max(s.length/2, least) {
		s.memory.Cuts++
	}
	if room(s.memory) == before {
		return false
	}
	for _, w := range s.pushed {
		w.sent = false
	}
	s.report.Sent -= len(s.pushed)
	s.keepReturns()
	return true
}

// unsent reports whether a change has not been sent, in a log of one of these kinds if any is given.
func (s *session) unsent(of ...changeset.ScopeKind) bool {
	return slices.ContainsFunc(s.pending, func(w *waiting) bool {
		return !w.sent && !w.done && (len(of) == 0 || slices.Contains(of, w.scope.Kind()))
	})
}

// request builds the next request: where the logs stand here, and as many changes as the budget holds.
func (s *session) request(ctx context.Context) ([]byte, error) {
	cursors, err := s.cursors()
	if err != nil {
		return nil, err
	}
	nonce := make([]byte, 16)
	if _, err := io.ReadFull(s.Rand, nonce); err != nil {
		return nil, err
	}
	wanted, err := s.Outbox.Wanted()
	if err != nil {
		return nil, err
	}
	wanted = window(wanted, nonce)
	header := &wire.Header{Nonce: nonce, Budget: uint64(s.memory.short(s.PullBudget)), Cursors: cursors, Blobs: wanted, Judge: s.Judge, Now: s.Now().UnixMilli(), Features: wire.FeatureState}
	if k, ok := s.Applier.(Keeper); ok {
		if header.Held, err = k.HeldDigest(); err != nil {
			return nil, fmt.Errorf("reading what is held back: %w", err)
		}
	}
	if o, ok := s.Applier.(Offers); ok {
		header.Features |= wire.FeatureOffer
		header.Told = o.Told()
	}
	if !s.plain && s.memory.Cuts < packsUntil {
		header.Features |= wire.FeaturePack
		if !s.named {
			header.Features |= wire.FeatureOwn
		}
	}
	features := s.memory.Features & header.Features
	s.packed = features&wire.FeaturePack != 0
	out, err := wire.NewRequest(header, features)
	if err != nil {
		return nil, err
	}
	start := out.Bytes()
	for i := range s.returns {
		if err := out.Return(s.returns[i].Return, s.returns[i].entries); err != nil {
			return nil, err
		}
	}
	begun := out.Bytes()
	s.pushed, s.gave = nil, s.returns
	for _, w := range s.pending {
		if s.probe || out.Bytes()-begun >= s.memory.short(s.PushBudget) || len(s.pushed) >= wire.MaxPushes {
			break
		}
		if w.sent || w.done {
			continue
		}
		push, err := s.bytes(ctx, w)
		if err != nil {
			return nil, fmt.Errorf("reading what waits for the server: %w", err)
		}
		if push == nil {
			continue
		}
		if err := out.Push(push); err != nil {
			return nil, err
		}
		w.sent, w.push = true, nil
		s.pushed = append(s.pushed, w)
		s.report.Sent++
	}
	s.length = out.Bytes() - start
	return out.Seal(s.Tenant, s.Key, s.memory.Ticket)
}

// window is as many of the files as one request tells to lack, from anywhere in the list: what was cut off has its turn with another request.
func window(wanted []wire.BlobState, chance []byte) []wire.BlobState {
	if len(wanted) <= wire.MaxAsked {
		return wanted
	}
	from := binary.BigEndian.Uint32(chance) % uint32(len(wanted))
	return slices.Concat(wanted[from:], wanted[:from])[:wire.MaxAsked]
}

// cursors says how far each log is here, with what was left of a cut, and from where on own changes need not come back.
func (s *session) cursors() ([]wire.Cursor, error) {
	cursors, err := s.Applier.Cursors()
	if err != nil {
		return nil, err
	}
	known := map[changeset.Scope]int{}
	for i := range cursors {
		c := &cursors[i]
		known[c.Scope] = i
		if p := s.memory.Partial; p != nil && p.Scope == c.Scope && p.Size == c.Size {
			c.Offset, c.Digest = uint64(len(p.Bytes)), wire.PartialDigest(p.Bytes)
		}
	}
	for _, w := range s.pending {
		scope := w.scope
		if w.settled || s.full[scope] || w.log != s.self() {
			continue
		}
		i, ok := known[scope]
		if !ok {
			i = len(cursors)
			known[scope] = i
			cursors = append(cursors, wire.Cursor{Scope: scope})
		}
		if from := &cursors[i].OwnFrom; *from == 0 || w.seq < *from {
			*from = w.seq
		}
	}
	return cursors, nil
}

// self names the chain of this desk's key.
func (s *session) self() changeset.LogID {
	return changeset.LogIDOf(s.Key.Public().(ed25519.PublicKey))
}

// event tells how far it has come, with a report of its own: the listener may keep it.
func (s *session) event(kind EventKind) {
	r := s.report
	r.Verdicts, r.Refused, r.Problems = maps.Clone(r.Verdicts), maps.Clone(r.Refused), slices.Clone(r.Problems)
	s.Events(Event{Kind: kind, Report: r})
}
