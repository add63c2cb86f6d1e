package hub_test

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"testing"

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
