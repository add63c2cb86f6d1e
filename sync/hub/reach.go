package hub

import (
	"encoding/binary"
	"slices"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/sync/judge"
)

// A revocation reaches back: what its key wrote beyond the last good change and had taken in is judged again, and what an earlier revocation put
// aside too early comes back.

// reachedName is the meta value that says up to which revocation of a key, by its leaf, that was done.
func reachedName(log changeset.LogID) string { return "hub/reached/" + log.String() }

// reach judges again what a revocation of a key concerns, in all logs but the control log.
func (t *taking) reach(log changeset.LogID, cause *changeset.Signed) error {
	control := cause.Scope
	logs, err := t.h.judge.LogsOf(t.o, control)
	if err != nil {
		return err
	}
	for _, s := range logs {
		if s == control {
			continue
		}
		ids, err := t.written(control, s, log)
		if err != nil {
			return err
		}
		for _, id := range ids {
			if err := t.again(id, cause); err != nil {
				return err
			}
		}
	}
	place, err := t.o.Place(cause.Identity)
	if err != nil || place == nil {
		return err
	}
	t.o.Batch().Meta[reachedName(log)] = binary.BigEndian.AppendUint64(nil, uint64(place.Last))
	return nil
}

// written are a key's changes in a log that a revocation of it may concern, in order: its chains beyond the last good change, and what was put
// aside.
func (t *taking) written(control, scope changeset.Scope, log changeset.LogID) ([]changeset.Identity, error) {
	lastGood, revoked, err := t.h.judge.Revoked(t.o, control, log, scope, changeset.Logged)
	if err != nil || !revoked {
		return nil, err
	}
	var ids []changeset.Identity
	err = changeset.EachChain(t.o.Chain, changeset.ChainKey{Scope: scope, Log: log}, func(epoch uint64, end changeset.ChainHead) (bool, error) {
		for id := end.Identity; ; {
			c, err := t.change(id)
			if err != nil {
				return false, err
			}
			if c == nil || c.Epoch != epoch || c.Log != log || c.Seq <= lastGood {
				break
			}
			ids = append(ids, id)
			id = c.Previous
		}
		return true, nil
	})
	if err != nil {
		return nil, err
	}
	slices.Reverse(ids)
	err = judge.EachHeld(t.o, scope, log, func(h judge.Held) error {
		if h.Reason == judge.ReasonRevoked && !slices.Contains(ids, h.Identity) {
			ids = append(ids, h.Identity)
		}
		return nil
	})
	return ids, err
}

// reachAll finishes what was not when the server stopped.
func (t *taking) reachAll(control changeset.Scope) error {
	type open struct {
		log  changeset.LogID
		leaf uint64
	}
	var todo []open
	err := t.o.EachRecord(control, record.Revocation.Kind, emulation.ID{}, func(_ changeset.Ref, r *changeset.Record) error {
		last := record.Revocation.Last(r, changeset.Logged)
		if last == nil {
			return nil
		}
		log := record.Revocation.Read(r.Key).Log
		raw, err := t.h.store.Meta(reachedName(log))
		if err == nil && (len(raw) != 8 || binary.BigEndian.Uint64(raw) < uint64(last.Leaf)) {
			todo = append(todo, open{log, uint64(last.Leaf)})
		}
		return err
	})
	if err != nil {
		return err
	}
	for _, o := range todo {
		e, err := t.o.Entry(control, o.leaf)
		if err != nil || e == nil || e.Leaf.JudgeVersion < judge.Closed {
			if err != nil {
				return err
			}
			continue
		}
		cause, err := t.change(e.Leaf.Identity)
		if err != nil || cause == nil {
			return err
		}
		if err := t.reach(o.log, cause); err != nil {
			return err
		}
	}
	return nil
}
