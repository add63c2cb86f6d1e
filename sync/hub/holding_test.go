package hub_test

import (
	"context"
	"testing"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/internal/testdesk"
	"thidua/sync/changeset"
	"thidua/sync/judge"
	"thidua/sync/wire"
)

// withheld is a world in which two changes of a revoked key are held back for the office.
func withheld(t *testing.T) (w *testdesk.World, a *testdesk.Desk, first, second *changeset.Signed) {
	t.Helper()
	w, a, _ = two(t)
	w.Raise(judge.Closed)
	for _, d := range []*testdesk.Desk{a, w.Office, a} {
		d.Sync()
	}
	w.Office.Write(w.Control, "revoke", record.Revocation.Op(record.ByLog{Log: a.Log}, emulation.Revocation{Reason: "stolen"}))
	w.Office.Sync()
	first, second = a.Comment("first"), a.Comment("second")
	if r, err := a.Client.Once(context.Background()); r.Refused[judge.ReasonRevoked] != 2 {
		t.Fatalf("%+v %v", r, err)
	}
	return w, a, first, second
}

func admits(w *testdesk.World, c *changeset.Signed) {
	w.Office.Write(w.Control, "admit", record.Admission.Op(record.ByChange{Change: c.Identity[:]}, emulation.Decision{Accept: true, Reason: "hers"}))
	w.Office.Sync()
}

func logged(t *testing.T, w *testdesk.World, c *changeset.Signed) bool {
	t.Helper()
	p, err := w.Store.Place(c.Identity)
	if err != nil {
		t.Fatal(err)
	}
	return p != nil && p.First >= 0
}

// The office takes in a later change before the one it waits for: with that one both come.
func TestAdmittedOutOfOrder(t *testing.T) {
	w, _, first, second := withheld(t)
	admits(w, second)
	if logged(t, w, second) {
		t.Fatal("it was not next in its chain")
	}
	admits(w, first)
	if !logged(t, w, first) || !logged(t, w, second) {
		t.Errorf("first: %v, second: %v", logged(t, w, first), logged(t, w, second))
	}
}

// A server stops between the office's word and what follows from it: what it held is taken in with the next start.
func TestAdmittedBeforeAStop(t *testing.T) {
	w, _, first, second := withheld(t)
	names := []string{"hub/held"}
	of := "hub/held/" + first.Log.String()
	names = append(names, of, of+"/"+first.Identity.String(), of+"/"+second.Identity.String())
	kept, gone := &changeset.Batch{Meta: map[string][]byte{}}, &changeset.Batch{Meta: map[string][]byte{}}
	for _, name := range names {
		raw, err := w.Store.Meta(name)
		if err != nil || raw == nil {
			t.Fatal(name, err)
		}
		kept.Meta[name], gone.Meta[name] = raw, nil
	}
	commit := func(b *changeset.Batch) {
		t.Helper()
		if err := w.Store.Commit(b); err != nil {
			t.Fatal(err)
		}
		w.OpenHub()
	}
	commit(gone)
	admits(w, first)
	admits(w, second)
	commit(kept)
	if logged(t, w, first) {
		t.Fatal("taken in already")
	}
	if err := w.Hub.Maintain(t.Context()); err != nil {
		t.Fatal(err)
	}
	if !logged(t, w, first) || !logged(t, w, second) {
		t.Error("what the office took in stays held")
	}
}

// Who sends again what found no room is counted once, and nothing is written for it.
func TestAttackRefusedIsSentAgainAndAgain(t *testing.T) {
	w, a, _, _ := withheld(t)
	for range 510 {
		a.Comment("flood")
	}
	var pushes []wire.Push
	err := a.Pending(func(p changeset.PendingChange) error {
		pushes = append(pushes, wire.Push{Change: p.Change.Raw})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	dropped := func() uint64 {
		w.Office.HeldBack = nil
		w.Office.Sync()
		if h := w.Office.HeldBack; len(h) == 1 {
			return h[0].Dropped
		}
		return 0
	}
	var before []byte
	for i := range 3 {
		if _, _, err := w.Hub.Take(pushes); err != nil {
			t.Fatal(err)
		}
		raw, err := w.Store.Meta("hub/held/" + a.Log.String())
		if err != nil || raw == nil {
			t.Fatal(err)
		}
		if i > 0 && string(raw) != string(before) {
			t.Error("it is written again")
		}
		before = raw
	}
	if n := dropped(); n != 12 {
		t.Errorf("%d found no room, and 12 did", n)
	}
}
