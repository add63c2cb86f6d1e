package judge_test

import (
	"bytes"
	"fmt"
	"slices"

	"thidua/emulation"
	"thidua/emulation/ballot"
	"thidua/emulation/legal"
	"thidua/sync/changeset"
)

// cast is a cluster in which each role of the design is played by one person. What is done is about the unit U, and the sheet of the head's
// unit H where that differs.
type cast struct {
	*scene
	h, p, s, v, u, m, l, x emulation.ID // head, deputy, secretary, verifier, unit at hand, another member, one that left, outsider
	roles                  []string     // in the order of the table
	who                    map[string]*Person
}

func newCast() *cast {
	w := newWorld()
	k := &cast{scene: &scene{World: w}, who: map[string]*Person{}}
	for name, id := range map[string]*emulation.ID{"H": &k.h, "P": &k.p, "S": &k.s, "V": &k.v, "U": &k.u, "M": &k.m, "L": &k.l, "X": &k.x} {
		*id = w.AddUnit(name)
	}
	k.cluster = w.AddCluster("cast", k.h, k.p, k.s, k.v, k.u, k.m, k.l)
	k.season = w.AddSeason(k.cluster, period)
	k.seasonKey = changeset.NewKey(k.cluster.ID(), period)
	for unit, post := range map[emulation.ID]emulation.Post{k.h: emulation.PostHead, k.p: emulation.PostDeputy, k.s: emulation.PostSecretary} {
		w.SetPost(w.Office, k.cluster, k.season, unit, post, emulation.PostInfo{How: "assigned"})
	}
	leader, staff := []emulation.Role{emulation.RoleLeader}, []emulation.Role{emulation.RoleStaff}
	join := func(role string, unit emulation.ID, may []emulation.Role) {
		k.roles = append(k.roles, role)
		k.who[role] = w.Join(role, w.Office, UnitSubject(unit), may, nil)
	}
	k.roles, k.who["office"] = []string{"office", "authority"}, w.Office
	authority := w.Person("authority", w.Office.Cert.Subject, []emulation.Role{emulation.RoleAuthority}, nil)
	w.Write(w.Office, w.Control, "certify", w.CertificateOp(authority.Cert, w.Office.Key))
	k.who["authority"] = authority
	join("head", k.h, leader)
	join("head-staff", k.h, staff)
	join("deputy", k.p, leader)
	join("secretary", k.s, staff)
	join("verifier", k.v, leader)
	join("verifier-staff", k.v, staff)
	join("leader", k.u, leader)
	join("staff", k.u, staff)
	join("member", k.m, leader)
	join("observer", k.u, []emulation.Role{emulation.RoleObserver})
	join("left", k.l, leader)
	join("outsider", k.x, leader)
	w.Write(w.Office, w.Control, "leave", changeset.Op("membership", changeset.NewKey(k.cluster.ID(), k.l), "membership",
		emulation.Membership{Since: "2023-10-01", Until: "2024-01-01"}))
	for _, unit := range []emulation.ID{k.h, k.u} {
		w.Write(w.Office, k.cluster, "assign", k.put("assignment", changeset.NewKey(k.season, unit, k.v), "assignment", emulation.Assignment{Round: 1}))
	}
	return k
}

// copied is the same world at the same moment: what is tried in it leaves this one as it is.
func (k *cast) copied() *cast {
	w, s, again := *k.World, *k.scene, *k
	w.Store = k.Store.Copy()
	s.World, again.scene, again.who = &w, &s, map[string]*Person{}
	for role, p := range k.who {
		again.who[role] = p.Clone()
	}
	w.Office = again.who["office"]
	return &again
}

// put writes a field in the knowledge of what stands now.
func (k *cast) put(kind string, key changeset.Key, field string, value any) changeset.Operation {
	return k.set(k.cluster, kind, key, field, value)
}

// does lets somebody write what has to be accepted.
func (k *cast) does(role string, ops ...changeset.Operation) *changeset.Signed {
	c, _ := k.Write(k.who[role], k.cluster, "does", ops...)
	return c
}

func paperOf(there bool) *emulation.OnBehalf {
	if !there {
		return nil
	}
	return &emulation.OnBehalf{Signer: "Giám đốc", Paper: emulation.Evidence{Root: emulation.Digest([]byte("paper"))}}
}

func why(to string) emulation.StepReason { return emulation.StepReason{To: to, Reason: "lý do"} }

// seasonMove takes the season to a step: with the reason, and the result, that the step needs.
func (k *cast) seasonMove(to emulation.SeasonStep) []changeset.Operation {
	return []changeset.Operation{k.put("season", k.seasonKey, "step", string(to)), k.put("season", k.seasonKey, "reason", why(string(to)))}
}

func (k *cast) locking() []changeset.Operation {
	return append(k.seasonMove(emulation.SeasonLocked), k.put("season", k.seasonKey, "result", []byte("statement")))
}

func (k *cast) standing() emulation.SeasonStep {
	r, _ := k.Store.Record(changeset.NaturalRef(k.cluster, "season", k.seasonKey))
	var step string
	if last := r.Last("step", changeset.Now); last != nil {
		_ = changeset.Load(last.Value, &step)
	}
	return emulation.SeasonStep(step)
}

// travel has the office take the season to a step, one after another.
func (k *cast) travel(to emulation.SeasonStep) {
	place := func(s emulation.SeasonStep) int {
		for i, x := range emulation.SeasonSteps {
			if x == s {
				return i
			}
		}
		panic(s)
	}
	for at := k.standing(); at != to; at = k.standing() {
		next := emulation.SeasonSteps[place(at)+1]
		if place(to) < place(at) {
			next = emulation.SeasonSteps[place(at)-1]
		}
		if next == emulation.SeasonLocked && at == emulation.SeasonConference {
			k.does("office", k.locking()...)
		} else {
			k.does("office", k.seasonMove(next)...)
		}
	}
}

// A sheet of a unit for each step stands under a period named by the step.
func (k *cast) sheetOf(unit emulation.ID, at emulation.SheetStep) changeset.Key {
	return changeset.NewKey(k.season, unit, "p-"+string(at))
}

func (k *cast) sheetMove(key changeset.Key, to emulation.SheetStep, reason, paper bool) []changeset.Operation {
	ops := []changeset.Operation{k.put("sheet", key, "step", string(to))}
	if to == emulation.SheetSubmitted {
		ops = append(ops, k.put("sheet", key, "submission", emulation.Submission{Criteria: 1, OnBehalf: paperOf(paper)}))
	}
	if reason {
		ops = append(ops, k.put("sheet", key, "reason", emulation.StepReason{To: string(to), Reason: "lý do", OnBehalf: paperOf(paper && to != emulation.SheetSubmitted)}))
	}
	return ops
}

// A proposal for each step stands under a form named by the step.
func (k *cast) proposalOf(at emulation.ProposalStep) changeset.Key {
	return changeset.NewKey(k.season, k.u, "f-"+string(at))
}

func (k *cast) proposalMove(from emulation.ProposalStep, key changeset.Key, to emulation.ProposalStep, reason, paper bool) []changeset.Operation {
	ops := []changeset.Operation{k.put("proposal", key, "step", string(to))}
	if reason {
		ops = append(ops, k.put("proposal", key, "reason", why(string(to))))
	}
	decision := emulation.AwardDecision{Number: "1/QĐ", Date: "2024-08-30", OnBehalf: paperOf(paper)}
	switch {
	case from == emulation.ProposalAccepted && (to == emulation.ProposalDecided || to == emulation.ProposalRejected):
		ops = append(ops, k.put("proposal", key, "decision", decision))
	case to == emulation.ProposalRevoked:
		ops = append(ops, k.put("proposal", key, "revocation", decision))
	}
	return ops
}

// furnish makes, in the season's steps where each belongs, what the table is tried on: a vote, a tally, a text to sign, sheets and proposals
// at every step.
func (k *cast) furnish() {
	sheets := map[emulation.SheetStep][]emulation.SheetStep{}
	path := []emulation.SheetStep{emulation.SheetSubmitted, emulation.SheetCrossChecked, emulation.SheetExplained, emulation.SheetVerified, emulation.SheetAgreed,
		emulation.SheetLocked}
	for i, step := range path {
		sheets[step] = path[:i+1]
	}
	sheets[emulation.SheetReturned] = []emulation.SheetStep{emulation.SheetSubmitted, emulation.SheetReturned}
	k.does("office", k.put("compact", changeset.NewKey(k.season), "text", emulation.CompactText{Title: "Giao ước", Paragraphs: []string{"…"}}))
	k.does("office", k.put("vote", changeset.NewKey(k.season, "award"), "vote", question()))
	for unit, leader := range map[emulation.ID]string{k.u: "leader", k.h: "head"} {
		for at, steps := range sheets {
			for _, to := range steps {
				by := leader
				if emulation.WhoStepsSheet("", to)&emulation.ActorLeader == 0 && to != emulation.SheetExplained && to != emulation.SheetAgreed {
					by = "office"
				}
				k.does(by, k.sheetMove(k.sheetOf(unit, at), to, true, false)...)
			}
		}
	}
	k.travel(emulation.SeasonLocked)
	for _, at := range emulation.ProposalSteps {
		var from emulation.ProposalStep
		for _, to := range wayTo(at) {
			k.does("office", k.proposalMove(from, k.proposalOf(at), to, true, true)...)
			from = to
		}
	}
}

// wayTo is the shortest way of a proposal to a step.
func wayTo(at emulation.ProposalStep) []emulation.ProposalStep {
	type way struct {
		at    emulation.ProposalStep
		steps []emulation.ProposalStep
	}
	seen := map[emulation.ProposalStep]bool{"": true}
	for open := []way{{}}; len(open) > 0; open = open[1:] {
		for _, to := range emulation.ProposalSteps {
			if seen[to] || emulation.StepProposal(open[0].at, to).By == 0 {
				continue
			}
			seen[to] = true
			steps := append(open[0].steps[:len(open[0].steps):len(open[0].steps)], to)
			if to == at {
				return steps
			}
			open = append(open, way{to, steps})
		}
	}
	panic(fmt.Sprintf("no way leads to %s", at))
}

func question() ballot.Question {
	return ballot.Question{Title: "Bỏ phiếu", Rules: ballot.Rules{Denominator: legal.TotalMembers, Num: 1, Den: 2}, Lines: []ballot.Choice{{ID: "U"}}}
}

func tally() ballot.Tally {
	return ballot.Tally{Members: 7, Present: 7, Valid: 7, Lines: []ballot.Line{{ID: "U", Yes: 7}}}
}

// papered adds to operations that rest on the signed paper the record of its file. The authority's word rests on none.
func papered(p *Person, ops []changeset.Operation) []changeset.Operation {
	named := func(op changeset.Operation) bool { return bytes.Contains(op.Value, papersRoot[:]) }
	file := func(op changeset.Operation) bool { return op.Kind == "evidence" }
	if emulation.HasRole(p.Cert.May, emulation.RoleAuthority) || !slices.ContainsFunc(ops, named) || slices.ContainsFunc(ops, file) {
		return ops
	}
	return append(ops[:len(ops):len(ops)], changeset.Operation{Kind: "evidence", Key: changeset.NewKey(emulation.ID{1}, "paper"), New: true, Field: "file",
		Value: changeset.MustEncode(emulation.Evidence{Name: "giấy.pdf", Root: papersRoot})})
}

var papersRoot = emulation.Digest([]byte("paper"))

// Draft is the world's, with the papers that operations rest on.
func (s *scene) Draft(p *Person, scope changeset.Scope, intent string, ops ...changeset.Operation) changeset.Change {
	return s.World.Draft(p, scope, intent, papered(p, ops)...)
}

// Try is the world's, with the papers.
func (s *scene) Try(p *Person, scope changeset.Scope, intent string, ops ...changeset.Operation) (*changeset.Signed, changeset.Leaf, error) {
	return s.World.Try(p, scope, intent, papered(p, ops)...)
}

// Write is the world's, with the papers.
func (s *scene) Write(p *Person, scope changeset.Scope, intent string, ops ...changeset.Operation) (*changeset.Signed, changeset.Leaf) {
	return s.World.Write(p, scope, intent, papered(p, ops)...)
}
