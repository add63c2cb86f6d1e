package access

import (
	"cmp"
	"slices"
	"strings"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/sync/identity"
	"thidua/vietnamese"
)

// Key is a desk's signing key as the control log knows it.
type Key struct {
	Log      changeset.LogID
	Name     string // of the person, with the unit or office
	Person   emulation.ID
	Subject  identity.Subject
	May      []emulation.Role
	NotAfter int64           // seconds since 1970
	Since    int64           // when it came into the log first, milliseconds since 1970; 0 if that waits
	Issuer   changeset.LogID // of who let it in: a key, or an invitation's one-time key
	Revoked  *emulation.Revocation
}

// Invitation is one that was handed out.
type Invitation struct {
	Log      changeset.LogID // of its one-time key, by which it is revoked
	Subject  identity.Subject
	For      string // the unit or office
	May      []emulation.Role
	NotAfter int64 // seconds since 1970
	By       changeset.LogID
	Used     bool
	Void     bool // it was revoked, or who made it was
}

// Keys lists the keys of people, by name.
func (room Room) Keys() ([]Key, error) {
	w, done := room.desk.View()
	defer done()
	return w.keys()
}

func (w View) keys() ([]Key, error) {
	var keys []Key
	err := w.Store.EachRecord(w.Control, record.Certificate.Kind, emulation.ID{}, func(_ changeset.Ref, r *changeset.Record) error {
		log := record.Certificate.Read(r.Key).Log
		cert, err := w.Judge.CertificateAt(w.Store, w.Control, log, changeset.Now, w.NowMs())
		if err != nil || cert == nil || cert.Subject.Kind == emulation.SubjectServer {
			return err
		}
		k := Key{Log: log, Person: cert.Person, Subject: cert.Subject, May: cert.May, NotAfter: cert.NotAfter}
		if k.Name, err = w.AuthorName(log); err != nil {
			return err
		}
		if first := record.Certificate.Versions(r)[0]; first.Leaf != changeset.Pending {
			e, err := w.Store.Entry(w.Control, uint64(first.Leaf))
			if err != nil {
				return err
			}
			if e != nil {
				k.Since = e.Leaf.Received
			}
			raw, err := record.Certificate.Load(first.Value)
			if err != nil {
				return err
			}
			if issued, err := identity.ParseCertificate(w.Tenant(), raw); err == nil {
				k.Issuer = issued.Issuer.LogID()
			}
		}
		if k.Revoked, err = w.revocation(log); err != nil {
			return err
		}
		keys = append(keys, k)
		return nil
	})
	slices.SortStableFunc(keys, func(a, b Key) int { return cmp.Compare(vietnamese.Fold(a.Name), vietnamese.Fold(b.Name)) })
	return keys, err
}

func (w View) revocation(log changeset.LogID) (*emulation.Revocation, error) {
	r, err := w.Store.Record(record.Revocation.Ref(w.Control, record.ByLog{Log: log}))
	if err != nil {
		return nil, err
	}
	rev, ok, err := record.Revocation.Value(r, changeset.Now)
	if err != nil || !ok {
		return nil, err
	}
	return &rev, nil
}

// Invitations lists those that were handed out, the latest end first.
func (room Room) Invitations() ([]Invitation, error) {
	w, done := room.desk.View()
	defer done()
	return w.invitations()
}

func (w View) invitations() ([]Invitation, error) {
	var list []Invitation
	err := w.Store.EachRecord(w.Control, record.Invitation.Kind, emulation.ID{}, func(_ changeset.Ref, r *changeset.Record) error {
		last := record.Invitation.Signed.Last(r, changeset.Now)
		if last == nil {
			return nil
		}
		raw, err := record.Invitation.Signed.Load(last.Value)
		if err != nil {
			return nil // no judge reads it either
		}
		inv, err := identity.ParseInvitation(w.Tenant(), raw)
		if err != nil {
			return nil
		}
		i := Invitation{Log: inv.OneTime.LogID(), Subject: inv.Subject, May: inv.May, NotAfter: inv.NotAfter, By: inv.Issuer.LogID(),
			Used: record.Invitation.Used.Last(r, changeset.Now) != nil}
		if i.For, err = w.BodyOf(&identity.Certificate{Subject: inv.Subject}); err != nil {
			i.For = inv.Subject.ID.String()[:8]
		}
		for _, log := range []changeset.LogID{i.Log, i.By} {
			rev, err := w.revocation(log)
			if err != nil {
				return err
			}
			i.Void = i.Void || rev != nil
		}
		list = append(list, i)
		return nil
	})
	slices.SortStableFunc(list, func(a, b Invitation) int { return cmp.Compare(b.NotAfter, a.NotAfter) })
	return list, err
}

// Name names whoever has a key.
func (room Room) Name(log changeset.LogID) (string, error) {
	w, done := room.desk.View()
	defer done()
	return w.AuthorName(log)
}

// FindKeys finds keys by the beginning of their log id, or by a part of the name of their person. Error: NotFound "access.no-key".
func (room Room) FindKeys(text string) ([]Key, error) {
	keys, err := room.Keys()
	if err != nil {
		return nil, err
	}
	folded := vietnamese.Fold(text)
	var found []Key
	for _, k := range keys {
		if len(text) >= 4 && strings.HasPrefix(k.Log.String(), strings.ToLower(text)) || folded != "" && strings.Contains(vietnamese.Fold(k.Name), folded) {
			found = append(found, k)
		}
	}
	if len(found) == 0 {
		return nil, emulation.Errorf(emulation.NotFound, "access.no-key", "text", text)
	}
	return found, nil
}
