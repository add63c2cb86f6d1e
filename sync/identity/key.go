package identity

import (
	"crypto/ed25519"
	"io"

	"filippo.io/age"

	"thidua/emulation"
	"thidua/sync/changeset"
)

// Key is what one person on one device signs and receives with: an Ed25519 key and an age identity.
type Key struct {
	Private ed25519.PrivateKey
	Age     *age.X25519Identity
}

// NewKey makes a key from the given source of randomness (32 bytes) and age's own.
func NewKey(rand io.Reader) (*Key, error) {
	seed := make([]byte, ed25519.SeedSize)
	if _, err := io.ReadFull(rand, seed); err != nil {
		return nil, emulation.Errorf(emulation.Internal, "identity.randomness").Because(err)
	}
	id, err := age.GenerateX25519Identity()
	if err != nil {
		return nil, emulation.Errorf(emulation.Internal, "identity.randomness").Because(err)
	}
	return &Key{Private: ed25519.NewKeyFromSeed(seed), Age: id}, nil
}

func (k *Key) Public() ed25519.PublicKey { return k.Private.Public().(ed25519.PublicKey) }

// LogID names the chains this key writes.
func (k *Key) LogID() changeset.LogID { return changeset.LogIDOf(k.Public()) }

// Recipient is the age recipient others encrypt to.
func (k *Key) Recipient() string { return k.Age.Recipient().String() }

type keyFile struct {
	Seed []byte `cbor:"1,keyasint"`
	Age  string `cbor:"2,keyasint"`
}

// MarshalBinary writes the secret parts: whoever reads them can sign as this person.
func (k *Key) MarshalBinary() ([]byte, error) {
	return changeset.Encode(keyFile{Seed: k.Private.Seed(), Age: k.Age.String()})
}

// ParseKey reads what MarshalBinary wrote.
func ParseKey(raw []byte) (*Key, error) {
	var f keyFile
	if err := changeset.UnmarshalStrict(raw, &f); err != nil {
		return nil, emulation.Errorf(emulation.Corrupt, "identity.key").Because(err)
	}
	id, err := age.ParseX25519Identity(f.Age)
	if err != nil || len(f.Seed) != ed25519.SeedSize {
		return nil, emulation.Errorf(emulation.Corrupt, "identity.key").Because(err)
	}
	return &Key{Private: ed25519.NewKeyFromSeed(f.Seed), Age: id}, nil
}

// NewID draws a random id for a person or an office.
func NewID(rand io.Reader) (emulation.ID, error) {
	var id emulation.ID
	if _, err := io.ReadFull(rand, id[:]); err != nil {
		return id, emulation.Errorf(emulation.Internal, "identity.randomness").Because(err)
	}
	return id, nil
}

// NewSecret draws 32 random bytes, such as the salt of a detached value.
func NewSecret(rand io.Reader) ([32]byte, error) {
	var b [32]byte
	if _, err := io.ReadFull(rand, b[:]); err != nil {
		return b, emulation.Errorf(emulation.Internal, "identity.randomness").Because(err)
	}
	return b, nil
}
