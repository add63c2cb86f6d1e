package questions

import (
	"cmp"
	"slices"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
)

// Written is one change as the logs hold it: who wrote what, and when the server took it in (dấu vết).
type Written struct {
	Scope    changeset.Scope
	Author   string
	Mine     bool                // this desk wrote it
	Received int64               // ms since 1970, by the server's clock; 0: it waits here to be sent
	At       int64               // ms since 1970, by the author's clock as far as it can be believed
	What     []emulation.Message // the kinds of record it is about, each once
	Says     []emulation.Message // what it wrote, a sentence for each operation; of a long one the first, and how many there are beside
	Verdict  changeset.Verdict
	Reason   string // a word of the judge; empty when accepted
}

// mostSaid is how many operations of a change in the trail are told.
const mostSaid = 12

// trailDepth is how many entries of each log are looked through at most where only those of others are wanted.
const trailDepth = 2000

// Trail lists what was written last into the logs that are here, the newest first, at most so many: first what waits here to be sent. With others only
// what others wrote. A change that was judged again stands where that was done.
func (room Room) Trail(most int, others bool) ([]Written, error) {
	w, done := room.desk.View()
	defer done()
	t, err := w.teller()
	if err != nil {
		return nil, err
	}
	scopes, err := w.Store.Scopes()
	if err != nil {
		return nil, err
	}
	var leaves []changeset.Leaf // without their bytes: most of them are not told
	for _, scope := range scopes {
		head, err := w.Store.Log(scope)
		if err != nil {
			return nil, err
		}
		depth := most
		if others {
			depth = max(most, trailDepth)
		}
		from := head.Size - min(head.Size, uint64(depth))
		err = w.Store.Entries(scope, from, func(e *changeset.Entry) error {
			leaves = append(leaves, e.Leaf)
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	slices.SortFunc(leaves, func(a, b changeset.Leaf) int {
		return cmp.Or(cmp.Compare(b.Received, a.Received), cmp.Compare(b.Index, a.Index))
	})
	name := w.Namer()
	var list []Written
	add := func(c *changeset.Signed, leaf *changeset.Leaf) (err error) {
		if others && c.Log == w.Self() {
			return nil
		}
		x := Written{Scope: c.Scope, Mine: c.Log == w.Self(), At: c.HLC.Milliseconds(), What: kindsOf(c), Says: t.told(c, mostSaid)}
		if leaf != nil {
			x.Received, x.Verdict, x.Reason = leaf.Received, leaf.Verdict, leaf.Reason
			x.At = c.HLC.Cap(leaf.Received).Milliseconds()
		}
		x.Author, err = name(c.Log)
		list = append(list, x)
		return err
	}
	err = w.Store.Pending(func(p changeset.PendingChange) error { return add(p.Change, nil) })
	if err != nil {
		return nil, err
	}
	slices.Reverse(list)
	for i := range leaves {
		if len(list) >= most {
			break
		}
		raw, err := w.Store.Change(leaves[i].Identity)
		if err != nil {
			return nil, err
		}
		c, err := changeset.Decode(w.Judge.Tenant, raw)
		if err != nil {
			continue // of another program: the log of the technician counts it
		}
		if err := add(c, &leaves[i]); err != nil {
			return nil, err
		}
	}
	return list[:min(len(list), most)], nil
}

// kindsOf names what a change is about, each kind of record once.
func kindsOf(c *changeset.Signed) []emulation.Message {
	var kinds []string
	var what []emulation.Message
	for i := range c.Operations {
		op := &c.Operations[i]
		if slices.Contains(kinds, op.Kind) {
			continue
		}
		kinds = append(kinds, op.Kind)
		if e := record.Find(op.Kind); e != nil {
			what = append(what, e.Told())
		}
	}
	return what
}
