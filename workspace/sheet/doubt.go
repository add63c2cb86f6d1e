package sheet

import (
	"bytes"
	"strings"

	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/emulation/decimal"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/workspace"
)

// doubts fills what is odd about the figures of a sheet, and whether somebody said that they are meant.
func (w View) doubts(sh *Sheet, sub *emulation.Submission) error {
	sure := map[string]bool{}
	if sub != nil && !sh.live {
		for _, code := range sub.Confirmed {
			sure[code] = true
		}
	}
	for i := range sh.Rows {
		r := &sh.Rows[i]
		if r.Criterion == nil || !r.Given || r.NA {
			continue
		}
		if r.Odd = sh.odd(r); r.Odd == nil {
			continue
		}
		r.Sure = sure[r.Code()]
		if sh.live {
			it, err := w.confirmation(sh, r.Criterion)
			if err != nil {
				return err
			}
			r.Sure = bytes.Equal(it, SeenInput(r.Criterion, r.Fields, sh.figures))
		}
	}
	return nil
}

// odd is what cannot be about a line's figure as it stands: a percentage above 100, a part above its whole, a division by nothing.
func (s *Sheet) odd(r *Row) *emulation.Message {
	if m, odd := r.Criterion.Odd(r.Input); odd {
		m.Key = "odd." + strings.TrimPrefix(m.Key, "input.") // the fact alone, without what to do
		return &m
	}
	for _, name := range r.Criterion.Rule.Indicators() {
		if figure, err := decimal.Parse(s.figures[name]); err == nil {
			if m, odd := emulation.OddFigure(decimal.Whole(figure), ""); odd {
				m = emulation.Say("odd.indicator", "name", name, "what", m)
				return &m
			}
		}
	}
	for _, w := range s.Self.Warnings {
		if w.Criterion == r.Code() && w.Message().Key == "scoring.formula-zero" {
			m := s.Self.Explain(r.Code())
			return &m
		}
	}
	return nil
}

// confirmation is what somebody of the unit confirmed of a criterion last.
func (w View) confirmation(sh *Sheet, c *criteria.Criterion) ([]byte, error) {
	r, err := w.Store.Record(record.Confirmation.Ref(sh.Unit.Scope(), record.SheetCriterion{Sheet: sh.ID, Criterion: c.Code}))
	if err != nil || r == nil {
		return nil, err
	}
	last := record.Confirmation.Last(r, changeset.Now)
	if last == nil {
		return nil, nil
	}
	v, err := record.Confirmation.Load(last.Value)
	return v.Seen, err
}

// Confirm says of figures of the own sheet that can hardly be that they are meant; of others it says nothing. It counts until the figure changes. Before
// the fourth rules nobody asks for it.
func (room Room) Confirm(codes ...string) error {
	p, done := room.desk.Edit()
	defer done()
	if _, err := p.Seal(workspace.MaxSealed); err != nil { // what is confirmed is what stands in the log
		return err
	}
	s, unit, err := p.openSheet()
	if err != nil {
		return err
	}
	sh, err := p.Sheet(s, unit.ID)
	if err != nil || sh.rules < emulation.FourthJudge {
		return err
	}
	for _, code := range codes {
		r := sh.Row(code)
		if r == nil {
			return emulation.Errorf(emulation.NotFound, "workspace.criterion-unknown", "code", code, "set", sh.Set.Name)
		}
		if r.Odd == nil || r.Sure {
			continue
		}
		seen := emulation.Confirmation{Seen: SeenInput(r.Criterion, r.Fields, sh.figures)}
		if err := workspace.SetOver(p.Tx, unit.Scope(), record.Confirmation, record.SheetCriterion{Sheet: sh.ID, Criterion: code}, seen); err != nil {
			return err
		}
	}
	return nil
}

// Asks reports whether somebody of the unit is asked at this desk to confirm a line's figure.
func (s *Sheet) Asks(r *Row) bool {
	return s.Editable && s.rules >= emulation.FourthJudge && r.Odd != nil && !r.Sure
}
