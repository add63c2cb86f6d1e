package storage

import (
	"errors"
	"io/fs"
	"os"
	"sort"

	"thidua/emulation"
	"thidua/internal/durable"
	"thidua/storage/found"
	"thidua/storage/frame"
	"thidua/storage/journal"
	"thidua/sync/changeset"
)

// headsFile is what should be there: the ends of all logs and chains when it was written. It stands in a file of its own, because Badger
// after damage opens without complaint and simply holds less.
type headsFile struct {
	Commits uint64           `cbor:"1,keyasint"`
	Journal uint64           `cbor:"2,keyasint"` // number of the journal's next record
	Logs    []logEnd         `cbor:"3,keyasint"`
	Own     []journal.OwnEnd `cbor:"4,keyasint"`
}

type logEnd struct {
	_          struct{} `cbor:",toarray"`
	Scope      changeset.Scope
	Generation uint64
	Size       uint64
	Root       emulation.Hash
}

// readHeads reads the heads file; nil without an error if there is none.
func readHeads(path string) (*headsFile, error) {
	raw, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	payload, size, ok := frame.Read(raw)
	if !ok && frame.Mend(raw) {
		payload, size, ok = frame.Read(raw) // the file is written anew at the end of the start
	}
	if !ok || size != len(raw) {
		return nil, emulation.Errorf(emulation.Corrupt, "storage.heads")
	}
	h := new(headsFile)
	if err := changeset.Unmarshal(payload, h); err != nil {
		return nil, emulation.Errorf(emulation.Corrupt, "storage.heads").Because(err)
	}
	return h, nil
}

// heads is the heads file of this moment.
func (db *DB) heads() *headsFile {
	db.state.RLock()
	defer db.state.RUnlock()
	h := &headsFile{Commits: db.commits, Journal: db.journal.Number(), Own: journal.SortedOwn(db.own)}
	for s, l := range db.logs {
		h.Logs = append(h.Logs, logEnd{Scope: s, Generation: l.head.Generation, Size: l.head.Size, Root: l.root})
	}
	sort.Slice(h.Logs, func(a, b int) bool { return string(h.Logs[a].Scope[:]) < string(h.Logs[b].Scope[:]) })
	return h
}

func (db *DB) writeHeads(h *headsFile) error {
	payload, err := changeset.Encode(h)
	if err != nil {
		return err
	}
	return durable.Replace(db.path("heads"), durable.Private, durable.Bytes(frame.Append(nil, payload)))
}

// Checkpoint makes everything committed durable, lets go of own changes that have a leaf, and rewrites the heads file. It is called once
// per sync and by Close.
func (db *DB) Checkpoint() error {
	db.write.Lock()
	defer db.write.Unlock()
	return db.checkpoint()
}

func (db *DB) checkpoint() error {
	if err := db.syncBadger(); err != nil {
		return found.Disk(err)
	}
	if err := db.journal.Release(db.settled, db.commits); err != nil {
		return err
	}
	db.settled = nil
	if err := db.writeHeads(db.heads()); err != nil {
		return found.Disk(err)
	}
	db.unsynced = 0
	return found.Disk(db.measureTables())
}
