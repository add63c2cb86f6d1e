package storage

import (
	"bytes"
	"errors"
	"sync"

	"github.com/dgraph-io/badger/v4"

	"thidua/emulation"
	"thidua/storage/found"
	"thidua/sync/changeset"
)

// syncEvery is after how many commits a desk makes Badger durable without being asked; until then own changes stand in the journal and
// everything else can be fetched again.
const syncEvery = 1024

// Commit writes a batch in one transaction, together or not at all. On a desk own changes are on disk in the journal before it returns; on
// a server the whole batch is. Writing a batch again is harmless: rows are found by the identity of the change. Errors: Full, Unavailable,
// Invalid "storage.batch-too-large" (cut it: 500 changes or 512 kB fit), Corrupt where the batch contradicts what is stored.
func (db *DB) Commit(b *changeset.Batch) error {
	if err := db.Writable(); err != nil {
		return err
	}
	if !db.gate.enter() {
		return emulation.Errorf(emulation.Unavailable, "storage.closed")
	}
	defer db.gate.leave()
	db.write.Lock()
	n, err := db.commit(b, !db.opts.Server)
	db.write.Unlock()
	if err != nil || !db.opts.Server {
		return err
	}
	return db.group.wait(n, db.syncCommits)
}

// commit does the work of Commit under the write lock and gives the number of the commit.
func (db *DB) commit(b *changeset.Batch, journaled bool) (uint64, error) {
	w := &writer{db: db, txn: db.badger.NewTransaction(true), logs: map[changeset.Scope]logState{}, pending: map[changeset.Identity]uint64{},
		nextOwn: db.nextOwn}
	defer w.txn.Discard()
	if err := w.batch(b); err != nil {
		return 0, tooLarge(err)
	}
	if journaled && (len(b.Pending) > 0 || len(b.Sealed) > 0) {
		if err := db.journal.Save(b, db.commits+1); err != nil {
			return 0, err
		}
	}
	if err := w.txn.Commit(); err != nil {
		// It may have happened or not, and the journal may hold a change Badger lacks: going on could fork the own chain.
		db.halted.Store(true)
		return 0, emulation.Errorf(emulation.Unavailable, "storage.halted").Because(err)
	}
	db.tables.Add(w.bytes)
	return db.committed(b, w)
}

// tooLarge names Badger's limit on a transaction.
func tooLarge(err error) error {
	if errors.Is(err, badger.ErrTxnTooBig) {
		return emulation.Errorf(emulation.Invalid, "storage.batch-too-large").Because(err)
	}
	return ours(err)
}

// committed takes a finished commit into memory.
func (db *DB) committed(b *changeset.Batch, w *writer) (uint64, error) {
	db.state.Lock()
	for s, l := range w.logs {
		db.logs[s] = l
	}
	for s, h := range b.Own {
		db.own[s] = h
	}
	for id, n := range w.pending {
		db.pending[id] = n
	}
	db.nextOwn = w.nextOwn
	db.commits++
	n := db.commits
	for _, id := range b.Settled {
		delete(db.pending, id)
	}
	db.state.Unlock()
	if db.opts.Server {
		return n, nil
	}
	for _, id := range b.Settled {
		if db.journal.Has(id) {
			db.settled = append(db.settled, id)
		}
	}
	if _, err := db.last.WriteAt(encodeLast(n), 0); err != nil {
		return n, found.Disk(err)
	}
	if db.unsynced++; db.unsynced >= syncEvery {
		return n, db.checkpoint()
	}
	return n, nil
}

// syncCommits makes commits durable and says up to which number.
func (db *DB) syncCommits() (uint64, error) {
	db.state.RLock()
	n := db.commits
	db.state.RUnlock()
	if err := db.syncBadger(); err != nil {
		return 0, found.Disk(err)
	}
	_, err := db.last.WriteAt(encodeLast(n), 0)
	return n, found.Disk(err)
}

// groupSync lets several commits share one flush.
type groupSync struct {
	mu      sync.Mutex
	running bool
	done    uint64 // commits up to this number are durable
	cond    *sync.Cond
}

// wait returns when commit n is durable. The first to come flushes for all who came before its flush began.
func (g *groupSync) wait(n uint64, flush func() (uint64, error)) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.cond == nil {
		g.cond = sync.NewCond(&g.mu)
	}
	for g.done < n {
		if g.running {
			g.cond.Wait()
			continue
		}
		g.running = true
		g.mu.Unlock()
		upTo, err := flush()
		g.mu.Lock()
		g.running = false
		g.cond.Broadcast()
		if err != nil {
			return err
		}
		g.done = max(g.done, upTo)
	}
	return nil
}

// writer builds the rows of one batch.
type writer struct {
	db      *DB
	txn     *badger.Txn
	logs    map[changeset.Scope]logState
	pending map[changeset.Identity]uint64
	nextOwn uint64
	bytes   uint64
}

func (w *writer) set(k, value []byte) error {
	if len(value)+4 > maxRow {
		return emulation.Errorf(emulation.Invalid, "storage.row-too-large", "bytes", len(value))
	}
	w.bytes += uint64(len(k) + len(value))
	return w.txn.Set(k, sealRow(k, value))
}

func (w *writer) setCBOR(k []byte, v any) error {
	value, err := changeset.Encode(v)
	if err != nil {
		return err
	}
	return w.set(k, value)
}

func (w *writer) batch(b *changeset.Batch) error {
	for i := range b.Entries {
		if err := w.entry(&b.Entries[i]); err != nil {
			return err
		}
	}
	if err := w.heads(b.Heads); err != nil {
		return err
	}
	for i := range b.Pending {
		if err := w.own(&b.Pending[i]); err != nil {
			return err
		}
	}
	for _, id := range b.Settled {
		n, ok := w.db.pending[id]
		if !ok {
			continue
		}
		if err := w.txn.Delete(key(tablePending, number(n))); err != nil {
			return err
		}
	}
	for id, p := range b.Places {
		if err := w.setCBOR(key(tablePlace, id[:]), p); err != nil {
			return err
		}
	}
	for k, h := range b.Chains {
		if err := w.setCBOR(chainKey(k), h); err != nil {
			return err
		}
	}
	for s, h := range b.Own {
		if err := w.setCBOR(key(tableOwn, s[:]), h); err != nil {
			return err
		}
	}
	for ref, r := range b.Records {
		if err := w.record(ref, r); err != nil {
			return err
		}
	}
	if err := w.detached(b.Detached); err != nil {
		return err
	}
	for name, value := range b.Meta {
		if err := w.meta(name, value); err != nil {
			return err
		}
	}
	n := w.db.commits + 1
	return w.set(commitKey(n), number(n))
}

// meta writes a small named value: 1 ‖ value, or nothing where it is removed. Rows are emptied, not deleted: a deleted row could come back.
func (w *writer) meta(name string, value []byte) error {
	var row []byte
	if value != nil {
		row = append([]byte{1}, value...)
	}
	return w.set(key(tableMeta, []byte(name)), row)
}

func (w *writer) record(ref changeset.Ref, r *changeset.Record) error {
	k := recordKey(ref)
	if r == nil {
		return w.set(k, nil)
	}
	row, long, err := encodeRecord(r)
	if err != nil {
		return err
	}
	for hash, value := range long {
		vk := key(tableValue, hash[:])
		if _, err := w.txn.Get(vk); err == nil {
			continue
		}
		if err := w.set(vk, value); err != nil {
			return err
		}
	}
	return w.set(k, row)
}

func (w *writer) detached(ds []changeset.Detached) error {
	for _, d := range ds {
		c := d.Commitment()
		if err := w.setCBOR(key(tableDetached, c[:]), d); err != nil {
			return err
		}
	}
	return nil
}

// entry writes one leaf, which must be the next of its log; one that is there already must be the same.
func (w *writer) entry(e *changeset.Entry) error {
	l, ok := w.logs[e.Scope]
	if !ok {
		l = w.db.logState(e.Scope)
	}
	k := logKey(e.Scope, e.Leaf.Index)
	if e.Leaf.Index < l.head.Size {
		row, err := getRow(w.txn, k)
		if err != nil {
			return err
		}
		old, err := decodeLogRow(k, row)
		if err != nil {
			return err
		}
		if !bytes.Equal(old.leaf, e.LeafRaw) || !bytes.Equal(old.raw, e.Raw) {
			return emulation.Errorf(emulation.Corrupt, "storage.log-differs", "scope", e.Scope.String(), "index", e.Leaf.Index)
		}
		return nil
	}
	if e.Leaf.Index > l.head.Size {
		return emulation.Errorf(emulation.Internal, "storage.log-order", "scope", e.Scope.String(), "index", e.Leaf.Index, "size", l.head.Size)
	}
	l.head = l.head.AppendRaw(&e.Leaf, e.LeafRaw)
	l.root = l.head.Root()
	if l.root != e.Root {
		return emulation.Errorf(emulation.Corrupt, "storage.log-root", "scope", e.Scope.String(), "index", e.Leaf.Index)
	}
	w.logs[e.Scope] = l
	row := logRow{root: e.Root, leaf: e.LeafRaw, detached: commitments(e.Detached), raw: e.Raw}
	if err := w.detached(e.Detached); err != nil {
		return err
	}
	return w.set(k, row.encode())
}

// heads writes the heads of the logs; they must be those of the leaves just written.
func (w *writer) heads(given map[changeset.Scope]changeset.LogHead) error {
	for s, h := range given {
		l, ok := w.logs[s]
		if !ok {
			l = w.db.logState(s)
		}
		root := h.Root()
		if h.Size != l.head.Size || root != l.root {
			if h.Size < l.head.Size && !ok {
				continue // a batch written again
			}
			return emulation.Errorf(emulation.Corrupt, "storage.log-root", "scope", s.String(), "index", h.Size)
		}
		w.logs[s] = logState{head: h, root: root}
	}
	for s, l := range w.logs {
		if err := w.setCBOR(key(tableHead, s[:]), l.head); err != nil {
			return err
		}
	}
	return nil
}

// own writes a change of this desk that has no leaf yet; one that is here already, pending or logged, is left as it is.
func (w *writer) own(p *changeset.PendingChange) error {
	id := p.Change.Identity
	if _, ok := w.db.pending[id]; ok {
		return nil
	}
	if place, err := w.db.Place(id); err != nil || place != nil && place.First >= 0 {
		return err
	}
	n := w.nextOwn
	w.nextOwn++
	w.pending[id] = n
	row := pendingRow{identity: id, tenant: p.Change.Tenant, detached: commitments(p.Detached), raw: p.Change.Raw}
	if err := w.detached(p.Detached); err != nil {
		return err
	}
	return w.set(key(tablePending, number(n)), row.encode())
}
