//go:build full

package sim_test

import "testing"

// TestFullSim is TestSim for two thousand seeds.
func TestFullSim(t *testing.T) { lives(t, 2000) }
