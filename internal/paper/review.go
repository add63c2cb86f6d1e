package paper

import (
	"slices"
	"time"

	"thidua/documents"
	"thidua/emulation"
	"thidua/workspace"
)

// Review is form F6 of a unit's sheet: what was given other points than the unit's own, why, and what the unit said to it.
func Review(d Desk, unit emulation.ID, now time.Time) (Paper, error) {
	sh, err := d.Sheet(unit)
	if err != nil {
		return Paper{}, err
	}
	answers, err := d.Explanations(unit)
	if err != nil {
		return Paper{}, err
	}
	assigned, err := d.Assignments()
	if err != nil {
		return Paper{}, err
	}
	if !hasReview(sh.Step) {
		return Paper{}, emulation.Errorf(emulation.NotFound, "paper.no-review", "unit", sh.Unit.Name)
	}
	s := sh.Season
	w := figuresOf(sh.Set)
	f := documents.ReviewForm{Letterhead: letterhead(s, "", "", now), Second: sh.Second != nil, Unit: sh.Unit.Name, Criteria: criteriaName(sh.Set, sh.Version),
		Self: w.fixed(sh.Self.Total), Verified: w.fixed(sh.Self.Total), Agreed: say("review.open", "step", words(emulation.Say("step."+string(sh.Step))))}
	f.Illustrative = f.Illustrative || sh.Illustrative
	if sh.Verified != nil {
		f.Verified = w.fixed(sh.Verified.Total)
	}
	f.Final, f.Class = w.fixed(sh.Final().Total), class(sh.Set, sh.Final())
	if sh.Step == emulation.SheetAgreed || sh.Step == emulation.SheetLocked {
		f.Agreed = say("review.agreed")
	}
	for _, a := range assigned {
		if a.Sheet.ID != unit {
			continue
		}
		if a.Round == workspace.SecondReview {
			f.Later = append(f.Later, a.Verifier.Name)
		} else {
			f.First = append(f.First, a.Verifier.Name)
		}
	}
	for i := range sh.Rows {
		r := &sh.Rows[i]
		if r.Criterion == nil {
			continue
		}
		at := slices.IndexFunc(answers, func(e workspace.ExplanationView) bool { return e.Code == r.Code() })
		row, differs := reviewed(r, w)
		if at >= 0 {
			row.Explanation, differs = answer(&answers[at]), true
		}
		if !differs {
			f.Same++
			continue
		}
		f.Rows = append(f.Rows, row)
	}
	return paperOf("review", sh.Unit.Label(), s, f.Document()), nil
}

// reviewed is a criterion's line, and whether a review said anything but the unit's own points.
func reviewed(r *workspace.Row, w figures) (documents.ReviewRow, bool) {
	row := documents.ReviewRow{Code: r.Code(), Name: r.Name(), Max: full(r.Max), Self: w.fixed(r.Self), Verified: w.maybe(r.Verified), Final: w.maybe(r.Final)}
	if r.NA {
		row.Self = say("review.na")
	}
	differs := r.Split || r.Verified != nil && r.Verified.Cmp(r.Self) != 0 || r.Final != nil && r.Final.Cmp(r.Self) != 0
	if r.First != nil {
		row.Reason, differs = r.First.Reason, differs || r.First.Reason != ""
		if r.First.Earlier {
			row.Reason = say("note.earlier", "points", w.fixed(r.First.Points))
			differs = true
		}
	}
	if r.Second != nil {
		row.Second, differs = r.Second.Reason, differs || r.Second.Reason != ""
	}
	if row.Final == "" {
		row.Final = row.Verified
	}
	if row.Final == "" {
		row.Final = row.Self
	}
	if r.Split {
		row.Reason = say("note.conflict")
	}
	return row, differs
}

// answer is what the unit said to the points.
func answer(e *workspace.ExplanationView) string {
	switch {
	case e.Accepts && e.Text == "":
		return say("review.accepts")
	case e.Accepts:
		return say("review.accepts-with", "text", e.Text)
	}
	return e.Text
}

// hasReview reports whether a sheet at a step was reviewed: before that there are no minutes of it.
func hasReview(step emulation.SheetStep) bool {
	return !slices.Contains([]emulation.SheetStep{"", emulation.SheetDraft, emulation.SheetSubmitted, emulation.SheetReturned}, step)
}
