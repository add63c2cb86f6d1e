package changeset

import (
	"crypto/sha256"

	"thidua/emulation"
)

// Operation sets one field of one record. Key is the natural key of the record; of a free record (a comment, a piece of evidence) it is
// the path of its owner, and New marks the operation that makes it, Record the later ones.
type Operation struct {
	Kind    string       `cbor:"1,keyasint"`
	Key     Key          `cbor:"2,keyasint,omitempty"`
	Record  emulation.ID `cbor:"3,keyasint,omitzero"`
	New     bool         `cbor:"4,keyasint,omitempty"`
	Field   string       `cbor:"5,keyasint,omitempty"`
	Value   Raw          `cbor:"6,keyasint,omitempty"`
	Expects []VersionID  `cbor:"7,keyasint,omitempty"` // the versions on screen when editing began
}

// VersionID names one operation of one change: the first 16 bytes of the change's identity and the number of the operation.
type VersionID struct {
	_      struct{} `cbor:",toarray"`
	Change emulation.ID
	Op     uint32
}

// Key is the natural key of a record: a CBOR array of texts, byte strings (ids) and whole numbers, at most 20 of them.
type Key Raw

const maxKeyParts = 20 // with what RecordID puts in front the head of the array stays one byte

// NewKey makes a key from strings, ids, byte strings and uint64.
func NewKey(parts ...any) Key {
	size := 1
	for _, part := range parts {
		text, _ := part.(string)
		size += 17 + len(text)
	}
	k := appendHead(make([]byte, 0, size), 4, uint64(len(parts)))
	for _, part := range parts {
		switch p := part.(type) {
		case emulation.ID:
			k = appendBytes(k, p[:])
		case string:
			k = appendText(k, p)
		case uint64:
			k = appendHead(k, 0, p)
		default:
			k = append(k, MustEncode(p)...)
		}
	}
	return k
}

// MarshalCBOR writes the array as it is.
func (k Key) MarshalCBOR() ([]byte, error) {
	if len(k) == 0 {
		return []byte{0x80}, nil
	}
	return k, nil
}

// UnmarshalCBOR keeps the array's bytes.
func (k *Key) UnmarshalCBOR(b []byte) error { *k = append((*k)[:0:0], b...); return nil }

// Len is the number of parts; 0 for a broken key.
func (k Key) Len() int {
	major, n, _, err := head(k)
	if err != nil || major != 4 || n > maxKeyParts {
		return 0
	}
	return int(n)
}

// part gives major type and content of part i.
func (k Key) part(i int) (byte, []byte, uint64) {
	if i >= k.Len() {
		return 0xff, nil, 0
	}
	rest := []byte(k[1:])
	for ; i > 0; i-- {
		var err error
		if rest, err = checkItem(rest, 1); err != nil {
			return 0xff, nil, 0
		}
	}
	major, arg, rest, err := head(rest)
	if err != nil {
		return 0xff, nil, 0
	}
	if major == 2 || major == 3 {
		if arg > uint64(len(rest)) {
			return 0xff, nil, 0
		}
		return major, rest[:arg], arg
	}
	return major, nil, arg
}

// Text is part i as text, "" if it is none.
func (k Key) Text(i int) string {
	if major, b, _ := k.part(i); major == 3 {
		return string(b)
	}
	return ""
}

// ID is part i as an id, zero if it is none.
func (k Key) ID(i int) emulation.ID {
	if major, b, _ := k.part(i); major == 2 && len(b) == 16 {
		return emulation.ID(b)
	}
	return emulation.ID{}
}

// Number is part i as a whole number, 0 if it is none.
func (k Key) Number(i int) uint64 {
	if major, _, n := k.part(i); major == 0 {
		return n
	}
	return 0
}

// Bytes is part i as a byte string, nil if it is none.
func (k Key) Bytes(i int) []byte {
	if major, b, _ := k.part(i); major == 2 {
		return b
	}
	return nil
}

// Group is the owner under which a record is listed: the first part of the key if that is an id, else zero.
func (k Key) Group() emulation.ID { return k.ID(0) }

// RecordID names a record by its natural key: the first 16 bytes of SHA-256 over the CBOR array ["record/1", kind, key…].
func RecordID(kind string, key Key) emulation.ID {
	b := make([]byte, 0, 96)
	b = appendHead(b, 4, uint64(2+key.Len()))
	b = appendText(b, "record/1")
	b = appendText(b, kind)
	if len(key) > 1 {
		b = append(b, key[1:]...)
	}
	sum := sha256.Sum256(b)
	return emulation.ID(sum[:16])
}

func freeID(log LogID, scope Scope, epoch, seq uint64, op int) emulation.ID {
	b := make([]byte, 0, 96)
	b = appendHead(b, 4, 6)
	b = appendText(b, "free/1")
	b = appendBytes(b, log[:])
	b = appendBytes(b, scope[:])
	b = appendHead(b, 0, epoch)
	b = appendHead(b, 0, seq)
	b = appendHead(b, 0, uint64(op))
	sum := sha256.Sum256(b)
	return emulation.ID(sum[:16])
}

// Op is a short way to write an operation on a natural record; value is anything Encode takes.
func Op(kind string, key Key, field string, value any, expects ...VersionID) Operation {
	return Operation{Kind: kind, Key: key, Field: field, Value: MustEncode(value), Expects: expects}
}

func (o *Operation) check() error {
	if !kindName(o.Kind) || len(o.Field) > 64 || len(o.Value) == 0 {
		return malformed("operation")
	}
	if len(o.Key) == 0 && o.Record.IsZero() && !o.New {
		return malformed("operation")
	}
	if len(o.Key) > 0 {
		if major, n, _, err := head(o.Key); err != nil || major != 4 || n > maxKeyParts {
			return malformed("key")
		}
		for i := range o.Key.Len() {
			if major, _, _ := o.Key.part(i); major != 0 && major != 2 && major != 3 {
				return malformed("key")
			}
		}
	}
	if o.New && !o.Record.IsZero() {
		return malformed("operation")
	}
	return nil
}

// kindName reports whether a name can be a kind of record: small letters, digits and dashes, a letter first, at most 32. What the fold
// keeps for itself is named otherwise, so no change can write it.
func kindName(s string) bool {
	for i := range len(s) {
		c := s[i]
		if (c < 'a' || c > 'z') && (i == 0 || (c < '0' || c > '9') && c != '-') {
			return false
		}
	}
	return s != "" && len(s) <= 32
}

// Is reports whether part i is of a sort: 'i' an id, 't' text, 'n' a number, 'b' a byte string.
func (k Key) Is(i int, sort byte) bool {
	major, b, _ := k.part(i)
	switch sort {
	case 'i':
		return major == 2 && len(b) == 16
	case 't':
		return major == 3
	case 'n':
		return major == 0
	case 'b':
		return major == 2
	}
	return false
}
