package todo_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/emulation/ballot"
	"thidua/emulation/legal"
	"thidua/internal/desk"
	"thidua/internal/testyear"
	"thidua/sync/changeset"
	"thidua/workspace/review"
	"thidua/workspace/season"
	"thidua/workspace/sheet"
	"thidua/workspace/todo"
)

var update = flag.Bool("update", false, "write the golden files")

// seat is somebody of the cluster: a role, and the desk.
type seat struct {
	role string
	desk *desk.Desk
}

// advised walks a cluster through its year and writes down what everybody is advised at each step.
type advised struct {
	*testyear.Awarding
	seats []seat
	said  strings.Builder
}

// at notes the advice of every seat, and what the season waits for, in a stage of a step.
func (a *advised) at(stage string) {
	a.Helper()
	a.Everyone()
	step := a.Season(a.Office).Step
	fmt.Fprintf(&a.said, "%s: %s\n", step, stage)
	for _, s := range a.seats {
		a.Sync(s.desk)
		x := testyear.Must(todo.At(s.desk.Workspace).Outlook())(a.World).Advice
		says := testyear.Says(x.What)
		if x.Why.Key != "" {
			says += " | " + testyear.Says(x.Why)
		}
		if strings.ContainsAny(says, "{}") || says == x.What.Key || x.Target.Screen == "" {
			a.Errorf("%s, %s: %q leads to %q", step, s.role, says, x.Target.Screen)
		}
		fmt.Fprintf(&a.said, "  %-9s → %-12s %s\n", s.role, x.Target.Screen, says)
	}
	for i, s := range a.seats {
		var list []string
		for _, w := range testyear.Must(todo.At(s.desk.Workspace).Outlook())(a.World).Waits {
			list = append(list, testyear.Says(emulation.Say("advice.waits", "what", w.What, "who", w.Who)))
		}
		if i == 0 {
			fmt.Fprintf(&a.said, "  waits: %s\n\n", strings.Join(list, " "))
		}
	}
}

// TestAdvice is what each role is advised at each step of a season, with the screen it leads to; the golden file is read by people.
func TestAdvice(t *testing.T) {
	w := testyear.Empty(t)
	f := testyear.Founding(testyear.Gated)
	f.Until = emulation.SeasonDraft
	w.OK(season.At(w.Office.Workspace).Found(f))
	w.Sync(w.Office)
	desks := w.Leaders(testyear.Units...)
	a := &advised{Awarding: &testyear.Awarding{World: w, Desks: desks, Authority: w.JoinAuthority(), Head: desks["son-la"].Workspace}}
	head, deputy, leader, verifier := desks["son-la"], desks["cao-bang"], desks["lai-chau"], desks["lang-son"]
	a.seats = []seat{{"staff", w.Join("lai-chau", emulation.RoleStaff)}, {"leader", leader}, {"secretary", w.Join("son-la", emulation.RoleStaff)}, {"head", head},
		{"verifier", verifier}, {"office", w.Office}, {"authority", a.Authority}, {"observer", w.Join("lai-chau", emulation.RoleObserver)}}
	id := a.SeasonID()
	of := func(code string) changeset.Key { return changeset.NewKey(id, w.Unit(code).ID) }

	a.at("begun")
	w.StepSeason(emulation.SeasonConsulting)
	a.at("the criteria are out")
	w.StepSeason(emulation.SeasonAdopted)
	a.at("no compact yet")
	text := emulation.CompactText{Title: "Giao ước", Paragraphs: []string{"Thi đua"}}
	a.Put(head, "compact", changeset.NewKey(id), "text", text)
	w.StepSeason(emulation.SeasonRegistering)
	a.at("nobody registered")
	for _, code := range testyear.Units {
		a.Sync(desks[code])
		a.Put(desks[code], "registration", of(code), "value", emulation.Registration{Movements: []string{"Phong trào"}})
		a.Put(desks[code], "signature", of(code), "signature", emulation.CompactSignature{Text: emulation.Digest(changeset.MustEncode(text))})
	}
	a.at("everybody registered and signed")
	w.StepSeason(emulation.SeasonRunning)
	a.at("nothing asked")
	w.StepSeason(emulation.SeasonMidReview)
	a.at("half-way")
	w.StepSeason(emulation.SeasonSelfScoring)
	a.Everyone()
	for _, code := range testyear.Units {
		a.Put(desks[code], "headcount", of(code), "headcount", emulation.Headcount{People: 20})
	}
	a.at("nothing typed")
	for _, d := range []*desk.Desk{leader, verifier} {
		w.FillIn(d)
	}
	w.HandIn(head, deputy)
	a.at("half of the sheets are here")
	w.HandIn(leader, verifier)
	a.at("all sheets are here")
	w.StepSeason(emulation.SeasonVerifying)
	a.Everyone()
	for _, x := range []struct{ unit, by, at string }{{"son-la", "lang-son", "cao-bang"}, {"lai-chau", "lang-son", "son-la"}, {"cao-bang", "lai-chau", "son-la"}} {
		w.OK(review.At(desks[x.at].Workspace).AssignVerifier(w.Unit(x.unit).ID, w.Unit(x.by).ID, sheet.FirstReview))
		a.Everyone()
	}
	a.at("one sheet has no verifier")
	w.OK(review.At(verifier.Workspace).Verify(w.Unit("lai-chau").ID, "I.2", "7", "thiếu minh chứng"))
	w.OK(sheet.At(verifier.Workspace).StepSheet(w.Unit("lai-chau").ID, emulation.SheetCrossChecked, ""))
	w.StepSeason(emulation.SeasonExplaining)
	a.at("one sheet was changed")
	w.OK(sheet.At(leader.Workspace).Explain("I.2", "", true))
	w.OK(sheet.At(leader.Workspace).StepSheet(w.Unit("lai-chau").ID, emulation.SheetExplained, ""))
	a.at("it was explained")
	w.OK(sheet.At(head.Workspace).StepSheet(w.Unit("lai-chau").ID, emulation.SheetVerified, ""))
	a.at("it was verified")
	w.OK(sheet.At(leader.Workspace).StepSheet(w.Unit("lai-chau").ID, emulation.SheetAgreed, ""))
	w.StepSeason(emulation.SeasonConference)
	a.Put(w.Office, "vote", changeset.NewKey(id, "co"), "vote", ballot.Question{Title: "Bỏ phiếu", Rules: ballot.Rules{Denominator: legal.Present, Num: 1, Den: 2},
		Lines: []ballot.Choice{{ID: "son-la", Unit: w.Unit("son-la").ID}}})
	a.Put(w.Office, "quota", changeset.NewKey(id, testyear.CertificateForm), "quota", emulation.SeasonQuota{Count: 1})
	a.at("a vote waits for its count")
	w.StepSeason(emulation.SeasonLocked)
	a.at("no proposals")
	c := a.Of("son-la", testyear.FlagForm)
	for _, step := range []emulation.ProposalStep{emulation.ProposalDraft, emulation.ProposalChecked, emulation.ProposalVoted} {
		a.Force(c, step)
	}
	a.Complete(head, c)
	a.at("a proposal can be sent")
	a.Force(c, emulation.ProposalProposed)
	w.StepSeason(emulation.SeasonProposed)
	a.at("a proposal was sent")
	a.Force(c, emulation.ProposalAccepted)
	a.at("a proposal was submitted")
	a.Force(c, emulation.ProposalDecided)
	w.StepSeason(emulation.SeasonDecided)
	a.at("all is decided")
	w.StepSeason(emulation.SeasonArchived)
	a.at("the end")

	const golden = "testdata/advice.txt"
	if *update {
		w.OK(os.WriteFile(golden, []byte(a.said.String()), 0o644))
	}
	want, err := os.ReadFile(golden)
	w.OK(err)
	if got := a.said.String(); got != string(want) {
		t.Errorf("what is advised changed; read it, then run with -update:\n%s", got)
	}
}
