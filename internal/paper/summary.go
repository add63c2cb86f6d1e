package paper

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"thidua/documents"
	"thidua/emulation"
	"thidua/vietnamese"
	"thidua/workspace"
)

// Summary is form F7 of a cluster's ranking: best place first, then the units whose sheets are not here. It bears place and day of the
// season's conference; now is the date in the file's properties.
func Summary(r *workspace.Ranking, now time.Time) documents.SummaryForm {
	season := r.Season
	cluster := season.Cluster.Info
	f := documents.SummaryForm{
		Created: now, Superior: cluster.Organiser, Cluster: cluster.Name, Season: seasonOf(season), Criteria: criteriaName(season.Set, season.Version),
		Place: season.Info.Place, Date: conferenceDay(season), Illustrative: r.Illustrative, Provisional: r.Provisional || !settled(season.Step),
		TieBreak: ties(r), Head: documents.Signer{Authority: say("on-behalf-of", "cluster", cluster.Name), Position: headPosition(cluster.Name)},
	}
	for _, g := range season.Set.Groups {
		f.Groups = append(f.Groups, documents.GroupColumn{Code: g.Code, Name: g.Name})
	}
	for i := range r.Standings {
		f.Rows = append(f.Rows, standing(r, &r.Standings[i]))
	}
	for _, u := range r.Missing {
		f.Rows = append(f.Rows, documents.SummaryRow{Unit: u.Label(), Note: say("note.missing")})
	}
	return f
}

// settled reports whether a season's result is locked.
func settled(step emulation.SeasonStep) bool {
	return slices.Index(emulation.SeasonSteps, step) >= slices.Index(emulation.SeasonSteps, emulation.SeasonLocked)
}

// headPosition follows the cluster's own name: a "Khối thi đua" has a khối trưởng.
func headPosition(cluster string) string {
	if first, _, _ := strings.Cut(vietnamese.Fold(cluster), " "); first == "khoi" {
		return say("head.khoi")
	}
	return say("head.cum")
}

func standing(r *workspace.Ranking, st *workspace.Standing) documents.SummaryRow {
	set := r.Season.Set
	w := figuresOf(set)
	row := documents.SummaryRow{
		Unit: st.Unit.Label(), Bonus: w.fixed(st.Final.Bonus), Deductions: w.fixed(st.Final.Deductions), Self: w.fixed(st.Self.Total),
		Verified: w.maybe(st.Verified), Final: w.fixed(st.Final.Total), Rank: strconv.Itoa(st.Final.Rank), Class: st.Final.Class,
	}
	if set.Normalise {
		row.Percent = w.fixed(st.Final.Percent)
	}
	for _, g := range set.Groups {
		res := st.Final.Groups[g.Index]
		if !res.Applicable {
			row.Groups = append(row.Groups, "–")
			continue
		}
		row.Groups = append(row.Groups, w.fixed(res.Points))
	}
	var notes []string
	for _, b := range st.Final.Blocked {
		note := say("note.blocked", "reason", b.Reason)
		if b.Reason == "" {
			note = say("note.blocked-code", "code", b.Code)
		}
		if !slices.Contains(notes, note) {
			notes = append(notes, note)
		}
	}
	if st.Final.Provisional {
		notes = append(notes, say("note.provisional"))
	}
	row.Note = strings.Join(notes, "; ")
	return row
}
