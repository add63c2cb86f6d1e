package storage

import (
	"encoding/binary"
	"hash/crc32"
	"os"

	"thidua/internal/durable"
)

// A checksum does more than tell that a bit has flipped: it says which one. Flipping one bit of n bytes changes their CRC32C by a value
// that belongs to that bit alone (the polynomial tells any two apart far beyond the lengths used here), so the difference between the
// stored and the computed sum leads back to it. Two or more flipped bits lead nowhere, or, once in 2³² ÷ (8·n) times, to a wrong bit,
// which the checksum over each row then tells.

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

// mendTail tries every bit of the last n bytes.
func mendTail(b []byte, n int, sound func() bool) bool {
	for at := len(b) - 1; at >= max(0, len(b)-n); at-- {
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

// sumLength is at least the length of a checksum message with its length behind it.
const sumLength = 16

// mendSummed repairs bytes that end in a checksum message and its length, as a block does, if one bit flipped.
func mendSummed(b []byte) bool {
	sound := func() bool { return checkBlock(b) }
	if mendTail(b, sumLength, sound) {
		return true
	}
	n := uint64(binary.BigEndian.Uint32(b[len(b)-4:]))
	if n > uint64(len(b)-4) {
		return false
	}
	data := b[:uint64(len(b)-4)-n]
	want, ok := checksum(b[len(data) : len(b)-4])
	if !ok {
		return false
	}
	at, bit, ok := flippedBit(data, want)
	if ok {
		data[at] ^= bit
	}
	return ok
}

// mendTable repairs a table with one flipped bit; it says whether the table is whole now.
func mendTable(path string) (bool, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return false, err
	}
	if !mendIndex(raw) {
		return false, nil
	}
	blocks, _, ok := tableBlocks(raw)
	if !ok {
		return false, nil
	}
	for _, b := range blocks {
		if !checkBlock(b) && !mendSummed(b) {
			return false, nil
		}
	}
	return true, durable.Replace(path, durable.Private, durable.Bytes(raw))
}

// mendIndex repairs the end of a table: index, its length, its checksum, the checksum's length.
func mendIndex(raw []byte) bool {
	sound := func() bool { _, _, ok := tableBlocks(raw); return ok }
	if sound() || mendTail(raw, sumLength+4, sound) {
		return true
	}
	index, sum, ok := tableIndex(raw)
	if !ok {
		return false
	}
	want, ok := checksum(sum)
	if !ok {
		return false
	}
	at, bit, ok := flippedBit(index, want)
	if ok {
		index[at] ^= bit
	}
	return ok && sound()
}
