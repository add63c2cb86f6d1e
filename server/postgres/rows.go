package postgres

import (
	"bytes"
	"crypto/sha256"
	"iter"
	"slices"

	"github.com/jackc/pgx/v5"

	"thidua/emulation"
	"thidua/sync/changeset"
)

// hashOf is what the key of a row begins with that is found by a name.
func hashOf(name []byte) []byte {
	sum := sha256.Sum256(name)
	return sum[:16]
}

// scopeHash is what the keys of all rows of a log begin with.
func scopeHash(s changeset.Scope) []byte { return hashOf(s[:]) }

func hashes(scopes []changeset.Scope) [][]byte { return emulation.Map(scopes, scopeHash) }

func raw(scopes []changeset.Scope) [][]byte {
	return emulation.Map(scopes, func(s changeset.Scope) []byte { return s[:] })
}

// byHash orders logs as their heads are locked.
func byHash(scopes iter.Seq[changeset.Scope]) []changeset.Scope {
	return slices.SortedFunc(scopes, func(a, b changeset.Scope) int { return bytes.Compare(scopeHash(a), scopeHash(b)) })
}

// kindOf is how the kind of a record is written, so that shorter names come first.
func kindOf(kind string) []byte { return append([]byte{byte(len(kind))}, kind...) }

// each are hashes as parameters.
func each(hs []emulation.Hash) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		for i := range hs {
			if !yield(hs[i][:]) {
				return
			}
		}
	}
}

// joined are commitments in one value, one behind the other.
func joined(hs []emulation.Hash) []byte {
	b := make([]byte, 0, len(emulation.Hash{})*len(hs))
	for i := range hs {
		b = append(b, hs[i][:]...)
	}
	return b
}

func parted(b []byte) (hs []emulation.Hash, err error) {
	if len(b)%len(emulation.Hash{}) != 0 {
		return nil, damaged("leaves")
	}
	for h := range slices.Chunk(b, len(emulation.Hash{})) {
		hs = append(hs, emulation.Hash(h))
	}
	return hs, nil
}

// damaged is the error of a row that is not what was written.
func damaged(table string) *emulation.Error {
	return emulation.Errorf(emulation.Corrupt, "postgres.row", "table", table)
}

// headRow is a row of the heads.
type headRow struct{ scope, head []byte }

func scanHead(r pgx.CollectableRow) (h headRow, err error) {
	err = r.Scan(&h.scope, &h.head)
	return h, err
}

// read takes the row apart.
func (r *headRow) read() (scope changeset.Scope, l logState, err error) {
	if len(r.scope) != len(scope) || changeset.Load(r.head, &l.head) != nil {
		return scope, l, damaged("heads")
	}
	l.root = l.head.Root()
	return changeset.Scope(r.scope), l, nil
}

// leafRow is a row of a log.
type leafRow struct {
	index                           int64
	root, leaf, commitments, change []byte
}

func scanLeaf(r pgx.CollectableRow) (l leafRow, err error) {
	err = r.Scan(&l.index, &l.root, &l.leaf, &l.commitments, &l.change)
	return l, err
}

// entry makes an Entry of the row, and says which personal values belong beside it.
func (r *leafRow) entry(scope changeset.Scope) (e *changeset.Entry, commitments []emulation.Hash, err error) {
	leaf, err := changeset.DecodeLeaf(r.leaf)
	if err != nil || len(r.root) != len(emulation.Hash{}) || leaf.Index != uint64(r.index) {
		return nil, nil, damaged("leaves").Because(err)
	}
	e = &changeset.Entry{Scope: scope, Leaf: *leaf, LeafRaw: r.leaf, Root: emulation.Hash(r.root)}
	if len(r.change) > 0 {
		e.Raw = r.change
	}
	commitments, err = parted(r.commitments)
	return e, commitments, err
}

// personalRow is one of the personal values; value is nil where it was dropped.
type personalRow struct{ commitment, value []byte }

func scanPersonal(r pgx.CollectableRow) (p personalRow, err error) {
	err = r.Scan(&p.commitment, &p.value)
	return p, err
}

func (r *personalRow) read() (d changeset.Detached, err error) {
	if err := changeset.Load(r.value, &d); err != nil {
		return d, damaged("personal").Because(err)
	}
	if c := d.Commitment(); !bytes.Equal(c[:], r.commitment) {
		return d, damaged("personal")
	}
	return d, nil
}

// recordRow is a row of the records.
type recordRow struct{ kind, owner, id, record []byte }

func scanRecord(r pgx.CollectableRow) (row recordRow, err error) {
	err = r.Scan(&row.kind, &row.owner, &row.id, &row.record)
	return row, err
}

func (r *recordRow) ref(scope changeset.Scope) (changeset.Ref, error) {
	if len(r.kind) == 0 || int(r.kind[0]) != len(r.kind)-1 || len(r.owner) != len(emulation.ID{}) || len(r.id) != len(emulation.ID{}) {
		return changeset.Ref{}, damaged("records")
	}
	return changeset.Ref{Scope: scope, Kind: string(r.kind[1:]), Group: emulation.ID(r.owner), ID: emulation.ID(r.id)}, nil
}
