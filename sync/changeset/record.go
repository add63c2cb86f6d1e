package changeset

import (
	"bytes"
	"cmp"
	"slices"
	"sort"

	"thidua/emulation"
)

// Ref is where a record is kept: scope, kind, owner and id. Records of one kind and owner lie side by side.
type Ref struct {
	Scope Scope
	Kind  string
	Group emulation.ID
	ID    emulation.ID
}

// Compare orders records as stores keep them: by scope, by the length of the kind's name, the name, owner and id.
func (r Ref) Compare(s Ref) int {
	return cmp.Or(bytes.Compare(r.Scope[:], s.Scope[:]), cmp.Compare(len(r.Kind), len(s.Kind)), cmp.Compare(r.Kind, s.Kind),
		bytes.Compare(r.Group[:], s.Group[:]), bytes.Compare(r.ID[:], s.ID[:]))
}

// NaturalRef is the place of a record named by its key.
func NaturalRef(scope Scope, kind string, key Key) Ref {
	return Ref{Scope: scope, Kind: kind, Group: key.Group(), ID: RecordID(kind, key)}
}

// Prune forgets the oldest logged versions of a field that another logged version was made in the knowledge of, beyond the last keep of them.
// They stay in the log; the row would otherwise grow with every edit. Pending versions all stay: one that is refused gives its place back. One
// stays as long as what it was made in the knowledge of does, which would stand again without it: that may have been taken in later.
func (r *Record) Prune(field string, keep int) {
	vs := r.Fields[field]
	if len(vs) <= keep {
		return
	}
	known := expected(vs, Logged)
	gone := func(v *Version) bool { return v.Leaf != Pending && known[v.ID] }
	old := 0
	for i := range vs {
		if gone(&vs[i]) {
			old++
		}
	}
	if old <= keep {
		return
	}
	here := make(map[VersionID]bool, len(vs))
	for i := range vs {
		here[vs[i].ID] = true
	}
	kept := vs[:0:0]
	for i := range vs {
		if old > keep && gone(&vs[i]) && !slices.ContainsFunc(vs[i].Expects, func(e VersionID) bool { return here[e] }) {
			old--
			delete(here, vs[i].ID)
			continue
		}
		kept = append(kept, vs[i])
	}
	r.Fields[field] = kept
}

// expected collects what the seen versions were made in the knowledge of.
func expected(vs []Version, at AsOf) map[VersionID]bool {
	known := make(map[VersionID]bool, len(vs))
	for i := range vs {
		if at.sees(vs[i].Leaf) {
			for _, e := range vs[i].Expects {
				known[e] = true
			}
		}
	}
	return known
}

// Pending is the leaf number of a version that has no leaf yet.
const Pending = -1

// Version is one value a field was given, by whom, when, and where it stands in the log.
type Version struct {
	_       struct{} `cbor:",toarray"`
	ID      VersionID
	Author  LogID
	HLC     HLC
	Leaf    int64 // index of the last accepting leaf, or Pending
	Value   Raw
	Expects []VersionID
}

// Record is the state of one record: every accepted or pending version of each of its fields, in the order (leaf, then pending by clock).
// Nothing is overwritten: what was superseded stays as history.
type Record struct {
	_      struct{} `cbor:",toarray"`
	Key    Key
	Fields map[string][]Version
}

// Add puts a version into a field, or moves it to its new leaf if it is there already.
func (r *Record) Add(field string, v Version) {
	if r.Fields == nil {
		r.Fields = map[string][]Version{}
	}
	vs := r.Fields[field]
	for i := range vs {
		if vs[i].ID == v.ID {
			vs = append(vs[:i:i], vs[i+1:]...)
			break
		}
	}
	at := sort.Search(len(vs), func(i int) bool { return before(&v, &vs[i]) })
	if v.Leaf == Pending { // what was made in the knowledge of another follows it, whatever the clock said when that was written
		for i := at; i < len(vs); i++ {
			if slices.Contains(v.Expects, vs[i].ID) {
				at = i + 1
			}
		}
	}
	vs = append(vs, Version{})
	copy(vs[at+1:], vs[at:])
	vs[at] = v
	r.Fields[field] = vs
}

// before is the order of versions: by leaf, pending last, then by clock and id.
func before(a, b *Version) bool {
	if a.Leaf != b.Leaf {
		if a.Leaf == Pending || b.Leaf == Pending {
			return b.Leaf == Pending
		}
		return a.Leaf < b.Leaf
	}
	if a.HLC != b.HLC {
		return a.HLC < b.HLC
	}
	if a.ID.Change != b.ID.Change {
		return string(a.ID.Change[:]) < string(b.ID.Change[:])
	}
	return a.ID.Op < b.ID.Op
}

// Remove takes a version out, after its change was quarantined or rejected; the change itself stays in the log.
func (r *Record) Remove(field string, id VersionID) {
	vs := r.Fields[field]
	for i := range vs {
		if vs[i].ID == id {
			r.Fields[field] = append(vs[:i:i], vs[i+1:]...)
			if len(r.Fields[field]) == 0 {
				delete(r.Fields, field)
			}
			return
		}
	}
}

// AsOf is what is taken into account: Now sees everything, Logged only what has a leaf, AsOf(n) only leaves below n.
type AsOf int64

// Now sees pending versions too; Logged sees all leaves.
const (
	Now    AsOf = -1
	Logged AsOf = 1<<63 - 1
)

func (a AsOf) sees(leaf int64) bool {
	if leaf == Pending {
		return a == Now
	}
	return a == Now || leaf < int64(a)
}

// Heads are the versions of a field that no other seen version was made in the knowledge of: one if all agree on an order, more if people
// changed it without seeing each other.
func (r *Record) Heads(field string, at AsOf) []Version {
	if r == nil {
		return nil
	}
	vs := r.Fields[field]
	if len(vs) == 1 && len(vs[0].Expects) == 0 && at.sees(vs[0].Leaf) { // most fields were written once
		return vs[:1:1]
	}
	var heads []Version
	known := expected(vs, at)
	for i := range vs {
		if at.sees(vs[i].Leaf) && !known[vs[i].ID] {
			heads = append(heads, vs[i])
		}
	}
	return heads
}

// Last is the value of a field where the last writer counts: the last version by leaf, pending ones after all leaves; nil if unset.
func (r *Record) Last(field string, at AsOf) *Version {
	if r == nil {
		return nil
	}
	vs := r.Fields[field]
	for i := len(vs) - 1; i >= 0; i-- {
		if at.sees(vs[i].Leaf) {
			return &vs[i]
		}
	}
	return nil
}

// Conflict reports whether a field has heads with different values: equal values written twice need no question.
func Conflict(heads []Version) bool {
	for i := 1; i < len(heads); i++ {
		if string(heads[i].Value) != string(heads[0].Value) {
			return true
		}
	}
	return false
}

// IDs lists the ids of versions, for the next operation's Expects.
func IDs(vs []Version) []VersionID {
	return emulation.Map(vs, func(v Version) VersionID { return v.ID })
}
