package hub_test

import (
	"crypto/ed25519"
	"fmt"
	"sync"
	"testing"
	"time"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/internal/testdesk"
	"thidua/sync/changeset"
	"thidua/sync/hub"
	"thidua/sync/judge"
	"thidua/sync/state"
	"thidua/sync/wire"
)

// slowStore is a store whose commits to one log wait.
type slowStore struct {
	hub.Store
	scope   changeset.Scope
	reached chan struct{} // closed by the first of them
	once    sync.Once
	release chan struct{}
}

func (s *slowStore) Commit(b *changeset.Batch) error {
	if _, ok := b.Heads[s.scope]; ok {
		s.once.Do(func() { close(s.reached) })
		<-s.release
	}
	return s.Store.Commit(b)
}

// scores are changes of a desk's unit, one behind the other.
func scores(d *testdesk.Desk, unit string, n int) (out []wire.Push) {
	for i := range n {
		out = append(out, wire.Push{Change: d.Score(unit, fmt.Sprint(i), "9.5").Raw})
	}
	return out
}

// TestLogsDoNotWaitForEachOther: while the disk is slow with what one unit sent, the changes of another get their leaves, and who asks gets an answer.
func TestLogsDoNotWaitForEachOther(t *testing.T) {
	w, a, b := two(t)
	slow := &slowStore{Store: w.Store, scope: testdesk.UnitScope("son-la"), reached: make(chan struct{}), release: make(chan struct{})}
	h, err := hub.New(slow, judge.NewAnchor(w.Root.Public().(ed25519.PublicKey)), w.Server, w.Clock.Now)
	if err != nil {
		t.Fatal(err)
	}
	w.Hub = h
	from, to := scores(a, "son-la", 3), scores(b, "cao-bang", 3)
	done := make(chan error, 1)
	go func() {
		_, n, err := h.Take(from)
		if err == nil && n.Taken != 3 {
			err = fmt.Errorf("%+v", n)
		}
		done <- err
	}()
	<-slow.reached
	if _, n, err := h.Take(to); err != nil || n.Taken != 3 {
		t.Errorf("the other unit: %+v, %v", n, err)
	}
	ticketOf(t, w, b.Private)
	select {
	case err := <-done:
		t.Error("the slow one was done first", err)
	default:
	}
	close(slow.release)
	if err := <-done; err != nil {
		t.Error(err)
	}
}

// otherHub writes a log just before the hub under test does.
type otherHub struct {
	hub.Store
	first func() error
}

func (o *otherHub) Commit(b *changeset.Batch) error {
	if first := o.first; first != nil && len(b.Entries) > 0 {
		o.first = nil
		if err := first(); err != nil {
			return err
		}
	}
	return o.Store.Commit(b)
}

// TestJudgedAgain: another hub, that shares nothing but the store, writes the log of the unit and then that of the office between the judging and the
// writing. What was judged too early is not written; it is judged again, and every change gets one leaf, by the control log of that moment.
func TestJudgedAgain(t *testing.T) {
	w, a, _ := two(t)
	open := func(s hub.Store) *hub.Hub {
		h, err := hub.New(s, judge.NewAnchor(w.Root.Public().(ed25519.PublicKey)), w.Server, w.Clock.Now)
		if err != nil {
			t.Fatal(err)
		}
		return h
	}
	shared := &otherHub{Store: w.Store}
	h, other := open(shared), open(w.Store)
	own := testdesk.UnitScope("son-la")
	take := func(h *hub.Hub, p wire.Push) error {
		acks, n, err := h.Take([]wire.Push{p, p})
		if err == nil && (n.Taken != 1 || n.Known != 1 || len(acks) != 2 || acks[0].Reason != "") {
			err = fmt.Errorf("%+v, %+v", n, acks)
		}
		return err
	}
	before := sizes(t, w)
	three := scores(a, "son-la", 3)
	shared.first = func() error { return take(other, three[0]) }
	_, n, err := h.Take(three)
	if err != nil || n.Taken != 2 || n.Known != 1 {
		t.Fatal(n, err)
	}
	more := scores(a, "son-la", 1)
	shared.first = func() error {
		w.Hub = other
		w.Invite("son-la", "hoa", emulation.RoleStaff)
		w.Office.Sync()
		return nil
	}
	if err := take(h, more[0]); err != nil {
		t.Fatal(err)
	}
	head, err := w.Store.Log(w.Control)
	if err != nil {
		t.Fatal(err)
	}
	if now := sizes(t, w); now[own] != before[own]+4 {
		t.Errorf("%d leaves, want %d", now[own], before[own]+4)
	}
	last, err := w.Store.Entry(own, before[own]+3)
	if err != nil || last.Leaf.ControlSize != head.Size {
		t.Errorf("judged by %d leaves of the control log, which has %d, %v", last.Leaf.ControlSize, head.Size, err)
	}
	w.Hub = open(w.Store)
	a.Sync()
	w.Office.Sync()
}

// TestAllAtOnce: units, the cluster and the office write at once, the same requests come twice, and others look. Whatever the order was, each change has
// one leaf, and every desk comes to the state that the server signs.
func TestAllAtOnce(t *testing.T) {
	w, a, b := two(t)
	const rounds, each = 4, 10
	type batch []wire.Push
	var all []batch
	var ids []changeset.Identity
	units := map[*testdesk.Desk]string{a: "son-la", b: "cao-bang"}
	for d, unit := range units {
		for r := range rounds {
			var next batch
			for i := range each {
				c := d.Score(unit, fmt.Sprint(r, ".", i), "9.5")
				next, ids = append(next, wire.Push{Change: c.Raw}), append(ids, c.Identity)
				if i == each/2 {
					c := d.Comment(fmt.Sprint(unit, r))
					next, ids = append(next, wire.Push{Change: c.Raw}), append(ids, c.Identity)
				}
			}
			all = append(all, next)
		}
	}
	for r := range rounds {
		c := w.Office.Write(w.Control, "unit", record.Unit.Op(record.OfficeCode{Office: testdesk.ID("office"), Code: fmt.Sprint("u", r)}, emulation.UnitInfo{Name: fmt.Sprint(r)}))
		all, ids = append(all, batch{{Change: c.Raw}}), append(ids, c.Identity)
	}
	tickets := [][]byte{ticketOf(t, w, a.Private), ticketOf(t, w, b.Private)}
	var wait sync.WaitGroup
	for range 2 {
		wait.Go(func() { // each author's in their order, twice over
			for _, some := range all {
				if _, _, err := w.Hub.Take(some); err != nil {
					t.Error(err)
				}
			}
		})
		wait.Go(func() {
			for i := range all {
				some := all[len(all)-1-i] // what is missing before it is said to be
				if _, _, err := w.Hub.Take(some); err != nil {
					t.Error(err)
				}
			}
		})
	}
	for i, d := range []*testdesk.Desk{a, b} {
		raw := request(t, w, d.Private, tickets[i], wire.Header{Features: wire.FeatureState})
		wait.Go(func() {
			if _, err := w.Hub.Receive(raw, true, nil); err != nil {
				t.Error(err)
			}
			if _, err := w.Hub.SumAnew(t.Context()); err != nil {
				t.Error(err)
			}
			if err := w.Hub.Maintain(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
	for range 2 {
		for _, d := range []*testdesk.Desk{w.Office, a, b} {
			d.Sync()
		}
		w.Clock.Forward(time.Second)
	}
	for _, id := range ids {
		if p, err := w.Store.Place(id); err != nil || p == nil || p.First < 0 || p.Verdict != changeset.Accepted {
			t.Errorf("%s: %+v, %v", id, p, err)
		}
	}
	leaves := map[changeset.Identity]int{}
	for scope, size := range sizes(t, w) {
		n := uint64(0)
		err := w.Store.Entries(scope, 0, func(e *changeset.Entry) error {
			n++
			if !e.Leaf.Further() {
				leaves[e.Leaf.Identity]++
			}
			return nil
		})
		if err != nil || n != size {
			t.Errorf("%s: %d leaves of %d, %v", scope, n, size, err)
		}
	}
	for id, n := range leaves {
		if n != 1 {
			t.Errorf("%s has %d leaves", id, n)
		}
	}
	for d, unit := range units {
		for _, scope := range []changeset.Scope{w.Control, w.Cluster, testdesk.UnitScope(unit)} {
			want, err := state.Of(w.Store, scope)
			if got := d.StateHash(scope); err != nil || got != want {
				t.Errorf("%s at %s: %s, not %s (%v)", scope, unit, got, want, err)
			}
		}
	}
}
