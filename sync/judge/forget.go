package judge

import (
	"bytes"
	"slices"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
)

// A list of names is kept as long as it may still be needed, and no longer (ADR 036). Which lists are dropped follows from the cluster's log alone, its times
// included, so that server and desks drop the same ones, each when it has the leaf that says so:
//
//   - one that was taken back (changeset.Nothing took its place, or that of one after it), with that leaf;
//   - one that another took the place of, with the first leaf that is Regret younger than the other's: until then a wrong paste, or what a stolen key
//     wrote, can be undone.
//
// None is dropped that a value names which stands in the record, waits for its leaf, or waits for a decision. Logs, records and hashes hold commitments and
// stay as they are.

// Regret is how long a list that another took the place of is kept, milliseconds.
const Regret = 30 * Day

// kindPast is a row the fold keeps for itself, one in each cluster's log: the lists that no longer stand and were not dropped yet.
const kindPast, fieldLists = "_past", "lists"

// pastList is a list that no longer stands.
type pastList struct {
	_          struct{} `cbor:",toarray"`
	Commitment emulation.Hash
	Kind       string
	Group, ID  emulation.ID
	Field      string
	Version    changeset.VersionID
	Until      int64 // it is dropped with the first leaf of this time or later; 0 = with the next
}

func (l *pastList) ref(scope changeset.Scope) changeset.Ref {
	return changeset.Ref{Scope: scope, Kind: l.Kind, Group: l.Group, ID: l.ID}
}

// forget notes the lists that a leaf put an end to, and lets go of those whose time has come.
func (o *Overlay) forget(c *changeset.Signed, leaf *changeset.Leaf) error {
	if c.Scope.Kind() != changeset.Cluster {
		return nil
	}
	lists, err := o.pastLists(c.Scope, leaf)
	if err != nil {
		return err
	}
	now := lists
	for i := range c.Operations {
		if personal(c.Operations[i]) {
			if now, err = o.superseded(now, c.Ref(i), c.Operations[i].Field, leaf); err != nil {
				return err
			}
		}
	}
	var kept []pastList
	for i := range now {
		needed := now[i].Until > leaf.Received
		if !needed {
			if needed, err = o.names(c.Scope, &now[i]); err != nil {
				return err
			}
		}
		if needed {
			kept = append(kept, now[i])
		} else {
			o.batch.Forgotten = append(o.batch.Forgotten, now[i].Commitment)
		}
	}
	if !slices.Equal(lists, kept) {
		o.setPast(c.Scope, kept)
	}
	return nil
}

// pastLists are those of a log; of one whose row an older program did not keep, those that its records still know.
func (o *Overlay) pastLists(scope changeset.Scope, leaf *changeset.Leaf) (lists []pastList, err error) {
	if lists, ok := o.past[scope]; ok {
		return lists, nil
	}
	r, err := o.base.Record(changeset.Ref{Scope: scope, Kind: kindPast})
	if err != nil {
		return nil, err
	}
	if last := r.Last(fieldLists, changeset.Now); last != nil {
		if err := changeset.Load(last.Value, &lists); err != nil {
			return nil, err
		}
		o.past[scope] = lists
		return lists, nil
	}
	for _, e := range record.All() {
		for _, f := range e.Fields {
			if !f.Personal() {
				continue
			}
			err := o.base.EachRecord(scope, e.Kind, emulation.ID{}, func(ref changeset.Ref, _ *changeset.Record) (err error) {
				lists, err = o.superseded(lists, ref, f.Name, leaf)
				return err
			})
			if err != nil {
				return nil, err
			}
		}
	}
	o.setPast(scope, lists)
	return lists, nil
}

func (o *Overlay) setPast(scope changeset.Scope, lists []pastList) {
	r := &changeset.Record{Key: changeset.Key{0x80}}
	r.Add(fieldLists, changeset.Version{Value: changeset.MustEncode(lists)})
	o.past[scope], o.batch.Records[changeset.Ref{Scope: scope, Kind: kindPast}] = lists, r
	o.bytes += 128 * len(lists)
}

// superseded are the lists that no longer stand, with those of a field as the leaf left it.
func (o *Overlay) superseded(lists []pastList, ref changeset.Ref, field string, leaf *changeset.Leaf) ([]pastList, error) {
	r, err := o.Record(ref)
	if err != nil {
		return nil, err
	}
	var versions []changeset.Version // with a leaf
	if r != nil {
		versions = emulation.Where(r.Fields[field], func(v changeset.Version) bool { return v.Leaf != changeset.Pending })
	}
	heads := r.Heads(field, changeset.Logged)
	nothing := changeset.MustEncode(changeset.Nothing.Commitment())
	takenBack := len(heads) == 1 && bytes.Equal(heads[0].Value, nothing)
	out := lists[:0:0]
	for _, l := range lists {
		switch here := slices.ContainsFunc(versions, func(v changeset.Version) bool { return v.ID == l.Version }); {
		case l.ref(ref.Scope) != ref || l.Field != field:
			out = append(out, l)
		case !here: // the row forgot it, which it only does with what no longer stands
			if takenBack {
				l.Until = 0
			}
			out = append(out, l)
		}
	}
	for i := range versions {
		v := &versions[i]
		var commitment emulation.Hash
		if bytes.Equal(v.Value, nothing) || changeset.Load(v.Value, &commitment) != nil {
			continue
		}
		until, ended, err := o.ended(ref.Scope, v, versions, nothing, leaf)
		if err != nil {
			return nil, err
		}
		if ended {
			out = append(out, pastList{Commitment: commitment, Kind: ref.Kind, Group: ref.Group, ID: ref.ID, Field: field, Version: v.ID, Until: until})
		}
	}
	return out, nil
}

// ended reports whether another version took the place of one, and until when it is kept then.
func (o *Overlay) ended(scope changeset.Scope, v *changeset.Version, versions []changeset.Version, nothing changeset.Raw, leaf *changeset.Leaf) (until int64, ended bool, err error) {
	for i := range versions {
		by := &versions[i]
		if !slices.Contains(by.Expects, v.ID) {
			continue
		}
		at := leaf.Received
		if by.Leaf != int64(leaf.Index) {
			e, err := o.Entry(scope, uint64(by.Leaf))
			if err != nil {
				return 0, false, err
			}
			if e != nil {
				at = e.Leaf.Received
			}
		}
		if !ended || at+Regret < until {
			until, ended = at+Regret, true
		}
	}
	if ended && withdrawn(v.ID, versions, nothing) {
		until = 0
	}
	return until, ended, nil
}

// withdrawn reports whether nothing took the place of a version, or of one that came after it.
func withdrawn(id changeset.VersionID, versions []changeset.Version, nothing changeset.Raw) bool {
	after := map[changeset.VersionID]bool{id: true}
	for grew := true; grew; {
		grew = false
		for i := range versions {
			v := &versions[i]
			if after[v.ID] || !slices.ContainsFunc(v.Expects, func(e changeset.VersionID) bool { return after[e] }) {
				continue
			}
			if bytes.Equal(v.Value, nothing) {
				return true
			}
			after[v.ID], grew = true, true
		}
	}
	return false
}

// names reports whether a list may still be needed: a value that stands names it, one that has no leaf yet, or a change that waits for a decision.
func (o *Overlay) names(scope changeset.Scope, l *pastList) (bool, error) {
	r, err := o.Record(l.ref(scope))
	if err != nil {
		return false, err
	}
	value := changeset.MustEncode(l.Commitment)
	named := func(v changeset.Version) bool { return bytes.Equal(v.Value, value) }
	if slices.ContainsFunc(r.Heads(l.Field, changeset.Logged), named) ||
		r != nil && slices.ContainsFunc(r.Fields[l.Field], func(v changeset.Version) bool { return v.Leaf == changeset.Pending && named(v) }) {
		return true, nil
	}
	waits := false
	err = EachHeld(o, scope, changeset.LogID{}, func(h Held) error {
		place, err := o.Place(h.Identity)
		if err != nil || place == nil || place.First < 0 {
			return err
		}
		e, err := o.Entry(scope, uint64(place.First))
		waits = waits || e != nil && bytes.Contains(e.Raw, l.Commitment[:])
		return err
	})
	return waits, err
}

// Past are the lists that leaves further on in a file took the place of: whoever made it may have dropped them.
type Past struct {
	versions map[changeset.VersionID]bool
	changes  map[changeset.Identity]*changeset.Signed // by which they were, once accepted
}

// Note adds what the next leaf of a file says, with the change beside it; what cannot be read, or is not the leaf's, says nothing.
func (p *Past) Note(tenant changeset.Tenant, leaf *changeset.Leaf, raw []byte) {
	if p.versions == nil {
		p.versions, p.changes = map[changeset.VersionID]bool{}, map[changeset.Identity]*changeset.Signed{}
	}
	if bytes.Contains(raw, []byte{0x58, 32}) { // a string of 32 bytes, as a commitment is
		if c, err := changeset.Decode(tenant, raw); err == nil && c.Identity == leaf.Identity && slices.ContainsFunc(c.Operations, personal) {
			p.changes[c.Identity] = c
		}
	}
	c := p.changes[leaf.Identity]
	if c == nil || leaf.Verdict != changeset.Accepted {
		return
	}
	for i := range c.Operations {
		if personal(c.Operations[i]) {
			for _, v := range c.Operations[i].Expects {
				p.versions[v] = true
			}
		}
	}
}

// has reports whether a change names a value in one of these lists.
func (p *Past) has(c *changeset.Signed, commitment emulation.Hash) bool {
	if p == nil {
		return false
	}
	value := changeset.MustEncode(commitment)
	for i := range c.Operations {
		if bytes.Equal(c.Operations[i].Value, value) {
			return p.versions[c.Version(i)]
		}
	}
	return false
}

func personal(op changeset.Operation) bool {
	f := record.FieldOf(&op)
	return f != nil && f.Personal()
}
