package sim

import (
	"slices"

	"thidua/emulation/record"
	"thidua/sync/changeset"
)

// history is what the server's logs say, read without the judge and without the records it makes: who wrote what, in the knowledge of what,
// and what became of it.
type history struct {
	typed    map[cell][][]changeset.VersionID // what changes of a person expected that wrote a value
	values   map[cell]bool                    // written by anybody
	versions map[field][]changeset.Version    // accepted
	waits    []waits
	files    map[changeset.BlobName]bool
	closed   map[string]bool // sheets that are handed in, by the unit's code
}

// cell is a value somebody (zero: anybody) wrote into a field.
type cell struct {
	author changeset.LogID
	field
	value string
}

type field struct {
	Ref   changeset.Ref
	Field string
}

// waits is a change that is not in the state, and not out of it.
type waits struct {
	scope changeset.Scope
	id    changeset.Identity
}

func (h *history) cell(author changeset.LogID, t *typed) cell {
	return cell{author, field{t.draft.DraftKey().Ref, t.draft.Field}, string(t.draft.Value)}
}

// history reads the server's logs.
func (l *Life) history() (*history, error) {
	h := &history{typed: map[cell][][]changeset.VersionID{}, values: map[cell]bool{}, versions: map[field][]changeset.Version{},
		files: map[changeset.BlobName]bool{}, closed: map[string]bool{}}
	scopes, err := l.server.disk.Scopes()
	if err != nil {
		return nil, err
	}
	for _, scope := range scopes {
		changes := map[changeset.Identity]*changeset.Signed{}
		last := map[changeset.Identity]changeset.Leaf{}
		var order []changeset.Identity
		err := l.server.disk.Entries(scope, 0, func(e *changeset.Entry) error {
			if e.Raw != nil {
				c, err := changeset.Decode(changeset.TenantOf(l.root), e.Raw)
				if err != nil {
					return err
				}
				changes[c.Identity] = c
				order = append(order, c.Identity)
			}
			last[e.Leaf.Identity] = e.Leaf
			return nil
		})
		if err != nil {
			return nil, err
		}
		for _, id := range order {
			h.add(changes[id], last[id])
		}
	}
	for code := range l.sheets {
		h.closed[code] = h.handedIn(l, code)
	}
	return h, nil
}

// add takes a change in with its last verdict.
func (h *history) add(c *changeset.Signed, leaf changeset.Leaf) {
	switch leaf.Verdict {
	case changeset.Quarantined, changeset.NeedsDecision:
		h.waits = append(h.waits, waits{c.Scope, c.Identity})
	}
	for i := range c.Operations {
		op := &c.Operations[i]
		f := field{c.Ref(i), op.Field}
		h.typed[cell{c.Log, f, string(op.Value)}] = append(h.typed[cell{c.Log, f, string(op.Value)}], op.Expects)
		h.values[cell{changeset.LogID{}, f, string(op.Value)}] = true
		if leaf.Verdict != changeset.Accepted {
			continue
		}
		h.versions[f] = append(h.versions[f], changeset.Version{ID: c.Version(i), Author: c.Log, Leaf: int64(leaf.Index), Value: op.Value, Expects: op.Expects})
		if record.Evidence.File.Called(op.Kind, op.Field) {
			if e, err := record.Evidence.File.Load(op.Value); err == nil {
				h.files[changeset.BlobOf(e)] = true
			}
		}
	}
}

// handedIn is whether the sheet of a unit is with those who check it.
func (h *history) handedIn(l *Life, code string) bool {
	key := record.UnitPeriod{Season: record.Season.ID(l.season), Unit: l.units[code], Period: "season"}
	ref := record.Sheet.Ref(l.cluster, key)
	var last *changeset.Version
	for f, versions := range h.versions {
		if f.Ref == ref && f.Field == record.FieldStep {
			for i := range versions {
				if last == nil || versions[i].Leaf > last.Leaf {
					last = &versions[i]
				}
			}
		}
	}
	return last != nil
}

// heads are the values of fields of the units' logs that no other was written in the knowledge of.
func (h *history) heads() map[field][]changeset.Version {
	all := map[field][]changeset.Version{}
	for f, versions := range h.versions {
		if f.Ref.Scope.Kind() != changeset.Unit {
			continue
		}
		known := map[changeset.VersionID]bool{}
		for _, v := range versions {
			for _, e := range v.Expects {
				known[e] = true
			}
		}
		for _, v := range versions {
			if !known[v.ID] {
				all[f] = append(all[f], v)
			}
		}
	}
	return all
}

func ids(versions []changeset.Version) []changeset.VersionID { return changeset.IDs(versions) }

// sameIDs compares without order.
func sameIDs(a, b []changeset.VersionID) bool {
	if len(a) != len(b) {
		return false
	}
	for _, id := range a {
		if !slices.Contains(b, id) {
			return false
		}
	}
	return true
}
