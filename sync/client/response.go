package client

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"thidua/emulation"
	"thidua/sync/changeset"
	"thidua/sync/wire"
)

// response is one answer while it is read.
type response struct {
	*session
	ctx         context.Context
	batch       []wire.Entry
	bytes       int
	next        map[changeset.Scope]uint64 // index of the next leaf, where entries came
	skip        map[changeset.Scope]bool   // entries that cannot be applied now
	behind      bool                       // nor those of any other log: it was the control log, by which they are judged
	proved      bool                       // it is more than a ticket
	closed      bool                       // no log is open to this desk
	outside     string                     // why the change by which this desk wants to join opened nothing; a word of package judge
	more        bool
	whole       []changeset.Scope // logs of which all that is there is handed out
	returnBytes int               // of what goes back with the next request
	again       bool
	lied        error // a log that was sent lies: nothing more is applied, and what the server signed of it is kept
	held        []wire.HeldPlace
	lying       []*wire.Entry // what was sent of logs since
}

// ask sends a request and applies its response. What came whole before a cut is applied and kept.
func (s *session) ask(ctx context.Context, request []byte) (*response, error) {
	s.report.RoundTrips++
	s.report.BytesUp += int64(len(request))
	s.blobs = map[changeset.BlobName][]byte{}
	s.report.Problems, s.barred, s.returns = nil, nil, nil // what the last response says counts
	body, err := s.Transport.Sync(ctx, request)
	if err != nil {
		return nil, err
	}
	defer body.Close()
	items := wire.NewReader(&counted{r: body, n: &s.report.BytesDown}, maxResponse)
	defer items.Close()
	items.Asked(emulation.Map(s.pushed, func(w *waiting) changeset.Identity { return w.identity }))
	items.Holds(s.holds())
	r := &response{session: s, ctx: ctx, next: map[changeset.Scope]uint64{}, skip: map[changeset.Scope]bool{}}
	err = r.read(items)
	if flushErr := r.flush(); flushErr != nil {
		return r, flushErr
	}
	if r.lied != nil {
		return r, r.lied
	}
	if ctx.Err() != nil && err != nil {
		err = errors.Join(ctx.Err(), err) // it was told to stop: what the line said then is only how
	}
	if wire.IsCut(err) {
		if keepErr := r.keepPartial(items.Partial()); keepErr != nil {
			return r, keepErr
		}
	}
	if r.proved {
		// What was not answered now will not be by asking again: it waits for the next sync.
		for _, w := range s.pushed {
			w.done = true
		}
	}
	s.event(Progress)
	return r, err
}

// maxResponse is how much one response may hold, inflated.
const maxResponse = 64 << 20

func (r *response) read(items *wire.Reader) error {
	for {
		if err := r.ctx.Err(); err != nil {
			return err
		}
		item, err := items.Next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if err := r.take(item); err != nil {
			return err
		}
	}
}

func (r *response) take(item any) error {
	switch item := item.(type) {
	case *wire.Ticket:
		r.memory.Ticket = item.Ticket
	case *wire.View:
		r.proved, r.closed, r.whole = true, len(item.Scopes) == 0, item.Scopes
		if s := r.session; s.packed && item.Features&wire.FeaturePack == 0 {
			s.pushed, r.again = nil, true // a server of an older program than before read nothing of them
		}
		r.memory.Features = item.Features
		r.clock(item.Now)
		r.chains(item.Chains)
		if err := r.Applier.MayRead(item.Scopes, max(item.Judge, 1)); err != nil {
			return fmt.Errorf("taking in which logs may be read: %w", err)
		}
	case *wire.Problem:
		r.report.Problems = append(r.report.Problems, item.Err())
		r.whole = slices.DeleteFunc(slices.Clone(r.whole), func(s changeset.Scope) bool { return s == item.Scope })
		if r.closed && item.Code == emulation.Forbidden {
			r.barred = item.Err()
		}
	case *wire.Opened:
		if err := r.Applier.Opened(item.Signed); err != nil {
			return fmt.Errorf("taking in a new generation: %w", err)
		}
	case *wire.Lack:
		return r.lack(item)
	case *wire.Ack:
		return r.acknowledged(item)
	case *wire.Entry:
		return r.entry(item)
	case *wire.Rest:
		return r.rest(item)
	case *wire.Checkpoint:
		if r.skips(item.Scope) {
			return nil
		}
		if err := r.flush(); err != nil {
			return err
		}
		if r.lied != nil {
			return r.witness(item)
		}
		if err := r.Applier.Checkpoint(item.Scope, item.Note); err != nil {
			return fmt.Errorf("comparing log %s with the server's word: %w", item.Scope, err)
		}
	case *wire.State:
		if err := r.Applier.State(item.Signed); err != nil {
			return fmt.Errorf("comparing what a log amounts to with the server's word: %w", err)
		}
	case *wire.Offer:
		if o, ok := r.Applier.(Offers); ok {
			if err := o.Offered(item.Signed); err != nil { // a release is no reason to leave the record behind
				r.report.Problems = append(r.report.Problems, fmt.Errorf("hearing of a release: %w", err))
			}
		}
	case *wire.HeldPlace:
		r.held = append(r.held, *item)
	case *wire.HeldAll:
		if k, ok := r.Applier.(Keeper); ok {
			return k.Held(item.Digest, r.held)
		}
	case *wire.BlobState:
		r.blobs[item.Blob] = item.Missing
	case *wire.End:
		r.more = item.More
	}
	return nil
}

// clockSlack is how far the clocks of desk and server may differ without anybody being told.
const clockSlack = 10 * time.Minute

// clock tells of a clock that differs from the server's: what is written meanwhile bears a wrong time, and a certificate may seem to have ended.
func (r *response) clock(server int64) {
	own, there := r.Now(), time.UnixMilli(server)
	if off := own.Sub(there).Abs(); server > 0 && off > clockSlack {
		const day = 24 * time.Hour
		key, n := "sync.clock-minutes", int64(off/time.Minute)
		if off >= 2*day {
			key, n = "sync.clock-days", int64(off/day)
		}
		r.report.Problems = append(r.report.Problems, emulation.Errorf(emulation.Conflict, "sync.clock-differs", "off", emulation.Say(key, "count", n),
			"own", own.Format(clockFace), "server", there.In(own.Location()).Format(clockFace)))
	}
}

// clockFace is how a time is told here.
const clockFace = "02/01/2006 15:04"

// chains learns what arrived before: if the end of the server's chain is one of the waiting changes, everything up to it did. If it is
// another one at the same place, this chain has forked, and all of it is sent so that its verdicts are known.
func (r *response) chains(ends []wire.ChainEnd) {
	type place struct {
		scope changeset.Scope
		epoch uint64
	}
	arrived := map[place]uint64{}
	for _, e := range ends {
		if r.own[e.Identity] != nil {
			arrived[place{e.Scope, e.Epoch}] = e.Seq
		}
	}
	for _, w := range r.pending {
		if w.log != r.self() {
			continue // somebody else's, sent once more
		}
		w.sent = w.seq <= arrived[place{w.scope, w.epoch}]
	}
}

func (r *response) acknowledged(a *wire.Ack) error {
	id, why := a.Identity, a.Reason
	if len(a.Leaf) > 0 {
		leaf, err := changeset.DecodeLeaf(a.Leaf)
		if err != nil {
			return err
		}
		id, why = leaf.Identity, leaf.Reason
		r.report.Verdicts[leaf.Verdict]++
	} else {
		r.report.Refused[a.Reason]++
	}
	if w := r.own[id]; w != nil {
		w.sent, w.done = true, true
		if !r.proved {
			r.outside = why
		}
	}
	return r.Applier.Acknowledge(*a)
}

// entry collects an entry. The leaf of an own change that is not here (this desk was restored from an old copy) is asked for once more,
// with its bytes.
func (r *response) entry(e *wire.Entry) error {
	if r.skips(e.Scope) {
		return nil
	}
	leaf, err := changeset.DecodeLeaf(e.Leaf)
	if err != nil {
		return err
	}
	if e.Change == nil && !leaf.Further() && r.own[leaf.Identity] == nil {
		if r.full[e.Scope] {
			return emulation.Errorf(emulation.Corrupt, "sync.change-missing", "scope", e.Scope.String(), "index", leaf.Index)
		}
		r.full[e.Scope], r.skip[e.Scope], r.again = true, true, true
		r.behind = r.behind || e.Scope.Kind() == changeset.Control
		return nil
	}
	if r.lied != nil {
		r.lying = append(r.lying, &wire.Entry{Scope: e.Scope, Leaf: e.Leaf})
		return nil
	}
	r.batch = append(r.batch, *e)
	r.next[e.Scope] = leaf.Index + 1
	r.bytes += len(e.Change) + len(e.Leaf)
	if r.bytes >= r.ApplyBytes {
		return r.flush()
	}
	return nil
}

// skips reports whether entries of a log are left to the next request.
func (r *response) skips(scope changeset.Scope) bool { return r.behind || r.skip[scope] }

// flush applies what was collected, also when the sync was told to stop meanwhile: what came is kept.
func (r *response) flush() error {
	if len(r.batch) == 0 {
		return nil
	}
	batch := r.batch
	r.batch, r.bytes = nil, 0
	if err := r.Applier.Apply(context.WithoutCancel(r.ctx), batch); err != nil {
		err = fmt.Errorf("applying %d leaves: %w", len(batch), err)
		if emulation.CodeOf(err) != emulation.Corrupt {
			return err
		}
		r.lied = err
		for i := range batch {
			r.lying = append(r.lying, &wire.Entry{Scope: batch[i].Scope, Leaf: batch[i].Leaf})
		}
		return nil
	}
	for i := range batch {
		leaf, err := changeset.DecodeLeaf(batch[i].Leaf)
		if err != nil {
			return err
		}
		if w := r.own[leaf.Identity]; w != nil {
			w.sent, w.done, w.settled = true, true, true
		}
		if p := r.memory.Partial; p != nil && p.Scope == batch[i].Scope && p.Size <= leaf.Index {
			r.memory.Partial = nil
		}
	}
	r.report.Received += len(batch)
	r.event(Progress)
	return nil
}

// witness hands on what the server signed of the leaves it sent, once a log was found to lie: the signature is the proof.
func (r *response) witness(c *wire.Checkpoint) error {
	var leaves [][]byte
	for _, e := range r.lying {
		if e.Scope == c.Scope {
			leaves = append(leaves, e.Leaf)
		}
	}
	if err := r.Applier.Witness(c.Scope, leaves, c.Note); err != nil {
		return errors.Join(r.lied, err)
	}
	return nil
}

// rest puts an entry together from its beginning, kept since a cut, and the bytes that were missing.
func (r *response) rest(rest *wire.Rest) error {
	p := r.memory.Partial
	if p == nil || p.Scope != rest.Scope || uint64(len(p.Bytes)) != rest.Offset {
		return emulation.Errorf(emulation.Corrupt, "wire.malformed", "what", "rest")
	}
	e, err := wire.DecodeEntry(append(append([]byte(nil), p.Bytes...), rest.Bytes...))
	if err != nil {
		r.memory.Partial = nil // it does not fit together: the next request asks for the whole
		return err
	}
	return r.entry(e)
}

// keepPartial keeps the beginning of an entry over a cut.
func (r *response) keepPartial(p *wire.Partial) error {
	if p == nil || r.skips(p.Scope) {
		return nil
	}
	size, ok := r.next[p.Scope]
	if !ok {
		cursors, err := r.Applier.Cursors()
		if err != nil {
			return err
		}
		for _, c := range cursors {
			if c.Scope == p.Scope {
				size = c.Size
			}
		}
	}
	bytes := p.Bytes
	if p.Offset > 0 {
		before := r.memory.Partial
		if before == nil || before.Scope != p.Scope || uint64(len(before.Bytes)) != p.Offset {
			return nil
		}
		bytes = append(append([]byte(nil), before.Bytes...), bytes...)
	}
	r.memory.Partial = &partial{Scope: p.Scope, Size: size, Bytes: bytes}
	return nil
}

type counted struct {
	r io.Reader
	n *int64
}

func (c *counted) Read(b []byte) (int, error) {
	n, err := c.r.Read(b)
	*c.n += int64(n)
	return n, err
}
