package identity

import (
	"crypto/ed25519"

	"thidua/emulation"
	"thidua/sync/changeset"
)

// Announcement is the office's word, under its root key, that its logs go on from here in a new generation: what was in them beyond these ends
// cannot be brought back to a server that was damaged. A log that is not listed begins anew.
type Announcement struct {
	Control    changeset.Scope `cbor:"1,keyasint"`
	Generation uint64          `cbor:"2,keyasint"` // the one that opens: above all that were
	Logs       []LogEnd        `cbor:"3,keyasint"` // all logs of the office that have begun, the control log among them
}

// LogEnd is where a log stands.
type LogEnd struct {
	_     struct{} `cbor:",toarray"`
	Scope changeset.Scope
	Size  uint64
	Root  emulation.Hash
}

// Sign writes the announcement in its envelope, signed by the root key.
func (a Announcement) Sign(root ed25519.PrivateKey) ([]byte, error) {
	payload, err := changeset.Encode(a)
	if err != nil {
		return nil, err
	}
	raw, _ := changeset.Seal(changeset.TypeAnnouncement, changeset.TenantOf(root.Public().(ed25519.PublicKey)), payload, root)
	return raw, nil
}

// ParseAnnouncement reads an announcement that the root key signed. Errors: Corrupt.
func ParseAnnouncement(root ed25519.PublicKey, raw []byte) (*Announcement, error) {
	env, err := changeset.Unseal(changeset.TypeAnnouncement, changeset.TenantOf(root), raw)
	if err != nil {
		return nil, err
	}
	a := new(Announcement)
	if err := changeset.LoadStrict(env.Payload, a); err != nil {
		return nil, err
	}
	return a, env.Verify(root)
}

// End is where a log of the office ends in the generation before; zero for one that is not listed.
func (a *Announcement) End(scope changeset.Scope) LogEnd {
	for _, l := range a.Logs {
		if l.Scope == scope {
			return l
		}
	}
	return LogEnd{Scope: scope}
}
