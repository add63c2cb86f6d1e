package storage

import (
	"bufio"
	"encoding/binary"
	"errors"
	"io"
	"io/fs"
	"os"

	"github.com/dgraph-io/badger/v4"

	"thidua/emulation"
	"thidua/internal/durable"
	"thidua/storage/found"
	"thidua/storage/frame"
	"thidua/sync/changeset"
)

// When rows were lost from the middle, records, places and chains cannot be trusted any more, but every log can still be proved up to its
// first missing leaf. Salvage writes those leaves to the file "salvage", carries over what stands on its own (settings, personal values,
// own ends) into a fresh Badger folder, and puts the damaged one aside. Whoever asked for the repair then judges the salvaged entries
// again, as if they had just come from a server.

// salvagedEntry is one leaf in the file "salvage".
type salvagedEntry struct {
	_        struct{} `cbor:",toarray"`
	Scope    changeset.Scope
	Leaf     []byte
	Root     emulation.Hash
	Raw      []byte
	Detached []changeset.Detached
}

// Salvaged visits the log entries saved from a damaged store, control logs first, each log in order. They are not in the store: judge and
// Commit them, then call ForgetSalvaged.
func (db *DB) Salvaged(fn func(*changeset.Entry) error) error {
	f, err := os.Open(db.path("salvage"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return found.Disk(err)
	}
	defer f.Close()
	r := bufio.NewReader(f)
	for {
		header := make([]byte, frame.Header)
		if _, err := io.ReadFull(r, header); err == io.EOF {
			return nil
		} else if err != nil {
			return found.Disk(err)
		}
		n := binary.BigEndian.Uint32(header[4:])
		if n > frame.Longest {
			return emulation.Errorf(emulation.Corrupt, "storage.salvage")
		}
		raw := append(header, make([]byte, n)...)
		if _, err := io.ReadFull(r, raw[frame.Header:]); err != nil {
			return found.Disk(err)
		}
		payload, _, ok := frame.Read(raw)
		if !ok {
			return emulation.Errorf(emulation.Corrupt, "storage.salvage")
		}
		var s salvagedEntry
		if err := changeset.Unmarshal(payload, &s); err != nil {
			return emulation.Errorf(emulation.Corrupt, "storage.salvage").Because(err)
		}
		leaf, err := changeset.DecodeLeaf(s.Leaf)
		if err != nil {
			return emulation.Errorf(emulation.Corrupt, "storage.salvage").Because(err)
		}
		e := &changeset.Entry{Scope: s.Scope, Leaf: *leaf, LeafRaw: s.Leaf, Root: s.Root, Detached: s.Detached}
		if len(s.Raw) > 0 {
			e.Raw = s.Raw
		}
		if err := fn(e); err != nil {
			return err
		}
	}
}

// ForgetSalvaged removes the salvaged entries once they are in the store again.
func (db *DB) ForgetSalvaged() error {
	if err := os.Remove(db.path("salvage")); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return found.Disk(err)
	}
	return found.Disk(durable.SyncFolder(db.dir))
}

// needsSalvage reports whether rows are missing or unreadable. It reads everything and is only asked when a repair was.
func (db *DB) needsSalvage() (bool, error) {
	if db.salvage {
		return true, nil
	}
	bad := false
	err := db.badger.View(func(txn *badger.Txn) error {
		if err := db.loadCommits(txn); err != nil {
			bad = true
			return nil
		}
		return eachRow(txn, nil, func(_, _ []byte) error { return nil }, func([]byte) { bad = true })
	})
	return bad, err
}

// eachRow visits all sound rows under a prefix and tells of the unsound ones.
func eachRow(txn *badger.Txn, prefix []byte, good func(k, value []byte) error, bad func(k []byte)) error {
	it := txn.NewIterator(badger.IteratorOptions{Prefix: prefix})
	defer it.Close()
	for it.Seek(prefix); it.ValidForPrefix(prefix); it.Next() {
		k := it.Item().Key()
		err := it.Item().Value(func(sealed []byte) error {
			value, err := openRow(k, sealed)
			if err != nil {
				bad(k)
				return nil
			}
			return good(k, value)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// carriedOver are the tables whose rows mean something without the others.
var carriedOver = []byte{tableSchema, tableOwn, tableDetached, tableMeta}

// salvageBadger replaces the opened, damaged Badger folder by a fresh one.
func (db *DB) salvageBadger() error {
	if err := os.RemoveAll(db.path("db.new")); err != nil {
		return err
	}
	if err := db.rescue(); err != nil {
		return err
	}
	entries, err := db.writeSalvage()
	if err != nil {
		return err
	}
	fresh, err := badger.Open(badgerOptions(db.path("db.new"), new(badgerLog)))
	if err != nil {
		return err
	}
	err = db.carryOver(fresh)
	if cerr := fresh.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		return err
	}
	_ = db.badger.Close() // what could be read from it was
	if _, err := db.moveAside(db.path("db")); err != nil {
		return err
	}
	if err := os.Rename(db.path("db.new"), db.path("db")); err != nil {
		return err
	}
	if err := durable.SyncFolder(db.dir); err != nil {
		return err
	}
	db.note(found.Say(Warning, "storage.found-salvaged", "entries", entries))
	return nil
}

// writeSalvage saves each log up to its first missing leaf.
func (db *DB) writeSalvage() (entries int, err error) {
	heads := map[changeset.Scope]changeset.LogHead{}
	err = durable.Replace(db.path("salvage"), durable.Private, func(w io.Writer) error {
		out := bufio.NewWriter(w)
		err := db.badger.View(func(txn *badger.Txn) error {
			return eachRow(txn, []byte{tableLog}, func(k, value []byte) error {
				if len(k) != 26 {
					return nil
				}
				scope := changeset.Scope(k[1:18])
				e, err := readEntry(txn, scope, k, append([]byte(nil), value...))
				if err != nil || e.Leaf.Index != heads[scope].Size {
					return nil
				}
				head := heads[scope].AppendRaw(&e.Leaf, e.LeafRaw)
				if head.Root() != e.Root {
					return nil
				}
				heads[scope] = head
				payload, err := changeset.Encode(salvagedEntry{Scope: scope, Leaf: e.LeafRaw, Root: e.Root, Raw: e.Raw, Detached: e.Detached})
				if err != nil {
					return err
				}
				entries++
				_, err = out.Write(frame.Append(nil, payload))
				return err
			}, func([]byte) {})
		})
		if err != nil {
			return err
		}
		return out.Flush()
	})
	return entries, err
}

func (db *DB) carryOver(fresh *badger.DB) error {
	batch := fresh.NewWriteBatch()
	defer batch.Cancel()
	err := db.badger.View(func(txn *badger.Txn) error {
		for _, table := range carriedOver {
			err := eachRow(txn, []byte{table}, func(k, value []byte) error {
				k = append([]byte(nil), k...)
				return batch.Set(k, sealRow(k, append([]byte(nil), value...)))
			}, func([]byte) {})
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return batch.Flush()
}
