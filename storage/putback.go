package storage

import (
	"fmt"

	"thidua/emulation"
	"thidua/internal/durable"
	"thidua/storage/found"
	"thidua/storage/journal"
	"thidua/sync/changeset"
)

// putBack brings into Badger what the journal holds and Badger does not, and into the journal what only Badger holds.
func (db *DB) putBack(heads *headsFile) error {
	if err := db.putBackMeta(); err != nil {
		return err
	}
	back := 0
	for _, id := range db.journal.Identities() {
		p, err := db.Place(id)
		if err != nil {
			return err
		}
		switch {
		case p != nil && p.First >= 0: // the stop came between the leaf and the release
			db.settled = append(db.settled, id)
		case db.isPending(id):
		default:
			if err := db.putBackChange(id); err != nil {
				return err
			}
			back++
		}
	}
	if back > 0 {
		db.note(found.Say(Info, "storage.found-put-back", "changes", back))
	}
	if err := db.putBackEnds(heads); err != nil {
		return err
	}
	if db.opts.Server {
		return nil
	}
	return db.journalAgain()
}

// putBackMeta repeats the small named values of commits that Badger lost.
func (db *DB) putBackMeta() error {
	lost := db.journal.Metas(db.commits)
	if len(lost) == 0 {
		return nil
	}
	_, err := db.commit(&changeset.Batch{Meta: lost}, false)
	return err
}

// putBackChange makes an own change pending again, with its versions in the records it sets.
func (db *DB) putBackChange(id changeset.Identity) error {
	kept, derived, err := db.journal.Change(id)
	if err != nil {
		return err
	}
	c, err := changeset.Decode(kept.Tenant, kept.Raw)
	if err != nil {
		return err
	}
	if c.Identity != id {
		return emulation.Errorf(emulation.Corrupt, "storage.journal-record")
	}
	records, err := db.missingRecords(derived)
	if err != nil {
		return err
	}
	for i := range c.Operations {
		ref := c.Ref(i)
		r := records[ref]
		if r == nil {
			if r, err = db.Record(ref); err != nil {
				return err
			}
		}
		if r == nil {
			r = &changeset.Record{Key: c.Operations[i].Key}
		}
		r.Add(c.Operations[i].Field, changeset.Version{ID: c.Version(i), Author: c.Log, HLC: c.HLC, Leaf: changeset.Pending,
			Value: c.Operations[i].Value, Expects: c.Operations[i].Expects})
		records[ref] = r
	}
	_, err = db.commit(&changeset.Batch{
		Pending: []changeset.PendingChange{{Change: c, Detached: kept.Detached}},
		Places: map[changeset.Identity]changeset.Place{id: {Scope: c.Scope, Log: c.Log, Epoch: c.Epoch, Seq: c.Seq,
			First: changeset.Pending, Last: changeset.Pending}},
		Records: records,
	}, false)
	return err
}

// missingRecords reads the derived records that Badger does not have.
func (db *DB) missingRecords(derived []journal.Derived) (map[changeset.Ref]*changeset.Record, error) {
	out := map[changeset.Ref]*changeset.Record{}
	for _, d := range derived {
		ref := changeset.Ref{Scope: d.Scope, Kind: d.Kind, Group: d.Group, ID: d.ID}
		have, err := db.Record(ref)
		if err != nil {
			return nil, err
		}
		if have != nil {
			continue
		}
		if out[ref], err = changeset.DecodeRecord(d.Row); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// putBackEnds moves the ends of the own chains to the furthest that Badger, journal or heads file know: a chain continued from an older
// end would be a fork.
func (db *DB) putBackEnds(heads *headsFile) error {
	ahead := map[changeset.Scope]changeset.ChainHead{}
	for _, o := range append(db.journal.Own(), heads.Own...) {
		have, ok := ahead[o.Scope]
		if !ok {
			have = db.own[o.Scope]
		}
		if journal.Later(have, o.Head) {
			ahead[o.Scope] = o.Head
		}
	}
	if len(ahead) == 0 {
		return nil
	}
	_, err := db.commit(&changeset.Batch{Own: ahead}, false)
	return err
}

// journalAgain writes pending changes that the journal lost into it: they exist nowhere else and must exist twice.
func (db *DB) journalAgain() error {
	count, err := db.journal.Keep(db.Pending)
	if count > 0 {
		db.note(found.Say(Info, "storage.found-journal-again", "changes", count))
	}
	return err
}

// aside keeps damaged bytes for whoever wants to look at them.
func (db *DB) aside(name string, b []byte) error {
	path, err := db.asidePath(name)
	if err != nil {
		return err
	}
	return durable.Replace(path, durable.Private, durable.Bytes(b))
}

// asidePath is a name in the folder "damaged" that is not taken.
func (db *DB) asidePath(name string) (string, error) {
	if err := durable.MakeFolder(db.path("damaged")); err != nil {
		return "", err
	}
	stamp := ""
	if db.opts.Now != nil {
		stamp = db.opts.Now().UTC().Format("20060102T150405-")
	}
	for n := 1; ; n++ {
		path := db.path("damaged", fmt.Sprintf("%s%d-%s", stamp, n, name))
		if !durable.Exists(path) {
			return path, nil
		}
	}
}
