package sim_test

import (
	"crypto/sha256"
	"embed"
	"flag"
	"fmt"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"testing/cryptotest"

	"thidua/internal/rounds"
	"thidua/internal/sim"
)

// one lives one life.
func one(t *testing.T, seed uint64) {
	t.Helper()
	l := sim.Live(seed)
	if len(l.Faults) > 0 {
		t.Errorf("%s\n\n%s", strings.Join(l.Faults, "\n"), l.Trace())
	}
}

// found has the tenant founded with which every life begins, with the same keys in every process.
func found(t *testing.T) {
	t.Helper()
	cryptotest.SetGlobalRandom(t, 1)
	if err := sim.Found(); err != nil {
		t.Fatal(err)
	}
}

// seeds are as many as are wanted, or the one that -run names.
func seeds(usual int) (first, many uint64) {
	if named := regexp.MustCompile(`seed=(\d+)\$?$`).FindStringSubmatch(flag.Lookup("test.run").Value.String()); named != nil {
		first, _ = strconv.ParseUint(named[1], 10, 64) // digits
		return first, 1
	}
	return rounds.Seed(1), uint64(rounds.Of(usual))
}

// lives lives as many lives as it is told, from a seed on.
func lives(t *testing.T, many int) {
	found(t)
	first, count := seeds(many)
	for i := range count {
		t.Run("seed="+strconv.FormatUint(first+i, 10), func(t *testing.T) {
			t.Parallel()
			one(t, first+i)
		})
	}
}

// TestSim lives lives. One that fails prints what happened in it, and is lived again by its number:
//
//	go test -run 'Sim/seed=N' ./internal/sim
func TestSim(t *testing.T) { lives(t, 200) }

//go:embed testdata/seeds
var kept embed.FS

// TestKeptSeeds lives those lives again in which something was found once.
func TestKeptSeeds(t *testing.T) {
	found(t)
	raw, err := kept.ReadFile("testdata/seeds")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(raw)) {
		number, _, _ := strings.Cut(line, " ")
		seed, err := strconv.ParseUint(number, 10, 64)
		if err != nil {
			continue // a line of words
		}
		t.Run("seed="+number, func(t *testing.T) {
			t.Parallel()
			one(t, seed)
		})
	}
}

// A life is lived again exactly as it was, in this process and in another.
func TestLifeIsLivedAgain(t *testing.T) {
	found(t)
	for seed := range uint64(6) {
		a, b := sim.Live(seed), sim.Live(seed)
		for i := range a.Told {
			if i >= len(b.Told) || a.Told[i] != b.Told[i] {
				t.Fatalf("seed %d goes two ways: %s", seed, a.Told[i])
			}
		}
		if name := os.Getenv("THIDUA_TRACE"); name != "" {
			fmt.Printf("%d %x\n", seed, sha256.Sum256([]byte(a.Trace())))
		}
	}
}
