package storage

import (
	"context"

	"thidua/emulation"
	"thidua/storage/found"
	"thidua/storage/journal"
	"thidua/storage/kv"
	"thidua/sync/changeset"
)

// recover brings into the rows what the journal holds and they do not, and into the journal what only they hold.
func (o *opening) recover() error {
	if o.opts.Server {
		return o.recoverServer()
	}
	whole := o.asClosed() && !o.rebuilt
	if err := o.putBackMeta(); err != nil {
		return err
	}
	var lost []changeset.Identity
	if !whole {
		var err error
		if lost, err = o.lost(); err != nil {
			return err
		}
	}
	for _, id := range lost {
		if err := o.putBackChange(id); err != nil {
			return err
		}
	}
	if len(lost) > 0 {
		o.note(found.Say(Info, "storage.found-put-back", "changes", len(lost)))
	}
	if err := o.putBackEnds(); err != nil {
		return err
	}
	if o.copied == "" {
		if err := o.journalAgain(); err != nil {
			return err
		}
	}
	return o.mark()
}

// walkFrom is from which share of all places on it is quicker to read every place than to look for those of the journal's changes.
const walkFrom = 8

// lost lists the journal's changes of which the rows know nothing, in the order they were made. Only a change's place proves that its commit
// is in the rows: numbers of commits are used again after a restore, and a table that is missing takes places with it and not the numbers.
// That it is there is enough: what is in it is not read, so that one that is damaged keeps nobody out.
func (o *opening) lost() (out []changeset.Identity, err error) {
	err = o.view(func(tx *kv.Tx) error {
		if kept := o.journal.Count(); kept >= o.leaves()/walkFrom {
			known, err := placed(tx, o.journal.Has)
			if err != nil || known == kept {
				return err
			}
		}
		for _, id := range o.journal.Identities() {
			known, err := tx.Has(key(tablePlace, id[:]))
			if err != nil {
				return err
			}
			if !known && !o.isPending(id) {
				out = append(out, id)
			}
		}
		return nil
	})
	return out, err
}

// placed walks through all places and counts those of some changes.
func placed(tx *kv.Tx, some func(changeset.Identity) bool) (n int, err error) {
	prefix := key(tablePlace)
	err = tx.Keys(context.Background(), prefix, func(k []byte) {
		if id := k[len(prefix):]; len(id) == len(changeset.Identity{}) && some(changeset.Identity(id)) {
			n++
		}
	})
	return n, err
}

// leaves counts those of all logs: about as many places there are.
func (o *opening) leaves() int {
	n := 0
	for _, l := range o.logs {
		n += int(l.head.Size)
	}
	return n
}

// recoverServer asks for a backup where the journal does not hold everything since the last one. After a repair that left a gap, what stands
// behind the gap is put aside: its numbers are used again.
func (o *opening) recoverServer() error {
	behindGap := o.journal.Ahead(o.commits)
	if behindGap {
		if err := o.rows.Sync(); err != nil { // what was written again from before the gap stands in the journal alone until then
			return found.Disk(err)
		}
		if err := o.journal.Close(); err != nil {
			return found.Disk(err)
		}
		if _, err := o.files.MoveAside(o.path(journalName)); err != nil {
			return found.Disk(err)
		}
		o.known.heads.Journal, o.known.heads.Drafts = 0, 0
		if err := o.loadJournal(); err != nil {
			return err
		}
	}
	o.backups.wanted = o.backups.wanted || behindGap || !o.journal.Covers(o.backups.newest(), o.commits)
	return o.mark()
}

// mark writes down how many commits the rows hold.
func (db *DB) mark() error {
	if db.copied != "" {
		return nil
	}
	_, err := db.last.WriteAt(encodeLast(db.commits), 0)
	return found.Disk(err)
}

// putBackMeta repeats the small named values of commits that were lost.
func (o *opening) putBackMeta() error {
	lost := o.journal.Metas(o.commits)
	if len(lost) == 0 {
		return nil
	}
	if err := o.commit(false, &changeset.Batch{Meta: lost}); err != nil {
		return err
	}
	if o.copied != "" {
		return nil
	}
	return o.journal.Renumber(o.commits)
}

// putBackChange makes an own change pending again, with its versions in the records it sets.
func (o *opening) putBackChange(id changeset.Identity) error {
	kept, derived, err := o.journal.Change(id)
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
	records, err := o.missingRecords(derived)
	if err != nil {
		return err
	}
	for i := range c.Operations {
		ref := c.Ref(i)
		r := records[ref]
		if r == nil {
			if r, err = o.Record(ref); err != nil {
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
	return o.commit(false, &changeset.Batch{
		Pending: []changeset.PendingChange{{Change: c, Detached: kept.Detached}},
		Places: map[changeset.Identity]changeset.Place{id: {Scope: c.Scope, Log: c.Log, Epoch: c.Epoch, Seq: c.Seq,
			First: changeset.Pending, Last: changeset.Pending}},
		Records: records,
	})
}

// missingRecords reads the derived records that the rows do not have.
func (o *opening) missingRecords(derived []journal.Derived) (map[changeset.Ref]*changeset.Record, error) {
	out := map[changeset.Ref]*changeset.Record{}
	for _, d := range derived {
		ref := changeset.Ref{Scope: d.Scope, Kind: d.Kind, Group: d.Group, ID: d.ID}
		have, err := o.Record(ref)
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

// putBackEnds moves the ends of the own chains to the furthest that rows, journal or heads file know: a chain continued from an older
// end would be a fork.
func (o *opening) putBackEnds() error {
	ahead := map[changeset.Scope]changeset.ChainHead{}
	for _, end := range append(o.journal.Own(), o.known.heads.Own...) {
		have, ok := ahead[end.Scope]
		if !ok {
			have = o.own[end.Scope]
		}
		if journal.Later(have, end.Head) {
			ahead[end.Scope] = end.Head
		}
	}
	if len(ahead) == 0 {
		return nil
	}
	return o.commit(false, &changeset.Batch{Own: ahead})
}

// journalAgain writes pending changes that the journal lost into it: they exist nowhere else and must exist twice.
func (o *opening) journalAgain() error {
	count, err := o.journal.Keep(o.Pending)
	if count > 0 {
		o.note(found.Say(Info, "storage.found-journal-again", "changes", count))
	}
	return err
}
