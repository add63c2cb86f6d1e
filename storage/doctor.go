package storage

import (
	"bytes"
	"context"
	"path/filepath"
	"sort"

	"thidua/storage/found"
	"thidua/storage/journal"
	"thidua/storage/kv"
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

// Doctor checks everything that is stored: free space, the database's checksums, every log from its leaves up, places and chains against the
// logs, records, own changes against the journal, the heads file, evidence files, backups; and says which logs are shorter than they were.
// With repair it writes places and chains anew where they differ from the logs and puts altered evidence files aside. Rows that are missing or
// unreadable need Open with Repair, which makes them anew. An error means that the check itself could not be done.
func (db *DB) Doctor(ctx context.Context, repair bool) (report *Report, err error) {
	defer found.Doing("examining the data", &err)
	if !db.gate.enter() {
		return nil, db.Writable()
	}
	defer db.gate.leave()
	c := &checkup{DB: db, Report: &Report{Findings: db.Findings()}, repair: repair && db.copied == ""}
	if db.crypt != nil {
		c.add(Info, "storage.doctor-encrypted", "id", db.crypt.ID)
	}
	if err := c.checkBackups(ctx); err != nil {
		return c.Report, err
	}
	db.write.Lock()
	defer db.write.Unlock()
	if err := db.Writable(); err != nil {
		c.add(Alarm, "storage.doctor-no-space")
	}
	if err := db.rows.Verify(); err != nil {
		c.add(Alarm, "storage.doctor-table", "cause", err.Error())
	}
	for _, check := range []func(context.Context) error{c.checkRows, c.checkLogs, c.checkOwn, c.checkHeads, c.checkBlobs} {
		err := changeset.Wanted(ctx)
		if err == nil {
			err = check(ctx)
		}
		if err != nil {
			return c.Report, err
		}
	}
	return c.Report, nil
}

// checkup is one examination.
type checkup struct {
	*DB
	*Report
	repair bool
}

// checkRows reads every row, and every record against the size of its log.
func (c *checkup) checkRows(ctx context.Context) error {
	bad, rows := 0, 0
	err := c.view(func(tx *kv.Tx) error {
		err := tx.Check(ctx, nil, func(k, value []byte) error {
			rows++
			if len(k) > 0 && k[0] == tableRecord && len(value) > 0 && !c.soundRecord(tx, k, value) {
				bad++
			}
			return nil
		}, func([]byte) { bad++ })
		if err != nil {
			return err
		}
		if err := c.loadCommits(tx); err != nil {
			bad++
		}
		return nil
	})
	if bad > 0 {
		c.add(Alarm, "storage.doctor-rows", "bad", bad)
	} else {
		c.add(Info, "storage.doctor-rows-sound", "rows", rows)
	}
	return err
}

func (c *checkup) soundRecord(tx *kv.Tx, k, value []byte) bool {
	ref, ok := parseRecordKey(k)
	if !ok {
		return false
	}
	record, err := decodeRecord(k, value, longValues(tx))
	if err != nil {
		return false
	}
	size := int64(c.logState(ref.Scope).head.Size)
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
func (c *checkup) checkOwn(ctx context.Context) error {
	count, single := 0, 0
	err := c.Pending(changeset.Until(ctx, func(p changeset.PendingChange) error {
		count++
		if !c.opts.Server && !c.journal.Has(p.Change.Identity) {
			single++
		}
		own, err := c.Own(p.Change.Scope)
		if err == nil && journal.Later(own, changeset.ChainHead{Epoch: p.Change.Epoch, Seq: p.Change.Seq}) {
			single++
		}
		return err
	}))
	if ctx.Err() != nil {
		return err
	}
	if err != nil {
		c.add(Alarm, "storage.doctor-pending")
		return nil
	}
	if single > 0 {
		c.add(Warning, "storage.doctor-journal", "changes", single)
	} else {
		c.add(Info, "storage.doctor-pending-sound", "changes", count)
	}
	return nil
}

// checkHeads reads the heads file as a start would.
func (c *checkup) checkHeads(context.Context) error {
	heads, err := c.readHeads()
	if err == nil && heads != nil {
		for _, want := range heads.Logs {
			root, ok, rerr := c.RootAt(want.Scope, want.Size)
			if rerr != nil || !ok || root != want.Root {
				c.add(Alarm, "storage.doctor-head", "scope", want.Scope.String())
			}
		}
		return nil
	}
	c.add(Warning, "storage.found-heads-broken")
	if c.repair {
		return c.checkpoint()
	}
	return nil
}

// checkBlobs reads every evidence file against its name.
func (c *checkup) checkBlobs(ctx context.Context) error {
	bad := 0
	files, err := c.Store.Altered(ctx, func(path, name string) error {
		bad++
		c.add(Alarm, "storage.blob-altered", "name", name)
		if !c.repair {
			return nil
		}
		_, err := c.files.MoveAside(path)
		return err
	})
	if err == nil && bad == 0 {
		c.add(Info, "storage.doctor-blobs-sound", "files", files)
	}
	if ctx.Err() != nil {
		return err
	}
	return found.Disk(err)
}

// checkBackups reads the backups the store made by itself, and says which logs wait for a sync.
func (c *checkup) checkBackups(ctx context.Context) error {
	all, err := c.backups.list()
	if err != nil {
		return found.Disk(err)
	}
	for i, b := range all {
		made, err := VerifyBackup(ctx, b.path, c.opts.Key)
		switch {
		case unusable(err):
			c.add(Warning, "storage.doctor-backup-bad", "file", filepath.Base(b.path))
		case err != nil:
			return err
		case i == 0:
			c.add(Info, "storage.doctor-backup", "made", made.At().Format("02/01/2006 15:04"), "size", uint64(made.Size)>>20, "commits", c.commits-min(c.commits, b.commits))
		}
	}
	if len(all) == 0 {
		c.add(Info, "storage.doctor-no-backup")
	}
	for _, l := range c.Lacking() {
		c.add(Warning, "storage.doctor-lacking", "scope", l.Scope.String(), "from", l.From, "to", l.To)
	}
	return nil
}

// Lack is a stretch of a log that was here before a repair and has not come again: leaves from From on, before To.
type Lack struct {
	Scope    changeset.Scope
	From, To uint64
}

// Lacking lists what a sync, or a bundle from somebody who has it, is to bring again.
func (db *DB) Lacking() []Lack {
	db.state.RLock()
	defer db.state.RUnlock()
	var out []Lack
	for s, to := range db.lacking {
		out = append(out, Lack{Scope: s, From: db.logs[s].head.Size, To: to})
	}
	sort.Slice(out, func(a, b int) bool { return bytes.Compare(out[a].Scope[:], out[b].Scope[:]) < 0 })
	return out
}

// Behind reports whether a server's rows were found to hold less than it had acknowledged, and nobody has taken that over yet (TakenOver): it
// must not go on with its logs before it knows what it had said.
func (db *DB) Behind() bool {
	db.write.Lock()
	defer db.write.Unlock()
	return db.behind
}

// TakenOver says that whoever gives leaves has written down, durably, that it is behind.
func (db *DB) TakenOver() error {
	db.write.Lock()
	defer db.write.Unlock()
	db.behind = false
	return db.checkpoint()
}
