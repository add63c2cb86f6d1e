package book

import (
	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/sync/identity"
)

// Names of the small values a store keeps of its desk, which the book reads.
const (
	MetaCertificate = "desk/certificate" // the certificate the desk's key gave itself with its invitation
	MetaSheet       = "desk/sheet"       // when the recovery sheet was printed, milliseconds
	MetaRecovered   = "desk/recovered"   // when the desk was restored from one, milliseconds
	MetaServer      = "desk/server"      // address of the server, may be empty
	MetaOrigin      = "desk/origin"      // of a sandbox: "sample:<id>", or "trial"; else ""
)

// Server is the address of the server this desk syncs with; "" if none was named.
func (b *Directory) Server() (string, error) {
	raw, err := b.Store.Meta(MetaServer)
	return string(raw), err
}

// Origin tells a sandbox of a sample ("sample:<id>") from real data ("").
func (b *Directory) Origin() (string, error) {
	raw, err := b.Store.Meta(MetaOrigin)
	return string(raw), err
}

// Tenant is the world the book belongs to.
func (b *Directory) Tenant() changeset.Tenant { return b.Judge.Tenant }

// Root is the root public key the book trusts.
func (b *Directory) Root() identity.PublicKey { return identity.PublicKey(b.Judge.Root) }

// Certificate is the reader's own certificate as it stands here, pending changes included. A desk whose certificate was not accepted (its
// invitation was used before) still knows whom it was meant to speak for, so that what was typed stays in sight; what it writes is refused all
// the same.
func (b *Directory) Certificate() (*identity.Certificate, error) {
	cert, err := b.Certified()
	if err != nil || cert != nil {
		return cert, err
	}
	raw, err := b.Store.Meta(MetaCertificate)
	if err != nil {
		return nil, err
	}
	if raw == nil {
		return nil, emulation.Errorf(emulation.Forbidden, "workspace.no-certificate")
	}
	return identity.ParseCertificate(b.Judge.Tenant, raw)
}

// Certified is the desk's own certificate in the control log, pending changes included; nil if it has none.
func (b *Directory) Certified() (*identity.Certificate, error) {
	return b.Judge.CertificateAt(b.Store, b.Control, b.Self(), changeset.Now, b.NowMs())
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

// Me tells who sits at this desk.
func (b *Directory) Me() (Me, error) {
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

// OfOffice reports whether a key is the standing office's; ReadOffice comes first.
func (b *Directory) OfOffice(log changeset.LogID) bool { return b.office[log] }

// ReadOffice finds the keys of the standing office, whose points alone count where criteria are reserved to it; they are kept until the control
// log changes.
func (b *Directory) ReadOffice() error {
	if b.office != nil {
		return nil
	}
	keys := map[changeset.LogID]bool{}
	err := b.Store.EachRecord(b.Control, record.Certificate.Kind, emulation.ID{}, func(_ changeset.Ref, r *changeset.Record) error {
		cert, err := b.Judge.Certificate(b.Store, b.Control, record.Certificate.Read(r.Key).Log, changeset.Now)
		if err == nil && cert != nil && cert.Subject.Kind == emulation.SubjectOffice && emulation.HasRole(cert.May, emulation.RoleOffice) {
			keys[cert.Key.LogID()] = true
		}
		return err
	})
	if err == nil {
		b.office = keys
	}
	return err
}
