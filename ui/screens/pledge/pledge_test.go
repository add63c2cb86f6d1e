package pledge_test

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"thidua/emulation"
	"thidua/internal/testwindow"
	ui "thidua/ui/screens/pledge"
	"thidua/ui/text"
	"thidua/ui/widgets"
	"thidua/workspace/pledge"
)

func TestMain(m *testing.M) { testwindow.Main(m) }

// show is the screen before a person at a desk.
func show(p *testwindow.Person) testwindow.Screen {
	return ui.New(p.Host, p.Desk.Workspace, p.Hooks())
}

func TestRegistrationIsTypedLineByLine(t *testing.T) {
	p := testwindow.Before(t, testwindow.Sample(t), show)
	own := func() emulation.Registration {
		t.Helper()
		me, err := p.Desk.Workspace.Me()
		p.Must(err)
		list, err := pledge.At(p.Desk.Workspace).Registrations()
		p.Must(err)
		for _, r := range list {
			if r.Unit.ID == me.Unit.ID {
				return r.Registration
			}
		}
		return emulation.Registration{}
	}
	p.TypeInto("m+", 0, "Dạy tốt, học tốt")
	p.TypeInto("m+", 0, "Trường học xanh")
	p.TypeInto("t+", 1, "99,5")
	if r := own(); len(r.Movements) != 2 || len(r.Targets) != 0 {
		t.Fatalf("on disk: %+v; %q", r, p.Told())
	}
	p.TypeInto("t+", 0, "Phổ cập")
	p.TypeInto("h+", 0, "Cờ thi đua")
	r := own()
	if len(r.Targets) != 1 || r.Targets[0] != (emulation.Target{Name: "Phổ cập", Value: "99.5"}) || len(r.Titles) != 1 {
		t.Fatalf("on disk: %+v; %q", r, p.Told())
	}
	if c := p.Table().Model().Cell(p.RowOf("t0"), 1); c.Text != "99,5" {
		t.Errorf("the target is shown as %q", c.Text)
	}
	p.Table().Model().Set(p.RowOf("m0"), 0, "")
	p.Settle()
	if r := own(); len(r.Movements) != 2 {
		t.Fatalf("a line was dropped without asking: %+v", r)
	}
	p.Press(text.T("ui.pledge.drop"))
	if r := own(); len(r.Movements) != 1 || r.Movements[0] != "Trường học xanh" {
		t.Errorf("after a line was emptied: %+v", r)
	}
}

// A new line is saved as one when it is left, not torn apart by Tab; Enter leads to the next.
func TestANewLineIsTypedAcross(t *testing.T) {
	p := testwindow.Before(t, testwindow.Sample(t), show)
	targets := func() []emulation.Target {
		t.Helper()
		me, err := p.Desk.Workspace.Me()
		p.Must(err)
		list, err := pledge.At(p.Desk.Workspace).Registrations()
		p.Must(err)
		for _, r := range list {
			if r.Unit.ID == me.Unit.ID {
				return r.Targets
			}
		}
		return nil
	}
	g := p.Table()
	g.Select(p.RowOf("t+"), 0)
	p.Host.Window.Canvas().Focus(g)
	p.Write("Phổ cập")
	p.Keys(fyne.KeyTab)
	p.Write("99,7")
	if got := targets(); len(got) != 0 {
		t.Fatalf("half a line was saved: %+v", got)
	}
	p.Keys(fyne.KeyTab)
	p.Write("%\n")
	p.Write("Trường chuẩn")
	p.Keys(fyne.KeyTab)
	p.Write("62")
	p.Keys(fyne.KeyTab)
	p.Away() // leaving saves a line that is not finished
	want := []emulation.Target{{Name: "Phổ cập", Value: "99.7", Measure: "%"}, {Name: "Trường chuẩn", Value: "62"}}
	if got := targets(); !slices.Equal(got, want) {
		t.Errorf("on disk: %+v", got)
	}
}

func TestTheCompactIsWrittenAndSigned(t *testing.T) {
	p := testwindow.Before(t, testwindow.Sample(t), show)
	if p.Offered(text.T("ui.pledge.sign")) {
		t.Error("a compact that is not there can be signed")
	}
	p.Press(text.T("ui.pledge.tab.compact"))
	p.Press(text.T("ui.pledge.compact.write"))
	fields := testwindow.Entries(p.Window)
	fields[1].SetText("Cùng thi đua.\nCùng giúp đỡ.")
	testwindow.Seen[*widgets.Select](p.Window)[0].SetSelected("Hội nghị ký giao ước thi đua")
	p.Press(text.T("ui.pledge.compact.save"))
	p.Press(text.T("ui.pledge.sign"))
	c, err := pledge.At(p.Desk.Workspace).Compact()
	p.Must(err)
	if c.Meeting != emulation.ConferenceSigning || c.MeetingOf != "" || !p.Reads("Ký tại: Hội nghị ký giao ước thi đua") {
		t.Errorf("%q %q", c.Meeting, c.MeetingOf)
	}
	if len(c.Paragraphs) != 2 || len(c.Unsigned()) != len(c.Signatures) {
		t.Fatalf("before it is confirmed: %d paragraphs, unsigned %v; %q", len(c.Paragraphs), len(c.Unsigned()), p.Told())
	}
	p.Confirm(text.T("ui.pledge.sign"))
	c, err = pledge.At(p.Desk.Workspace).Compact()
	p.Must(err)
	if len(c.Unsigned()) != len(c.Signatures)-1 || p.Offered(text.T("ui.pledge.sign")) {
		t.Errorf("not signed: %q", p.Told())
	}
}

// A unit's leader lets others enter for the unit, with a reason, and no longer; nobody is offered it for another unit.
func TestALeaderLetsOthersEnterForTheUnit(t *testing.T) {
	c := testwindow.NewCluster(t)
	unit, other := c.Unit("lai-chau").ID, c.Unit("son-la").ID
	c.Sits("lai-chau", show, func(p *testwindow.Person) {
		agreed := func() bool {
			t.Helper()
			yes, err := pledge.At(p.Desk.Workspace).Agreed(unit)
			p.Must(err)
			return yes
		}
		p.Press(text.T("ui.pledge.tab.units"))
		p.Table().Select(p.RowOf(other.String()), 0)
		p.Settle()
		if p.Offered(text.T("ui.pledge.agree")) {
			t.Error("offered for another unit")
		}
		p.Table().Select(p.RowOf(unit.String()), 0)
		p.Settle()
		p.Press(text.T("ui.pledge.agree"))
		p.Answer("máy đang sửa")
		if !agreed() {
			t.Fatalf("told %q", p.Told())
		}
		p.Press(text.T("ui.pledge.agree.end"))
		if !agreed() {
			t.Error("ended before it was confirmed")
		}
		p.Confirm(text.T("ui.pledge.agree.end"))
		if agreed() {
			t.Errorf("still agreed; told %q", p.Told())
		}
	})
}
