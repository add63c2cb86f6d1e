package conference_test

import (
	"testing"

	"thidua/emulation"
	"thidua/internal/testwindow"
	"thidua/ui/grid"
	ui "thidua/ui/screens/conference"
	"thidua/ui/text"
	"thidua/workspace/conference"
)

func TestMain(m *testing.M) { testwindow.Main(m) }

// show is the screen before a person at a desk.
func show(p *testwindow.Person) testwindow.Screen {
	return ui.New(p.Host, p.Desk.Workspace, p.Hooks())
}

func closing(p *testwindow.Person) *conference.Conference {
	p.T.Helper()
	c, err := conference.At(p.Desk.Workspace).Conference(emulation.ConferenceClosing)
	p.Must(err)
	return c
}

func TestAConferenceIsWrittenLineByLine(t *testing.T) {
	p := testwindow.Before(t, testwindow.Sample(t), show).ToConference()
	p.TypeInto("date", 1, "2/8/2024")
	p.TypeInto("host", 1, "sơn la")
	p.TypeInto("chairs", 1, "Cao Bằng, son-la")
	p.TypeInto("quorum", 1, ">1/2")
	p.TypeInto("agenda+", 1, "Báo cáo tổng kết")
	p.TypeInto("agenda+", 1, "Bỏ phiếu")
	c := closing(p)
	if c.Date != "2024-08-02" || c.HostUnit.Code != "son-la" || len(c.ChairedBy) != 2 || c.ChairedBy[0].Code != "cao-bang" || len(c.Agenda) != 2 || c.QuorumDen != 2 || !c.QuorumAbove {
		t.Fatalf("on disk: %+v; %q", c.ConferenceInfo, p.Told())
	}
	p.TypeInto("host", 1, "Hà Nội")
	if cell := p.Table().Model().Cell(p.RowOf("host"), 1); cell.State != grid.Error || cell.Text != "Hà Nội" || closing(p).HostUnit.Code != "son-la" {
		t.Errorf("a unit nobody knows: %+v", cell)
	}
	p.Table().Model().Set(p.RowOf("agenda0"), 1, "")
	p.Settle()
	if c := closing(p); len(c.Agenda) != 1 || c.Agenda[0] != "Bỏ phiếu" {
		t.Errorf("after a line was emptied: %q", c.Agenda)
	}
	p.Press(text.T("ui.conference.tab.outcome"))
	p.TypeInto("directions+", 1, "Giữ vững chất lượng")
	if c := closing(p); len(c.Directions) != 1 || c.Date != "2024-08-02" {
		t.Errorf("on disk: %+v", c.ConferenceInfo)
	}
	p.Choose(text.Capital(text.T("conference.kind.mid")))
	p.Press(text.T("ui.conference.tab.info"))
	if cell := p.Table().Model().Cell(p.RowOf("date"), 1); !cell.Blank {
		t.Errorf("another conference shows %q", cell.Text)
	}
}

// What stands in an open editor is on disk once another tab is chosen, and no editor stays open on the page that was left.
func TestTurningATabCommitsWhatIsTyped(t *testing.T) {
	p := testwindow.Before(t, testwindow.Sample(t), show).ToConference()
	g := p.Table()
	g.Select(p.RowOf("place"), 1)
	p.Host.Window.Canvas().Focus(g)
	p.Write("Thành phố Sơn La")
	p.Press(text.T("ui.conference.tab.leaders"))
	if place := closing(p).Place; place != "Thành phố Sơn La" {
		t.Errorf("on disk: %q; %q", place, p.Told())
	}
	if _, _, open := g.Editing(); open {
		t.Error("the editor is still open behind the page that is shown")
	}
}

func TestAttendanceSaysTheQuorum(t *testing.T) {
	p := testwindow.Before(t, testwindow.Sample(t), show).ToConference()
	p.Press(text.T("ui.conference.tab.attendance"))
	units := p.Units()
	key := func(i int) string { return units[i].ID.String() }
	p.TypeInto(key(0), 1, "c")
	p.TypeInto(key(1), 1, "vb")
	p.TypeInto(key(2), 2, "3")
	c := closing(p)
	if !c.Presence[0].Present || !c.Presence[1].Attendance.Written || !c.Presence[2].Present || c.Presence[2].Delegates != 3 || c.Quorate {
		t.Fatalf("on disk: %+v; %q", c.Presence[:3], p.Told())
	}
	if !p.Reads(text.Say(c.Sentence)) {
		t.Error("the sentence of the quorum is not there")
	}
	p.TypeInto(key(3), 1, "có thể")
	if cell := p.Table().Model().Cell(3, 1); cell.State != grid.Error {
		t.Errorf("an unclear mark: %+v", cell)
	}
	p.Press(text.T("ui.conference.attend.everybody"))
	c = closing(p)
	if c.Present != 6 || c.Written != 1 || !c.Quorate || !p.Reads(text.Say(c.Sentence)) {
		t.Errorf("%d present, %d in writing; %q", c.Present, c.Written, p.Told())
	}
}
