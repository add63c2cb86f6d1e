package forms

import (
	"cmp"
	"slices"
	"time"

	"thidua/documents"
	"thidua/emulation"
	"thidua/emulation/decimal"
	"thidua/workspace/review"
	"thidua/workspace/sheet"
)

// Review is form F6, Biên bản chấm chéo, thẩm định, of a unit's sheet: what was given other points than the unit's own, why, and what the unit said to
// it. answers are the unit's explanations, assigned who reviews which sheet.
func Review(sh *sheet.Sheet, answers []sheet.ExplanationView, assigned []review.AssignmentView, now time.Time) (Paper, error) {
	if !sh.Step.Reviewed() || sh.Verified == nil { // a locked result closes a sheet nobody reviewed, too
		return Paper{}, emulation.Errorf(emulation.NotFound, "paper.no-review", "unit", sh.Unit.Name)
	}
	s := sh.Season
	p := ofCluster(s, say("review.title"), "", "", now, say("review.subject", "unit", sh.Unit.Name, "season", lowerFirst(seasonLine(s))))
	p.numbered(paperMinutes)
	p.Landscape = true
	p.invented(s.Info.Illustrative || sh.Illustrative)
	p.add(fact(say("review.held"), ""), fact(say("review.unit"), sh.Unit.Name), fact(say("review.criteria"), criteriaName(sh.Set, sh.Version)))
	held := map[sheet.Round][]string{}
	for _, a := range assigned {
		if a.Sheet.ID == sh.Unit.ID {
			held[a.Round] = append(held[a.Round], a.Verifier.Name)
		}
	}
	p.add(fact(say("review.first"), joined(held[sheet.FirstReview])))
	if later := held[sheet.SecondReview]; sh.Second != nil || len(later) > 0 {
		p.add(fact(say("review.second"), joined(later)))
	}
	table, same := reviewTable(sh, answers)
	if found := len(table.Rows) - 1; found == 0 {
		p.add(body(say("review.no-difference", "count", same)))
	} else {
		p.add(body(say("review.differences", "count", found, "same", same)))
	}
	p.add(table)
	if sh.Class != "" {
		words := field(say("sheet.class"), sh.Class) // ends the table; what the unit says to it stays with the signatures
		words.Indent, words.Tight = true, false
		p.add(words)
	}
	opinion := say("review.open", "step", words(emulation.Say("step."+string(sh.Step))))
	if sh.Step == emulation.SheetAgreed || sh.Step == emulation.SheetLocked {
		opinion = say("review.agreed")
	}
	ends := signatures(signer(say("review.side-unit")), signer(say("review.side-verifier")))
	ends.Heading, ends.Recipients = say("recipients"), []string{say("review.recipient", "unit", sh.Unit.Name), say("proposal.filed")}
	p.add(keep(body(say("review.opinion", "what", opinion))), ends)
	return p.named("review", sh.Unit.Label(), s), nil
}

// reviewTable are the criteria of which a review said anything but the unit's own points, or which the unit answered, and the totals; same is how many
// kept the unit's own points.
func reviewTable(sh *sheet.Sheet, answers []sheet.ExplanationView) (t documents.Table, same int) {
	t = documents.Table{
		Columns: []documents.Column{{Width: 13, Align: documents.AlignCenter}, {Width: 62, Flex: 2}, {Align: documents.AlignCenter}, {Align: documents.AlignCenter},
			{Align: documents.AlignCenter}, {Width: 50, Flex: 2}, {Width: 50, Flex: 2}, {Align: documents.AlignCenter}},
		Header:  []documents.Row{header("review.column.", "code", "name", "max", "self", "verified", "reason", "explanation", "final")},
		KeepEnd: 1,
		Names:   2,
	}
	w := figuresOf(sh.Set)
	for i := range sh.Rows {
		r := &sh.Rows[i]
		if r.Criterion == nil {
			continue
		}
		explanation := ""
		at := slices.IndexFunc(answers, func(e sheet.ExplanationView) bool { return e.Code == r.Code() })
		if at >= 0 {
			explanation = answer(&answers[at])
		} else if !remarked(r) {
			same++
			continue
		}
		t.Rows = append(t.Rows, reviewLine(r, explanation, w))
	}
	total := row("", say("review.total"), full(sh.Final().MostTotal()), w.fixed(sh.Self.Total), w.fixed(sh.Verified.Total), "", "", w.fixed(sh.Final().Total))
	total.Kind = documents.TotalRow
	t.Rows = append(t.Rows, total)
	return t, same
}

// remarked reports whether a review said anything of a criterion but the unit's own points.
func remarked(r *sheet.Row) bool {
	said := func(v *sheet.Review) bool { return v != nil && v.Reason != "" }
	return r.Split || other(r, r.Stands) || other(r, r.Counted) ||
		said(r.First) || said(r.Second) || r.First != nil && r.First.Earlier
}

// other reports whether a line counts with something else than the unit's own points.
func other(r *sheet.Row, points *decimal.Decimal) bool {
	return points != nil && (r.NA || !points.Equal(r.Self))
}

// reviewLine is a criterion's line, with the points that count last.
func reviewLine(r *sheet.Row, explanation string, w figures) documents.Row {
	self, final := w.fixed(r.Self), w.maybe(r.Counted)
	line := row(r.Code(), r.Name(), most(r), self, w.maybe(r.Stands), reasons(r, w), explanation, cmp.Or(final, self))
	asides(line, r.Criterion.Bonus, 2, 3, 4, 7)
	if r.NA {
		na := say("review.na")
		if line.Cells[3].Text = na; final == "" {
			line.Cells[7].Text = na
		}
	}
	return line
}

// reasons are those of both reviews, the second's under the first's.
func reasons(r *sheet.Row, w figures) string {
	first, second := "", ""
	switch {
	case r.Split:
		first = say("note.conflict")
	case r.First != nil && r.First.Earlier:
		first = say("note.earlier", "points", w.fixed(r.First.Points))
	case r.First != nil && r.First.Reason != "":
		first = r.First.Reason
	case r.Second == nil || r.Second.Reason == "":
		first = differs(r)
	}
	if r.Second != nil && r.Second.Reason != "" {
		second = say("review.reason-second", "reason", r.Second.Reason)
	}
	if first == "" || second == "" {
		return first + second
	}
	return first + "\n" + second
}

// answer is what the unit said to the points.
func answer(e *sheet.ExplanationView) string {
	switch {
	case e.Accepts && e.Text == "":
		return say("review.accepts")
	case e.Accepts:
		return say("review.accepts-with", "text", e.Text)
	}
	return e.Text
}
