package review

import (
	"maps"
	"slices"

	"thidua/emulation"
	"thidua/ui/screen"
	"thidua/ui/text"
	"thidua/workspace"
	"thidua/workspace/review"
	"thidua/workspace/sheet"
)

// standing is what stands of a review of a criterion: what was given, for which input and when, and what is kept at this desk only.
type standing struct {
	given
	At   int64
	Kept sheet.KeptPoints
}

// given is what a review gave, for an input.
type given struct {
	Given          bool
	Points, Reason string
	NA             bool
	Earlier        bool   // the unit has changed its input since
	Input          string // what the unit says there now
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
		r := sh.Row(code)
		if r != nil {
			x.Input = r.Typed + " = " + r.Self.String()
		}
		if r != nil && r.Of(round) != nil {
			v := r.Of(round)
			x.given, x.At = given{true, v.Points.String(), v.Reason, v.NA, v.Earlier, x.Input}, v.At
		}
		now[code] = x
	}
	return now, nil
}

// remember lets what was given be taken back: what stood before is given again, or nothing. What is given is signed anew, for the input of now: so that is
// done only where the step gave something, only over what it left there, and never with what was given for an input that has changed since.
func (s *Screen) remember(of workspace.Sheets, unit emulation.ID, round sheet.Round, name string, before, after map[string]standing) {
	gave := func(code string) bool { return before[code].given != after[code].given }
	for code, x := range after {
		if !gave(code) && before[code].Kept == x.Kept {
			delete(before, code)
			delete(after, code)
		}
	}
	if len(after) == 0 {
		return
	}
	codes := slices.Sorted(maps.Keys(after))
	wrote := map[string]int64{} // when what stands there was given by taking the step back, or doing it again; used away from the window only
	screen.Remember(s.Frame, screen.Change[standing]{Name: name, Before: before, After: after,
		Now: func() (map[string]standing, error) { return stand(of, unit, round, codes) },
		Same: func(code string, now, then standing) bool {
			return now.given == then.given && now.Kept == then.Kept && (now.At == then.At || now.At == wrote[code])
		},
		Cannot: func(code string, to standing) string {
			if gave(code) && to.Earlier {
				return text.T("ui.undo.earlier", "code", code)
			}
			return ""
		},
		Put: func(put map[string]standing) error {
			err := giveStanding(of, unit, round, put, gave)
			if now, e := stand(of, unit, round, codes); e == nil {
				for code := range put {
					wrote[code] = now[code].At
				}
			}
			return err
		},
		Show: func() { s.bring(unit, codes[0]) },
		Then: func(put map[string]standing) {
			for code := range put {
				delete(s.side.typed, code)
			}
		},
		Tell: s.board.Tell,
	})
}

// giveStanding writes what is to stand of criteria; what the step did not give is not given again, under another name.
func giveStanding(of workspace.Sheets, unit emulation.ID, round sheet.Round, put map[string]standing, gave func(code string) bool) error {
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
		case !gave(code):
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
