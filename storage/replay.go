package storage

import (
	"encoding/binary"
	"os"

	"github.com/dgraph-io/badger/v4"

	"thidua/emulation"
	"thidua/storage/found"
	"thidua/storage/journal"
	"thidua/sync/changeset"
)

// load reads from Badger what is kept in memory: log heads, own ends, pending numbers, the number of the last commit.
func (db *DB) load() error {
	err := db.view(func(txn *badger.Txn) error {
		if err := loadSchema(txn); err != nil {
			return err
		}
		if err := db.loadHeads(txn); err != nil {
			return err
		}
		if err := db.loadPending(txn); err != nil {
			return err
		}
		return db.loadCommits(txn)
	})
	if err != nil {
		return err
	}
	return ours(db.badger.Update(func(txn *badger.Txn) error {
		k := key(tableSchema)
		if row, err := getRow(txn, k); err != nil || row != nil {
			return err
		}
		return txn.Set(k, sealRow(k, number(Schema)))
	}))
}

func loadSchema(txn *badger.Txn) error {
	row, err := getRow(txn, key(tableSchema))
	if err != nil || row == nil {
		return err
	}
	if len(row) != 8 {
		return rowError(key(tableSchema))
	}
	if n := binary.BigEndian.Uint64(row); n > Schema {
		return emulation.Errorf(emulation.Newer, "storage.newer", "schema", n, "known", Schema)
	}
	return nil
}

func (db *DB) loadHeads(txn *badger.Txn) error {
	err := scan(txn, key(tableHead), key(tableHead), func(k, value []byte) error {
		var h changeset.LogHead
		if len(k) != 18 || changeset.Load(value, &h) != nil {
			return rowError(k)
		}
		db.logs[changeset.Scope(k[1:])] = logState{head: h, root: h.Root()}
		return nil
	})
	if err != nil {
		return err
	}
	return scan(txn, key(tableOwn), key(tableOwn), func(k, value []byte) error {
		var h changeset.ChainHead
		if len(k) != 18 || changeset.Load(value, &h) != nil {
			return rowError(k)
		}
		db.own[changeset.Scope(k[1:])] = h
		return nil
	})
}

// loadPending fills the numbers of pending changes. A row whose change has a leaf is one that was deleted and came back: it is passed over.
func (db *DB) loadPending(txn *badger.Txn) error {
	prefix := key(tablePending)
	return scan(txn, prefix, prefix, func(k, value []byte) error {
		r, err := decodePendingRow(k, value)
		if err != nil || len(k) != 9 {
			return rowError(k).Because(err)
		}
		n := binary.BigEndian.Uint64(k[1:])
		db.nextOwn = max(db.nextOwn, n+1)
		place, err := getRow(txn, key(tablePlace, r.identity[:]))
		if err != nil {
			return err
		}
		var p changeset.Place
		if place != nil {
			if err := changeset.Load(place, &p); err != nil {
				return rowError(key(tablePlace)).Because(err)
			}
		}
		if place == nil || p.First < 0 {
			db.pending[r.identity] = n
		}
		return nil
	})
}

// loadCommits finds the last commit and checks that none before it is missing: each left a row with its number.
func (db *DB) loadCommits(txn *badger.Txn) error {
	var highest, rows uint64
	prefix := key(tableCommit)
	err := scan(txn, prefix, prefix, func(k, value []byte) error {
		if len(value) != 8 {
			return rowError(k)
		}
		highest = max(highest, binary.BigEndian.Uint64(value))
		rows++
		return nil
	})
	if err != nil {
		return err
	}
	db.commits = highest
	if rows != min(highest, commitSlots) {
		return emulation.Errorf(emulation.Corrupt, "storage.commits-missing", "missing", min(highest, commitSlots)-rows)
	}
	return nil
}

// marks is what the files beside Badger say should be there.
type marks struct {
	heads *headsFile
	last  uint64 // number of the last commit
}

// readMarks reads heads file and commit mark; damaged ones are reported and count as empty.
func (db *DB) readMarks() (*marks, error) {
	m := new(marks)
	var err error
	missing := false
	if m.heads, err = readHeads(db.path("heads")); err != nil {
		if emulation.CodeOf(err) != emulation.Corrupt {
			return nil, found.Disk(err)
		}
		db.note(found.Say(Warning, "storage.found-heads-broken"))
	} else if m.heads == nil {
		missing = true
	}
	if m.heads == nil {
		m.heads = new(headsFile)
	}
	var ok bool
	if m.last, ok, err = readLast(db.path("last")); err != nil {
		return nil, found.Disk(err)
	}
	if !ok {
		db.note(found.Say(Warning, "storage.found-mark-broken"))
	}
	if missing && m.last > 0 { // a start that was killed before its first heads file has committed nothing
		db.note(found.Say(Warning, "storage.found-heads-missing"))
	}
	return m, nil
}

// recover reads the journal, compares what should be there with Badger, and puts back what Badger lacks.
func (db *DB) recover(known *marks) error {
	j, noticed, err := journal.Load(db.path("journal"), db.opts.OpenJournal, known.heads.Journal, db.aside)
	if err != nil {
		return found.Disk(err)
	}
	db.journal = j
	db.findings = append(db.findings, noticed...)
	if db.last, err = os.OpenFile(db.path("last"), os.O_RDWR|os.O_CREATE, 0o600); err != nil {
		return found.Disk(err)
	}
	if err := db.compare(known.heads, max(known.last, known.heads.Commits)); err != nil {
		return err
	}
	if err := db.putBack(known.heads); err != nil {
		return err
	}
	if _, err := db.last.WriteAt(encodeLast(db.commits), 0); err != nil {
		return found.Disk(err)
	}
	if db.Writable() != nil {
		return nil // read only for want of room; the next start with room comes back here
	}
	return db.checkpoint()
}

// compare holds Badger against the heads file. A desk whose log is behind goes on, says so, and the next sync brings it again; a server
// has nobody to ask by itself, so it does not start unless told to repair.
func (db *DB) compare(heads *headsFile, commits uint64) error {
	behind := db.commits < commits
	if behind {
		db.note(found.Say(Warning, "storage.found-behind", "missing", commits-db.commits))
	}
	for _, want := range heads.Logs {
		have := db.logState(want.Scope)
		if have.head.Generation > want.Generation {
			continue
		}
		if have.head.Size < want.Size {
			behind = true
			db.note(found.Say(Warning, "storage.found-log-behind", "scope", want.Scope.String(), "have", have.head.Size, "want", want.Size))
			continue
		}
		root, _, err := db.RootAt(want.Scope, want.Size)
		if err != nil {
			return err
		}
		if root != want.Root {
			return emulation.Errorf(emulation.Corrupt, "storage.log-root", "scope", want.Scope.String(), "index", want.Size)
		}
	}
	if behind && db.opts.Server && !db.opts.Repair {
		return emulation.Errorf(emulation.Corrupt, "storage.behind")
	}
	return nil
}
