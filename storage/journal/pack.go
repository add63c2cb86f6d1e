package journal

import (
	"sync"

	"github.com/klauspost/compress/zstd"

	"thidua/storage/frame"
)

// The rows of a commit stand compressed (zstd) in its record: identities and logs are named again and again in them. Programs before schema 3
// wrote them as they are, and those are read too.

var packer = sync.OnceValue(func() *zstd.Encoder {
	e, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithLowerEncoderMem(true), zstd.WithEncoderLevel(zstd.SpeedFastest))
	if err != nil {
		panic(err) // constant options
	}
	return e
})

var unpacker = sync.OnceValue(func() *zstd.Decoder {
	d, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(frame.Longest))
	if err != nil {
		panic(err)
	}
	return d
})

// ofRows is the record of what a commit wrote.
func ofRows(rows []byte, commit uint64) *record {
	return &record{Packed: packer().EncodeAll(rows, nil), Commit: commit}
}

// unpacked is what the commit of a record wrote.
func (r *record) unpacked() ([]byte, error) {
	if len(r.Packed) == 0 {
		return r.Rows, nil
	}
	return unpacker().DecodeAll(r.Packed, nil)
}

// hasRows reports whether it is the record of a server's commit.
func (r *record) hasRows() bool { return len(r.Rows) > 0 || len(r.Packed) > 0 }
