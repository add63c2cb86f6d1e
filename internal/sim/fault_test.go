package sim_test

import (
	"testing"

	"thidua/internal/sim"
)

// Whatever is wrong with the program, the checker finds it within a few lives; were it blind, no life would say anything.
func TestCheckerFindsFaults(t *testing.T) {
	found(t)
	for fault, lie := range sim.Faults() {
		t.Run(string(fault), func(t *testing.T) {
			t.Parallel()
			for seed := uint64(1); seed <= 40; seed++ {
				if l := (sim.With{Lie: lie, Fault: fault}).Live(seed); len(l.Faults) > 0 {
					t.Logf("seed %d: %s", seed, l.Faults[0])
					return
				}
			}
			t.Error("nothing is found")
		})
	}
}
