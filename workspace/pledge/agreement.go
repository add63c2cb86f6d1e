package pledge

import (
	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/workspace"
	"thidua/workspace/book"
)

// Agree records that the own unit's leader lets others enter the unit's papers for it this season though the unit has a desk, or no longer does.
func (room Room) Agree(agrees bool, note string) error {
	return room.desk.ChangeOwn(func(w Edit, s *book.Season, u book.Unit) error {
		key := record.SeasonUnit{Season: s.ID, Unit: u.ID}
		return workspace.SetOver(w.Tx, s.Cluster.Scope(), record.Agreement, key, emulation.Agreement{Agrees: agrees, Note: book.Clean(note)})
	})
}

// Agreed reports whether a unit's leader lets others enter the unit's papers for it this season.
func (room Room) Agreed(unit emulation.ID) (bool, error) {
	return workspace.Ask(room.desk, func(w View, s *book.Season) (bool, error) {
		it, _, err := book.One(w.Store, s.Cluster.Scope(), record.Agreement, record.SeasonUnit{Season: s.ID, Unit: unit})
		return it.Value.Agrees, err
	})
}

// Entered is a record that stands as others entered it on behalf of a unit.
type Entered struct {
	What      string // kind of record: one of Contested
	Objection string // the unit's reason against it; "" if it has not objected
}

// Entered lists what stands as it was entered on behalf of a unit.
func (room Room) Entered(unit emulation.ID) ([]Entered, error) {
	return workspace.Ask(room.desk, func(w View, s *book.Season) ([]Entered, error) { return w.Entered(s, unit) })
}

// Entered is Room.Entered.
func (w View) Entered(s *book.Season, unit emulation.ID) (list []Entered, err error) {
	for _, kind := range Contested {
		behalf, err := w.enteredFor(s, unit, kind)
		if err != nil {
			return nil, err
		}
		if behalf == nil {
			continue
		}
		o, _, err := book.One(w.Store, s.Cluster.Scope(), record.Objection, record.UnitWhat{Season: s.ID, Unit: unit, What: kind})
		if err != nil {
			return nil, err
		}
		e := Entered{What: kind}
		if !o.Value.Withdrawn {
			e.Objection = o.Value.Reason
		}
		list = append(list, e)
	}
	return list, nil
}
