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

// Uncontested lists what was entered on behalf of a unit and the unit has not objected to.
func (w View) Uncontested(s *book.Season, unit emulation.ID) (what []string, err error) {
	for _, kind := range Contested {
		behalf, err := w.enteredFor(s, unit, kind)
		if err != nil {
			return nil, err
		}
		o, _, err := book.One(w.Store, s.Cluster.Scope(), record.Objection, record.UnitWhat{Season: s.ID, Unit: unit, What: record.KindName(kind)})
		if err != nil {
			return nil, err
		}
		if behalf != nil && (o.Value.Reason == "" || o.Value.Withdrawn) {
			what = append(what, kind)
		}
	}
	return what, nil
}
