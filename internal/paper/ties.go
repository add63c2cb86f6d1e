package paper

import (
	"thidua/internal/phrase"
	"thidua/workspace"
)

// ties tells, for each pair of neighbours with equal figures, why one stands before the other, or that they share a place.
func ties(r *workspace.Ranking) []string {
	w := figuresOf(r.Season.Set)
	var remarks []string
	for i := 1; i < len(r.Standings); i++ {
		a, b := &r.Standings[i-1], &r.Standings[i]
		verdict := r.Result.Verdict(a.Final, b.Final)
		if verdict.Points {
			continue
		}
		figure := say("tie.points", "points", w.fixed(a.Final.Total))
		if r.Season.Set.Normalise {
			figure = say("tie.percent", "percent", w.fixed(a.Final.Percent))
		}
		names := []any{"first", a.Unit.Label(), "second", b.Unit.Label(), "figure", figure}
		switch last := len(verdict.Steps) - 1; {
		case verdict.Level && last < 0:
			remarks = append(remarks, say("tie.shared-no-chain", append(names, "rank", a.Final.Rank)...))
		case verdict.Level:
			remarks = append(remarks, say("tie.shared", append(names, "rank", a.Final.Rank, "level", r.Result.ExplainLevel(b.Final, verdict.Steps))...))
		default:
			why := phrase.Render(phrase.Vietnamese, r.Result.ExplainStep(verdict.Steps[last], a.Final, b.Final))
			key := "tie.decided"
			if last > 0 {
				key = "tie.decided-later"
			}
			remarks = append(remarks, say(key, append(names, "why", why, "level", r.Result.ExplainLevel(b.Final, verdict.Steps[:last]))...))
		}
	}
	return remarks
}
