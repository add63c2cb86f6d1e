package sim

import (
	"io"
	"maps"

	"thidua/emulation"
	"thidua/internal/memstore"
	"thidua/sync/changeset"
)

// disk is the store of one computer, which keeps what the real one promises to keep, and no more: at a desk, own changes, what was typed and
// small values are on disk when they are reported, while what a sync brought may be gone after a power cut until it was made durable. A
// server's commits are all on disk.
type disk struct {
	*memstore.DB
	server bool
	chance io.Reader
	fault  Fault // built in, to see the checker find it

	synced  *memstore.DB                                  // the rows as they surely are on disk
	journal []*changeset.Batch                            // since then
	dies    func(b *changeset.Batch) (before, after bool) // asked at each commit; nil: it does not
	full    bool
}

func newDisk(db *memstore.DB, server bool, chance io.Reader) *disk {
	return &disk{DB: db, server: server, chance: chance, synced: db.Copy(nil)}
}

var (
	errDied = emulation.Errorf(emulation.Unavailable, "storage.halted")
	errFull = emulation.Errorf(emulation.Full, "storage.no-room")
)

// Commit writes a batch, unless the machine stops just before; it may also stop just after.
func (d *disk) Commit(b *changeset.Batch) error {
	if d.full {
		return errFull
	}
	var before, after bool
	if d.dies != nil {
		before, after = d.dies(b)
	}
	if before {
		return errDied
	}
	b = d.fault.commit(d, b)
	if err := d.DB.Commit(b); err != nil {
		return err
	}
	if !d.server && (len(b.Pending) > 0 || len(b.Sealed) > 0 || b.Typed || len(b.Entries) == 0) {
		d.journal = append(d.journal, b)
	}
	if after {
		return errDied
	}
	return nil
}

// Writable is nil, or why nothing can be saved now.
func (d *disk) Writable() error {
	if d.full {
		return errFull
	}
	return d.DB.Writable()
}

// SaveDraft keeps cells.
func (d *disk) SaveDraft(drafts ...*changeset.Draft) error {
	if d.full {
		return errFull
	}
	if d.fault == losesDrafts {
		return nil
	}
	return d.DB.SaveDraft(drafts...)
}

// Drafts are the drafts of a log.
func (d *disk) Drafts(scope changeset.Scope) ([]changeset.Draft, error) {
	all, err := d.DB.Drafts(scope)
	for i := range all {
		d.fault.read(d, &all[i])
	}
	return all, err
}

// Pending visits the own changes without a leaf.
func (d *disk) Pending(fn func(changeset.PendingChange) error) error {
	return d.DB.Pending(func(p changeset.PendingChange) error {
		if d.fault == forgets && p.Change.Seq%3 == 0 {
			return nil
		}
		return fn(p)
	})
}

// MissingChunks is a bitmap of the chunks of a file that are not here.
func (d *disk) MissingChunks(name changeset.BlobName) ([]byte, error) {
	missing, err := d.DB.MissingChunks(name)
	if d.fault == losesFiles && d.server {
		clear(missing)
	}
	return missing, err
}

// PutBlob keeps a file.
func (d *disk) PutBlob(r io.Reader) (changeset.BlobName, error) {
	if d.full {
		return changeset.BlobName{}, errFull
	}
	return d.DB.PutBlob(r)
}

// Checkpoint makes everything written so far durable.
func (d *disk) Checkpoint() error {
	if err := d.Writable(); err != nil {
		return err
	}
	d.synced, d.journal = d.DB.Copy(nil), nil
	return nil
}

// killed is the store as another start finds it after the program was killed: all that was written.
func (d *disk) killed() *disk {
	db := d.DB
	if d.fault == losesCommits && d.server {
		db = d.synced
	}
	n := newDisk(db.Copy(d.chance), d.server, d.chance)
	n.fault, n.synced, n.journal = d.fault, d.synced, d.journal
	return n
}

// fallen is the store as another start finds it after a power cut.
func (d *disk) fallen() (*disk, error) {
	if d.server {
		return d.killed(), nil
	}
	db := d.DB.Fallen(d.synced, d.chance)
	for _, b := range d.journal {
		if d.fault == losesJournal {
			continue
		}
		if err := putBack(db, b); err != nil {
			return nil, err
		}
	}
	n := newDisk(db, false, d.chance)
	n.fault = d.fault
	return n, nil
}

// putBack brings into the rows what the journal holds and they do not, as an opening of the real store does.
func putBack(db *memstore.DB, b *changeset.Batch) error {
	back := &changeset.Batch{Meta: maps.Clone(b.Meta), Own: map[changeset.Scope]changeset.ChainHead{}, Places: map[changeset.Identity]changeset.Place{},
		Records: map[changeset.Ref]*changeset.Record{}}
	for _, p := range b.Pending {
		c := p.Change
		if place, err := db.Place(c.Identity); err != nil || place != nil {
			return err
		}
		back.Pending = append(back.Pending, p)
		back.Places[c.Identity] = changeset.Place{Scope: c.Scope, Log: c.Log, Epoch: c.Epoch, Seq: c.Seq, First: changeset.Pending, Last: changeset.Pending}
		for i := range c.Operations {
			ref, op := c.Ref(i), &c.Operations[i]
			r := back.Records[ref]
			if r == nil {
				var err error
				if r, err = db.Record(ref); err != nil {
					return err
				}
			}
			if r == nil {
				r = &changeset.Record{Key: op.Key}
			}
			r.Add(op.Field, changeset.Version{ID: c.Version(i), Author: c.Log, HLC: c.HLC, Leaf: changeset.Pending, Value: op.Value, Expects: op.Expects})
			back.Records[ref] = r
		}
	}
	for scope, end := range b.Own {
		have, err := db.Own(scope)
		if err != nil {
			return err
		}
		if end.Epoch > have.Epoch || end.Epoch == have.Epoch && end.Seq > have.Seq {
			back.Own[scope] = end
		}
	}
	return db.Commit(back)
}
