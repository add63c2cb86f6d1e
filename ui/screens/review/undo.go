package review

import (
	"maps"

	"thidua/emulation"
	"thidua/ui/screen"
	"thidua/workspace"
	"thidua/workspace/review"
	"thidua/workspace/sheet"
)

// standing is what stands of a review of a criterion: what was given, and what is kept at this desk only.
type standing struct {
	Given          bool
	Points, Reason string
	NA             bool
	Kept           sheet.KeptPoints
}

// stand is what stands of a round of criteria of a unit's sheet.
func stand(of workspace.Sheets, unit emulation.ID, round sheet.Round, codes []string) (map[string]standing, error) {
	sh, err := sheet.Over(of).Sheet(unit)
	if err != nil {
		return nil, err
	}
	kept, err := sheet.Over(of).KeptReview(unit, round)
	if err != nil {
		return nil, err
	}
	now := map[string]standing{}
	for _, code := range codes {
		x := standing{Kept: kept[code]}
		if r := sh.Row(code); r != nil && r.Of(round) != nil {
			given := r.Of(round)
			x.Given, x.Points, x.Reason, x.NA = true, given.Points.String(), given.Reason, given.NA
		}
		now[code] = x
	}
	return now, nil
}

// remember lets what was given be taken back: what stood before is given again, or nothing.
func (s *Screen) remember(of workspace.Sheets, unit emulation.ID, round sheet.Round, name string, before, after map[string]standing) {
	maps.DeleteFunc(before, func(code string, x standing) bool { return after[code] == x })
	maps.DeleteFunc(after, func(code string, _ standing) bool { _, changed := before[code]; return !changed })
	if len(after) == 0 {
		return
	}
	codes := make([]string, 0, len(after))
	for code := range after {
		codes = append(codes, code)
	}
	screen.Remember(s.Frame, screen.Change[standing]{Name: name, Before: before, After: after,
		Now:  func() (map[string]standing, error) { return stand(of, unit, round, codes) },
		Put:  func(put map[string]standing) error { return giveStanding(of, unit, round, put) },
		Show: func() { s.bring(unit, codes[0]) },
		Then: func(put map[string]standing) {
			for code := range put {
				delete(s.side.typed, code)
			}
		},
		Tell: s.board.Tell,
	})
}

// giveStanding writes what is to stand of criteria.
func giveStanding(of workspace.Sheets, unit emulation.ID, round sheet.Round, put map[string]standing) error {
	sh, err := sheet.Over(of).Sheet(unit)
	if err != nil {
		return err
	}
	var give []review.Points
	var back []string
	kept := map[string]sheet.KeptPoints{}
	for code, x := range put {
		kept[code] = x.Kept
		switch r := sh.Row(code); {
		case !x.Given && r != nil && r.Of(round) != nil:
			back = append(back, code)
		case !x.Given:
		case x.NA:
			if err := review.Over(of).ConfirmNA(unit, round, code, false, ""); err != nil {
				return err
			}
		default:
			give = append(give, review.Points{Code: code, Points: x.Points, Reason: x.Reason})
		}
	}
	return screen.All(
		func() error { return review.Over(of).Review(unit, round, give...) },
		func() error { return review.Over(of).TakeBack(unit, round, back...) },
		func() error { return sheet.Over(of).KeepReview(unit, round, kept) },
	)
}

// bring shows a criterion of a unit's sheet.
func (s *Screen) bring(unit emulation.ID, code string) {
	if r := s.board.Reading; r == nil || r.Sheet.Unit.ID != unit {
		s.Choose(unit)
		return
	}
	if s.Tabs.Chosen() != tabSheets {
		s.Turn(tabSheets)
	}
	s.board.Grid.Commit()
	if row := s.board.Place(code); row >= 0 {
		s.board.Grid.Select(row, max(s.board.At(s.side.given()), 0))
	}
}
