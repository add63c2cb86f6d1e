package judge

import (
	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/emulation/record"
	"thidua/sync/changeset"
)

// Odd is an operation that was accepted and holds what nobody can have meant: by a judge that knew no bound of it, or of a kind whose content
// no judge reads. It stands in the log and in its record; who shows records leaves out what cannot be shown, and this list says so.
type Odd struct {
	_        struct{} `cbor:",toarray"`
	Identity changeset.Identity
	Op       uint32 // number of the operation
}

// kindOdd is a note the fold keeps for itself beside an accepted change that holds something odd; owner = its log id.
const kindOdd = "_odd"

// Oddity says in words what is odd about an operation of a known kind; nil if nothing is.
func Oddity(op *changeset.Operation) error {
	f := record.FieldOf(op)
	if f == nil {
		return nil // kept for a newer program
	}
	if err := f.Within(op); err != nil {
		return err
	}
	if record.Evidence.File.Is(op) {
		return f.Check(op.Value, emulation.Strict) // one of a length that no file has is never asked for
	}
	if record.Criteria.Is(op) {
		file, err := record.Criteria.Load(op.Value)
		if err == nil {
			_, err = criteria.LoadSet(file.Name, file.YAML)
		}
		return err
	}
	return nil
}

func oddRef(c *changeset.Signed) changeset.Ref {
	return changeset.Ref{Scope: c.Scope, Kind: kindOdd, Group: c.Log, ID: c.Identity.Short()}
}

// noteOdd notes what is odd in a change that was accepted, and forgets it with a change that no longer is.
func (o *Overlay) noteOdd(c *changeset.Signed, leaf *changeset.Leaf) {
	if leaf.Verdict != changeset.Accepted {
		if leaf.Further() {
			o.batch.Records[oddRef(c)] = nil
		}
		return
	}
	for i := range c.Operations {
		op := &c.Operations[i]
		if leaf.JudgeVersion >= emulation.Strict && !record.Criteria.Is(op) {
			continue // the bounds were in force, and the verdict was just recomputed by them; what a criteria file says no judge reads
		}
		if Oddity(op) == nil {
			continue
		}
		r := &changeset.Record{Key: record.Certificate.Key(record.ByLog{Log: c.Log})}
		r.Add(kindOdd, changeset.Version{ID: c.Version(i), Author: c.Log, HLC: c.HLC, Leaf: int64(leaf.Index),
			Value: changeset.MustEncode(Odd{Identity: c.Identity, Op: uint32(i)})})
		o.batch.Records[oddRef(c)] = r
		return // one of a change is enough to find it
	}
}

// EachOdd visits what is odd in the accepted changes of a scope.
func EachOdd(v View, scope changeset.Scope, fn func(Odd) error) error {
	return v.EachRecord(scope, kindOdd, changeset.LogID{}, func(_ changeset.Ref, r *changeset.Record) error {
		last := r.Last(kindOdd, changeset.Now)
		if last == nil {
			return nil
		}
		var odd Odd
		if err := changeset.Load(last.Value, &odd); err != nil {
			return err
		}
		return fn(odd)
	})
}
