package paper

import (
	"time"

	"thidua/documents"
	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/emulation/decimal"
	"thidua/emulation/scoring"
	"thidua/workspace"
)

// Sheet is form F5 of a unit's sheet as it stands; now is the date in the file's properties. Place, day and names are left to the pen.
func Sheet(sh *workspace.Sheet, now time.Time) documents.ScoreSheetForm {
	set := sh.Set
	f := documents.ScoreSheetForm{
		Created: now, Unit: sh.Unit.Name, Cluster: sh.Season.Cluster.Info.Name, Season: seasonOf(sh.Season),
		Criteria: criteriaName(set, sh.Version), Status: documents.SheetStatus(sh.Step), Illustrative: sh.Illustrative,
	}
	if b := sh.OnBehalf; b != nil {
		f.OnBehalf = say("on-behalf", "who", sh.EnteredBy, "paper", b.Paper.Name, "signer", b.Signer)
	}
	w := figuresOf(set)
	for i := range sh.Rows {
		f.Rows = append(f.Rows, line(&sh.Rows[i], w))
	}
	both := func(figure func(*scoring.UnitResult) decimal.Decimal) documents.Scores {
		s := documents.Scores{Self: w.fixed(figure(sh.Self))}
		if sh.Verified != nil {
			s.Verified = w.fixed(figure(sh.Verified))
		}
		return s
	}
	f.Bonus = both(func(u *scoring.UnitResult) decimal.Decimal { return u.Bonus })
	f.Deductions = both(func(u *scoring.UnitResult) decimal.Decimal { return u.Deductions })
	f.Total = both(func(u *scoring.UnitResult) decimal.Decimal { return u.Total })
	f.Total.Max = full(sh.Self.Max)
	final := sh.Final()
	if set.Normalise {
		f.Percent = w.fixed(final.Percent)
	}
	if sh.Step == emulation.SheetLocked || sh.Second != nil {
		f.Final = w.fixed(final.Total)
	}
	f.Class = class(set, final)
	return f
}

// class is the classification as far as one sheet alone decides it: none while a figure is provisional, and none where a band is only for
// the best of the cluster, which the summary tells.
func class(set *criteria.Set, u *scoring.UnitResult) string {
	if set.Classes == nil || u.Provisional {
		return ""
	}
	for _, b := range set.Classes.Bands {
		if b.TopPercent != nil {
			return ""
		}
	}
	alone := *u
	scoring.Rank(set, []*scoring.UnitResult{&alone}, criteria.Decisions{})
	return alone.Class
}

func line(r *workspace.Row, w figures) documents.ScoreRow {
	row := documents.ScoreRow{
		Group: r.Group != nil, Code: r.Code(), Name: r.Name(), NotApplicable: r.NA,
		Scores: documents.Scores{Max: full(r.Max), Self: w.fixed(r.Self), Verified: w.maybe(r.Verified)},
	}
	if row.Group {
		return row
	}
	row.Result, row.Evidence, row.Provisional, row.Note = result(r), r.Evidence, r.Provision, r.Reason
	switch {
	case r.NA && r.Fields["reason"] != "":
		row.Note = r.Fields["reason"]
	case r.Final != nil && r.Reason != "":
		row.Note = say("note.final-because", "points", w.fixed(*r.Final), "reason", r.Reason)
	case r.Final != nil:
		row.Note = say("note.final", "points", w.fixed(*r.Final))
	case r.Verified == nil && r.First != nil && r.First.Earlier:
		row.Note = say("note.earlier", "points", w.fixed(r.First.Points))
	}
	switch {
	case r.Conflict:
		row.Note = say("note.conflict")
	case r.Fault != nil:
		row.Note = say("note.fault")
	}
	return row
}
