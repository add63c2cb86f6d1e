package wire

import (
	"errors"

	"thidua/emulation"
	"thidua/sync/changeset"
)

// Limits of what is read at all, in bytes.
const (
	MaxFrame    = 16 << 10                         // payload of a frame
	MaxItem     = changeset.MaxSubmit + 128<<10    // one item: the largest change with its personal values
	MaxOpening  = 1 << 10                          // what stands before the compressed part of a request
	MaxRequest  = 4 << 20                          // a request as it travels
	MaxInflated = 16 << 20                         // a request after decompression
	MaxUnproved = 1 << 20                          // the same, of a caller who has not proved who it is
	MaxChunk    = changeset.BlobChunk + 32*64 + 16 // an encoded Chunk
	maxWindow   = 1 << 20                          // memory of the decompressor
	window      = 256 << 10                        // and what our own compressor asks of it
)

// MaxPushes is how many changes one request may push, proved or not. A desk with more sends several requests.
const MaxPushes = 2000

// MaxAsked is how many evidence files one answer asks for, and one request tells to lack. The next goes on behind them.
const MaxAsked = 64

func malformed(what string) *emulation.Error {
	return emulation.Errorf(emulation.Corrupt, "wire.malformed", "what", what)
}

// altered is an error about bytes that no end of a line wrote so.
func altered(what string) *emulation.Error {
	return emulation.Errorf(emulation.Corrupt, "wire.altered", "what", what)
}

func tooLarge(limit int) *emulation.Error {
	return emulation.Errorf(emulation.Invalid, "wire.too-large", "limit", limit)
}

func cut(cause error) *emulation.Error {
	return emulation.Errorf(emulation.Unavailable, "wire.cut").Because(cause)
}

// IsCut reports whether an error means that the bytes ended too early: everything read before it is whole and counts.
func IsCut(err error) bool { return emulation.KeyOf(err) == "wire.cut" }

// IsUnrestored reports whether an error means that packed items were not restored exactly: asked for again as they are, they may be.
func IsUnrestored(err error) bool {
	var e *emulation.Error
	if !errors.As(err, &e) || e.Message.Key != "wire.malformed" {
		return false
	}
	return e.Message.Args["what"] == "pack" || e.Message.Args["what"] == "pack-sum" || IsUnheld(err)
}

// IsUnheld reports whether a pack named a change of the reader's own that the reader does not hold: asked for without FeatureOwn, it is told.
func IsUnheld(err error) bool {
	var e *emulation.Error
	return errors.As(err, &e) && e.Message.Key == "wire.malformed" && e.Message.Args["what"] == "pack-own"
}
