package running

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"thidua/emulation"
	"thidua/ui/grid"
	"thidua/ui/text"
	"thidua/workspace/book"
	yearroom "thidua/workspace/year"
)

func told(r *reading) rights { return r.told }

// newMovements are the movements that were launched.
func newMovements(s *Screen) *list[yearroom.LaunchedMovement] {
	put := func(x emulation.Movement, o yearroom.Owner) func() error {
		return func() error { _, err := s.room.SetMovement(o.OfCluster, o.Code, x); return err }
	}
	l := &list[yearroom.LaunchedMovement]{words: "movements", right: told,
		read: func(r *reading) []yearroom.LaunchedMovement { return r.movements },
		of:   func(x yearroom.LaunchedMovement) (yearroom.Owner, book.Entry) { return x.Owner, x.Entry },
		cells: func(x yearroom.LaunchedMovement) []grid.Cell {
			return plainCells(x.Name, x.Goal, x.Occasion, x.Call, x.By, text.Day(x.From), text.Day(x.Until), text.Day(x.SummedUp), x.Basis, x.Result)
		},
		save: func(x yearroom.LaunchedMovement, ofCluster bool, in []string) (func() error, error) {
			x.OfCluster, x.Name, x.Goal, x.Occasion, x.Call, x.By = ofCluster, in[0], in[1], in[2], in[3], in[4]
			x.From, x.Until, x.SummedUp, x.Basis, x.Result = in[5], in[6], in[7], in[8], in[9]
			return put(x.Movement, x.Owner), nil
		},
		gone: func(x yearroom.LaunchedMovement) func() error { x.Withdrawn = true; return put(x.Movement, x.Owner) },
	}
	return l.open(s,
		grid.Column{Title: text.T("ui.running.column.movement"), Width: 260, Stretch: true, Frozen: true, Wrap: true},
		grid.Column{Title: text.T("ui.running.column.goal"), Width: 200, Wrap: true, Kept: 8},
		grid.Column{Title: text.T("ui.running.column.occasion"), Width: 160, Wrap: true, Kept: 1},
		grid.Column{Title: text.T("ui.running.column.call"), Width: 140, Wrap: true, Kept: 2},
		grid.Column{Title: text.T("ui.running.column.launched-by"), Width: 130, Wrap: true, Kept: 3},
		grid.Column{Title: text.T("ui.running.column.from"), Width: 104, Day: true, Kept: 4},
		grid.Column{Title: text.T("ui.running.column.until"), Width: 104, Day: true, Kept: 5},
		grid.Column{Title: text.T("ui.running.column.summed-up"), Width: 104, Day: true, Kept: 9},
		grid.Column{Title: text.T("ui.running.column.basis"), Width: 160, Wrap: true, Kept: 6},
		grid.Column{Title: text.T("ui.running.column.result"), Width: 180, Wrap: true, Kept: 7},
	)
}

// newShortcomings are what was not done well.
func newShortcomings(s *Screen) *list[yearroom.ToldShortcoming] {
	put := func(x emulation.Shortcoming, o yearroom.Owner) func() error {
		return func() error { _, err := s.room.SetShortcoming(o.OfCluster, o.Code, x); return err }
	}
	l := &list[yearroom.ToldShortcoming]{words: "shortcomings", right: told,
		read:  func(r *reading) []yearroom.ToldShortcoming { return r.shortcomings },
		of:    func(x yearroom.ToldShortcoming) (yearroom.Owner, book.Entry) { return x.Owner, x.Entry },
		cells: func(x yearroom.ToldShortcoming) []grid.Cell { return plainCells(x.Text, x.Cause, x.Remedy) },
		save: func(x yearroom.ToldShortcoming, ofCluster bool, in []string) (func() error, error) {
			x.OfCluster, x.Text, x.Cause, x.Remedy = ofCluster, in[0], in[1], in[2]
			return put(x.Shortcoming, x.Owner), nil
		},
		gone: func(x yearroom.ToldShortcoming) func() error { x.Withdrawn = true; return put(x.Shortcoming, x.Owner) },
	}
	return l.open(s,
		grid.Column{Title: text.T("ui.running.column.shortcoming"), Width: 340, Stretch: true, Frozen: true, Wrap: true},
		grid.Column{Title: text.T("ui.running.column.cause"), Width: 260, Wrap: true},
		grid.Column{Title: text.T("ui.running.column.remedy"), Width: 260, Wrap: true},
	)
}

// newPersonAwards are awards to persons, with their names where the list is here.
func newPersonAwards(s *Screen) *list[yearroom.AwardToPersons] {
	put := func(x yearroom.AwardToPersons, names []string) func() error {
		return func() error { _, err := s.room.SetPersonAward(x.OfCluster, x.Code, x.PersonAward, names); return err }
	}
	l := &list[yearroom.AwardToPersons]{words: "persons", right: told,
		read: func(r *reading) []yearroom.AwardToPersons { return r.persons },
		of:   func(x yearroom.AwardToPersons) (yearroom.Owner, book.Entry) { return x.Owner, x.Entry },
		cells: func(x yearroom.AwardToPersons) []grid.Cell {
			count := ""
			if x.Persons > 0 {
				count = strconv.FormatUint(x.Persons, 10)
			}
			cells := plainCells(x.Name, wordName("person-award.stage.", x.Stage), wordName("award.level.", x.Level), x.Reason, count,
				x.Number, text.Day(x.Date), strings.Join(x.Names, "; "))
			if d := x.Doubt(); d.Key != "" {
				cells[4].State, cells[4].Note = grid.Warn, text.Say(d)
			}
			return cells
		},
		save: savePersonAward(put),
		gone: func(x yearroom.AwardToPersons) func() error { x.Withdrawn = true; return put(x, nil) },
	}
	return l.open(s,
		grid.Column{Title: text.T("ui.running.column.award"), Width: 240, Stretch: true, Frozen: true, Wrap: true},
		grid.Column{Title: text.T("ui.running.column.stage"), Width: 160},
		grid.Column{Title: text.T("ui.running.column.decided-by"), Width: 160, Wrap: true},
		grid.Column{Title: text.T("ui.running.column.for"), Width: 180, Wrap: true},
		grid.Column{Title: text.T("ui.running.column.persons"), Width: 84, Align: fyne.TextAlignTrailing},
		grid.Column{Title: text.T("ui.running.column.decision"), Width: 120},
		grid.Column{Title: text.T("ui.running.column.date"), Width: 104, Day: true},
		grid.Column{Title: text.T("ui.running.column.names"), Width: 260, Wrap: true},
	)
}

// savePersonAward reads a row of an award to persons: names stand in one cell with semicolons between them, and are written where they changed.
func savePersonAward(put func(yearroom.AwardToPersons, []string) func() error) func(yearroom.AwardToPersons, bool, []string) (func() error, error) {
	return func(x yearroom.AwardToPersons, ofCluster bool, in []string) (func() error, error) {
		stage, err := chosen("ui.running.bad-choice", in[1], "person-award.stage.", emulation.AwardStages)
		if err != nil {
			return nil, err
		}
		level, err := chosen("ui.running.bad-choice", in[2], "award.level.", emulation.AwardLevels)
		if err != nil {
			return nil, err
		}
		var names []string
		if in[7] != strings.Join(x.Names, "; ") {
			names = append([]string{}, strings.Split(in[7], ";")...)
		}
		x.OfCluster, x.Name, x.Stage, x.Level, x.Reason, x.Number, x.Date = ofCluster, in[0], stage, level, in[3], in[5], in[6]
		if x.Persons = 0; strings.TrimSpace(in[4]) != "" {
			if x.Persons, err = strconv.ParseUint(strings.TrimSpace(in[4]), 10, 32); err != nil {
				return nil, emulation.Errorf(emulation.Invalid, "ui.running.people.bad-count", "text", in[4])
			}
		}
		return put(x, names), nil
	}
}
