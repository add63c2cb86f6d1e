package shell_test

import (
	"strings"
	"testing"
	"time"

	"thidua/emulation"
	"thidua/ui/text"
)

// TestAnOpenWindowTendsItsDesk: every hour the desk is tended, and what the store noticed stands in the notice until a person says that it was seen.
func TestAnOpenWindowTendsItsDesk(t *testing.T) {
	p := sitAtSample(t)
	p.Wait(time.Hour)
	if p.tended != 1 || told(p) != "" {
		t.Errorf("tended %d times; %q", p.tended, told(p))
	}
	p.found = []emulation.Message{emulation.Say("storage.found-mark-broken")}
	want := text.T("ui.findings", "what", p.found)
	for range 2 {
		p.Wait(time.Hour)
		if told(p) != want || len(p.found) != 1 {
			t.Fatalf("%q", told(p))
		}
	}
	p.Press(text.T("ui.findings.seen"))
	if told(p) != "" || p.found != nil {
		t.Errorf("seen, and still %q", told(p))
	}
	p.Wait(time.Hour)
	if p.tended != 4 || told(p) != "" {
		t.Errorf("tended %d times; %q", p.tended, told(p))
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

// told is what the notices say.
func told(p *person) string { return strings.Trim(p.Told(), "|") }
