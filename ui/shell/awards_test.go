package shell_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2/widget"

	"thidua/emulation"
	"thidua/emulation/ballot"
	"thidua/emulation/legal"
	"thidua/emulation/record"
	"thidua/ui/grid"
	"thidua/ui/shell"
	"thidua/ui/text"
	"thidua/ui/widgets"
	"thidua/workspace/awards"
	"thidua/workspace/conference"
	"thidua/workspace/result"
)

const flagForm = "co-thi-dua-bo"

// sitAtAwards is the head's desk after the result was locked; the conference passed its unit for the flag.
func sitAtAwards(t *testing.T) *person {
	t.Helper()
	p := sitAtConference(t)
	w := p.desk.Workspace
	var all []conference.UnitAttendance
	for _, u := range p.units() {
		all = append(all, conference.UnitAttendance{Unit: u.ID, Attendance: emulation.Attendance{Present: true}})
	}
	p.must(conference.At(w).Attend(emulation.ConferenceClosing, all...))
	p.must(conference.At(w).OpenVote("co", ballot.Question{Title: "Đề nghị tặng Cờ thi đua", On: "award:" + flagForm, Conference: emulation.ConferenceClosing,
		Rules: ballot.Rules{Secret: true, Denominator: legal.TotalMembers, Num: 4, Den: 5}, Lines: []ballot.Choice{{ID: "son-la"}}}))
	p.must(conference.At(w).RecordTally("co", 1, ballot.Tally{Issued: 7, Returned: 7, Valid: 7, Lines: []ballot.Line{{ID: "son-la", Yes: 7}}}))
	p.must(result.At(w).LockResult("thử"))
	p.goTo(shell.Awards)
	p.form(flagForm)
	return p
}

// form chooses an award form in the list.
func (p *person) form(id string) {
	p.t.Helper()
	g := p.gridOf(text.T("ui.awards.column.form"))
	for r := range g.Model().Rows() {
		if g.Model().Row(r).Key == id {
			g.Select(r, 0)
			p.settle()
			return
		}
	}
	p.t.Fatalf("no form %q", id)
}

// gridOf is the table on screen with a column.
func (p *person) gridOf(column string) *grid.Grid {
	p.t.Helper()
	for _, g := range seen[*grid.Grid](p) {
		for _, c := range g.Model().Columns() {
			if c.Title == column {
				return g
			}
		}
	}
	p.t.Fatalf("no table has a column %q", column)
	return nil
}

func (p *person) proposal() *awards.Proposal {
	p.t.Helper()
	list, err := awards.At(p.desk.Workspace).Proposals("")
	p.must(err)
	for i := range list {
		if list[i].Form.ID == flagForm {
			return &list[i]
		}
	}
	return &awards.Proposal{}
}

func TestAProposalIsMadeStepByStep(t *testing.T) {
	p := sitAtAwards(t)
	p.press(text.T("ui.awards.propose"))
	p.press(text.T("ui.awards.propose.do"))
	if p.proposal().Step != emulation.ProposalDraft {
		t.Fatalf("not begun: %q", p.told())
	}
	// what no record says is confirmed condition by condition
	e, err := awards.At(p.desk.Workspace).Eligibility(p.proposal().Candidacy(), "")
	p.must(err)
	p.press(tabWith(p, text.T("ui.awards.tab.conditions")))
	for _, c := range e.Conditions {
		if !p.reads(text.Say(c.Condition.Message())) {
			t.Errorf("the condition %q is not there", text.Say(c.Condition.Message()))
		}
		cite := text.Say(c.Cite())
		if !c.Verified() {
			cite = text.T("ui.awards.cite-unverified", "cite", cite)
		}
		if !p.reads(cite) {
			t.Errorf("%q is not cited: %q", text.Say(c.Condition.Message()), cite)
		}
	}
	for range 20 {
		if !p.offered(text.T("ui.awards.confirm.yes")) {
			break
		}
		p.press(text.T("ui.awards.confirm.yes"))
	}
	if len(p.proposal().Facts) == 0 {
		t.Fatalf("nothing was confirmed: %q", p.told())
	}
	p.press(text.T("ui.awards.tab.proposal"))
	p.press(text.T("ui.awards.do.eligibility-checked"))
	if p.asked() != "" {
		p.answer("đối chiếu hồ sơ giấy")
	}
	p.press(text.T("ui.awards.do.voted"))
	confirm(p, text.T("ui.awards.do.voted")) // the vote on this award is proposed already
	if x := p.proposal(); x.Step != emulation.ProposalVoted || x.Vote == nil || x.Vote.Code != "co" || !x.Vote.Passed {
		t.Fatalf("%s %+v: %q", x.Step, x.Vote, p.told())
	}
	missing := len(p.proposal().Dossier.Missing)
	p.press(tabWith(p, text.T("ui.awards.tab.dossier")))
	if missing > 0 {
		p.press(text.T("ui.awards.paper.add"))
		p.press(text.T("ui.awards.save"))
		if now := len(p.proposal().Dossier.Missing); now != missing-1 {
			t.Errorf("%d papers missing after one was added, %d before; %q", now, missing, p.told())
		}
	}
	p.press(text.T("ui.awards.tab.proposal"))
	p.press(text.T("ui.awards.do.proposed"))
	entries := seen[*widget.Entry](p)
	entries[1].SetText("giấy tờ gửi sau")
	confirm(p, text.T("ui.awards.do.proposed"))
	x := p.proposal()
	if x.Step != emulation.ProposalProposed {
		t.Fatalf("at %s: %q", x.Step, p.told())
	}
	// what the office does is not offered here; it says who does it
	for _, step := range []string{"accepted", "returned", "decided", "rejected"} {
		if p.offered(text.T("ui.awards.do." + step)) {
			t.Errorf("%s is offered to the head", step)
		}
	}
	for _, n := range x.Next {
		if !n.Mine && !n.Back && !p.reads(text.T("ui.awards.next", "step", text.T("ui.awards.do."+string(n.To)), "who", n.By.Message())) {
			t.Errorf("it does not say who takes it to %s", n.To)
		}
	}
	if !p.reads(text.Say(x.Told)) {
		t.Error("it does not say where the proposal stands")
	}
	p.press(text.T("ui.awards.undo"))
	p.answer("gửi nhầm")
	if x := p.proposal(); x.Step != emulation.ProposalVoted {
		t.Errorf("after the step back: %s; %q", x.Step, p.told())
	}
}

func TestAwardsShowEveryFormAndCandidate(t *testing.T) {
	p := sitAtAwards(t)
	plan, err := awards.At(p.desk.Workspace).AwardPlan("", flagForm)
	p.must(err)
	m := p.gridOf(text.T("ui.awards.column.eligible")).Model()
	if m.Rows() != len(plan.Candidates) {
		t.Fatalf("%d candidates, want %d", m.Rows(), len(plan.Candidates))
	}
	for i, c := range plan.Candidates {
		if m.Cell(i, 1).Text != c.Unit.Label() {
			t.Errorf("place %d: %q", i+1, m.Cell(i, 1).Text)
		}
	}
	for _, b := range plan.Basis {
		if b.Key != "legal.unverified" && !p.reads(strings.TrimSuffix(text.Say(b), ".")) {
			t.Errorf("the basis %q is not there", text.Say(b))
		}
	}
}

// Who may not propose is not offered to, and told who can.
func TestWhoMayNotProposeSeesWhoCan(t *testing.T) {
	p := sit(t, unitFolder(t, "lao-cai")).goTo(shell.Awards)
	a, err := p.desk.Workspace.Access(record.Proposal.Info.AnyField, emulation.ID{})
	p.must(err)
	if p.offered(text.T("ui.awards.propose")) || !p.reads(text.T("ui.awards.closed", "why", a.Why)) {
		t.Error("it does not say who proposes")
	}
}

// tabWith is the label of a tab, with the count it may show.
func tabWith(p *person, name string) string {
	p.t.Helper()
	for _, b := range seen[*widgets.Button](p) {
		if b.Text == name || strings.HasPrefix(b.Text, name+" (") {
			return b.Text
		}
	}
	p.t.Fatalf("no tab %q", name)
	return ""
}
