// Package kv is the database behind the store: rows by key, written in transactions, read in order. Badger stands behind it, and nothing here
// or elsewhere knows the format of its files: what is damaged is not mended but made anew.
//
// Every row carries a checksum over its key and value, so that an altered one, or one under another key, is seen when it is read. What rows
// mean is none of its business.
package kv

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"sort"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/dgraph-io/badger/v4"
	"github.com/dgraph-io/badger/v4/options"

	"thidua/emulation"
	"thidua/internal/durable"
	"thidua/storage/found"
)

// DB is an open database. Its methods may be called at once from several goroutines.
type DB struct {
	badger   *badger.DB
	dir      string
	flushing sync.Mutex // one Sync at a time
	newest   string     // write-ahead log whose name is durable
	sorts    bool       // nobody else sorts its tables
	sorting  atomic.Bool
	work     sync.WaitGroup // what is being sorted
	closed   bool
}

// smallProfile maps about 50 MB instead of 2.2 GB. Values stay inside the tables; blocks are not compressed, so that each can be checked on
// disk as it is; tables are not checked by Badger, since they were read just before (table.go) and rows carry checksums of their own;
// conflicts cannot occur, since one commit runs at a time. Sorting rewrites what was sorted before, so it waits for ten tables: with five, the
// hundred thousand changes that a desk takes in at once are written three times. Badger's own sorters look for work twenty times a second each, for ever;
// where hardly anything is written there are none (docs/adr/057-sorted-when-it-is-due.md).
func smallProfile(dir string, log badger.Logger) badger.Options {
	o := badger.DefaultOptions(dir)
	o.MemTableSize = 8 << 20
	o.NumMemtables = 2
	o.NumCompactors = 0
	o.NumLevelZeroTables = sortOpenFrom
	o.NumLevelZeroTablesStall = neverStall
	o.BlockCacheSize = 8 << 20
	o.IndexCacheSize = 4 << 20
	o.ValueLogFileSize = 16 << 20
	o.ValueThreshold = 1 << 20
	o.MetricsEnabled = false
	o.Compression = options.None
	o.ChecksumVerificationMode = options.NoVerification
	o.DetectConflicts = false
	o.Logger = log
	return o
}

// newKeyAfter is after how long Badger draws another key for what it writes. While less has passed since 1970 it draws none and writes in plain
// (found on 4.9.6 with a hundred years): so it is short, and Open looks whether there is one.
const newKeyAfter = 365 * 24 * time.Hour

// Use says what a database is opened for.
type Use struct {
	Cramped bool   // to read: there is no room to sort its tables anew
	Scratch bool   // what is in it is thrown away soon: its tables are sorted late, or never
	Server  bool   // it is closed rarely, and stays small by sorting its tables each time
	Key     []byte // 32 bytes that its files are encrypted under; in plain if nil
}

// Open opens the database in a folder, or makes one. Errors:
// Corrupt "storage.damaged" where it cannot be used as it is, found.Disk's where the disk cannot, the system's own where it is blocked.
func Open(dir string, use Use) (*DB, error) {
	if err := removeEmptyLogs(dir); err != nil {
		return nil, err
	}
	unread, err := putAway(dir, use.Key)
	if err != nil {
		return nil, err
	}
	log := new(complaints)
	o := smallProfile(dir, log)
	o.EncryptionKey, o.EncryptionKeyRotationDuration = use.Key, newKeyAfter
	o.CompactL0OnClose = use.Server || unsorted(dir) >= sortFrom
	if use.Server || use.Scratch { // written without end
		o.NumCompactors, o.NumLevelZeroTablesStall = 2, 15
	}
	if use.Cramped {
		o.NumCompactors, o.NumLevelZeroTablesStall, o.CompactL0OnClose = 0, neverStall, false
	}
	if use.Scratch { // sorting tables takes twice the memory that filling them does
		o.NumMemtables, o.NumLevelZeroTables, o.NumLevelZeroTablesStall, o.CompactL0OnClose = 1, 24, 48, false
	}
	var b *badger.DB
	if err = complete(dir); err == nil {
		b, err = open(o)
	}
	if err == nil {
		if err = errors.Join(log.first(), encrypts(dir, use.Key)); err != nil {
			_ = b.Close() // the first error is the one to tell
		}
	}
	switch {
	case err == nil:
		return &DB{badger: b, dir: dir, sorts: o.NumCompactors == 0 && !use.Cramped}, unread.forget()
	case durable.Blocked(err) || emulation.CodeOf(err) == emulation.Unavailable:
		return nil, errors.Join(err, comeBack(dir))
	case durable.Full(err) || errors.Is(err, os.ErrPermission):
		return nil, errors.Join(found.Disk(err), comeBack(dir))
	}
	return nil, emulation.Errorf(emulation.Corrupt, "storage.damaged").Because(errors.Join(err, comeBack(dir)))
}

// open turns a panic into an error: Badger meets some damage that way.
func open(o badger.Options) (b *badger.DB, err error) {
	defer caught("opening the database", &err)
	return badger.Open(o)
}

// caught makes an error of a panic.
func caught(doing string, err *error) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("%s: %v", doing, r)
	}
}

// complaints are what Badger says in its log: on a table that fails its checksum it complains and goes on without the table.
type complaints struct {
	mu   sync.Mutex
	said error
}

// Errorf keeps the first complaint.
func (c *complaints) Errorf(format string, args ...any) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.said == nil {
		c.said = errors.New(strings.TrimSpace(fmt.Sprintf(format, args...)))
	}
}

// Warningf, Infof and Debugf drop what is routine.
func (c *complaints) Warningf(string, ...any) {}

// Infof drops what is routine.
func (c *complaints) Infof(string, ...any) {}

// Debugf drops what is routine.
func (c *complaints) Debugf(string, ...any) {}

func (c *complaints) first() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.said
}

// Close makes everything durable. Calling it again does nothing.
func (db *DB) Close() error {
	db.flushing.Lock()
	db.closed = true
	db.flushing.Unlock()
	db.work.Wait()
	return db.badger.Close()
}

// An open database that sorts its tables by itself does so from so many unsorted ones on, looked for when it is flushed: that is, once per sync. Writing never
// waits for it.
const (
	sortOpenFrom = 10
	neverStall   = 1 << 20
)

// sortDue sorts the tables beside what goes on, if many lie as they were written. What cannot be sorted now, for want of room, is read as it lies.
func (db *DB) sortDue() {
	if db.sorts && !db.closed && db.badger.Levels()[0].NumTables >= sortOpenFrom && db.sorting.CompareAndSwap(false, true) {
		db.work.Go(func() {
			defer db.sorting.Store(false)
			_ = db.badger.Flatten(1)
		})
	}
}

// Verify reads all tables against their checksums.
func (db *DB) Verify() (err error) {
	defer caught("reading the tables", &err) // some damage is met that way
	return db.badger.VerifyChecksum()
}

// Sync makes every finished commit durable. Badger's own Sync covers the current write-ahead log, and a value log in which nothing ever is;
// a log that was rotated away and is not yet a table it leaves out. So all logs are flushed here, and Badger is asked only where that does not
// cover what it writes through memory. The listing comes after it, so whatever rotated before is in the list.
func (db *DB) Sync() error {
	db.flushing.Lock()
	defer db.flushing.Unlock()
	if !durable.FlushesMapped {
		if err := db.badger.Sync(); err != nil {
			return fmt.Errorf("flushing the database: %w", err)
		}
	}
	logs, err := logs(db.dir)
	if err != nil {
		return err
	}
	for i := range logs {
		if err := durable.SyncFile(logs[i]); err != nil && !errors.Is(err, fs.ErrNotExist) { // it became a table meanwhile
			return fmt.Errorf("flushing the database: %w", err)
		}
	}
	if n := len(logs); n > 0 && logs[n-1] != db.newest {
		if err := durable.SyncFolder(db.dir); err != nil {
			return fmt.Errorf("flushing the database's folder: %w", err)
		}
		db.newest = logs[n-1]
	}
	db.sortDue()
	return nil
}

// logs lists the write-ahead logs in a folder, oldest first.
func logs(dir string) ([]string, error) {
	names, err := durable.Match(dir, "*.mem")
	sort.Slice(names, func(a, b int) bool {
		return len(names[a]) < len(names[b]) || len(names[a]) == len(names[b]) && names[a] < names[b]
	})
	return names, err
}

// removeEmptyLogs removes write-ahead logs and value logs of no length. Badger makes a log and then gives it its size, and takes its size
// away before it removes it; a kill in between leaves an empty file, which it refuses to open.
func removeEmptyLogs(dir string) error {
	for _, pattern := range []string{"*.mem", "*.vlog"} {
		names, err := durable.Match(dir, pattern)
		if err != nil {
			return err
		}
		for _, path := range names {
			st, err := os.Stat(path)
			if err == nil && st.Size() == 0 {
				err = durable.Remove(path)
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// Room is what opening a database writes, in bytes: each of its write-ahead logs becomes a table, and a new log begins.
func Room(dir string) (uint64, error) {
	names, err := logs(dir)
	return 2<<20 + 9<<20*uint64(len(names)), err
}

// TablesSize is how long the tables in a folder are, in bytes.
func TablesSize(dir string) (uint64, error) {
	names, err := tables(dir)
	var sum uint64
	for _, path := range names {
		if st, err := os.Stat(path); err == nil { // it may just have been replaced
			sum += uint64(st.Size())
		}
	}
	return sum, err
}
