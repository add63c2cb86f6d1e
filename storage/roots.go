package storage

import (
	"context"
	"sync"

	"thidua/emulation"
	"thidua/storage/kv"
	"thidua/sync/changeset"
)

// A root in the row of every leaf is a quarter of what a server keeps of a small change, and is asked for seldom. So a server keeps, every
// frontierEvery leaves, the roots of the complete subtrees (LogHead.Frontier), and makes other roots anew from the leaves behind. Rows with a root,
// as desks and schema 2 write them, are read as they are; no root is zero.
const frontierEvery = 128

func frontierKey(s changeset.Scope, size uint64) []byte {
	return key(tableFrontier, s[:], number(size))
}

// blockOf is the size of a log behind which the leaf of an index stands, up to which a frontier is kept.
func blockOf(index uint64) uint64 { return index &^ (frontierEvery - 1) }

// rowRoot is the root that the row of the last leaf of a log keeps: none if it can be made anew. Where a frontier is due, it is written.
func (w *writer) rowRoot(s changeset.Scope, l logState) (emulation.Hash, error) {
	if !w.db.opts.Server {
		return l.root, nil
	}
	block := blockOf(l.head.Size - 1)
	if block > 0 && w.blocks[s] != block { // behind leaves of schema 2 the first frontier is still to come
		have, err := w.tx.Has(frontierKey(s, block))
		if err != nil {
			return l.root, err
		}
		if have {
			w.blocks[s] = block
		}
	}
	if l.head.Size%frontierEvery == 0 {
		if err := w.setCBOR(frontierKey(s, l.head.Size), l.head.Frontier); err != nil {
			return l.root, err
		}
	}
	if block > 0 && w.blocks[s] != block {
		return l.root, nil
	}
	return emulation.Hash{}, nil
}

// sized is a log at a size.
type sized struct {
	scope changeset.Scope
	size  uint64
}

// roots are those that were made anew: logs only grow while a store is open, and the changes of one day name few roots many times.
type roots struct {
	mu    sync.Mutex
	known map[sized]emulation.Hash
}

// rootsKept is how many are remembered, 81 bytes each.
const rootsKept = 1024

func (r *roots) get(at sized) (emulation.Hash, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	root, ok := r.known[at]
	return root, ok
}

func (r *roots) put(at sized, root emulation.Hash) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.known) >= rootsKept || r.known == nil {
		r.known = map[sized]emulation.Hash{}
	}
	r.known[at] = root
}

// remadeRoot is the root at a size, from the frontier before it and the leaves since.
func (rd *reader) remadeRoot(scope changeset.Scope, size uint64) (emulation.Hash, error) {
	if root, ok := rd.roots.get(sized{scope, size}); ok {
		return root, nil
	}
	head := changeset.LogHead{Size: blockOf(size - 1)}
	err := rd.view(func(tx *kv.Tx) error {
		if head.Size > 0 {
			k := frontierKey(scope, head.Size)
			row, err := tx.Get(k)
			if err != nil {
				return err
			}
			if row == nil || changeset.Load(row, &head.Frontier) != nil {
				return kv.Damaged(k)
			}
		}
		err := tx.Scan(context.Background(), key(tableLog, scope[:]), logKey(scope, head.Size), func(k, value []byte) error {
			if head.Size == size {
				return errStop
			}
			if string(k) != string(logKey(scope, head.Size)) {
				return kv.Damaged(k)
			}
			row, err := decodeLogRow(k, value)
			if err == nil {
				head = head.AppendRaw(new(changeset.Leaf), row.leaf)
			}
			return err
		})
		if err == errStop {
			err = nil
		}
		if err == nil && head.Size < size {
			err = kv.Damaged(logKey(scope, head.Size))
		}
		return err
	})
	if err != nil {
		return emulation.Hash{}, err
	}
	root := head.Root()
	rd.roots.put(sized{scope, size}, root)
	return root, nil
}
