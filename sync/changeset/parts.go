package changeset

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
)

// Parts are the bytes of a signed change taken apart, so that what both ends know need not travel. They are spliced together again as
// bytes: a change is never decoded and encoded anew on its way.
type Parts struct {
	Tenant    Tenant
	Log       LogID
	Scope     Scope
	Previous  Identity
	BaseRoot  [32]byte
	Numbers   [6]uint64 // fields 7 to 12: generation, base size, epoch, seq, HLC, schema
	Tail      []byte    // the payload from field 13 on
	Signature []byte    // 64 bytes
}

// Places of Numbers.
const (
	PartGeneration = iota
	PartBaseSize
	PartEpoch
	PartSeq
	PartHLC
	PartSchema
)

// fixedParts is how long a payload is up to its first number: the head of a map of 14, and fields 1 to 6.
const fixedParts = 1 + 2 + (2 + 16) + (2 + 16) + (2 + 17) + 2*(3+32)

// SplitChange takes a change apart, and gives its identity; false if Join would not give exactly these bytes. It shares memory with raw.
func SplitChange(raw []byte) (*Parts, Identity, bool) {
	p := new(Parts)
	if !bytes.HasPrefix(raw, envelopeStart) {
		return nil, Identity{}, false
	}
	major, n, rest, err := head(raw[len(envelopeStart):])
	if err != nil || major != 2 || n < uint64(fixedParts) || uint64(len(rest)) != n+2+ed25519.SignatureSize {
		return nil, Identity{}, false
	}
	payload := rest[:n]
	p.Signature = rest[n+2:]
	at := payload[3:]
	for _, field := range [][]byte{p.Tenant[:], p.Log[:], p.Scope[:]} {
		at = at[2+copy(field, at[2:]):]
	}
	for _, field := range [][]byte{p.Previous[:], p.BaseRoot[:]} {
		at = at[3+copy(field, at[3:]):]
	}
	for i := range p.Numbers {
		if len(at) < 2 || at[0] != byte(7+i) {
			return nil, Identity{}, false
		}
		if major, p.Numbers[i], at, err = head(at[1:]); err != nil || major != 0 {
			return nil, Identity{}, false
		}
	}
	p.Tail = at
	again, id := p.Join()
	return p, id, bytes.Equal(again, raw)
}

// Join puts a change together, and gives its identity. Whether it is one is for Decode, whether somebody signed it for Verify.
func (p *Parts) Join() ([]byte, Identity) {
	payload := make([]byte, 0, fixedParts+6*10+len(p.Tail))
	payload = append(payload, 0xae, 1, Format)
	payload = appendBytes(append(payload, 2), p.Tenant[:])
	payload = appendBytes(append(payload, 3), p.Log[:])
	payload = appendBytes(append(payload, 4), p.Scope[:])
	payload = appendBytes(append(payload, 5), p.Previous[:])
	payload = appendBytes(append(payload, 6), p.BaseRoot[:])
	for i, n := range p.Numbers {
		payload = appendHead(append(payload, byte(7+i)), 0, n)
	}
	payload = append(payload, p.Tail...)
	raw := make([]byte, 0, len(envelopeStart)+len(payload)+len(p.Signature)+12)
	raw = appendBytes(append(raw, envelopeStart...), payload)
	return appendBytes(raw, p.Signature), sha256.Sum256(sigStructure(p.Tenant, TypeChangeset, payload))
}
