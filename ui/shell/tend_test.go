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

// told is what the notices say.
func told(p *person) string { return strings.Trim(p.Told(), "|") }
