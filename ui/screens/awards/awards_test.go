package awards_test

import (
	"slices"
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/emulation/ballot"
	"thidua/emulation/legal"
	"thidua/emulation/record"
	"thidua/internal/testwindow"
	ui "thidua/ui/screens/awards"
	"thidua/ui/text"
	"thidua/ui/widgets"
	"thidua/workspace/awards"
	"thidua/workspace/book"
	"thidua/workspace/conference"
	"thidua/workspace/result"
	"thidua/workspace/season"
)

func TestMain(m *testing.M) { testwindow.Main(m) }

// show is the screen before a person at a desk.
func show(p *testwindow.Person) testwindow.Screen {
	return ui.New(p.Host, p.Desk.Workspace, p.Hooks())
}

const flagForm = "co-thi-dua-bo"

// sitAtAwards is the head's desk after the result was locked; the conference passed its unit for the flag.
func sitAtAwards(t *testing.T) *testwindow.Person {
	t.Helper()
	p := testwindow.Before(t, testwindow.Sample(t), show).ToConference()
	w := p.Desk.Workspace
	var all []conference.UnitAttendance
	for _, u := range p.Units() {
		all = append(all, conference.UnitAttendance{Unit: u.ID, Attendance: emulation.Attendance{Present: true}})
	}
	p.Must(conference.At(w).Attend(emulation.ConferenceClosing, all...))
	p.Must(conference.At(w).OpenVote("co", ballot.Question{Title: "Đề nghị tặng Cờ thi đua", On: "award:" + flagForm, Conference: emulation.ConferenceClosing,
		Rules: ballot.Rules{Secret: true, Denominator: legal.TotalMembers, Num: 4, Den: 5}, Lines: []ballot.Choice{{ID: "son-la"}}}))
	p.Must(conference.At(w).RecordTally("co", 1, ballot.Tally{Issued: 7, Returned: 7, Valid: 7, Lines: []ballot.Line{{ID: "son-la", Yes: 7}}}))
	p.Must(result.At(w).LockResult("thử"))
	p.Settle()
	form(p, flagForm)
	return p
}

// form chooses an award form in the list.
func form(p *testwindow.Person, id string) {
	p.T.Helper()
	g := p.TableWith(text.T("ui.awards.column.form"))
	for r := range g.Model().Rows() {
		if g.Model().Row(r).Key == id {
			g.Select(r, 0)
			p.Settle()
			return
		}
	}
	p.T.Fatalf("no form %q", id)
}

func proposal(p *testwindow.Person) *awards.Proposal {
	p.T.Helper()
	list, err := awards.At(p.Desk.Workspace).Proposals("")
	p.Must(err)
	for i := range list {
		if list[i].Form.ID == flagForm {
			return &list[i]
		}
	}
	return &awards.Proposal{}
}

func TestAProposalIsMadeStepByStep(t *testing.T) {
	p := sitAtAwards(t)
	p.Press(text.T("ui.awards.propose"))
	p.Press(text.T("ui.awards.propose.do"))
	if proposal(p).Step != emulation.ProposalDraft {
		t.Fatalf("not begun: %q", p.Told())
	}
	// what no record says is confirmed condition by condition
	e, err := awards.At(p.Desk.Workspace).Eligibility(proposal(p).Candidacy(), "")
	p.Must(err)
	p.Press(tabWith(p, text.T("ui.awards.tab.conditions")))
	for _, c := range e.Conditions {
		if !p.Reads(text.Say(c.Condition.Message())) {
			t.Errorf("the condition %q is not there", text.Say(c.Condition.Message()))
		}
		cite := text.Say(c.Cite())
		if !c.Verified() {
			cite = text.T("ui.awards.cite-unverified", "cite", cite)
		}
		if !p.Reads(cite) {
			t.Errorf("%q is not cited: %q", text.Say(c.Condition.Message()), cite)
		}
	}
	for range 20 {
		if !p.Offered(text.T("ui.awards.confirm.yes")) {
			break
		}
		p.Press(text.T("ui.awards.confirm.yes"))
	}
	if len(proposal(p).Facts) == 0 {
		t.Fatalf("nothing was confirmed: %q", p.Told())
	}
	p.Press(text.T("ui.awards.tab.proposal"))
	p.Press(text.T("ui.awards.do.eligibility-checked"))
	if p.Asked() != "" {
		p.Answer("đối chiếu hồ sơ giấy")
	}
	p.Press(text.T("ui.awards.do.voted"))
	p.Confirm(text.T("ui.awards.do.voted")) // the vote on this award is proposed already
	if x := proposal(p); x.Step != emulation.ProposalVoted || x.Vote == nil || x.Vote.Code != "co" || !x.Vote.Passed {
		t.Fatalf("%s %+v: %q", x.Step, x.Vote, p.Told())
	}
	missing := len(proposal(p).Dossier.Missing)
	p.Press(tabWith(p, text.T("ui.awards.tab.dossier")))
	if missing > 0 {
		p.Press(text.T("ui.awards.paper.add"))
		p.Press(text.T("ui.awards.save"))
		if now := len(proposal(p).Dossier.Missing); now != missing-1 {
			t.Errorf("%d papers missing after one was added, %d before; %q", now, missing, p.Told())
		}
	}
	p.Press(text.T("ui.awards.tab.proposal"))
	p.Press(text.T("ui.awards.do.proposed"))
	entries := testwindow.Entries(p.Window)
	entries[1].SetText("giấy tờ gửi sau")
	p.Confirm(text.T("ui.awards.do.proposed"))
	x := proposal(p)
	if x.Step != emulation.ProposalProposed {
		t.Fatalf("at %s: %q", x.Step, p.Told())
	}
	// what the office does is not offered here; it says who does it
	for _, step := range []string{"accepted", "returned", "decided", "rejected"} {
		if p.Offered(text.T("ui.awards.do." + step)) {
			t.Errorf("%s is offered to the head", step)
		}
	}
	for _, n := range x.Next {
		if !n.Mine && !n.Back && !p.Reads(text.T("ui.awards.next", "step", text.T("ui.awards.do."+string(n.To)), "who", n.By.Message())) {
			t.Errorf("it does not say who takes it to %s", n.To)
		}
	}
	if !p.Reads(text.Say(x.Told)) {
		t.Error("it does not say where the proposal stands")
	}
	p.Press(text.T("ui.awards.undo"))
	p.Answer("gửi nhầm")
	if x := proposal(p); x.Step != emulation.ProposalVoted {
		t.Errorf("after the step back: %s; %q", x.Step, p.Told())
	}
}

// A unit that misses only what was not verified may be proposed: the window asks why, and does not say that it may not.
func TestAnUnverifiedConditionAsksForAReason(t *testing.T) {
	p := sitAtAwards(t)
	units := p.Units()
	first := slices.IndexFunc(units, func(u book.Unit) bool { return u.Code == "son-la" })
	c := awards.Candidacy{Unit: units[first].ID, Form: flagForm}
	p.Must(awards.At(p.Desk.Workspace).Propose(c, awards.ProposalWords{Facts: map[string]string{legal.FactUnited: "no"}}))
	p.Settle()
	form(p, flagForm)
	if v := verdict(p, c); v.Answer != legal.NotMet || len(v.Bars()) > 0 {
		t.Fatalf("%+v", v)
	}
	p.Press(text.T("ui.awards.tab.proposal"))
	p.Press(text.T("ui.awards.do.eligibility-checked"))
	if p.Asked() != text.T("ui.awards.check.why.not-met") {
		t.Fatalf("asks %q; %q", p.Asked(), p.Told())
	}
	p.Answer("quy chế của cụm không xét tiêu chuẩn này")
	if x := proposal(p); x.Step != emulation.ProposalChecked {
		t.Errorf("%s: %q", x.Step, p.Told())
	}
}

func verdict(p *testwindow.Person, c awards.Candidacy) legal.Verdict {
	p.T.Helper()
	e, err := awards.At(p.Desk.Workspace).Eligibility(c, "")
	p.Must(err)
	return e.Verdict
}

func TestAwardsShowEveryFormAndCandidate(t *testing.T) {
	p := sitAtAwards(t)
	plan, err := awards.At(p.Desk.Workspace).AwardPlan("", flagForm)
	p.Must(err)
	m := p.TableWith(text.T("ui.awards.column.eligible")).Model()
	if m.Rows() != len(plan.Candidates) {
		t.Fatalf("%d candidates, want %d", m.Rows(), len(plan.Candidates))
	}
	for i, c := range plan.Candidates {
		if m.Cell(i, 1).Text != c.Unit.Label() {
			t.Errorf("place %d: %q", i+1, m.Cell(i, 1).Text)
		}
	}
	for _, b := range plan.Basis {
		if b.Key != "legal.unverified" && !p.Reads(strings.TrimSuffix(text.Say(b), ".")) {
			t.Errorf("the basis %q is not there", text.Say(b))
		}
	}
}

// Before anybody is ranked there is no candidate to show, and it is said why.
func TestNobodyIsRankedYet(t *testing.T) {
	p := testwindow.Sit(t, testwindow.Sample(t))
	s, err := p.Desk.Workspace.Season()
	p.Must(err)
	p.Must(season.At(p.Desk.Workspace).NewSeason(s.Cluster.Code, "2024–2025", emulation.SeasonInfo{Name: "Năm học 2024–2025"}, s.Label))
	p.Show(show(p))
	if p.Said() != text.T("ui.awards.no-candidates") || p.Offered(text.T("ui.awards.tab.dossier")) {
		t.Errorf("it says %q, and shows the dossier of nobody: %v", p.Said(), p.Offered(text.T("ui.awards.tab.dossier")))
	}
}

// Who may not propose is not offered to, and told who can.
func TestWhoMayNotProposeSeesWhoCan(t *testing.T) {
	p := testwindow.Before(t, testwindow.SampleOf(t, "lao-cai"), show)
	a, err := p.Desk.Workspace.Access(record.Proposal.Info.AnyField, emulation.ID{})
	p.Must(err)
	if p.Offered(text.T("ui.awards.propose")) || !p.Reads(text.T("ui.awards.closed", "why", a.Why)) {
		t.Error("it does not say who proposes")
	}
}

// tabWith is the label of a tab, with the count it may show.
func tabWith(p *testwindow.Person, name string) string {
	p.T.Helper()
	for _, b := range testwindow.Seen[*widgets.Button](p.Window) {
		if b.Text == name || strings.HasPrefix(b.Text, name+" (") {
			return b.Text
		}
	}
	p.T.Fatalf("no tab %q", name)
	return ""
}
