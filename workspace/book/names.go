package book

import (
	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/sync/identity"
)

// personName is a person's name, "" if it is not here or was withdrawn.
func (b *Directory) personName(person emulation.ID) (string, error) {
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
func (b *Directory) AuthorName(log changeset.LogID) (string, error) {
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
func (b *Directory) BodyOf(cert *identity.Certificate) (string, error) {
	if cert.Subject.Kind != emulation.SubjectUnit {
		return b.OfficeName()
	}
	u, err := b.Unit(cert.Subject.ID)
	return u.Label(), err
}

// OfficeName is the name of the standing office.
func (b *Directory) OfficeName() (string, error) {
	r, err := b.Store.Record(record.Office.Ref(b.Control, record.ByOffice{Office: b.Control.ID()}))
	if err != nil {
		return "", err
	}
	var info emulation.UnitInfo
	_, err = record.Office.Into(r, changeset.Now, &info)
	return info.Name, err
}

// Namer is AuthorName that asks for each author once.
func (b *Directory) Namer() func(changeset.LogID) (string, error) {
	names := map[changeset.LogID]string{}
	return func(log changeset.LogID) (string, error) {
		if name, ok := names[log]; ok {
			return name, nil
		}
		name, err := b.AuthorName(log)
		names[log] = name
		return name, err
	}
}
