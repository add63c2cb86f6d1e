package kv

import (
	"bytes"
	"context"
	"errors"
	"sync"

	"github.com/dgraph-io/badger/v4"

	"thidua/emulation"
	"thidua/storage/found"
)

// Tx is one moment of the database, and what is to be written on top of it. Only the goroutine that has it may use it.
type Tx struct {
	txn     *badger.Txn
	keep    bool
	written []byte
}

// View lets fn read one moment of the database.
func (db *DB) View(fn func(*Tx) error) error {
	return coded(db.badger.View(func(txn *badger.Txn) error { return fn(&Tx{txn: txn}) }))
}

// Read begins a transaction that only reads, this moment for as long as it lasts: Discard ends it.
func (db *DB) Read() *Tx { return &Tx{txn: db.badger.NewTransaction(false)} }

// Begin begins a transaction that writes: Commit or Discard ends it. With keep it remembers what was written.
func (db *DB) Begin(keep bool) *Tx {
	tx := &Tx{txn: db.badger.NewTransaction(true), keep: keep}
	if keep {
		tx.written = (*spare.Get().(*[]byte))[:0]
	}
	return tx
}

// spare are slices that transactions wrote into and have no more use for.
var spare = sync.Pool{New: func() any { return new([]byte) }}

// Written is what was set and deleted, as AppendRow writes it, until Discard.
func (tx *Tx) Written() []byte { return tx.written }

// Commit writes what was set, together or not at all. An error leaves open whether it happened. It is durable after the next Sync.
func (tx *Tx) Commit() (err error) {
	defer found.Doing("writing rows", &err)
	return coded(tx.txn.Commit())
}

// Discard ends the transaction; of one that was committed it gives back what was written.
func (tx *Tx) Discard() {
	tx.txn.Discard()
	if tx.keep {
		written := tx.written
		tx.keep, tx.written = false, nil
		spare.Put(&written)
	}
}

// coded gives Badger's errors a code where the caller can do something about them.
func coded(err error) error {
	var e *emulation.Error
	switch {
	case err == nil || errors.As(err, &e):
		return err
	case errors.Is(err, badger.ErrDBClosed) || errors.Is(err, badger.ErrBlockedWrites):
		return emulation.Errorf(emulation.Unavailable, "storage.closed").Because(err)
	case errors.Is(err, badger.ErrTxnTooBig):
		return emulation.Errorf(emulation.Invalid, "storage.batch-too-large").Because(err)
	}
	return err
}

// Get reads one row; nil if there is none. An altered one is an error with code Corrupt.
func (tx *Tx) Get(k []byte) ([]byte, error) {
	item, err := tx.txn.Get(k)
	if errors.Is(err, badger.ErrKeyNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, readError(k, err)
	}
	sealed, err := item.ValueCopy(nil)
	if err != nil {
		return nil, readError(k, err)
	}
	return openRow(k, sealed)
}

// Has reports whether there is a row, without reading it.
func (tx *Tx) Has(k []byte) (bool, error) {
	_, err := tx.txn.Get(k)
	if errors.Is(err, badger.ErrKeyNotFound) {
		return false, nil
	}
	return err == nil, coded(err)
}

func readError(k []byte, err error) error {
	if errors.Is(err, badger.ErrDBClosed) {
		return err
	}
	return Damaged(k).Because(err)
}

// Set writes a row.
func (tx *Tx) Set(k, value []byte) error {
	if len(value)+4 > longest {
		return emulation.Errorf(emulation.Invalid, "storage.row-too-large", "bytes", len(value))
	}
	if tx.keep {
		tx.written = AppendRow(tx.written, k, present(value))
	}
	return coded(tx.txn.Set(k, sealRow(k, value)))
}

// Delete removes a row. It may come back after a repair, so nothing may depend on its being gone.
func (tx *Tx) Delete(k []byte) error {
	if tx.keep {
		tx.written = AppendRow(tx.written, k, nil)
	}
	return coded(tx.txn.Delete(k))
}

// contextEvery is after how many rows a visit looks whether it is still wanted.
const contextEvery = 256

// Scan visits the rows under a prefix, from a key on, until the context ends; both slices are valid during fn only.
func (tx *Tx) Scan(ctx context.Context, prefix, from []byte, fn func(k, value []byte) error) error {
	return tx.each(ctx, prefix, from, func(k, sealed []byte) error {
		value, err := openRow(k, sealed)
		if err != nil {
			return err
		}
		return fn(k, value)
	})
}

// Check visits the sound rows under a prefix and tells of the others.
func (tx *Tx) Check(ctx context.Context, prefix []byte, good func(k, value []byte) error, bad func(k []byte)) error {
	return tx.each(ctx, prefix, prefix, func(k, sealed []byte) error {
		value, err := openRow(k, sealed)
		if err != nil {
			bad(k)
			return nil
		}
		return good(k, value)
	})
}

// Keys visits the keys of the rows under a prefix, be the rows sound or not; a key is valid during fn only.
func (tx *Tx) Keys(ctx context.Context, prefix []byte, fn func(k []byte)) error {
	return tx.items(ctx, prefix, prefix, func(item *badger.Item) error {
		fn(item.Key())
		return nil
	})
}

func (tx *Tx) each(ctx context.Context, prefix, from []byte, fn func(k, sealed []byte) error) error {
	return tx.items(ctx, prefix, from, func(item *badger.Item) error {
		return item.Value(func(sealed []byte) error { return fn(item.Key(), sealed) })
	})
}

func (tx *Tx) items(ctx context.Context, prefix, from []byte, fn func(*badger.Item) error) error {
	it := tx.txn.NewIterator(badger.IteratorOptions{Prefix: prefix, PrefetchValues: false})
	defer it.Close()
	n := 0
	for it.Seek(from); it.ValidForPrefix(prefix); it.Next() {
		if n++; n%contextEvery == 0 {
			if err := ctx.Err(); err != nil {
				return err
			}
		}
		if err := fn(it.Item()); err != nil {
			return err
		}
	}
	return nil
}

// Load writes many rows into a database that nobody reads yet; they are durable when it is closed.
func (db *DB) Load(each func(set func(k, value []byte) error) error) (err error) {
	defer found.Doing("filling the database", &err)
	batch := db.badger.NewWriteBatch()
	defer batch.Cancel()
	err = each(func(k, value []byte) error {
		k = bytes.Clone(k)
		return batch.Set(k, sealRow(k, bytes.Clone(value)))
	})
	if err != nil {
		return err
	}
	return batch.Flush()
}
