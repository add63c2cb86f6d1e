package sheet

import (
	"thidua/emulation"
	"thidua/ui/board"
	"thidua/ui/screen"
	"thidua/ui/text"
	"thidua/ui/widgets"
	"thidua/workspace"
	"thidua/workspace/sheet"
)

// explain saves what the unit says to the points of a review. It is shown at once, and stays as it was typed if it is refused.
func (s *Screen) explain(r *sheet.Row, words string, accepts bool) {
	code, n, of := r.Code(), s.saves.Next(), s.board.Reading.Of
	shown := words
	if accepts {
		shown = text.T("ui.review.accepts")
	}
	s.side.hold(s.side.answers, code, board.Typed[string]{What: shown, Save: n})
	s.Queue.Go(func() func() {
		before, lost := s.explained(of)
		err := sheet.Over(of).Explain(code, words, accepts)
		s.saves.Finish(n)
		after, also := s.explained(of)
		return func() {
			switch {
			case err == nil && lost == nil && also == nil:
				s.rememberAnswer(of, code, before, after)
			case err != nil:
				s.side.hold(s.side.answers, code, board.Typed[string]{What: shown, Save: n, Fault: err})
				s.board.Grid.Refresh()
			}
			s.Acted("", err)
		}
	})
}

// explained is what the own unit said to the reviews of its sheet, by criterion.
func (s *Screen) explained(of workspace.Sheets) (map[string]emulation.Explanation, error) {
	me, err := s.ws.Me()
	if err != nil {
		return nil, err
	}
	list, err := sheet.Over(of).Explanations(me.Unit.ID)
	now := map[string]emulation.Explanation{}
	for _, e := range list {
		now[e.Code] = e.Explanation
	}
	return now, err
}

// rememberAnswer lets what the unit said be what it said before. That it said something at all is not taken back: others may have read it.
func (s *Screen) rememberAnswer(of workspace.Sheets, code string, before, after map[string]emulation.Explanation) {
	name := text.T("ui.explain.did", "code", code)
	if _, answered := before[code]; !answered {
		s.Final(name, text.T("ui.explain.final"))
		return
	}
	only := func(all map[string]emulation.Explanation) map[string]emulation.Explanation {
		return map[string]emulation.Explanation{code: all[code]}
	}
	screen.Remember(s.Frame, screen.Change[emulation.Explanation]{Name: name, Before: only(before), After: only(after),
		Now: func() (map[string]emulation.Explanation, error) { return s.explained(of) },
		Put: func(put map[string]emulation.Explanation) error {
			return sheet.Over(of).Explain(code, put[code].Text, put[code].Accepts)
		},
		Show: func() { s.bring(code) },
		Then: func(map[string]emulation.Explanation) { delete(s.side.answers, code) },
		Tell: s.board.Tell,
	})
}

// askExplain asks why the unit's own figure stands.
func (s *Screen) askExplain(r *sheet.Row) {
	s.AskFor(text.T("ui.explain.why", "code", r.Code(), "name", r.Name()), text.T("ui.explain.hint"), text.T("ui.explain.send"),
		func(words string) { s.explain(r, words, false) })
}

// confirm says that a figure which can hardly be is meant.
func (s *Screen) confirm(code string) {
	s.Act(text.T("ui.sheet.confirm.done", "code", code), func() error { return sheet.At(s.ws).Confirm(code) })
}

// verdict is what the unit is asked about the selected criterion, and what the reviews gave it the selected criterion, with the buttons to answer.
func (d *detail) verdict(r *sheet.Row) {
	d.review.Objects = nil
	b, side := d.screen.board, d.screen.side
	add := func(key string, v *sheet.Review) {
		if v == nil {
			return
		}
		state, words := widgets.Neutral, text.T(key, "points", b.Points(v.Points))
		switch {
		case v.NA:
			words = text.T("ui.talk.na")
		case v.Earlier:
			state = widgets.Warn
		}
		if v.Reason != "" {
			words = text.T("ui.talk.because", "what", words, "reason", v.Reason)
		}
		d.review.Add(widgets.NewParagraph(words))
		if state == widgets.Warn {
			d.review.Add(widgets.NewRemark(widgets.Warn, text.T("ui.review.earlier")))
		}
		d.review.Add(widgets.NewParagraph(v.Author).Quiet())
	}
	if sh := d.screen.sheet(); sh.Asks(r) {
		d.review.Add(widgets.NewRemark(widgets.Warn, text.T("sheet.doubtful", "what", text.Say(*r.Odd))))
		d.review.Add(widgets.Row(0, nil, widgets.NewButton(text.T("ui.sheet.confirm"), nil, func() { d.screen.confirm(r.Code()) })))
	} else if r.Odd != nil && r.Sure {
		d.review.Add(widgets.NewParagraph(text.T("sheet.confirmed", "what", text.Say(*r.Odd))).Quiet())
	}
	add("ui.talk.verified", r.First)
	add("ui.talk.final", r.Second)
	if side.explains(r) {
		if _, ok := b.Reading.Explained[r.Code()]; !ok {
			d.review.Add(widgets.NewRemark(widgets.Info, text.T("ui.explain.ask")))
		}
		d.review.Add(widgets.Row(0, nil, widgets.NewButton(text.T("ui.explain.accept"), nil, func() { d.screen.explain(r, "", true) })))
		d.review.Add(widgets.Row(0, nil, widgets.NewButton(text.T("ui.explain.do"), nil, func() { d.screen.askExplain(r) })))
	}
	d.review.Hidden = len(d.review.Objects) == 0
	d.review.Refresh()
}
