package sheet

import (
	"thidua/emulation"
	"thidua/emulation/rule"
	"thidua/ui/board"
	"thidua/ui/grid"
	"thidua/ui/screen"
	"thidua/ui/text"
	"thidua/workspace/book"
	"thidua/workspace/sheet"
)

// edit is one cell of a step.
type edit struct{ code, before, after string }

// step is what one act of the person changed.
type step struct {
	op    grid.Op // 0: one cell was typed
	cells []edit
}

// content is a criterion's new text.
type content struct{ code, text string }

// texts are the cells' texts after the step.
func (s step) texts() []content {
	return emulation.Map(s.cells, func(c edit) content { return content{c.code, c.after} })
}

// name says what a step did.
func (s step) name() string {
	if s.op == 0 {
		return text.T("ui.sheet.step.typed", "code", s.cells[0].code)
	}
	return s.op.Name(text.T, len(s.cells))
}

// remember lets a step be taken back. A result that somebody wrote since stays.
func (s *Screen) remember(st step) {
	before, after := map[string]string{}, map[string]string{}
	for _, c := range st.cells {
		before[c.code], after[c.code] = c.before, c.after
	}
	rules := map[string]*rule.Rule{}
	for _, c := range st.cells {
		rules[c.code] = &s.board.Of(c.code).Row.Criterion.Rule
	}
	screen.Remember(s.Frame, screen.Change[string]{Name: st.name(), Before: before, After: after, Now: s.results,
		Put:  s.putResults,
		Same: func(code, a, b string) bool { return alike(rules[code], a, b) },
		Show: func() { s.bring(st.cells[0].code) },
		Then: func(put map[string]string) {
			for code := range put { // what could not be saved is not shown any more
				delete(s.side.typed, code)
			}
			s.sealLater()
		},
		Tell: s.board.Tell,
	})
}

// alike says whether two texts mean the same to a criterion.
func alike(by *rule.Rule, a, b string) bool {
	if a == b {
		return true
	}
	x, errX := by.ReadTyped(a)
	y, errY := by.ReadTyped(b)
	return errX == nil && errY == nil && by.Format(by.Fields(x), true) == by.Format(by.Fields(y), true)
}

// results are what stands in the own sheet, by criterion.
func (s *Screen) results() (map[string]string, error) {
	me, err := s.ws.Me()
	if err != nil {
		return nil, err
	}
	sh, err := sheet.At(s.ws).In(book.PeriodSeason).Sheet(me.Unit.ID)
	if err != nil {
		return nil, err
	}
	now := map[string]string{}
	for i := range sh.Rows {
		if r := &sh.Rows[i]; r.Criterion != nil {
			now[r.Code()] = r.Typed
		}
	}
	return now, nil
}

// putResults types results.
func (s *Screen) putResults(put map[string]string) error {
	var list []content
	for code, typed := range put {
		list = append(list, content{code, typed})
	}
	for _, err := range s.typeAll(list) {
		return err
	}
	return nil
}

// bring shows the result of a criterion of the own sheet.
func (s *Screen) bring(code string) {
	if sh := s.sheet(); sh != nil && !sh.Own {
		s.Choose(emulation.ID{})
		return
	}
	s.board.Grid.Commit()
	if row := s.board.Place(code); row >= 0 {
		s.board.Grid.Select(row, s.board.At(board.ColumnResult))
	}
}
