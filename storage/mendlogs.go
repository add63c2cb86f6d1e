package storage

import (
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"

	"thidua/emulation"
	"thidua/storage/found"
)

// removeEmptyLogs removes write-ahead logs and value logs of no length. Badger makes a log and then gives it its size, and takes its size
// away before it removes it; a kill in between leaves an empty file, which Badger refuses to open. A log in use is never empty, and no
// flipped bit makes it so.
func removeEmptyLogs(dir string) error {
	for _, pattern := range []string{"*.mem", "*.vlog"} {
		logs, err := filepath.Glob(filepath.Join(dir, pattern))
		if err != nil {
			return err
		}
		for _, path := range logs {
			st, err := os.Stat(path)
			if err == nil && st.Size() == 0 {
				err = os.Remove(path)
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// mendLogs looks for a hole between write-ahead logs: one that ends early, by a power cut or a flipped bit, while a later one goes on. What
// comes after the hole is put aside, so that Badger holds a state that once was; journal and sync bring the rest.
func (db *DB) mendLogs(in *inspection, expected uint64) error {
	var reached uint64
	for i, w := range in.logs {
		if w.foreignKey {
			if err := clearKeyID(w.path); err != nil {
				return found.Disk(err)
			}
			db.note(found.Say(Info, "storage.found-wal-header", "file", filepath.Base(w.path)))
		}
		reached = max(reached, w.last)
		wanted, last := expected, i == len(in.logs)-1
		if !last {
			wanted = max(in.logs[i+1].first, 1) - 1
		}
		if reached >= wanted {
			continue
		}
		if last || reached == 0 { // then nothing need be missing: tables may hold the rest
			if rest, err := w.rest(); err != nil {
				return found.Disk(err)
			} else if !rest {
				continue
			}
		}
		// Logs become tables in their order, but while someone still reads from one its file stays, and a later one may go before it. And
		// the last one may hold nothing whole but a commit that was being written.
		tables, err := db.lastTableCommit(in.tables)
		if err != nil {
			return found.Disk(err)
		}
		if reached = max(reached, tables); reached < wanted {
			return db.cutLogs(in.logs[i:], reached)
		}
	}
	return nil
}

// lastTableCommit is the number of the last commit that stands in a table.
func (db *DB) lastTableCommit(tables []uint64) (uint64, error) {
	var last uint64
	for _, id := range tables {
		_, err := checkTable(db.path("db", fmt.Sprintf("%06d.sst", id)), func(block []byte) {
			blockRows(block, []byte{tableCommit}, func(k []byte, r blockRow) {
				if value, err := openRow(k, r.sealed); err == nil && len(value) == 8 {
					last = max(last, binary.BigEndian.Uint64(value))
				}
			})
		})
		if err != nil {
			return 0, err
		}
	}
	return last, nil
}

// cutLogs keeps a copy of the log that ends early and moves the later ones away.
func (db *DB) cutLogs(logs []walState, last uint64) error {
	if db.opts.Server && !db.opts.Repair {
		return emulation.Errorf(emulation.Corrupt, "storage.damaged", "file", filepath.Base(logs[0].path))
	}
	raw, err := os.ReadFile(logs[0].path)
	if err != nil {
		return found.Disk(err)
	}
	if err := db.aside(filepath.Base(logs[0].path), raw); err != nil {
		return found.Disk(err)
	}
	for _, w := range logs[1:] {
		if _, err := db.moveAside(w.path); err != nil {
			return found.Disk(err)
		}
	}
	db.note(found.Say(Warning, "storage.found-wal-cut", "file", filepath.Base(logs[0].path), "commit", last))
	return nil
}
