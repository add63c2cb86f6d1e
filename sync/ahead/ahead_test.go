package ahead_test

import (
	"bytes"
	"crypto/ed25519"
	"fmt"
	"testing"

	"thidua/emulation"
	"thidua/internal/testdesk"
	"thidua/sync/ahead"
	"thidua/sync/changeset"
	"thidua/sync/judge"
)

// written is a log of a unit with so many scores, as leaves that come in, and the key that made them.
func written(t *testing.T, n int) (*testdesk.World, *testdesk.Desk, []judge.Received) {
	t.Helper()
	w := testdesk.New(t)
	w.Found()
	a := w.Join("son-la", "an", emulation.RoleLeader)
	a.Sync()
	for i := range n {
		a.Score("son-la", fmt.Sprint(i), "9.5")
	}
	a.Sync()
	in, err := logged(w, testdesk.UnitScope("son-la"))
	if err != nil || len(in) != n {
		t.Fatal(err, len(in))
	}
	return w, a, in
}

// TestForgedSignatureVerifiedAhead: somebody on the way alters the signature of some changes. Verified ahead, each is as forged as before, and every
// other change is made by its key and by no other.
func TestForgedSignatureVerifiedAhead(t *testing.T) {
	w, a, in := written(t, 100)
	forged := map[int]bool{0: true, 15: true, 16: true, 63: true, 99: true}
	for i := range forged {
		in[i].Change[len(in[i].Change)-1] ^= 1
	}
	r := ahead.Read(a.Judge.Tenant, w.Store, in)
	defer r.End()
	for i := range in {
		c := r.At(i)
		if c == nil || !bytes.Equal(c.Raw, in[i].Change) {
			t.Fatalf("leaf %d has another change, or none", i)
		}
		if err := c.Verify(a.Private.Public().(ed25519.PublicKey)); (err != nil) != forged[i] {
			t.Errorf("change %d, forged %v: %v", i, forged[i], err)
		}
		if c.Verify(w.Office.Private.Public().(ed25519.PublicKey)) == nil {
			t.Errorf("change %d counts as another key's", i)
		}
	}
}

// TestLeavesWithoutAChange: a further leaf brings none, and bytes that are none are left to the judge.
func TestLeavesWithoutAChange(t *testing.T) {
	w, a, in := written(t, 40)
	in[3].Change, in[30].Change = nil, []byte("no change")
	r := ahead.Read(a.Judge.Tenant, w.Store, in)
	defer r.End()
	for i := range in {
		if c := r.At(i); (c == nil) != (i == 3 || i == 30) {
			t.Errorf("leaf %d: %v", i, c)
		}
	}
}

// TestEndBeforeTheLastLeaf: whoever stops in the middle waits for nothing that was not begun.
func TestEndBeforeTheLastLeaf(t *testing.T) {
	w, a, in := written(t, 80)
	r := ahead.Read(a.Judge.Tenant, w.Store, in)
	if r.At(0) == nil {
		t.Error("no change")
	}
	r.End()
	ahead.Read(a.Judge.Tenant, w.Store, nil).End()
}

// TestWhatABatchAddsIsSeen: an overlay that asks its store once sees what is appended on top of it, and an overlay after the commit what was written.
func TestWhatABatchAddsIsSeen(t *testing.T) {
	w, a, in := written(t, 30)
	copied := w.NewDesk("copy", testdesk.Key("copy"))
	control, err := logged(w, w.Control)
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range [][]judge.Received{control, in[:10], in[10:]} {
		o := ahead.NewOverlay(copied.DB)
		for _, leaf := range part {
			if err := a.Judge.Receive(o, copied.DB, leaf); err != nil {
				t.Fatal(err)
			}
		}
		if err := copied.DB.Commit(o.Batch()); err != nil {
			t.Fatal(err)
		}
	}
	if got, want := copied.StateHash(in[0].Scope), a.StateHash(in[0].Scope); got != want {
		t.Errorf("state %s, want %s", got, want)
	}
}

func logged(w *testdesk.World, scope changeset.Scope) (in []judge.Received, err error) {
	err = w.Store.Entries(scope, 0, func(e *changeset.Entry) error {
		in = append(in, judge.Received{Scope: e.Scope, Leaf: e.LeafRaw, Change: bytes.Clone(e.Raw), Detached: e.Detached})
		return nil
	})
	return in, err
}
