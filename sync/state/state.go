// Package state is the digest of what the accepted changes of a log amount to. Whoever has the log folds the same state and has the same
// digest; the server signs it, and desks compare.
//
// The digest is LtHash16 (Bellare and Micciancio 1997; Lewi et al., "Securing Update Propagation with Homomorphic Hashing", 2019): a set of
// elements is the sum of their hashes in (Z/2^16)^1024, so that what one change costs does not depend on how much is there. An element is a
// field of a record with its heads.
package state

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/sha256"
	"encoding/binary"
	"sort"
	"strings"
	"sync"

	"thidua/emulation"
	"thidua/sync/changeset"
)

// words is the length of a sum: 1,024 numbers of 16 bits, four in each word.
const words = 256

// Sum is the sum of the elements of a state; the zero value is that of an empty one.
type Sum [words]uint64

// highs are the highest bits of the four numbers in a word.
const highs = 0x8000_8000_8000_8000

// Element is a field of a record with its heads, as SHA-256; the zero value: no leaf gave it a value.
type Element emulation.Hash

// ElementOf is the element of a field as the leaves left it; what has no leaf is outside.
func ElementOf(ref changeset.Ref, r *changeset.Record, field string) Element {
	heads := r.Heads(field, changeset.Logged)
	if len(heads) == 0 || strings.HasPrefix(ref.Kind, "_") { // what the fold keeps for itself is outside
		return Element{}
	}
	if len(heads) > 1 {
		sort.Slice(heads, func(i, j int) bool { return string(version(nil, &heads[i])) < string(version(nil, &heads[j])) })
	}
	b := make([]byte, 0, 160)
	b = append(append(b, byte(len(ref.Kind))), ref.Kind...)
	b = append(append(b, ref.Group[:]...), ref.ID[:]...)
	b = append(append(b, byte(len(field))), field...)
	for i := range heads {
		b = version(b, &heads[i])
		sum := sha256.Sum256(heads[i].Value)
		b = append(b, sum[:]...)
	}
	return sha256.Sum256(b)
}

// version appends what names a version.
func version(b []byte, v *changeset.Version) []byte {
	return binary.BigEndian.AppendUint32(append(b, v.ID.Change[:]...), v.ID.Op)
}

// Replace puts an element in the place of another; either may be the zero value. A nil sum stays nil.
func (s *Sum) Replace(before, after Element) {
	if s == nil || before == after {
		return
	}
	if before != (Element{}) {
		drawn := before.drawn()
		defer drawings.Put(drawn)
		for i, a := range s {
			b := binary.LittleEndian.Uint64(drawn[8*i:])
			s[i] = ((a | highs) - (b &^ highs)) ^ ((a ^ ^b) & highs)
		}
	}
	if after != (Element{}) {
		drawn := after.drawn()
		defer drawings.Put(drawn)
		for i, a := range s {
			b := binary.LittleEndian.Uint64(drawn[8*i:])
			s[i] = ((a &^ highs) + (b &^ highs)) ^ ((a ^ b) & highs)
		}
	}
}

// drawing is an element drawn out.
type drawing [8 * words]byte

var drawings = sync.Pool{New: func() any { return new(drawing) }}

// drawn is the element drawn out to as many bytes as a sum has: the stream of AES-256 in counter mode.
func (e *Element) drawn() *drawing {
	block, err := aes.NewCipher(e[:])
	if err != nil {
		panic(err) // 32 bytes are a key
	}
	b := drawings.Get().(*drawing)
	clear(b[:])
	cipher.NewCTR(block, make([]byte, aes.BlockSize)).XORKeyStream(b[:], b[:])
	return b
}

// Hash is the digest of the state of a log with that sum.
func (s *Sum) Hash(scope changeset.Scope) emulation.Hash {
	return sha256.Sum256(s.append(append([]byte("state/2"), scope[:]...)))
}

func (s *Sum) append(b []byte) []byte {
	for _, w := range s {
		b = binary.LittleEndian.AppendUint64(b, w)
	}
	return b
}

// Records is where the records of logs are.
type Records interface {
	// EachRecord visits the records of one kind of one owner; a zero group visits all owners, an empty kind all kinds.
	EachRecord(scope changeset.Scope, kind string, group emulation.ID, fn func(changeset.Ref, *changeset.Record) error) error
}

// Summed adds the state of a log up anew, from every record.
func Summed(v Records, scope changeset.Scope) (*Sum, error) {
	s := new(Sum)
	return s, v.EachRecord(scope, "", emulation.ID{}, func(ref changeset.Ref, r *changeset.Record) error {
		for f := range r.Fields {
			s.Replace(Element{}, ElementOf(ref, r, f))
		}
		return nil
	})
}

// Of is the digest of the state of a log, added up anew: what its accepted changes amount to, without pending ones and without what the fold
// keeps for itself.
func Of(v Records, scope changeset.Scope) (emulation.Hash, error) {
	s, err := Summed(v, scope)
	return s.Hash(scope), err
}
