//go:build full

package hostile_test

import (
	"strconv"
	"testing"

	"thidua/internal/rounds"
)

// TestFullNoAcceptedLogStopsADesk is TestNoAcceptedLogStopsADesk for many seeds.
func TestFullNoAcceptedLogStopsADesk(t *testing.T) {
	for i := range uint64(rounds.Of(8)) {
		seed := rounds.Seed(2) + i
		t.Run(strconv.FormatUint(seed, 10), func(t *testing.T) { play(t, seed, true) })
	}
}
