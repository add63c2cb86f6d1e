package changeset_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"thidua/sync/changeset"
)

// drawRecord draws a record with fields, versions and values of every shape.
func drawRecord(t *rapid.T) *changeset.Record {
	r := &changeset.Record{Key: changeset.NewKey(id(1), rapid.String().Draw(t, "part"), rapid.Uint64().Draw(t, "number"))}
	for _, field := range rapid.SliceOfNDistinct(rapid.StringN(0, 40, -1), 0, 4, rapid.ID).Draw(t, "fields") {
		for n := range rapid.IntRange(1, 30).Draw(t, "versions") {
			v := version(byte(n), rapid.Int64Min(changeset.Pending).Draw(t, "leaf"), "")
			v.HLC, v.ID.Op = changeset.HLC(rapid.Uint64().Draw(t, "clock")), rapid.Uint32().Draw(t, "op")
			v.Value = changeset.MustEncode(anything(2).Draw(t, "value"))
			for e := range rapid.IntRange(0, 30).Draw(t, "expects") {
				v.Expects = append(v.Expects, changeset.VersionID{Change: id(byte(e)), Op: v.ID.Op})
			}
			r.Add(field, v)
		}
	}
	return r
}

// A row is read as the library reads it, up to where it ends.
func TestReadRecord(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		raw := changeset.EncodeRecord(drawRecord(t))
		behind := rapid.SliceOf(rapid.Byte()).Draw(t, "behind")
		r, rest, err := changeset.ReadRecord(append(slices.Clone(raw), behind...))
		if err != nil || !bytes.Equal(rest, behind) {
			t.Fatalf("%v, behind it %x", err, rest)
		}
		var library changeset.Record
		if err := changeset.Load(raw, &library); err != nil {
			t.Fatal(err)
		}
		if read, known := changeset.EncodeRecord(r), changeset.EncodeRecord(&library); !bytes.Equal(read, raw) || !bytes.Equal(known, raw) {
			t.Fatalf("of %x\nread %x\nthe library %x", raw, read, known)
		}
	})
}

// replaced is a row with some bytes in the place of others.
func replaced(raw []byte, old, new string) []byte {
	return bytes.Replace(raw, []byte(old), []byte(new), 1)
}

func TestReadRecordIsStrict(t *testing.T) {
	r := &changeset.Record{Key: changeset.NewKey("k")}
	r.Add("a", version(1, 7, "x", 2))
	r.Add("b", version(3, changeset.Pending, "y"))
	good := changeset.EncodeRecord(r)
	author, name := id(0xa1), id(1)
	cases := map[string][]byte{
		"nothing":                    {},
		"null":                       {0xf6},
		"another array":              replaced(good, "\x82", "\x83"),
		"a key that is no array":     replaced(good, "\x81ak", "\x61kx"),
		"a key that is null":         replaced(good, "\x81ak", "\xf6"),
		"fields out of order":        replaced(good, "aa", "ac"),
		"a field twice":              replaced(good, "ab", "aa"),
		"a field that is bytes":      replaced(good, "aa", "Aa"),
		"a field that is no text":    replaced(good, "aa", "a\xff"),
		"more fields than bytes":     replaced(good, "\xa2", "\xbb\xff\xff\xff\xff\xff\xff\xff\xff"),
		"fewer fields":               replaced(good, "\xa2", "\xa1"),
		"a head that is not short":   replaced(good, "\xa2", "\xb8\x02"),
		"no definite length":         replaced(good, "\xa2", "\xbf"),
		"more versions than bytes":   replaced(good, "aa\x81", "aa\x9b\x00\x00\x00\x00\x7f\xff\xff\xff"),
		"a version too short":        replaced(good, "\x86\x82", "\x85\x82"),
		"an id said to be shorter":   replaced(good, "\x50"+string(author[:]), "\x4f"+string(author[:])),
		"an id too long":             replaced(good, "\x50"+string(author[:]), "\x51\x00"+string(author[:])),
		"an operation past 32 bits":  replaced(good, string(name[:])+"\x00", string(name[:])+"\x1b\x00\x00\x00\x01\x00\x00\x00\x00"),
		"a leaf past 63 bits":        replaced(good, "\x01\x07", "\x01\x1b\x80\x00\x00\x00\x00\x00\x00\x00"),
		"a leaf before the pending":  replaced(good, "\x03\x20", "\x03\x21"),
		"a leaf that is a text":      replaced(good, "\x01\x07", "\x01\x61x"),
		"a value with a tag":         replaced(good, "ax", "\xc1\x01"),
		"more known than bytes":      replaced(good, "ax\x81", "ax\x9a\x7f\xff\xff\xff"),
		"a known version of nothing": replaced(good, "ax\x81\x82", "ax\x81\x80"),
		"something behind":           append(slices.Clone(good), 0),
	}
	for i := range good {
		cases["cut at "+strings.Repeat("i", i)] = good[:i]
	}
	for name, raw := range cases {
		if bytes.Equal(raw, good) {
			t.Errorf("%s: the case alters nothing", name)
		}
		if got, err := changeset.DecodeRecord(raw); err == nil {
			t.Errorf("%s was read: %+v", name, got)
		}
	}
	if _, err := changeset.DecodeRecord(good); err != nil {
		t.Error(err)
	}
}

// Rows of programs that wrote null for what is empty are read like those that write it empty.
func TestReadRecordOfOldRows(t *testing.T) {
	r := &changeset.Record{Key: changeset.NewKey("k")}
	r.Add("a", version(1, 7, "x"))
	good := changeset.EncodeRecord(r)
	for name, raw := range map[string][]byte{"expects": replaced(good, "ax\x80", "ax\xf6"), "fields": []byte("\x82\x81ak\xf6")} {
		got, err := changeset.DecodeRecord(raw)
		if err != nil || bytes.Equal(raw, good) {
			t.Errorf("%s: %v", name, err)
		}
		if again := changeset.EncodeRecord(got); bytes.Contains(again, []byte{0xf6}) {
			t.Errorf("%s: written as %x", name, again)
		}
	}
}

// FuzzRecord: no bytes crash the reader, and what it takes the library reads as the same record.
func FuzzRecord(f *testing.F) {
	r := &changeset.Record{Key: changeset.NewKey(id(1), "k", uint64(7))}
	r.Add("a", version(1, 7, "x", 2, 3))
	r.Add("a", version(4, changeset.Pending, "z"))
	r.Add("b", version(3, 300, "y"))
	f.Add(changeset.EncodeRecord(r))
	f.Add([]byte("\x82\x81ak\xf6"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		got, err := changeset.DecodeRecord(raw)
		if err != nil {
			return
		}
		var library changeset.Record
		if err := changeset.Load(raw, &library); err != nil {
			if strings.Contains(err.Error(), "nested level") { // values count their depth for themselves, as those of changes do
				return
			}
			t.Fatalf("%x was read, the library says: %v", raw, err)
		}
		if read, known := changeset.EncodeRecord(got), changeset.EncodeRecord(&library); !bytes.Equal(read, known) {
			t.Fatalf("of %x\nread %x\nthe library %x", raw, read, known)
		}
	})
}
