package shell_test

import (
	"strings"
	"testing"
	"time"

	"thidua/emulation"
	"thidua/ui/text"
	"thidua/ui/widgets"
)

// What waits for an answer stays, whatever is told beside it in passing; answered, it leaves the line to what waited behind it.
func TestWhatWaitsForAnAnswerStays(t *testing.T) {
	p := sitAtSample(t)
	p.found = []emulation.Message{emulation.Say("storage.found-mark-broken")}
	p.Wait(time.Hour)
	findings, alarm := text.T("ui.findings", "what", p.found), text.T("ui.alarmed")
	p.shell.Frame().Under(widgets.OK, "12 papers")
	if said := p.Told(); !strings.Contains(said, findings) || !strings.Contains(said, "12 papers") {
		t.Errorf("papers made: told %q", said)
	}
	p.shell.Frame().Alarmed()
	p.Settle()
	if said := p.Told(); !strings.Contains(said, alarm) {
		t.Errorf("an alarm: told %q", said)
	}
	p.Press(text.T("ui.nav.syncing"))
	if said := p.Told(); strings.Contains(said, alarm) || !strings.Contains(said, findings) {
		t.Errorf("the alarm answered: told %q", said)
	}
	p.Press(text.T("ui.findings.seen"))
	if said := p.Told(); strings.Contains(said, findings) {
		t.Errorf("seen, and told %q", said)
	}
}
