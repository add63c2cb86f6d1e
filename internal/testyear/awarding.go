package testyear

import (
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/emulation/ballot"
	"thidua/emulation/legal"
	"thidua/internal/desk"
	"thidua/sync/changeset"
	"thidua/workspace"
	"thidua/workspace/awards"
	"thidua/workspace/book"
	"thidua/workspace/sheet"
)

// Gated is the table of the tests with a gate on its violation.
var Gated = strings.Replace(Table, "groups:\n", "gates:\n  - {when: \"happened:II.3\", blocks: [co-thi-dua, bang-khen], reason: Để xảy ra vi phạm}\ngroups:\n", 1)

// The award forms of the tests.
const (
	FlagForm        = "co-thi-dua-bo"
	CertificateForm = "bang-khen-bo"
)

// Awarding is a season that comes to its awards: units are ranked 1, 2, 3, 3, the flag went to the first by a secret ballot.
type Awarding struct {
	*World
	Desks     map[string]*desk.Desk // of the leaders
	Head      *workspace.Workspace
	Authority *desk.Desk
}

// Season is the season as a desk has it.
func (w *World) Season(d *desk.Desk) *book.Season {
	w.Helper()
	return Must(d.Workspace.Season())(w)
}

// Cluster is the log of the cluster.
func (w *World) Cluster() changeset.Scope {
	w.Helper()
	return w.Season(w.Office).Cluster.Scope()
}

// SeasonID is the season's id.
func (w *World) SeasonID() emulation.ID {
	w.Helper()
	return w.Season(w.Office).ID
}

// StepSeason takes the season to a step on the office's desk, whatever stands before it.
func (w *World) StepSeason(to emulation.SeasonStep) {
	w.Helper()
	s := w.Season(w.Office)
	key := changeset.NewKey(s.Cluster.ID, s.Label)
	ops := []changeset.Operation{w.Op(w.Office, "season", key, "step", string(to))}
	if to == emulation.SeasonLocked {
		ops = append(ops, w.Op(w.Office, "season", key, "result", []byte("kết quả")))
	}
	w.PutAll(w.Office, ops)
}

// AtConference is a season before its lock, with sheets, figures, quotas and the ballot on the flag.
func AtConference(t *testing.T) *Awarding {
	t.Helper()
	return awarding(Once(t, "voted", func() (*World, map[string]*desk.Desk) {
		s := conferred(t)
		return s.World, s.Desks
	}))
}

// awarding is a season in a world with the desks of its leaders and of the authority.
func awarding(w *World, desks map[string]*desk.Desk) *Awarding {
	s := &Awarding{World: w, Desks: desks, Head: desks[Units[0]].Workspace, Authority: desks["authority"]}
	delete(desks, "authority")
	return s
}

func conferred(t *testing.T) *Awarding {
	t.Helper()
	s := awarding(Led(t, Gated, Units...))
	w := s.World
	for code, count := range map[string]string{"son-la": "5", "cao-bang": "4", "lang-son": "3", "lai-chau": "3"} {
		d := s.Desks[code]
		w.FillIn(d)
		w.Type(d, "II.1", count)
		w.OK(sheet.At(d.Workspace).Because("chưa có minh chứng").Submit())
		h := emulation.Headcount{People: 20, Advanced: 14, Fighters: 1, TasksDone: "100", Excellent: 2}
		if code == "lai-chau" {
			h = emulation.Headcount{People: 19, Advanced: 13, Disciplined: 1, TasksDone: "99.5", Excellent: 1}
		}
		w.Put(d, "headcount", changeset.NewKey(w.SeasonID(), w.Unit(code).ID), "headcount", h)
	}
	w.Sync(w.Office)
	w.Put(w.Office, "quota", changeset.NewKey(w.SeasonID(), "bang-khen"), "quota", emulation.SeasonQuota{Count: 2, Basis: "Công văn giao chỉ tiêu (minh hoạ)"})
	for _, step := range []emulation.SeasonStep{emulation.SeasonVerifying, emulation.SeasonExplaining, emulation.SeasonConference} {
		w.StepSeason(step)
	}
	w.Ballot("co", "award:"+FlagForm, ballot.Rules{Secret: true, Denominator: legal.TotalMembers, Num: 4, Den: 5, Written: true}, map[string]int64{"son-la": 4, "cao-bang": 3})
	s.Everyone()
	return s
}

// Ballot records a vote of all four members and its count.
func (w *World) Ballot(code, on string, rules ballot.Rules, yes map[string]int64) {
	w.Helper()
	q := ballot.Question{Title: "Bỏ phiếu " + code, On: on, Conference: emulation.ConferenceClosing, Rules: rules}
	t := ballot.Tally{Members: 4, Present: 4, Valid: 4}
	if rules.Secret {
		t.Issued, t.Returned = 4, 4
	}
	for _, u := range Units {
		q.Lines = append(q.Lines, ballot.Choice{ID: u, Name: u, Unit: w.Unit(u).ID})
		t.Lines = append(t.Lines, ballot.Line{ID: u, Yes: yes[u], No: 4 - yes[u]})
	}
	w.Put(w.Office, "vote", changeset.NewKey(w.SeasonID(), code), "vote", q)
	w.Put(w.Office, "tally", changeset.NewKey(w.SeasonID(), code, uint64(1)), "tally", t)
}

// Locked is a season whose result is locked, with the desk of an authority.
func Locked(t *testing.T) *Awarding {
	t.Helper()
	return awarding(Once(t, "locked", func() (*World, map[string]*desk.Desk) {
		s := AtConference(t)
		s.StepSeason(emulation.SeasonLocked)
		s.Authority = s.JoinAuthority()
		s.Everyone()
		s.Desks["authority"] = s.Authority
		return s.World, s.Desks
	}))
}

// Everyone syncs every desk.
func (s *Awarding) Everyone() {
	s.Helper()
	for _, d := range s.Desks {
		s.Sync(d)
	}
	s.Sync(s.Office)
	if s.Authority != nil {
		s.Sync(s.Authority)
	}
	for _, d := range s.Desks {
		s.Sync(d)
	}
}

// Of is a unit's candidacy for an award.
func (s *Awarding) Of(unit, form string) awards.Candidacy {
	return awards.Candidacy{Unit: s.Unit(unit).ID, Form: form}
}

// Confirmed are the facts no record says, all of them good.
var Confirmed = map[string]string{"tasks_exceeded": "yes", "new_model": "yes", "united": "yes", "excellent_task": "yes", "good_task": "yes", "active_in_emulation": "yes"}

// Step is a proposal's step on a desk.
func (s *Awarding) Step(d *desk.Desk, c awards.Candidacy) emulation.ProposalStep {
	s.Helper()
	for _, p := range Must(awards.At(d.Workspace).Proposals(""))(s.World) {
		if p.Unit.ID == c.Unit && p.Form.ID == c.Form {
			return p.Step
		}
	}
	return ""
}

// Force takes a proposal to a step on the office's desk, whatever its content.
func (s *Awarding) Force(c awards.Candidacy, to emulation.ProposalStep) {
	s.Helper()
	key := changeset.NewKey(s.SeasonID(), c.Unit, c.Form)
	ops := []changeset.Operation{s.Op(s.Office, "proposal", key, "step", string(to)),
		s.Op(s.Office, "proposal", key, "reason", emulation.StepReason{To: string(to), Reason: "lý do"})}
	decision := emulation.AwardDecision{Number: "1", Date: "2024-07-01", OnBehalf: s.Paper(s.Office)}
	file := changeset.Operation{Kind: "evidence", Key: changeset.NewKey(c.Unit, "paper"), New: true, Field: "file", Value: changeset.MustEncode(decision.OnBehalf.Paper)}
	switch to {
	case emulation.ProposalDecided, emulation.ProposalRejected:
		ops = append(ops, file, s.Op(s.Office, "proposal", key, "decision", decision))
	case emulation.ProposalRevoked:
		ops = append(ops, file, s.Op(s.Office, "proposal", key, "revocation", decision))
	}
	s.PutAll(s.Office, ops)
	s.Everyone()
	if got := s.Step(s.Office, c); got != to {
		s.Fatalf("it stands at %s, not %s", got, to)
	}
}

// Complete files every paper the law always asks for.
func (s *Awarding) Complete(d *desk.Desk, c awards.Candidacy, papers ...string) {
	s.Helper()
	if papers == nil {
		papers = []string{legal.PaperSubmission, legal.PaperReport, legal.PaperMinutes, legal.PaperTally}
	}
	for _, p := range papers {
		s.OK(awards.At(d.Workspace).FileDossier(c, emulation.DossierPaper{Paper: p, Number: "12/TTr", Date: "2024-06-30"}))
	}
}
