package storage

import (
	"encoding/binary"

	"thidua/emulation"
	"thidua/storage/kv"
	"thidua/sync/changeset"
)

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
		return nil, kv.Damaged(key)
	}
	b = b[copy(r.root[:], b):]
	n, w := binary.Uvarint(b)
	if w <= 0 || n > uint64(len(b)-w) {
		return nil, kv.Damaged(key)
	}
	r.leaf, b = b[w:w+int(n)], b[w+int(n):]
	var ok bool
	if r.detached, r.raw, ok = splitChange(b); !ok {
		return nil, kv.Damaged(key)
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
		return nil, kv.Damaged(key)
	}
	b = b[copy(r.identity[:], b):]
	b = b[copy(r.tenant[:], b):]
	var ok bool
	if r.detached, r.raw, ok = splitChange(b); !ok {
		return nil, kv.Damaged(key)
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
