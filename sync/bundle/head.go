package bundle

import (
	"slices"

	"thidua/emulation"
	"thidua/sync/changeset"
	"thidua/sync/identity"
)

// Format is the version of the file.
const Format = 1

// Extension ends the name of a bundle.
const Extension = ".thidua"

// magic is the first line, so that another file is told apart at once.
const magic = "thidua-bundle/1\n"

// Limits of what is read at all.
const (
	MaxFile     = 64 << 20  // bytes of a file
	MaxInflated = 256 << 20 // bytes of its items
	MaxFor      = 1000      // recipients; age takes no more than 1,024
	MaxPushes   = 100_000   // changes without a leaf in one file
	maxHead     = 32 << 10  // bytes of the head
)

// Purpose is what a bundle is.
type Purpose uint64

// The purposes of bundles.
const (
	Request  Purpose = 1 // from a desk to its server: a Header, Pushes, FileChunks
	Answer   Purpose = 2 // from a server to a desk: a View, Acks, Entries, Checkpoints, BlobStates, FileChunks, a Receipt
	Copy     Purpose = 3 // from a desk to colleagues: Entries and Checkpoints
	Receipts Purpose = 4 // from whoever carried bundles to their makers: Receipts
)

// Head stands before the encrypted part, for those who carry the file: from whom, for whom, when. It names keys and nobody.
type Head struct {
	Format  uint64             `cbor:"1,keyasint"`
	Tenant  changeset.Tenant   `cbor:"2,keyasint"`
	Maker   identity.PublicKey `cbor:"3,keyasint"`
	For     []changeset.LogID  `cbor:"4,keyasint"` // in order, each once
	Made    int64              `cbor:"5,keyasint"` // milliseconds since 1970, by the maker's clock
	Purpose Purpose            `cbor:"6,keyasint"`
}

// IsFor reports whether a key is among those the bundle is encrypted to.
func (h *Head) IsFor(log changeset.LogID) bool { return slices.Contains(h.For, log) }

func (h *Head) check() error {
	if h.Format > Format {
		return emulation.Errorf(emulation.Newer, "bundle.newer")
	}
	sorted := slices.IsSortedFunc(h.For, func(a, b changeset.LogID) int { return slices.Compare(a[:], b[:]) })
	if h.Format == 0 || len(h.For) == 0 || len(h.For) > MaxFor || !sorted || h.Made < 0 || h.Purpose == 0 {
		return damaged(nil)
	}
	return nil
}

// damaged says that the bytes are not those that were written: cut off, copied badly, or changed.
func damaged(cause error) error {
	return emulation.Errorf(emulation.Corrupt, "bundle.damaged").Because(cause)
}
