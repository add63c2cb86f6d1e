package storage

import (
	"context"
	"encoding/binary"

	"thidua/emulation"
	"thidua/storage/folder"
	"thidua/storage/kv"
	"thidua/sync/changeset"
)

// fill reads from the rows what is kept in memory: log heads, own ends, pending numbers, the number of the last commit.
func (rd *reader) fill() error {
	return rd.view(func(tx *kv.Tx) error {
		if err := rd.loadSchema(tx); err != nil {
			return err
		}
		if err := rd.loadHeads(tx); err != nil {
			return err
		}
		if err := rd.loadPending(tx); err != nil {
			return err
		}
		return rd.loadCommits(tx)
	})
}

func (rd *reader) loadSchema(tx *kv.Tx) error {
	rd.inRows = 0
	row, err := tx.Get(key(tableSchema))
	if err != nil || row == nil {
		return err
	}
	if len(row) != 8 {
		return kv.Damaged(key(tableSchema))
	}
	n := binary.BigEndian.Uint64(row)
	if n > Schema {
		return folder.Newer(n)
	}
	rd.inRows = int(n)
	return nil
}

func (rd *reader) loadHeads(tx *kv.Tx) error {
	err := tx.Scan(context.Background(), key(tableHead), key(tableHead), func(k, value []byte) error {
		var h changeset.LogHead
		if len(k) != 18 || changeset.Load(value, &h) != nil {
			return kv.Damaged(k)
		}
		rd.logs[changeset.Scope(k[1:])] = logState{head: h, root: h.Root()}
		return nil
	})
	if err != nil {
		return err
	}
	return tx.Scan(context.Background(), key(tableOwn), key(tableOwn), func(k, value []byte) error {
		var h changeset.ChainHead
		if len(k) != 18 || changeset.Load(value, &h) != nil {
			return kv.Damaged(k)
		}
		rd.own[changeset.Scope(k[1:])] = h
		return nil
	})
}

// loadPending notes where pending changes stand. A row whose change has a leaf is one that was deleted and came back: it is passed over.
func (rd *reader) loadPending(tx *kv.Tx) error {
	prefix := key(tablePending)
	return tx.Scan(context.Background(), prefix, prefix, func(k, value []byte) error {
		r, err := decodePendingRow(k, value)
		if err != nil || len(k) != 9 {
			return kv.Damaged(k).Because(err)
		}
		n := binary.BigEndian.Uint64(k[1:])
		rd.nextOwn = max(rd.nextOwn, n+1)
		place, err := tx.Get(key(tablePlace, r.identity[:]))
		if err != nil {
			return err
		}
		var p changeset.Place
		if place != nil {
			if err := changeset.Load(place, &p); err != nil {
				return kv.Damaged(key(tablePlace)).Because(err)
			}
		}
		if place == nil {
			if c, err := changeset.Decode(r.tenant, r.raw); err == nil { // else whoever visits it tells
				p.Scope = c.Scope
			}
		}
		if place == nil || p.First < 0 {
			rd.pending[r.identity] = pendingAt{number: n, scope: p.Scope}
		}
		return nil
	})
}

// loadCommits finds the last commit and checks that none before it is missing: each left a row with its number.
func (rd *reader) loadCommits(tx *kv.Tx) error {
	var highest, rows uint64
	prefix := key(tableCommit)
	err := tx.Scan(context.Background(), prefix, prefix, func(k, value []byte) error {
		if len(value) != 8 {
			return kv.Damaged(k)
		}
		highest = max(highest, binary.BigEndian.Uint64(value))
		rows++
		return nil
	})
	if err != nil {
		return err
	}
	rd.commits = highest
	if rows != min(highest, commitSlots) {
		return emulation.Errorf(emulation.Corrupt, "storage.commits-missing", "missing", min(highest, commitSlots)-rows)
	}
	return nil
}

// writeSchema says in the rows which version they are of.
func (rd *reader) writeSchema() error {
	tx := rd.rows.Begin(false)
	defer tx.Discard()
	if err := tx.Set(key(tableSchema), number(Schema)); err != nil {
		return err
	}
	return tx.Commit()
}
