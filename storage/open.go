package storage

import (
	"errors"
	"fmt"
	"hash/crc32"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"

	"github.com/dgraph-io/badger/v4"

	"thidua/emulation"
	"thidua/internal/durable"
	"thidua/storage/blob"
	"thidua/storage/found"
	"thidua/storage/journal"
	"thidua/sync/changeset"
)

// Schema is the version of the stored rows this program writes. A folder with a higher one is refused untouched.
const Schema = 1

// DB is one open data folder. All methods may be called at once from several goroutines.
type DB struct {
	dir     string
	opts    Options
	lock    *os.File
	badger  *badger.DB
	journal *journal.Journal
	*blob.Store
	last     *os.File
	findings []Finding
	gate     gate
	halted   atomic.Bool   // the journal is ahead of Badger: nothing is written until the next start has put that right
	cramped  bool          // opened with too little room: to read only, until the next start
	tables   atomic.Uint64 // bytes of Badger's tables and of what was committed since they were measured
	flushing sync.Mutex    // one syncBadger at a time

	write    sync.Mutex // one commit at a time
	salvage  bool       // Badger lost rows: logs are to be replayed from what is left
	spoiled  []string   // damaged tables put aside in this start
	settled  []changeset.Identity
	unsynced int
	newest   string // Badger's write-ahead log whose name is durable
	group    groupSync

	state   sync.RWMutex // guards what follows, which is read far more often than written
	logs    map[changeset.Scope]logState
	own     map[changeset.Scope]changeset.ChainHead
	pending map[changeset.Identity]uint64
	nextOwn uint64 // number of the next pending row
	commits uint64
}

type logState struct {
	head changeset.LogHead
	root emulation.Hash
}

func (db *DB) path(parts ...string) string {
	return filepath.Join(append([]string{db.dir}, parts...)...)
}

// Open opens a data folder, or makes one. Errors carry a code: Unavailable (another window has it, the folder cannot be used), Full (no
// room even with the reserve given up), Newer (made by a newer program; nothing was touched), Corrupt (damaged beyond what can be repaired
// without being asked; open with Repair), Internal (Options without Rand). What was noticed and repaired is in Findings.
func Open(dir string, o Options) (*DB, error) {
	if o.Rand == nil {
		return nil, emulation.Errorf(emulation.Internal, "storage.no-chance")
	}
	o = o.withDefaults()
	format := checkFormat(dir)
	damaged := o.Repair && emulation.KeyOf(format) == "storage.format"
	if format != nil && !damaged {
		return nil, format
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, found.Disk(err)
	}
	db := &DB{dir: dir, opts: o, logs: map[changeset.Scope]logState{}, own: map[changeset.Scope]changeset.ChainHead{},
		pending: map[changeset.Identity]uint64{}}
	db.Store = blob.New(dir, o.Rand, db.Writable)
	if err := db.open(damaged); err != nil {
		_ = db.release() // the first error is the one to tell
		return nil, err
	}
	return db, nil
}

func (db *DB) open(formatDamaged bool) error {
	var err error
	if err := db.retry(func() error { db.lock, err = durable.Lock(db.path("lock")); return err }); err != nil {
		if errors.Is(err, durable.ErrLocked) {
			return emulation.Errorf(emulation.Unavailable, "storage.in-use").Because(err)
		}
		return found.Disk(err)
	}
	if err := db.makeRoom(); err != nil {
		return err
	}
	if err := durable.MakeFolder(db.path("db")); err != nil {
		return found.Disk(err)
	}
	if err := writeFormat(db.dir, formatDamaged); err != nil {
		return found.Disk(err)
	}
	known, err := db.readMarks()
	if err != nil {
		return err
	}
	if err := db.tidy(); err != nil {
		return found.Disk(err)
	}
	if err := db.mend(max(known.last, known.heads.Commits)); err != nil {
		return err
	}
	if err := db.openBadger(); err != nil {
		return err
	}
	if db.opts.Repair {
		if err := db.repairRows(); err != nil {
			return err
		}
	}
	if err := db.load(); err != nil {
		return err
	}
	if err := db.recover(known); err != nil {
		return err
	}
	return found.Disk(db.keepReserve())
}

// tidy finishes or removes what a stop in the middle of something left.
func (db *DB) tidy() error {
	if fresh := db.path("db.new"); durable.Exists(fresh) {
		if durable.Exists(db.path("db", "MANIFEST")) {
			if err := os.RemoveAll(fresh); err != nil {
				return err
			}
		} else if err := errors.Join(os.RemoveAll(db.path("db")), os.Rename(fresh, db.path("db"))); err != nil {
			return err
		}
	}
	left, err := filepath.Glob(db.path("*.new"))
	if err != nil {
		return err
	}
	for _, path := range left {
		if err := os.Remove(path); err != nil {
			return err
		}
	}
	return errors.Join(durable.Sweep(db.dir), db.Store.Tidy())
}

// repairRows salvages the store if rows are missing or unreadable.
func (db *DB) repairRows() error {
	needed, err := db.needsSalvage()
	if err != nil || !needed {
		return ours(err)
	}
	if err := db.salvageBadger(); err != nil {
		return found.Disk(err)
	}
	return db.openBadger()
}

// retry repeats what an antivirus may block for a moment.
func (db *DB) retry(try func() error) error {
	for attempt := 0; ; attempt++ {
		err := try()
		if err == nil || !durable.Blocked(err) || attempt >= openAttempts {
			return err
		}
		db.opts.Wait(attempt)
	}
}

// Close makes everything durable and gives the folder back. Calling it again does nothing.
func (db *DB) Close() error {
	if !db.gate.close() {
		return nil
	}
	db.write.Lock()
	defer db.write.Unlock()
	err := db.checkpoint()
	if cerr := db.badger.Close(); err == nil {
		err = cerr
	}
	return errors.Join(err, db.release())
}

// release gives back what is held, whatever is.
func (db *DB) release() error {
	var errs []error
	if db.badger != nil {
		errs = append(errs, db.badger.Close()) // closing twice does nothing
	}
	if db.journal != nil {
		errs = append(errs, db.journal.Close())
	}
	if db.last != nil {
		errs = append(errs, db.last.Close())
	}
	if db.lock != nil {
		errs = append(errs, db.lock.Close())
	}
	return errors.Join(errs...)
}

// The file FORMAT is readable before Badger is opened, so that a newer folder is refused without touching it: a name, the schema, and the
// CRC32C over both, so that a flipped bit is not taken for a newer program.
const formatName = "thidua-store"

func formatLine(schema int) string {
	head := fmt.Sprintf("%s %d", formatName, schema)
	return fmt.Sprintf("%s %08x\n", head, crc32.Checksum([]byte(head), castagnoli))
}

func checkFormat(dir string) error {
	raw, err := os.ReadFile(filepath.Join(dir, "FORMAT"))
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return found.Disk(err)
	}
	var schema int
	if _, err := fmt.Sscanf(string(raw), formatName+" %d", &schema); err != nil || string(raw) != formatLine(schema) {
		return emulation.Errorf(emulation.Corrupt, "storage.format").Because(err)
	}
	if schema > Schema {
		return emulation.Errorf(emulation.Newer, "storage.newer", "schema", schema, "known", Schema)
	}
	return nil
}

// writeFormat writes the file where it is missing, or damaged and to be repaired.
func writeFormat(dir string, damaged bool) error {
	path := filepath.Join(dir, "FORMAT")
	if durable.Exists(path) && !damaged {
		return nil
	}
	return durable.Replace(path, durable.Private, durable.Bytes([]byte(formatLine(Schema))))
}
