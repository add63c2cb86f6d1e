package storage

import (
	"io"
	"os"
	"time"

	"thidua/internal/durable"
	"thidua/storage/crypt"
	"thidua/storage/folder"
	"thidua/storage/journal"
)

// Options say how a store is opened. With Rand alone they are those of a desk with the usual limits.
type Options struct {
	Server       bool                                   // the journal holds the rows of every commit, not own changes
	Repair       bool                                   // open a damaged store: put the damaged parts aside and go on with the rest
	Scratch      bool                                   // the folder is thrown away soon: memory counts, room on the disk less
	Now          func() time.Time                       // names what is put aside, dates backups; without it names carry a number only
	BackupEvery  time.Duration                          // the store makes a backup by itself when its newest is older; never if 0
	Beside       []string                               // small files that go into backups: keys
	Held         *os.File                               // the lock of the folder where whoever opens it has it already (Hold): the store's from then on
	Key          *crypt.Key                             // of an encrypted folder; nil: it is in plain
	BackupKey    *crypt.Key                             // for Restore: of the encrypted folder the backup was made of
	FloorBytes   uint64                                 // nothing is written with less free space than this and what sorting the tables needs; 96 MiB if 0
	ReserveBytes uint64                                 // size of the file given up to start on a full disk; 32 MiB if 0
	Mirrored     func(dir string) string                // the folder that another program keeps elsewhere and here at once; asks the system if nil
	FreeSpace    func(dir string) (uint64, error)       // bytes free for this user on the disk of dir; asks the system if nil
	Rand         io.Reader                              // salts of evidence files; compulsory
	FirstSave    func() error                           // before the first thing of the person's own is written; what it says ends the saving
	Wait         func(attempt int)                      // pause before the next attempt to open blocked files; grows from 20 ms if nil
	OpenJournal  func(path string) (JournalFile, error) // the journal's file; the plain file if nil
}

// Schema is the version of the data folder this program writes.
const Schema = folder.Schema

// JournalFile is what the journal needs of its file; *os.File is one.
type JournalFile = journal.File

const (
	defaultFloor   = 96 << 20
	defaultReserve = 32 << 20
	openAttempts   = 8
)

func (o Options) withDefaults() Options {
	if o.FloorBytes == 0 {
		o.FloorBytes = defaultFloor
	}
	if o.ReserveBytes == 0 {
		o.ReserveBytes = defaultReserve
	}
	if o.FreeSpace == nil {
		o.FreeSpace = durable.FreeSpace
	}
	if o.Mirrored == nil {
		o.Mirrored = durable.Mirrored
	}
	if o.Wait == nil {
		o.Wait = func(attempt int) { time.Sleep(20 * time.Millisecond << attempt) }
	}
	if o.OpenJournal == nil {
		o.OpenJournal = journal.OpenFile
	}
	return o
}

// time is that of the clock; the zero time without one.
func (o Options) time() time.Time {
	if o.Now == nil {
		return time.Time{}
	}
	return o.Now()
}
