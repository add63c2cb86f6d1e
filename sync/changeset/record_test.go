package changeset_test

import (
	"bytes"
	"testing"

	"pgregory.net/rapid"

	"thidua/emulation"
	"thidua/sync/changeset"
)

// version makes one that knows of others.
func version(n byte, leaf int64, value string, expects ...byte) changeset.Version {
	v := changeset.Version{ID: changeset.VersionID{Change: id(n)}, Author: id(0xa0 + n), HLC: changeset.HLC(n), Leaf: leaf, Value: changeset.MustEncode(value)}
	for _, e := range expects {
		v.Expects = append(v.Expects, changeset.VersionID{Change: id(e)})
	}
	return v
}

func names(vs []changeset.Version) string {
	var b []byte
	for _, v := range vs {
		b = append(b, '0'+v.ID.Change[0])
	}
	return string(b)
}

func TestHeads(t *testing.T) {
	cases := map[string]struct {
		versions []changeset.Version
		at       changeset.AsOf
		heads    string
		conflict bool
	}{
		"nothing":                         {nil, changeset.Now, "", false},
		"one":                             {[]changeset.Version{version(1, 0, "a")}, changeset.Now, "1", false},
		"one after the other":             {[]changeset.Version{version(1, 0, "a"), version(2, 1, "b", 1)}, changeset.Now, "2", false},
		"two beside each other":           {[]changeset.Version{version(1, 0, "a"), version(2, 1, "b")}, changeset.Now, "12", true},
		"two with one value":              {[]changeset.Version{version(1, 0, "a"), version(2, 1, "a")}, changeset.Now, "12", false},
		"both on one":                     {[]changeset.Version{version(1, 0, "a"), version(2, 1, "b", 1), version(3, 2, "c", 1)}, changeset.Now, "23", true},
		"settled by a third":              {[]changeset.Version{version(1, 0, "a"), version(2, 1, "b"), version(3, 2, "a", 1, 2)}, changeset.Now, "3", false},
		"settled, and then one late":      {[]changeset.Version{version(1, 0, "a"), version(2, 1, "b", 1), version(3, 2, "c", 1)}, changeset.Now, "23", true},
		"before the third was logged":     {[]changeset.Version{version(1, 0, "a"), version(2, 1, "b"), version(3, 2, "a", 1, 2)}, 2, "12", true},
		"a pending one is not logged":     {[]changeset.Version{version(1, 0, "a"), version(2, changeset.Pending, "b", 1)}, changeset.Logged, "1", false},
		"a pending one is seen now":       {[]changeset.Version{version(1, 0, "a"), version(2, changeset.Pending, "b", 1)}, changeset.Now, "2", false},
		"expecting what is not here":      {[]changeset.Version{version(2, 1, "b", 1)}, changeset.Now, "2", false},
		"nothing was logged at the start": {[]changeset.Version{version(1, 0, "a")}, 0, "", false},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			r := &changeset.Record{Key: changeset.NewKey(id(1))}
			for _, v := range c.versions {
				r.Add("f", v)
			}
			heads := r.Heads("f", c.at)
			if names(heads) != c.heads || changeset.Conflict(heads) != c.conflict {
				t.Errorf("heads %s, conflict %v; want %s, %v", names(heads), changeset.Conflict(heads), c.heads, c.conflict)
			}
			if len(changeset.IDs(heads)) != len(heads) {
				t.Error("ids")
			}
		})
	}
	var none *changeset.Record
	if none.Heads("f", changeset.Now) != nil || none.Last("f", changeset.Now) != nil {
		t.Error("no record has a value")
	}
}

func TestLast(t *testing.T) {
	r := &changeset.Record{}
	for _, v := range []changeset.Version{version(3, changeset.Pending, "c"), version(1, 5, "a"), version(2, 2, "b")} {
		r.Add("f", v)
	}
	for at, want := range map[changeset.AsOf]byte{changeset.Now: 3, changeset.Logged: 1, 6: 1, 5: 2, 3: 2} {
		if got := r.Last("f", at); got == nil || got.ID.Change != id(want) {
			t.Errorf("as of %d: %+v, want %d", at, got, want)
		}
	}
	if got := r.Last("f", 2); got != nil {
		t.Errorf("as of 2: %+v", got)
	}
}

// A record is a function of the set of its versions: the order in which they were added does not show, nor what was removed again.
func TestRecordIsOfASet(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var vs []changeset.Version
		for n := range rapid.IntRange(1, 8).Draw(t, "versions") {
			leaf := int64(n)
			if rapid.Bool().Draw(t, "pending") {
				leaf = changeset.Pending
			}
			v := version(byte(n), leaf, rapid.SampledFrom([]string{"a", "b"}).Draw(t, "value"))
			for e := range n {
				if rapid.Bool().Draw(t, "knows") {
					v.Expects = append(v.Expects, vs[e].ID)
				}
			}
			vs = append(vs, v)
		}
		build := func(vs []changeset.Version, pendingFirst bool) []byte {
			r := &changeset.Record{Key: changeset.NewKey(id(1))}
			for _, v := range vs {
				if pendingFirst {
					p := v
					p.Leaf = changeset.Pending
					r.Add("f", p)
				}
				r.Add("f", v)
			}
			extra := version(99, 3, "x")
			r.Add("g", extra)
			r.Remove("g", extra.ID)
			r.Remove("g", extra.ID)
			return changeset.EncodeRecord(r)
		}
		want := build(vs, false)
		order := rapid.Permutation(vs).Draw(t, "order")
		if got := build(order, rapid.Bool().Draw(t, "pending first")); !bytes.Equal(got, want) {
			t.Fatalf("another order gives another record:\n%x\n%x", got, want)
		}
		back, err := changeset.DecodeRecord(want)
		if err != nil || !bytes.Equal(changeset.EncodeRecord(back), want) {
			t.Fatalf("%v", err)
		}
	})
}

// What was read from a record keeps its versions when the record goes on.
func TestAddLeavesOldSlicesAlone(t *testing.T) {
	r := &changeset.Record{}
	r.Add("f", version(1, 1, "a"))
	r.Add("f", version(3, 3, "c"))
	r.Remove("f", version(3, 3, "c").ID)
	kept := r.Fields["f"]
	r.Add("f", version(2, 0, "b"))
	if names(kept) != "1" {
		t.Errorf("what was read before is now %s", names(kept))
	}
}

// TestPendingFollowsWhatItKnew: a version written by a clock that was years ahead comes before the one that was written in its knowledge.
func TestPendingFollowsWhatItKnew(t *testing.T) {
	version := func(n byte, clock int64, knew ...byte) changeset.Version {
		v := changeset.Version{ID: changeset.VersionID{Change: emulation.ID{n}}, HLC: changeset.HLC(0).Next(clock), Leaf: changeset.Pending}
		for _, k := range knew {
			v.Expects = append(v.Expects, changeset.VersionID{Change: emulation.ID{k}})
		}
		return v
	}
	var r changeset.Record
	for _, v := range []changeset.Version{version(1, 10), version(2, 9000, 1), version(3, 11, 2), version(4, 12, 3)} {
		r.Add("f", v)
	}
	for i, v := range r.Fields["f"] {
		if v.ID.Change != (emulation.ID{byte(i + 1)}) {
			t.Errorf("place %d: %v", i, v.ID.Change)
		}
	}
}
