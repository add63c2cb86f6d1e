package storage

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math"
	"os"

	"github.com/dgraph-io/badger/v4"
)

// rescue brings the sound rows of damaged tables back into Badger: each row carries its own checksum, so most of a table with a few bad
// bytes can still be trusted. Only rows that mean something without the others are taken. It runs during a repair, before salvage.
func (db *DB) rescue() error {
	tables := append([]byte{tableLog}, carriedOver...)
	for _, path := range db.spoiled {
		raw, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if !mendIndex(raw) {
			continue // without the index nobody knows where blocks begin
		}
		blocks, _, _ := tableBlocks(raw)
		rows := map[string]blockRow{}
		for _, b := range blocks {
			blockRows(b, tables, func(k []byte, r blockRow) {
				if old, ok := rows[string(k)]; !ok || old.version < r.version {
					rows[string(k)] = r
				}
			})
		}
		if err := db.putRows(rows); err != nil {
			return err
		}
	}
	return nil
}

// blockRow is one version of a row as a table holds it.
type blockRow struct {
	version uint64
	sealed  []byte
}

// putRows writes rows that Badger lacks or has only older.
func (db *DB) putRows(rows map[string]blockRow) error {
	batch := db.badger.NewWriteBatch()
	defer batch.Cancel()
	err := db.badger.View(func(txn *badger.Txn) error {
		for k, r := range rows {
			item, err := txn.Get([]byte(k))
			if err == nil && item.Version() >= r.version {
				continue
			}
			if err != nil && !errors.Is(err, badger.ErrKeyNotFound) {
				return err
			}
			if err := batch.Set([]byte(k), r.sealed); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return batch.Flush()
}

// blockRows visits the sound rows of some tables in a block. A block is its entries, their offsets (4 bytes each, little-endian), their
// number (4 bytes), and the checksum. An entry is how much of the first key it shares and how much follows (2 bytes each, little-endian),
// the rest of the key, meta, user meta, expiry as a varint, the value. A key ends in 8 bytes: all ones minus the version.
func blockRows(b, tables []byte, fn func(k []byte, r blockRow)) {
	n := uint64(binary.BigEndian.Uint32(b[len(b)-4:]))
	if n+8 > uint64(len(b)) {
		return
	}
	b = b[:uint64(len(b))-4-n]
	count := uint64(binary.BigEndian.Uint32(b[len(b)-4:]))
	b = b[:len(b)-4]
	if count > uint64(len(b))/4 {
		return
	}
	offsets := b[uint64(len(b))-4*count:]
	b = b[:uint64(len(b))-4*count]
	var base []byte
	for i := range count {
		from, to := uint64(binary.LittleEndian.Uint32(offsets[4*i:])), uint64(len(b))
		if i+1 < count {
			to = uint64(binary.LittleEndian.Uint32(offsets[4*i+4:]))
		}
		if to > uint64(len(b)) || from+4 > to {
			continue
		}
		entry := b[from:to]
		shared, diff := uint64(binary.LittleEndian.Uint16(entry)), uint64(binary.LittleEndian.Uint16(entry[2:]))
		entry = entry[4:]
		if diff > uint64(len(entry)) || shared > uint64(len(base)) {
			continue
		}
		k := append(append([]byte(nil), base[:shared]...), entry[:diff]...)
		if i == 0 {
			base = k
		}
		if len(k) < 9 || bytes.IndexByte(tables, k[0]) < 0 {
			continue
		}
		if row, ok := parseValue(k, entry[diff:]); ok {
			fn(k[:len(k)-8], row)
		}
	}
}

// parseValue reads an entry behind its key and checks the row.
func parseValue(k, b []byte) (blockRow, bool) {
	if len(b) < 3 || b[0]&1 != 0 { // 1: deleted
		return blockRow{}, false
	}
	_, n := binary.Uvarint(b[2:])
	if n <= 0 {
		return blockRow{}, false
	}
	name, sealed := k[:len(k)-8], b[2+n:]
	if _, err := openRow(name, sealed); err != nil {
		return blockRow{}, false
	}
	return blockRow{version: math.MaxUint64 - binary.BigEndian.Uint64(k[len(k)-8:]), sealed: sealed}, true
}
