package sheet

import (
	"maps"
	"time"

	"thidua/emulation"
	"thidua/ui/board"
	"thidua/ui/text"
	"thidua/ui/widgets"
	"thidua/workspace/book"
	"thidua/workspace/sheet"
)

// sealAfter is how long committed cells may wait before they are signed (docs: "after 2 minutes").
const sealAfter = 2 * time.Minute

// save puts cells on disk. They are shown at once; a cell that could not be saved stays on screen as it was typed, with the reason.
func (s *Screen) save(cells []content) {
	n := s.saves.Next()
	for _, c := range cells {
		if s.drafting.code == c.code {
			s.drafting = content{}
		}
		s.side.hold(s.side.typed, c.code, board.Typed[string]{What: c.text, Save: n})
	}
	s.Queue.Go(func() func() {
		failed := s.typeAll(cells)
		s.saves.Finish(n)
		return func() { s.saved(cells, failed, n) }
	})
}

// typeAll types all cells at once; what was not taken is returned with the reason.
func (s *Screen) typeAll(cells []content) map[string]error {
	list := emulation.Map(cells, func(c content) sheet.Typed { return sheet.Typed{Code: c.code, Text: c.text} })
	taken, err := sheet.At(s.ws).In(book.PeriodSeason).TypeCells(list)
	failed := map[string]error{}
	for i, c := range cells {
		if err == nil {
			failed[c.code] = taken[i].Err
		} else {
			failed[c.code] = err
		}
	}
	maps.DeleteFunc(failed, func(_ string, err error) bool { return err == nil })
	return failed
}

func (s *Screen) saved(cells []content, failed map[string]error, n uint64) {
	for _, c := range cells {
		err := failed[c.code]
		if err == nil {
			continue
		}
		if now := s.side.typed[c.code]; now != nil && now.Save == n {
			s.side.hold(s.side.typed, c.code, board.Typed[string]{What: c.text, Save: n, Fault: err})
		}
		s.Notice.Offer(widgets.Bad, text.Error(err), text.T("ui.sheet.save-again"), func() {
			s.Notice.Clear()
			s.save(cells)
		})
	}
	if len(failed) == len(cells) {
		s.board.Grid.Refresh()
		s.board.Look()
		return
	}
	s.Saved()
	s.sealLater()
}

// sealLater signs what was committed after a while.
func (s *Screen) sealLater() {
	if s.sealing == nil {
		s.sealing = s.After(sealAfter, s.seal)
	}
}

// draft keeps what stands in an open editor.
func (s *Screen) draft(row int, typed string) {
	l := s.board.Line(row)
	if l == nil {
		return
	}
	code := l.Row.Code()
	if s.drafting.code != code {
		s.drafting = content{code, l.Cells[board.ColumnResult].Input}
	}
	s.Queue.Go(func() func() {
		err := sheet.At(s.ws).EditCell(code, typed)
		return func() {
			if err != nil {
				s.Tell(widgets.Bad, text.Error(err))
				return
			}
			s.Saved()
		}
	})
}

// abandon puts back what stood in a cell before its editor was drafted.
func (s *Screen) abandon(row int) {
	if l := s.board.Line(row); l != nil {
		s.save([]content{{l.Row.Code(), s.committed(l)}})
	}
}

// committed is the last text of a cell that was not a draft of its open editor.
func (s *Screen) committed(l *board.Line) string {
	if s.drafting.code == l.Row.Code() {
		return s.drafting.text
	}
	return l.Cells[board.ColumnResult].Input
}

// seal signs what was committed.
func (s *Screen) seal() {
	if s.sealing != nil {
		s.sealing()
		s.sealing = nil
	}
	s.Queue.Go(func() func() {
		if _, err := s.ws.Seal(); err != nil {
			return func() { s.Tell(widgets.Bad, text.Error(err)) }
		}
		return nil
	})
}
