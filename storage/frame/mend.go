package frame

import (
	"encoding/binary"
	"hash/crc32"
)

// A checksum does more than tell that a bit has flipped: it says which one. Flipping one bit of n bytes changes their CRC32C by a value
// that belongs to that bit alone (the polynomial tells any two apart far beyond the lengths used here), so the difference between the
// stored and the computed sum leads back to it. Two or more flipped bits lead nowhere, or, once in 2³² ÷ (8·n) times, to a wrong bit,
// which strict decoding of the payload then tells. The journal is mended so, since what stands in it may stand nowhere else.

// Mend repairs a frame with one flipped bit, which must be all of b.
func Mend(b []byte) bool {
	if len(b) < Header {
		return false
	}
	sound := func() bool {
		_, size, ok := Read(b)
		return ok && size == len(b)
	}
	if mendHeader(b, sound) {
		return true
	}
	// The sum covers length and payload, which do not stand side by side.
	covered := append(append([]byte(nil), b[4:8]...), b[Header:]...)
	at, bit, ok := flippedBit(covered, binary.BigEndian.Uint32(b[8:]))
	if !ok || at < 4 {
		return false
	}
	b[Header+at-4] ^= bit
	return sound()
}

// flippedBit finds the one bit of data that explains the difference between its checksum and the wanted one.
func flippedBit(data []byte, want uint32) (at int, bit byte, ok bool) {
	difference := crc32.Checksum(data, castagnoli) ^ want
	var change [8]uint32 // of each bit of the byte at hand
	for i := range change {
		change[i] = castagnoli[1<<i]
	}
	for at = len(data) - 1; at >= 0; at-- {
		for i := range change {
			if change[i] == difference {
				return at, 1 << i, true
			}
			change[i] = castagnoli[change[i]&0xff] ^ change[i]>>8
		}
	}
	return 0, 0, false
}

// mendHeader tries every bit of the header.
func mendHeader(b []byte, sound func() bool) bool {
	for at := range Header {
		for bit := byte(1); bit != 0; bit <<= 1 {
			b[at] ^= bit
			if sound() {
				return true
			}
			b[at] ^= bit
		}
	}
	return false
}
