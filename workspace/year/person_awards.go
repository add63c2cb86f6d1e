package year

import (
	"cmp"
	"errors"

	"thidua/emulation"
	"thidua/emulation/legal"
	"thidua/emulation/record"
	"thidua/workspace"
	"thidua/workspace/book"
)

// AwardToPersons is what persons of a unit, or of the cluster, were given, are proposed or registered for, with their names where they are here.
type AwardToPersons struct {
	Owner
	emulation.PersonAward
	book.Entry
	Listed bool     // a list of names belongs to it
	Names  []string // of the list; empty if it was withdrawn or is not here
}

// Doubt says that the number of persons and the list of names disagree; a message without a key where they do not, where no number
// was said, or nobody can tell.
func (a *AwardToPersons) Doubt() emulation.Message {
	if a.Persons == 0 || len(a.Names) == 0 || uint64(len(a.Names)) == a.Persons {
		return emulation.Message{}
	}
	return emulation.Say("person-award.doubt", "persons", a.Persons, "names", len(a.Names))
}

// SetPersonAward writes an award to persons of the own unit or of the cluster; see setOwned. An award form of the law or the office may be named by its
// id or a name; what is none of them stands in words. names is the list, a person a line; nil leaves it as it is. An award that is withdrawn takes its
// names with it.
func (room Room) SetPersonAward(ofCluster bool, code string, a emulation.PersonAward, names []string) (string, error) {
	w, done := room.desk.Edit()
	defer done()
	book.CleanTexts(&a.Name, &a.Decider, &a.Number, &a.Reason)
	a.Stage = cmp.Or(a.Stage, emulation.StageGiven)
	if err := book.Days(&a.Date); err != nil {
		return "", err
	}
	if err := w.nameForm(&a); err != nil {
		return "", err
	}
	s, key, err := w.ownKey(ofCluster, code)
	if err != nil {
		return "", err
	}
	a.Persons = cmp.Or(a.Persons, uint64(len(book.CleanAll(names))))
	if err := record.PersonAward.Award.Valid(a); err != nil { // before its list stands there alone
		return "", err
	}
	scope := s.Cluster.Scope()
	if a.Withdrawn { // its names are nobody's to read any more
		if _, listed, err := book.One(w.Store, scope, record.PersonAward.List, key); err != nil {
			return "", err
		} else if names = nil; listed {
			names = []string{}
		}
	}
	if names != nil {
		if err := workspace.SetPersonal(w.Tx, scope, record.PersonAward.List, key, names); err != nil {
			return "", err
		}
	}
	return key.Code, workspace.SetOver(w.Tx, scope, record.PersonAward.Award, key, a)
}

// nameForm finds the award form that a name leads to; an award of units alone is none of persons.
func (w View) nameForm(a *emulation.PersonAward) error {
	a.Form = ""
	f, err := w.AwardForm(a.Name)
	switch code := emulation.CodeOf(err); {
	case a.Name == "" || code == emulation.NotFound || code == emulation.Unavailable || code == emulation.Invalid:
		return nil
	case err != nil:
		return err
	case f.Own && f.For == emulation.ForUnits, !f.Own && f.Kind != legal.Certificate:
		return emulation.Errorf(emulation.Invalid, "person-award.for-units", "award", f.Name)
	}
	a.Form, a.Level, a.Decider = f.ID, cmp.Or(a.Level, string(f.Level)), cmp.Or(a.Decider, f.Decider)
	if a.Name == f.ID {
		a.Name = f.Printed()
	}
	return nil
}

// PersonAward is an award of the own unit or of the cluster by its code; zero if there is none.
func (room Room) PersonAward(ofCluster bool, code string) (emulation.PersonAward, error) {
	w, done := room.desk.View()
	defer done()
	s, owner, err := w.OwnerOf(ofCluster)
	if err != nil {
		return emulation.PersonAward{}, err
	}
	it, _, err := book.One(w.Store, s.Cluster.Scope(), record.PersonAward.Award, record.SeasonUnitCode{Season: s.ID, Unit: owner, Code: book.Clean(code)})
	return it.Value, err
}

// PersonAwards lists awards to persons, the cluster's first.
func (room Room) PersonAwards() ([]AwardToPersons, error) {
	return workspace.Ask(room.desk, View.personAwards)
}

func (w View) personAwards(s *book.Season) ([]AwardToPersons, error) {
	var list []AwardToPersons
	err := eachOwned(w, s, record.PersonAward.Award, func(o Owner, a emulation.PersonAward, e book.Entry) error {
		if !a.Withdrawn {
			list = append(list, AwardToPersons{Owner: o, PersonAward: a, Entry: e})
		}
		return nil
	})
	for i := range list {
		err = errors.Join(err, w.listOf(s, &list[i]))
	}
	book.VietnameseOrderOf(list, func(a AwardToPersons) []string { return a.order(a.Name, a.Stage, a.Reason) })
	return list, err
}

// listOf reads the names that belong to an award.
func (w View) listOf(s *book.Season, a *AwardToPersons) error {
	owner := a.Unit.ID
	if a.OfCluster {
		owner = s.Cluster.ID
	}
	it, listed, err := book.One(w.Store, s.Cluster.Scope(), record.PersonAward.List, record.SeasonUnitCode{Season: s.ID, Unit: owner, Code: a.Code})
	if err != nil || !listed {
		return err
	}
	a.Listed, a.Conflict = true, a.Conflict || it.Conflict
	a.Names, _, err = w.Personal(it.Value)
	return err
}
