package pledge

import (
	"slices"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/workspace"
	"thidua/workspace/book"
	"thidua/workspace/sheet"
)

// Contested are the kinds of record that are entered on behalf of a unit, and what a unit can object to.
var Contested = []string{record.Registration.Kind, record.Signature.Kind, record.Sheet.Kind}

// Objection is a unit's word against what was entered on its behalf.
type Objection struct {
	Unit book.Unit
	What string // kind of record: one of Contested
	emulation.Objection
	book.Entry
	Signer string // who signed the paper it was entered from
	Paper  string // name of the file
	Stands bool   // what it is against still stands as it was entered on behalf
}

// Object records that the own unit does not agree with what was entered on its behalf.
func (room Room) Object(what, reason string) error {
	return room.desk.ChangeOwn(func(w Edit, s *book.Season, u book.Unit) error {
		if !slices.Contains(Contested, what) {
			return emulation.Errorf(emulation.Invalid, "objection.unknown", "what", what)
		}
		objection := emulation.Objection{Reason: book.Clean(reason)}
		if behalf, err := w.enteredFor(s, u.ID, what); err != nil {
			return err
		} else if behalf == nil {
			return emulation.Errorf(emulation.NotFound, "objection.nothing", "what", emulation.Say("record."+what))
		}
		return workspace.SetOver(w.Tx, s.Cluster.Scope(), record.Objection, record.UnitWhat{Season: s.ID, Unit: u.ID, What: what}, objection)
	})
}

// WithdrawObjection takes the own unit's objection back; it stays in the history.
func (room Room) WithdrawObjection(what string) error {
	return room.desk.ChangeOwn(func(w Edit, s *book.Season, u book.Unit) error {
		key := record.UnitWhat{Season: s.ID, Unit: u.ID, What: what}
		it, ok, err := book.One(w.Store, s.Cluster.Scope(), record.Objection, key)
		if err != nil {
			return err
		}
		if !ok || it.Value.Withdrawn {
			return emulation.Errorf(emulation.NotFound, "objection.none", "what", what)
		}
		it.Value.Withdrawn = true
		return workspace.SetOver(w.Tx, s.Cluster.Scope(), record.Objection, key, it.Value)
	})
}

// enteredFor is the paper on which a unit's record was entered on its behalf; nil if its own people wrote it, or there is none.
func (w View) enteredFor(s *book.Season, unit emulation.ID, what string) (*emulation.OnBehalf, error) {
	scope, key := s.Cluster.Scope(), record.SeasonUnit{Season: s.ID, Unit: unit}
	switch what {
	case record.Registration.Kind:
		it, _, err := book.One(w.Store, scope, record.Registration, key)
		return it.Value.OnBehalf, err
	case record.Signature.Kind:
		it, _, err := book.One(w.Store, scope, record.Signature, key)
		return it.Value.OnBehalf, err
	case record.Sheet.Kind:
		it, _, err := sheet.Of(w.Book).Submission(s, unit, book.PeriodSeason)
		return it.Value.OnBehalf, err
	}
	return nil, nil
}

// Objections lists the units' objections of the season that were not withdrawn.
func (room Room) Objections() ([]Objection, error) { return workspace.Ask(room.desk, View.Objections) }

// Objections lists what units object to in a season.
func (w View) Objections(s *book.Season) ([]Objection, error) {
	var list []Objection
	err := book.EachShown(w.Book, s.Cluster.Scope(), record.Objection, s.ID, func(it book.Item[record.UnitWhat, emulation.Objection], e book.Entry) error {
		u, member := s.Cluster.Member(it.Key.Unit)
		if it.Value.Withdrawn || !member {
			return nil
		}
		o := Objection{Unit: u, What: string(it.Key.What), Objection: it.Value, Entry: e}
		behalf, err := w.enteredFor(s, u.ID, o.What)
		if o.Stands = behalf != nil; o.Stands {
			o.Signer, o.Paper = behalf.Signer, behalf.Paper.Name
		}
		list = append(list, o)
		return err
	})
	return list, err
}

// objectionsTo are the units' reasons against one kind of record that still stands as it was entered for them.
func (w View) objectionsTo(s *book.Season, what string) (map[emulation.ID]string, error) {
	list, err := w.Objections(s)
	reasons := map[emulation.ID]string{}
	for _, o := range list {
		if o.What == what && o.Stands {
			reasons[o.Unit.ID] = o.Reason
		}
	}
	return reasons, err
}
