package crypt

import (
	"bytes"

	"thidua/emulation"
	"thidua/storage/frame"
	"thidua/sync/changeset"
)

// Lock is what lies in plain in an encrypted folder and in its backups: which secret opens it, and the secret under a passphrase if the person
// chose one.
type Lock struct {
	ID      string `cbor:"1,keyasint"`           // of the Key
	Salt    []byte `cbor:"2,keyasint,omitempty"` // of the passphrase; none without one
	Wrapped []byte `cbor:"3,keyasint,omitempty"` // the secret under it
	Alone   bool   `cbor:"4,keyasint,omitempty"` // of a backup only: the folder it was made of lies in plain, and so does one that is made of it
}

// Encode writes the lock twice, so that one flipped bit or a cut leaves one of the two.
func (l *Lock) Encode() ([]byte, error) {
	payload, err := changeset.Encode(l)
	if err != nil {
		return nil, err
	}
	return frame.Append(frame.Append(nil, payload), payload), nil
}

// DecodeLock reads a lock, whichever of its two copies is sound; else Corrupt "storage.lock-damaged".
func DecodeLock(raw []byte) (*Lock, error) {
	var found *Lock
	err := frame.Scan(bytes.NewReader(raw), func(_ int64, payload []byte) error {
		if l := new(Lock); found == nil && changeset.UnmarshalStrict(payload, l) == nil && len(l.ID) == 16 {
			found = l
		}
		return nil
	}, func(int64, []byte, bool) error { return nil })
	if err != nil || found == nil {
		return nil, emulation.Errorf(emulation.Corrupt, "storage.lock-damaged").Because(err)
	}
	return found, nil
}
