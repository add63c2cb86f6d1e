package changeset_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"thidua/emulation"
	"thidua/sync/changeset"
)

// TestPruneKeepsHeads: whoever edits knows some of what stood there before; forgetting old versions never changes which values stand.
func TestPruneKeepsHeads(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var whole, pruned changeset.Record
		keep := rapid.IntRange(0, 4).Draw(t, "keep")
		for leaf := range rapid.IntRange(1, 40).Draw(t, "edits") {
			v := changeset.Version{ID: changeset.VersionID{Change: emulation.Digest([]byte{byte(leaf)}).Short()}, Leaf: int64(leaf), Value: changeset.MustEncode(leaf)}
			for _, h := range whole.Heads("f", changeset.Now) {
				if rapid.Bool().Draw(t, "knew") {
					v.Expects = append(v.Expects, h.ID)
				}
			}
			whole.Add("f", v)
			pruned.Add("f", v)
			pruned.Prune("f", keep)
			a, b := changeset.IDs(whole.Heads("f", changeset.Now)), changeset.IDs(pruned.Heads("f", changeset.Now))
			if !slices.Equal(a, b) {
				t.Fatalf("heads %v became %v", a, b)
			}
			if n := len(pruned.Fields["f"]); n > keep+len(b) {
				t.Fatalf("%d versions stay with %d heads and %d to keep", n, len(b), keep)
			}
		}
	})
}
