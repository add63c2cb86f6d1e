package conference_test

import (
	"strings"
	"testing"
	"time"

	"thidua/emulation"
	"thidua/emulation/ballot"
	"thidua/emulation/legal"
	"thidua/internal/testwindow"
	"thidua/ui/grid"
	"thidua/ui/text"
	"thidua/ui/typing"
	"thidua/workspace/awards"
	"thidua/workspace/conference"
)

// atVotes is a conference at which everybody is present and a vote is open, with its tab shown.
func atVotes(t *testing.T, q ballot.Question) *testwindow.Person {
	t.Helper()
	p := testwindow.Before(t, testwindow.Sample(t), show).ToConference()
	var all []conference.UnitAttendance
	for _, u := range p.Units() {
		all = append(all, conference.UnitAttendance{Unit: u.ID, Attendance: emulation.Attendance{Present: true}})
		q.Lines = append(q.Lines, ballot.Choice{ID: u.Code})
	}
	q.Conference = emulation.ConferenceClosing
	p.Must(conference.At(p.Desk.Workspace).Attend(emulation.ConferenceClosing, all...))
	p.Must(conference.At(p.Desk.Workspace).OpenVote("thu", q))
	p.Settle()
	p.Press(text.T("ui.conference.tab.votes") + " (1)")
	return p
}

// counted is the table of the count, which stands beside the list of votes.
func counted(p *testwindow.Person) *grid.Grid {
	p.T.Helper()
	for _, g := range testwindow.Seen[*grid.Grid](p.Window) {
		if g.Model().Rows() > 0 && g.Model().Row(0).Group {
			return g
		}
	}
	p.T.Fatal("no count is on screen")
	return nil
}

// enter types a figure into the count.
func enter(p *testwindow.Person, key string, col int, figure string) {
	p.T.Helper()
	g := counted(p)
	for r := range g.Model().Rows() {
		if g.Model().Row(r).Key == key {
			g.Select(r, col)
			p.Host.Window.Canvas().Focus(g)
			p.Write(figure + "\n")
			return
		}
	}
	p.T.Fatalf("the count has no row %q", key)
}

func vote(p *testwindow.Person, code string) *conference.Vote {
	p.T.Helper()
	v, err := conference.At(p.Desk.Workspace).Vote(code)
	p.Must(err)
	return v
}

func TestACountIsHeldBackUntilItAddsUp(t *testing.T) {
	p := atVotes(t, ballot.Question{Title: "Xin ý kiến", On: "other", Rules: ballot.Rules{Secret: true, Denominator: legal.TotalMembers, Num: 2, Den: 3}})
	record := text.T("ui.conference.count.record", "round", 1)
	for figure, n := range map[string]string{"issued": "7", "returned": "7", "valid": "7"} {
		enter(p, figure, 1, n)
	}
	for _, u := range p.Units() {
		enter(p, "line:"+u.Code, 2, "5")
		enter(p, "line:"+u.Code, 3, "2")
	}
	if !p.Offered(record) || !p.Reads(text.T("ui.conference.count.fits")) {
		t.Fatal("a count that adds up cannot be recorded")
	}
	enter(p, "invalid", 1, "1")
	enter(p, "line:son-la", 2, "6")
	faults := []string{text.Capital(text.T("ballot.valid-invalid", "valid", 7, "invalid", 1, "sum", 8, "returned", 7)) + ".",
		text.Capital(text.T("ballot.line", "id", "Sở GDĐT Sơn La", "yes", 6, "no", 2, "blank", 0, "sum", 8, "valid", 7)) + "."}
	for _, f := range faults {
		if !p.Reads(f) {
			t.Errorf("it does not tell %q", f)
		}
	}
	p.Press(record)
	if p.Offered(record) || len(vote(p, "thu").Rounds) != 0 {
		t.Fatal("a count that does not add up was recorded")
	}
	enter(p, "invalid", 1, "0")
	enter(p, "line:son-la", 3, "0")
	enter(p, "line:son-la", 5, "2") // invalid in this line alone
	if f := text.Capital(text.T("ballot.line-returned", "id", "Sở GDĐT Sơn La", "yes", 6, "no", 0, "blank", 0, "invalid", 2, "sum", 8, "returned", 7)) + "."; !p.Reads(f) {
		t.Errorf("it does not tell %q", f)
	}
	enter(p, "line:son-la", 5, "1")
	p.Press(record)
	v := vote(p, "thu")
	if l := emulation.First(v.Lines, func(l conference.VoteLine) bool { return l.ID == "son-la" }); l.Invalid == nil || *l.Invalid != 1 {
		t.Errorf("on disk: %+v", v.Lines)
	}
	if len(v.Rounds) != 1 || len(v.Won) != 7 || v.Rounds[0].Tally.Present != 7 {
		t.Fatalf("on disk: %+v; %q", v.Count, p.Told())
	}
	for _, l := range v.Lines {
		found := false
		for r := range counted(p).Model().Rows() {
			found = found || counted(p).Model().Cell(r, 6).Text == text.Say(l.Message)
		}
		if !found {
			t.Errorf("the sentence of %s is not shown", l.ID)
		}
	}
}

func TestWhatIsTypedIsCheckedBeforeTheCellIsLeft(t *testing.T) {
	p := atVotes(t, ballot.Question{Title: "Xin ý kiến", On: "other", Rules: ballot.Rules{Secret: true, Denominator: legal.TotalMembers, Num: 2, Den: 3}})
	g := counted(p)
	enter(p, "present", 1, "7")
	for r := range g.Model().Rows() {
		if g.Model().Row(r).Key == "issued" {
			g.Select(r, 1)
		}
	}
	p.Write("9")
	p.Wait(time.Second)
	if _, _, open := g.Editing(); !open {
		t.Fatal("the editor was closed by the check")
	}
	want := text.Capital(text.T("ballot.issued", "issued", 9, "eligible", 7, "present", 7, "recused", 0, "written", 0)) + "."
	if !p.Reads(want) {
		t.Errorf("it does not tell %q while it is typed", want)
	}
}

func TestATieIsVotedAgainOrDecidedByTheChair(t *testing.T) {
	for _, by := range []ballot.Tie{ballot.SecondBallot, ballot.Chair} {
		p := atVotes(t, ballot.Question{Title: "Chọn một", On: "other", Rules: ballot.Rules{Denominator: legal.Present, Num: 1, Den: 2, Places: 1, Tie: by}})
		enter(p, "valid", 1, "7")
		for i, u := range p.Units() {
			yes := []string{"5", "5", "1"}[min(i, 2)]
			enter(p, "line:"+u.Code, 2, yes)
			enter(p, "line:"+u.Code, 3, map[string]string{"5": "2", "1": "6"}[yes])
		}
		p.Press(text.T("ui.conference.count.record", "round", 1))
		v := vote(p, "thu")
		if len(v.Undecided) != 2 {
			t.Fatalf("%+v; %q", v.Count, p.Told())
		}
		first, second := v.Undecided[0], v.Undecided[1]
		if by == ballot.Chair {
			p.Press(text.T("ui.conference.chair.name", "line", p.Units()[1].Label()))
			p.Answer("theo kết quả năm trước")
		} else {
			p.Press(text.T("ui.conference.count.again", "round", 2))
			enter(p, "valid", 1, "7")
			enter(p, "line:"+first, 2, "2")
			enter(p, "line:"+first, 3, "5")
			enter(p, "line:"+second, 2, "5")
			enter(p, "line:"+second, 3, "2")
			p.Press(text.T("ui.conference.count.record", "round", 2))
		}
		v = vote(p, "thu")
		if !v.Decided() || strings.Join(v.Won, " ") != second || p.Offered(text.T("ui.conference.count.again", "round", 3)) {
			t.Errorf("%s: %+v; %q", by, v.Count, p.Told())
		}
		p.Leave()
	}
}

func TestAVoteIsOpenedByTheLawOfTheDay(t *testing.T) {
	p := testwindow.Before(t, testwindow.Sample(t), show).ToConference()
	p.Must(conference.At(p.Desk.Workspace).SetConference(emulation.ConferenceClosing, emulation.ConferenceInfo{Date: "2024-08-02"}))
	p.Settle()
	p.Press(text.T("ui.conference.tab.votes"))
	p.Press(text.T("ui.conference.vote.open"))
	forms, err := awards.At(p.Desk.Workspace).AwardForms()
	p.Must(err)
	var flag legal.Form
	for _, f := range forms {
		if f.ID == "co-thi-dua-bo" {
			flag = f
		}
	}
	p.Choose(text.T("ui.conference.on.award", "award", flag.Name))
	if !p.Reads(text.T("ui.conference.open.law")) {
		t.Error("the form does not say whose rules count")
	}
	p.Press(text.T("ui.conference.open.do"))
	v := vote(p, "co-thi-dua-bo")
	if r := v.Rules; len(v.Lines) != 7 || v.On != "award:co-thi-dua-bo" || r.Num != 1 || r.Den != 2 || !r.Strict || !r.Secret {
		t.Fatalf("%+v; %q", v, p.Told())
	}
	p.Press(text.T("ui.conference.vote.open"))
	p.Choose(text.T("ui.conference.on.leaders"))
	var shareField *typing.Entry
	for _, e := range testwindow.Seen[*typing.Entry](p.Window) {
		if e.Text == ">1/2" {
			shareField = e
		}
	}
	if shareField == nil {
		t.Fatal("a vote without a law does not ask for its rules")
	}
	shareField.SetText("quá bán")
	p.Press(text.T("ui.conference.open.do"))
	if !strings.Contains(p.Told(), text.T("ui.conference.no-fraction", "text", "quá bán")) {
		t.Errorf("%q", p.Told())
	}
	shareField.SetText("2/3")
	p.Press(text.T("ui.conference.open.do"))
	if v := vote(p, "cum-truong"); v.Rules.Num != 2 || v.Rules.Den != 3 || v.Rules.Strict || !v.Rules.Secret || v.On != ballot.OnLeaders {
		t.Errorf("%+v", v.Rules)
	}
}

func TestAVoteIsWithdrawn(t *testing.T) {
	p := atVotes(t, ballot.Question{Title: "Mở nhầm", On: "other", Rules: ballot.Rules{Denominator: legal.Present, Num: 1, Den: 2}})
	p.Press(text.T("ui.conference.vote.withdraw"))
	p.Answer("không có trong chương trình")
	v := vote(p, "thu")
	if !v.Withdrawn || v.Reason != "không có trong chương trình" || p.Offered(text.T("ui.conference.vote.withdraw")) || p.Offered(text.T("ui.conference.count.record", "round", 1)) {
		t.Errorf("%+v; %q", v.Question, p.Told())
	}
	if !p.Reads(text.Say(v.Message)) {
		t.Error("the reason is not shown")
	}
}

// The chair chooses among the lines below the threshold where the rules say so, or none of them.
func TestTheChairChoosesBelowTheThreshold(t *testing.T) {
	for _, none := range []bool{false, true} {
		p := atVotes(t, ballot.Question{Title: "Chọn", On: "other", Rules: ballot.Rules{Denominator: legal.Present, Num: 1, Den: 2, Below: ballot.Chair}})
		enter(p, "valid", 1, "7")
		for i, u := range p.Units() {
			yes := []string{"2", "3", "7"}[min(i, 2)]
			enter(p, "line:"+u.Code, 2, yes)
			enter(p, "line:"+u.Code, 3, map[string]string{"2": "5", "3": "4", "7": "0"}[yes])
		}
		p.Press(text.T("ui.conference.count.record", "round", 1))
		want := 5
		if none {
			p.Press(text.T("ui.conference.chair.none"))
		} else {
			p.Press(text.T("ui.conference.chair.name", "line", p.Units()[1].Label()))
			p.Press(text.T("ui.conference.chair.these", "lines", p.Units()[1].Label()))
			want = 6
		}
		p.Answer("đủ thành tích")
		if v := vote(p, "thu"); len(v.Won) != want || !v.Decided() || v.Decision == nil || v.Decision.None != none {
			t.Errorf("none %v: %+v; %q", none, v.Count, p.Told())
		}
		p.Leave()
	}
}
