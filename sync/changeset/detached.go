package changeset

import (
	"slices"

	"thidua/emulation"
)

// Detached is a personal value kept beside a change: the change holds only its commitment, so the value can be withdrawn without breaking
// a signature (Law 91/2025/QH15 on personal data). Salt is 32 random bytes.
type Detached struct {
	_     struct{} `cbor:",toarray"`
	Salt  [32]byte
	Value []byte
}

// Nothing is the value that takes a personal value back: its commitment is the same for everybody, so that the log shows that nothing stands there any
// more and every store drops what stood before.
var Nothing = Detached{Value: []byte{}}

// MaxDetached is how many bytes of personal values stand beside one change, together.
const MaxDetached = 64 << 10

// DetachedBytes is how long personal values are together.
func DetachedBytes(ds []Detached) (n int) {
	for i := range ds {
		n += len(ds[i].Value)
	}
	return n
}

// Commitment is SHA-256("value/1" ‖ salt ‖ value).
func (d Detached) Commitment() emulation.Hash {
	return emulation.Digest([]byte("value/1"), d.Salt[:], d.Value)
}

// Named keeps of personal values those whose commitment the change holds, each once and within MaxDetached; bare are the commitments without
// one. Nobody but the change says which values it has: what stands beside it is under no signature.
func (c *Change) Named(came []Detached) (named []Detached, bare []emulation.Hash) {
	values := map[emulation.Hash]Detached{}
	left := MaxDetached
	for _, d := range came {
		if left -= len(d.Value); left >= 0 {
			values[d.Commitment()] = d
		}
	}
	told := map[emulation.Hash]bool{}
	for i := range c.Operations {
		var h emulation.Hash
		v := c.Operations[i].Value
		if len(v) != 2+len(h) || v[0] != 0x58 || v[1] != byte(len(h)) { // a string of 32 bytes
			continue
		}
		if h = emulation.Hash(v[2:]); told[h] {
			continue
		}
		told[h] = true
		if d, ok := values[h]; ok {
			named = append(named, d)
		} else {
			bare = append(bare, h)
		}
	}
	return named, bare
}

// Late are those of personal values that do not stand yet, of which the commitments are given.
func Late(came []Detached, stand []emulation.Hash) []Detached {
	return emulation.Where(came, func(d Detached) bool { return !slices.Contains(stand, d.Commitment()) })
}

// Commitments are those of personal values.
func Commitments(ds []Detached) []emulation.Hash { return emulation.Map(ds, Detached.Commitment) }

// Beside adds to Named those that are here already; bare are the commitments of those that are still missing.
func (c *Change) Beside(came []Detached, here func(commitment emulation.Hash) (*Detached, error)) (beside []Detached, bare []emulation.Hash, err error) {
	beside, missing := c.Named(came)
	for _, commitment := range missing {
		d, err := here(commitment)
		if err != nil {
			return nil, nil, err
		}
		if d == nil {
			bare = append(bare, commitment)
			continue
		}
		beside = append(beside, *d)
	}
	return beside, bare, nil
}
