package journal

import (
	"iter"
	"sort"

	"thidua/sync/changeset"
)

// A record holds at most so many drafts and about so many bytes of them, far below the length at which a frame is taken for damage.
const (
	draftsPerRecord = 200
	draftBytes      = 1 << 20
)

// Portions cuts drafts into pieces of which each fits a record.
func Portions[D any](drafts []D, of func(D) *changeset.Draft) iter.Seq[[]D] {
	return func(yield func([]D) bool) {
		for len(drafts) > 0 {
			n, bytes := 0, 0
			for n < min(len(drafts), draftsPerRecord) {
				d := of(drafts[n])
				if bytes += len(d.Text) + len(d.Value); n > 0 && bytes > draftBytes {
					break
				}
				n++
			}
			if !yield(drafts[:n]) {
				return
			}
			drafts = drafts[n:]
		}
	}
}

// SaveDrafts puts cells on disk before it returns; the same cell again replaces it. Many at once cost one flush for every record.
func (j *Journal) SaveDrafts(drafts []*changeset.Draft) error {
	for some := range Portions(drafts, func(d *changeset.Draft) *changeset.Draft { return d }) {
		r := new(record)
		for _, d := range some {
			r.Drafts = append(r.Drafts, *d)
		}
		if err := j.append(r); err != nil {
			return err
		}
	}
	return nil
}

// DropDraft forgets a draft.
func (j *Journal) DropDraft(key changeset.DraftKey) error {
	return j.append(&record{Dropped: []draftName{nameOf(key)}})
}

// SaveRows puts on disk what a commit, whose number is given, is about to write.
func (j *Journal) SaveRows(rows []byte, commit uint64) error {
	return j.append(&record{Rows: rows, Commit: commit})
}

// Note is Save for what nobody typed: it goes to the disk with the next thing that does.
func (j *Journal) Note(b *changeset.Batch, commit uint64) error {
	return j.write(&record{Meta: metasOf(b), Commit: commit}, false)
}

// Save puts on disk what is needed of a batch to write it again should its commit, whose number is given, be lost: own changes, the drafts
// they take the place of, and what the fold wrote beside them.
func (j *Journal) Save(b *changeset.Batch, commit uint64) error {
	r := &record{Own: SortedOwn(b.Own), Commit: commit}
	for _, k := range b.Sealed {
		r.Dropped = append(r.Dropped, nameOf(k))
	}
	named := map[changeset.Ref]bool{}
	for _, p := range b.Pending {
		r.Changes = append(r.Changes, keep(p))
		for i := range p.Change.Operations {
			named[p.Change.Ref(i)] = true
		}
	}
	if len(b.Entries) == 0 { // a batch with leaves folds those too; they come again with their log
		for ref, rec := range b.Records {
			if rec == nil || named[ref] {
				continue
			}
			row, err := changeset.Encode(rec)
			if err != nil {
				return err
			}
			r.Derived = append(r.Derived, Derived{Scope: ref.Scope, Kind: ref.Kind, Group: ref.Group, ID: ref.ID, Row: row})
		}
		sort.Slice(r.Derived, func(i, k int) bool { return string(r.Derived[i].ID[:]) < string(r.Derived[k].ID[:]) })
	}
	r.Meta = metasOf(b)
	return j.append(r)
}

func metasOf(b *changeset.Batch) []meta {
	var out []meta
	for name, value := range b.Meta {
		out = append(out, meta{Name: name, Value: value, Removed: value == nil})
	}
	sort.Slice(out, func(i, k int) bool { return out[i].Name < out[k].Name })
	return out
}

func keep(p changeset.PendingChange) Kept {
	return Kept{Tenant: p.Change.Tenant, Identity: p.Change.Identity, Raw: p.Change.Raw, Detached: p.Detached}
}

// recordBytes is from how many bytes of changes on Keep begins another record.
const recordBytes = 1 << 20

// keptBytes is about how long an own change is in a record.
func keptBytes(p *changeset.PendingChange) int {
	n := 64 + len(p.Change.Raw)
	for i := range p.Detached {
		n += 64 + len(p.Detached[i].Value)
	}
	return n
}

// Keep takes own changes in that the journal does not hold, and says how many those were.
func (j *Journal) Keep(each func(func(changeset.PendingChange) error) error) (kept int, err error) {
	r, size := new(record), 0
	flush := func() error {
		if len(r.Changes) == 0 {
			return nil
		}
		err := j.append(r)
		r, size = new(record), 0
		return err
	}
	err = each(func(p changeset.PendingChange) error {
		if j.Has(p.Change.Identity) {
			return nil
		}
		kept++
		size += keptBytes(&p)
		r.Changes = append(r.Changes, keep(p))
		if size < recordBytes {
			return nil
		}
		return flush()
	})
	if err == nil {
		err = flush()
	}
	return kept, err
}

// SortedOwn lists ends of chains in the order of their scopes.
func SortedOwn(own map[changeset.Scope]changeset.ChainHead) []OwnEnd {
	out := make([]OwnEnd, 0, len(own))
	for s, h := range own {
		out = append(out, OwnEnd{Scope: s, Head: h})
	}
	sort.Slice(out, func(a, b int) bool { return string(out[a].Scope[:]) < string(out[b].Scope[:]) })
	return out
}
