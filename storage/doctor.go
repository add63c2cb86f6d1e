package storage

import (
	"github.com/dgraph-io/badger/v4"

	"thidua/storage/found"
	"thidua/storage/journal"
	"thidua/sync/changeset"
)

// Report is what Doctor found.
type Report struct {
	Findings []Finding
}

// Worst is the highest severity in the report.
func (r *Report) Worst() Severity {
	worst := Info
	for _, f := range r.Findings {
		worst = max(worst, f.Severity)
	}
	return worst
}

func (r *Report) add(s Severity, key string, pairs ...any) {
	r.Findings = append(r.Findings, found.Say(s, key, pairs...))
}

// Doctor checks everything that is stored: free space, Badger's checksums, every log from its leaves up, places and chains against the
// logs, records, own changes against the journal, the heads file, evidence files. With repair it writes places and chains anew where they
// differ from the logs and puts altered evidence files aside. Rows that are missing or unreadable need Open with Repair, which salvages.
// An error means that the check itself could not be done.
func (db *DB) Doctor(repair bool) (*Report, error) {
	if !db.gate.enter() {
		return nil, db.Writable()
	}
	defer db.gate.leave()
	db.write.Lock()
	defer db.write.Unlock()
	r := &Report{Findings: db.Findings()}
	if err := db.Writable(); err != nil {
		r.add(Alarm, "storage.doctor-no-space")
	}
	if err := db.badger.VerifyChecksum(); err != nil {
		r.add(Alarm, "storage.doctor-table", "cause", err.Error())
	}
	for _, check := range []func(*Report, bool) error{db.checkRows, db.checkLogs, db.checkOwn, db.checkHeads, db.checkBlobs} {
		if err := check(r, repair); err != nil {
			return r, err
		}
	}
	return r, nil
}

// checkRows reads every row, and every record against the size of its log.
func (db *DB) checkRows(r *Report, _ bool) error {
	bad, rows := 0, 0
	err := db.view(func(txn *badger.Txn) error {
		err := eachRow(txn, nil, func(k, value []byte) error {
			rows++
			if len(k) > 0 && k[0] == tableRecord && len(value) > 0 && !db.soundRecord(txn, k, value) {
				bad++
			}
			return nil
		}, func([]byte) { bad++ })
		if err != nil {
			return err
		}
		if err := db.loadCommits(txn); err != nil {
			bad++
		}
		return nil
	})
	if bad > 0 {
		r.add(Alarm, "storage.doctor-rows", "bad", bad)
	} else {
		r.add(Info, "storage.doctor-rows-sound", "rows", rows)
	}
	return err
}

func (db *DB) soundRecord(txn *badger.Txn, k, value []byte) bool {
	ref, ok := parseRecordKey(k)
	if !ok {
		return false
	}
	record, err := decodeRecord(k, value, longValues(txn))
	if err != nil {
		return false
	}
	size := int64(db.logState(ref.Scope).head.Size)
	for _, versions := range record.Fields {
		for i := range versions {
			if versions[i].Leaf >= size {
				return false
			}
		}
	}
	return true
}

// checkOwn compares pending changes with the journal: each must stand in both.
func (db *DB) checkOwn(r *Report, _ bool) error {
	count, single := 0, 0
	err := db.Pending(func(p changeset.PendingChange) error {
		count++
		if !db.opts.Server && !db.journal.Has(p.Change.Identity) {
			single++
		}
		own, err := db.Own(p.Change.Scope)
		if err == nil && journal.Later(own, changeset.ChainHead{Epoch: p.Change.Epoch, Seq: p.Change.Seq}) {
			single++
		}
		return err
	})
	if err != nil {
		r.add(Alarm, "storage.doctor-pending")
		return nil
	}
	if single > 0 {
		r.add(Warning, "storage.doctor-journal", "changes", single)
	} else {
		r.add(Info, "storage.doctor-pending-sound", "changes", count)
	}
	return nil
}

// checkHeads reads the heads file as a start would.
func (db *DB) checkHeads(r *Report, repair bool) error {
	heads, err := readHeads(db.path("heads"))
	if err == nil && heads != nil {
		for _, want := range heads.Logs {
			root, ok, rerr := db.RootAt(want.Scope, want.Size)
			if rerr != nil || !ok || root != want.Root {
				r.add(Alarm, "storage.doctor-head", "scope", want.Scope.String())
			}
		}
		return nil
	}
	r.add(Warning, "storage.found-heads-broken")
	if repair {
		return db.checkpoint()
	}
	return nil
}

// checkBlobs reads every evidence file against its name.
func (db *DB) checkBlobs(r *Report, repair bool) error {
	bad := 0
	files, err := db.Store.Altered(func(path, name string) error {
		bad++
		r.add(Alarm, "storage.blob-altered", "name", name)
		if !repair {
			return nil
		}
		_, err := db.moveAside(path)
		return err
	})
	if err == nil && bad == 0 {
		r.add(Info, "storage.doctor-blobs-sound", "files", files)
	}
	return found.Disk(err)
}
