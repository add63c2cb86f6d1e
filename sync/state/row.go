package state

import (
	"encoding/binary"
	"sync"

	"thidua/emulation"
	"thidua/sync/changeset"
)

// The sum lies beside the records as one of the fold's own rows, with the root of the log it belongs to: whatever cuts a log, or makes its rows
// anew, leaves a row that does not fit, and the sum is made anew.

const (
	kind  = "_state"
	field = "sum"
)

// Ref is the row of a log's sum.
func Ref(scope changeset.Scope) changeset.Ref { return changeset.Ref{Scope: scope, Kind: kind} }

// Row is what is kept of a sum that belongs to a log with a head.
func (s *Sum) Row(head changeset.LogHead) *changeset.Record {
	root := head.Root()
	r := &changeset.Record{Key: changeset.Key{0x80}}
	r.Add(field, changeset.Version{Leaf: int64(head.Size) - 1, Value: changeset.MustEncode(s.append(root[:]))})
	return r
}

// View is where logs and their records are.
type View interface {
	Records
	Log(scope changeset.Scope) (changeset.LogHead, error)
	Record(ref changeset.Ref) (*changeset.Record, error)
}

// Kept is the sum of a log as it was kept; nil if none belongs to the log as it stands.
func Kept(v View, scope changeset.Scope) (*Sum, error) {
	head, err := v.Log(scope)
	if err != nil {
		return nil, err
	}
	if head.Size == 0 {
		return new(Sum), nil
	}
	r, err := v.Record(Ref(scope))
	if err != nil && emulation.CodeOf(err) != emulation.Corrupt {
		return nil, err
	}
	last := r.Last(field, changeset.Logged)
	if last == nil {
		return nil, nil
	}
	var raw []byte
	root := head.Root()
	if changeset.Load(last.Value, &raw) != nil || len(raw) != len(root)+8*words || emulation.Hash(raw[:len(root)]) != root {
		return nil, nil
	}
	s := new(Sum)
	for i := range s {
		s[i] = binary.LittleEndian.Uint64(raw[len(root)+8*i:])
	}
	return s, nil
}

// At is the sum of a log as it stands: the one that was kept, or made anew.
func At(v View, scope changeset.Scope) (*Sum, error) {
	s, err := Kept(v, scope)
	if s != nil || err != nil {
		return s, err
	}
	return Summed(v, scope)
}

// Digests are the digests of the logs of a view as they stand, remembered as long as a log has the same root. Several goroutines may ask at once,
// for a log to which nothing is written meanwhile.
type Digests struct {
	View  View
	mu    sync.Mutex // guards known
	known map[changeset.Scope]digest
}

type digest struct{ root, state emulation.Hash }

// Of is the digest of the state of a log. Only where nothing was written to it since an older program it is added up anew.
func (d *Digests) Of(scope changeset.Scope) (*emulation.Hash, error) {
	head, err := d.View.Log(scope)
	if err != nil {
		return nil, err
	}
	d.mu.Lock()
	is, ok := d.known[scope]
	d.mu.Unlock()
	if !ok || is.root != head.Root() {
		sum, err := At(d.View, scope)
		if err != nil {
			return nil, err
		}
		is = d.remember(scope, head, sum)
	}
	return &is.state, nil
}

// Anew adds the state of a log up from its records. The row is what to keep in the place of a sum that is another; nil: none is.
func (d *Digests) Anew(scope changeset.Scope) (*changeset.Record, error) {
	head, err := d.View.Log(scope)
	if err != nil {
		return nil, err
	}
	kept, err := Kept(d.View, scope)
	if err != nil || kept == nil { // what was not kept is added up whenever it is asked for
		return nil, err
	}
	sum, err := Summed(d.View, scope)
	if err != nil {
		return nil, err
	}
	d.remember(scope, head, sum)
	if *sum == *kept {
		return nil, nil
	}
	return sum.Row(head), nil
}

func (d *Digests) remember(scope changeset.Scope, head changeset.LogHead, sum *Sum) digest {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.known == nil {
		d.known = map[changeset.Scope]digest{}
	}
	is := digest{head.Root(), sum.Hash(scope)}
	d.known[scope] = is
	return is
}
