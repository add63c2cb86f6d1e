package judge_test

import (
	"testing"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/sync/judge"
)

func paperFile() emulation.Evidence {
	return emulation.Evidence{Name: "Phiếu.pdf", Root: emulation.Hash{7}, Length: 132, Size: 100}
}

// entered are the operations of a registration that somebody enters for a unit, with its paper.
func entered(s *scene, unit emulation.ID) []changeset.Operation {
	return []changeset.Operation{
		record.Registration.Op(record.SeasonUnit{Season: s.season, Unit: unit}, emulation.Registration{Titles: []string{"Cờ"}, OnBehalf: &emulation.OnBehalf{Signer: "Giám đốc", Paper: paperFile()}}),
		record.Evidence.File.Make(record.SheetCriterion{Sheet: unit, Criterion: record.ForPaper}, paperFile()),
	}
}

func receipt() changeset.Operation { return record.Receipt.Op(record.FileNamed(paperFile()), true) }

// An entry on behalf whose paper never arrived is no part of the state, and nobody's decision makes it one: only the server's receipt of the
// paper does.
func TestOnBehalfWaitsForItsPaper(t *testing.T) {
	s := newScene()
	s.Raise(2)
	c, leaf, err := s.Try(s.staffB, s.cluster, "register", entered(s, s.b)...)
	leafIs(t, leaf, err, changeset.NeedsDecision, judge.ReasonPaper)
	decision, _ := s.Write(s.Office, s.cluster, "decide", record.Decision.Op(record.ByChange{Change: c.Identity[:]}, emulation.Decision{Accept: true}))
	if _, ok, err := s.Again(c, decision); ok || err != nil {
		t.Fatalf("a decision took in what rests on a paper nobody has: %v", err)
	}
	other := record.FileNamed(emulation.Evidence{Root: emulation.Hash{8}, Length: 132})
	for _, who := range []*Person{s.Office, s.leaderA, s.staffB} {
		_, leaf, err := s.Try(who, s.cluster, "receipt", receipt())
		leafIs(t, leaf, err, changeset.Rejected, judge.ReasonRight)
	}
	wrong, _ := s.Write(s.Server, s.cluster, "receipt", record.Receipt.Op(other, true))
	if _, ok, err := s.Again(c, wrong); ok || err != nil {
		t.Fatalf("the receipt of another file took it in: %v", err)
	}
	cause, _ := s.Write(s.Server, s.cluster, "receipt", receipt())
	further, ok, err := s.Again(c, cause)
	if !ok {
		t.Fatal("its receipt does not take it in")
	}
	leafIs(t, further, err, changeset.Accepted, "")
	for _, in := range [][]changeset.Operation{{record.Comment.Make(record.SheetCriterion{Sheet: s.b, Criterion: "1"}, "x")},
		{record.Decision.Op(record.ByChange{Change: c.Identity[:]}, emulation.Decision{Accept: true})}, {record.Evidence.File.Make(record.SheetCriterion{Sheet: s.b, Criterion: record.ForPaper}, paperFile())}} {
		_, leaf, err := s.Try(s.Server, s.cluster, "x", in...)
		if err != nil || leaf.Verdict != changeset.Rejected {
			t.Errorf("the server writes more than receipts: %+v %v", leaf, err)
		}
	}
	if _, leaf, err := s.Try(s.staffB, s.cluster, "register", entered(s, s.b)...); err != nil || leaf.Verdict != changeset.Accepted {
		t.Errorf("once the paper is here, an entry needs not wait: %+v %v", leaf, err)
	}
}

// Under the first judge a paper that was named was enough.
func TestOnBehalfBeforeTheRaise(t *testing.T) {
	s := newScene()
	s.Write(s.staffB, s.cluster, "register", entered(s, s.b)...)
	if _, leaf, err := s.Try(s.Server, s.cluster, "receipt", receipt()); err == nil && leaf.Verdict == changeset.Accepted {
		t.Error("the first judge knows no receipts")
	}
}

// Others enter nothing for a unit whose people have a desk, unless its leader agreed in the log.
func TestOnBehalfOfAUnitWithADesk(t *testing.T) {
	s := newScene()
	s.Raise(2)
	_, leaf, err := s.Try(s.Office, s.cluster, "register", entered(s, s.b)...)
	leafIs(t, leaf, err, changeset.Rejected, judge.ReasonDesk)
	leader := s.Join("leader of b", s.Office, UnitSubject(s.b), []emulation.Role{emulation.RoleLeader}, nil)
	agree := record.Agreement.Op(record.SeasonUnit{Season: s.season, Unit: s.b}, emulation.Agreement{Agrees: true})
	_, leaf, err = s.Try(s.Office, s.cluster, "agree", agree)
	leafIs(t, leaf, err, changeset.Rejected, judge.ReasonRight)
	s.Write(leader, s.cluster, "agree", agree)
	_, leaf, err = s.Try(s.Office, s.cluster, "register", entered(s, s.b)...)
	leafIs(t, leaf, err, changeset.NeedsDecision, judge.ReasonPaper)
	none := s.AddUnit("without a desk")
	s.Write(s.Office, s.Control, "member", record.Membership.Op(record.ClusterUnit{Cluster: s.cluster.ID(), Unit: none}, emulation.Membership{Since: "2023-10-01"}))
	_, leaf, err = s.Try(s.Office, s.cluster, "register", entered(s, none)...)
	leafIs(t, leaf, err, changeset.NeedsDecision, judge.ReasonPaper)
}

// Nobody attaches papers for another unit, and no paper is withdrawn that was here when the result was locked.
func TestPapersOfAnother(t *testing.T) {
	s := newScene()
	s.Raise(2)
	attach := func(owner emulation.ID) changeset.Operation {
		return record.Evidence.File.Make(record.SheetCriterion{Sheet: owner, Criterion: record.ForPaper}, paperFile())
	}
	_, leaf, err := s.Try(s.staffB, s.cluster, "paper", attach(s.b))
	leafIs(t, leaf, err, changeset.Accepted, "")
	for _, who := range []*Person{s.Office, s.leaderA, s.staffB} {
		_, leaf, err := s.Try(who, s.cluster, "paper", attach(emulation.ID{9}))
		leafIs(t, leaf, err, changeset.Rejected, judge.ReasonRight)
	}
	_, leaf, err = s.Try(s.Office, s.cluster, "paper", attach(s.b))
	leafIs(t, leaf, err, changeset.Rejected, judge.ReasonRight)
	document := record.Document.Op(record.SeasonCode{Season: s.season, Code: "plan"}, emulation.NumberedDocument{Kind: "plan", Title: "x", File: new(paperFile())})
	_, leaf, err = s.Try(s.Office, s.cluster, "document", document, attach(s.season))
	leafIs(t, leaf, err, changeset.Accepted, "")
}

// Who joins as staff does not take the id of the leader, whose name then stood beside what staff wrote; a second device of the leader may.
func TestStaffDoesNotTakeTheLeadersPerson(t *testing.T) {
	s := newScene()
	s.Raise(2)
	s.Join("chief", s.Office, UnitSubject(s.b), []emulation.Role{emulation.RoleLeader}, nil)
	join := func(name string, role emulation.Role) (changeset.Leaf, error) {
		p := s.Person(name, UnitSubject(s.b), []emulation.Role{role}, nil)
		p.Cert.Person = IDOf("person/chief")
		i, seed := s.Invitation(name, s.Office, UnitSubject(s.b), []emulation.Role{role}, nil)
		_, leaf, err := s.Try(p, s.Control, "join", append([]changeset.Operation{s.InvitationOp(i, s.Office)}, s.JoinOps(p, seed)...)...)
		return leaf, err
	}
	if leaf, err := join("thief", emulation.RoleStaff); err == nil && leaf.Verdict == changeset.Accepted {
		t.Error("staff took the leader's person")
	}
	leaf, err := join("chief's second", emulation.RoleLeader)
	leafIs(t, leaf, err, changeset.Accepted, "")
}
