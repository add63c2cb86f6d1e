package hub_test

import (
	"testing"

	"thidua/sync/wire"
)

// TestCheckpointIsNotSaidAgain: what a desk compared last does not travel again, and does as soon as the server would say something else:
// a leaf more, or, where a server lost leaves and went on with others, another root behind as many.
func TestCheckpointIsNotSaidAgain(t *testing.T) {
	w, a, _ := two(t)
	head, err := w.Store.Log(w.Cluster)
	if err != nil {
		t.Fatal(err)
	}
	said := func(c wire.Cursor) bool {
		t.Helper()
		c.Scope, c.Generation, c.Size = w.Cluster, head.Generation, head.Size
		raw := request(t, w, a.Private, ticketOf(t, w, a.Private), wire.Header{Cursors: []wire.Cursor{c}, Only: true})
		got := ask(t, w, raw)
		if got.view == nil {
			t.Fatal("not proved")
		}
		return len(got.checkpoints) > 0
	}
	root := head.Root()
	other := root
	other[0]++
	for name, tc := range map[string]struct {
		cursor wire.Cursor
		said   bool
	}{
		"the same":             {wire.Cursor{Checked: head.Size, Root: wire.RootDigest(head.Size, root)}, false},
		"fewer leaves":         {wire.Cursor{Checked: head.Size - 1, Root: wire.RootDigest(head.Size, root)}, true},
		"another root":         {wire.Cursor{Checked: head.Size, Root: wire.RootDigest(head.Size, other)}, true},
		"a program of before":  {wire.Cursor{}, true},
		"size without a root":  {wire.Cursor{Checked: head.Size}, true},
		"an empty root":        {wire.Cursor{Checked: head.Size, Root: []byte{}}, true},
		"the beginning of one": {wire.Cursor{Checked: head.Size, Root: root[:4]}, true},
	} {
		if said(tc.cursor) != tc.said {
			t.Errorf("%s: the checkpoint was said: %v", name, !tc.said)
		}
	}
}
