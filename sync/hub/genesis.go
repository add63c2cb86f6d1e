package hub

import (
	"crypto/ed25519"
	"time"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/sync/identity"
	"thidua/sync/judge"
	"thidua/sync/wire"
)

// Founding is what a tenant begins with: fresh keys and ids, and the names of the first office and its first person.
type Founding struct {
	Root       ed25519.PrivateKey
	Server     ed25519.PrivateKey
	Office     *identity.Key
	OfficeID   emulation.ID
	ServerID   emulation.ID
	Person     emulation.ID
	OfficeName string
	PersonName string
	Salt       [32]byte // of the person's name, random
	Now        time.Time
	Judge      uint64 // the judge version to begin with; judge.First needs no change of its own
}

// Genesis makes the first change of the first control log, signed by the office key, and puts it into the store as leaf 0; behind it, the
// judge version to begin with. The certificates of office and server in it are signed by the root.
func Genesis(store Store, f Founding) error {
	c, detached, err := f.change()
	if err != nil {
		return err
	}
	h, err := New(store, judge.NewAnchor(f.Root.Public().(ed25519.PublicKey)), f.Server, func() time.Time { return f.Now })
	if err != nil {
		return err
	}
	head, err := store.Log(c.Scope)
	if err != nil {
		return err
	}
	if head.Size > 0 {
		return emulation.Errorf(emulation.Conflict, "sync.founded")
	}
	pushes := []wire.Push{{Change: c.Raw, Detached: detached}}
	if f.Judge > judge.First {
		raise, err := f.raise(c)
		if err != nil {
			return err
		}
		pushes = append(pushes, wire.Push{Change: raise.Raw})
	}
	for i := range pushes {
		if err := h.found(&pushes[i]); err != nil {
			return err
		}
	}
	return nil
}

// found takes one change a tenant begins with.
func (h *Hub) found(p *wire.Push) error {
	acks, _, err := h.Take([]wire.Push{*p})
	if err != nil {
		return err
	}
	if acks[0].Reason != "" {
		return emulation.Errorf(emulation.Internal, "sync.genesis", "reason", acks[0].Reason)
	}
	leaf, err := changeset.DecodeLeaf(acks[0].Leaf)
	if err != nil {
		return err
	}
	if leaf.Verdict != changeset.Accepted {
		return emulation.Errorf(emulation.Internal, "sync.genesis", "reason", leaf.Reason)
	}
	return nil
}

// raise brings the judge version of a new tenant into force, right behind its first change. What base it names nobody could know yet.
func (f *Founding) raise(first *changeset.Signed) (*changeset.Signed, error) {
	return changeset.Change{
		Format: changeset.Format, Schema: f.Judge, Tenant: first.Tenant, Log: first.Log, Scope: first.Scope, Previous: first.Identity,
		Seq: 2, HLC: first.HLC + 1, Intent: "judge", Operations: []changeset.Operation{record.Judge.Op(record.ByOffice{Office: f.OfficeID}, f.Judge)},
	}.Sign(f.Office.Private)
}

func (f *Founding) change() (*changeset.Signed, []changeset.Detached, error) {
	tenant := changeset.TenantOf(f.Root.Public().(ed25519.PublicKey))
	from := f.Now.Unix()
	office, err := identity.Certificate{
		Key: identity.PublicOf(f.Office.Private), Recipient: f.Office.Recipient(), Person: f.Person,
		Subject: identity.Subject{Kind: emulation.SubjectOffice, ID: f.OfficeID}, May: []emulation.Role{emulation.RoleOffice},
		MayGrant:  []emulation.Role{emulation.RoleOffice, emulation.RoleLeader, emulation.RoleStaff, emulation.RoleSecretary, emulation.RoleObserver, emulation.RoleAuthority},
		NotBefore: from, NotAfter: from + identity.MaxValidity,
	}.Sign(tenant, f.Root)
	if err != nil {
		return nil, nil, err
	}
	serverKey := identity.PublicOf(f.Server)
	server, err := identity.Certificate{
		Key: serverKey, Subject: identity.Subject{Kind: emulation.SubjectServer, ID: f.ServerID}, May: []emulation.Role{emulation.RoleServer},
		NotBefore: from, NotAfter: from + identity.MaxValidity,
	}.Sign(tenant, f.Root)
	if err != nil {
		return nil, nil, err
	}
	name := changeset.Detached{Salt: f.Salt, Value: []byte(f.PersonName)}
	c, err := changeset.Change{
		Format: changeset.Format, Schema: judge.First, Tenant: tenant, Log: f.Office.LogID(),
		Scope: changeset.NewScope(changeset.Control, f.OfficeID), Seq: 1, HLC: changeset.HLC(0).Next(f.Now.UnixMilli()), Intent: "found",
		Operations: []changeset.Operation{
			record.Certificate.Op(record.ByLog{Log: f.Office.LogID()}, office),
			record.Certificate.Op(record.ByLog{Log: serverKey.LogID()}, server),
			record.Office.Op(record.ByOffice{Office: f.OfficeID}, emulation.UnitInfo{Name: f.OfficeName}),
			record.Person.Op(record.ByPerson{Person: f.Person}, name.Commitment()),
		},
	}.Sign(f.Office.Private)
	return c, []changeset.Detached{name}, err
}
