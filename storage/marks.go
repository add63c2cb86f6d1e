package storage

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io/fs"
	"os"
	"sort"

	"thidua/emulation"
	"thidua/internal/durable"
	"thidua/storage/folder"
	"thidua/storage/found"
	"thidua/storage/journal"
	"thidua/storage/kv"
	"thidua/sync/changeset"
)

// headsFile is what should be there: the ends of all logs and chains when it was written. It stands in a file of its own, because a database
// opens after damage without complaint and simply holds less.
type headsFile struct {
	Commits uint64           `cbor:"1,keyasint"`
	Journal uint64           `cbor:"2,keyasint"` // number of the journal's next record
	Logs    []logEnd         `cbor:"3,keyasint"`
	Own     []journal.OwnEnd `cbor:"4,keyasint"`
	Lacking []lack           `cbor:"5,keyasint,omitempty"` // logs that were longer before a repair
	Drafts  uint64           `cbor:"6,keyasint,omitempty"` // in the journal
	Behind  bool             `cbor:"7,keyasint,omitempty"` // see DB.Behind
}

type logEnd struct {
	_          struct{} `cbor:",toarray"`
	Scope      changeset.Scope
	Generation uint64
	Size       uint64
	Root       emulation.Hash
}

type lack struct {
	_     struct{} `cbor:",toarray"`
	Scope changeset.Scope
	Size  uint64
}

// readHeads reads the heads file; nil without an error if there is none.
func (db *DB) readHeads() (*headsFile, error) {
	h := new(headsFile)
	is, err := db.files.Read(headsName, h)
	if emulation.CodeOf(err) == emulation.Corrupt {
		return nil, emulation.Errorf(emulation.Corrupt, "storage.heads").Because(err)
	}
	if err != nil || !is {
		return nil, err
	}
	return h, nil
}

// writeHeads writes the heads file of this moment, with where the journal stands. The one before asks for less than there is: after a power cut it may stand.
func (db *DB) writeHeads(mark journal.Mark) error {
	h := &headsFile{Journal: mark.Number, Drafts: mark.Drafts}
	db.state.RLock()
	h.Commits, h.Own, h.Behind = db.commits, journal.SortedOwn(db.own), db.behind
	for s, l := range db.logs {
		h.Logs = append(h.Logs, logEnd{Scope: s, Generation: l.head.Generation, Size: l.head.Size, Root: l.root})
	}
	for s, size := range db.lacking {
		h.Lacking = append(h.Lacking, lack{Scope: s, Size: size})
	}
	db.state.RUnlock()
	sort.Slice(h.Logs, func(a, b int) bool { return string(h.Logs[a].Scope[:]) < string(h.Logs[b].Scope[:]) })
	sort.Slice(h.Lacking, func(a, b int) bool { return string(h.Lacking[a].Scope[:]) < string(h.Lacking[b].Scope[:]) })
	return db.files.Refresh(headsName, h)
}

// The files beside the rows: what should be in them, what must not be lost with them, what was noticed.
const (
	headsName   = "heads"
	lastName    = "last"
	closedName  = "closed"
	journalName = folder.Journal
	foundName   = "found"
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// The file "last" holds the number of the last commit in 12 bytes (number, CRC32C), written in place after each one and not flushed: it
// outlives a killed process, and shows at the next start whether the end of what was taken is missing.

func encodeLast(n uint64) []byte {
	b := number(n)
	return binary.BigEndian.AppendUint32(b, crc32.Checksum(b, castagnoli))
}

// readLast reads the file; ok is false if it holds no sound number. A missing file is the number 0, as is an empty one: a first start was
// killed before it wrote there.
func readLast(path string) (n uint64, ok bool, err error) {
	b, err := durable.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return 0, true, nil
	}
	if err != nil {
		return 0, false, found.Disk(err)
	}
	if len(b) == 0 {
		return 0, true, nil
	}
	if len(b) != 12 || crc32.Checksum(b[:8], castagnoli) != binary.BigEndian.Uint32(b[8:]) {
		return 0, false, nil
	}
	return binary.BigEndian.Uint64(b), true, nil
}

// The file "closed" stands between a close and the next start of a desk, and says that nothing the journal holds lacks in the rows: it is a
// digest over the number of commits, that of the journal's next record, and the tables there were. Where it does not say so, as after a kill,
// every change is looked for; so it need not be durable.

func (db *DB) closedMark(state string) []byte {
	sum := emulation.Digest([]byte("closed/1"), number(db.commits), number(db.journal.Number()), []byte(state))
	return sum[:]
}

// markClosed writes the file; the rows are closed by now.
func (db *DB) markClosed() {
	if state := kv.State(db.path(folder.Rows)); state != "" && !db.halted.Load() && db.copied == "" {
		_ = os.WriteFile(db.path(closedName), db.closedMark(state), 0o600) // without it the next start takes longer
	}
}

// asClosed reports whether rows and journal are those of a close, and removes the file.
func (o *opening) asClosed() bool {
	was, err := durable.ReadFile(o.path(closedName))
	if err != nil || o.copied != "" || durable.Remove(o.path(closedName)) != nil {
		return false
	}
	return o.state != "" && bytes.Equal(was, o.closedMark(o.state))
}

// marks is what the files beside the rows say should be there.
type marks struct {
	heads *headsFile
	last  uint64 // number of the last commit, whichever file knows more of them
}

// readMarks reads heads file and commit mark; damaged ones are told and count as empty.
func (o *opening) readMarks() (*marks, error) {
	m := new(marks)
	var err error
	missing := false
	if m.heads, err = o.readHeads(); err != nil {
		if emulation.CodeOf(err) != emulation.Corrupt {
			return nil, err
		}
		o.note(found.Say(Warning, "storage.found-heads-broken"))
	} else if m.heads == nil {
		missing = true
	}
	if m.heads == nil {
		m.heads = new(headsFile)
	}
	n, ok, err := readLast(o.path(lastName))
	if err != nil {
		return nil, err
	}
	if !ok {
		o.note(found.Say(Warning, "storage.found-mark-broken"))
	}
	if missing && n > 0 { // a start that was killed before its first heads file has committed nothing
		o.note(found.Say(Warning, "storage.found-heads-missing"))
	}
	m.last = max(n, m.heads.Commits)
	return m, nil
}
