package judge

import (
	"bytes"
	"slices"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/sync/identity"
)

// ruleCertificate: a certificate counts if its issuer may give these rights: the root to offices and servers, the server to whom it only
// prolongs, an invitation's one-time key within the invitation, anybody else within the own may_grant.
func ruleCertificate(x *exam, op *changeset.Operation) (Ruling, error) {
	cert, err := x.j.parseCertificate(op.Value)
	if err != nil || cert.Key.LogID() != record.Certificate.Read(op.Key).Log {
		return rejected(ReasonShape), nil
	}
	old, err := x.j.CertificateAt(x.v, x.control, cert.Key.LogID(), x.at.Control, x.at.Received)
	if err != nil {
		return Ruling{}, err
	}
	if x.joining && cert.Key.LogID() == x.c.Log {
		old = nil
	}
	if old != nil && !cert.Follows(old) {
		return rejected(ReasonRight), nil
	}
	if stranger, err := x.anothers(cert); err != nil || stranger {
		return rejected(ReasonRight), err
	}
	if x.version >= paperVersion && old == nil {
		if taken, err := x.borrowed(cert); err != nil || taken {
			return rejected(ReasonRight), err
		}
	}
	if bytes.Equal(cert.Issuer[:], x.j.Root) {
		ok := cert.Subject.Kind == emulation.SubjectServer || cert.Is(emulation.SubjectOffice, x.control.ID())
		return allow(ok, nil)
	}
	if cert.Subject.Kind == emulation.SubjectServer && old == nil {
		return rejected(ReasonRight), nil // one that has a certificate may prolong it like others
	}
	if r, found, err := x.byInvitation(cert); found || err != nil {
		return r, err
	}
	issuer, err := x.j.CertificateAt(x.v, x.control, cert.Issuer.LogID(), x.at.Control, x.at.Received)
	if err != nil {
		return Ruling{}, err
	}
	if issuer == nil || !issuer.ValidAt(x.at.Received) {
		return rejected(ReasonRight), nil
	}
	if _, revoked, err := x.j.Revoked(x.v, x.control, cert.Issuer.LogID(), x.control, x.at.Control); err != nil || revoked {
		return rejected(ReasonRight), err
	}
	if issuer.Subject.Kind == emulation.SubjectServer {
		return x.renewal(cert, old)
	}
	return allow(x.mayGrant(issuer, cert.Subject, cert.May, cert.MayGrant), nil)
}

// anothers reports whether a certificate takes the name of a person of another unit or office: the person's id is chosen by the new key and
// stands in the log for all to see.
func (x *exam) anothers(cert *identity.Certificate) (bool, error) {
	r, err := x.j.record(x.v, x.control, personRef(x.control, cert.Person))
	if err != nil {
		return false, err
	}
	last := r.Last(fieldSubject, x.at.Control)
	return last != nil && string(last.Value) != string(changeset.MustEncode(cert.Subject)), nil
}

// renewal: the server may give the same rights a later end, and nothing else; old is what the key has now.
func (x *exam) renewal(cert, old *identity.Certificate) (Ruling, error) {
	_, revoked, err := x.j.Revoked(x.v, x.control, cert.Key.LogID(), x.control, x.at.Control)
	if err != nil {
		return Ruling{}, err
	}
	return allow(old != nil && !revoked && cert.SameRights(old) && cert.NotAfter > old.NotAfter && cert.NotBefore*1000 <= x.at.Received, nil)
}

// mayGrant reports whether an issuer may give these rights for this subject: an office to its own people and to every unit it recorded,
// a unit's person to the own unit.
func (x *exam) mayGrant(issuer *identity.Certificate, subject identity.Subject, may, grant []emulation.Role) bool {
	if !emulation.RolesWithin(may, issuer.MayGrant) || !emulation.RolesWithin(grant, issuer.MayGrant) || emulation.HasRole(may, emulation.RoleServer) {
		return false
	}
	if issuer.Subject == subject {
		return true
	}
	if !issuer.Is(emulation.SubjectOffice, x.control.ID()) || subject.Kind != emulation.SubjectUnit || emulation.HasRole(may, emulation.RoleOffice, emulation.RoleAuthority) {
		return false
	}
	r, err := x.j.record(x.v, x.control, record.Unit.Place(x.control, x.control.ID(), subject.ID))
	return err == nil && record.Unit.Last(r, x.at.Control) != nil
}

// byInvitation judges the certificate of the change's own key, signed with the one-time key of an invitation that the same change uses. found
// is false if there is none.
func (x *exam) byInvitation(cert *identity.Certificate) (Ruling, bool, error) {
	if cert.Key.LogID() != x.c.Log {
		return Ruling{}, false, nil
	}
	for i := range x.c.Operations {
		o := &x.c.Operations[i]
		if !record.Invitation.Used.Is(o) || !bytes.Equal(record.Invitation.Read(o.Key).OneTime, cert.Issuer[:]) {
			continue
		}
		inv, err := x.invitation(cert.Issuer)
		if err != nil {
			return Ruling{}, true, err
		}
		if inv == nil || inv.Subject != cert.Subject || !emulation.RolesWithin(cert.May, inv.May) || !emulation.RolesWithin(cert.MayGrant, inv.MayGrant) {
			return rejected(ReasonRight), true, nil
		}
		if void, err := x.void(inv); err != nil || void {
			return rejected(ReasonVoid), true, err
		}
		if x.at.Received > inv.NotAfter*1000 {
			return quarantined(ReasonExpInvite), true, nil
		}
		return acceptedRuling, true, nil
	}
	return Ruling{}, false, nil
}

// invitation finds the invitation of a one-time key, in this change or in the log.
func (x *exam) invitation(oneTime identity.PublicKey) (*identity.Invitation, error) {
	var raw []byte
	for i := range x.c.Operations {
		o := &x.c.Operations[i]
		if record.Invitation.Signed.Is(o) && bytes.Equal(record.Invitation.Read(o.Key).OneTime, oneTime[:]) {
			_ = changeset.Load(o.Value, &raw) // its shape was checked
		}
	}
	if raw == nil {
		r, err := x.j.record(x.v, x.control, record.Invitation.Ref(x.control, record.ByOneTime{OneTime: oneTime[:]}))
		if err != nil {
			return nil, err
		}
		last := record.Invitation.Signed.Last(r, x.at.Control)
		if last == nil {
			return nil, nil
		}
		if err := changeset.Load(last.Value, &raw); err != nil {
			return nil, nil
		}
	}
	inv, err := identity.ParseInvitation(x.j.Tenant, raw)
	if err != nil {
		return nil, nil
	}
	return inv, nil
}

// ruleInvitation: whoever may grant the rights may invite; the first use wins, a second is quarantined.
func ruleInvitation(x *exam, op *changeset.Operation) (Ruling, error) {
	key := record.Invitation.Read(op.Key)
	if record.Invitation.Used.Is(op) {
		var used []byte
		err := changeset.Load(op.Value, &used)
		own := err == nil && bytes.Equal(used, x.c.Log[:])
		if own && !x.joining && x.version >= Closed && x.j.Brought(&x.c.Change) != nil {
			return rejected(ReasonJoined), nil
		}
		if !own || !x.joining || !bytes.Equal(key.OneTime, x.cert.Issuer[:]) {
			return rejected(ReasonShape), nil
		}
		r, err := x.j.record(x.v, x.control, record.Invitation.Ref(x.control, key))
		if err != nil {
			return Ruling{}, err
		}
		if last := record.Invitation.Used.Last(r, x.at.Control); last != nil {
			return quarantined(ReasonInvite), nil
		}
		return acceptedRuling, nil
	}
	var raw []byte
	if err := changeset.Load(op.Value, &raw); err != nil {
		return rejected(ReasonShape), nil
	}
	inv, err := identity.ParseInvitation(x.j.Tenant, raw)
	if err != nil || !bytes.Equal(inv.OneTime[:], key.OneTime) {
		return rejected(ReasonShape), nil
	}
	known, err := x.j.record(x.v, x.control, record.Invitation.Ref(x.control, key))
	if err != nil {
		return Ruling{}, err
	}
	if last := record.Invitation.Signed.Last(known, x.at.Control); last != nil && !bytes.Equal(last.Value, op.Value) {
		return rejected(ReasonRight), nil // nobody puts another invitation in the place of one that was handed out
	}
	if x.version >= Closed && inv.NotAfter > x.at.Received/1000+identity.MaxInvitation+clockSlack {
		return rejected(ReasonShape), nil
	}
	issuer, err := x.j.CertificateAt(x.v, x.control, inv.Issuer.LogID(), x.at.Control, x.at.Received)
	if err != nil {
		return Ruling{}, err
	}
	if issuer == nil || !issuer.ValidAt(x.at.Received) {
		return rejected(ReasonRight), nil
	}
	if _, revoked, err := x.j.Revoked(x.v, x.control, inv.Issuer.LogID(), x.control, x.at.Control); err != nil || revoked {
		return rejected(ReasonRight), err
	}
	return allow(x.mayGrant(issuer, inv.Subject, inv.May, inv.MayGrant), nil)
}

// ruleRevocation: the office revokes any key, a leader those of the own unit; what is revoked only the office touches again.
func ruleRevocation(x *exam, op *changeset.Operation) (Ruling, error) {
	if x.isOffice() {
		return acceptedRuling, nil
	}
	log := record.Revocation.Read(op.Key).Log
	target, err := x.j.Certificate(x.v, x.control, log, x.at.Control)
	if err != nil {
		return Ruling{}, err
	}
	if _, revoked, err := x.j.Revoked(x.v, x.control, log, x.control, x.at.Control); err != nil || revoked {
		return rejected(ReasonRight), err
	}
	if target == nil && x.version >= Closed {
		return x.takesBack(log)
	}
	return allow(target != nil && target.Subject == x.cert.Subject && emulation.HasRole(x.cert.May, emulation.RoleLeader), nil)
}

// rulePerson: a person's name is the own one, or recorded by the office.
func rulePerson(x *exam, op *changeset.Operation) (Ruling, error) {
	return allow(record.Person.Read(op.Key).Person == x.cert.Person || x.isOffice(), nil)
}

// rulePost: the office assigns head and deputies; the head names secretaries and verifiers.
func rulePost(x *exam, op *changeset.Operation) (Ruling, error) {
	key := record.Post.Read(op.Key)
	if !slices.Contains([]emulation.Post{emulation.PostHead, emulation.PostDeputy, emulation.PostSecretary, emulation.PostVerifier}, key.Post) {
		return rejected(ReasonShape), nil
	}
	if x.isOffice() {
		return acceptedRuling, nil
	}
	if key.Post != emulation.PostSecretary && key.Post != emulation.PostVerifier {
		return forbidden(emulation.ActorOffice), nil
	}
	if x.cert.Subject.Kind == emulation.SubjectUnit && emulation.HasRole(x.cert.May, emulation.RoleLeader) {
		head, err := x.j.Holds(x.v, x.control, key.Cluster, key.Season, x.cert.Subject.ID, x.at.Control, emulation.PostHead)
		if err != nil || head {
			return acceptedRuling, err
		}
	}
	return forbidden(emulation.ActorOffice | emulation.ActorHead), nil
}
