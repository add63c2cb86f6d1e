package replica

import (
	"bytes"
	"errors"

	"thidua/emulation"
	"thidua/sync/changeset"
	"thidua/workspace/book"
)

// GivenBack is a stretch of a log for the server that had given it and was restored since: the leaves with their changes, the server's own
// signature on the log, and the proof that the log up to the last of them begins what was signed (changeset.Begins).
type GivenBack struct {
	Note    []byte
	Entries []*changeset.Entry
	Proof   []emulation.Hash
}

// GiveBack reads the leaves of a log from an index on that the server signed: at most so many, and about so many bytes. Where nothing beyond
// the index bears its signature, the note alone says so; nil without one.
func (room Room) GiveBack(scope changeset.Scope, from uint64, leaves, bytes int) (*GivenBack, error) {
	w, done := room.desk.View()
	defer done()
	note, signed, err := w.lastNote(scope)
	if err != nil || signed == nil {
		return nil, err
	}
	g := &GivenBack{Note: note}
	if signed.Size <= from {
		return g, nil
	}
	var tree changeset.Tree
	size := 0
	err = room.desk.Disk().Entries(scope, 0, func(e *changeset.Entry) error {
		if e.Leaf.Index >= signed.Size {
			return book.ErrEnough
		}
		if e.Leaf.Index >= from && len(g.Entries) < leaves && size < bytes {
			if err := w.complete(e); err != nil {
				return err
			}
			g.Entries = append(g.Entries, e)
			size += len(e.Raw) + len(e.LeafRaw) + changeset.DetachedBytes(e.Detached)
		}
		return tree.Append(e.LeafRaw)
	})
	if err != nil && !errors.Is(err, book.ErrEnough) {
		return nil, err
	}
	if len(g.Entries) == 0 {
		return nil, nil // the signature is on more than is here
	}
	g.Proof, err = tree.Prove(from + uint64(len(g.Entries)))
	return g, err
}

// complete puts the personal values that are here beside a leaf: the log of an older version of this program does not say which an own change has.
func (w View) complete(e *changeset.Entry) error {
	if !bytes.Contains(e.Raw, []byte{0x58, 32}) { // no string of 32 bytes: nothing to look for
		return nil
	}
	c, err := changeset.Decode(w.Tenant(), e.Raw)
	if err == nil {
		e.Detached, _, err = c.Beside(e.Detached, w.Store.Detached)
	}
	return err
}

// Complete is what travels of a leaf of a log here: with the personal values of its change.
func (room Room) Complete(e *changeset.Entry) error {
	w, done := room.desk.View()
	defer done()
	return w.complete(e)
}
