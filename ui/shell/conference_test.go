package shell_test

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2/widget"

	"thidua/emulation"
	"thidua/emulation/ballot"
	"thidua/emulation/legal"
	"thidua/ui/grid"
	"thidua/ui/shell"
	"thidua/ui/text"
	"thidua/workspace/awards"
	"thidua/workspace/book"
	"thidua/workspace/conference"
	"thidua/workspace/result"
	"thidua/workspace/season"
)

// sitAtConference opens a window on the sample, whose season has come to its closing conference.
func sitAtConference(t *testing.T) *person {
	t.Helper()
	p := sitAtSample(t)
	for _, step := range []emulation.SeasonStep{emulation.SeasonVerifying, emulation.SeasonExplaining, emulation.SeasonConference} {
		p.must(season.At(p.desk.Workspace).StepSeason(step, "thử"))
	}
	p.settle()
	return p
}

func (p *person) conference() *conference.Conference {
	p.t.Helper()
	c, err := conference.At(p.desk.Workspace).Conference(emulation.ConferenceClosing)
	p.must(err)
	return c
}

// choose chooses something from a list to choose from.
func (p *person) choose(option string) {
	p.t.Helper()
	for _, s := range seen[*widget.Select](p) {
		for _, o := range s.Options {
			if o == option {
				s.SetSelected(option)
				p.settle()
				return
			}
		}
	}
	p.t.Fatalf("nothing offers %q", option)
}

func (p *person) units() []book.Unit {
	p.t.Helper()
	s, err := p.desk.Workspace.Season()
	p.must(err)
	return s.Cluster.Members
}

func TestAConferenceIsWrittenLineByLine(t *testing.T) {
	p := sitAtConference(t).goTo(shell.Conference)
	p.typeInto("date", 1, "2/8/2024")
	p.typeInto("host", 1, "sơn la")
	p.typeInto("chairs", 1, "Cao Bằng, son-la")
	p.typeInto("quorum", 1, ">1/2")
	p.typeInto("agenda+", 1, "Báo cáo tổng kết")
	p.typeInto("agenda+", 1, "Bỏ phiếu")
	c := p.conference()
	if c.Date != "2024-08-02" || c.HostUnit.Code != "son-la" || len(c.ChairedBy) != 2 || c.ChairedBy[0].Code != "cao-bang" || len(c.Agenda) != 2 || c.QuorumDen != 2 || !c.QuorumAbove {
		t.Fatalf("on disk: %+v; %q", c.ConferenceInfo, p.told())
	}
	p.typeInto("host", 1, "Hà Nội")
	if cell := p.table().Model().Cell(p.rowOf("host"), 1); cell.State != grid.Error || cell.Text != "Hà Nội" || p.conference().HostUnit.Code != "son-la" {
		t.Errorf("a unit nobody knows: %+v", cell)
	}
	p.table().Model().Set(p.rowOf("agenda0"), 1, "")
	p.settle()
	if c := p.conference(); len(c.Agenda) != 1 || c.Agenda[0] != "Bỏ phiếu" {
		t.Errorf("after a line was emptied: %q", c.Agenda)
	}
	p.press(text.T("ui.conference.tab.outcome"))
	p.typeInto("directions+", 1, "Giữ vững chất lượng")
	if c := p.conference(); len(c.Directions) != 1 || c.Date != "2024-08-02" {
		t.Errorf("on disk: %+v", c.ConferenceInfo)
	}
	p.choose(text.Capital(text.T("conference.kind.mid")))
	p.press(text.T("ui.conference.tab.info"))
	if cell := p.table().Model().Cell(p.rowOf("date"), 1); !cell.Blank {
		t.Errorf("another conference shows %q", cell.Text)
	}
}

// What stands in an open editor is on disk once another tab is chosen, and no editor stays open on the page that was left.
func TestTurningATabCommitsWhatIsTyped(t *testing.T) {
	p := sitAtConference(t).goTo(shell.Conference)
	g := p.table()
	g.Select(p.rowOf("place"), 1)
	p.window.Canvas().Focus(g)
	p.write("Thành phố Sơn La")
	p.press(text.T("ui.conference.tab.leaders"))
	if place := p.conference().Place; place != "Thành phố Sơn La" {
		t.Errorf("on disk: %q; %q", place, p.told())
	}
	if _, _, open := g.Editing(); open {
		t.Error("the editor is still open behind the page that is shown")
	}
}

func TestAttendanceSaysTheQuorum(t *testing.T) {
	p := sitAtConference(t).goTo(shell.Conference)
	p.press(text.T("ui.conference.tab.attendance"))
	units := p.units()
	key := func(i int) string { return units[i].ID.String() }
	p.typeInto(key(0), 1, "c")
	p.typeInto(key(1), 1, "vb")
	p.typeInto(key(2), 2, "3")
	c := p.conference()
	if !c.Presence[0].Present || !c.Presence[1].Attendance.Written || !c.Presence[2].Present || c.Presence[2].Delegates != 3 || c.Quorate {
		t.Fatalf("on disk: %+v; %q", c.Presence[:3], p.told())
	}
	if !p.reads(text.Say(c.Sentence)) {
		t.Error("the sentence of the quorum is not there")
	}
	p.typeInto(key(3), 1, "có thể")
	if cell := p.table().Model().Cell(3, 1); cell.State != grid.Error {
		t.Errorf("an unclear mark: %+v", cell)
	}
	p.press(text.T("ui.conference.attend.everybody"))
	c = p.conference()
	if c.Present != 6 || c.Written != 1 || !c.Quorate || !p.reads(text.Say(c.Sentence)) {
		t.Errorf("%d present, %d in writing; %q", c.Present, c.Written, p.told())
	}
}

// atVotes is a conference at which everybody is present and a vote is open, with its tab shown.
func atVotes(t *testing.T, q ballot.Question) *person {
	t.Helper()
	p := sitAtConference(t)
	var all []conference.UnitAttendance
	for _, u := range p.units() {
		all = append(all, conference.UnitAttendance{Unit: u.ID, Attendance: emulation.Attendance{Present: true}})
		q.Lines = append(q.Lines, ballot.Choice{ID: u.Code})
	}
	q.Conference = emulation.ConferenceClosing
	p.must(conference.At(p.desk.Workspace).Attend(emulation.ConferenceClosing, all...))
	p.must(conference.At(p.desk.Workspace).OpenVote("thu", q))
	p.goTo(shell.Conference)
	p.press(text.T("ui.conference.tab.votes") + " (1)")
	return p
}

// counted is the table of the count, which stands beside the list of votes.
func (p *person) counted() *grid.Grid {
	p.t.Helper()
	for _, g := range seen[*grid.Grid](p) {
		if g.Model().Rows() > 0 && g.Model().Row(0).Group {
			return g
		}
	}
	p.t.Fatal("no count is on screen")
	return nil
}

// enter types a figure into the count.
func (p *person) enter(key string, col int, figure string) {
	p.t.Helper()
	g := p.counted()
	for r := range g.Model().Rows() {
		if g.Model().Row(r).Key == key {
			g.Select(r, col)
			p.window.Canvas().Focus(g)
			p.write(figure + "\n")
			return
		}
	}
	p.t.Fatalf("the count has no row %q", key)
}

func (p *person) vote(code string) *conference.Vote {
	p.t.Helper()
	v, err := conference.At(p.desk.Workspace).Vote(code)
	p.must(err)
	return v
}

func TestACountIsHeldBackUntilItAddsUp(t *testing.T) {
	p := atVotes(t, ballot.Question{Title: "Xin ý kiến", On: "other", Rules: ballot.Rules{Secret: true, Denominator: legal.TotalMembers, Num: 2, Den: 3}})
	record := text.T("ui.conference.count.record", "round", 1)
	for figure, n := range map[string]string{"issued": "7", "returned": "7", "valid": "7"} {
		p.enter(figure, 1, n)
	}
	for _, u := range p.units() {
		p.enter("line:"+u.Code, 2, "5")
		p.enter("line:"+u.Code, 3, "2")
	}
	if !p.offered(record) || !p.reads(text.T("ui.conference.count.fits")) {
		t.Fatal("a count that adds up cannot be recorded")
	}
	p.enter("invalid", 1, "1")
	p.enter("line:son-la", 2, "6")
	faults := []string{text.Capital(text.T("ballot.valid-invalid", "valid", 7, "invalid", 1, "sum", 8, "returned", 7)) + ".",
		text.Capital(text.T("ballot.line", "id", "Sở GDĐT Sơn La", "yes", 6, "no", 2, "blank", 0, "sum", 8, "valid", 7)) + "."}
	for _, f := range faults {
		if !p.reads(f) {
			t.Errorf("it does not tell %q", f)
		}
	}
	p.press(record)
	if p.offered(record) || len(p.vote("thu").Rounds) != 0 {
		t.Fatal("a count that does not add up was recorded")
	}
	p.enter("invalid", 1, "0")
	p.enter("line:son-la", 3, "1")
	p.press(record)
	v := p.vote("thu")
	if len(v.Rounds) != 1 || len(v.Won) != 7 || v.Rounds[0].Tally.Present != 7 {
		t.Fatalf("on disk: %+v; %q", v.Count, p.told())
	}
	for _, l := range v.Lines {
		found := false
		for r := range p.counted().Model().Rows() {
			found = found || p.counted().Model().Cell(r, 5).Text == text.Say(l.Message)
		}
		if !found {
			t.Errorf("the sentence of %s is not shown", l.ID)
		}
	}
}

func TestWhatIsTypedIsCheckedBeforeTheCellIsLeft(t *testing.T) {
	p := atVotes(t, ballot.Question{Title: "Xin ý kiến", On: "other", Rules: ballot.Rules{Secret: true, Denominator: legal.TotalMembers, Num: 2, Den: 3}})
	g := p.counted()
	p.enter("present", 1, "7")
	for r := range g.Model().Rows() {
		if g.Model().Row(r).Key == "issued" {
			g.Select(r, 1)
		}
	}
	p.write("9")
	p.wait(time.Second)
	if _, _, open := g.Editing(); !open {
		t.Fatal("the editor was closed by the check")
	}
	want := text.Capital(text.T("ballot.issued", "issued", 9, "eligible", 7, "present", 7, "recused", 0, "written", 0)) + "."
	if !p.reads(want) {
		t.Errorf("it does not tell %q while it is typed", want)
	}
}

func TestATieIsVotedAgainOrDecidedByTheChair(t *testing.T) {
	for _, by := range []ballot.Tie{ballot.SecondBallot, ballot.Chair} {
		p := atVotes(t, ballot.Question{Title: "Chọn một", On: "other", Rules: ballot.Rules{Denominator: legal.Present, Num: 1, Den: 2, Places: 1, Tie: by}})
		p.enter("valid", 1, "7")
		for i, u := range p.units() {
			yes := []string{"5", "5", "1"}[min(i, 2)]
			p.enter("line:"+u.Code, 2, yes)
			p.enter("line:"+u.Code, 3, map[string]string{"5": "2", "1": "6"}[yes])
		}
		p.press(text.T("ui.conference.count.record", "round", 1))
		v := p.vote("thu")
		if len(v.Undecided) != 2 {
			t.Fatalf("%+v; %q", v.Count, p.told())
		}
		first, second := v.Undecided[0], v.Undecided[1]
		if by == ballot.Chair {
			p.press(text.T("ui.conference.chair.name", "line", p.units()[1].Label()))
			p.answer("theo kết quả năm trước")
		} else {
			p.press(text.T("ui.conference.count.again", "round", 2))
			p.enter("valid", 1, "7")
			p.enter("line:"+first, 2, "2")
			p.enter("line:"+first, 3, "5")
			p.enter("line:"+second, 2, "5")
			p.enter("line:"+second, 3, "2")
			p.press(text.T("ui.conference.count.record", "round", 2))
		}
		v = p.vote("thu")
		if !v.Decided() || strings.Join(v.Won, " ") != second || p.offered(text.T("ui.conference.count.again", "round", 3)) {
			t.Errorf("%s: %+v; %q", by, v.Count, p.told())
		}
		p.leave()
	}
}

func TestAVoteIsOpenedByTheLawOfTheDay(t *testing.T) {
	p := sitAtConference(t)
	p.must(conference.At(p.desk.Workspace).SetConference(emulation.ConferenceClosing, emulation.ConferenceInfo{Date: "2024-08-02"}))
	p.goTo(shell.Conference)
	p.press(text.T("ui.conference.tab.votes"))
	p.press(text.T("ui.conference.vote.open"))
	forms, err := awards.At(p.desk.Workspace).AwardForms()
	p.must(err)
	var flag legal.Form
	for _, f := range forms {
		if f.ID == "co-thi-dua-bo" {
			flag = f
		}
	}
	p.choose(text.T("ui.conference.on.award", "award", flag.Name))
	p.press(text.T("ui.conference.open.do"))
	v := p.vote("co-thi-dua-bo")
	if v.Law == nil || !v.Law.Applied || len(v.Lines) != 7 || v.On != "award:co-thi-dua-bo" {
		t.Fatalf("%+v; %q", v, p.told())
	}
	if !p.reads(text.Say(v.Law.Message())) {
		t.Error("the vote does not cite its law")
	}
	// what the law does not rule is asked for
	p.press(text.T("ui.conference.vote.open"))
	p.choose(text.T("ui.conference.on.leaders"))
	var shareField *widget.Entry
	for _, e := range seen[*widget.Entry](p) {
		if e.Text == ">1/2" {
			shareField = e
		}
	}
	if shareField == nil {
		t.Fatal("a vote without a law does not ask for its rules")
	}
	shareField.SetText("quá bán")
	p.press(text.T("ui.conference.open.do"))
	if !strings.Contains(p.told(), text.T("ui.conference.no-fraction", "text", "quá bán")) {
		t.Errorf("%q", p.told())
	}
	shareField.SetText("2/3")
	p.press(text.T("ui.conference.open.do"))
	if v := p.vote("cum-truong"); v.Rules.Num != 2 || v.Rules.Den != 3 || v.Rules.Strict || !v.Rules.Secret || v.On != ballot.OnLeaders {
		t.Errorf("%+v", v.Rules)
	}
}

func TestTheResultIsLockedCheckedAndReopened(t *testing.T) {
	p := sitAtConference(t).goTo(shell.Ranking)
	p.press(text.T("ui.ranking.tab.result"))
	ready, err := result.At(p.desk.Workspace).Readiness()
	p.must(err)
	if len(ready.Missing) == 0 {
		t.Fatal("nothing is missing in the sample")
	}
	for _, m := range ready.Missing {
		if !p.reads(text.Capital(text.Say(m)) + ".") {
			t.Errorf("it does not name %q", text.Say(m))
		}
	}
	p.press(text.T("ui.result.lock"))
	p.answer("")
	if r, err := result.At(p.desk.Workspace).Result(); err != nil || r != nil {
		t.Fatalf("locked without a reason: %v %v", r, err)
	}
	p.answer("hội nghị đã thống nhất")
	r, err := result.At(p.desk.Workspace).Result()
	p.must(err)
	if r == nil || r.Reason != "hội nghị đã thống nhất" || !p.reads(r.Reason) {
		t.Fatalf("not locked: %q", p.told())
	}
	p.press(text.T("ui.result.check"))
	if !p.reads(text.T("result.matches-pending")) {
		t.Error("the check says nothing")
	}
	p.press(text.T("ui.result.reopen"))
	p.answer("nhầm điểm")
	s, err := p.desk.Workspace.Season()
	p.must(err)
	if s.Step != emulation.SeasonConference || !p.reads(text.T("ui.result.reopened-because", "reason", "nhầm điểm")) || !p.offered(text.T("ui.result.lock")) {
		t.Errorf("not reopened: at %s; %q", s.Step, p.told())
	}
}
