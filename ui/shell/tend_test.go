package shell_test

import (
	"testing"
	"time"

	"thidua/emulation"
	"thidua/internal/testwindow"
	"thidua/ui/bridge"
	"thidua/ui/text"
)

// TestAnOpenWindowTendsItsDesk: every hour the desk is tended, and what the store noticed stands in the notice until a person says that it was seen.
func TestAnOpenWindowTendsItsDesk(t *testing.T) {
	p := sitAtSample(t)
	p.Wait(time.Hour)
	if p.tended != 1 || p.Told() != "" {
		t.Errorf("tended %d times; %q", p.tended, p.Told())
	}
	p.found = []emulation.Message{emulation.Say("storage.found-mark-broken")}
	want := text.T("ui.findings", "what", p.found)
	for range 2 {
		p.Wait(time.Hour)
		if p.Told() != want || len(p.found) != 1 {
			t.Fatalf("%q", p.Told())
		}
	}
	p.Press(text.T("ui.findings.seen"))
	if p.Told() != "" || p.found != nil {
		t.Errorf("seen, and still %q", p.Told())
	}
	p.Wait(time.Hour)
	if p.tended != 4 || p.Told() != "" {
		t.Errorf("tended %d times; %q", p.tended, p.Told())
	}
}

// TestAWindowThatWakes: after a sleep the desk is tended and exchanges at once; a clock that goes on as time does starts nothing.
func TestAWindowThatWakes(t *testing.T) {
	env := testwindow.Environment()
	now := env.Now()
	env.Now = func() time.Time { return now }
	p := sitIn(t, testwindow.Sample(t), env)
	for i, x := range []struct {
		passed       time.Duration
		tended, woke int
	}{{bridge.JumpEvery, 0, 0}, {9 * time.Hour, 1, 1}, {bridge.JumpEvery, 1, 1}, {-48 * time.Hour, 2, 2}} {
		now = now.Add(x.passed)
		p.Wait(bridge.JumpEvery)
		if p.tended != x.tended || p.exchange.woke != x.woke {
			t.Errorf("%d, the clock went on by %s: tended %d times, exchanged %d times", i, x.passed, p.tended, p.exchange.woke)
		}
	}
}

// TestAWindowThatStaysCameUp: half a minute after it is shown, and once.
func TestAWindowThatStaysCameUp(t *testing.T) {
	p := sitAtSample(t)
	if p.came != 0 {
		t.Error("it came up before it was shown for a while")
	}
	p.Wait(30 * time.Second)
	p.Ring(30 * time.Second)
	p.Settle()
	if p.came != 1 {
		t.Errorf("it came up %d times", p.came)
	}
}
