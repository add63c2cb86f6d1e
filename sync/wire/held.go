package wire

import "thidua/sync/changeset"

// HeldPlace is what a server holds back of one key for its office to decide: changes that got no leaf because the key was revoked or a quota was
// used up. It is bounded; the oldest are kept, and Dropped counts the others, up to emulation.MostHeld.
type HeldPlace struct {
	Log     changeset.LogID `cbor:"1,keyasint"`
	Changes []HeldChange    `cbor:"2,keyasint,omitempty"`
	Dropped uint64          `cbor:"3,keyasint,omitempty"`
}

// HeldChange is one of them, without its content.
type HeldChange struct {
	Identity   changeset.Identity `cbor:"1,keyasint"`
	Scope      changeset.Scope    `cbor:"2,keyasint"`
	Epoch      uint64             `cbor:"3,keyasint,omitempty"`
	Seq        uint64             `cbor:"4,keyasint"`
	At         int64              `cbor:"5,keyasint"` // when it came first, milliseconds since 1970
	Bytes      uint64             `cbor:"6,keyasint"`
	Reason     string             `cbor:"7,keyasint"` // a word of package judge
	Intent     string             `cbor:"8,keyasint,omitempty"`
	Operations uint64             `cbor:"9,keyasint"`
}

// HeldAll follows the last HeldPlace: the digest of all of them.
type HeldAll struct {
	Digest []byte `cbor:"1,keyasint"`
}
