package record

import (
	"reflect"

	"thidua/emulation"
	"thidua/sync/changeset"
)

// Of is a kind of record whose key is a K.
type Of[K any] struct{ *Entry }

// Key is a key as it stands in an operation.
func (o Of[K]) Key(key K) changeset.Key { return writeKey(o.Parts, reflect.ValueOf(&key).Elem()) }

// Read takes a key apart; what is missing, or of another sort, is zero.
func (o Of[K]) Read(key changeset.Key) (k K) {
	readKey(o.Parts, key, reflect.ValueOf(&k).Elem())
	return k
}

// ID is the id of the record with a key.
func (o Of[K]) ID(key K) emulation.ID { return changeset.RecordID(o.Kind, o.Key(key)) }

// Ref is where the record with a key lies.
func (o Of[K]) Ref(scope changeset.Scope, key K) changeset.Ref {
	return changeset.NaturalRef(scope, o.Kind, o.Key(key))
}

// AnyField is one field of a kind of record, whatever stands in it.
type AnyField struct {
	Of    *Entry
	Name  string
	Right emulation.Right // who writes it, and while the season stands where; nobody: the judge knows a rule of its own
	Torn  Torn

	since uint64 // the judge version from which it is known; 0 and 1 are the first
	grows bool   // parts of its value came with a later version

	ofCluster emulation.Actors // see OfCluster
	value     func() any       // a pointer to an empty value
	bound     bound
	check     func(value any, judge int) error
}

// OfCluster says who writes the field, and when, where its record is about the cluster itself in the place of a unit; By is nobody where there is no
// such record. The fields of the versions before the fourth go by the right to the compact, whatever they say of units; from the fourth on one that says
// who writes it of the cluster goes by that.
func (f *AnyField) OfCluster(judge uint64) emulation.Right {
	if f.since < emulation.FourthJudge && (judge < emulation.FourthJudge || f.ofCluster == 0) {
		return Compact.Right
	}
	return emulation.Right{By: f.ofCluster, From: f.Right.From, Until: f.Right.Until}
}

// String is kind and name: "season.info".
func (f *AnyField) String() string { return f.Of.Kind + "." + f.Name }

// New is a pointer to an empty value.
func (f *AnyField) New() any { return f.value() }

// Check reads a value as strictly as it has to be spelled and refuses what a version of the judge does not take.
func (f *AnyField) Check(raw changeset.Raw, judge int) error {
	v := f.New()
	if err := changeset.LoadStrict(raw, v); err != nil {
		return err
	}
	return f.takes(v, judge)
}

// takes refuses a value (a pointer to it) that lies beyond its bounds, or that nobody can have meant.
func (f *AnyField) takes(v any, judge int) error {
	if f.grows && newest(reflect.ValueOf(v).Elem()) > judge {
		return emulation.Errorf(emulation.Invalid, "reason.shape")
	}
	if judge >= boundsFrom {
		if err := f.bound(reflect.ValueOf(v).Elem(), judge); err != nil {
			return err
		}
	}
	if f.check == nil {
		return nil
	}
	return f.check(v, judge)
}

// Within says in words what of an operation lies beyond the bounds of its key or its value.
func (f *AnyField) Within(op *changeset.Operation) error {
	if err := f.Of.Keyed(op, emulation.Strict); err != nil {
		return err
	}
	v := f.New()
	if err := changeset.Load(op.Value, v); err != nil {
		return err
	}
	return f.bound(reflect.ValueOf(v).Elem(), emulation.Strict)
}

// Needs is the judge version that an operation needs: the one its field came with, a part of its value, or what stands in its key.
func (f *AnyField) Needs(op *changeset.Operation) uint64 {
	needs := max(f.KnownFrom(), f.Of.keyNeeds(op))
	v := f.New()
	if !f.grows || changeset.Load(op.Value, v) != nil {
		return needs
	}
	return max(needs, uint64(newest(reflect.ValueOf(v).Elem())))
}

// OnBehalf is the paper a value rests on; nil if it was entered by those it belongs to, or cannot be read.
func (f *AnyField) OnBehalf(raw changeset.Raw) *emulation.OnBehalf {
	v := f.New()
	if changeset.Load(raw, v) != nil {
		return nil
	}
	if s := reflect.ValueOf(v).Elem(); s.Kind() == reflect.Struct {
		if b := s.FieldByName("OnBehalf"); b.IsValid() {
			return b.Interface().(*emulation.OnBehalf)
		}
	}
	return nil
}

// Files are the files a value names: its own, and the paper it rests on.
func (f *AnyField) Files(raw changeset.Raw) []emulation.Evidence {
	v := f.New()
	if changeset.Load(raw, v) != nil {
		return nil
	}
	var files []emulation.Evidence
	if b := f.OnBehalf(raw); b != nil {
		files = append(files, b.Paper)
	}
	if s := reflect.ValueOf(v).Elem(); s.Kind() == reflect.Struct {
		if file := s.FieldByName("File"); file.IsValid() {
			if e, ok := file.Interface().(*emulation.Evidence); ok && e != nil {
				files = append(files, *e)
			}
		}
	}
	return files
}

// Personal reports whether a list of names stands in the field: the log holds its commitment, and stores drop it once nothing points to it.
func (f *AnyField) Personal() bool {
	_, is := f.New().(*emulation.Hash)
	return is && f.Of.In(changeset.Cluster)
}

// Is reports whether an operation writes this field.
func (f *AnyField) Is(op *changeset.Operation) bool { return f.Called(op.Kind, op.Field) }

// Called reports whether the names of a kind and a field are this field's.
func (f *AnyField) Called(kind, name string) bool { return kind == f.Of.Kind && name == f.Name }

// Last is the version that counts where the last writer does; nil if the field was never set.
func (f *AnyField) Last(r *changeset.Record, at changeset.AsOf) *changeset.Version {
	return r.Last(f.Name, at)
}

// Heads are the versions that no other was made in the knowledge of.
func (f *AnyField) Heads(r *changeset.Record, at changeset.AsOf) []changeset.Version {
	return r.Heads(f.Name, at)
}

// Versions are all that the record keeps, in their order.
func (f *AnyField) Versions(r *changeset.Record) []changeset.Version { return r.Fields[f.Name] }

// Into reads the last value into one; false if the field was never set.
func (f *AnyField) Into(r *changeset.Record, at changeset.AsOf, value any) (bool, error) {
	last := f.Last(r, at)
	if last == nil {
		return false, nil
	}
	return true, changeset.Load(last.Value, value)
}

// Field is one field of a kind of record named by a K, in which a T stands.
type Field[K, T any] struct {
	Of[K]
	*AnyField
}

// Op sets the field of a record, in the knowledge of the versions it expects.
func (f Field[K, T]) Op(key K, value T, expects ...changeset.VersionID) changeset.Operation {
	return changeset.Op(f.Kind, f.Key(key), f.Name, value, expects...)
}

// Make makes a free record of an owner with its first field.
func (f Field[K, T]) Make(owner K, value T) changeset.Operation {
	op := f.Op(owner, value)
	op.New = true
	return op
}

// Valid says in words what is wrong with a value a command is about to write.
func (f Field[K, T]) Valid(value T) error { return f.takes(&value, emulation.Strict) }

// Draft is a cell of a record before anything was typed into it.
func (f Field[K, T]) Draft(scope changeset.Scope, key K) changeset.Draft {
	return changeset.Draft{Scope: scope, Kind: f.Kind, Key: f.Key(key), Field: f.Name}
}

// Value is the last value of the field; false if it was never set.
func (f Field[K, T]) Value(r *changeset.Record, at changeset.AsOf) (value T, ok bool, err error) {
	ok, err = f.Into(r, at, &value)
	return value, ok, err
}

func (f Field[K, T]) Load(raw changeset.Raw) (value T, err error) {
	err = changeset.Load(raw, &value)
	return value, err
}
