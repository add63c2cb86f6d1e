package identity

import (
	"crypto/ed25519"
	"crypto/hkdf"
	"crypto/sha256"
	"io"
	"strings"

	"thidua/emulation"
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

// crockford is Crockford's base 32: no I, L, O, U.
const crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// Code writes the seed for a person: 28 symbols in seven groups of four, the last 12 bits a checksum.
func (s Seed) Code() string {
	sum := emulation.Digest([]byte("code/1"), s[:])
	bits := append(append([]byte{}, s[:]...), sum[0], sum[1]&0xf0)
	var b strings.Builder
	for i := 0; i < 28; i++ {
		if i > 0 && i%4 == 0 {
			b.WriteByte('-')
		}
		v := 0
		for k := i * 5; k < i*5+5; k++ {
			v = v<<1 | int(bits[k/8]>>(7-k%8))&1
		}
		b.WriteByte(crockford[v])
	}
	return b.String()
}

// ParseCode reads a code as people type it: any case, spaces and dashes anywhere, O for 0, I and L for 1. A mistyped one is the error
// "identity.code".
func ParseCode(text string) (Seed, error) {
	var s Seed
	bad := emulation.Errorf(emulation.Invalid, "identity.code", "code", text)
	var bits [18]byte
	n := 0
	for _, r := range strings.ToUpper(text) {
		switch r {
		case ' ', '-', '–', '.', '\t', '\n', '\r':
			continue
		case 'O':
			r = '0'
		case 'I', 'L':
			r = '1'
		}
		v := strings.IndexRune(crockford, r)
		if v < 0 || n == 28 {
			return s, bad
		}
		for k := 0; k < 5; k++ {
			if v>>(4-k)&1 == 1 {
				at := n*5 + k
				bits[at/8] |= 1 << (7 - at%8)
			}
		}
		n++
	}
	copy(s[:], bits[:16])
	sum := emulation.Digest([]byte("code/1"), s[:])
	if n != 28 || bits[16] != sum[0] || bits[17] != sum[1]&0xf0 {
		return Seed{}, bad
	}
	return s, nil
}
