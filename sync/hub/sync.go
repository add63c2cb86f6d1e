package hub

import (
	"context"
	"io"
	"slices"

	"thidua/emulation"
	"thidua/sync/ahead"
	"thidua/sync/changeset"
	"thidua/sync/wire"
)

// Outcome is what one request came to, for the operator's log.
type Outcome struct {
	Log    changeset.LogID
	Proved bool // ticket and signature were right: more than a ticket was handed out
	Counts
	Entries int // leaves handed out
	Back    int // leaves taken back
	More    bool
	Mended  []changeset.Scope // logs of whose state a wrong sum was kept
}

// Admit is asked once it is known whose request it is, or that nobody's key is proved, before anything of it is taken; an error ends the
// request. Of one that was cut it is not asked.
type Admit func(log changeset.LogID, proved bool) error

// Sync answers one request: Receive, then Write.
func (h *Hub) Sync(ctx context.Context, raw []byte, whole bool, w io.Writer, flush func()) (Outcome, error) {
	a, err := h.Receive(raw, whole, nil)
	if err == nil {
		err = a.Write(ctx, w, flush)
	}
	return a.Outcome, err
}

// Receive takes what one request pushes and plans its answer, which is never nil: with an error it only tells how far it came. whole is
// false if the request was cut on its way: then what came whole is taken, and nothing is answered. What a request costs is bounded before
// it is known whose it is: it is read piece by piece, at most wire.MaxUnproved of it inflated, wire.MaxPushes changes. Errors: code Corrupt
// or Invalid for a request that is none, Unavailable "wire.cut", those of admit and of the store. What came before an error is taken.
func (h *Hub) Receive(raw []byte, whole bool, admit Admit) (*Answer, error) {
	a := &Answer{h: h, whole: whole}
	r, err := wire.ParseRequest(raw)
	if err != nil {
		return a, err
	}
	a.Log = r.Log
	limit := wire.MaxUnproved
	if whole {
		if err := a.prove(r, admit); err != nil {
			return a, err
		}
		if a.caller != nil {
			limit = wire.MaxInflated
		} else if h.ClockDoubt() != nil && !h.ticketed(r.Log, r.Ticket) {
			return a, a.prepare(r) // a ticket: who it is is asked, and what its clock says
		}
	}
	items := r.Items(limit)
	defer items.Close()
	if err := a.read(items); err != nil {
		return a, err
	}
	if !whole {
		return a, emulation.Errorf(emulation.Unavailable, "wire.cut")
	}
	return a, a.prepare(r)
}

func (a *Answer) prove(r *wire.Request, admit Admit) error {
	c, err := a.h.authenticated(r)
	if err != nil {
		return err
	}
	if admit != nil {
		if err := admit(r.Log, c != nil); err != nil {
			return err
		}
	}
	a.caller = c
	return nil
}

// begin takes the header in: what the caller's clock says, before anything else is done by this one; then what has to be renewed before that
// key's changes are judged.
func (a *Answer) begin(header *wire.Header) error {
	a.header = header
	c := a.caller
	if c == nil {
		return nil
	}
	if a.posted != nil {
		if !a.posted.fresh {
			return nil
		}
	} else if !c.revoked {
		a.h.clock.heard(c.cert.Subject, header.Now)
	}
	if err := a.h.ClockDoubt(); err != nil {
		return err
	}
	if due, err := a.h.renews(c); err != nil || !due {
		return err
	}
	return a.taken(nil, func(t *taking) error { return t.renew(c.control, c.log) })
}

// taken does work in logs of units and clusters, or alone where it names none, and has it on disk when it returns. Other requests come in between
// one piece of work and the next. While the time is in doubt it does nothing but say so. Work is done again where a log it was judged by has grown in the
// store meanwhile.
func (a *Answer) taken(scopes []changeset.Scope, work func(*taking) error) error {
	if alone := len(scopes) == 0; alone {
		defer a.h.alone()()
	} else {
		defer a.h.among(scopes...)()
	}
	for again := range judgings {
		t, err := a.h.taking()
		if err != nil {
			return err
		}
		t.alone = len(scopes) == 0
		if err = work(t); err == nil {
			err = t.end()
		} else {
			t.forget() // it may remember what was not written
		}
		if emulation.KeyOf(err) == "storage.log-moved" && again+1 < judgings {
			continue
		}
		a.Counts.add(&t.counts)
		return err
	}
	return nil
}

// judgings is how often work is done at most while others, that share nothing but the store, write the same logs.
const judgings = 8

// batchBytes is how much of a request's changes is decoded before it is taken: one flush to disk for what people write in a day.
const batchBytes = 256 << 10

// reading takes the changes of a request while it reads them: no more than one batch of them is held at a time.
type reading struct {
	*Answer
	keys     *ahead.Keys // of who wrote them
	returned *returning
	returns  int // of the request
	batch    []arrived
	bytes    int // of the batch
	pushes   int // of the request
}

// Items are those of a request or a bundle, one after the other; io.EOF after the last.
type Items interface{ Next() (any, error) }

// read takes a request's items until their end or a fault; what came whole before a fault is taken.
func (a *Answer) read(items Items) error {
	r := reading{Answer: a, keys: ahead.NewKeys(a.h.anchor.Tenant, a.h.store)}
	for {
		item, err := items.Next()
		if err == nil {
			err = r.item(item)
		}
		if err == io.EOF && a.header == nil {
			err = malformedHeader()
		}
		if err == nil {
			continue
		}
		if takeErr := r.take(); takeErr != nil {
			return takeErr
		}
		if err == io.EOF {
			return nil
		}
		return err
	}
}

func (r *reading) item(item any) error {
	switch item := item.(type) {
	case *wire.Header:
		if r.header != nil {
			return malformedHeader()
		}
		return r.begin(item)
	case *wire.Return, *wire.Entry:
		if r.header == nil {
			return malformedHeader()
		}
		return r.back(item)
	case *wire.Push:
		if r.header == nil {
			return malformedHeader()
		}
		if r.pushes++; r.pushes > r.mostPushes() {
			return emulation.Errorf(emulation.Invalid, "wire.too-many", "limit", r.mostPushes())
		}
		r.batch = append(r.batch, r.h.arrive(r.keys, item))
		if r.bytes += len(item.Change); r.bytes >= batchBytes {
			return r.take()
		}
	case *wire.FileChunk:
		if r.posted == nil {
			return nil
		}
		if err := r.take(); err != nil { // what names the file
			return err
		}
		return r.chunk(item)
	}
	return nil
}

// take gives the batch its leaves.
func (r *reading) take() error {
	if len(r.batch) == 0 {
		return nil
	}
	acks, err := r.all(r.batch)
	if r.caller == nil {
		r.noteJoins(r.batch, acks)
	}
	r.acks = append(r.acks, acks...)
	r.batch, r.bytes = r.batch[:0], 0
	return err
}

func malformedHeader() error {
	return emulation.Errorf(emulation.Corrupt, "wire.malformed", "what", "header")
}

// all gives changes their leaves, in order: with others as far as they are in the logs of units and clusters, and alone what concerns more.
func (a *Answer) all(batch []arrived) (acks []wire.Ack, err error) {
	for in := scopesOf(batch); err == nil && len(acks) < len(batch); in = nil {
		done := len(acks)
		err = a.taken(in, func(t *taking) error {
			more, err := t.each(batch[done:])
			acks = append(acks[:done], more...)
			return err
		})
	}
	return acks, err
}

// scopesOf are the logs that changes are in; nil if a control log is among them.
func scopesOf(batch []arrived) (in []changeset.Scope) {
	for i := range batch {
		c := batch[i].change
		if c != nil && c.Scope.Kind() == changeset.Control {
			return nil
		}
		if c != nil && !slices.Contains(in, c.Scope) {
			in = append(in, c.Scope)
		}
	}
	return in
}

// prepare proves the caller as it stands after its own changes, and fixes which prefixes of which logs are handed out.
func (a *Answer) prepare(r *wire.Request) error {
	h := a.h
	defer h.planned()()
	var err error
	if a.caller == nil { // the pushed changes may have brought its certificate
		a.caller, err = h.authenticate(r)
	} else {
		a.caller, err = h.find(a.caller.log) // it may have been renewed or revoked just now
	}
	if err != nil {
		return err
	}
	a.nowMs = h.now().UnixMilli()
	until := a.nowMs + h.TicketLife.Milliseconds()
	a.ticket = wire.Ticket{Ticket: h.tickets.Give(r.Log, until, a.caller != nil && !a.caller.revoked), Until: until}
	if a.caller == nil {
		if a.acks, err = a.joining(r); err != nil {
			return err
		}
		return a.unknown()
	}
	a.Proved = true
	return a.plan()
}
