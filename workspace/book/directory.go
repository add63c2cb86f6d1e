package book

import (
	"slices"
	"strings"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/sync/identity"
	"thidua/vietnamese"
)

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

// Member finds a member by its id.
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

// Me is who sits at this desk.
type Me struct {
	Log      changeset.LogID
	Person   emulation.ID
	Name     string
	Subject  emulation.SubjectKind
	Unit     Unit // of a unit's desk
	Office   string
	May      []emulation.Role
	MayGrant []emulation.Role
	NotAfter int64 // seconds since 1970
}

func (b *Book) Me() (Me, error) {
	cert, err := b.Certificate()
	if err != nil {
		return Me{}, err
	}
	m := Me{Log: b.Self(), Person: cert.Person, Subject: cert.Subject.Kind, May: cert.May, MayGrant: cert.MayGrant, NotAfter: cert.NotAfter}
	if m.Name, err = b.personName(cert.Person); err != nil {
		return m, err
	}
	if m.Office, err = b.OfficeName(); err != nil {
		return m, err
	}
	if cert.Subject.Kind == emulation.SubjectUnit {
		m.Unit, err = b.Unit(cert.Subject.ID)
	}
	return m, err
}

// personName is a person's name, "" if it is not here or was withdrawn.
func (b *Book) personName(person emulation.ID) (string, error) {
	r, err := b.Store.Record(record.Person.Ref(b.Control, record.ByPerson{Person: person}))
	if err != nil {
		return "", err
	}
	var commitment emulation.Hash
	if ok, err := record.Person.Into(r, changeset.Now, &commitment); err != nil || !ok {
		return "", err
	}
	d, err := b.Store.Detached(commitment)
	if err != nil || d == nil {
		return "", err
	}
	return string(d.Value), nil
}

// AuthorName names whoever wrote a version: the person and the unit or office.
func (b *Book) AuthorName(log changeset.LogID) (string, error) {
	cert, err := b.Judge.Certificate(b.Store, b.Control, log, changeset.Now)
	if err != nil || cert == nil {
		return log.String()[:8], err
	}
	name, err := b.personName(cert.Person)
	if err != nil {
		return "", err
	}
	body, err := b.BodyOf(cert)
	if err != nil {
		return "", err
	}
	switch {
	case name == "":
		return body, nil
	case body == "":
		return name, nil
	}
	return name + " (" + body + ")", nil
}

// BodyOf names for whom a certificate speaks.
func (b *Book) BodyOf(cert *identity.Certificate) (string, error) {
	if cert.Subject.Kind != emulation.SubjectUnit {
		return b.OfficeName()
	}
	u, err := b.Unit(cert.Subject.ID)
	return u.Label(), err
}

func (b *Book) OfficeName() (string, error) {
	r, err := b.Store.Record(record.Office.Ref(b.Control, record.ByOffice{Office: b.Control.ID()}))
	if err != nil {
		return "", err
	}
	var info emulation.UnitInfo
	_, err = record.Office.Into(r, changeset.Now, &info)
	return info.Name, err
}

func (b *Book) Unit(id emulation.ID) (Unit, error) {
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
func (b *Book) Units() ([]Unit, error) {
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

func SortUnits(units []Unit) {
	VietnameseOrder(units, func(u Unit) string { return u.Name })
}

func (b *Book) FindUnit(text string) (Unit, error) {
	units, err := b.Units()
	if err != nil {
		return Unit{}, err
	}
	var codes []string
	for _, u := range units {
		if u.Code == text || u.ID.String() == text {
			return u, nil
		}
		codes = append(codes, u.Code)
	}
	exact := func(u Unit) bool { return u.Name == text || u.Short == text }
	folded := vietnamese.Fold(text)
	like := func(u Unit) bool { return vietnamese.Fold(u.Name) == folded || vietnamese.Fold(u.Short) == folded }
	before := func(u Unit) bool { return b.calledOnce(u.ID, folded) }
	for _, fits := range []func(Unit) bool{exact, like, before} {
		var found []Unit
		for _, u := range units {
			if folded != "" && fits(u) {
				found = append(found, u)
			}
		}
		switch {
		case len(found) == 1:
			return found[0], nil
		case len(found) > 1:
			return Unit{}, emulation.Errorf(emulation.Invalid, "workspace.unit-ambiguous", "unit", text, "codes", strings.Join(codesOf(found), ", "))
		}
	}
	return Unit{}, emulation.Errorf(emulation.NotFound, "workspace.unit-unknown", "unit", text, "codes", strings.Join(codes, ", "))
}

// calledOnce reports whether a unit had a name before it was renamed.
func (b *Book) calledOnce(unit emulation.ID, folded string) bool {
	list, err := b.Successions(unit)
	for _, s := range list {
		if s.Was != "" && vietnamese.Fold(s.Was) == folded || s.WasShort != "" && vietnamese.Fold(s.WasShort) == folded {
			return err == nil
		}
	}
	return false
}

func codesOf(units []Unit) []string {
	codes := make([]string, len(units))
	for i, u := range units {
		codes[i] = u.Code
	}
	return codes
}

// Clusters lists the clusters this desk takes part in: those its unit is or was a member of, or all of its office.
func (b *Book) Clusters() ([]Cluster, error) {
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
