package sheet

import (
	"slices"

	"thidua/ui/board"
	"thidua/ui/grid"
	"thidua/ui/text"
	"thidua/ui/widgets"
	"thidua/workspace"
)

// answer is the cell in which the unit explains itself, where a review scored otherwise.
func (m *model) answer(r *workspace.Row) grid.Cell {
	c := board.Answer(m.explained, r.Code())
	if m.explains(r) {
		c.Editable = true
		if c.Text == "" {
			c.State, c.Note = grid.Pending, text.T("ui.explain.ask")
		}
		if c.State == grid.OK { // agreed: an editor opens empty
			c.Blank = true
		}
	}
	if t, ok := m.answers[r.Code()]; ok {
		c.Text, c.Blank, c.State, c.Note = t.text, false, grid.Plain, ""
		if t.err != nil {
			c.State, c.Note = grid.Error, text.Error(t.err)
		}
	}
	return c
}

// explains says whether the unit may answer what a review gave a criterion.
func (m *model) explains(r *workspace.Row) bool {
	return m.sheet.Own && m.may.Explains && r.Criterion != nil && r.Differs()
}

// entry is the column people type into in a row: the explanation where one is awaited, else the result.
func (m *model) entry(row int) int {
	if l := m.Line(row); l != nil && m.explains(l.Row) {
		return slices.Index(m.shown, columnAnswer)
	}
	return columnResult
}

// Toggle agrees with the verified points of a criterion with the space bar.
func (m *model) Toggle(row, col int) bool {
	l := m.Line(row)
	if l == nil || m.column(col) != columnAnswer || !m.explains(l.Row) {
		return false
	}
	m.screen.explainAs(l.Row, "", true)
	return true
}

// explainAs saves what the unit says to the points of a review. It is shown at once, and stays as it was typed if it is refused.
func (s *Screen) explainAs(r *workspace.Row, words string, accepts bool) {
	code, n, period := r.Code(), s.saves.Next(), s.model.sheet.Period
	shown := words
	if accepts {
		shown = text.T("ui.review.accepts")
	}
	s.model.reply(code, typed{text: shown, save: n})
	s.host.Queue.Go(func() func() {
		err := s.ws.In(period).Explain(code, words, accepts)
		s.saves.Finish(n)
		return func() {
			if err != nil {
				s.model.reply(code, typed{text: shown, save: n, err: err})
				s.stage.Refused(err)
				s.grid.Refresh()
				return
			}
			s.ask.Drop()
			s.done()
		}
	})
}

// reply shows an explanation that is on its way to the disk, or could not get there.
func (m *model) reply(code string, t typed) {
	if m.answers == nil {
		m.answers = map[string]typed{}
	}
	m.answers[code] = t
	if l := m.Of(code); l != nil {
		m.write(l)
	}
}

// askExplain asks why the unit's own figure stands.
func (s *Screen) askExplain(r *workspace.Row) {
	s.ask.For(s.host.Window.Canvas(), text.T("ui.explain.why", "code", r.Code(), "name", r.Name()), text.T("ui.explain.hint"), text.T("ui.explain.send"),
		func(words string) { s.explainAs(r, words, false) })
}

// done is told after something was written.
func (s *Screen) done() {
	s.hooks.Saved()
	s.Refresh()
}

// lead goes to a criterion, whatever the filter hides.
func (s *Screen) lead(code string) {
	if s.model.Place(code) < 0 {
		s.head.filter(all)
	}
	row := s.model.Place(code)
	s.grid.Select(row, s.model.entry(row))
	s.focus()
}

// verdict is what the reviews gave the selected criterion, with the buttons to answer.
func (d *detail) verdict(r *workspace.Row) {
	d.review.Objects = nil
	m := d.screen.model
	add := func(key string, v *workspace.Review) {
		if v == nil {
			return
		}
		state, words := widgets.Neutral, text.T(key, "points", m.points(v.Points))
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
	add("ui.talk.verified", r.First)
	add("ui.talk.final", r.Second)
	if m.explains(r) {
		if _, ok := m.explained[r.Code()]; !ok {
			d.review.Add(widgets.NewRemark(widgets.Info, text.T("ui.explain.ask")))
		}
		d.review.Add(widgets.Row(0, nil, widgets.NewButton(text.T("ui.explain.accept"), nil, func() { d.screen.explainAs(r, "", true) })))
		d.review.Add(widgets.Row(0, nil, widgets.NewButton(text.T("ui.explain.do"), nil, func() { d.screen.askExplain(r) })))
	}
	d.review.Hidden = len(d.review.Objects) == 0
	d.review.Refresh()
}
