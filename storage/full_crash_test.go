//go:build full

package storage_test

import (
	"math/rand"
	"testing"

	"thidua/internal/rounds"
)

// TestFullFlippedBits is TestFlippedBits with more bits.
func TestFullFlippedBits(t *testing.T) {
	flippedBits(t, folders(t, nil), rounds.Of(40), int64(rounds.Seed(7)))
}

// TestFullTableListCut is TestTableListCutAtAnyLength with every length.
func TestFullTableListCut(t *testing.T) { cutTableList(t, folders(t, nil), 1) }

// TestFullKilledThroughItsLife is TestKilledThroughItsLife and its twin for servers, ten times as long.
func TestFullKilledThroughItsLife(t *testing.T) {
	lives := rounds.Of(3000)
	killLives(t, t.TempDir()+"/desk", small(), lives)
	o := small()
	o.Server = true
	killLives(t, t.TempDir()+"/server", o, lives*2/5)
}

// TestFullKilledWithLongValues kills children that fill Badger's write-ahead logs, so that logs become tables and tables are sorted anew
// while they run.
func TestFullKilledWithLongValues(t *testing.T) {
	for _, name := range []string{"desk", "server"} {
		dir := t.TempDir() + "/" + name
		s := nothingSaid()
		o := small()
		o.Server = name == "server"
		for range 12 {
			killAfterLines(t, dir, 1+rand.Intn(900), 50_000, s)
			checkSaid(t, dir, o, s)
			if t.Failed() {
				t.FailNow()
			}
		}
	}
}
