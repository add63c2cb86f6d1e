//go:build full

package result_test

import "testing"

// TestFullKeptIsAsReadAnew is TestKeptIsAsReadAnew with many more seasons; a minute.
func TestFullKeptIsAsReadAnew(t *testing.T) { keptIsAsReadAnew(t, 4, 60) }
