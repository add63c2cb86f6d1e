package storage

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"thidua/emulation"
	"thidua/internal/durable"
	"thidua/storage/backup"
	"thidua/storage/folder"
	"thidua/storage/found"
	"thidua/storage/journal"
	"thidua/storage/kv"
	"thidua/sync/changeset"
)

const (
	keptBackups  = 3 // how many of its own a store keeps
	backupsShare = 4 // and they take at most one part in so many of what is free with them gone
)

// backups are those a store made by itself.
type backups struct {
	dir string
	mu  sync.Mutex // one is made at a time

	wanted  bool      // something stands in the rows alone
	running bool      // one is being made in the background
	tried   time.Time // when one was made, or was to be made and could not be
	commits uint64    // number of the last commit in the newest
	records uint64    // number of the journal's next record when it was made, or when the store was opened
}

// ownBackup is one of them by its name: <commits>-<Unix time in milliseconds>.backup.
type ownBackup struct {
	path    string
	commits uint64
	made    int64
}

func (b *backups) list() ([]ownBackup, error) {
	names, err := durable.Match(b.dir, "*"+folder.BackupSuffix)
	if err != nil {
		return nil, err
	}
	var out []ownBackup
	for _, path := range names {
		commits, made, _ := strings.Cut(strings.TrimSuffix(filepath.Base(path), folder.BackupSuffix), "-")
		n, err := strconv.ParseUint(commits, 10, 64)
		if err != nil {
			continue
		}
		at, err := strconv.ParseInt(made, 10, 64)
		if err != nil {
			continue
		}
		out = append(out, ownBackup{path: path, commits: n, made: at})
	}
	slices.SortFunc(out, func(a, b ownBackup) int {
		if a.commits != b.commits {
			return int(int64(b.commits) - int64(a.commits))
		}
		return int(b.made - a.made)
	})
	return out, nil
}

// newest is the number of the last commit that one of them holds.
func (b *backups) newest() uint64 {
	all, err := b.list()
	if err != nil || len(all) == 0 {
		return 0
	}
	return all[0].commits
}

// restorable is the newest backup that proves right; nil if there is none. Those that do not are told and put aside.
func (o *opening) restorable(ctx context.Context) (*Made, error) {
	all, err := o.backups.list()
	if err != nil {
		return nil, found.Disk(err)
	}
	for _, b := range all {
		made, err := VerifyBackup(ctx, b.path, o.opts.Key)
		if unusable(err) {
			o.note(found.Say(Warning, "storage.found-backup-bad", "file", filepath.Base(b.path)))
			if _, err := o.files.MoveAside(b.path); err != nil {
				return nil, found.Disk(err)
			}
			continue
		}
		return made, err
	}
	return nil, nil
}

// unusable reports whether a backup among the store's own is of no use to it: damaged, or of another key.
func unusable(err error) bool {
	return emulation.CodeOf(err) == emulation.Corrupt || emulation.KeyOf(err) == "storage.backup-locked"
}

// LastBackup is when the newest of the store's own backups was made; false while there is none.
func (db *DB) LastBackup() (made time.Time, ok bool) {
	all, err := db.backups.list()
	if err != nil || len(all) == 0 {
		return made, false
	}
	return time.UnixMilli(all[0].made), true
}

// Backup writes everything of this moment to a file and reads it back. With path "" it is one of the store's own: once it has proved right,
// the journal lets go of what it holds, and the oldest of more than three goes. Errors: Full, Unavailable, Corrupt where a row cannot be read.
func (db *DB) Backup(ctx context.Context, path string) (made *Made, err error) {
	defer found.Doing("making a backup", &err)
	if !db.gate.enter() {
		return nil, emulation.Errorf(emulation.Unavailable, "storage.closed")
	}
	defer db.gate.leave()
	return db.makeBackup(ctx, path, db.opts.time(), db.under())
}

// BackupUnder writes the same to a file under a secret of its own, which the store does not keep: path is not "". Errors: those of Backup.
func (db *DB) BackupUnder(ctx context.Context, path string, under backup.Under) (made *Made, err error) {
	defer found.Doing("making a backup", &err)
	if !db.gate.enter() {
		return nil, emulation.Errorf(emulation.Unavailable, "storage.closed")
	}
	defer db.gate.leave()
	return db.makeBackup(ctx, path, db.opts.time(), under)
}

// under is what the store is encrypted under.
func (db *DB) under() backup.Under { return backup.Under{Key: db.opts.Key, Lock: db.crypt} }

func (db *DB) makeBackup(ctx context.Context, path string, at time.Time, under backup.Under) (*Made, error) {
	db.backups.mu.Lock()
	defer db.backups.mu.Unlock()
	own := path == ""
	if !own && durable.Exists(path) {
		return nil, emulation.Errorf(emulation.Conflict, "storage.backup-exists", "file", path)
	}
	s, err := db.snapshot(at)
	if err != nil {
		return nil, err
	}
	defer s.tx.Discard()
	if own {
		if err := db.space.check(); err != nil { // opened without room: what a start would put right still stands in the journal alone
			return nil, err
		}
		if err := db.space.checkFor(db.backupNeeds()); err != nil {
			return nil, err
		}
		if err := durable.MakeFolder(db.backups.dir); err != nil {
			return nil, found.Disk(err)
		}
		path = filepath.Join(db.backups.dir, fmt.Sprintf("%012d-%d%s", s.header.Commits, s.header.Made, folder.BackupSuffix))
	}
	if err := backup.Write(path, under, s.header, func(put func(*backup.Part) error) error { return s.parts(ctx, db, put) }); err != nil {
		return nil, found.Disk(err)
	}
	made, err := VerifyBackup(ctx, path, under.Key)
	if err != nil {
		return nil, errors.Join(err, durable.Remove(path))
	}
	if !own {
		return made, nil
	}
	return made, db.backedUp(s)
}

// backupNeeds is about how long a backup of now would be, in bytes.
func (db *DB) backupNeeds() uint64 { return db.space.tables.Load()*3/2 + 1<<20 }

// backedUp lets go of what a verified backup holds, and of backups that are not needed any more. The rows are made durable first: after a
// power cut they are as the backup or later, and need not be made anew from it.
func (db *DB) backedUp(s *snapshot) error {
	if err := db.letGo(s); err != nil {
		return err
	}
	return found.Disk(db.prune())
}

func (db *DB) letGo(s *snapshot) error {
	db.write.Lock()
	defer db.write.Unlock()
	if err := db.checkpoint(); err != nil {
		return err
	}
	before := db.journal.Number()
	if err := db.journal.Release(s.settled, s.header.Commits); err != nil {
		return err
	}
	db.backups.wanted, db.backups.commits, db.backups.records = false, s.header.Commits, s.records+db.journal.Number()-before
	return nil
}

// prune removes the store's oldest backups: those beyond three, and those that would fill the disk. The newest stays.
func (db *DB) prune() error {
	all, err := db.backups.list()
	if err != nil {
		return err
	}
	free, err := db.opts.FreeSpace(db.dir)
	if err != nil {
		return err
	}
	sizes := make([]uint64, len(all))
	room := free
	for i, b := range all {
		if st, err := os.Stat(b.path); err == nil {
			sizes[i] = uint64(st.Size())
			room += sizes[i]
		}
	}
	var taken uint64
	for i, b := range all {
		taken += sizes[i]
		if i == 0 || i < keptBackups && taken <= room/backupsShare {
			continue
		}
		if err := durable.Remove(b.path); err != nil {
			return err
		}
	}
	return nil
}

// snapshot is one moment of a store.
type snapshot struct {
	tx      *kv.Tx
	header  backup.Header
	drafts  []changeset.Draft
	records uint64               // number of the journal's next record
	settled []changeset.Identity // own changes that have a leaf in it
}

func (db *DB) snapshot(at time.Time) (*snapshot, error) {
	db.write.Lock()
	defer db.write.Unlock()
	if err := db.stopped(); err != nil { // what the journal holds and the rows lack would be taken for what has its leaf
		return nil, err
	}
	s := &snapshot{tx: db.rows.Read(), records: db.journal.Number(), drafts: db.journal.Drafts(nil), settled: db.journal.Without(db.isPending)}
	s.header = backup.Header{Schema: uint64(db.schema), Commits: db.commits, Server: db.opts.Server}
	if !at.IsZero() {
		s.header.Made = at.UnixMilli()
	}
	return s, nil
}

// partBytes is about how much stands in one part.
const partBytes = 256 << 10

// parts gives the pieces of a backup: rows, drafts, small files beside the store, names of evidence files.
func (s *snapshot) parts(ctx context.Context, db *DB, put func(*backup.Part) error) error {
	p := new(backup.Part)
	written := 0
	err := s.tx.Scan(ctx, nil, nil, func(k, value []byte) error {
		p.Rows = kv.AppendRow(p.Rows, k, value)
		if len(p.Rows) < partBytes {
			return nil
		}
		if written += len(p.Rows); written > 8<<20 { // others write meanwhile
			written = 0
			if err := db.space.checkFor(0); err != nil {
				return err
			}
		}
		err := put(p)
		p.Rows = p.Rows[:0]
		return err
	})
	if err == nil && len(p.Rows) > 0 {
		err = put(p)
	}
	for some := range journal.Portions(s.drafts, func(d changeset.Draft) *changeset.Draft { return &d }) {
		if err == nil {
			err = put(&backup.Part{Drafts: some})
		}
	}
	for _, path := range db.opts.Beside {
		content, rerr := durable.ReadFile(path)
		if errors.Is(rerr, os.ErrNotExist) {
			continue
		}
		if rerr == nil {
			content, rerr = db.opts.Key.OpenFile(filepath.Base(path), content)
		}
		if err = errors.Join(err, rerr); err == nil {
			err = put(&backup.Part{Name: filepath.Base(path), Content: content})
		}
	}
	if err != nil {
		return err
	}
	blobs, err := db.Store.Names()
	for some := range slices.Chunk(blobs, 1000) {
		if err == nil {
			err = put(&backup.Part{Blobs: some})
		}
	}
	return err
}

// backUp begins a backup in the background if one is due; Close waits for it. The write lock is held.
func (db *DB) backUp() {
	b := &db.backups
	if db.opts.BackupEvery == 0 || b.running || db.commits == b.commits && db.journal.Number() == b.records {
		return // nothing was written since
	}
	now := db.opts.time() // asked here: the clock of whoever called is nobody else's
	age := now.Sub(b.tried)
	due := age >= db.opts.BackupEvery || age < 0 || b.wanted && b.tried.IsZero() // one of tomorrow was made while the clock was wrong
	if !due || db.space.check() != nil || !db.gate.enter() {
		return
	}
	b.running, b.tried = true, now
	go func() {
		defer db.gate.leave()
		_, err := db.makeBackup(context.Background(), "", now, db.under())
		if err != nil {
			db.note(found.Say(Warning, "storage.backup-failed", "cause", reason(err)))
			_ = db.noticed.keep() // it is in memory, too, and the next attempt says it again
		}
		db.write.Lock()
		defer db.write.Unlock()
		b.running = false
	}()
}

// recall looks which backups there are.
func (b *backups) recall() error {
	all, err := b.list()
	if err == nil && len(all) > 0 {
		b.tried, b.commits = time.UnixMilli(all[0].made), all[0].commits
	}
	return err
}
