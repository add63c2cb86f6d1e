package storage

import (
	"io/fs"
	"os"
	"path/filepath"

	"thidua/storage/found"
	"thidua/sync/changeset"
)

// Stats are figures for a status page. Sizes are bytes.
type Stats struct {
	Logs        []LogStats
	Pending     int    // own changes without a leaf
	Drafts      int    // cells saved and not yet sealed
	Commits     uint64 // since the folder was made
	JournalSize int64
	BadgerSize  int64 // as the files are long; on disk they may take less
	Blobs       int
	BlobsSize   int64
	Free        uint64
}

// LogStats are the figures of one log.
type LogStats struct {
	Scope   changeset.Scope
	Leaves  uint64
	Pending int
}

// Stats counts what is stored.
func (db *DB) Stats() (s *Stats, err error) {
	defer found.Doing("counting what is stored", &err)
	s = new(Stats)
	waiting := map[changeset.Scope]int{}
	err = db.Pending(func(p changeset.PendingChange) error {
		waiting[p.Change.Scope]++
		s.Pending++
		return nil
	})
	if err != nil {
		return nil, err
	}
	scopes, err := db.Scopes()
	if err != nil {
		return nil, err
	}
	for _, scope := range scopes {
		s.Logs = append(s.Logs, LogStats{Scope: scope, Leaves: db.logState(scope).head.Size, Pending: waiting[scope]})
	}
	db.state.RLock()
	s.Commits = db.commits
	db.state.RUnlock()
	s.Drafts = len(db.journal.Drafts(nil))
	if st, err := os.Stat(db.path("journal")); err == nil {
		s.JournalSize = st.Size()
	}
	if _, s.BadgerSize, err = folderSize(db.path(rowsDir)); err != nil {
		return nil, found.Disk(err)
	}
	if s.Blobs, s.BlobsSize, err = folderSize(db.path("blobs")); err != nil {
		return nil, found.Disk(err)
	}
	if s.Free, err = db.opts.FreeSpace(db.dir); err != nil {
		return nil, found.Disk(err)
	}
	return s, nil
}

func folderSize(dir string) (files int, size int64, err error) {
	err = filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		st, err := d.Info()
		if os.IsNotExist(err) {
			return nil // Badger removed it meanwhile
		}
		if err != nil {
			return err
		}
		files++
		size += st.Size()
		return nil
	})
	return files, size, err
}
