package identity

import (
	"bytes"
	"crypto/ed25519"

	"filippo.io/age"

	"thidua/emulation"
	"thidua/sync/changeset"
)

// MaxValidity is how long a certificate may hold, in seconds: 120 days. It is renewed by the server while the person keeps syncing.
const MaxValidity = 120 * 24 * 3600

// MaxInvitation is how long an invitation may be used, in seconds: 30 days.
const MaxInvitation = 30 * 24 * 3600

// maxTime is the last second a certificate or invitation may name: past it, milliseconds do not fit into 63 bits.
const maxTime = (1<<63 - 1) / 1000

// PublicKey is an Ed25519 public key as bytes of a fixed length.
type PublicKey [ed25519.PublicKeySize]byte

// Key gives it to package ed25519.
func (k PublicKey) Key() ed25519.PublicKey { return ed25519.PublicKey(k[:]) }

// PublicOf is the public half of a private key.
func PublicOf(key ed25519.PrivateKey) PublicKey {
	return PublicKey(key.Public().(ed25519.PublicKey))
}

// LogID names the chains of this key.
func (k PublicKey) LogID() changeset.LogID { return changeset.LogIDOf(k.Key()) }

// Subject is the unit, office or server a certificate speaks for.
type Subject struct {
	_    struct{} `cbor:",toarray"`
	Kind emulation.SubjectKind
	ID   emulation.ID
}

// Certificate binds a key to a person and what the person may do. MayGrant is what it may give to others; by itself it gives no right to act.
type Certificate struct {
	Key       PublicKey        `cbor:"1,keyasint"`
	Recipient string           `cbor:"2,keyasint"`
	Person    emulation.ID     `cbor:"3,keyasint"` // random; the name is a detached value
	Subject   Subject          `cbor:"4,keyasint"`
	May       []emulation.Role `cbor:"5,keyasint"`
	MayGrant  []emulation.Role `cbor:"6,keyasint"`
	NotBefore int64            `cbor:"7,keyasint"` // seconds since 1970
	NotAfter  int64            `cbor:"8,keyasint"`
	Issuer    PublicKey        `cbor:"9,keyasint"`
}

// Sign writes the certificate in its envelope, signed by the issuer's key.
func (c Certificate) Sign(tenant changeset.Tenant, issuer ed25519.PrivateKey) ([]byte, error) {
	c.Issuer = PublicKey(issuer.Public().(ed25519.PublicKey))
	payload, err := changeset.Encode(c)
	if err != nil {
		return nil, err
	}
	raw, _ := changeset.Seal(changeset.TypeCertificate, tenant, payload, issuer)
	return raw, nil
}

// ParseCertificate reads a certificate and checks that the issuer named in it signed it. Whether that issuer may is for package judge.
func ParseCertificate(tenant changeset.Tenant, raw []byte) (*Certificate, error) {
	env, err := changeset.Unseal(changeset.TypeCertificate, tenant, raw)
	if err != nil {
		return nil, err
	}
	c := new(Certificate)
	if err := changeset.LoadStrict(env.Payload, c); err != nil {
		return nil, err
	}
	if err := env.Verify(c.Issuer.Key()); err != nil {
		return nil, err
	}
	if c.NotBefore < 0 || c.NotAfter > maxTime || c.NotAfter <= c.NotBefore || c.NotAfter-c.NotBefore > MaxValidity {
		return nil, emulation.Errorf(emulation.Invalid, "identity.validity")
	}
	if c.Recipient != "" {
		if _, err := age.ParseX25519Recipient(c.Recipient); err != nil {
			return nil, emulation.Errorf(emulation.Corrupt, "identity.recipient").Because(err)
		}
	}
	return c, nil
}

// ValidAt reports whether the certificate holds at a time in milliseconds.
func (c *Certificate) ValidAt(ms int64) bool {
	return ms >= c.NotBefore*1000 && ms <= c.NotAfter*1000
}

// Follows reports whether a certificate may take the place of the one a key has: it speaks for the same person of the same unit or office,
// so nobody can capture another's key, and it is not older, so that rights once narrowed do not come back with an old certificate.
func (c *Certificate) Follows(old *Certificate) bool {
	if c.Person != old.Person || c.Subject != old.Subject {
		return false
	}
	return c.NotBefore > old.NotBefore || c.NotBefore == old.NotBefore && c.SameRights(old)
}

// SameRights reports whether two certificates differ in nothing but their validity and issuer: what a renewal may change.
func (c *Certificate) SameRights(o *Certificate) bool {
	a, b := *c, *o
	a.NotBefore, a.NotAfter, a.Issuer = 0, 0, PublicKey{}
	b.NotBefore, b.NotAfter, b.Issuer = 0, 0, PublicKey{}
	return bytes.Equal(changeset.MustEncode(a), changeset.MustEncode(b))
}

// Is reports whether the certificate speaks for this unit, office or server.
func (c *Certificate) Is(kind emulation.SubjectKind, id emulation.ID) bool {
	return c.Subject.Kind == kind && c.Subject.ID == id
}
