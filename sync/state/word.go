package state

import (
	"crypto/ed25519"

	"thidua/emulation"
	"thidua/sync/changeset"
)

// Word is a server's signed word on the state that a log of some leaves amounts to. Whoever has these leaves can compute it anew, so a false one
// is its own proof.
type Word struct {
	Scope      changeset.Scope `cbor:"1,keyasint"`
	Generation uint64          `cbor:"2,keyasint"`
	Size       uint64          `cbor:"3,keyasint"` // leaves of the log
	Root       emulation.Hash  `cbor:"4,keyasint"` // of the log
	State      emulation.Hash  `cbor:"5,keyasint"`
}

// Sign writes it in its envelope.
func (w *Word) Sign(tenant changeset.Tenant, key ed25519.PrivateKey) []byte {
	raw, _ := changeset.Seal(changeset.TypeState, tenant, changeset.MustEncode(w), key)
	return raw
}

// Open reads a word that the server signed; nil: it is none.
func Open(tenant changeset.Tenant, raw []byte, server ed25519.PublicKey) *Word {
	env, err := changeset.Unseal(changeset.TypeState, tenant, raw)
	if err != nil || env.Verify(server) != nil {
		return nil
	}
	w := new(Word)
	if changeset.LoadStrict(env.Payload, w) != nil {
		return nil
	}
	return w
}
