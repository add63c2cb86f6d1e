package changeset_test

import (
	"bytes"
	"encoding/hex"
	"strings"
	"testing"

	"github.com/fxamacker/cbor/v2"
	"pgregory.net/rapid"

	"thidua/emulation"
	"thidua/sync/changeset"
)

func TestCheckRefuses(t *testing.T) {
	cases := map[string]struct{ raw, what string }{
		"nothing":                         {"", "truncated"},
		"a number in two bytes":           {"1817", "not-shortest"},
		"a number in three":               {"1900ff", "not-shortest"},
		"a number in five":                {"1a0000ffff", "not-shortest"},
		"a number in nine":                {"1b00000000ffffffff", "not-shortest"},
		"a text with a long head":         {"780161", "not-shortest"},
		"a negative number too long":      {"3800", "not-shortest"},
		"an array with a long head":       {"980101", "not-shortest"},
		"a map with a long head":          {"b8010101", "not-shortest"},
		"reserved additional information": {"1c", "indefinite"},
		"indefinite bytes":                {"5f4101ff", "indefinite"},
		"indefinite text":                 {"7f6161ff", "indefinite"},
		"an indefinite array":             {"9f01ff", "indefinite"},
		"an indefinite map":               {"bf0101ff", "indefinite"},
		"a half float":                    {"f93c00", "simple"},
		"a float":                         {"fa3f800000", "simple"},
		"a double":                        {"fb3ff0000000000000", "simple"},
		"undefined":                       {"f7", "simple"},
		"another simple value":            {"e0", "simple"},
		"a simple value in two bytes":     {"f8ff", "simple"},
		"false in two bytes":              {"f814", "not-shortest"},
		"a tag":                           {"c000", "tag"},
		"a tag inside":                    {"81c000", "tag"},
		"a big number as a tag":           {"c249010000000000000000", "tag"},
		"keys in the wrong order":         {"a202010101", "key-order"},
		"a key twice":                     {"a201010102", "key-order"},
		"short keys first, by length":     {"a2626161016162" + "01", "key-order"},
		"an array as a key":               {"a1800" + "1", "key"},
		"a map as a key":                  {"a1a001", "key"},
		"null as a key":                   {"a1f601", "key"},
		"broken letters":                  {"62c328", "utf8"},
		"half a surrogate pair":           {"63eda080", "utf8"},
		"a byte after the end":            {"0000", "trailing"},
		"a cut number":                    {"19ff", "truncated"},
		"cut bytes":                       {"4201", "truncated"},
		"a cut text":                      {"6261", "truncated"},
		"a cut array":                     {"8201", "truncated"},
		"a cut map":                       {"a101", "truncated"},
		"a huge array":                    {"9bffffffffffffffff", "truncated"},
		"a huge map":                      {"bb7fffffffffffffff", "truncated"},
		"huge bytes":                      {"5bffffffffffffffff", "truncated"},
		"seventeen arrays":                {strings.Repeat("81", 16) + "80", "depth"},
		"ten thousand arrays":             {strings.Repeat("81", 10000) + "80", "depth"},
		"seventeen maps":                  {strings.Repeat("a100", 16) + "a0", "depth"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			raw, err := hex.DecodeString(c.raw)
			if err != nil {
				t.Fatal(err)
			}
			err = changeset.Check(raw)
			want(t, err, "changeset.malformed")
			if got := err.(*emulation.Error).Message.Args["what"]; got != c.what {
				t.Errorf("refused as %v, want %s", got, c.what)
			}
		})
	}
}

func TestCheckAccepts(t *testing.T) {
	for _, text := range []string{
		"00", "17", "1818", "1901" + "00", "1a00010000", "1b0000000100000000", "3bffffffffffffffff", "40", "60", "62c490", "80", "a0", "f4", "f5", "f6",
		"a40001" + "2001" + "4001" + "6001", "a2616201626161" + "01", strings.Repeat("81", 15) + "80", strings.Repeat("81", 16) + "00",
	} {
		raw, err := hex.DecodeString(text)
		if err != nil {
			t.Fatal(err)
		}
		if err := changeset.Check(raw); err != nil {
			t.Errorf("%s: %v", text, err)
		}
		sameByLibrary(t, raw)
	}
}

var (
	libraryEnc = func() cbor.EncMode { m, _ := cbor.CoreDetEncOptions().EncMode(); return m }()
	libraryDec = func() cbor.DecMode {
		m, _ := cbor.DecOptions{DupMapKey: cbor.DupMapKeyEnforcedAPF, IndefLength: cbor.IndefLengthForbidden, TagsMd: cbor.TagsForbidden,
			MaxNestedLevels: 16, MaxArrayElements: 131072, MaxMapPairs: 131072}.DecMode()
		return m
	}()
)

// sameByLibrary asserts that another encoder's deterministic encoding of what the bytes mean is the bytes.
func sameByLibrary(t interface {
	Helper()
	Fatalf(string, ...any)
}, raw []byte) {
	t.Helper()
	var v any
	if err := libraryDec.Unmarshal(raw, &v); err != nil {
		// A negative number below -2^63 cannot be the key of a Go map; nothing else may differ.
		if strings.Contains(err.Error(), "invalid map key type: big.Int") {
			return
		}
		t.Fatalf("%x was accepted, the library says: %v", raw, err)
	}
	again, err := libraryEnc.Marshal(v)
	if err != nil || !bytes.Equal(again, raw) {
		t.Fatalf("%x was accepted, its deterministic encoding is %x (%v)", raw, again, err)
	}
}

// anything draws a value of the kinds a change may hold.
func anything(depth int) *rapid.Generator[any] {
	key := rapid.OneOf(rapid.Uint64().AsAny(), rapid.Int64().AsAny(), rapid.String().AsAny())
	leaf := rapid.OneOf(key, rapid.SliceOf(rapid.Byte()).AsAny(), rapid.Bool().AsAny(), rapid.Just[any](nil))
	if depth == 0 {
		return leaf
	}
	inner := anything(depth - 1)
	return rapid.OneOf(leaf, rapid.SliceOfN(inner, 0, 5).AsAny(), rapid.MapOfN(rapid.String(), inner, 0, 5).AsAny(),
		rapid.MapOfN(rapid.Uint64(), inner, 0, 5).AsAny())
}

func TestEncodeIsDeterministicEverywhere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := anything(4).Draw(t, "value")
		raw, err := changeset.Encode(v)
		if err != nil {
			t.Fatal(err)
		}
		if err := changeset.Check(raw); err != nil {
			t.Fatalf("%x: %v", raw, err)
		}
		sameByLibrary(t, raw)
	})
}

func TestCheckedBytesHaveOneSpelling(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		raw := append([]byte(nil), changeset.MustEncode(anything(3).Draw(t, "value"))...)
		for range rapid.IntRange(1, 3).Draw(t, "changes") {
			if len(raw) == 0 {
				return
			}
			at := rapid.IntRange(0, len(raw)-1).Draw(t, "at")
			switch rapid.IntRange(0, 2).Draw(t, "how") {
			case 0:
				raw[at] ^= 1 << rapid.IntRange(0, 7).Draw(t, "bit")
			case 1:
				raw = append(raw[:at:at], raw[at+1:]...)
			case 2:
				raw = append(raw[:at:at], append([]byte{rapid.Byte().Draw(t, "byte")}, raw[at:]...)...)
			}
		}
		if changeset.Check(raw) == nil {
			sameByLibrary(t, raw)
		}
	})
}

func TestLoadStrictTakesOneSpelling(t *testing.T) {
	type value struct {
		Name string       `cbor:"1,keyasint"`
		List []string     `cbor:"2,keyasint"`
		ID   emulation.ID `cbor:"3,keyasint"`
		Note string       `cbor:"4,keyasint,omitempty"`
	}
	good := map[int]any{1: "a", 2: []string{}, 3: make([]byte, 16)}
	cases := map[string]struct {
		change func(m map[int]any)
		ok     bool
	}{
		"as it is":              {func(map[int]any) {}, true},
		"with what may be left": {func(m map[int]any) { m[4] = "n" }, true},
		"empty, not left out":   {func(m map[int]any) { m[4] = "" }, false},
		"an unknown field":      {func(m map[int]any) { m[5] = 1 }, false},
		"a field left out":      {func(m map[int]any) { delete(m, 1) }, false},
		"null for a text":       {func(m map[int]any) { m[1] = nil }, false},
		"null for a list":       {func(m map[int]any) { m[2] = nil }, false},
		"an id too long":        {func(m map[int]any) { m[3] = make([]byte, 17) }, false},
		"an id too short":       {func(m map[int]any) { m[3] = make([]byte, 15) }, false},
		"an id as numbers":      {func(m map[int]any) { m[3] = make([]int, 16) }, false},
		"another type":          {func(m map[int]any) { m[1] = 1 }, false},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			m := map[int]any{}
			for k, v := range good {
				m[k] = v
			}
			c.change(m)
			raw := changeset.MustEncode(m)
			if err := changeset.UnmarshalStrict(raw, new(value)); (err == nil) != c.ok {
				t.Errorf("%x: %v", raw, err)
			}
		})
	}
	t.Run("nothing is null", func(t *testing.T) {
		if got, want := changeset.MustEncode(value{}), changeset.MustEncode(good); bytes.Equal(got, want) || bytes.Contains(got, []byte{0xf6}) {
			t.Errorf("%x", got)
		}
	})
}

func TestEncodeTexts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		texts := rapid.MapOfN(rapid.StringN(0, 300, -1), rapid.StringN(0, 300, -1), 0, 30).Draw(t, "texts")
		if got, want := changeset.EncodeTexts(texts), changeset.MustEncode(texts); !bytes.Equal(got, want) {
			t.Fatalf("%x, not %x", got, want)
		}
	})
	if got := changeset.EncodeTexts(nil); !bytes.Equal(got, []byte{0xa0}) {
		t.Errorf("nothing is %x", got)
	}
}
