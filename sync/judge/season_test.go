package judge_test

import (
	"testing"

	"thidua/emulation"
	"thidua/sync/changeset"
	"thidua/sync/judge"
)

// A step taken without seeing another one waits for a person, whichever way it leads: it is not refused for want of a reason that nobody could
// have known was needed.
func TestStaleSeasonStepWaits(t *testing.T) {
	s := newScene()
	stale := s.seasonOp(emulation.SeasonVerifying)
	s.Write(s.leaderA, s.cluster, "step", s.seasonOp(emulation.SeasonVerifying))
	s.Write(s.leaderA, s.cluster, "step", s.seasonOp(emulation.SeasonExplaining))
	_, leaf, err := s.Try(s.leaderA, s.cluster, "step", stale)
	leafIs(t, leaf, err, changeset.NeedsDecision, judge.ReasonStep)
	_, leaf, err = s.Try(s.leaderA, s.cluster, "step", s.seasonOp(emulation.SeasonVerifying))
	leafIs(t, leaf, err, changeset.Rejected, judge.ReasonWhy)
}

// Who leads the cluster now prepares the next season until the office says who leads that one, or it has begun.
func TestNextSeasonIsPrepared(t *testing.T) {
	var next changeset.Key
	begin := func(s *scene) []changeset.Operation {
		next = changeset.NewKey(s.cluster.ID(), "2024-2025")
		return []changeset.Operation{s.set(s.cluster, "season", next, "info", emulation.SeasonInfo{Name: "2024-2025"}), s.set(s.cluster, "season", next, "step", string(emulation.SeasonDraft))}
	}
	t.Run("by its head", func(t *testing.T) {
		s := newScene()
		for _, who := range []*Person{s.leaderB, s.staffC, s.staffA} {
			_, leaf, err := s.Try(who, s.cluster, "begin", begin(s)...)
			leafIs(t, leaf, err, changeset.Rejected, judge.ReasonRight)
		}
		_, leaf, err := s.Try(s.leaderA, s.cluster, "begin", begin(s)...)
		leafIs(t, leaf, err, changeset.Accepted, "")
		_, leaf, err = s.Try(s.leaderA, s.cluster, "step", s.set(s.cluster, "season", next, "step", string(emulation.SeasonConsulting)))
		leafIs(t, leaf, err, changeset.Accepted, "")
		_, leaf, err = s.Try(s.leaderA, s.cluster, "info", s.set(s.cluster, "season", next, "info", emulation.SeasonInfo{Name: "x"}))
		leafIs(t, leaf, err, changeset.Rejected, judge.ReasonRight)
	})
	t.Run("not once it has a head", func(t *testing.T) {
		s := newScene()
		next = changeset.NewKey(s.cluster.ID(), "2024-2025")
		s.SetPost(s.Office, s.cluster, changeset.RecordID("season", next), s.b, emulation.PostHead, emulation.PostInfo{How: "elected"})
		_, leaf, err := s.Try(s.leaderA, s.cluster, "begin", begin(s)...)
		leafIs(t, leaf, err, changeset.Rejected, judge.ReasonRight)
		_, leaf, err = s.Try(s.leaderB, s.cluster, "begin", begin(s)...)
		leafIs(t, leaf, err, changeset.Accepted, "")
	})
	t.Run("not by one whose season is put away", func(t *testing.T) {
		s := newScene()
		for _, to := range emulation.SeasonSteps[7:] { // from self-scoring on
			ops := []changeset.Operation{s.seasonOp(to)}
			if to == emulation.SeasonLocked {
				ops = append(ops, s.set(s.cluster, "season", s.seasonKey, "result", []byte("x")))
			}
			_, leaf, err := s.Try(s.leaderA, s.cluster, "step", ops...)
			leafIs(t, leaf, err, changeset.Accepted, "")
		}
		_, leaf, err := s.Try(s.leaderA, s.cluster, "begin", begin(s)...)
		leafIs(t, leaf, err, changeset.Rejected, judge.ReasonRight)
	})
}
