package changeset

import (
	"thidua/emulation"
)

// Detached is a personal value kept beside a change: the change holds only its commitment, so the value can be withdrawn without breaking
// a signature (Law 91/2025/QH15 on personal data). Salt is 32 random bytes.
type Detached struct {
	_     struct{} `cbor:",toarray"`
	Salt  [32]byte
	Value []byte
}

// Commitment is SHA-256("value/1" ‖ salt ‖ value).
func (d Detached) Commitment() emulation.Hash {
	return emulation.Digest([]byte("value/1"), d.Salt[:], d.Value)
}
