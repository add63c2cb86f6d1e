package conference_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"thidua/emulation/ballot"
	"thidua/emulation/legal"
	"thidua/internal/testwindow"
	"thidua/ui/text"
)

// What nobody had said of a unit is unsaid again: it does not become absent.
func TestMarksAreTakenBack(t *testing.T) {
	p := testwindow.Before(t, testwindow.Sample(t), show).ToConference()
	p.Press(text.T("ui.conference.tab.attendance"))
	key := p.Units()[0].ID.String()
	p.TypeInto(key, 1, "c")
	p.Press(text.T("ui.conference.attend.everybody"))
	if c := closing(p); c.Present != c.Members {
		t.Fatalf("%d present", c.Present)
	}
	p.Press(text.T("ui.conference.tab.info"))
	p.Host.Window.Canvas().Focus(p.Table())
	p.Shortcut(&fyne.ShortcutUndo{})
	if c := closing(p); c.Present != 1 || c.Presence[1].Marked || !strings.Contains(p.Said(), "điểm danh 6 đơn vị") {
		t.Errorf("%d present, %+v; said %q, told %q", c.Present, c.Presence[1], p.Said(), p.Told())
	}
	p.Shortcut(&fyne.ShortcutUndo{})
	if c := closing(p); c.Present != 0 || c.Taken || c.Presence[0].Marked || !strings.Contains(p.Said(), "Đã hoàn tác") {
		t.Errorf("%d present, %+v; said %q", c.Present, c.Presence[0], p.Said())
	}
	p.Shortcut(&fyne.ShortcutRedo{})
	if c := closing(p); c.Present != 1 {
		t.Errorf("done again: %d present; %q", c.Present, p.Said())
	}
}

// Delegates typed for a unit that nobody marked say that it is there; taken back, nobody said so.
func TestDelegatesAreTakenBackWithTheMark(t *testing.T) {
	p := testwindow.Before(t, testwindow.Sample(t), show).ToConference()
	p.Press(text.T("ui.conference.tab.attendance"))
	p.TypeInto(p.Units()[0].ID.String(), 2, "3")
	if c := closing(p); c.Present != 1 {
		t.Fatalf("%d present", c.Present)
	}
	p.Shortcut(&fyne.ShortcutUndo{})
	if c := closing(p); c.Present != 0 || c.Presence[0].Marked || c.Presence[0].Delegates != 0 {
		t.Errorf("%d present, %+v; said %q", c.Present, c.Presence[0], p.Said())
	}
	p.Shortcut(&fyne.ShortcutRedo{})
	if c := closing(p); c.Present != 1 || c.Presence[0].Delegates != 3 {
		t.Errorf("done again: %d present, %+v; said %q", c.Present, c.Presence[0], p.Said())
	}
}

func TestFiguresOfACountAreTakenBack(t *testing.T) {
	p := atVotes(t, ballot.Question{Title: "Xin ý kiến", On: "other", Rules: ballot.Rules{Secret: true, Denominator: legal.TotalMembers, Num: 2, Den: 3}})
	figure := func() string {
		g := counted(p)
		for r := range g.Model().Rows() {
			if g.Model().Row(r).Key == "issued" {
				return g.Model().Cell(r, 1).Text
			}
		}
		return "?"
	}
	enter(p, "issued", 1, "7")
	enter(p, "issued", 1, "77")
	p.Shortcut(&fyne.ShortcutUndo{})
	if figure() != "7" || !strings.Contains(p.Told(), "Đã hoàn tác: nhập số phiếu") {
		t.Errorf("%q; told %q", figure(), p.Told())
	}
	p.Shortcut(&fyne.ShortcutUndo{})
	if figure() != "" {
		t.Errorf("%q; told %q", figure(), p.Told())
	}
	p.Shortcut(&fyne.ShortcutRedo{})
	if figure() != "7" {
		t.Errorf("done again: %q", figure())
	}
}
