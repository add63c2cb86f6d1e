package year

import (
	"strings"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
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

// maxNames is how many bytes a list of names may take: it travels whole beside its change.
const maxNames = 48 << 10

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
		text := strings.Join(book.CleanAll(lines), "\n")
		if len(text) > maxNames {
			return emulation.Errorf(emulation.Invalid, "headcount.list-too-long", "limit", maxNames>>10)
		}
		d, err := w.Detach(text)
		if err != nil {
			return err
		}
		scope, key := s.Cluster.Scope(), record.SeasonUnit{Season: s.ID, Unit: u.ID}
		it, _, err := book.One(w.Store, scope, record.Headcount.List, key)
		if err != nil {
			return err
		}
		if err := book.Settled(it.Conflict); err != nil {
			return err
		}
		op, err := w.Operation(scope, record.Headcount.List.Op(key, d.Commitment()))
		if err != nil {
			return err
		}
		_, err = w.Put(workspace.Writing{Scope: scope, Intent: "headcount", Ops: []changeset.Operation{op}, Detached: []changeset.Detached{d}})
		return err
	})
}

// NamesOf is a list of names by its commitment; empty if it is not here.
func (w View) NamesOf(commitment emulation.Hash) ([]string, error) {
	d, err := w.Store.Detached(commitment)
	if err != nil || d == nil {
		return nil, err
	}
	return book.CleanAll(strings.Split(string(d.Value), "\n")), nil
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
			if h.Names, err = w.NamesOf(names.Value); err != nil {
				return nil, err
			}
		}
		list = append(list, h)
	}
	return list, nil
}
