// Package journal keeps what exists nowhere else, outside of the database: drafts, and own changes. A record is on disk when the call that
// wrote it returns, and one disk flush is all a save costs.
//
// It knows the bytes of a change and nothing of leaves, verdicts or rows; when something may be let go is decided by its caller.
package journal

import (
	"cmp"
	"io"
	"maps"
	"os"
	"slices"
	"sync"

	"thidua/emulation"
	"thidua/internal/durable"
	"thidua/storage/crypt"
	"thidua/storage/found"
	"thidua/storage/frame"
	"thidua/sync/changeset"
)

// File is what the journal needs of its file; *os.File is one.
type File interface {
	io.ReaderAt
	io.WriterAt
	io.Closer
	Sync() error
	Truncate(size int64) error
}

// OpenFile opens or creates a plain file for reading and writing.
func OpenFile(path string) (File, error) { return durable.Open(path, os.O_RDWR|os.O_CREATE, 0o600) }

// Journal is an open journal. Its methods may be called at once from several goroutines.
type Journal struct {
	mu      sync.Mutex
	path    string
	open    func(path string) (File, error)
	cipher  *crypt.Cipher
	f       File
	size    int64
	live    int64 // bytes of frames that still matter
	next    uint64
	suspect bool // the file may not hold what was written: it is written anew before anything else
	drafts  map[changeset.DraftKey]liveDraft
	changes map[changeset.Identity]liveChange
	own     map[changeset.Scope]changeset.ChainHead
	metas   map[string]liveMeta
	rows    []liveRows // by commit
}

type liveDraft struct {
	draft  changeset.Draft
	number uint64 // of its record, for the order
	index  int    // inside it
	size   int64
}

type liveChange struct {
	offset int64  // of its frame
	index  uint32 // inside its record
	size   uint32
}

// liveRows are those of one commit.
type liveRows struct {
	commit uint64
	offset int64 // of the frame
	size   int64
}

type liveMeta struct {
	meta
	commit uint64
	size   int64
}

func newJournal(path string, open func(string) (File, error), cipher *crypt.Cipher) *Journal {
	return &Journal{path: path, open: open, cipher: cipher, next: 1, drafts: map[changeset.DraftKey]liveDraft{},
		changes: map[changeset.Identity]liveChange{}, own: map[changeset.Scope]changeset.ChainHead{}, metas: map[string]liveMeta{}}
}

// append saves one record: written and flushed to the disk when it returns without an error. After an error nothing of it is saved.
func (j *Journal) append(r *record) error { return j.write(r, true) }

// write is append, without the flush if that is not asked for.
func (j *Journal) write(r *record, flush bool) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.suspect {
		if err := j.rewrite(); err != nil {
			return journalError(err)
		}
	}
	r.Number, r.Standing = j.next, j.standing(r)+1
	payload, err := j.encode(r)
	if err != nil {
		return err
	}
	if len(payload) > frame.Longest { // no start would read it
		return emulation.Errorf(emulation.Invalid, "storage.too-long", "limit", frame.Longest>>20)
	}
	b := frame.Append(nil, payload)
	if _, err = j.f.WriteAt(b, j.size); err == nil && flush {
		err = j.f.Sync()
	}
	if err != nil {
		// After a failed write or flush nobody knows what the file holds. It is cut back now and written anew from memory next time.
		j.suspect = true
		_ = j.f.Truncate(j.size) // if this fails too, the rewrite still follows
		return journalError(err)
	}
	j.apply(r, j.size, int64(len(b)))
	j.size += int64(len(b))
	return nil
}

// standing is how many drafts there will be after a record.
func (j *Journal) standing(r *record) uint64 {
	n := len(j.drafts)
	now := map[changeset.DraftKey]bool{}
	count := func(k changeset.DraftKey, stands bool) {
		before, said := now[k]
		if !said {
			_, before = j.drafts[k]
		}
		now[k] = stands
		if stands && !before {
			n++
		} else if !stands && before {
			n--
		}
	}
	for i := range r.Drafts {
		count(r.Drafts[i].DraftKey(), true)
	}
	for _, d := range r.Dropped {
		count(d.key(), false)
	}
	return uint64(n)
}

func journalError(err error) error {
	if durable.Full(err) {
		return emulation.Errorf(emulation.Full, "storage.journal-full").Because(err)
	}
	return emulation.Errorf(emulation.Unavailable, "storage.journal-write").Because(err)
}

// apply takes a record into memory.
func (j *Journal) apply(r *record, offset, size int64) {
	j.next = r.Number + 1
	for i := range r.Drafts {
		k := r.Drafts[i].DraftKey()
		j.dropDraft(k)
		share := size / int64(len(r.Drafts))
		j.drafts[k] = liveDraft{draft: r.Drafts[i], number: r.Number, index: i, size: share}
		j.live += share
	}
	for _, n := range r.Dropped {
		j.dropDraft(n.key())
	}
	for i := range r.Changes {
		id := r.Changes[i].Identity
		before := j.changes[id] // none: of no size
		share := uint32(size) / uint32(len(r.Changes))
		j.changes[id] = liveChange{offset: offset, index: uint32(i), size: share}
		j.live += int64(share) - int64(before.size)
	}
	for _, o := range r.Own {
		if Later(j.own[o.Scope], o.Head) {
			j.own[o.Scope] = o.Head
		}
	}
	for _, id := range r.Released {
		j.release(id)
	}
	for _, m := range r.Meta {
		j.dropMeta(m.Name)
		share := int64(len(m.Name) + len(m.Value))
		j.metas[m.Name] = liveMeta{meta: m, commit: r.Commit, size: share}
		j.live += share
	}
	if len(r.Rows) > 0 {
		j.rows = append(j.rows, liveRows{commit: r.Commit, offset: offset, size: size})
		j.live += size
	}
}

func (j *Journal) dropMeta(name string) {
	j.live -= j.metas[name].size
	delete(j.metas, name)
}

func (j *Journal) dropDraft(k changeset.DraftKey) {
	j.live -= j.drafts[k].size
	delete(j.drafts, k)
}

func (j *Journal) release(id changeset.Identity) {
	j.live -= int64(j.changes[id].size)
	delete(j.changes, id)
}

// Drafts lists the drafts in the order they were saved; of one scope, or of all if scope is nil.
func (j *Journal) Drafts(scope *changeset.Scope) []changeset.Draft {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.draftsInOrder(scope)
}

func (j *Journal) draftsInOrder(scope *changeset.Scope) []changeset.Draft {
	var ds []liveDraft
	for _, d := range j.drafts {
		if scope == nil || d.draft.Scope == *scope {
			ds = append(ds, d)
		}
	}
	slices.SortFunc(ds, func(a, b liveDraft) int {
		return cmp.Or(cmp.Compare(a.number, b.number), cmp.Compare(a.draft.At, b.draft.At), cmp.Compare(a.index, b.index))
	})
	return emulation.Map(ds, func(d liveDraft) changeset.Draft { return d.draft })
}

// Has reports whether an own change is still kept.
func (j *Journal) Has(id changeset.Identity) bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	_, ok := j.changes[id]
	return ok
}

// Count is how many own changes are kept.
func (j *Journal) Count() int {
	j.mu.Lock()
	defer j.mu.Unlock()
	return len(j.changes)
}

// Without lists the kept own changes but for some, in no order.
func (j *Journal) Without(some func(changeset.Identity) bool) (out []changeset.Identity) {
	j.mu.Lock()
	defer j.mu.Unlock()
	for id := range j.changes {
		if !some(id) {
			out = append(out, id)
		}
	}
	return out
}

// Identities lists the kept own changes in the order they were made.
func (j *Journal) Identities() []changeset.Identity {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.changesInOrder()
}

func (j *Journal) changesInOrder() []changeset.Identity {
	return slices.SortedFunc(maps.Keys(j.changes), func(a, b changeset.Identity) int {
		x, y := j.changes[a], j.changes[b]
		return cmp.Or(cmp.Compare(x.offset, y.offset), cmp.Compare(x.index, y.index))
	})
}

func (j *Journal) metasInOrder() []liveMeta {
	return slices.SortedFunc(maps.Values(j.metas), func(a, b liveMeta) int {
		return cmp.Or(cmp.Compare(a.commit, b.commit), cmp.Compare(a.Name, b.Name))
	})
}

// read reads back the frame at an offset.
func (j *Journal) read(offset int64) (*record, error) {
	payload, ok, err := frame.ReadAt(j.f, offset)
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, emulation.Errorf(emulation.Corrupt, "storage.journal-record")
	}
	if payload, err = j.cipher.Open(payload, ""); err != nil {
		return nil, err
	}
	return decode(payload)
}

// encode writes a record as it stands in a frame.
func (j *Journal) encode(r *record) ([]byte, error) {
	payload, err := changeset.Encode(r)
	if err != nil {
		return nil, err
	}
	return j.cipher.Seal(payload, "")
}

// Change gives a kept own change and the derived records saved with it.
func (j *Journal) Change(id changeset.Identity) (kept *Kept, derived []Derived, err error) {
	defer found.Doing("reading a change of the journal", &err)
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.change(id)
}

func (j *Journal) change(id changeset.Identity) (*Kept, []Derived, error) {
	r, err := j.read(j.changes[id].offset)
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

// Own lists the furthest ends of the own chains the journal has heard of.
func (j *Journal) Own() []OwnEnd {
	j.mu.Lock()
	defer j.mu.Unlock()
	return SortedOwn(j.own)
}

// Metas gives the small named values saved with commits after a number; nil where one was removed.
func (j *Journal) Metas(after uint64) map[string][]byte {
	j.mu.Lock()
	defer j.mu.Unlock()
	out := map[string][]byte{}
	for name, m := range j.metas {
		switch {
		case m.commit <= after:
		case m.Removed:
			out[name] = nil
		default:
			out[name] = append([]byte{}, m.Value...)
		}
	}
	return out
}

// Rows visits what commits after a number wrote, in their order. A commit that is not the next one, and a frame that cannot be read back,
// are errors with code Corrupt.
func (j *Journal) Rows(after uint64, fn func(commit uint64, rows []byte) error) (err error) {
	defer found.Doing("reading the rows of the journal", &err)
	j.mu.Lock()
	defer j.mu.Unlock()
	for _, l := range j.rows {
		if l.commit <= after {
			continue
		}
		r, err := j.read(l.offset)
		if err != nil {
			return err
		}
		if l.commit != after+1 || r.Commit != l.commit {
			return emulation.Errorf(emulation.Corrupt, "storage.journal-record")
		}
		if err := fn(l.commit, r.Rows); err != nil {
			return err
		}
		after++
	}
	return nil
}

// Ahead reports whether the rows of a commit behind a number are here.
func (j *Journal) Ahead(of uint64) bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	return slices.ContainsFunc(j.rows, func(l liveRows) bool { return l.commit > of })
}

// Covers reports whether the rows of every commit from a number on are here, up to another.
func (j *Journal) Covers(after, upTo uint64) bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	for _, l := range j.rows {
		if l.commit == after+1 {
			after++
		}
	}
	return after >= upTo
}

// idsPerRecord is how many changes one record lets go: half a megabyte of names.
const idsPerRecord = 16_384

// Release lets go of own changes, and of the small values and rows of commits up to a number: a verified backup holds them.
func (j *Journal) Release(ids []changeset.Identity, upTo uint64) (err error) {
	defer found.Doing("letting go of what a backup holds", &err)
	for some := range slices.Chunk(ids, idsPerRecord) {
		if err := j.append(&record{Released: some}); err != nil {
			return err
		}
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	for name, m := range j.metas {
		if m.commit <= upTo {
			j.dropMeta(name)
		}
	}
	j.rows = slices.DeleteFunc(j.rows, func(l liveRows) bool {
		if l.commit <= upTo {
			j.live -= l.size
		}
		return l.commit <= upTo
	})
	return j.compact()
}

// Renumber says that the small values kept here stand in the commit of a number: what was put back into rows that were made anew has other numbers
// than it had before.
func (j *Journal) Renumber(commit uint64) (err error) {
	defer found.Doing("writing the journal anew", &err)
	j.mu.Lock()
	defer j.mu.Unlock()
	for name, m := range j.metas {
		m.commit = commit
		j.metas[name] = m
	}
	if err := j.rewrite(); err != nil {
		return journalError(err)
	}
	return nil
}

// Compact writes the file anew if most of it no longer matters.
func (j *Journal) Compact() (err error) {
	defer found.Doing("writing the journal anew", &err)
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.compact()
}

func (j *Journal) compact() error {
	if !j.suspect && (j.size < compactFrom || j.live > j.size/4) {
		return nil
	}
	if err := j.rewrite(); err != nil {
		return journalError(err)
	}
	return nil
}

// compactFrom is the file size below which rewriting is not worth it, in bytes.
const compactFrom = 256 << 10

// rewrite writes what still matters to a new file and puts it in place of the old one.
func (j *Journal) rewrite() error {
	fresh := newJournal(j.path, j.open, j.cipher)
	fresh.next = j.next
	err := durable.Replace(j.path, durable.Private, func(w io.Writer) error {
		put := func(r *record) error {
			r.Number, r.Standing = fresh.next, fresh.standing(r)+1
			payload, err := j.encode(r)
			if err != nil {
				return err
			}
			b := frame.Append(nil, payload)
			if _, err := w.Write(b); err != nil {
				return err
			}
			fresh.apply(r, fresh.size, int64(len(b)))
			fresh.size += int64(len(b))
			return nil
		}
		if err := put(&record{Own: SortedOwn(j.own)}); err != nil {
			return err
		}
		for _, id := range j.changesInOrder() {
			c, derived, err := j.change(id)
			if err != nil {
				return err
			}
			if err := put(&record{Changes: []Kept{*c}, Derived: derived}); err != nil {
				return err
			}
		}
		for _, m := range j.metasInOrder() {
			if err := put(&record{Meta: []meta{m.meta}, Commit: m.commit}); err != nil {
				return err
			}
		}
		for _, l := range j.rows {
			r, err := j.read(l.offset)
			if err != nil {
				return err
			}
			if err := put(&record{Rows: r.Rows, Commit: r.Commit}); err != nil {
				return err
			}
		}
		for _, d := range j.draftsInOrder(nil) {
			if err := put(&record{Drafts: []changeset.Draft{d}}); err != nil {
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
	j.drafts, j.changes, j.own, j.metas, j.rows = fresh.drafts, fresh.changes, fresh.own, fresh.metas, fresh.rows
	return nil
}

// Mark is where a journal stands: the number of its next record, and how many drafts it holds.
type Mark struct{ Number, Drafts uint64 }

// Mark is where this one stands.
func (j *Journal) Mark() Mark {
	j.mu.Lock()
	defer j.mu.Unlock()
	return Mark{j.next, uint64(len(j.drafts))}
}

// Number is that of the next record.
func (j *Journal) Number() uint64 { return j.Mark().Number }

// Close closes the file.
func (j *Journal) Close() error {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.f == nil {
		return nil
	}
	return j.f.Close()
}
