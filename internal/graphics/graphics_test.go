package graphics_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"thidua/internal/graphics"
)

// What draws, and what is remembered, by what was asked for, what is known, and what the probe finds out.
func TestWhatDraws(t *testing.T) {
	const here, elsewhere = "Intel HD 27.20", "Microsoft Remote Display Adapter"
	works, fails, chosen := graphics.Memory{Machine: here, Works: true}, graphics.Memory{Machine: here}, graphics.Memory{Safe: true, Machine: here, Works: true}
	undrawn := []string{"nothing known, it fails", "known to fail", "known of another adapter", "the card for this run, known to fail"}
	for name, c := range map[string]struct {
		asked   graphics.Mode
		known   graphics.Memory
		machine string
		finds   bool
		want    graphics.Mode
		after   graphics.Memory
		probes  int
	}{
		"nothing known, it works":              {graphics.Auto, graphics.Memory{}, here, true, graphics.Card, works, 1},
		"nothing known, it fails":              {graphics.Auto, graphics.Memory{}, here, false, graphics.Safe, fails, 1},
		"known to work":                        {graphics.Auto, works, here, false, graphics.Card, works, 0},
		"known to fail":                        {graphics.Auto, fails, here, true, graphics.Safe, fails, 0},
		"known of another adapter":             {graphics.Auto, works, elsewhere, false, graphics.Safe, graphics.Memory{Machine: elsewhere}, 1},
		"failed with another driver":           {graphics.Auto, graphics.Memory{Machine: "Intel HD 26"}, here, true, graphics.Card, works, 1},
		"a system that names nothing":          {graphics.Auto, graphics.Memory{}, "", true, graphics.Card, graphics.Memory{Works: true}, 1},
		"a system that names nothing, again":   {graphics.Auto, graphics.Memory{Works: true}, "", false, graphics.Safe, graphics.Memory{}, 1},
		"chosen by a person":                   {graphics.Auto, chosen, elsewhere, true, graphics.Safe, chosen, 0},
		"the card for this run":                {graphics.Card, chosen, here, false, graphics.Card, chosen, 0},
		"safe for this run":                    {graphics.Safe, works, here, true, graphics.Safe, works, 0},
		"the card for this run, known to fail": {graphics.Card, fails, here, false, graphics.Card, fails, 0},
	} {
		probes := 0
		got, after := c.known.Settle(c.asked, c.machine, func() (bool, bool) { probes++; return c.finds, true })
		if got != c.want || after != c.after || probes != c.probes {
			t.Errorf("%s: %s, %+v after %d probes", name, got, after, probes)
		}
		if fails := after.Fails(c.machine); fails != slices.Contains(undrawn, name) {
			t.Errorf("%s: it is said to fail: %v", name, fails)
		}
	}
}

// A probe that found out nothing is asked again at the next start, and until then safe graphics draw.
func TestAProbeThatFindsNothingCondemnsNothing(t *testing.T) {
	for _, known := range []graphics.Memory{{}, {Machine: "another", Works: true}} {
		mode, after := known.Settle(graphics.Auto, "Intel HD", func() (bool, bool) { return false, false })
		if mode != graphics.Safe || after != known {
			t.Errorf("%s, %+v", mode, after)
		}
	}
	over, stop := context.WithCancel(t.Context())
	stop()
	for name, c := range map[string]struct {
		limit       context.Context
		code        string
		works, sure bool
	}{"draws": {t.Context(), "0", true, true}, "does not": {t.Context(), "1", false, true}, "hangs": {t.Context(), "2", false, false}, "is too slow": {over, "1", false, false}} {
		t.Setenv("PROBE", c.code)
		if works, sure := graphics.Ask(c.limit, os.Args[0]); works != c.works || sure != c.sure {
			t.Errorf("%s: %v %v", name, works, sure)
		}
	}
	if works, sure := graphics.Ask(t.Context(), filepath.Join(t.TempDir(), "none")); works || sure {
		t.Error("one that could not begin found out something")
	}
}

// TestMain ends as a probe does where it is started as one.
func TestMain(m *testing.M) {
	if code, err := strconv.Atoi(os.Getenv("PROBE")); err == nil {
		os.Exit(code)
	}
	os.Exit(m.Run())
}

func TestWhatIsRemembered(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a", "graphics.json")
	if got := graphics.Read(file); got != (graphics.Memory{}) {
		t.Errorf("of a file that is not there: %+v", got)
	}
	want := graphics.Memory{Safe: true, Machine: "Card 1.2", Works: true}
	if err := want.Write(file); err != nil {
		t.Fatal(err)
	}
	if got := graphics.Read(file); got != want {
		t.Errorf("%+v", got)
	}
	if err := os.WriteFile(file, []byte(`{"safe":true,"machine":`), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := graphics.Read(file); got != (graphics.Memory{}) {
		t.Errorf("of a file that was cut: %+v", got)
	}
	if err := want.Write(filepath.Join(file, "under a file")); err == nil {
		t.Error("it is remembered where nothing can be")
	}
}

func TestModesAsTyped(t *testing.T) {
	for _, m := range []graphics.Mode{graphics.Auto, graphics.Card, graphics.Safe} {
		if got, err := graphics.ParseMode(string(m)); got != m || err != nil {
			t.Errorf("%s: %s %v", m, got, err)
		}
	}
	if _, err := graphics.ParseMode("fast"); err != graphics.ErrMode {
		t.Errorf("%v", err)
	}
}
