package wire

import (
	"crypto/ed25519"
	"crypto/sha256"

	"thidua/emulation"
	"thidua/sync/changeset"
)

// Lookup asks for an invitation by its name. Without a ticket it asks for a Challenge; with one it is signed by the invitation's one-time key,
// which only who holds the code or the file can derive.
type Lookup struct {
	Judge     uint64 `cbor:"1,keyasint,omitempty"` // the highest judge version the caller knows; 0 is the first
	Ticket    []byte `cbor:"2,keyasint,omitempty"`
	Signature []byte `cbor:"3,keyasint,omitempty"`
}

// Challenge answers a look-up that is not signed, the same for every name: the root under which the one-time key is derived, and the ticket
// to sign.
type Challenge struct {
	Root   [32]byte `cbor:"1,keyasint"` // public key
	Ticket []byte   `cbor:"2,keyasint"`
}

// SignLookup makes the look-up of an invitation whose one-time key is at hand.
func SignLookup(tenant changeset.Tenant, key ed25519.PrivateKey, ticket []byte, name emulation.ID, judge uint64) ([]byte, error) {
	return changeset.Encode(Lookup{Judge: judge, Ticket: ticket,
		Signature: changeset.SignOnly(changeset.TypeRequest, tenant, signedLookup(ticket, name), key)})
}

// ParseLookup reads one; anything else is "wire.malformed".
func ParseLookup(raw []byte) (*Lookup, error) {
	l := new(Lookup)
	if len(raw) > MaxOpening {
		return nil, tooLarge(MaxOpening)
	}
	if err := changeset.Unmarshal(raw, l); err != nil || len(l.Ticket) > MaxTicket {
		return nil, malformed("lookup").Because(err)
	}
	return l, nil
}

// Verify reports whether key signed this look-up of a name; if not, the error is "changeset.signature".
func (l *Lookup) Verify(tenant changeset.Tenant, key ed25519.PublicKey, name emulation.ID) error {
	return changeset.VerifyOnly(changeset.TypeRequest, tenant, signedLookup(l.Ticket, name), l.Signature, key)
}

// signedLookup is ticket ‖ SHA-256("lookup/1\n" name): no request's compressed part begins like that.
func signedLookup(ticket []byte, name emulation.ID) []byte {
	sum := sha256.Sum256(append([]byte("lookup/1\n"), name[:]...))
	return append(append([]byte(nil), ticket...), sum[:]...)
}
