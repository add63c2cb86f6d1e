package server

import (
	"slices"
	"testing"
)

// TestTheOldestOfThoseWhoHoldMostGoes: somebody new gets room from what was held longest by a caller who holds most, and from nobody who holds as
// little.
func TestTheOldestOfThoseWhoHoldMostGoes(t *testing.T) {
	b := newBudget(40, 20)
	var gone []string
	take := func(caller string, n int64) bool {
		return b.hold(caller, func() { gone = append(gone, caller) }).try(n)
	}
	for _, held := range []struct {
		caller string
		n      int64
	}{{"little", 8}, {"first", 8}, {"first", 4}, {"second", 12}, {"last", 8}} {
		if !take(held.caller, held.n) {
			t.Fatalf("%s got no room where there was some", held.caller)
		}
	}
	for _, step := range []struct {
		caller string
		n      int64
		got    bool
		gone   []string
	}{
		{"greedy", 12, false, nil}, // nobody holds more
		{"new", 4, true, []string{"first"}},
		{"newer", 4, true, []string{"first"}},            // there was room left of it
		{"newest", 4, true, []string{"first", "second"}}, // who holds most now
	} {
		if got := take(step.caller, step.n); got != step.got || !slices.Equal(gone, step.gone) {
			t.Errorf("%s: room %v, ended %v; want %v, %v", step.caller, got, gone, step.got, step.gone)
		}
	}
}
