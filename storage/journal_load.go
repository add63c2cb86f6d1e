package storage

import (
	"encoding/binary"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"thidua/sync/changeset"
)

// loadJournal reads the journal of a start. Unreadable stretches are handed to aside and reported; what stands behind them is kept. The
// file is then written anew, so that damage is reported once and never built upon. first is the lowest record number the file must reach.
func loadJournal(path string, open func(string) (JournalFile, error), atLeast uint64, aside func(name string, b []byte) error) (*journal, []*loggedMeta, []Finding, error) {
	raw, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, nil, nil, err
	}
	j := newJournal(path, open)
	if j.f, err = open(path); err != nil {
		return nil, nil, nil, err
	}
	var found []Finding
	var metas []*loggedMeta
	var asideErr error
	var mended []int64
	damage := func(f Finding, b []byte) {
		found = append(found, f)
		j.suspect = true
		if err := aside("journal", b); err != nil && asideErr == nil {
			asideErr = err
		}
	}
	good := func(offset int64, payload []byte) {
		r, err := decodeJournal(payload)
		if err != nil {
			damage(finding(Alarm, "storage.found-journal-broken", "offset", offset), payload)
			return
		}
		if j.size > 0 && r.Number != j.next {
			found = append(found, finding(Alarm, "storage.found-journal-gap", "from", j.next, "to", r.Number))
		}
		size := int64(frameHeader + len(payload))
		j.apply(r, offset, size)
		j.size = offset + size
		if len(r.Meta) > 0 {
			metas = append(metas, &loggedMeta{commit: r.Commit, values: r.Meta})
		}
	}
	scanFrames(raw, good, func(offset int64, b []byte, followed bool) {
		if mendFrame(b) { // in raw; the file itself follows below
			found = append(found, finding(Info, "storage.found-bit-mended", "file", filepath.Base(path)))
			mended = append(mended, offset)
			good(offset, b[frameHeader:])
			return
		}
		switch {
		case followed:
			damage(finding(Alarm, "storage.found-journal-broken", "offset", offset), b)
		case wholeFrame(b):
			damage(finding(Alarm, "storage.found-journal-last", "offset", offset), b)
		default:
			damage(finding(Warning, "storage.found-journal-torn", "bytes", len(b)), b)
		}
	})
	if asideErr != nil {
		_ = j.f.Close()
		return nil, nil, nil, asideErr
	}
	for _, offset := range mended {
		n := frameHeader + int64(binary.BigEndian.Uint32(raw[offset+4:]))
		if _, err := j.f.WriteAt(raw[offset:offset+n], offset); err != nil {
			return nil, nil, nil, errors.Join(err, j.f.Close())
		}
		j.suspect = true
	}
	if j.next < atLeast {
		found = append(found, finding(Alarm, "storage.found-journal-short", "from", j.next, "to", atLeast))
		j.next, j.suspect = atLeast, true
	}
	return j, metas, found, nil
}

// loggedMeta is what a journal record says of small named values, and the number of the Badger commit they belong to.
type loggedMeta struct {
	commit uint64
	values []metaValue
}

// wholeFrame reports whether the bytes are as long as their header says: then they were not torn while being written but altered later.
func wholeFrame(b []byte) bool {
	if len(b) < frameHeader || string(b[:4]) != string(frameMagic[:]) {
		return false
	}
	n := int64(b[4])<<24 | int64(b[5])<<16 | int64(b[6])<<8 | int64(b[7])
	return n == int64(len(b)-frameHeader)
}

// draftsPerRecord keeps a record of the journal far below the length at which a frame is taken for damage.
const draftsPerRecord = 200

// SaveDraft puts cells on disk before it returns; the same cell again replaces it. Many at once cost one flush for every 200.
func (db *DB) SaveDraft(drafts ...*changeset.Draft) error {
	if err := db.Writable(); err != nil {
		return err
	}
	for some := range slices.Chunk(drafts, draftsPerRecord) {
		record := &journalRecord{}
		for _, d := range some {
			record.Drafts = append(record.Drafts, *d)
		}
		if err := db.journal.append(record); err != nil {
			return err
		}
	}
	return nil
}

// DropDraft forgets a draft: the person took the edit back.
func (db *DB) DropDraft(key changeset.DraftKey) error {
	if err := db.Writable(); err != nil {
		return err
	}
	return db.journal.append(&journalRecord{Dropped: []draftName{nameOf(key)}})
}

// Drafts lists the drafts of a scope, oldest first.
func (db *DB) Drafts(scope changeset.Scope) ([]changeset.Draft, error) {
	return db.journal.sortedDrafts(&scope), nil
}
