package hub

import (
	"cmp"
	"errors"
	"fmt"

	"thidua/emulation"
	"thidua/sync/ahead"
	"thidua/sync/changeset"
	"thidua/sync/judge"
	"thidua/sync/wire"
)

// Counts is what became of pushed changes.
type Counts struct {
	Taken   int            // given a leaf now
	Known   int            // had one already
	Further int            // further leaves that followed
	Refused map[string]int // by reason
	Renewed int            // certificates
}

func (c *Counts) add(o *Counts) {
	c.Taken += o.Taken
	c.Known += o.Known
	c.Further += o.Further
	c.Renewed += o.Renewed
	for reason, n := range o.Refused {
		if c.Refused == nil {
			c.Refused = map[string]int{}
		}
		c.Refused[reason] += n
	}
}

// arrived is a pushed change as far as it is understood without a look at any log.
type arrived struct {
	*wire.Push
	change *changeset.Signed // nil: it is none
}

// arrive decodes a pushed change and verifies it, before the lock is taken.
func (h *Hub) arrive(keys *ahead.Keys, p *wire.Push) arrived {
	c, err := changeset.DecodeNew(h.anchor.Tenant, p.Change)
	if err != nil {
		return arrived{Push: p}
	}
	keys.Prove(c)
	return arrived{p, c}
}

// taking is the work on the pushes of one request, by who is alone or has the lanes of the logs that it writes.
type taking struct {
	h      *Hub
	alone  bool
	nowMs  int64
	o      *judge.Overlay
	here   map[changeset.Identity]*changeset.Signed // appended to the overlay
	upon   map[changeset.Scope]uint64               // sizes of the logs it was judged by
	noted  []accepted                               // for the indexes, once they are written
	rested []changeset.Scope                        // where a change waits for its paper
	holds  int                                      // bytes of changes held back
	counts Counts
}

type accepted struct {
	ref    changeset.Ref
	key    changeset.Key
	field  string
	value  changeset.Raw
	author changeset.LogID
	at     int64 // when the server received it, ms
}

// notes remembers an operation of a change for the indexes; at is when the server received it, ms.
func (t *taking) notes(c *changeset.Signed, i int, at int64) {
	op := &c.Operations[i]
	if !noted(op) {
		return
	}
	t.noted = append(t.noted, accepted{ref: c.Ref(i), key: op.Key, field: op.Field, value: op.Value, author: c.Log, at: at})
}

// taking begins such work, unless the time is in doubt: asked once the lock is held and the time was read, which then is the one that is used.
func (h *Hub) taking() (*taking, error) {
	t := &taking{h: h, nowMs: h.now().UnixMilli(), counts: Counts{Refused: map[string]int{}}}
	t.fresh()
	return t, h.ClockDoubt()
}

func (t *taking) fresh() {
	t.o = ahead.NewOverlay(t.h.store)
	t.here, t.upon = map[changeset.Identity]*changeset.Signed{}, map[changeset.Scope]uint64{}
	t.noted, t.holds = nil, 0
}

// flush writes what was taken; it is on disk when flush returns.
func (t *taking) flush() error {
	if t.o.Empty() {
		return nil
	}
	b := t.o.Batch()
	b.Upon = t.upon
	if err := t.h.store.Commit(b); err != nil {
		t.forget() // it may remember what was not written
		t.fresh()
		return fmt.Errorf("writing what was taken: %w", err)
	}
	if len(t.noted) > 0 {
		t.h.lock.files.Lock()
		for i := range t.noted {
			t.h.note(&t.noted[i])
		}
		t.h.lock.files.Unlock()
	}
	t.fresh()
	return nil
}

// end is the last flush. A paper whose last chunk came before a log was known to name it is looked for once more.
func (t *taking) end() error {
	if err := t.flush(); err != nil || len(t.rested) == 0 {
		return err
	}
	if err := t.fileAll(t.rested); err != nil {
		t.forget()
		return err
	}
	return t.flush()
}

// errAlone is of a change that is taken alone: nothing of it was done yet.
var errAlone = errors.New("to be taken alone")

// push takes one change and answers it; flush must follow before the answer leaves.
func (t *taking) push(p arrived) (wire.Ack, error) {
	c := p.change
	if c == nil {
		t.counts.Refused[judge.RefusedBytes]++
		return wire.Ack{Identity: emulation.Digest(p.Change), Reason: judge.RefusedBytes}, nil
	}
	if _, err := t.o.Next(c); err != nil {
		return wire.Ack{}, err
	}
	place, err := t.o.Place(c.Identity)
	if err != nil {
		return wire.Ack{}, err
	}
	if place != nil {
		t.counts.Known++
		if err := t.beside(c, p.Detached); err != nil {
			return wire.Ack{}, err
		}
		return t.answer(place)
	}
	if len(c.Raw) > changeset.MaxChange || t.o.Full() {
		if err := t.flush(); err != nil {
			return wire.Ack{}, err
		}
	}
	if held, err := t.isHeld(c.Log); err != nil || held {
		return wire.Ack{}, cmp.Or(err, errAlone)
	}
	leaf, err := t.take(c, p.Detached)
	if !t.alone && mayHold(err) {
		return wire.Ack{}, errAlone
	}
	if r, refused := judge.AsRefusal(err); refused {
		if r.Reason != judge.RefusedRestored { // it is none of the caller's faults
			t.counts.Refused[r.Reason]++
		}
		return t.refuse(p, r)
	}
	if err != nil {
		return wire.Ack{}, err
	}
	t.counts.Taken++
	if place, err := t.o.Place(c.Identity); err != nil || place.Last != place.First { // it was judged again at once
		return t.answer(place)
	}
	return wire.Ack{Leaf: leaf.Encode()}, nil
}

// answer is the last leaf of a change that has one.
func (t *taking) answer(place *changeset.Place) (wire.Ack, error) {
	e, err := t.o.Entry(place.Scope, uint64(place.Last))
	if err != nil {
		return wire.Ack{}, err
	}
	if e == nil {
		return wire.Ack{}, emulation.Errorf(emulation.Corrupt, "sync.leaf-missing", "scope", place.Scope.String(), "index", place.Last)
	}
	if e.LeafRaw == nil {
		return wire.Ack{Leaf: e.Leaf.Encode()}, nil
	}
	return wire.Ack{Leaf: e.LeafRaw}, nil
}

// take judges a change that has no leaf and gives it one.
func (t *taking) take(c *changeset.Signed, detached []changeset.Detached) (*changeset.Leaf, error) {
	leaf, control, err := t.nextLeaf(c.Scope)
	if err != nil {
		return nil, err
	}
	ruling, err := t.h.judge.Decide(t.o, c, judge.Moment{Received: leaf.Received, Control: control})
	if err != nil {
		return nil, err
	}
	leaf.Identity, leaf.Verdict, leaf.Reason, leaf.JudgeVersion = c.Identity, ruling.Verdict, ruling.Reason, ruling.Judge
	named, _ := c.Named(detached)
	e := changeset.Entry{Scope: c.Scope, Leaf: *leaf, Raw: c.Raw, Detached: named}
	if err := t.h.judge.Append(t.o, e, c); err != nil {
		return nil, err
	}
	t.here[c.Identity] = c
	if err := t.letGo(c.Log, c.Identity); err != nil {
		return nil, err
	}
	return leaf, t.follows(c, ruling)
}

// nextLeaf is the place, time, control size and judge version of the next leaf of a scope.
func (t *taking) nextLeaf(scope changeset.Scope) (*changeset.Leaf, changeset.AsOf, error) {
	head, err := t.log(scope)
	if err != nil {
		return nil, 0, err
	}
	control, ok, err := t.h.judge.ControlOf(t.o, scope, changeset.Logged)
	if err != nil {
		return nil, 0, err
	}
	if !ok {
		return nil, 0, &judge.Refusal{Reason: judge.RefusedScope}
	}
	if err := t.h.gives(control); err != nil {
		return nil, 0, err
	}
	c, err := t.log(control)
	if err != nil {
		return nil, 0, err
	}
	version, err := t.h.judge.InForce(t.o, control, changeset.AsOf(c.Size))
	if err != nil {
		return nil, 0, err
	}
	earliest, err := t.h.judge.Earliest(t.o, control, head, changeset.AsOf(c.Size))
	return &changeset.Leaf{Index: head.Size, Received: max(t.nowMs, earliest), ControlSize: c.Size, JudgeVersion: version}, changeset.AsOf(c.Size), err
}

// log is the head of a log that is judged by; what is written holds only while that is the head.
func (t *taking) log(scope changeset.Scope) (changeset.LogHead, error) {
	head, err := t.o.Log(scope)
	if _, known := t.upon[scope]; !known && err == nil {
		t.upon[scope] = head.Size
	}
	return head, err
}

// beside keeps the personal values of a change that has its leaf, where it came without them: whoever brought it first may have left them out.
func (t *taking) beside(c *changeset.Signed, detached []changeset.Detached) error {
	if detached, _ = c.Named(detached); len(detached) == 0 {
		return nil
	}
	if err := t.flush(); err != nil { // the leaf may be of the same request
		return err
	}
	place, err := t.h.store.Place(c.Identity)
	if err != nil || place == nil || place.First < 0 {
		return err
	}
	e, err := t.h.store.Entry(place.Scope, uint64(place.First))
	if err != nil || e == nil {
		return err
	}
	if e.Detached = changeset.Late(detached, changeset.Commitments(e.Detached)); len(e.Detached) == 0 {
		return nil
	}
	return t.h.store.Commit(&changeset.Batch{Entries: []changeset.Entry{*e}})
}

// Take gives changes their leaves, in order, without a request around them: for a store that is being founded or filled in this process.
func (h *Hub) Take(pushes []wire.Push) ([]wire.Ack, Counts, error) {
	batch, keys := make([]arrived, len(pushes)), ahead.NewKeys(h.anchor.Tenant, h.store)
	for i := range pushes {
		batch[i] = h.arrive(keys, &pushes[i])
	}
	a := &Answer{h: h}
	acks, err := a.all(batch)
	return acks, a.Counts, err
}

// each takes pushes and answers them, up to the first that is to be taken alone; flush must follow before the answers leave.
func (t *taking) each(batch []arrived) ([]wire.Ack, error) {
	acks := make([]wire.Ack, 0, len(batch))
	for i := range batch {
		ack, err := t.push(batch[i])
		if err == errAlone {
			return acks, nil
		}
		if err != nil {
			return nil, err
		}
		acks = append(acks, ack)
	}
	return acks, nil
}
