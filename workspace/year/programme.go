package year

import (
	"cmp"
	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/workspace"
	"thidua/workspace/book"
)

// ProgrammeProgress is how far a programme was on a day.
type ProgrammeProgress struct {
	Date string
	emulation.Progress
	book.Entry
}

// UnitProgramme is a unit's breakthrough action programme (chương trình hành động đột phá) with its progress by date, or that there is none.
type UnitProgramme struct {
	Unit book.Unit
	emulation.Programme
	book.Entry
	Progress []ProgrammeProgress // oldest first
}

// SetProgramme writes the own unit's programme for the season.
func (room Room) SetProgramme(p emulation.Programme) error {
	return room.desk.ChangeOwn(func(w Edit, s *book.Season, u book.Unit) error {
		p.Title, p.Goals = book.Clean(p.Title), book.CleanAll(p.Goals)
		return workspace.SetOver(w.Tx, s.Cluster.Scope(), record.Programme, record.SeasonUnit{Season: s.ID, Unit: u.ID}, p)
	})
}

// SetProgress writes how far the own unit's programme is on a day ("" = today), in percent.
func (room Room) SetProgress(date string, p emulation.Progress) error {
	return room.desk.ChangeOwn(func(w Edit, s *book.Season, u book.Unit) (err error) {
		if date, err = book.Day(date); err != nil {
			return err
		}
		date = cmp.Or(date, string(w.Today()))
		p.Note = book.Clean(p.Note)
		if p.Percent, err = book.Percentage(p.Percent); err != nil {
			return err
		}
		if _, ok, err := book.One(w.Store, s.Cluster.Scope(), record.Programme, record.SeasonUnit{Season: s.ID, Unit: u.ID}); err != nil {
			return err
		} else if !ok {
			return emulation.Errorf(emulation.NotFound, "programme.none")
		}
		return workspace.SetOver(w.Tx, s.Cluster.Scope(), record.Progress, record.SeasonUnitDay{Season: s.ID, Unit: u.ID, Day: date}, p)
	})
}

// Programmes lists every member unit with its programme.
func (room Room) Programmes() ([]UnitProgramme, error) {
	return workspace.Ask(room.desk, View.programmes)
}

func (w View) programmes(s *book.Season) ([]UnitProgramme, error) {
	name := w.Namer()
	scope := s.Cluster.Scope()
	var list []UnitProgramme
	at := map[emulation.ID]int{}
	for _, u := range s.Cluster.Members {
		p := UnitProgramme{Unit: u}
		var err error
		if p.Programme, p.Entry, err = book.Shown(w.Store, name, scope, record.Programme, record.SeasonUnit{Season: s.ID, Unit: u.ID}); err != nil {
			return nil, err
		}
		at[u.ID] = len(list)
		list = append(list, p)
	}
	err := book.EachShown(w.Book, scope, record.Progress, s.ID, func(it book.Item[record.SeasonUnitDay, emulation.Progress], e book.Entry) error {
		if i, member := at[it.Key.Unit]; member {
			list[i].Progress = append(list[i].Progress, ProgrammeProgress{Date: it.Key.Day, Progress: it.Value, Entry: e})
		}
		return nil
	})
	for i := range list {
		book.SortBy(list[i].Progress, func(p ProgrammeProgress) string { return p.Date })
	}
	return list, err
}
