package identity

import (
	"crypto/ed25519"
	"crypto/hkdf"
	"crypto/sha256"
	"io"

	"thidua/emulation"
	"thidua/internal/crockford"
	"thidua/sync/changeset"
)

// Invitation lets whoever holds the one-time key certify one desk key, once, within these rights.
type Invitation struct {
	OneTime  PublicKey        `cbor:"1,keyasint"`
	Name     emulation.ID     `cbor:"2,keyasint"` // by which a server finds it
	Subject  Subject          `cbor:"3,keyasint"`
	May      []emulation.Role `cbor:"4,keyasint"`
	MayGrant []emulation.Role `cbor:"5,keyasint"`
	NotAfter int64            `cbor:"6,keyasint"` // seconds since 1970: to be used until then
	Issuer   PublicKey        `cbor:"7,keyasint"`
}

// Sign writes the invitation in its envelope, signed by the inviter.
func (i Invitation) Sign(tenant changeset.Tenant, issuer ed25519.PrivateKey) ([]byte, error) {
	i.Issuer = PublicKey(issuer.Public().(ed25519.PublicKey))
	payload, err := changeset.Encode(i)
	if err != nil {
		return nil, err
	}
	raw, _ := changeset.Seal(changeset.TypeInvitation, tenant, payload, issuer)
	return raw, nil
}

// ParseInvitation reads an invitation and checks that the issuer named in it signed it.
func ParseInvitation(tenant changeset.Tenant, raw []byte) (*Invitation, error) {
	env, err := changeset.Unseal(changeset.TypeInvitation, tenant, raw)
	if err != nil {
		return nil, err
	}
	i := new(Invitation)
	if err := changeset.LoadStrict(env.Payload, i); err != nil {
		return nil, err
	}
	if err := env.Verify(i.Issuer.Key()); err != nil {
		return nil, err
	}
	if i.NotAfter < 0 || i.NotAfter > maxTime {
		return nil, emulation.Errorf(emulation.Invalid, "identity.validity")
	}
	return i, nil
}

// Seed is the secret of an invitation: 16 bytes, written as a code of 28 letters and digits.
type Seed [16]byte

// NewSeed draws a seed.
func NewSeed(rand io.Reader) (Seed, error) {
	id, err := NewID(rand)
	return Seed(id), err
}

// OneTimeKey derives the one-time key under a root: HKDF-SHA-256(seed, "invite/1" ‖ root public key). A false server shows another root,
// and so finds another key, which no invitation of it can name.
func (s Seed) OneTimeKey(root ed25519.PublicKey) ed25519.PrivateKey {
	return ed25519.NewKeyFromSeed(s.derive("invite/1"+string(root), ed25519.SeedSize))
}

// LookupName is by what a server finds the invitation: HKDF-SHA-256(seed, "invite-name/1"). It tells nothing of the seed.
func (s Seed) LookupName() emulation.ID { return emulation.ID(s.derive("invite-name/1", 16)) }

func (s Seed) derive(info string, n int) []byte {
	b, err := hkdf.Key(sha256.New, s[:], nil, info, n)
	if err != nil {
		panic(err) // only for more than 255 hashes of output
	}
	return b
}

// codeLabel is what the checksum of a code is made under.
const codeLabel = "code/1"

// Code writes the seed for a person: 28 symbols in seven groups of four, the last 12 bits a checksum.
func (s Seed) Code() string { return spell(s, codeLabel) }

// ParseCode reads a code as people type it: any case, spaces and dashes anywhere, O for 0, I and L for 1. A mistyped one is the error
// "identity.code".
func ParseCode(text string) (Seed, error) {
	plain, ok := crockford.Read(text)
	s, right := unspell(plain, codeLabel)
	if !ok || !right {
		return Seed{}, emulation.Errorf(emulation.Invalid, "identity.code", "code", text)
	}
	return s, nil
}
