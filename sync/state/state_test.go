package state_test

import (
	"testing"

	"pgregory.net/rapid"

	"thidua/emulation"
	"thidua/sync/changeset"
	"thidua/sync/state"
)

var scope = changeset.NewScope(changeset.Cluster, emulation.ID{1})

func ref(kind string, id byte) changeset.Ref {
	return changeset.Ref{Scope: scope, Kind: kind, ID: emulation.ID{id}}
}

func version(change byte, leaf int64, value string, expects ...byte) changeset.Version {
	v := changeset.Version{ID: changeset.VersionID{Change: emulation.ID{change}}, Leaf: leaf, Value: changeset.MustEncode(value)}
	for _, e := range expects {
		v.Expects = append(v.Expects, changeset.VersionID{Change: emulation.ID{e}})
	}
	return v
}

// TestDigestIsTheWrittenOne: what docs/format.md says of the state hash, as bytes. A program that folds the same and hashes otherwise would raise
// an alarm at every desk.
func TestDigestIsTheWrittenOne(t *testing.T) {
	r := &changeset.Record{}
	r.Add("input", version(1, 0, "7,5"))
	r.Add("input", version(2, 1, "8"))
	r.Add("input", version(3, changeset.Pending, "9", 1, 2))
	var s state.Sum
	empty := s.Hash(scope)
	s.Replace(state.Element{}, state.ElementOf(ref("score", 1), r, "input"))
	for got, want := range map[emulation.Hash]string{
		empty:         "0cb54e36752a50ff5a1821f4395f1d96df451dd85204ccd857b2423323041e97",
		s.Hash(scope): "3ed99d524cb7fd6710591892ef468730c1a4cb5235d909e5d678742ced20497d",
	} {
		if got.String() != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

// TestSumIsOfASet: in whatever order elements come, go and take each other's place, the sum is that of those that are there.
func TestSumIsOfASet(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		there := map[byte]state.Element{}
		var walked state.Sum
		for range rapid.IntRange(0, 30).Draw(t, "steps") {
			id := rapid.ByteRange(0, 5).Draw(t, "record")
			var next state.Element
			if n := rapid.ByteRange(0, 3).Draw(t, "change"); n > 0 {
				r := &changeset.Record{}
				r.Add("f", version(n, 0, "v"))
				next = state.ElementOf(ref("score", id), r, "f")
			}
			walked.Replace(there[id], next)
			there[id] = next
		}
		var want state.Sum
		for id := byte(6); id > 0; id-- {
			want.Replace(state.Element{}, there[id-1])
		}
		if walked != want {
			t.Fatal("the way there is seen in the sum")
		}
	})
}

// TestElementTellsStatesApart: each part of a field's state is in its element, and nothing else is.
func TestElementTellsStatesApart(t *testing.T) {
	made := func(change func(*changeset.Record)) *changeset.Record {
		r := &changeset.Record{}
		r.Add("f", version(1, 0, "a"))
		change(r)
		return r
	}
	base := state.ElementOf(ref("score", 1), made(func(*changeset.Record) {}), "f")
	for name, c := range map[string]struct {
		element state.Element
		same    bool
	}{
		"another value":       {state.ElementOf(ref("score", 1), made(func(r *changeset.Record) { r.Fields["f"][0].Value = changeset.MustEncode("b") }), "f"), false},
		"another version":     {state.ElementOf(ref("score", 1), made(func(r *changeset.Record) { r.Fields["f"][0].ID.Op++ }), "f"), false},
		"another record":      {state.ElementOf(ref("score", 2), made(func(*changeset.Record) {}), "f"), false},
		"another kind":        {state.ElementOf(ref("sheet", 1), made(func(*changeset.Record) {}), "f"), false},
		"a second head":       {state.ElementOf(ref("score", 1), made(func(r *changeset.Record) { r.Add("f", version(2, 1, "a")) }), "f"), false},
		"what took its place": {state.ElementOf(ref("score", 1), made(func(r *changeset.Record) { r.Add("f", version(2, 1, "a", 1)) }), "f"), false},
		"pending work":        {state.ElementOf(ref("score", 1), made(func(r *changeset.Record) { r.Add("f", version(2, changeset.Pending, "a", 1)) }), "f"), true},
		"another leaf":        {state.ElementOf(ref("score", 1), made(func(r *changeset.Record) { r.Fields["f"][0].Leaf = 7 }), "f"), true},
	} {
		if (c.element == base) != c.same {
			t.Errorf("%s: the element is the same: %v", name, !c.same)
		}
	}
	if state.ElementOf(ref("_held", 1), made(func(*changeset.Record) {}), "f") != (state.Element{}) {
		t.Error("what the fold keeps for itself is part of the state")
	}
}

// BenchmarkReplace is what a leaf pays for the state of one field that has a value.
func BenchmarkReplace(b *testing.B) {
	r := &changeset.Record{}
	r.Add("input", version(1, 0, "7,5"))
	var s state.Sum
	for b.Loop() {
		was := state.ElementOf(ref("score", 1), r, "input")
		r.Fields["input"][0].ID.Op++
		s.Replace(was, state.ElementOf(ref("score", 1), r, "input"))
	}
}
