package changeset_test

import (
	"testing"

	"pgregory.net/rapid"

	"thidua/emulation"
	"thidua/sync/changeset"
)

func TestKeyParts(t *testing.T) {
	k := changeset.NewKey(id(5), "1.2", uint64(7), []byte{1, 2, 3})
	if k.Len() != 4 || k.ID(0) != id(5) || k.Group() != id(5) || k.Text(1) != "1.2" || string(k.Bytes(3)) != "\x01\x02\x03" || k.Number(2) != 7 || k.Number(1) != 0 || k.Number(4) != 0 {
		t.Fatalf("%x", []byte(k))
	}
	for i, sorts := range []string{"ib", "t", "n", "b"} {
		for _, sort := range []byte("itnbx") {
			want := false
			for _, s := range []byte(sorts) {
				want = want || s == sort
			}
			if got := k.Is(i, sort); got != want {
				t.Errorf("part %d is %c: %v", i, sort, got)
			}
		}
	}
	if k.Text(0) != "" || k.ID(1) != (emulation.ID{}) || k.Bytes(1) != nil || k.Text(4) != "" || k.Is(4, 't') || !changeset.NewKey("a").Group().IsZero() {
		t.Error("a part is what it is not")
	}
}

// Whatever bytes a key is made of, asking it for parts gives an empty answer and not a fault.
func TestKeyOfHostileBytes(t *testing.T) {
	hostile := func(t interface{ Fatalf(string, ...any) }, raw []byte) {
		k := changeset.Key(raw)
		n := k.Len()
		for i := range n + 2 {
			if id := k.ID(i); !id.IsZero() && !k.Is(i, 'i') {
				t.Fatalf("%x part %d", raw, i)
			}
			if k.Text(i) != "" && !k.Is(i, 't') {
				t.Fatalf("%x part %d", raw, i)
			}
			k.Bytes(i)
		}
		k.Group()
		changeset.RecordID("score", k)
	}
	for _, raw := range [][]byte{nil, {}, {0x81}, {0x84, 0x50}, {0x81, 0x5b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff}, {0x95}, {0x9f}, {0xff}, {0x81, 0xf6},
		{0x82, 0x81, 0x81, 0x81, 0x60}, {0x98, 0x20}} {
		hostile(t, raw)
	}
	rapid.Check(t, func(t *rapid.T) { hostile(t, rapid.SliceOfN(rapid.Byte(), 0, 60).Draw(t, "key")) })
}

func TestRecordIDs(t *testing.T) {
	seen := map[emulation.ID]string{}
	for name, r := range map[string]emulation.ID{
		"score":        changeset.RecordID("score", changeset.NewKey(id(5), "1.1", "self")),
		"column":       changeset.RecordID("score", changeset.NewKey(id(5), "1.1", "verified")),
		"kind":         changeset.RecordID("scores", changeset.NewKey(id(5), "1.1", "self")),
		"shifted":      changeset.RecordID("score", changeset.NewKey(id(5), "1.1self", "")),
		"number":       changeset.RecordID("criteria", changeset.NewKey(id(5), uint64(1))),
		"number, text": changeset.RecordID("criteria", changeset.NewKey(id(5), "1")),
		"fewer":        changeset.RecordID("criteria", changeset.NewKey(id(5))),
	} {
		if other, twice := seen[r]; twice {
			t.Errorf("%s and %s are one record", name, other)
		}
		seen[r] = name
	}
	// The definition: the first 16 bytes of SHA-256 over the array ["record/1", kind, key…].
	rapid.Check(t, func(t *rapid.T) {
		kind := rapid.StringMatching(`[a-z]{1,20}`).Draw(t, "kind")
		parts := rapid.SliceOfN(rapid.OneOf(rapid.String().AsAny(), rapid.Uint64().AsAny()), 0, 20).Draw(t, "key")
		raw := changeset.MustEncode(append([]any{"record/1", kind}, parts...))
		if got := changeset.RecordID(kind, changeset.NewKey(parts...)); got != emulation.Digest(raw).Short() {
			t.Fatalf("%s is not the digest of %x", got, raw)
		}
	})
	golden(t, "record.hex", func() []byte {
		r := changeset.RecordID("sheet", changeset.NewKey(id(1), id(2), "2023-2024"))
		return r[:]
	}())
}

func TestFreeRecordIsNamedByItsPlace(t *testing.T) {
	c := sample()
	s := sign(t, c)
	want := emulation.Digest(changeset.MustEncode([]any{"free/1", s.Log, s.Scope, s.Epoch, s.Seq, 1})).Short()
	if got := s.Ref(1); got.ID != want || got.Group != id(5) || got.Kind != "comment" || got.Scope != scope {
		t.Errorf("%+v", got)
	}
	c.Operations[1].Value = changeset.MustEncode("khác")
	if sign(t, c).Ref(1) != s.Ref(1) {
		t.Error("the value is part of the record's name")
	}
	c.Seq++
	if sign(t, c).Ref(1) == s.Ref(1) {
		t.Error("two changes made one record")
	}
	if s.Ref(2).ID != id(6) {
		t.Error("a later operation does not find its record")
	}
	if s.Version(2) != (changeset.VersionID{Change: s.Identity.Short(), Op: 2}) {
		t.Error("version")
	}
}

func TestScope(t *testing.T) {
	for _, kind := range []changeset.ScopeKind{changeset.Control, changeset.Cluster, changeset.Unit} {
		s := changeset.NewScope(kind, id(0xab))
		got, err := changeset.ParseScope(s.String())
		if err != nil || got != s || !s.Valid() || s.ID() != id(0xab) || s.Kind() != kind {
			t.Errorf("%s: %v %v", s, got, err)
		}
	}
	for _, text := range []string{"", "control", "control/", "clusters/" + id(1).String(), "unit/" + id(1).String() + "0", "unit/../" + id(1).String(), "unknown/" + id(1).String()} {
		_, err := changeset.ParseScope(text)
		if err == nil {
			t.Errorf("%q was read", text)
		}
	}
	if changeset.NewScope(4, id(1)).Valid() || (changeset.Scope{}).Valid() {
		t.Error("a scope of no kind is valid")
	}
}
