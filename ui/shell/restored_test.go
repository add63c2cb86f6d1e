package shell_test

import (
	"testing"

	"thidua/ui/shell"
)

// again opens another window on the folder of one that was closed, with the settings of the same person.
func (p *person) again() *person {
	p.T.Helper()
	p.leave()
	next := &person{Window: p.Window, dir: p.dir, env: p.env, opened: map[string][]byte{}}
	settings := shell.LoadSettings(next.App)
	settings.Safe, next.safe = p.safe, p.safe
	next.shell = shell.NewWindow(next.Host, settings, next)
	p.T.Cleanup(next.leave)
	next.Settle()
	return next
}

// The next start shows the screen that was shown last; one that this desk does not have is no reason to show nothing.
func TestTheLastScreenIsShownAgain(t *testing.T) {
	p := sitAtSample(t)
	if at := p.shell.Frame().At(); at != shell.Overview {
		t.Fatalf("the first start shows %s", at)
	}
	p = p.goTo(shell.Ranking).again()
	if at := p.shell.Frame().At(); at != shell.Ranking {
		t.Errorf("the next start shows %s", at)
	}
	p.App.Preferences().SetString("screen", shell.Clusters) // of an office
	p = p.again()
	if at := p.shell.Frame().At(); at != shell.Overview {
		t.Errorf("without the last screen it shows %s", at)
	}
	p.goTo(shell.Ranking)
	p.App.Preferences().SetString("screen.of", "/another/folder")
	p = p.again()
	if at := p.shell.Frame().At(); at != shell.Overview {
		t.Errorf("a folder that was never left shows %s", at)
	}
}
