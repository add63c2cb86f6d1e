package judge_test

import (
	"strconv"
	"testing"

	"thidua/sync/changeset"
	"thidua/sync/judge"
)

// A member writes one field again and again as if nobody had ever written it. The second judge takes all of it, and every desk holds it; from
// the third on what is too much waits, whatever anybody decides, until one value was chosen.
func TestAttackCrowdedField(t *testing.T) {
	for _, version := range []uint64{2, 3} {
		s := newScene()
		s.Raise(version)
		sheet, own := s.sheet(s.a), changeset.NewScope(changeset.Unit, s.a)
		write := func(value string, expects ...changeset.VersionID) (*changeset.Signed, changeset.Leaf) {
			c, leaf, err := s.Try(s.leaderA, own, "score", selfOp(sheet, value, expects...))
			must(err)
			return c, leaf
		}
		var last *changeset.Signed
		for i := range 40 {
			c, leaf := write(strconv.Itoa(i))
			last = c
			if waits := version == 3 && i >= 32; waits != (leaf.Reason == judge.ReasonCrowded) || !waits && leaf.Verdict != changeset.Accepted {
				t.Fatalf("judge %d, value %d: %s %q", version, i+1, leaf.Verdict, leaf.Reason)
			}
		}
		ref := last.Ref(0)
		r, err := s.Store.Record(ref)
		must(err)
		if n := len(r.Heads(last.Operations[0].Field, changeset.Logged)); n != map[uint64]int{2: 40, 3: 32}[version] {
			t.Errorf("judge %d: %d values stand beside each other", version, n)
		}
		if version == 2 {
			continue
		}
		_, leaf := write("5", changeset.IDs(r.Heads(last.Operations[0].Field, changeset.Logged))...)
		leafIs(t, leaf, nil, changeset.Accepted, "")
		_, leaf = write("7")
		leafIs(t, leaf, nil, changeset.Accepted, "")
	}
}
