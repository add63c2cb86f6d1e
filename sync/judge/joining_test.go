package judge_test

import (
	"testing"

	"thidua/emulation"
	"thidua/sync/changeset"
	"thidua/sync/judge"
)

// A key whose first invitation was taken back, so that its change got no leaf, joins by another one beside it; what it wrote behind the first
// follows. Nobody else begins an epoch after nothing, and before the third judge nobody did.
func TestJoiningBesideWhatGotNoLeaf(t *testing.T) {
	staff := []emulation.Role{emulation.RoleStaff}
	for _, version := range []uint64{2, 3} {
		s := newScene()
		s.Raise(version)
		inv, seed := s.Invitation("taken back", s.leaderB, UnitSubject(s.b), staff, nil)
		again, seedAgain := s.Invitation("again", s.leaderB, UnitSubject(s.b), staff, nil)
		s.Write(s.leaderB, s.Control, "invite", s.InvitationOp(inv, s.leaderB))
		s.Write(s.leaderB, s.Control, "invite", s.InvitationOp(again, s.leaderB))
		revoke(s, s.Office, inv.OneTime.LogID(), nil)
		late := s.Person("late", UnitSubject(s.b), staff, nil)
		first := s.Sign(late, s.Draft(late, s.Control, "join", s.JoinOps(late, seed)...))
		beside := func(p *Person, ops ...changeset.Operation) *changeset.Signed {
			c := s.Draft(p, s.Control, "join", ops...)
			c.Epoch, c.Seq, c.Previous = c.Epoch+1, 2, first.Identity
			return s.Sign(p, c)
		}
		_, err := s.Give(beside(s.staffB, personOp(s.staffB)))
		refusedFor(t, err, judge.RefusedGap)
		second := beside(late, s.JoinOps(late, seedAgain)...)
		if version == 2 {
			_, err = s.Give(second)
			refusedFor(t, err, judge.RefusedGap)
			continue
		}
		_, err = s.Give(first)
		refusedFor(t, err, judge.ReasonVoid)
		behind := s.Draft(late, s.Control, "name", personOp(late))
		behind.Epoch, behind.Seq, behind.Previous = 0, 2, first.Identity
		name := s.Sign(late, behind)
		_, err = s.Give(name)
		refusedFor(t, err, judge.RefusedKey)
		_, err = s.Give(beside(late, personOp(late)))
		refusedFor(t, err, judge.RefusedKey)
		leaf, err := s.Give(second)
		leafIs(t, leaf, err, changeset.Accepted, "")
		leaf, err = s.Give(first)
		leafIs(t, leaf, err, changeset.Rejected, judge.ReasonJoined)
		leaf, err = s.Give(name)
		leafIs(t, leaf, err, changeset.Accepted, "")
	}
}
