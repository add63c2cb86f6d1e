package wire

import (
	"thidua/emulation"
	"thidua/sync/changeset"
)

// What stands in bundles beside the items of requests and responses.
const (
	kindFileChunk = 34
	kindReceipt   = 35
)

// FileChunk is one chunk of an evidence file where there is no address that names it; CheckChunk of Blob tells whether it belongs to the file.
type FileChunk struct {
	Blob changeset.BlobName `cbor:"1,keyasint"`
	N    int64              `cbor:"2,keyasint"`
	Path []byte             `cbor:"3,keyasint,omitempty"` // audit path, 32 bytes a step
	Data []byte             `cbor:"4,keyasint"`
}

// Receipt says that the maker of a bundle had another bundle in hand. It is about the file and says nothing of what became of the changes in it.
type Receipt struct {
	Bundle emulation.Hash `cbor:"1,keyasint"` // SHA-256 of the file
	At     int64          `cbor:"2,keyasint"` // milliseconds since 1970, by the clock of whoever had it
}

// Waiting is what a relay holds for somebody: digests of bundles, oldest first.
type Waiting struct {
	Format  uint64           `cbor:"1,keyasint"` // 1
	Bundles []emulation.Hash `cbor:"2,keyasint"`
}
