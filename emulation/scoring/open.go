package scoring

import (
	"slices"
	"strings"

	"thidua/emulation"
	"thidua/emulation/criteria"
)

// OpenTies are the units that share a place although the tie-break chain asks people to decide between them and they have not: by a ballot in
// which they all stand level, or by the chair. Who shares a place after that, or under a chain without them, shares it as the criteria say. voted is
// the place of a unit, by id, in the ballots on the ranking; 0 = it stands in none.
func (r *Result) OpenTies(d criteria.Decisions, voted map[string]int) []emulation.Message {
	asks := func(kind criteria.TieBreakKind) bool {
		return slices.ContainsFunc(r.Set.TieBreak, func(t criteria.TieBreak) bool { return t.Kind == kind })
	}
	ballot, chair := asks(criteria.TieBallot), asks(criteria.TieChair)
	var open []emulation.Message
	for first := 0; first < len(r.Units); {
		rest := r.Units[first:]
		level := rest
		if end := slices.IndexFunc(rest, func(u *UnitResult) bool { return u.Rank != rest[0].Rank }); end > 0 {
			level = rest[:end]
		}
		first += len(level)
		if len(level) < 2 {
			continue
		}
		names := make([]string, len(level))
		unvoted, unsaid := false, false
		for n, u := range level {
			names[n] = u.Name
			unvoted = unvoted || voted[u.ID] == 0 || voted[u.ID] != voted[level[0].ID]
			unsaid = unsaid || !slices.Contains(d.Chair, u.ID)
		}
		switch units := strings.Join(names, ", "); {
		case ballot && unvoted:
			open = append(open, emulation.Say("result.tie-ballot", "rank", level[0].Rank, "units", units))
		case chair && unsaid:
			open = append(open, emulation.Say("result.tie-chair", "rank", level[0].Rank, "units", units))
		}
	}
	return open
}
