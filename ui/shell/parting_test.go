package shell_test

import (
	"testing"

	"thidua/emulation"
	"thidua/internal/testwindow"
	"thidua/ui/screens/syncing"
	"thidua/ui/shell"
	"thidua/ui/text"
	"thidua/workspace/replica"
	"thidua/workspace/sheet"
)

// close presses the cross of the window, and says whether it closed.
func (p *person) close() bool {
	p.shell.Close(func() { p.left = true })
	for p.Settle(); !p.left && !p.Offered(text.T("ui.parting.stay")); {
		p.Settle()
	}
	return p.left
}

// Nothing of a sandbox goes anywhere: its window asks nobody.
func TestASandboxClosesWithoutAQuestion(t *testing.T) {
	p := sitAtSample(t).goTo(shell.Sheet)
	p.first()
	p.Table().Focus()
	p.Write("95,5\n")
	st, err := replica.At(p.desk.Workspace).Status()
	p.Must(err)
	if st.Unsent != 1 || !p.Reads(text.T("ui.status.sandbox")) {
		t.Errorf("%d things wait; the bar has to say that they stay here", st.Unsent)
	}
	if !p.close() {
		t.Errorf("it asks: %q", p.Told())
	}
}

// A desk that carries its changes on a stick is told that they have not been carried yet, and led to where that is done.
func TestADeskWithoutAServerIsToldOfItsFiles(t *testing.T) {
	c := testwindow.NewCluster(t)
	d := c.Open("lai-chau")
	_, err := sheet.At(d.Workspace).TypeCell("I.1", "95")
	c.OK(err)
	c.OK(d.Close())
	p := sitIn(t, d.Dir, c.Env(0))
	p.exchange.tell(syncing.Line{Err: emulation.Errorf(emulation.NotFound, "desk.no-server")})
	p.Settle()
	if p.close() || !p.Reads(text.T("ui.parting.no-server")) {
		t.Fatal("it says nothing of what waits")
	}
	u := &versions{}
	p.shell.Frame().Offer(u)
	p.Press(text.T("ui.parting.bundle"))
	if u.cancelled != 1 {
		t.Error("a later close installs what was asked for before")
	}
	if at := p.shell.Frame().At(); at != shell.Syncing || !p.Reads(text.T("ui.bundles")) {
		t.Errorf("it leads to %s", at)
	}
	if p.close() {
		t.Error("the second time it asks nobody")
	}
	if !p.close() {
		t.Error("closed twice it does not close")
	}
}
