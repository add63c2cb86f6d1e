package changeset

import (
	"golang.org/x/mod/sumdb/tlog"

	"thidua/emulation"
)

// Tree is the Merkle tree of a log's leaves with every hash inside it, as golang.org/x/mod/sumdb/tlog numbers them: what a proof is made of. A
// log keeps only its right frontier (LogHead); whoever proves something of one reads its leaves once.
type Tree struct {
	hashes []tlog.Hash
	size   int64
}

// Append adds a leaf by its bytes.
func (t *Tree) Append(leaf []byte) error {
	more, err := tlog.StoredHashes(t.size, leaf, tlog.HashReaderFunc(t.read))
	if err != nil {
		return err
	}
	t.hashes, t.size = append(t.hashes, more...), t.size+1
	return nil
}

func (t *Tree) read(indexes []int64) ([]tlog.Hash, error) {
	out := make([]tlog.Hash, len(indexes))
	for i, n := range indexes {
		if n >= int64(len(t.hashes)) {
			return nil, malformed("tree")
		}
		out[i] = t.hashes[n]
	}
	return out, nil
}

// Prove is the consistency proof (RFC 6962 §2.1.2) that the first part leaves of the tree begin it; 0 < part ≤ the tree's size.
func (t *Tree) Prove(part uint64) ([]emulation.Hash, error) {
	proof, err := tlog.ProveTree(t.size, int64(part), tlog.HashReaderFunc(t.read))
	if err != nil {
		return nil, malformed("tree").Because(err)
	}
	return emulation.Map(proof, func(h tlog.Hash) emulation.Hash { return emulation.Hash(h) }), nil
}

// Begins reports whether a log of part leaves with one root is the beginning of one of size leaves with another, as a proof of Tree.Prove shows.
func Begins(part uint64, partRoot emulation.Hash, size uint64, root emulation.Hash, proof []emulation.Hash) bool {
	if part == 0 || part > size {
		return false
	}
	p := emulation.Map(proof, func(h emulation.Hash) tlog.Hash { return tlog.Hash(h) })
	return tlog.CheckTree(p, int64(size), tlog.Hash(root), int64(part), tlog.Hash(partRoot)) == nil
}
