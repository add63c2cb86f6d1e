//go:build full

package e2e_test

import (
	"testing"

	"thidua/internal/rounds"
)

// TestFullKilledDesk is TestKilledDeskLosesNothing many times over.
func TestFullKilledDesk(t *testing.T) { killDesk(t, rounds.Of(200)) }

// TestFullKilledServer is TestKilledServerKeepsWhatItAcknowledged many times over.
func TestFullKilledServer(t *testing.T) { killServer(t, rounds.Of(12)) }
