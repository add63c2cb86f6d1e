package sim_test

import (
	"strings"
	"testing"

	"thidua/internal/sim"
)

// Whatever a server that has its own key alone tells some of the desks, an alarm sounds, and nothing typed is lost.
func TestLies(t *testing.T) {
	found(t)
	for _, lie := range sim.Lies() {
		t.Run(string(lie), func(t *testing.T) {
			t.Parallel()
			told := 0
			for seed := range uint64(6) {
				l := sim.With{Lie: lie}.Live(1_000_000 + seed)
				if len(l.Faults) > 0 {
					t.Fatalf("seed %d: %s\n\n%s", l.Seed, strings.Join(l.Faults, "\n"), l.Trace())
				}
				if l.Lied() {
					told++
				}
			}
			if told < 2 {
				t.Errorf("in %d of 6 lives it is told", told)
			}
		})
	}
}
