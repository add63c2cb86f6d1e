package storage

import (
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io/fs"
	"os"
	"path/filepath"
	"sort"

	"thidua/internal/durable"
)

// The file "last" holds the number of the last Badger commit in 12 bytes (number, CRC32C), written in place after each one and not flushed:
// it outlives a killed process, and shows at the next start whether Badger lost the end of what it had taken.

func encodeLast(n uint64) []byte {
	b := number(n)
	return binary.BigEndian.AppendUint32(b, crc32.Checksum(b, castagnoli))
}

// readLast reads the file; ok is false if it holds no sound number. A missing file is the number 0, as is an empty one: a first start was
// killed before it wrote there.
func readLast(path string) (n uint64, ok bool, err error) {
	b, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return 0, true, nil
	}
	if err != nil {
		return 0, false, err
	}
	if len(b) == 0 {
		return 0, true, nil
	}
	if len(b) != 12 || crc32.Checksum(b[:8], castagnoli) != binary.BigEndian.Uint32(b[8:]) {
		return 0, false, nil
	}
	return binary.BigEndian.Uint64(b), true, nil
}

// syncBadger makes every finished commit durable. Badger's own Sync covers only the current write-ahead log: one that was rotated away and
// is not yet a table is flushed here. The listing comes after Sync, so whatever rotated before it is in the list.
func (db *DB) syncBadger() error {
	db.flushing.Lock()
	defer db.flushing.Unlock()
	if err := db.badger.Sync(); err != nil {
		return err
	}
	logs, err := walFiles(db.path("db"))
	if err != nil {
		return err
	}
	for i := 0; i+1 < len(logs); i++ {
		if err := durable.SyncFile(logs[i]); err != nil && !errors.Is(err, fs.ErrNotExist) { // it became a table meanwhile
			return err
		}
	}
	if n := len(logs); n > 0 && logs[n-1] != db.newest {
		if err := durable.SyncFolder(db.path("db")); err != nil {
			return err
		}
		db.newest = logs[n-1]
	}
	return nil
}

// walFiles lists Badger's write-ahead logs, oldest first.
func walFiles(dir string) ([]string, error) {
	logs, err := filepath.Glob(filepath.Join(dir, "*.mem"))
	sort.Slice(logs, func(a, b int) bool {
		return len(logs[a]) < len(logs[b]) || len(logs[a]) == len(logs[b]) && logs[a] < logs[b]
	})
	return logs, err
}
