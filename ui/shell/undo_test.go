package shell_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"thidua/ui/shell"
	"thidua/ui/text"
)

// Ctrl+Z on another screen leads back to where something was done, takes it back there and says what it was.
func TestCtrlZTakesBackAcrossScreens(t *testing.T) {
	p := sitAtSample(t).goTo(shell.Sheet)
	before := p.own().Row("I.1").Typed
	p.TypeCell("I.1", "ui.sheet.column.result", "90")
	p.goTo(shell.Season)
	p.Press(text.T("ui.season.tab.papers"))
	p.Shortcut(&fyne.ShortcutUndo{})
	if at := p.shell.Frame().At(); at != shell.Sheet || p.own().Row("I.1").Typed != before || p.Said() != text.T("ui.undo.done", "what", "nhập I.1") {
		t.Errorf("at %s, %q, said %q", at, p.own().Row("I.1").Typed, p.Said())
	}
	p.Shortcut(&fyne.ShortcutUndo{})
	if !strings.Contains(p.Told(), text.T("ui.undo.none")) {
		t.Errorf("with nothing left: %q", p.Told())
	}
	p.goTo(shell.Season)
	p.Shortcut(&fyne.ShortcutRedo{})
	if at := p.shell.Frame().At(); at != shell.Sheet || p.own().Row("I.1").Typed != "90" {
		t.Errorf("done again: at %s, %q", at, p.own().Row("I.1").Typed)
	}
}
