package review

import (
	"thidua/emulation"
	"thidua/ui/board"
	"thidua/ui/text"
	"thidua/ui/widgets"
	"thidua/workspace"
)

// save gives the criteria the points that were typed. What cannot be given yet stays on screen as it was typed, with the reason, and is kept at
// this desk.
func (s *Screen) save(codes []string) {
	m, n := s.model, s.saves.Next()
	round, unit, of := m.round(), m.reading.sheet.Unit.ID, m.reading.sheets
	kept := map[string]workspace.KeptPoints{}
	var give []workspace.Points
	var fault error
	for _, code := range codes {
		t, l := m.typed[code], m.Of(code)
		points, err, lacksReason := judge(l.Row, t.points, t.reason)
		t.save, t.fault, t.lacksReason = n, err, lacksReason
		switch {
		case t.points == "" && t.reason == "" && m.review(l.Row) == nil: // nothing was given, and nothing is typed any more
			t.fault, kept[code] = nil, workspace.KeptPoints{}
		case err != nil:
			fault, kept[code] = err, workspace.KeptPoints{Points: t.points, Reason: t.reason}
		default:
			kept[code] = workspace.KeptPoints{}
			give = append(give, workspace.Points{Code: code, Points: points.String(), Reason: t.reason})
		}
		m.write(l)
	}
	if fault != nil {
		s.host.Later(func() { // after the line below was selected
			s.warning = text.Error(fault)
			s.look()
		})
	}
	s.host.Queue.Go(func() func() {
		refused := giveAll(of, unit, round, give)
		for _, g := range give {
			if refused[g.Code] != nil {
				kept[g.Code] = workspace.KeptPoints{Points: g.Points, Reason: g.Reason}
			}
		}
		err := of.KeepReview(unit, round, kept)
		s.saves.Finish(n)
		return func() { s.saved(n, refused, err) }
	})
}

// giveAll gives points, all at once or, if one of them is refused, each by itself; what was refused is returned with the reason.
func giveAll(of workspace.Sheets, unit emulation.ID, round workspace.Round, give []workspace.Points) map[string]error {
	refused := map[string]error{}
	if len(give) == 0 || of.Review(unit, round, give...) == nil {
		return refused
	}
	for _, g := range give {
		if err := of.Review(unit, round, g); err != nil {
			refused[g.Code] = err
		}
	}
	return refused
}

func (s *Screen) saved(n uint64, refused map[string]error, err error) {
	for code, why := range refused {
		if t := s.model.typed[code]; t != nil && t.save == n {
			t.fault = why
			s.model.put(code, t)
		}
		s.stage.Refused(why)
	}
	if err != nil {
		s.notice.Tell(widgets.Bad, text.Error(err))
	}
	s.hooks.Saved()
	s.Refresh()
}

// confirmNA confirms that a criterion does not apply to the unit.
func (s *Screen) confirmNA(r *workspace.Row) { s.answerNA(r, false, "") }

// refuseNA asks why a criterion applies all the same.
func (s *Screen) refuseNA(r *workspace.Row) {
	s.stage.Ask.For(s.host.Window.Canvas(), text.T("ui.review.na.why", "code", r.Code(), "name", r.Name()), text.T("ui.review.na.why.hint"),
		text.T("ui.review.na.refuse"), func(reason string) { s.answerNA(r, true, reason) })
}

func (s *Screen) answerNA(r *workspace.Row, applies bool, reason string) {
	code, unit, round, of := r.Code(), s.model.reading.sheet.Unit.ID, s.model.round(), s.model.reading.sheets
	delete(s.model.typed, code)
	s.stage.Act("", func() error {
		if err := of.ConfirmNA(unit, round, code, applies, reason); err != nil {
			return err
		}
		return of.KeepReview(unit, round, map[string]workspace.KeptPoints{code: {}})
	})
}

// acceptRest offers to give all criteria that were not checked yet the points that stand.
func (s *Screen) acceptRest() {
	s.grid.Commit()
	var rest []*board.Line
	for _, l := range s.model.All {
		if s.model.acceptable(l) {
			rest = append(rest, l)
		}
	}
	if len(rest) == 0 {
		s.why.Set(widgets.Info, text.T("ui.review.accept.none"))
		return
	}
	s.stage.Ask.Confirm(s.host.Window.Canvas(), text.T("ui.review.accept.sure", "count", len(rest), "unit", s.model.reading.sheet.Unit.Label()),
		text.T("ui.review.accept.do"), func() {
			var codes []string
			for _, l := range rest {
				s.model.put(l.Row.Code(), s.model.accepted(l))
				codes = append(codes, l.Row.Code())
			}
			s.stage.Ask.Drop()
			s.save(codes)
			s.focus()
		})
}

// acceptable says whether nobody checked a criterion yet that can be given the points that stand.
func (m *model) acceptable(l *board.Line) bool {
	r := l.Row
	return r.Group == nil && m.given() >= 0 && l.Cells[m.given()].Editable && !r.NA && r.Given && unreviewed(r) && m.typedFor(r) == nil
}
