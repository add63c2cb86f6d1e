package forms

import (
	"thidua/workspace/result"
)

// ties tells, for each pair of neighbours with equal figures, why one stands before the other, or that they share a place.
func ties(r *result.Ranking) []string {
	w := figuresOf(r.Season.Set)
	label := map[string]string{}
	for i := range r.Standings {
		label[r.Standings[i].Final.ID] = r.Standings[i].Unit.Label()
	}
	var remarks []string
	for _, tie := range r.Result.Ties() {
		figure := say("tie.points", "points", w.fixed(tie.Above.Total))
		if r.Season.Set.Normalise {
			figure = say("tie.percent", "percent", w.fixed(tie.Above.Percent))
		}
		pairs := []any{"first", label[tie.Above.ID], "second", label[tie.Below.ID], "figure", figure, "rank", tie.Above.Rank, "level", tie.Level}
		switch {
		case tie.Decided != nil && len(tie.Level) > 0:
			remarks = append(remarks, say("tie.decided-later", append(pairs, "why", words(*tie.Decided))...))
		case tie.Decided != nil:
			remarks = append(remarks, say("tie.decided", append(pairs, "why", words(*tie.Decided))...))
		case len(tie.Level) > 0:
			remarks = append(remarks, say("tie.shared", pairs...))
		default:
			remarks = append(remarks, say("tie.shared-no-chain", pairs...))
		}
	}
	return remarks
}
