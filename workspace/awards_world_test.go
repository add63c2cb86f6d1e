package workspace_test

import (
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/emulation/ballot"
	"thidua/emulation/legal"
	"thidua/internal/desk"
	"thidua/internal/phrase"
	"thidua/sync/changeset"
	"thidua/workspace"
	"thidua/workspace/awards"
	"thidua/workspace/questions"
	"thidua/workspace/replica"
	"thidua/workspace/sheet"
)

// gated is the table of the tests with a gate on its violation.
var gated = strings.Replace(table, "groups:\n", "gates:\n  - {when: \"happened:II.3\", blocks: [co-thi-dua, bang-khen], reason: Để xảy ra vi phạm}\ngroups:\n", 1)

const (
	flagForm        = "co-thi-dua-bo"
	certificateForm = "bang-khen-bo"
)

// season is a season that comes to its awards: units are ranked 1, 2, 3, 3, the flag went to the first by a secret ballot.
type season struct {
	*world
	desks     map[string]*desk.Desk
	head      *workspace.Workspace
	authority *desk.Desk
}

// put writes one field of a record as another program might, in the knowledge of what stands there, and sends it.
func (w *world) put(d *desk.Desk, kind string, key changeset.Key, field string, value any) {
	w.Helper()
	w.putAll(d, []changeset.Operation{w.op(d, kind, key, field, value)})
}

func (w *world) op(d *desk.Desk, kind string, key changeset.Key, field string, value any) changeset.Operation {
	w.Helper()
	r := must(d.DB.Record(changeset.NaturalRef(w.cluster(), kind, key)))(w)
	return changeset.Op(kind, key, field, value, changeset.IDs(r.Heads(field, changeset.Now))...)
}

func (w *world) putAll(d *desk.Desk, ops []changeset.Operation) {
	w.Helper()
	w.written(d, w.cluster(), ops...)
	w.sync(d)
	if waiting := must(questions.At(w.office.Workspace).Waiting())(w); len(waiting) > 0 {
		w.Fatalf("not accepted: %+v", waiting)
	}
}

func (w *world) cluster() changeset.Scope {
	w.Helper()
	return must(w.office.Workspace.Season())(w).Cluster.Scope()
}

func (w *world) seasonID() emulation.ID {
	w.Helper()
	return must(w.office.Workspace.Season())(w).ID
}

func (w *world) stepSeason(to emulation.SeasonStep) {
	w.Helper()
	s := must(w.office.Workspace.Season())(w)
	key := changeset.NewKey(s.Cluster.ID, s.Label)
	ops := []changeset.Operation{w.op(w.office, "season", key, "step", string(to))}
	if to == emulation.SeasonLocked {
		ops = append(ops, w.op(w.office, "season", key, "result", []byte("kết quả")))
	}
	w.putAll(w.office, ops)
}

// atConference is a season before its lock, with sheets, figures, quotas and the ballot on the flag.
func atConference(t *testing.T) *season {
	t.Helper()
	return seasonOf(once(t, "voted", func() (*world, map[string]*desk.Desk) {
		s := conferred(t)
		return s.world, s.desks
	}))
}

// seasonOf is a season in a world with the desks of its leaders and of the authority.
func seasonOf(w *world, desks map[string]*desk.Desk) *season {
	s := &season{world: w, desks: desks, head: desks[units[0]].Workspace, authority: desks["authority"]}
	delete(desks, "authority")
	return s
}

func conferred(t *testing.T) *season {
	t.Helper()
	s := seasonOf(led(t, gated, units...))
	w := s.world
	for code, count := range map[string]string{"son-la": "5", "cao-bang": "4", "lang-son": "3", "lai-chau": "3"} {
		d := s.desks[code]
		w.fillIn(d)
		w.typed(d, "II.1", count)
		w.ok(sheet.At(d.Workspace).Submit())
		h := emulation.Headcount{People: 20, Advanced: 14, Fighters: 1, TasksDone: "100", Excellent: 2}
		if code == "lai-chau" {
			h = emulation.Headcount{People: 19, Advanced: 13, Disciplined: 1, TasksDone: "99.5", Excellent: 1}
		}
		w.put(d, "headcount", changeset.NewKey(w.seasonID(), w.unit(code).ID), "headcount", h)
	}
	w.sync(w.office)
	w.put(w.office, "quota", changeset.NewKey(w.seasonID(), "bang-khen"), "quota", emulation.SeasonQuota{Count: 2, Basis: "Công văn giao chỉ tiêu (minh hoạ)"})
	for _, step := range []emulation.SeasonStep{emulation.SeasonVerifying, emulation.SeasonExplaining, emulation.SeasonConference} {
		w.stepSeason(step)
	}
	w.ballot("co", "award:"+flagForm, ballot.Rules{Secret: true, Denominator: legal.TotalMembers, Num: 4, Den: 5, Written: true}, map[string]int64{"son-la": 4, "cao-bang": 3})
	s.everyone()
	return s
}

// ballot records a vote of all four members and its count.
func (w *world) ballot(code, on string, rules ballot.Rules, yes map[string]int64) {
	w.Helper()
	q := ballot.Question{Title: "Bỏ phiếu " + code, On: on, Conference: emulation.ConferenceClosing, Rules: rules}
	t := ballot.Tally{Members: 4, Present: 4, Valid: 4}
	if rules.Secret {
		t.Issued, t.Returned = 4, 4
	}
	for _, u := range units {
		q.Lines = append(q.Lines, ballot.Choice{ID: u, Name: u, Unit: w.unit(u).ID})
		t.Lines = append(t.Lines, ballot.Line{ID: u, Yes: yes[u], No: 4 - yes[u]})
	}
	w.put(w.office, "vote", changeset.NewKey(w.seasonID(), code), "vote", q)
	w.put(w.office, "tally", changeset.NewKey(w.seasonID(), code, uint64(1)), "tally", t)
}

// locked is a season whose result is locked, with the desk of an authority.
func locked(t *testing.T) *season {
	t.Helper()
	return seasonOf(once(t, "locked", func() (*world, map[string]*desk.Desk) {
		s := atConference(t)
		s.stepSeason(emulation.SeasonLocked)
		s.authority = s.joinAuthority()
		s.everyone()
		s.desks["authority"] = s.authority
		return s.world, s.desks
	}))
}

func (w *world) joinAuthority() *desk.Desk {
	w.Helper()
	inv := must(replica.At(w.office.Workspace).Invite(emulation.ID{}, emulation.RoleAuthority, replica.InviteValidity))(w)
	w.sync(w.office)
	d := w.closing(must(desk.InitInvite(w.folder(), inv.File, "Người của Bộ", w.env(0)))(w))
	w.sync(d)
	return d
}

// everyone syncs every desk.
func (s *season) everyone() {
	s.Helper()
	for _, d := range s.desks {
		s.sync(d)
	}
	s.sync(s.office)
	if s.authority != nil {
		s.sync(s.authority)
	}
	for _, d := range s.desks {
		s.sync(d)
	}
}

func (s *season) of(unit, form string) awards.Candidacy {
	return awards.Candidacy{Unit: s.unit(unit).ID, Form: form}
}

// confirmed are the facts no record says, all of them good.
var confirmed = map[string]string{"tasks_exceeded": "yes", "new_model": "yes", "united": "yes", "excellent_task": "yes", "good_task": "yes", "active_in_emulation": "yes"}

// step is a proposal's step on a desk.
func (s *season) step(d *desk.Desk, c awards.Candidacy) emulation.ProposalStep {
	s.Helper()
	for _, p := range must(awards.At(d.Workspace).Proposals(""))(s.world) {
		if p.Unit.ID == c.Unit && p.Form.ID == c.Form {
			return p.Step
		}
	}
	return ""
}

func says(m emulation.Message) string { return phrase.Render(phrase.Vietnamese, m) }
