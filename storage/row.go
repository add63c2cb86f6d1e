package storage

import (
	"encoding/binary"
	"hash/crc32"

	"thidua/emulation"
	"thidua/sync/changeset"
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// maxRow is the longest value of a row: longer ones would leave Badger's tables for its value log, whose fsync errors are only logged.
const maxRow = 1<<20 - 1

// sealRow puts a CRC32C over key and value behind the value: an altered row, or one that stands under another key, is seen when read.
func sealRow(key, value []byte) []byte {
	sum := crc32.Update(crc32.Checksum(key, castagnoli), castagnoli, value)
	return binary.BigEndian.AppendUint32(value[:len(value):len(value)], sum)
}

// openRow checks a row and gives its value.
func openRow(key, sealed []byte) ([]byte, error) {
	if len(sealed) < 4 {
		return nil, rowError(key)
	}
	value := sealed[:len(sealed)-4]
	sum := crc32.Update(crc32.Checksum(key, castagnoli), castagnoli, value)
	if sum != binary.BigEndian.Uint32(sealed[len(value):]) {
		return nil, rowError(key)
	}
	return value, nil
}

func rowError(key []byte) *emulation.Error {
	table := -1
	if len(key) > 0 {
		table = int(key[0])
	}
	return emulation.Errorf(emulation.Corrupt, "storage.row", "table", table)
}

// logRow is the value of a log row: root after it, leaf, commitments of the personal values beside the change, the change (may be empty).
// Personal values themselves stand in their own table, so that they can be withdrawn.
type logRow struct {
	root     emulation.Hash
	leaf     []byte
	detached []emulation.Hash
	raw      []byte
}

func (r *logRow) encode() []byte {
	b := make([]byte, 0, len(r.root)+len(r.leaf)+len(r.raw)+32*len(r.detached)+16)
	b = append(b, r.root[:]...)
	b = binary.AppendUvarint(b, uint64(len(r.leaf)))
	b = append(b, r.leaf...)
	return appendChange(b, r.detached, r.raw)
}

func decodeLogRow(key, b []byte) (*logRow, error) {
	r := new(logRow)
	if len(b) < len(r.root) {
		return nil, rowError(key)
	}
	b = b[copy(r.root[:], b):]
	n, w := binary.Uvarint(b)
	if w <= 0 || n > uint64(len(b)-w) {
		return nil, rowError(key)
	}
	r.leaf, b = b[w:w+int(n)], b[w+int(n):]
	var ok bool
	if r.detached, r.raw, ok = splitChange(b); !ok {
		return nil, rowError(key)
	}
	return r, nil
}

// pendingRow is the value of a pending row: an own change without a leaf.
type pendingRow struct {
	identity changeset.Identity
	tenant   changeset.Tenant
	detached []emulation.Hash
	raw      []byte
}

func (r *pendingRow) encode() []byte {
	b := append(append([]byte(nil), r.identity[:]...), r.tenant[:]...)
	return appendChange(b, r.detached, r.raw)
}

func decodePendingRow(key, b []byte) (*pendingRow, error) {
	r := new(pendingRow)
	if len(b) < len(r.identity)+len(r.tenant) {
		return nil, rowError(key)
	}
	b = b[copy(r.identity[:], b):]
	b = b[copy(r.tenant[:], b):]
	var ok bool
	if r.detached, r.raw, ok = splitChange(b); !ok {
		return nil, rowError(key)
	}
	return r, nil
}

// appendChange writes the number of commitments, the commitments, and the change to the end.
func appendChange(b []byte, detached []emulation.Hash, raw []byte) []byte {
	b = binary.AppendUvarint(b, uint64(len(detached)))
	for _, c := range detached {
		b = append(b, c[:]...)
	}
	return append(b, raw...)
}

func splitChange(b []byte) (detached []emulation.Hash, raw []byte, ok bool) {
	n, w := binary.Uvarint(b)
	if w <= 0 || n > uint64(len(b)-w)/32 {
		return nil, nil, false
	}
	b = b[w:]
	for ; n > 0; n-- {
		detached = append(detached, emulation.Hash(b[:32]))
		b = b[32:]
	}
	return detached, b, true
}

// commitments lists the names of personal values.
func commitments(ds []changeset.Detached) []emulation.Hash {
	out := make([]emulation.Hash, len(ds))
	for i := range ds {
		out[i] = ds[i].Commitment()
	}
	return out
}
