package changeset_test

import (
	"testing"

	"thidua/emulation"
	"thidua/sync/changeset"
)

// Every beginning of a log is proved to be one, and nothing else is.
func TestABeginningIsProved(t *testing.T) {
	const size = 21
	var tree changeset.Tree
	var head changeset.LogHead
	roots := []emulation.Hash{{}}
	for i := range uint64(size) {
		leaf := &changeset.Leaf{Index: i, Received: int64(i), Identity: changeset.Identity{byte(i)}, Verdict: changeset.Accepted, JudgeVersion: 1}
		if err := tree.Append(leaf.Encode()); err != nil {
			t.Fatal(err)
		}
		head = head.Append(leaf)
		roots = append(roots, head.Root())
	}
	for part := uint64(1); part <= size; part++ {
		proof, err := tree.Prove(part)
		if err != nil {
			t.Fatal(err)
		}
		if !changeset.Begins(part, roots[part], size, roots[size], proof) {
			t.Errorf("%d leaves are not proved to begin %d", part, size)
		}
		other := roots[part]
		other[0] ^= 1
		if changeset.Begins(part, other, size, roots[size], proof) {
			t.Errorf("another history of %d leaves is proved", part)
		}
		if part > 1 && changeset.Begins(part-1, roots[part], size, roots[size], proof) {
			t.Errorf("the proof of %d leaves proves %d", part, part-1)
		}
	}
	if changeset.Begins(0, emulation.Hash{}, size, roots[size], nil) || changeset.Begins(size+1, roots[size], size, roots[size], nil) {
		t.Error("a beginning of no leaves, or of too many, is proved")
	}
	if _, err := tree.Prove(size + 1); err == nil {
		t.Error("a proof of more leaves than there are")
	}
}
