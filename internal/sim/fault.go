package sim

import (
	"maps"
	"strings"

	"thidua/sync/changeset"
	"thidua/workspace/book"
)

// Fault is something wrong that is built into a life to see the checker find it. A life has none but where a test says so.
type Fault string

const (
	sound         Fault = ""
	losesDrafts   Fault = "a desk says saved, and is not"
	losesJournal  Fault = "what was signed does not outlive a power cut"
	losesCommits  Fault = "a server answers before its disk has it"
	losesFiles    Fault = "a server says a file is whole that it does not have"
	settlesAlone  Fault = "of two values that contradict each other the last is kept"
	sealsBlindly  Fault = "a change says that its author saw what stands now"
	forgets       Fault = "a change is taken for sent that never was"
	neverSends    Fault = "what was typed is never signed"
	hidesAlarms   Fault = "a desk keeps its alarms to itself"
	cries         Fault = "an alarm sounds where nobody lied"
	loosensRecord Fault = "a state is not that of its log"
)

// Faults are all of them, each with a lie that a life needs to show it.
func Faults() map[Fault]Lie {
	return map[Fault]Lie{losesDrafts: truth, losesJournal: truth, losesCommits: truth, losesFiles: truth, settlesAlone: truth, sealsBlindly: truth, forgets: truth,
		neverSends: truth, hidesAlarms: verdict, cries: verdict, loosensRecord: truth}
}

// commit is what a disk writes of a batch.
func (f Fault) commit(d *disk, b *changeset.Batch) *changeset.Batch {
	c := *b
	switch {
	case f == losesCommits && d.server:
		d.synced = d.DB.Copy(nil)
	case d.server:
	case f == hidesAlarms:
		c.Meta = maps.Clone(b.Meta)
		maps.DeleteFunc(c.Meta, func(name string, _ []byte) bool {
			return strings.HasPrefix(name, book.MetaAlarm) || strings.HasPrefix(name, book.MetaDiffers)
		})
	case f == settlesAlone:
		c.Records = maps.Clone(b.Records)
		for ref, r := range c.Records {
			c.Records[ref] = lastOnly(r)
		}
	case f == loosensRecord && len(b.Entries) > 1:
		c.Records = maps.Clone(b.Records)
		for ref := range c.Records {
			delete(c.Records, ref)
			break
		}
	}
	return &c
}

// read alters a draft as it is read.
func (f Fault) read(d *disk, x *changeset.Draft) {
	switch f {
	case neverSends:
		x.Open = true
	case sealsBlindly:
		if r, err := d.DB.Record(x.DraftKey().Ref); err == nil {
			x.Expects = changeset.IDs(r.Heads(x.Field, changeset.Now))
		}
	}
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
