package storage

import (
	"context"
	"errors"
	"io/fs"
	"os"

	"thidua/emulation"
	"thidua/internal/durable"
	"thidua/storage/crypt"
	"thidua/storage/folder"
	"thidua/storage/found"
	"thidua/storage/journal"
	"thidua/storage/kv"
)

// freshDir is a database that is being made to take the place of the one in use.
const freshDir = "db.new"

// opening is one start: it compares what should be there with what is there, and puts back what is missing.
type opening struct {
	*DB
	known   *marks
	rebuilt bool
	state   string // of the rows before they were opened
}

func (o *opening) run() error {
	if err := o.enter(); err != nil {
		return err
	}
	var err error
	if o.known, err = o.readMarks(); err != nil {
		return err
	}
	if err := o.loadJournal(); err != nil {
		return err
	}
	if err := o.openRows(); err != nil {
		return err
	}
	if o.space.check() != nil {
		return nil // read only for want of room; the next start with room comes back here
	}
	if err := o.checkpoint(); err != nil {
		return err
	}
	if err := o.takeOver(); err != nil {
		return err
	}
	if err := durable.Remove(o.path(folder.Rows, remadeName)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return found.Disk(err)
	}
	if err := errors.Join(o.noticed.keep(), o.space.keepReserve()); err != nil {
		return found.Disk(err)
	}
	if len(o.journal.Drafts(nil)) == 0 { // else nobody knows whether the newest backup holds them
		o.backups.records = o.journal.Number()
	}
	o.backUp()
	return nil
}

// enter takes the lock and tidies the folder.
func (o *opening) enter() error {
	if o.lock, o.opts.Held = o.opts.Held, nil; o.lock == nil { // of this opening, and of no other by the same options
		var err error
		if o.lock, err = Hold(o.dir, o.opts); err != nil {
			return err
		}
	}
	if done, err := folder.SettleLocked(o.dir); err != nil {
		return found.Disk(err)
	} else if lock, err := o.files.Lock(); done || err != nil || id(lock) != id(o.crypt) { // what was read of the folder so far is no longer so
		return emulation.Errorf(emulation.Unavailable, "storage.converted")
	}
	if err := o.space.makeRoom(); err != nil {
		return err
	}
	if err := o.tidy(); err != nil {
		return found.Disk(err)
	}
	if o.crypt != nil && !o.space.none {
		if mended, err := o.files.KeepLock(o.crypt); err != nil {
			return err
		} else if mended {
			o.note(found.Say(Warning, "storage.found-lock-broken"))
		}
	}
	o.tidyElsewhere()
	return errors.Join(o.noticed.recall(), o.backups.recall(), o.noteMirrored())
}

// id names what a lock opens; "" of a folder in plain.
func id(l *crypt.Lock) string {
	if l == nil {
		return ""
	}
	return l.ID
}

// tidy finishes or removes what a stop in the middle of something left.
func (o *opening) tidy() error {
	if fresh := o.path(freshDir); durable.Exists(fresh) {
		var err error
		if durable.Exists(o.path(folder.Rows)) {
			err = durable.RemoveAll(fresh) // it was being made
		} else {
			err = durable.Rename(fresh, o.path(folder.Rows)) // it was whole before the other one was set aside
		}
		if err != nil {
			return err
		}
	}
	left, err := durable.Match(o.dir, "*.new") // as unfinished files were called before schema 2
	for _, path := range left {
		err = errors.Join(err, durable.Remove(path))
	}
	return errors.Join(err, durable.MakeFolder(o.path(folder.Rows)), durable.Sweep(o.dir), o.Store.Tidy())
}

func (o *opening) loadJournal() error {
	aside := func(name string, b []byte) error {
		err := o.files.PutAside(name, b)
		if o.space.none && durable.Full(err) {
			return nil // it stays where it is until there is room
		}
		return err
	}
	j, noticed, err := journal.Load(o.path(journalName), o.opts.OpenJournal, o.opts.Key.For("journal"), journal.Mark{Number: o.known.heads.Journal, Drafts: o.known.heads.Drafts}, aside)
	if err != nil {
		return found.Disk(err)
	}
	o.journal = j
	for _, f := range noticed {
		o.note(f)
		o.backups.wanted = o.backups.wanted || f.Severity >= Warning // what it held stands in the rows alone
	}
	if o.last != nil { // read a second time
		if err := o.last.Close(); err != nil {
			return found.Disk(err)
		}
		o.last = nil
	}
	if o.last, err = durable.Open(o.path(lastName), os.O_RDWR|os.O_CREATE, 0o600); err != nil {
		return found.Disk(err)
	}
	return nil
}

// openRows opens the rows and brings them and the journal together. What is damaged, or holds less than a backup does, is set aside and made
// anew, also where that is only met while the two are compared; but then not if the rows are the only place of an own change: a person decides.
func (o *opening) openRows() error {
	err := o.tryRows()
	if err == nil {
		if err = o.recover(); emulation.KeyOf(err) != "storage.row" || !o.twice() {
			return err
		}
	}
	if emulation.CodeOf(err) != emulation.Corrupt {
		return err
	}
	if o.space.cramped { // also where there is room by now
		return o.space.check()
	}
	if err := o.rebuild(err); err != nil {
		return err
	}
	if err := o.tryRows(); err != nil {
		return err
	}
	return o.recover()
}

// twice reports whether the journal, too, holds every own change that waits for a leaf.
func (o *opening) twice() bool {
	for id := range o.pending {
		if !o.journal.Has(id) {
			return false
		}
	}
	return true
}

// tryRows opens the rows as they are and compares them with what should be there.
func (o *opening) tryRows() error {
	o.forget()
	dir := o.path(folder.Rows)
	if o.space.none {
		var err error
		if o.copied, err = o.borrow(); err != nil {
			return err
		}
		dir = o.copied
	}
	o.state = kv.State(dir)
	err := o.opts.retry(func() (err error) {
		o.rows, err = kv.Open(dir, kv.Use{Cramped: o.space.cramped, Scratch: o.opts.Scratch, Server: o.opts.Server, Key: o.opts.Key.Rows()})
		return err
	})
	if err != nil {
		return found.Disk(err)
	}
	if err := o.fill(); err != nil {
		return err
	}
	if o.crypt != nil {
		o.schema = o.inRows
	}
	if err := o.replay(); err != nil {
		return err
	}
	if o.opts.Repair && !o.rebuilt {
		if err := o.checkAll(); err != nil {
			return err
		}
	}
	return o.compare()
}

// checkAll reads every row.
func (o *opening) checkAll() error {
	var bad error
	err := o.rows.View(func(tx *kv.Tx) error {
		return tx.Check(context.Background(), nil, func(_, _ []byte) error { return nil }, func(k []byte) { bad = kv.Damaged(k) })
	})
	return errors.Join(err, bad)
}

// replay writes again what the journal of a server holds and the rows do not.
func (o *opening) replay() error {
	if !o.opts.Server {
		return nil
	}
	before := o.commits
	err := o.journal.Rows(before, func(_ uint64, rows []byte) error {
		tx := o.rows.Begin(false)
		defer tx.Discard()
		err := kv.EachRow(rows, func(k, value []byte) error {
			if value == nil {
				return tx.Delete(k)
			}
			return tx.Set(k, value)
		})
		if err != nil {
			return err
		}
		return tx.Commit()
	})
	if emulation.CodeOf(err) == emulation.Corrupt && o.rebuilt {
		if !o.opts.Repair {
			return emulation.Errorf(emulation.Corrupt, "storage.behind").Because(err)
		}
		err = nil // compare says what is missing
	}
	if err != nil {
		return err
	}
	o.forget()
	if err := o.fill(); err != nil {
		return err
	}
	if n := o.commits - before; n > 0 && !o.rebuilt {
		o.note(found.Say(Info, "storage.found-replayed", "commits", n))
	}
	return nil
}

// compare holds the rows against the marks. A desk that is behind goes on, says so, and the next sync brings the rest; a server has nobody to
// ask by itself, so it does not start unless told to repair. Where a backup holds more, the rows are made anew from it first.
func (o *opening) compare() error {
	behind := o.commits < o.known.last
	short := map[logEnd]uint64{}
	for _, want := range o.known.heads.Logs {
		have := o.logState(want.Scope)
		if have.head.Generation > want.Generation {
			continue
		}
		if have.head.Size < want.Size {
			behind = true
			short[want] = have.head.Size
			continue
		}
		root, _, err := o.RootAt(want.Scope, want.Size)
		if err != nil {
			return err
		}
		if root != want.Root {
			return emulation.Errorf(emulation.Corrupt, "storage.log-root", "scope", want.Scope.String(), "index", want.Size)
		}
	}
	switch {
	case !o.rebuilt && (behind && o.opts.Server || o.backups.newest() > o.commits):
		return emulation.Errorf(emulation.Corrupt, "storage.behind")
	case behind && o.opts.Server && !o.opts.Repair:
		return emulation.Errorf(emulation.Corrupt, "storage.behind")
	}
	o.behind = o.known.heads.Behind || behind && o.opts.Server
	o.tellBehind(short)
	return nil
}

// tellBehind remembers which logs were longer until they are again.
func (o *opening) tellBehind(short map[logEnd]uint64) {
	for _, l := range o.known.heads.Lacking {
		if o.logState(l.Scope).head.Size < l.Size {
			o.lacking[l.Scope] = max(o.lacking[l.Scope], l.Size)
		}
	}
	if o.commits < o.known.last && !o.rebuilt {
		o.note(found.Say(Warning, "storage.found-behind", "missing", o.known.last-o.commits))
	}
	for _, want := range o.known.heads.Logs {
		if have, ok := short[want]; ok {
			o.lacking[want.Scope] = max(o.lacking[want.Scope], want.Size)
			o.note(found.Say(Warning, "storage.found-log-behind", "scope", want.Scope.String(), "have", have, "want", want.Size))
		}
	}
}

// takeOver makes a folder one of this schema. What an older one holds is in a verified backup before anything is changed; a stop in the
// middle begins anew.
func (o *opening) takeOver() error {
	if o.schema == Schema {
		return found.Disk(o.files.KeepFormat(Schema)) // of an encrypted folder the rows say the schema, whatever has become of the file
	}
	if o.schema > 0 && o.commits > 0 {
		if _, err := o.makeBackup(context.Background(), "", o.opts.time(), o.under()); err != nil {
			return emulation.Errorf(emulation.CodeOf(err), "storage.take-over", "schema", o.schema).Because(err)
		}
		o.note(found.Say(Info, "storage.found-taken-over", "schema", o.schema, "now", Schema))
	}
	if err := o.writeSchema(); err != nil {
		return err
	}
	if err := o.files.WriteFormat(Schema); err != nil {
		return found.Disk(err)
	}
	o.schema = Schema
	return nil
}
