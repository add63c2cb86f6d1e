package book

import (
	"slices"
	"strings"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/sync/judge"
	"thidua/vietnamese"
)

// Directory is what an office's control log says: people, units, clusters and who belongs to them.
type Directory struct {
	Reader
	Store   Source
	Judge   *judge.Judge
	Control changeset.Scope // the office's control log

	office map[changeset.LogID]bool // keys of the standing office; see ReadOffice
}

// Unit is a member organisation as recorded by the office.
type Unit struct {
	ID   emulation.ID
	Code string
	emulation.UnitInfo
}

// Scope is the unit's own log.
func (u Unit) Scope() changeset.Scope { return changeset.NewScope(changeset.Unit, u.ID) }

// Label is the short name where there is one.
func (u Unit) Label() string {
	if u.Short != "" {
		return u.Short
	}
	return u.Name
}

// Cluster is a cluster with its members, in the order of their names.
type Cluster struct {
	ID      emulation.ID
	Code    string
	Info    emulation.ClusterInfo
	Members []Unit
	Former  []Former // who left, or came to an end
}

// Scope is the cluster's log.
func (c Cluster) Scope() changeset.Scope { return changeset.NewScope(changeset.Cluster, c.ID) }

func (c Cluster) Member(id emulation.ID) (Unit, bool) {
	for _, u := range c.Members {
		if u.ID == id {
			return u, true
		}
	}
	return Unit{}, false
}

// Ever finds a unit that is or was a member.
func (c Cluster) Ever(id emulation.ID) (Unit, bool) {
	for _, f := range c.Former {
		if f.ID == id {
			return f.Unit, true
		}
	}
	return c.Member(id)
}

// Unit reads one unit as it is called now.
func (b *Directory) Unit(id emulation.ID) (Unit, error) {
	u := Unit{ID: id}
	r, err := b.Store.Record(record.Unit.Place(b.Control, b.Control.ID(), id))
	if err != nil || r == nil {
		return u, err
	}
	u.Code = record.Unit.Read(r.Key).Code
	_, err = record.Unit.Into(r, changeset.Now, &u.UnitInfo)
	return u, err
}

// Units lists every unit the office recorded, in the order of their names.
func (b *Directory) Units() ([]Unit, error) {
	var units []Unit
	err := b.Store.EachRecord(b.Control, record.Unit.Kind, b.Control.ID(), func(ref changeset.Ref, r *changeset.Record) error {
		u := Unit{ID: ref.ID, Code: record.Unit.Read(r.Key).Code}
		if ok, err := record.Unit.Into(r, changeset.Now, &u.UnitInfo); err != nil || !ok {
			return err
		}
		units = append(units, u)
		return nil
	})
	SortUnits(units)
	return units, err
}

// SortUnits puts units in the order of their names.
func SortUnits(units []Unit) {
	VietnameseOrder(units, func(u Unit) string { return u.Name })
}

// FindUnit finds a unit by its code, its id, its name with or without diacritics, or words of it that stand together in no other's ("Ninh Thuận").
// None is the error "workspace.unit-unknown"; a name that fits several is "workspace.unit-ambiguous".
func (b *Directory) FindUnit(text string) (Unit, error) {
	units, err := b.Units()
	if err != nil {
		return Unit{}, err
	}
	if u := emulation.Find(units, func(u *Unit) bool { return u.ID.String() == text }); u != nil {
		return *u, nil
	}
	found, folded := unitsMeant(units, text), vietnamese.Fold(text)
	for _, fits := range []func(Unit) bool{
		func(u Unit) bool { return b.calledOnce(u.ID, folded) },
		func(u Unit) bool { return hasWords(u.Name, folded) },
	} {
		if len(found) == 0 && folded != "" {
			found = emulation.Where(units, fits)
		}
	}
	switch len(found) {
	case 0:
		return Unit{}, emulation.Errorf(emulation.NotFound, "workspace.unit-unknown", "unit", text, "codes", strings.Join(Codes(units), ", "))
	case 1:
		return found[0], nil
	}
	return Unit{}, emulation.Errorf(emulation.Invalid, "workspace.unit-ambiguous", "unit", text, "codes", strings.Join(Codes(found), ", "))
}

// leastWords is how many letters say which unit is meant: two of them stand in half of all names.
const leastWords = 4

// hasWords reports whether words, folded, stand together in a name.
func hasWords(name, folded string) bool {
	return len(folded) >= leastWords && strings.Contains(" "+vietnamese.Fold(name)+" ", " "+folded+" ")
}

// calledOnce reports whether a unit had a name before it was renamed.
func (b *Directory) calledOnce(unit emulation.ID, folded string) bool {
	list, err := b.Successions(unit)
	for _, s := range list {
		if s.Was != "" && vietnamese.Fold(s.Was) == folded || s.WasShort != "" && vietnamese.Fold(s.WasShort) == folded {
			return err == nil
		}
	}
	return false
}

func Codes(units []Unit) []string {
	return emulation.Map(units, func(u Unit) string { return u.Code })
}

// Names lists units in a line.
func Names(units []Unit) string {
	return strings.Join(emulation.Map(units, func(u Unit) string { return u.Name }), ", ")
}

// Clusters lists the clusters this desk takes part in: those its unit is or was a member of, or all of its office.
func (b *Directory) Clusters() ([]Cluster, error) {
	me, err := b.Certificate()
	if err != nil {
		return nil, err
	}
	var mine []Cluster
	err = b.Store.EachRecord(b.Control, record.Cluster.Kind, b.Control.ID(), func(ref changeset.Ref, r *changeset.Record) error {
		c := Cluster{ID: ref.ID, Code: record.Cluster.Read(r.Key).Code}
		if ok, err := record.Cluster.Into(r, changeset.Now, &c.Info); err != nil || !ok {
			return err
		}
		ever, err := b.members(&c)
		if err != nil {
			return err
		}
		if slices.Contains(ever, me.Subject.ID) || me.Subject.Kind == emulation.SubjectOffice {
			mine = append(mine, c)
		}
		return nil
	})
	return mine, err
}
