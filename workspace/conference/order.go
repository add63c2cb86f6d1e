package conference

import (
	"cmp"
	"slices"
	"strings"

	"thidua/emulation/ballot"
	"thidua/emulation/record"
	"thidua/vietnamese"
	"thidua/workspace/book"
)

// votesOn is the order in which a meeting votes, and its minutes tell of it: by what rules and criteria, on the order of the units, on awards, on who leads.
var votesOn = []string{"regulation", ballot.OnCriteria, ballot.OnRanking, ballot.OnAward, ballot.OnLeaders}

// inOrder puts votes in the order of a meeting: those on awards as proposals stand, flags before certificates and the highest first; the one that
// chooses the head before that of the deputies. What is left level keeps the order of its codes.
func (w View) inOrder(s *book.Season, votes []*Vote) error {
	awards := map[string]int{}
	if w.HasLaw() {
		law, err := w.Law()
		if err != nil {
			return err
		}
		for i, f := range law.Forms.All() {
			awards[ballot.OnAward+f.ID] = i + 1
		}
	}
	next, _, err := book.One(w.Store, s.Cluster.Scope(), record.Leaders, record.BySeason{Season: s.ID})
	if err != nil {
		return err
	}
	place := func(v *Vote) int {
		at := slices.IndexFunc(votesOn, func(on string) bool { return v.On == on || on == ballot.OnAward && strings.HasPrefix(v.On, on) })
		if at < 0 {
			return len(votesOn)
		}
		return at
	}
	within := func(v *Vote) int {
		switch {
		case v.On != ballot.OnLeaders:
			return awards[v.On]
		case v.Code == next.Value.Vote:
			return -1
		case strings.Contains(" "+vietnamese.Fold(v.Title)+" ", " pho "): // a title is all that says it before the leaders are written down
			return 1
		}
		return 0
	}
	slices.SortStableFunc(votes, func(a, b *Vote) int {
		return cmp.Or(cmp.Compare(place(a), place(b)), cmp.Compare(within(a), within(b)))
	})
	return nil
}
