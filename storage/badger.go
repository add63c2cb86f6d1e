package storage

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"

	"github.com/dgraph-io/badger/v4"
	"github.com/dgraph-io/badger/v4/options"

	"thidua/emulation"
	"thidua/internal/durable"
	"thidua/storage/found"
)

// badgerOptions is the small profile: about 50 MB mapped instead of 2.2 GB. Values stay inside the tables; blocks are not compressed, so
// that each can be checked on disk as it is; conflicts cannot occur, since one commit runs at a time.
func badgerOptions(dir string, log badger.Logger) badger.Options {
	o := badger.DefaultOptions(dir)
	o.MemTableSize = 8 << 20
	o.NumMemtables = 2
	o.NumCompactors = 2
	o.BlockCacheSize = 8 << 20
	o.IndexCacheSize = 4 << 20
	o.ValueLogFileSize = 16 << 20
	o.ValueThreshold = 1 << 20
	o.MetricsEnabled = false
	o.CompactL0OnClose = true
	o.Compression = options.None
	o.ChecksumVerificationMode = options.OnTableRead
	o.DetectConflicts = false
	o.Logger = log
	return o
}

// badgerLog keeps what Badger complains about: on a table that fails its checksum it complains and goes on without the table.
type badgerLog struct {
	mu         sync.Mutex
	complaints []string
}

// Errorf keeps the complaint.
func (l *badgerLog) Errorf(format string, args ...any) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.complaints) < 100 {
		l.complaints = append(l.complaints, strings.TrimSpace(fmt.Sprintf(format, args...)))
	}
}

// Warningf, Infof and Debugf drop what is routine.
func (l *badgerLog) Warningf(string, ...any) {}

// Infof drops what is routine.
func (l *badgerLog) Infof(string, ...any) {}

// Debugf drops what is routine.
func (l *badgerLog) Debugf(string, ...any) {}

func (l *badgerLog) first() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.complaints) == 0 {
		return nil
	}
	return errors.New(l.complaints[0])
}

func (db *DB) openBadger() error {
	log := new(badgerLog)
	err := db.retry(func() error {
		o := badgerOptions(db.path("db"), log)
		if db.cramped {
			o.NumCompactors, o.CompactL0OnClose = 0, false
		}
		b, err := badger.Open(o)
		if err == nil {
			db.badger = b // with an error Badger gives back something that cannot be closed
		}
		return err
	})
	if err == nil {
		err = log.first()
	}
	if err != nil {
		if durable.Full(err) || durable.Blocked(err) || errors.Is(err, os.ErrPermission) {
			return found.Disk(err)
		}
		return emulation.Errorf(emulation.Corrupt, "storage.damaged", "file", "db").Because(err)
	}
	return nil
}
