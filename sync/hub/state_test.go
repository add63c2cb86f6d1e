package hub_test

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"testing"
	"time"

	"thidua/internal/testdesk"
	"thidua/sync/changeset"
	"thidua/sync/state"
	"thidua/sync/wire"
)

// TestStateIsSignedAndCompared: behind its checkpoint a log's state is signed, for who compares it. It is said again where a desk has another one,
// though both have the same log; a program of before is told nothing of it.
func TestStateIsSignedAndCompared(t *testing.T) {
	w, a, _ := two(t)
	head, err := w.Store.Log(w.Cluster)
	if err != nil {
		t.Fatal(err)
	}
	want, err := state.Of(w.Store, w.Cluster)
	if err != nil {
		t.Fatal(err)
	}
	root, other := head.Root(), want
	other[0]++
	for name, c := range map[string]struct {
		features uint64
		root     []byte
		said     bool
	}{
		"the same":            {wire.FeatureState, wire.StateDigest(head.Size, root, want), false},
		"another state":       {wire.FeatureState, wire.StateDigest(head.Size, root, other), true},
		"nothing compared":    {wire.FeatureState, nil, true},
		"a program of before": {0, nil, false},
	} {
		cursor := wire.Cursor{Scope: w.Cluster, Generation: head.Generation, Size: head.Size, Checked: head.Size, Root: c.root}
		got := words(t, w, request(t, w, a.Private, ticketOf(t, w, a.Private), wire.Header{Cursors: []wire.Cursor{cursor}, Only: true, Features: c.features}))
		if len(got) > 0 != c.said {
			t.Errorf("%s: the state was said: %v", name, !c.said)
			continue
		}
		for _, word := range got {
			if *word != (state.Word{Scope: w.Cluster, Generation: head.Generation, Size: head.Size, Root: root, State: want}) {
				t.Errorf("%s: %+v", name, word)
			}
		}
	}
}

// words are those on states in a response, signed by the server.
func words(t *testing.T, w *testdesk.World, raw []byte) (all []*state.Word) {
	t.Helper()
	var b bytes.Buffer
	if _, err := w.Hub.Sync(context.Background(), raw, true, &b, nil); err != nil {
		t.Fatal(err)
	}
	items := wire.NewReader(&b, 64<<20)
	defer items.Close()
	for {
		item, err := items.Next()
		if err != nil {
			return all
		}
		if s, ok := item.(*wire.State); ok {
			word := state.Open(changeset.TenantOf(w.Root.Public().(ed25519.PublicKey)), s.Signed, w.Server.Public().(ed25519.PublicKey))
			if word == nil {
				t.Fatal("it is not the server's")
			}
			all = append(all, word)
		}
	}
}

// TestStateOfALogThatAnOlderProgramWrote: its sum was never kept; it is added up from the records, and goes on from there.
func TestStateOfALogThatAnOlderProgramWrote(t *testing.T) {
	w, a, b := two(t)
	if err := w.Store.Commit(&changeset.Batch{Records: map[changeset.Ref]*changeset.Record{state.Ref(w.Cluster): nil}}); err != nil {
		t.Fatal(err)
	}
	w.OpenHub()
	before := b.Stated
	a.Comment("x")
	a.Sync()
	b.Sync()
	if b.Stated == before {
		t.Error("no state was compared")
	}
	kept, err := state.Kept(w.Store, w.Cluster)
	if err != nil || kept == nil || kept.Hash(w.Cluster) != b.StateHash(w.Cluster) {
		t.Errorf("the sum that was kept is another one: %v", err)
	}
}

// TestSumThatWentWrongIsNotSignedForEver: a server that kept another sum than its records add up to signs a false state. It adds up anew when a desk
// that has the same log says another digest, and at a start; but no desk makes it read all records of a log at every request.
func TestSumThatWentWrongIsNotSignedForEver(t *testing.T) {
	w, a, _ := two(t)
	head, err := w.Store.Log(w.Cluster)
	if err != nil {
		t.Fatal(err)
	}
	want, err := state.Of(w.Store, w.Cluster)
	if err != nil {
		t.Fatal(err)
	}
	spoil := func() {
		t.Helper()
		if err := w.Store.Commit(&changeset.Batch{Records: map[changeset.Ref]*changeset.Record{state.Ref(w.Cluster): new(state.Sum).Row(head)}}); err != nil {
			t.Fatal(err)
		}
		w.OpenHub()
	}
	kept := func() bool {
		t.Helper()
		sum, err := state.Kept(w.Store, w.Cluster)
		if err != nil || sum == nil {
			t.Fatal("no sum is kept:", err)
		}
		return sum.Hash(w.Cluster) == want
	}
	ask := func(digest []byte) []*state.Word {
		t.Helper()
		cursor := wire.Cursor{Scope: w.Cluster, Generation: head.Generation, Size: head.Size, Checked: head.Size, Root: digest}
		return words(t, w, request(t, w, a.Private, ticketOf(t, w, a.Private), wire.Header{Cursors: []wire.Cursor{cursor}, Only: true, Features: wire.FeatureState}))
	}

	spoil()
	if got := ask(wire.StateDigest(head.Size, head.Root(), want)); len(got) > 0 || !kept() {
		t.Errorf("to a desk that is right the server still said %v", got)
	}

	spoil()
	if got := ask(wire.RootDigest(head.Size, head.Root())); len(got) != 1 || got[0].State != want || !kept() {
		t.Errorf("a desk that accuses the server heard again %v", got)
	}
	if err := w.Store.Commit(&changeset.Batch{Records: map[changeset.Ref]*changeset.Record{state.Ref(w.Cluster): new(state.Sum).Row(head)}}); err != nil {
		t.Fatal(err)
	}
	w.Clock.Forward(9 * time.Minute)
	if ask(wire.RootDigest(head.Size, head.Root())); kept() {
		t.Error("all records were read again within ten minutes")
	}
	w.Clock.Forward(2 * time.Minute)
	if ask(wire.RootDigest(head.Size, head.Root())); !kept() {
		t.Error("nothing was added up anew after ten minutes")
	}

	spoil()
	mended, err := w.Hub.SumAnew(t.Context())
	if err != nil || len(mended) != 1 || mended[0] != w.Cluster || !kept() {
		t.Errorf("at a start: %v %v", mended, err)
	}
	if mended, err := w.Hub.SumAnew(t.Context()); err != nil || len(mended) > 0 {
		t.Errorf("what is right was mended: %v %v", mended, err)
	}
}
