package client_test

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/internal/bench"
	"thidua/internal/testdesk"
	"thidua/sync/changeset"
	"thidua/sync/client"
)

// bulk is a desk on which many changes wait, made when they are asked for.
type bulk struct {
	*empty
	like changeset.Signed
	n    uint64
}

func (b *bulk) Pending(fn func(changeset.PendingChange) error) error {
	for i := range b.n {
		c := b.like
		c.Raw, c.Seq = bytes.Clone(c.Raw), i+1
		c.Identity[0], c.Identity[1] = byte(i), byte(i>>8)
		if err := fn(changeset.PendingChange{Change: &c}); err != nil {
			return err
		}
	}
	return nil
}

// TestWhatWaitsIsNotHeldInMemory: a desk comes back with far more than it may hold. What waits is read while it is sent.
func TestWhatWaitsIsNotHeldInMemory(t *testing.T) {
	w := testdesk.New(t)
	w.Found()
	d := w.Join("son-la", "an", emulation.RoleLeader)
	b := &bulk{empty: &empty{values: map[string][]byte{}}, like: *d.Score("son-la", "1", strings.Repeat("9", 60_000)), n: 2000}
	c := client.New(client.Config{Tenant: d.Judge.Tenant, Key: d.Private, Outbox: b, Applier: b, State: b, Transport: &server{}, Now: w.Clock.Now, Rand: testdesk.Random("bulk"), Judge: 1})
	var r client.Report
	most := bench.Peak(func() { r, _ = c.Once(context.Background()) })
	if r.Waiting != 2000 || r.Sent == 0 {
		t.Errorf("%+v", r)
	}
	if most > 60<<20 {
		t.Errorf("%d MB of memory for what waits, which is %d MB long", most>>20, len(b.like.Raw)*2000>>20)
	}
}

// TestMoreWaitsThanAWindowHolds: all of it goes up, in its order, each change once.
func TestMoreWaitsThanAWindowHolds(t *testing.T) {
	w := testdesk.New(t)
	w.Found()
	d := w.Join("son-la", "an", emulation.RoleLeader)
	d.Sync()
	const n = 120
	var last *changeset.Signed
	for range n {
		last = d.Comment(strings.Repeat("nhận xét ", 5000))
	}
	if len(last.Raw)*n < 5<<20 {
		t.Fatalf("%d bytes: too few for a window", len(last.Raw)*n)
	}
	r := d.Sync()
	if r.Sent != n || r.Waiting != 0 || r.RoundTrips < 2 {
		t.Errorf("%+v", r)
	}
	if p := d.Place(last.Identity); p.First < n-1 {
		t.Errorf("the last change has leaf %d", p.First)
	}
}
