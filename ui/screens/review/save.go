package review

import (
	"thidua/emulation"
	"thidua/ui/board"
	"thidua/ui/text"
	"thidua/ui/widgets"
	"thidua/workspace"
	"thidua/workspace/review"
	"thidua/workspace/sheet"
)

// save gives the criteria the points that were typed. What cannot be given yet stays on screen as it was typed, with the reason, and is kept at
// this desk.
func (s *Screen) save(codes []string, name string) {
	b, n := s.board, s.saves.Next()
	round, unit, of := s.side.round(), b.Reading.Sheet.Unit.ID, b.Reading.Of
	kept := map[string]sheet.KeptPoints{}
	var give []review.Points
	var fault error
	open := drafting{}
	for _, code := range codes {
		if code == s.drafting.code {
			open, s.drafting = s.drafting, drafting{}
		}
		t, r := s.side.typed[code], b.Of(code).Row
		given := judge(r, t)
		t.Save = n
		switch {
		case t.What.points == "" && t.What.reason == "" && s.side.review(r) == nil: // nothing was given, and nothing is typed any more
			t.Fault, kept[code] = nil, sheet.KeptPoints{}
		case t.Fault != nil:
			fault, kept[code] = t.Fault, t.What.kept()
		default:
			kept[code] = sheet.KeptPoints{}
			give = append(give, review.Points{Code: code, Points: given.String(), Reason: t.What.reason})
		}
		b.Rewrite(code)
	}
	if fault != nil {
		s.Later(func() { b.Tell(widgets.Warn, text.Error(fault)) }) // after the line below was selected
	}
	s.Queue.Go(func() func() {
		before, lost := stand(of, unit, round, codes)
		if was, drafted := before[open.code]; drafted {
			was.Kept = open.before
			before[open.code] = was
		}
		refused := giveAll(of, unit, round, give)
		for _, g := range give {
			if refused[g.Code] != nil {
				kept[g.Code] = sheet.KeptPoints{Points: g.Points, Reason: g.Reason}
			}
		}
		err := sheet.Over(of).KeepReview(unit, round, kept)
		s.saves.Finish(n)
		after, also := stand(of, unit, round, codes)
		return func() {
			if lost == nil && also == nil {
				s.remember(of, unit, round, name, before, after)
			}
			s.saved(n, refused, err)
		}
	})
}

// draft keeps what stands in an open editor.
func (s *Screen) draft(row, column int, text string) {
	l := s.board.Line(row)
	if l == nil || l.Row.Group != nil {
		return
	}
	code, unit := l.Row.Code(), s.board.Reading.Sheet.Unit.ID
	if s.drafting.code != code || s.drafting.unit != unit {
		s.drafting = drafting{unit: unit, code: code}
		if t := s.side.typedFor(l.Row); t != nil && t.Fault != nil {
			s.drafting.before = t.What.kept()
		}
	}
	t := s.side.begin(l)
	t.What.set(column, text)
	s.keep(code, t.What.kept())
}

// drafting is the criterion whose editor is drafted, and what was kept of it before.
type drafting struct {
	unit   emulation.ID
	code   string
	before sheet.KeptPoints
}

// abandon keeps what was kept of a line before its editor was drafted.
func (s *Screen) abandon(row int) {
	if l := s.board.Line(row); l != nil && s.drafting.code != "" && l.Row.Code() == s.drafting.code {
		s.keep(s.drafting.code, s.drafting.before)
		s.drafting = drafting{}
	}
}

// keep keeps what was typed for a criterion at this desk only.
func (s *Screen) keep(code string, typed sheet.KeptPoints) {
	unit, round, of := s.board.Reading.Sheet.Unit.ID, s.side.round(), s.board.Reading.Of
	s.Queue.Go(func() func() {
		if err := sheet.Over(of).KeepReview(unit, round, map[string]sheet.KeptPoints{code: typed}); err != nil {
			return func() { s.Tell(widgets.Bad, text.Error(err)) }
		}
		return nil
	})
}

// giveAll gives points, all at once or, if one of them is refused, each by itself; what was refused is returned with the reason.
func giveAll(of workspace.Sheets, unit emulation.ID, round sheet.Round, give []review.Points) map[string]error {
	refused := map[string]error{}
	if len(give) == 0 || review.Over(of).Review(unit, round, give...) == nil {
		return refused
	}
	for _, g := range give {
		if err := review.Over(of).Review(unit, round, g); err != nil {
			refused[g.Code] = err
		}
	}
	return refused
}

func (s *Screen) saved(n uint64, refused map[string]error, err error) {
	for code, why := range refused {
		if t := s.side.typed[code]; t != nil && t.Save == n {
			t.Fault = why
			s.side.put(code, t)
		}
		s.Refused(why)
	}
	if err != nil {
		s.Tell(widgets.Bad, text.Error(err))
	}
	s.Saved()
	s.Refresh()
}

// confirmNA confirms that a criterion does not apply to the unit.
func (s *Screen) confirmNA(r *sheet.Row) { s.answerNA(r, false, "") }

// refuseNA asks why a criterion applies all the same.
func (s *Screen) refuseNA(r *sheet.Row) {
	s.AskFor(text.T("ui.review.na.why", "code", r.Code(), "name", r.Name()), text.T("ui.review.na.why.hint"),
		text.T("ui.review.na.refuse"), func(reason string) { s.answerNA(r, true, reason) })
}

func (s *Screen) answerNA(r *sheet.Row, applies bool, reason string) {
	code, unit, round, of := r.Code(), s.board.Reading.Sheet.Unit.ID, s.side.round(), s.board.Reading.Of
	delete(s.side.typed, code)
	var before, after map[string]standing
	s.Act("", func() (err error) {
		if before, err = stand(of, unit, round, []string{code}); err != nil {
			return err
		}
		if err = review.Over(of).ConfirmNA(unit, round, code, applies, reason); err != nil {
			return err
		}
		if err = sheet.Over(of).KeepReview(unit, round, map[string]sheet.KeptPoints{code: {}}); err != nil {
			return err
		}
		after, err = stand(of, unit, round, []string{code})
		return err
	}, func() { s.remember(of, unit, round, text.T("ui.review.did.na", "code", code), before, after) })
}

// acceptRest offers to give all criteria that were not checked yet the points that stand.
func (s *Screen) acceptRest() {
	s.board.Grid.Commit()
	rest := emulation.Where(s.board.All, func(l *board.Line) bool { return s.side.acceptable(l) })
	if len(rest) == 0 {
		s.board.Why.Set(widgets.Info, text.T("ui.review.accept.none"))
		return
	}
	s.Confirm(text.T("ui.review.accept.sure", "count", len(rest), "unit", s.board.Reading.Sheet.Unit.Label()),
		text.T("ui.review.accept.do"), func() {
			var codes []string
			for _, l := range rest {
				s.side.put(l.Row.Code(), s.side.accepted(l))
				codes = append(codes, l.Row.Code())
			}
			s.Ask.Drop()
			s.save(codes, text.T("ui.review.did.accept-many", "count", len(codes)))
			s.Focus()
		})
}

// acceptable says whether nobody checked a criterion yet that can be given the points that stand.
func (x *side) acceptable(l *board.Line) bool {
	r := l.Row
	return r.Group == nil && x.given() >= 0 && l.Cells[x.given()].Editable && !r.NA && r.Given && unreviewed(r) && x.typedFor(r) == nil
}
