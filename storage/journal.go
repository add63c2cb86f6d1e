package storage

import (
	"encoding/binary"
	"io"
	"sort"
	"sync"

	"thidua/emulation"
	"thidua/sync/changeset"
)

// journal holds what exists nowhere else: drafts, and own changes until they have a leaf. A record is saved when append returns.
type journal struct {
	mu      sync.Mutex
	path    string
	open    func(path string) (JournalFile, error)
	f       JournalFile
	size    int64
	live    int64 // bytes of frames that still matter
	next    uint64
	suspect bool // the file may not hold what was written: it is written anew before anything else
	drafts  map[changeset.DraftKey]liveDraft
	changes map[changeset.Identity]liveChange
	own     map[changeset.Scope]changeset.ChainHead
}

type liveDraft struct {
	draft  changeset.Draft
	number uint64 // of its record, for the order
	size   int64
}

type liveChange struct {
	offset int64 // of its frame
	number uint64
	index  int // inside its record
	size   int64
}

func newJournal(path string, open func(string) (JournalFile, error)) *journal {
	return &journal{path: path, open: open, next: 1, drafts: map[changeset.DraftKey]liveDraft{},
		changes: map[changeset.Identity]liveChange{}, own: map[changeset.Scope]changeset.ChainHead{}}
}

// append saves one record: written and flushed to the disk when it returns without an error. After an error nothing of it is saved.
func (j *journal) append(r *journalRecord) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.suspect {
		if err := j.rewrite(); err != nil {
			return journalError(err)
		}
	}
	r.Number = j.next
	payload, err := changeset.Encode(r)
	if err != nil {
		return err
	}
	frame := appendFrame(nil, payload)
	if _, err = j.f.WriteAt(frame, j.size); err == nil {
		err = j.f.Sync()
	}
	if err != nil {
		// After a failed write or flush nobody knows what the file holds. It is cut back now and written anew from memory next time.
		j.suspect = true
		_ = j.f.Truncate(j.size) // if this fails too, the rewrite still follows
		return journalError(err)
	}
	j.apply(r, j.size, int64(len(frame)))
	j.size += int64(len(frame))
	return nil
}

func journalError(err error) error {
	if isFull(err) {
		return emulation.Errorf(emulation.Full, "storage.journal-full").Because(err)
	}
	return emulation.Errorf(emulation.Unavailable, "storage.journal-write").Because(err)
}

// apply takes a record into memory.
func (j *journal) apply(r *journalRecord, offset, size int64) {
	j.next = r.Number + 1
	for i := range r.Drafts {
		k := r.Drafts[i].DraftKey()
		j.dropDraft(k)
		share := size / int64(len(r.Drafts))
		j.drafts[k] = liveDraft{draft: r.Drafts[i], number: r.Number, size: share}
		j.live += share
	}
	for _, n := range r.Dropped {
		j.dropDraft(n.key())
	}
	for i := range r.Changes {
		id := r.Changes[i].Identity
		j.release(id)
		share := size / int64(len(r.Changes))
		j.changes[id] = liveChange{offset: offset, number: r.Number, index: i, size: share}
		j.live += share
	}
	for _, o := range r.Own {
		if later(j.own[o.Scope], o.Head) {
			j.own[o.Scope] = o.Head
		}
	}
	for _, id := range r.Released {
		j.release(id)
	}
}

func (j *journal) dropDraft(k changeset.DraftKey) {
	j.live -= j.drafts[k].size
	delete(j.drafts, k)
}

func (j *journal) release(id changeset.Identity) {
	j.live -= j.changes[id].size
	delete(j.changes, id)
}

// sortedDrafts lists the drafts in the order they were saved; of one scope, or of all if scope is nil.
func (j *journal) sortedDrafts(scope *changeset.Scope) []changeset.Draft {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.draftsInOrder(scope)
}

func (j *journal) draftsInOrder(scope *changeset.Scope) []changeset.Draft {
	var ds []liveDraft
	for _, d := range j.drafts {
		if scope == nil || d.draft.Scope == *scope {
			ds = append(ds, d)
		}
	}
	sort.Slice(ds, func(a, b int) bool {
		if ds[a].number != ds[b].number {
			return ds[a].number < ds[b].number
		}
		return ds[a].draft.At < ds[b].draft.At
	})
	out := make([]changeset.Draft, len(ds))
	for i := range ds {
		out[i] = ds[i].draft
	}
	return out
}

// has reports whether an own change is still kept.
func (j *journal) has(id changeset.Identity) bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	_, ok := j.changes[id]
	return ok
}

// identities lists the kept own changes in the order they were made.
func (j *journal) identities() []changeset.Identity {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.changesInOrder()
}

func (j *journal) changesInOrder() []changeset.Identity {
	ids := make([]changeset.Identity, 0, len(j.changes))
	for id := range j.changes {
		ids = append(ids, id)
	}
	sort.Slice(ids, func(a, b int) bool {
		x, y := j.changes[ids[a]], j.changes[ids[b]]
		if x.number != y.number {
			return x.number < y.number
		}
		return x.index < y.index
	})
	return ids
}

// record reads back the frame that holds a kept change.
func (j *journal) record(id changeset.Identity) (*journalRecord, error) {
	c := j.changes[id]
	header := make([]byte, frameHeader)
	if _, err := j.f.ReadAt(header, c.offset); err != nil {
		return nil, err
	}
	frame := make([]byte, frameHeader+int(binary.BigEndian.Uint32(header[4:])))
	if len(frame) > maxFrame+frameHeader {
		return nil, emulation.Errorf(emulation.Corrupt, "storage.journal-record")
	}
	if n, err := j.f.ReadAt(frame, c.offset); err != nil && (err != io.EOF || n < len(frame)) {
		return nil, err
	}
	payload, _, ok := readFrame(frame)
	if !ok {
		return nil, emulation.Errorf(emulation.Corrupt, "storage.journal-record")
	}
	return decodeJournal(payload)
}

// change gives a kept own change and the derived records saved with it.
func (j *journal) change(id changeset.Identity) (*journalChange, []derivedRecord, error) {
	r, err := j.record(id)
	if err != nil {
		return nil, nil, err
	}
	for i := range r.Changes {
		if r.Changes[i].Identity == id {
			return &r.Changes[i], r.Derived, nil
		}
	}
	return nil, nil, emulation.Errorf(emulation.Corrupt, "storage.journal-record")
}

// compactFrom is the file size below which rewriting is not worth it, in bytes.
const compactFrom = 256 << 10

// compact writes the journal anew if most of it no longer matters.
func (j *journal) compact() error {
	j.mu.Lock()
	defer j.mu.Unlock()
	if !j.suspect && (j.size < compactFrom || j.live > j.size/4) {
		return nil
	}
	if err := j.rewrite(); err != nil {
		return journalError(err)
	}
	return nil
}

// rewrite writes what still matters to a new file and puts it in place of the old one.
func (j *journal) rewrite() error {
	fresh := newJournal(j.path, j.open)
	fresh.next = j.next
	err := replaceBy(j.path, func(w io.Writer) error {
		put := func(r *journalRecord) error {
			r.Number = fresh.next
			payload, err := changeset.Encode(r)
			if err != nil {
				return err
			}
			frame := appendFrame(nil, payload)
			if _, err := w.Write(frame); err != nil {
				return err
			}
			fresh.apply(r, fresh.size, int64(len(frame)))
			fresh.size += int64(len(frame))
			return nil
		}
		if err := put(&journalRecord{Own: sortedOwn(j.own)}); err != nil {
			return err
		}
		for _, id := range j.changesInOrder() {
			c, derived, err := j.change(id)
			if err != nil {
				return err
			}
			if err := put(&journalRecord{Changes: []journalChange{*c}, Derived: derived}); err != nil {
				return err
			}
		}
		for _, d := range j.draftsInOrder(nil) {
			if err := put(&journalRecord{Drafts: []changeset.Draft{d}}); err != nil {
				return err
			}
		}
		return j.f.Close() // Windows renames nothing over an open file
	})
	f, oerr := j.open(j.path)
	if oerr != nil {
		j.suspect = true
		return oerr
	}
	j.f = f
	if err != nil {
		j.suspect = true
		return err
	}
	j.size, j.live, j.next, j.suspect = fresh.size, fresh.live, fresh.next, false
	j.drafts, j.changes, j.own = fresh.drafts, fresh.changes, fresh.own
	return nil
}

func sortedOwn(own map[changeset.Scope]changeset.ChainHead) []ownEnd {
	out := make([]ownEnd, 0, len(own))
	for s, h := range own {
		out = append(out, ownEnd{Scope: s, Head: h})
	}
	sort.Slice(out, func(a, b int) bool { return string(out[a].Scope[:]) < string(out[b].Scope[:]) })
	return out
}

// number is that of the next record.
func (j *journal) number() uint64 {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.next
}

func (j *journal) close() error {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.f == nil {
		return nil
	}
	return j.f.Close()
}
