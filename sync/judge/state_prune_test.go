package judge_test

import (
	"fmt"
	"testing"

	"thidua/sync/changeset"
	"thidua/sync/state"
)

// TestAnOldValueDoesNotComeBack: a value was put aside, one written in the knowledge of it was taken, and then the office took it in after all. However
// often the cell is written then, one value stands in it, and the kept sum is that of the records.
func TestAnOldValueDoesNotComeBack(t *testing.T) {
	s := newScene()
	s.Write(s.staffB, s.cluster, "submit", submitB(s)...)
	twin := s.staffC.Clone()
	s.Write(s.staffC, s.cluster, "verify", s.verifyOp(s.b, "8"))
	fork, _, err := s.Try(twin, s.cluster, "verify", s.verifyOp(s.b, "7"))
	if err != nil {
		t.Fatal(err)
	}
	op := s.verifyOp(s.b, "6")
	op.Expects = append(op.Expects, fork.Version(0)) // who wrote it had seen the own other value
	if _, leaf, err := s.Try(s.staffC, s.cluster, "verify", op); err != nil || leaf.Verdict != changeset.Accepted {
		t.Fatal(leaf, err)
	}
	s.Write(s.staffC, s.cluster, "verify", s.verifyOp(s.b, "5.5"))
	if leaf, _, err := s.Again(fork, s.decision(s.Office, fork, true)); err != nil || leaf.Verdict != changeset.Accepted {
		t.Fatal(leaf, err)
	}
	for i := range 40 {
		s.Write(s.staffC, s.cluster, "verify", s.verifyOp(s.b, fmt.Sprintf("5.%d", i%9+1)))
		kept, err := state.Kept(s.Store, s.cluster)
		if err != nil {
			t.Fatal(err)
		}
		sum, err := state.Summed(s.Store, s.cluster)
		if err != nil {
			t.Fatal(err)
		}
		r, err := s.Store.Record(changeset.NaturalRef(s.cluster, "score", changeset.NewKey(s.sheet(s.b), "1.1", "verified")))
		if err != nil {
			t.Fatal(err)
		}
		if heads := r.Heads("verified", changeset.Logged); kept == nil || *kept != *sum || len(heads) != 1 {
			t.Fatalf("edit %d: kept %v, %d values stand of %d", i, kept != nil && *kept == *sum, len(heads), len(r.Fields["verified"]))
		}
		if n := len(r.Fields["verified"]); n > 20 {
			t.Fatalf("edit %d: the row keeps %d versions", i, n)
		}
	}
}
