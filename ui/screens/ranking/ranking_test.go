package ranking_test

import (
	"testing"

	"thidua/emulation"
	"thidua/internal/testwindow"
	ui "thidua/ui/screens/ranking"
	"thidua/ui/text"
	"thidua/workspace/result"
)

func TestMain(m *testing.M) { testwindow.Main(m) }

// show is the screen before a person at a desk.
func show(p *testwindow.Person) testwindow.Screen {
	return ui.New(p.Host, p.Desk.Workspace, ui.Hooks{Hooks: p.Hooks(), Print: func() { p.Opened["summary"] = nil }})
}

func TestRankingIsTheWorkspaces(t *testing.T) {
	p := testwindow.Before(t, testwindow.Sample(t), show)
	r, err := result.At(p.Desk.Workspace).Ranking()
	if err != nil {
		t.Fatal(err)
	}
	m := p.Table().Model()
	groups := len(r.Season.Set.Groups)
	for i, st := range r.Standings {
		if got := m.Cell(i, 1).Text; got != st.Unit.Label() {
			t.Errorf("place %d is %q, want %q", i+1, got, st.Unit.Label())
		}
		if got, want := m.Cell(i, 2+groups+4).Text, st.Final.Total.LocaliseFixed(2, true); got != want {
			t.Errorf("%s has %s, want %s", st.Unit.Label(), got, want)
		}
		for g := range groups {
			if got, want := m.Cell(i, 2+g).Text, st.Final.Groups[r.Season.Set.Groups[g].Index].Points.LocaliseFixed(2, true); got != want {
				t.Errorf("%s, group %d: %s, want %s", st.Unit.Label(), g+1, got, want)
			}
		}
	}
	if !p.Reads(text.T("ui.illustrative")) {
		t.Error("illustrative figures are not marked")
	}
	p.Press(text.T("ui.ranking.print"))
	if _, printed := p.Opened["summary"]; !printed {
		t.Errorf("the summary was not printed: %q", p.Told())
	}
}

func TestTheResultIsLockedCheckedAndReopened(t *testing.T) {
	p := testwindow.Before(t, testwindow.Sample(t), show).ToConference()
	p.Press(text.T("ui.ranking.tab.result"))
	ready, err := result.At(p.Desk.Workspace).Readiness()
	p.Must(err)
	if len(ready.Missing) == 0 {
		t.Fatal("nothing is missing in the sample")
	}
	for _, m := range ready.Missing {
		if !p.Reads(text.Capital(text.Say(m)) + ".") {
			t.Errorf("it does not name %q", text.Say(m))
		}
	}
	if !p.Reads(text.T("ui.provisional")) {
		t.Error("figures that may change are not marked")
	}
	p.Press(text.T("ui.result.lock"))
	p.Answer("")
	if r, err := result.At(p.Desk.Workspace).Result(); err != nil || r != nil {
		t.Fatalf("locked without a reason: %v %v", r, err)
	}
	p.Answer("hội nghị đã thống nhất")
	r, err := result.At(p.Desk.Workspace).Result()
	p.Must(err)
	if r == nil || r.Reason != "hội nghị đã thống nhất" || !p.Reads(r.Reason) {
		t.Fatalf("not locked: %q", p.Told())
	}
	if p.Reads(text.T("ui.provisional")) {
		t.Error("a locked result is called provisional")
	}
	p.Press(text.T("ui.result.check"))
	if !p.Reads(text.T("result.matches-pending")) {
		t.Error("the check says nothing")
	}
	p.Press(text.T("ui.result.reopen"))
	p.Answer("nhầm điểm")
	s, err := p.Desk.Workspace.Season()
	p.Must(err)
	if s.Step != emulation.SeasonConference || !p.Reads(text.T("ui.result.reopened-because", "reason", "nhầm điểm")) || !p.Offered(text.T("ui.result.lock")) {
		t.Errorf("not reopened: at %s; %q", s.Step, p.Told())
	}
}
