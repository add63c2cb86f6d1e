// Package tenant makes a new tenant: the root, office and server keys and the first leaf of the control log. The server's init uses it, and
// every sandbox.
package tenant

import (
	"io"
	"time"

	"thidua/emulation"
	"thidua/sync/changeset"
	"thidua/sync/hub"
	"thidua/sync/identity"
	"thidua/sync/judge"
)

// New draws the keys of a tenant and writes its first leaf into an empty store. The office's file holds the root and office keys, which the
// caller hands over and forgets; the server key stays with the store. person is the name of whoever opens the office's desk, may be empty.
func New(store hub.Store, office, person string, now time.Time, rand io.Reader) (*identity.OfficeFile, *identity.Key, error) {
	return NewUnder(judge.Latest, store, office, person, now, rand)
}

// NewUnder is New for a tenant that begins with an older version of the judge, as those made by older programs do.
func NewUnder(version uint64, store hub.Store, office, person string, now time.Time, rand io.Reader) (*identity.OfficeFile, *identity.Key, error) {
	var keys [3]*identity.Key // root, office, server
	for i := range keys {
		k, err := identity.NewKey(rand)
		if err != nil {
			return nil, nil, err
		}
		keys[i] = k
	}
	var ids [3]emulation.ID // office, server, person
	for i := range ids {
		id, err := identity.NewID(rand)
		if err != nil {
			return nil, nil, err
		}
		ids[i] = id
	}
	salt, err := identity.NewSecret(rand)
	if err != nil {
		return nil, nil, err
	}
	root, officeKey, server := keys[0], keys[1], keys[2]
	err = hub.Genesis(store, hub.Founding{Root: root.Private, Server: server.Private, Office: officeKey, OfficeID: ids[0], ServerID: ids[1],
		Person: ids[2], OfficeName: office, PersonName: person, Salt: salt, Now: now, Judge: version})
	if err != nil {
		return nil, nil, err
	}
	scope := changeset.NewScope(changeset.Control, ids[0])
	log := identity.LogCopy{Scope: scope}
	err = store.Entries(scope, 0, func(e *changeset.Entry) error {
		log.Entries = append(log.Entries, identity.EntryCopy{Leaf: e.LeafRaw, Change: e.Raw, Detached: e.Detached})
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	head, err := store.Log(scope)
	if err != nil {
		return nil, nil, err
	}
	log.Checkpoint, err = changeset.Checkpoint{Tenant: changeset.TenantOf(root.Public()), Scope: scope, Generation: head.Generation,
		Size: head.Size, Root: head.Root()}.Sign(server.Private)
	if err != nil {
		return nil, nil, err
	}
	raw, err := officeKey.MarshalBinary()
	if err != nil {
		return nil, nil, err
	}
	return &identity.OfficeFile{Root: root.Private.Seed(), Office: raw, Scope: ids[0], Name: office, Person: ids[2], Log: log,
		Server: identity.PublicOf(server.Private)}, server, nil
}
