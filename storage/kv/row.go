package kv

import (
	"encoding/binary"
	"hash/crc32"

	"thidua/emulation"
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// longest is the longest value of a row with its checksum: longer ones would leave Badger's tables for its value log, whose fsync errors are
// only logged.
const longest = 1<<20 - 1

// sealRow puts a CRC32C over key and value behind the value: an altered row, or one that stands under another key, is seen when read.
func sealRow(key, value []byte) []byte {
	sum := crc32.Update(crc32.Checksum(key, castagnoli), castagnoli, value)
	return binary.BigEndian.AppendUint32(value[:len(value):len(value)], sum)
}

// openRow checks a row and gives its value.
func openRow(key, sealed []byte) ([]byte, error) {
	if len(sealed) < 4 {
		return nil, Damaged(key)
	}
	value := sealed[:len(sealed)-4]
	sum := crc32.Update(crc32.Checksum(key, castagnoli), castagnoli, value)
	if sum != binary.BigEndian.Uint32(sealed[len(value):]) {
		return nil, Damaged(key)
	}
	return value, nil
}

// Damaged says that a row is not what was written. The first byte of a key is its table.
func Damaged(key []byte) *emulation.Error {
	table := -1
	if len(key) > 0 {
		table = int(key[0])
	}
	return emulation.Errorf(emulation.Corrupt, "storage.row", "table", table)
}

// AppendRow writes a row behind others: uvarint length ‖ key ‖ uvarint length of the value plus one ‖ value, or ‖ 0 where it is removed.
func AppendRow(b, k, value []byte) []byte {
	b = binary.AppendUvarint(b, uint64(len(k)))
	b = append(b, k...)
	if value == nil {
		return append(b, 0)
	}
	b = binary.AppendUvarint(b, uint64(len(value))+1)
	return append(b, value...)
}

// EachRow visits rows that AppendRow wrote; value is nil where one is removed. Bytes that are none are an error with code Corrupt.
func EachRow(b []byte, fn func(k, value []byte) error) error {
	for len(b) > 0 {
		k, rest, ok := cut(b, 0)
		if !ok {
			return Damaged(nil)
		}
		value, rest, ok := cut(rest, 1)
		if !ok {
			return Damaged(k)
		}
		if err := fn(k, value); err != nil {
			return err
		}
		b = rest
	}
	return nil
}

// cut takes a length, less a number, and as many bytes; nil if the length is less than that number.
func cut(b []byte, less uint64) (part, rest []byte, ok bool) {
	n, w := binary.Uvarint(b)
	if w <= 0 {
		return nil, nil, false
	}
	b = b[w:]
	if n < less {
		return nil, b, true
	}
	if n -= less; n > uint64(len(b)) {
		return nil, nil, false
	}
	return present(b[:n:n]), b[n:], true
}

// present is a value that is there, though it may be empty.
func present(value []byte) []byte {
	if value == nil {
		return []byte{}
	}
	return value
}
