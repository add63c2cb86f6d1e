package storage

import (
	"sort"

	"thidua/sync/changeset"
)

// journalOf is the journal record of a batch: what its own changes need to be put back if Badger loses them.
func journalOf(b *changeset.Batch, commit uint64) (*journalRecord, error) {
	r := &journalRecord{Own: sortedOwn(b.Own), Commit: commit}
	for _, k := range b.Sealed {
		r.Dropped = append(r.Dropped, nameOf(k))
	}
	named := map[changeset.Ref]bool{}
	for _, p := range b.Pending {
		r.Changes = append(r.Changes, journalChange{Tenant: p.Change.Tenant, Identity: p.Change.Identity, Raw: p.Change.Raw, Detached: p.Detached})
		for i := range p.Change.Operations {
			named[p.Change.Ref(i)] = true
		}
	}
	if len(b.Entries) == 0 { // a batch with leaves folds those too; they come again with their log
		for ref, record := range b.Records {
			if record == nil || named[ref] {
				continue
			}
			row, err := changeset.Encode(record)
			if err != nil {
				return nil, err
			}
			r.Derived = append(r.Derived, derivedRecord{Scope: ref.Scope, Kind: ref.Kind, Group: ref.Group, ID: ref.ID, Row: row})
		}
		sort.Slice(r.Derived, func(i, k int) bool { return string(r.Derived[i].ID[:]) < string(r.Derived[k].ID[:]) })
	}
	for name, value := range b.Meta {
		r.Meta = append(r.Meta, metaValue{Name: name, Value: value, Removed: value == nil})
	}
	sort.Slice(r.Meta, func(i, k int) bool { return r.Meta[i].Name < r.Meta[k].Name })
	return r, nil
}
