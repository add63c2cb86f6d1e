package emulation

import (
	"crypto/sha256"
	"encoding/hex"
)

// ID names a person, unit, cluster, record or log: 16 bytes, written as 32 hexadecimal digits.
type ID [16]byte

// Hash is a SHA-256 digest: 32 bytes, written as 64 hexadecimal digits.
type Hash [32]byte

// IsZero reports whether the ID has never been set.
func (id ID) IsZero() bool { return id == ID{} }

// String writes the ID as 32 lower-case hexadecimal digits.
func (id ID) String() string { return hex.EncodeToString(id[:]) }

// ParseID reads 32 hexadecimal digits; anything else is the error "id.malformed".
func ParseID(s string) (ID, error) {
	var id ID
	if len(s) != 2*len(id) {
		return id, Errorf(Invalid, "id.malformed", "text", s)
	}
	if _, err := hex.Decode(id[:], []byte(s)); err != nil {
		return ID{}, Errorf(Invalid, "id.malformed", "text", s)
	}
	return id, nil
}

// IsZero reports whether the hash has never been set.
func (h Hash) IsZero() bool { return h == Hash{} }

// String writes the hash as 64 lower-case hexadecimal digits.
func (h Hash) String() string { return hex.EncodeToString(h[:]) }

// Short is the first 16 bytes of the hash, used where a full digest would be too long.
func (h Hash) Short() ID { return ID(h[:16]) }

// ParseHash reads 64 hexadecimal digits; anything else is the error "id.malformed".
func ParseHash(s string) (Hash, error) {
	var h Hash
	if len(s) != 2*len(h) {
		return h, Errorf(Invalid, "id.malformed", "text", s)
	}
	if _, err := hex.Decode(h[:], []byte(s)); err != nil {
		return Hash{}, Errorf(Invalid, "id.malformed", "text", s)
	}
	return h, nil
}

// Digest is SHA-256 over the parts, one after the other, without separators.
func Digest(parts ...[]byte) Hash {
	h := sha256.New()
	for _, p := range parts {
		h.Write(p)
	}
	return Hash(h.Sum(nil))
}
