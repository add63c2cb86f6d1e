package hub

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"sort"

	"thidua/emulation"
	"thidua/sync/changeset"
	"thidua/sync/judge"
	"thidua/sync/state"
	"thidua/sync/wire"
)

// pageBytes is how much of a log is read from the store at once; no transaction of the store is held while a slow line takes it.
const pageBytes = 256 << 10

// Answer is one response: planned under locks, written without.
type Answer struct {
	Outcome
	h        *Hub
	ticket   wire.Ticket
	whole    bool    // the request was not cut, so that its key could be proved
	caller   *caller // nil: the ticket is all there is
	header   *wire.Header
	nowMs    int64
	acks     []wire.Ack
	joins    []join // the pushed changes by which a key without a certificate wants to join
	view     wire.View
	logs     []part
	problems []wire.Problem
	offer    *wire.Offer
	blobs    []wire.BlobState
	lacks    []wire.Lack
	opening  *wire.Opened               // the generation a person at the caller's desk has to confirm; nil: none
	older    bool                       // the caller is of an earlier generation than the logs
	silent   bool                       // nothing is signed: there may be more of the logs than is here
	signed   map[changeset.Scope]uint64 // sizes under this server's own signature, as the caller showed them
	posted   *posted                    // nil: not by a bundle
	held     []wire.HeldPlace
	heldAll  *wire.HeldAll
}

// part is the stretch of a log that is handed out.
type part struct {
	cursor wire.Cursor
	head   changeset.LogHead
	until  uint64          // leaves handed out at most: behind it stands what the caller cannot judge
	state  *emulation.Hash // what the log amounts to; nil: the caller does not compare it
}

// plan fixes what is handed out, for who has the world: the control log stands still, so that no leaf needs more of it than the response, or
// the caller, has.
func (a *Answer) plan() error {
	a.view.Now, a.view.Judge, a.view.Features = a.nowMs, a.h.judge.Knows, wire.FeaturePack
	if why := a.h.barred(a.caller); why != nil {
		a.problems = append(a.problems, wire.Problem{Scope: a.caller.control, Code: why.Code, Key: why.Message.Key})
		return nil
	}
	scopes, err := a.h.readable(a.caller)
	if err != nil {
		return err
	}
	a.view.Scopes, a.silent = scopes, a.h.lost[a.caller.control] != nil
	if a.silent { // the leaves that prove what it said of a quota are not handed out now
		for i := range a.acks {
			if a.acks[i].Said != nil {
				a.acks[i].Said, a.acks[i].Reason = nil, judge.RefusedRestored
			}
		}
	}
	generation, err := a.h.judge.Generation(a.h.store, a.caller.control, changeset.Logged)
	if err != nil {
		return err
	}
	asked := map[changeset.Scope]wire.Cursor{}
	for _, c := range a.header.Cursors {
		asked[c.Scope] = c
		a.older = a.older || c.Size > 0 && c.Generation < generation
	}
	for _, s := range scopes {
		c, named := asked[s]
		delete(asked, s)
		if !named && a.header.Only {
			continue
		}
		c.Scope = s
		if err := a.planLog(c); err != nil {
			return err
		}
	}
	for _, c := range a.header.Cursors {
		if _, left := asked[c.Scope]; left {
			if none, err := a.unbegun(c); none || err != nil {
				if err != nil {
					return err
				}
				continue
			}
			a.problems = append(a.problems, wire.Problem{Scope: c.Scope, Code: emulation.Forbidden, Key: "sync.not-yours"})
		}
	}
	if err := a.hears(); err != nil {
		return err
	}
	if err := a.planHeld(); err != nil {
		return err
	}
	a.planOffer()
	return a.planBlobs()
}

func (a *Answer) planLog(c wire.Cursor) error {
	defer a.h.enter(c.Scope)() // its head and its state are of one moment
	head, err := a.h.judge.Head(a.h.store, c.Scope)
	if err != nil {
		return err
	}
	if c.OwnFrom > 0 || c.Size == 0 {
		if err := a.chains(c.Scope); err != nil {
			return err
		}
	}
	switch {
	case a.older:
		a.problems = append(a.problems, wire.Problem{Scope: c.Scope, Code: emulation.Conflict, Key: "sync.generation"})
		return a.opened()
	case c.Size > head.Size, c.Size > 0 && c.Generation > head.Generation:
		a.lackOf(c, head)
		return nil
	}
	until, err := a.h.judged(c.Scope, a.caller.control, head, a.header.Judge)
	if err != nil {
		return err
	}
	if until < head.Size {
		a.problems = append(a.problems, wire.Problem{Scope: c.Scope, Code: emulation.Newer, Key: "verdict.unknown"})
	}
	if a.silent { // it signs nothing, so nobody could prove what it said
		until = min(until, c.Size)
	}
	p := part{cursor: c, head: head, until: until}
	if a.header.Features&wire.FeatureState != 0 && until == head.Size {
		p.state, err = a.h.states.Of(c.Scope)
		if err != nil && emulation.CodeOf(err) != emulation.Corrupt { // of a log with a row that cannot be read no state is signed
			return err
		}
		if p.state != nil && p.cursor.Checked == head.Size && !p.checked() {
			if err := a.doubted(&p); err != nil {
				return err
			}
		}
	}
	a.logs = append(a.logs, p)
	return nil
}

// judged is how many leaves of a log a program can judge that knows versions up to one (0: of before there were versions): those before a
// version it does not know came into force. A program
// that knows there are versions gets the leaf that raises it too, and sees by it that the office did; one that does not would take it as it is.
func (h *Hub) judged(scope, control changeset.Scope, head changeset.LogHead, knows uint64) (uint64, error) {
	raised, ok, err := h.judge.Raised(h.store, control, max(knows, judge.First))
	if err != nil || !ok {
		return head.Size, err
	}
	if scope == control {
		if knows > 0 {
			raised++
		}
		return raised, nil
	}
	var failed error
	n := sort.Search(int(head.Size), func(i int) bool {
		e, err := h.store.Entry(scope, uint64(i))
		if err != nil || e == nil {
			failed = errors.Join(failed, err)
			return true
		}
		return e.Leaf.ControlSize > raised
	})
	return uint64(n), failed
}

// chains tells the caller how far its own chains are here.
func (a *Answer) chains(scope changeset.Scope) error {
	return changeset.EachChain(a.h.store.Chain, changeset.ChainKey{Scope: scope, Log: a.caller.log}, func(epoch uint64, end changeset.ChainHead) (bool, error) {
		a.view.Chains = append(a.view.Chains, wire.ChainEnd{Scope: scope, Epoch: epoch, Seq: end.Seq, Identity: end.Identity})
		return true, nil
	})
}

// Write sends the response: ticket first, so that a cut rarely costs it; then control before the other logs. flush, if given, is called
// after each frame. The end of the context ends it. Errors are those of out and of the store.
func (a *Answer) Write(ctx context.Context, out io.Writer, flush func()) error {
	w := wire.NewWriter(out, flush)
	if a.caller != nil && a.header.Features&wire.FeaturePack != 0 {
		w.Pack()
	}
	if err := w.Item(&a.ticket); err != nil {
		return err
	}
	if a.caller == nil {
		for i := range a.lacks {
			if err := w.Item(&a.lacks[i]); err != nil {
				return err
			}
		}
		if err := a.writeAcks(w); err != nil {
			return err
		}
		if err := w.Item(&wire.End{}); err != nil {
			return err
		}
		return w.Close()
	}
	if err := a.told(ctx, w); err != nil {
		return err
	}
	if err := w.Item(&wire.End{More: a.More}); err != nil {
		return err
	}
	return w.Close()
}

// told writes what a caller who is proved is told.
func (a *Answer) told(ctx context.Context, w *wire.Writer) error {
	if err := w.Item(&a.view); err != nil {
		return err
	}
	for i := range a.problems {
		if err := w.Item(&a.problems[i]); err != nil {
			return err
		}
	}
	if a.opening != nil {
		if err := w.Item(a.opening); err != nil {
			return err
		}
	}
	for i := range a.lacks {
		if err := w.Item(&a.lacks[i]); err != nil {
			return err
		}
	}
	if err := a.writeAcks(w); err != nil {
		return err
	}
	if err := a.writeHeld(w); err != nil {
		return err
	}
	for i := range a.logs {
		if err := a.log(ctx, w, &a.logs[i]); err != nil {
			return err
		}
		if a.More {
			break
		}
	}
	if a.offer != nil && !a.More {
		if err := w.Item(a.offer); err != nil {
			return err
		}
	}
	for i := range a.blobs {
		if err := w.Item(&a.blobs[i]); err != nil {
			return err
		}
	}
	return nil
}

func (a *Answer) writeAcks(w *wire.Writer) error {
	for i := range a.acks {
		if err := w.Item(&a.acks[i]); err != nil {
			return err
		}
	}
	return nil
}

func (a *Answer) budget() int {
	if a.posted != nil {
		return math.MaxInt // the file has a limit of its own
	}
	if b := a.header.Budget; b > 0 && b < uint64(a.h.Budget) {
		return int(b)
	}
	return a.h.Budget
}

// log sends one log from the cursor on, and the checkpoint if the end was reached.
func (a *Answer) log(ctx context.Context, w *wire.Writer, p *part) error {
	for at := p.cursor.Size; at < p.until; {
		if w.Bytes() >= a.budget() && a.Entries > 0 {
			a.More = true
			return nil
		}
		page, err := a.page(ctx, p.cursor.Scope, at, p.until)
		if err != nil {
			return err
		}
		for _, e := range page {
			if w.Bytes() >= a.budget() && a.Entries > 0 {
				a.More = true
				return nil
			}
			if err := a.entry(w, p, e); err != nil {
				return err
			}
			a.Entries++
		}
		at += uint64(len(page))
	}
	if a.silent {
		return nil
	}
	if p.until < p.head.Size {
		return a.upTo(w, p)
	}
	if p.checked() {
		return nil
	}
	return a.checkpoint(w, p, p.head.Size, p.head.Root())
}

// checked reports whether the caller has compared what the checkpoint would say: the root too, or a server that lost leaves and went on
// with others would not be noticed while both count as many.
func (p *part) checked() bool {
	c, want := &p.cursor, wire.RootDigest(p.head.Size, p.head.Root())
	if p.state != nil {
		want = wire.StateDigest(p.head.Size, p.head.Root(), *p.state)
	}
	return c.Checked == p.head.Size && len(c.Root) > 0 && bytes.Equal(c.Root, want)
}

// checkpoint signs the log up to a size where it has a root.
func (a *Answer) checkpoint(w *wire.Writer, p *part, size uint64, root emulation.Hash) error {
	if size == 0 {
		return nil
	}
	note, err := changeset.Checkpoint{Tenant: a.h.anchor.Tenant, Scope: p.cursor.Scope, Generation: p.head.Generation, Size: size, Root: root}.Sign(a.h.key)
	if err != nil {
		return err
	}
	if err := w.Item(&wire.Checkpoint{Scope: p.cursor.Scope, Note: note}); err != nil || p.state == nil {
		return err
	}
	word := state.Word{Scope: p.cursor.Scope, Generation: p.head.Generation, Size: size, Root: root, State: *p.state}
	return w.Item(&wire.State{Signed: word.Sign(a.h.anchor.Tenant, a.h.key)})
}

func (a *Answer) entry(w *wire.Writer, p *part, e *changeset.Entry) error {
	item := &wire.Entry{Scope: e.Scope, Leaf: e.LeafRaw, Change: e.Raw, Detached: e.Detached}
	if e.Raw != nil && p.cursor.OwnFrom > 0 {
		place, err := a.h.store.Place(e.Leaf.Identity)
		if err != nil {
			return err
		}
		if place != nil && place.Log == a.caller.log && place.Seq >= p.cursor.OwnFrom {
			item.Change, item.Detached = nil, nil
			if a.header.Features&wire.FeatureOwn != 0 {
				item.Own = &wire.Own{Epoch: place.Epoch, Seq: place.Seq}
			}
		}
	}
	if e.Leaf.Index == p.cursor.Size {
		return w.Entry(item, &p.cursor)
	}
	return w.Entry(item, nil)
}

var errPage = errors.New("page is full")

// page reads some entries of a log, unless nobody waits for them any more.
func (a *Answer) page(ctx context.Context, scope changeset.Scope, from, to uint64) ([]*changeset.Entry, error) {
	if err := ctx.Err(); err != nil {
		return nil, emulation.Errorf(emulation.Unavailable, "wire.cut").Because(err)
	}
	var page []*changeset.Entry
	bytes := 0
	err := a.h.store.Entries(scope, from, func(e *changeset.Entry) error {
		if e.Leaf.Index >= to || bytes >= pageBytes {
			return errPage
		}
		page = append(page, e)
		bytes += len(e.Raw) + len(e.LeafRaw) + 64
		return nil
	})
	if err != nil && !errors.Is(err, errPage) {
		return nil, fmt.Errorf("reading a log to hand it out: %w", err)
	}
	if len(page) == 0 {
		return nil, emulation.Errorf(emulation.Corrupt, "sync.leaf-missing", "scope", scope.String(), "index", from)
	}
	return page, nil
}
