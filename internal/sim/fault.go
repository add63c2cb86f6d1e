package sim

import (
	"maps"

	"thidua/sync/changeset"
)

// Fault is something wrong that is built into a life to see the checker find it. A life has none but where a test says so.
type Fault string

const (
	sound          Fault = ""
	losesDrafts    Fault = "a desk says saved, and is not"
	losesJournal   Fault = "a desk's own changes do not outlive a power cut"
	losesCommits   Fault = "a server answers before its disk has it"
	settlesAlone   Fault = "of two values that contradict each other a desk keeps the last"
	hidesAlarms    Fault = "a desk keeps its alarms to itself"
	forgetsPending Fault = "a desk takes a change for sent that never was"
)

// commit is what a disk writes of a batch.
func (f Fault) commit(d *disk, b *changeset.Batch) *changeset.Batch {
	switch {
	case f == hidesAlarms && !d.server:
		c := *b
		c.Meta = maps.Clone(b.Meta)
		maps.DeleteFunc(c.Meta, func(name string, _ []byte) bool { return len(name) > 6 && name[:6] == "alarm/" })
		return &c
	case f == settlesAlone && !d.server:
		c := *b
		c.Records = maps.Clone(b.Records)
		for ref, r := range c.Records {
			c.Records[ref] = lastOnly(r)
		}
		return &c
	}
	return b
}

// lastOnly is a record without the earlier of versions that were written without knowledge of each other.
func lastOnly(r *changeset.Record) *changeset.Record {
	if r == nil {
		return nil
	}
	c := &changeset.Record{Key: r.Key, Fields: maps.Clone(r.Fields)}
	for field := range c.Fields {
		if heads := r.Heads(field, changeset.Now); changeset.Conflict(heads) {
			c.Fields[field] = heads[len(heads)-1:]
		}
	}
	return c
}

// journal is what a power cut leaves of a journal.
func (f Fault) journal(all []*changeset.Batch) []*changeset.Batch {
	if f == losesJournal {
		return nil
	}
	return all
}
