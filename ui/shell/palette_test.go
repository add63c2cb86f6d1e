package shell_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"thidua/ui/shell"
	"thidua/ui/text"
)

// search opens the palette and types.
func (p *person) search(words string) *person {
	p.T.Helper()
	p.shell.Frame().Palette()
	p.Settle()
	p.Write(words)
	return p
}

// Whatever the window can do is found by a part of its name, without diacritics, or by initials: screens, criteria, units, papers, commands.
func TestThePaletteLeadsEverywhere(t *testing.T) {
	p := sitAtSample(t).goTo(shell.Sheet)
	p.search("van ban").Write("\n")
	if at := p.shell.Frame().At(); at != shell.Printing {
		t.Errorf("“van ban” leads to %s", at)
	}
	p.goTo(shell.Sheet).search("xhkt")
	if !p.Reads(text.T("ui.palette.none")) {
		t.Error("what does not fit is not said")
	}
	p.Keys(fyne.KeyEscape)
	p.search("xh")
	p.Write("\n")
	if at := p.shell.Frame().At(); at != shell.Ranking {
		t.Errorf("the initials “xh” lead to %s", at)
	}
	p.goTo(shell.Overview)
	p.search("I.2").Write("\n")
	row, _ := p.Table().Selected()
	if at := p.shell.Frame().At(); at != shell.Sheet || row != p.Row(0, "I.2") {
		t.Errorf("the criterion leads to row %d of %s", row, at)
	}
	p.goTo(shell.Overview).search("son la")
	if p.Keys(fyne.KeyDown, fyne.KeyUp); !p.Reads("Sở Giáo dục và Đào tạo Sơn La") {
		t.Fatal("the unit is not found")
	}
	p.Write("\n")
	if at := p.shell.Frame().At(); at != shell.Sheet {
		t.Errorf("the unit leads to %s", at)
	}
	p.search("xep hang cum")
	p.Keys(fyne.KeyEscape)
	if len(p.printed) != 0 {
		t.Errorf("printed %q though it was left", p.printed)
	}
}
