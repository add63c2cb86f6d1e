package record

import (
	"reflect"
	"strings"

	"thidua/emulation"
	"thidua/sync/changeset"
)

var (
	inControl = []changeset.ScopeKind{changeset.Control}
	inCluster = []changeset.ScopeKind{changeset.Cluster}
	inUnit    = []changeset.ScopeKind{changeset.Unit}
	inShared  = []changeset.ScopeKind{changeset.Cluster, changeset.Unit}
	anywhere  = []changeset.ScopeKind{changeset.Control, changeset.Cluster, changeset.Unit}
)

// beforeArchive is the last step in which the papers of a season are still written.
const beforeArchive = emulation.SeasonDecided

// beforeLock is the last step in which what counts for the result may change.
const beforeLock = emulation.SeasonConference

// Who writes, see emulation.Actors.
const (
	leads    = emulation.WhoLeads
	prepares = emulation.WhoPrepares
	people   = emulation.UnitPeople
	leader   = emulation.ActorLeader
	office   = emulation.ActorOffice
	paper    = prepares | emulation.ActorStaff // for a leader, with the paper the leader signed
)

// Rule says who writes a field, while the season stands where (both steps included, "" = no bound), and what happens when two do. Since is the
// judge version from which the field is known, 0 for those known from the first on. Cluster are those who write it of the cluster itself, in the
// place of a unit, while the season stands at the same steps; see AnyField.OfCluster.
type Rule struct {
	Since       uint64
	By          emulation.Actors
	Cluster     emulation.Actors
	Behalf      emulation.Actors // for the unit at hand, with the signed paper attached
	From, Until emulation.SeasonStep
	Torn        Torn
}

// kind adds a kind of record to the catalogue.
func kind[K any](name string, logs []changeset.ScopeKind) Of[K] {
	of := beside[K](name, logs)
	catalogue[name] = of.Entry
	return of
}

// beside declares a kind of record that is none of the catalogue: the rules of no judge version speak of it.
func beside[K any](name string, logs []changeset.ScopeKind) Of[K] {
	e := &Entry{Kind: name, Logs: logs, Parts: partsOf(reflect.TypeFor[K]())}
	for i, p := range e.Parts {
		if p.Name == "unit" {
			e.Owner = i
		}
	}
	return Of[K]{e}
}

// free adds a kind whose records are named by the operations that make them.
func free[K any](name string, logs []changeset.ScopeKind) Of[K] {
	k := kind[K](name, logs)
	k.Free = true
	return k
}

// field adds a field in which a T stands to a kind. Of a T that is no structure it says how far it may go (bound.go).
func field[T, K any](of Of[K], name string, rule Rule, within ...string) Field[K, T] {
	f := &AnyField{Of: of.Entry, Name: name, Torn: rule.Torn, since: rule.Since, ofCluster: rule.Cluster, grows: growing(reflect.TypeFor[T]()),
		value: func() any { return new(T) },
		Right: emulation.Right{By: rule.By, Behalf: rule.Behalf, From: rule.From, Until: rule.Until}}
	var err error
	if f.bound, err = boundOf(reflect.TypeFor[T](), strings.Join(within, "")); err != nil {
		panic("record: " + f.String() + ": " + err.Error())
	}
	if _, checks := any(*new(T)).(checker); checks {
		f.check = func(v any, judge int) error { return any(*v.(*T)).(checker).Check(judge) }
	}
	of.Fields = append(of.Fields, f)
	return Field[K, T]{of, f}
}

// checker is a value that knows what nobody can have meant by it.
type checker interface{ Check(judge int) error }

// checked adds to a field what its value cannot check itself.
func checked[K, T any](f Field[K, T], check func(T) error) Field[K, T] {
	own := f.check
	f.check = func(v any, judge int) error {
		if own != nil {
			if err := own(v, judge); err != nil {
				return err
			}
		}
		return check(*v.(*T))
	}
	return f
}

// only adds a kind with one field, "kind" or "kind.field".
func only[K, T any](name string, logs []changeset.ScopeKind, rule Rule, within ...string) Field[K, T] {
	name, of, other := strings.Cut(name, ".")
	if !other {
		of = name
	}
	return field[T](kind[K](name, logs), of, rule, within...)
}
