package changeset

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"

	"thidua/emulation"
)

// Type says what a signature is for; it is signed with the bytes, so that a signature cannot be moved to another purpose.
type Type string

// The types of signed things.
const (
	TypeChangeset    Type = "changeset/1"
	TypeCertificate  Type = "certificate/1"
	TypeInvitation   Type = "invitation/1"
	TypeAnnouncement Type = "announcement/1"
	TypeResult       Type = "result/1"
	TypeBundle       Type = "bundle/1"
	TypeRequest      Type = "request/1"
	TypeRefusal      Type = "refusal/1"
	TypeState        Type = "state/1"
	TypeRelease      Type = "release/1" // of no tenant
)

// Tenant is the first 16 bytes of SHA-256("tenant/1" ‖ root public key): which world a signature belongs to.
type Tenant = emulation.ID

// TenantOf derives the tenant from the root public key.
func TenantOf(root ed25519.PublicKey) Tenant {
	return emulation.Digest([]byte("tenant/1"), root).Short()
}

// LogID names the chain of one key: the first 16 bytes of SHA-256("logid/1" ‖ public key).
type LogID = emulation.ID

// LogIDOf derives the log id from a public key.
func LogIDOf(pub ed25519.PublicKey) LogID {
	return emulation.Digest([]byte("logid/1"), pub).Short()
}

// Identity is SHA-256 of the Sig_structure: two envelopes with the same signed content are the same change.
type Identity = emulation.Hash

// envelopeStart is tag 18, an array of 4, the protected header exactly {1: -8} (EdDSA) as a byte string, and an empty unprotected header.
var envelopeStart = []byte{0xd2, 0x84, 0x43, 0xa1, 0x01, 0x27, 0xa0}

// sigStart is the Sig_structure of RFC 9052 §4.4 up to the external data: array of 4, "Signature1", the protected header.
var sigStart = append([]byte{0x84, 0x6a}, append([]byte("Signature1"), 0x43, 0xa1, 0x01, 0x27)...)

func sigStructure(tenant Tenant, typ Type, payload []byte) []byte {
	aad := make([]byte, 0, 64)
	aad = append(aad, 0x82)
	aad = appendBytes(aad, tenant[:])
	aad = appendText(aad, string(typ))
	b := make([]byte, 0, len(sigStart)+len(aad)+len(payload)+12)
	b = append(b, sigStart...)
	b = appendBytes(b, aad)
	return appendBytes(b, payload)
}

// Seal signs a payload and gives the envelope and its identity.
func Seal(typ Type, tenant Tenant, payload []byte, key ed25519.PrivateKey) ([]byte, Identity) {
	tbs := sigStructure(tenant, typ, payload)
	sig := ed25519.Sign(key, tbs)
	b := make([]byte, 0, len(envelopeStart)+len(payload)+len(sig)+12)
	b = append(b, envelopeStart...)
	b = appendBytes(b, payload)
	b = appendBytes(b, sig)
	return b, sha256.Sum256(tbs)
}

// Envelope is a taken-apart COSE_Sign1 whose form was checked and whose signature was not.
type Envelope struct {
	Payload   []byte
	Identity  Identity
	signed    []byte
	signature []byte
}

// Unseal takes an envelope apart. Accepted is only: tag 18, protected header a1 01 27, empty unprotected header, a payload that is its
// own deterministic encoding, a signature of 64 bytes, and nothing after it.
func Unseal(typ Type, tenant Tenant, raw []byte) (*Envelope, error) {
	if !bytes.HasPrefix(raw, envelopeStart) {
		return nil, malformed("envelope")
	}
	major, n, rest, err := head(raw[len(envelopeStart):])
	if err != nil {
		return nil, err
	}
	if major != 2 || n > uint64(len(rest)) {
		return nil, malformed("envelope")
	}
	payload, rest := rest[:n], rest[n:]
	if len(rest) != 2+ed25519.SignatureSize || rest[0] != 0x58 || rest[1] != ed25519.SignatureSize {
		return nil, malformed("envelope")
	}
	if err := Check(payload); err != nil {
		return nil, err
	}
	tbs := sigStructure(tenant, typ, payload)
	return &Envelope{Payload: payload, Identity: sha256.Sum256(tbs), signed: tbs, signature: rest[2:]}, nil
}

// Verify reports whether the key signed the envelope; if not, the error is "changeset.signature".
func (e *Envelope) Verify(key ed25519.PublicKey) error {
	if len(key) != ed25519.PublicKeySize || !ed25519.Verify(key, e.signed, e.signature) {
		return emulation.Errorf(emulation.Corrupt, "changeset.signature")
	}
	return nil
}

// SignOnly signs a payload without an envelope, for a signature that travels beside what it signs (a request).
func SignOnly(typ Type, tenant Tenant, payload []byte, key ed25519.PrivateKey) []byte {
	return ed25519.Sign(key, sigStructure(tenant, typ, payload))
}

// VerifyOnly checks what SignOnly made.
func VerifyOnly(typ Type, tenant Tenant, payload, signature []byte, key ed25519.PublicKey) error {
	if len(key) != ed25519.PublicKeySize || !ed25519.Verify(key, sigStructure(tenant, typ, payload), signature) {
		return emulation.Errorf(emulation.Corrupt, "changeset.signature")
	}
	return nil
}
