package year

import (
	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/workspace"
	"thidua/workspace/book"
)

// UnitHeadcount is what a unit reports of its people: counts, and the list of names where it is here.
type UnitHeadcount struct {
	Unit book.Unit
	emulation.Headcount
	book.Entry
	Listed bool     // a list of names belongs to it
	Names  []string // of the list (F2); empty if it was withdrawn or is not here
}

// SetHeadcount writes what the own unit reports of its people.
func (room Room) SetHeadcount(h emulation.Headcount) error {
	return room.desk.ChangeOwn(func(w Edit, s *book.Season, u book.Unit) (err error) {
		if h.TasksDone, err = book.Percentage(h.TasksDone); err != nil {
			return err
		}
		return workspace.SetOver(w.Tx, s.Cluster.Scope(), record.Headcount.Counts, record.SeasonUnit{Season: s.ID, Unit: u.ID}, h)
	})
}

// SetNames writes the own unit's list of names (F2: who is proposed or recognised for what, one line each). The log holds only its
// commitment, so that the names can be withdrawn.
func (room Room) SetNames(lines []string) error {
	return room.desk.ChangeOwn(func(w Edit, s *book.Season, u book.Unit) error {
		return workspace.SetPersonal(w.Tx, s.Cluster.Scope(), record.Headcount.List, record.SeasonUnit{Season: s.ID, Unit: u.ID}, lines)
	})
}

// Headcounts lists every member unit with what it reports of its people.
func (room Room) Headcounts() ([]UnitHeadcount, error) {
	return workspace.Ask(room.desk, View.headcounts)
}

func (w View) headcounts(s *book.Season) ([]UnitHeadcount, error) {
	name := w.Namer()
	scope := s.Cluster.Scope()
	var list []UnitHeadcount
	for _, u := range s.Cluster.Members {
		h := UnitHeadcount{Unit: u}
		key := record.SeasonUnit{Season: s.ID, Unit: u.ID}
		var err error
		if h.Headcount, h.Entry, err = book.Shown(w.Store, name, scope, record.Headcount.Counts, key); err != nil {
			return nil, err
		}
		names, listed, err := book.One(w.Store, scope, record.Headcount.List, key)
		if err != nil {
			return nil, err
		}
		if h.Listed = listed; listed {
			h.Conflict = h.Conflict || names.Conflict
			if h.Names, _, err = w.Personal(names.Value); err != nil {
				return nil, err
			}
		}
		list = append(list, h)
	}
	return list, nil
}
