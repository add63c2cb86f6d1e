package review

import (
	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/ui/board"
	"thidua/ui/screen"
	"thidua/workspace/book"
	"thidua/workspace/review"
	"thidua/workspace/sheet"
)

// reading is one look at the data, taken away from the window.
type reading struct {
	board.Reading
	asked       target
	season      *book.Season
	periods     []string
	list        []review.SheetToCheck
	assignments []review.AssignmentView
	assign      book.Access
	unit        emulation.ID // whose sheet is shown; zero if there is none
	kept        map[string]sheet.KeptPoints
	news        sheet.News
	before      map[string]sheet.Before // the season before, by criterion
}

func (s *Screen) read(r *reading) error {
	r.Reached, r.asked = s.saves.Reached(), s.target.Get()
	of := s.ws.In(r.asked.period)
	if err := screen.All(
		screen.Look(&r.season, s.ws.Season),
		screen.Look(&r.periods, s.ws.Periods),
		screen.Look(&r.assignments, s.room.Assignments),
		func() (err error) { r.assign, err = s.ws.Access(record.Assignment.AnyField, emulation.ID{}); return },
		screen.Look(&r.list, review.Over(of).ToCheck),
	); err != nil {
		return err
	}
	here := false
	for _, c := range r.list {
		if c.Unit.ID == r.asked.unit || c.HandedIn && r.asked.unit.IsZero() && r.unit.IsZero() {
			r.unit, here = c.Unit.ID, c.HandedIn
		}
	}
	if !here {
		return nil
	}
	return screen.All(
		func() error { return r.Read(of, r.unit) },
		func() (err error) {
			if r.May.Round != 0 {
				r.kept, err = sheet.Over(of).KeptReview(r.unit, r.May.Round)
			}
			return
		},
		func() (err error) { r.before, err = sheet.Over(of).Before(r.unit); return },
		func() (err error) { r.news, err = sheet.Over(of).News(r.unit); return },
		func() error { return sheet.Over(of).Seen(r.unit) },
	)
}
