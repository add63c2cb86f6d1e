package storage

import (
	"errors"
	"os"
	"sync"
	"sync/atomic"

	"thidua/emulation"
	"thidua/internal/durable"
	"thidua/storage/blob"
	"thidua/storage/crypt"
	"thidua/storage/folder"
	"thidua/storage/found"
	"thidua/storage/journal"
	"thidua/sync/changeset"
)

// DB is one open data folder. All methods may be called at once from several goroutines.
type DB struct {
	*reader
	*blob.Store
	dir     string
	files   *folder.Folder
	schema  int         // of the rows; 0: none yet, or unknown
	crypt   *crypt.Lock // of an encrypted folder
	opts    Options
	lock    *os.File
	space   *space
	journal *journal.Journal
	last    *os.File
	noticed *noticed
	copied  string      // where the rows are opened, if not in the data folder: nothing of the folder is written then
	halted  atomic.Bool // the journal is ahead of the rows: nothing is written until the next start has put that right

	saving   sync.Mutex // guards FirstSave of the options
	altering sync.Mutex // one altered file is put aside at a time
	group    group
	write    sync.Mutex // one commit at a time; guards what follows
	unsynced int
	durable  standing                   // what rows and heads on the disk are known to hold
	lacking  map[changeset.Scope]uint64 // logs that were longer once, and how long
	behind   bool                       // see Behind
	backups  backups
}

// Open opens a data folder, or makes one. Errors carry a code: Unavailable (another window has it, the folder cannot be used), Full (no
// room even with the reserve given up), Newer (made by a newer program; nothing was touched), Corrupt (damaged beyond what can be repaired
// without being asked; open with Repair), Forbidden (encrypted, and the key is not the one), Internal (Options without Rand). What was noticed
// and repaired is in Findings.
func Open(dir string, o Options) (opened *DB, err error) {
	defer found.Doing("opening the data in "+dir, &err)
	if o.Rand == nil {
		return nil, emulation.Errorf(emulation.Internal, "storage.no-chance")
	}
	o = o.withDefaults()
	schema, err := folder.Format(dir)
	if err != nil && !(o.Repair && emulation.KeyOf(err) == "storage.format") {
		return nil, err
	}
	db := newDB(dir, o)
	db.schema = schema
	if db.crypt, err = db.files.Lock(); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, found.Disk(err)
	}
	if err := (&opening{DB: db}).run(); err != nil {
		_ = db.release() // the first error is the one to tell
		return nil, err
	}
	return db, nil
}

// newDB is a folder of which nothing is open yet.
func newDB(dir string, o Options) *DB {
	db := &DB{dir: dir, opts: o, reader: newReader(), space: newSpace(dir, o), lacking: map[changeset.Scope]uint64{}}
	db.files = &folder.Folder{Dir: dir, Key: o.Key, Now: o.Now}
	db.noticed = &noticed{files: db.files}
	db.backups.dir = db.path(folder.Backups)
	db.Store = blob.New(dir, o.Key, o.Rand, db.Writable)
	return db
}

func (db *DB) path(parts ...string) string {
	return db.files.Path(parts...)
}

// Writable is nil, or why nothing can be saved now: free space is below the floor (code Full), the store was closed, or a save stopped half
// way (code Unavailable).
func (db *DB) Writable() error {
	if db.gate.isClosed() {
		return emulation.Errorf(emulation.Unavailable, "storage.closed")
	}
	if err := db.stopped(); err != nil {
		return err
	}
	return db.space.check()
}

// RoomFor is nil, or why so many bytes more cannot be written beside the rows now: the errors of Writable.
func (db *DB) RoomFor(bytes uint64) error {
	if err := db.Writable(); err != nil {
		return err
	}
	return db.space.checkFor(bytes)
}

// stopped is nil, or says that a save stopped half way. What builds on rows and journal being of one moment asks under the write lock: whoever
// waits for it may be waiting for the very save that stops.
func (db *DB) stopped() error {
	if db.halted.Load() {
		return emulation.Errorf(emulation.Unavailable, "storage.halted")
	}
	return nil
}

// Checkpoint makes everything committed durable and rewrites the heads file; if a backup is due, it begins one. It is called once per sync.
func (db *DB) Checkpoint() (err error) {
	defer found.Doing("making the data durable", &err)
	db.write.Lock()
	defer db.write.Unlock()
	if err := db.checkpoint(); err != nil {
		return err
	}
	db.backUp()
	return nil
}

// standing is what a checkpoint makes durable; the zero value is that of no store, since a journal counts from 1.
type standing struct {
	commits uint64
	journal journal.Mark
	behind  bool
}

func (db *DB) standing() standing {
	return standing{commits: db.commits, journal: db.journal.Mark(), behind: db.behind}
}

func (db *DB) checkpoint() error {
	if db.copied != "" {
		return nil // nothing was written
	}
	if db.standing() == db.durable {
		return nil
	}
	if err := db.rows.Sync(); err != nil {
		return found.Disk(err)
	}
	if err := db.journal.Compact(); err != nil {
		return err
	}
	now := db.standing() // a draft may come while the heads are written
	if err := db.writeHeads(now.journal); err != nil {
		return found.Disk(err)
	}
	db.unsynced, db.durable = 0, now
	return found.Disk(db.space.measure())
}

// Close makes everything durable and gives the folder back; a backup under way is finished first. Calling it again does nothing.
func (db *DB) Close() (err error) {
	defer found.Doing("closing the data", &err)
	if !db.gate.close() {
		return nil
	}
	db.write.Lock()
	defer db.write.Unlock()
	err = db.checkpoint()
	if cerr := db.rows.Close(); err == nil {
		err = cerr
	}
	if err == nil && !db.opts.Server {
		db.markClosed()
	}
	return errors.Join(err, db.release())
}

// release gives back what is held, whatever is.
func (db *DB) release() error {
	var errs []error
	if db.rows != nil {
		errs = append(errs, db.rows.Close()) // closing twice does nothing
	}
	if db.journal != nil {
		errs = append(errs, db.journal.Close())
	}
	if db.last != nil {
		errs = append(errs, db.last.Close())
	}
	if db.copied != "" {
		errs = append(errs, durable.RemoveAll(db.copied))
	}
	if db.lock != nil {
		errs = append(errs, db.lock.Close())
	}
	return errors.Join(errs...)
}

// Hold takes a folder for this process alone, as Open does, before it is opened: errors as those of folder.Hold.
func Hold(dir string, o Options) (lock *os.File, err error) {
	err = o.withDefaults().retry(func() error { lock, err = folder.Hold(dir); return err })
	return lock, err
}

// retry repeats what an antivirus may block for a moment.
func (o Options) retry(try func() error) error {
	for attempt := 0; ; attempt++ {
		err := try()
		if err == nil || !durable.Blocked(err) || attempt >= openAttempts {
			return err
		}
		o.Wait(attempt)
	}
}
