package conference_test

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"thidua/emulation"
	"thidua/emulation/ballot"
	"thidua/emulation/legal"
	"thidua/internal/testwindow"
	ui "thidua/ui/screens/conference"
	"thidua/ui/text"
	"thidua/workspace/result"
)

// stage is what a meeting looks at.
type stage struct {
	*testwindow.Window
	p *testwindow.Person
}

// project puts the screen into projection, and looks at the window that opens.
func project(p *testwindow.Person) stage {
	p.T.Helper()
	before := p.App.Driver().AllWindows()
	p.Press(text.T("ui.stage.begin"))
	for _, w := range p.App.Driver().AllWindows() {
		if !slices.Contains(before, w) {
			seen := &testwindow.Window{T: p.T, App: p.App, Host: p.Host}
			seen.Host.Window = w
			w.Resize(fyne.NewSize(1366, 768))
			p.Settle()
			return stage{seen, p}
		}
	}
	p.T.Fatal("no window opened")
	return stage{}
}

func (s stage) key(names ...fyne.KeyName) {
	for _, n := range names {
		s.Host.Window.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: n})
	}
	s.p.Settle()
}

// count puts a figure into the count; with two windows the toolkit's test driver knows the keyboard of the newer one alone.
func (s stage) count(key string, col int, figure string) {
	s.T.Helper()
	m := counted(s.p).Model()
	for r := range m.Rows() {
		if m.Row(r).Key == key {
			m.Set(r, col, figure)
			s.p.Settle()
			return
		}
	}
	s.T.Fatalf("the count has no row %q", key)
}

// A meeting sees who is here, then each vote as it is counted, with the check of its figures; what is recorded elsewhere is seen without a hand.
func TestAMeetingSeesItsAttendanceAndItsCounts(t *testing.T) {
	p := atVotes(t, ballot.Question{Title: "Xin ý kiến về danh hiệu", On: "other", Rules: ballot.Rules{Secret: true, Denominator: legal.TotalMembers, Num: 2, Den: 3}})
	s := project(p)
	if !s.Reads("7/7") || !s.Reads(text.Capital(text.T("ui.conference.attend.present"))) {
		t.Error("the attendance is not shown")
	}
	s.key(fyne.KeyPageDown)
	if !s.Reads("Xin ý kiến về danh hiệu") || s.Reads("7/7") {
		t.Error("the vote is not shown alone")
	}
	for figure, n := range map[string]string{"issued": "7", "returned": "6"} {
		s.count(figure, 1, n)
	}
	if !s.Reads(text.T("ui.stage.counting")) {
		t.Error("a count under way is not told to be one")
	}
	s.count("valid", 1, "9")
	if !s.Reads("9") || s.Reads(text.T("ui.stage.counting")) || s.Reads(text.T("ui.stage.fits")) {
		t.Error("nobody sees that more papers are valid than came back")
	}
	s.count("valid", 1, "6")
	for _, u := range p.Units() {
		s.count("line:"+u.Code, 2, "6")
	}
	if !s.Reads(text.T("ui.stage.fits")) {
		t.Error("a count that adds up is not told to")
	}
	p.Press(text.T("ui.conference.count.record", "round", 1))
	if s.Reads(text.T("ui.stage.fits")) || !s.Reads("✓ ") {
		t.Error("what was recorded does not stand there as recorded")
	}
	s.key(fyne.KeyEscape)
	if slices.Contains(p.App.Driver().AllWindows(), s.Host.Window) {
		t.Error("Esc does not leave")
	}
	project(p) // it opens again
}

// Nothing of the ranking is seen before the chair says so, whatever page is turned; then it is told from the last place on, or at once.
func TestTheRankingIsToldByTheChairAlone(t *testing.T) {
	p := testwindow.Before(t, testwindow.Sample(t), show).ToConference()
	r, err := result.At(p.Desk.Workspace).Ranking()
	p.Must(err)
	n := len(r.Standings)
	first, last := r.Standings[0].Unit.Name, r.Standings[n-1].Unit.Name
	s := project(p)
	s.key(fyne.KeySpace, fyne.KeyEnd) // not on the page of the ranking: says nothing
	s.key(fyne.KeyPageDown, fyne.KeyPageDown, fyne.KeyPageDown)
	if !s.Reads(text.T("ui.stage.untold")) || s.Reads(first) || s.Reads(last) {
		t.Fatal("the ranking is told before its time")
	}
	if s.key(fyne.KeyEnd); s.Reads(last) || s.Reads(first) {
		t.Fatal("a key that goes to the end of a page told the ranking")
	}
	s.key(fyne.KeySpace)
	if !s.Reads(last) || s.Reads(first) || s.Reads(text.T("ui.stage.untold")) {
		t.Error("the last place is not told first")
	}
	if !s.Reads(text.T("ui.illustrative")) {
		t.Error("the figures of a sample are told as if they were real")
	}
	s.key(fyne.KeyPageUp, fyne.KeyPageDown)
	if !s.Reads(last) || s.Reads(first) {
		t.Error("a turned page told more, or less")
	}
	for range n {
		s.key(fyne.KeySpace)
	}
	if !s.Reads(first) || s.Offered(text.T("ui.stage.tell")) {
		t.Error("the first place is not told at the end")
	}
	s.key(fyne.KeyBackspace)
	if s.Reads(first) || s.Reads(last) {
		t.Error("what is hidden again is seen")
	}
	s.Press(text.T("ui.stage.tell-all"))
	if !s.Reads(first) || !s.Reads(last) {
		t.Error("not told at once")
	}
}

// What is projected writes nothing, and ends with its screen.
func TestProjectionEndsWithItsScreen(t *testing.T) {
	p := testwindow.Sit(t, testwindow.Sample(t))
	x := ui.New(p.Host, p.Desk.Workspace, p.Hooks())
	p.Show(x)
	before := len(p.App.Driver().AllWindows())
	s := project(p)
	x.Project() // no second one
	x.EndProjection()
	p.Settle()
	if slices.Contains(p.App.Driver().AllWindows(), s.Host.Window) || len(p.App.Driver().AllWindows()) != before {
		t.Errorf("%d windows, before %d", len(p.App.Driver().AllWindows()), before)
	}
	p.Choose(text.Capital(text.T("conference.kind." + emulation.ConferenceClosing)))
}
