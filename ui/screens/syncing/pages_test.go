package syncing_test

import (
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"thidua/emulation"
	"thidua/internal/testwindow"
	ui "thidua/ui/screens/syncing"
	"thidua/ui/text"
	"thidua/ui/widgets"
)

// A stick that is put in is offered, and nothing is done with it before somebody presses; taken out it is offered no more. Nobody looks while another screen
// is shown.
func TestAStickIsNoticedAndNothingHappensByItself(t *testing.T) {
	p := testwindow.Sit(t, testwindow.Sample(t))
	var l line
	p.Show(l.show(p))
	if p.Offered(text.T("ui.sticks.send")) {
		t.Error("a stick is offered that is not there")
	}
	l.drives = []ui.Drive{{Folder: "F:", Name: "TRUONG (F:)", Bundles: 0}}
	p.Wait(2 * time.Second)
	if !p.Reads("TRUONG (F:)") || !p.Offered(text.T("ui.sticks.send")) || p.Offered(text.T("ui.sticks.take")) || len(l.files.sentTo)+len(l.files.taken) != 0 {
		t.Errorf("offered wrongly, or done by itself: %v %v", l.files.sentTo, l.files.taken)
	}
	l.drives[0].Bundles = 2
	p.Wait(2 * time.Second)
	l.files.arrived = []ui.Arrived{{Path: "F:/b.thidua", Purpose: "request", From: "Lò Thị Mai", Colleague: true}}
	p.Press(text.T("ui.sticks.take"))
	p.Press(text.T("ui.bundles.receipts"))
	p.Press(text.T("ui.sticks.send"))
	if len(l.files.taken) != 1 || l.files.taken[0] != "F:" || len(l.files.sentTo) != 1 || l.files.sentTo[0] != "F:" || len(l.files.owed) != 1 || l.files.owed[0] != "F:" {
		t.Errorf("taken %v, sent to %v, receipts in %v", l.files.taken, l.files.sentTo, l.files.owed)
	}
	l.drives = nil
	p.Wait(2 * time.Second)
	if p.Offered(text.T("ui.sticks.send")) {
		t.Error("it is still offered")
	}
	p.Away()
	if p.Ring(2*time.Second) != 0 {
		t.Error("it is looked for sticks while another screen is shown")
	}
	p.Return()
}

// Counts change while somebody is about to press: the keyboard stays on the button of that stick, whatever comes before it, and leaves it only with the stick.
func TestTheKeyboardStaysWithItsStick(t *testing.T) {
	p := testwindow.Sit(t, testwindow.Sample(t))
	var l line
	p.Show(l.show(p))
	l.drives = []ui.Drive{{Folder: "F:", Name: "F", Bundles: 1}}
	p.Wait(2 * time.Second)
	p.Return()
	p.Host.Window.Canvas().FocusNext()
	l.drives = []ui.Drive{{Folder: "E:", Name: "E", Bundles: 5}, {Folder: "F:", Name: "F", Bundles: 2}}
	p.Wait(2 * time.Second)
	if !p.Reads(text.T("ui.sticks.holds", "waits", 0, "files", 2)) {
		t.Error("the new count is not shown")
	}
	p.Keys(fyne.KeySpace)
	if len(l.files.taken) != 1 || l.files.taken[0] != "F:" {
		t.Errorf("the space bar took %v", l.files.taken)
	}
	l.drives = l.drives[:1]
	p.Wait(2 * time.Second)
	p.Keys(fyne.KeySpace)
	if len(l.files.taken) != 1 || len(l.files.sentTo) != 1 || l.files.sentTo[0] != "E:" {
		t.Errorf("after the stick was taken out the space bar took %v and sent to %v", l.files.taken, l.files.sentTo)
	}
}

// What is wrong is read anew while the keyboard is on its button; the same alarm keeps it, another one does not get it.
func TestTheKeyboardStaysWithItsAlarm(t *testing.T) {
	p := testwindow.Sit(t, testwindow.Sample(t))
	var l line
	p.Show(l.show(p))
	wrong := func(own string) {
		l.screen.Line(ui.Line{At: p.Host.Now(), Doubts: []error{emulation.Errorf(emulation.Invalid, "sync.clock-differs", "off", "3", "own", own, "server", "11:00")}})
		p.Settle()
	}
	wrong("8:00")
	for _, b := range testwindow.Seen[*widgets.Button](p.Window) {
		if b.Text == text.T("ui.clock.again") {
			p.Host.Window.Canvas().Focus(b)
		}
	}
	wrong("8:00")
	held := p.Focused()
	if b, ok := held.(*widgets.Button); !ok || b.Text != text.T("ui.clock.again") || !slices.Contains(testwindow.Seen[*widgets.Button](p.Window), b) {
		t.Errorf("the keyboard is on %v, which is not on screen", held)
	}
	wrong("7:00")
	if b, ok := p.Focused().(*widgets.Button); !ok || b.Text != text.T("ui.syncing.now") {
		t.Errorf("the keyboard is on the button of another alarm: %v", p.Focused())
	}
}

// The relay is turned on and off, with its address shown; another's is exchanged by, under the address that was used last or is typed.
func TestTheRelayIsTurnedOnAndUsed(t *testing.T) {
	p := testwindow.Sit(t, testwindow.Sample(t))
	var l line
	p.Show(l.show(p))
	p.Press(text.T("ui.syncing.tab.station"))
	l.station.refuse = emulation.Errorf(emulation.Unavailable, "cli.relay.listen-failed", "address", "8471")
	p.Press(text.T("ui.station.open"))
	if p.Told() != text.Error(l.station.refuse) || p.Reads("192.168.1.5") {
		t.Errorf("a taken port: told %q", p.Told())
	}
	l.station.refuse = nil
	p.Press(text.T("ui.station.open"))
	if !l.station.on || !p.Reads("http://192.168.1.5:8471") || !p.Reads("D:/thidua/relay") {
		t.Errorf("on %v; told %q", l.station.on, p.Told())
	}
	p.Press(text.T("ui.station.pass"))
	if len(l.station.passed) != 1 || l.station.passed[0] != "192.168.1.9:8471" || !p.Reads(text.T("bundle.told.server")) {
		t.Errorf("exchanged by %q", l.station.passed)
	}
	l.station.refuse = emulation.Errorf(emulation.Unavailable, "wire.cut")
	p.Press(text.T("ui.station.pass"))
	if p.Told() != text.Error(l.station.refuse) || !p.Reads(text.T("bundle.told.server")) || p.Reads(text.T("ui.station.passed", "changes", 4, "files", 0, "came", 1)) {
		t.Errorf("a line that broke after a file came: told %q", p.Told())
	}
	l.station.refuse = nil
	p.Press(text.T("ui.station.shut"))
	if l.station.on || p.Reads("http://192.168.1.5:8471") {
		t.Error("it is still on")
	}
}

// A wrong clock is told among what is wrong, with one way on, and not in the notice as well; the logs are checked where the technician looks.
func TestAWrongClockIsToldWithAWayOn(t *testing.T) {
	p := testwindow.Sit(t, testwindow.Sample(t))
	var l line
	p.Show(l.show(p))
	wrong := emulation.Errorf(emulation.Invalid, "sync.clock-differs", "off", "3", "own", "8:00", "server", "11:00")
	other := emulation.Errorf(emulation.Unavailable, "wire.cut")
	l.screen.Line(ui.Line{At: p.Host.Now(), Doubts: []error{wrong, other}})
	if p.Told() != text.Error(other) {
		t.Errorf("a doubt behind the clock's: told %q", p.Told())
	}
	l.screen.Line(ui.Line{At: p.Host.Now(), Doubts: []error{wrong}})
	p.Settle()
	if !p.Reads(text.T("ui.clock.here")) || !p.Reads(text.Error(wrong)) || p.Told() != "" {
		t.Errorf("told %q", p.Told())
	}
	p.Press(text.T("ui.clock.again"))
	if l.asked != 1 {
		t.Error("nothing was exchanged again")
	}
	l.screen.Line(ui.Line{At: p.Host.Now()})
	p.Settle()
	if p.Reads(text.T("ui.clock.here")) {
		t.Error("it is told though the clock is right")
	}
	if p.Reads(text.T("ui.syncing.column.root")) {
		t.Error("check codes stand on the first page")
	}
	p.Press(text.T("ui.syncing.tab.technical"))
	p.Press(text.T("ui.verify.do"))
	if l.verified != 1 || !p.Reads(text.T("ui.verify.ok", "log", text.T("ui.log.cluster"), "size", "14", "signed", "14")) {
		t.Error("what the check found is not told")
	}
}
