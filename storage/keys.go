package storage

import (
	"encoding/binary"

	"thidua/emulation"
	"thidua/sync/changeset"
)

// The first byte of a key is its table; docs/format.md describes the rows. Numbers are never used again for something else.
const (
	tableSchema   = 0x00 // → schema number
	tableLog      = 0x01 // scope ‖ index → root after, leaf, commitments, change
	tableHead     = 0x02 // scope → changeset.LogHead
	tablePlace    = 0x03 // identity → changeset.Place
	tableChain    = 0x04 // scope ‖ log ‖ epoch → changeset.ChainHead
	tableOwn      = 0x05 // scope → changeset.ChainHead
	tablePending  = 0x06 // number → identity, commitments, change
	tableRecord   = 0x07 // scope ‖ kind ‖ group ‖ id → record
	tableDetached = 0x08 // commitment → changeset.Detached
	tableMeta     = 0x09 // name → value
	tableCommit   = 0x0a // number modulo commitSlots → number
	tableValue    = 0x0b // SHA-256 → a long value of a record's version
	tableCut      = 0x0c // number ‖ scope ‖ index → the row of a log as it was before a cut
)

// commitSlots is how many commits keep their row: more than ever wait in Badger's write-ahead logs, so that a hole in them is seen.
const commitSlots = 1 << 17

func key(table byte, parts ...[]byte) []byte {
	n := 1
	for _, p := range parts {
		n += len(p)
	}
	k := make([]byte, 1, n)
	k[0] = table
	for _, p := range parts {
		k = append(k, p...)
	}
	return k
}

func number(n uint64) []byte { return binary.BigEndian.AppendUint64(nil, n) }

func logKey(s changeset.Scope, index uint64) []byte { return key(tableLog, s[:], number(index)) }

func chainKey(c changeset.ChainKey) []byte {
	return key(tableChain, c.Scope[:], c.Log[:], number(c.Epoch))
}

func commitKey(n uint64) []byte {
	return key(tableCommit, binary.BigEndian.AppendUint32(nil, uint32(n%commitSlots)))
}

// cutKey is the key of a leaf that was cut, by its scope and index; without them, where those of one cut begin.
func cutKey(cut uint64, leaf []byte) []byte { return key(tableCut, number(cut), leaf) }

// kindPrefix is where the records of one kind begin, of one owner if group is not zero; an empty kind stands for all kinds and owners.
func kindPrefix(s changeset.Scope, kind string, group emulation.ID) []byte {
	if kind == "" {
		return key(tableRecord, s[:])
	}
	k := key(tableRecord, s[:], []byte{byte(len(kind))}, []byte(kind))
	if !group.IsZero() {
		k = append(k, group[:]...)
	}
	return k
}

func recordKey(r changeset.Ref) []byte {
	return key(tableRecord, r.Scope[:], []byte{byte(len(r.Kind))}, []byte(r.Kind), r.Group[:], r.ID[:])
}

// parseRecordKey takes a record's key apart; false if it is none.
func parseRecordKey(k []byte) (changeset.Ref, bool) {
	var r changeset.Ref
	if len(k) < 1+17+1 || k[0] != tableRecord {
		return r, false
	}
	copy(r.Scope[:], k[1:18])
	kind := int(k[18])
	if len(k) != 19+kind+32 {
		return r, false
	}
	r.Kind = string(k[19 : 19+kind])
	copy(r.Group[:], k[19+kind:])
	copy(r.ID[:], k[19+kind+16:])
	return r, true
}
