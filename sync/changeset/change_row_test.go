package changeset_test

import (
	"bytes"
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"thidua/emulation"
	"thidua/sync/changeset"
)

func drawID(t *rapid.T, name string) (out emulation.ID) {
	copy(out[:], rapid.SliceOfN(rapid.Byte(), 16, 16).Draw(t, name))
	return out
}

func drawHash(t *rapid.T, name string) (out emulation.Hash) {
	copy(out[:], rapid.SliceOfN(rapid.Byte(), 32, 32).Draw(t, name))
	return out
}

// TestHandWritesWhatTheLibraryWrites: leaves are hashed into logs, and rows are read by the versions before.
func TestHandWritesWhatTheLibraryWrites(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		number, signed := rapid.Uint64(), rapid.Int64()
		leaf := changeset.Leaf{Index: number.Draw(t, "index"), Received: signed.Draw(t, "received"), Identity: drawHash(t, "identity"), Verdict: changeset.Verdict(rapid.Byte().Draw(t, "verdict")),
			Reason: rapid.String().Draw(t, "reason"), Cause: rapid.SliceOfN(rapid.Byte(), 0, 40).Draw(t, "cause"), ControlSize: number.Draw(t, "control"), JudgeVersion: number.Draw(t, "judge")}
		place := changeset.Place{Log: drawID(t, "log"), Epoch: number.Draw(t, "epoch"), Seq: number.Draw(t, "seq"), First: signed.Draw(t, "first"), Last: signed.Draw(t, "last"), Verdict: leaf.Verdict}
		record := drawRecord(t)
		if rapid.Bool().Draw(t, "bare") {
			record = &changeset.Record{}
		}
		for _, c := range []struct {
			hand []byte
			of   any
		}{{leaf.Encode(), leaf}, {place.Encode(), place}, {changeset.EncodeRecord(record), record}} {
			if library := changeset.MustEncode(c.of); !bytes.Equal(c.hand, library) {
				t.Fatalf("%#v\nby hand     %x\nthe library %x", c.of, c.hand, library)
			}
		}
	})
}

// drawChange draws a change with operations of every shape.
func drawChange(t *rapid.T) changeset.Change {
	number := rapid.Uint64()
	c := sample()
	c.Log, c.Previous, c.BaseRoot, c.Generation, c.BaseSize, c.Epoch, c.Seq, c.HLC, c.Schema = drawID(t, "log"), drawHash(t, "previous"), drawHash(t, "root"),
		number.Draw(t, "generation"), number.Draw(t, "base"), number.Draw(t, "epoch"), number.Draw(t, "seq"), changeset.HLC(number.Draw(t, "clock")), number.Draw(t, "schema")
	c.Intent, c.Operations = rapid.String().Draw(t, "intent"), nil
	for range rapid.IntRange(0, 4).Draw(t, "operations") {
		op := changeset.Operation{Kind: rapid.StringN(0, 30, -1).Draw(t, "kind"), Field: rapid.StringN(0, 30, -1).Draw(t, "field"), New: rapid.Bool().Draw(t, "new")}
		if rapid.Bool().Draw(t, "natural") {
			op.Key = changeset.NewKey(drawID(t, "part"), rapid.String().Draw(t, "text"))
		}
		if rapid.Bool().Draw(t, "free") {
			op.Record = drawID(t, "record")
		}
		if rapid.Bool().Draw(t, "says") {
			op.Value = changeset.MustEncode(anything(2).Draw(t, "value"))
		}
		for range rapid.IntRange(0, 3).Draw(t, "expects") {
			op.Expects = append(op.Expects, changeset.VersionID{Change: drawID(t, "version"), Op: rapid.Uint32().Draw(t, "number")})
		}
		c.Operations = append(c.Operations, op)
	}
	return c
}

// TestHandReadsWhatTheLibraryReads: every change that is written, and bytes near it, are read by hand as the library reads them strictly, or left
// to it.
func TestHandReadsWhatTheLibraryReads(t *testing.T) {
	read := 0
	rapid.Check(t, func(t *rapid.T) {
		raw := bytes.Clone(changeset.MustEncode(drawChange(t)))
		for range rapid.IntRange(0, 2).Draw(t, "altered") {
			at := rapid.IntRange(0, len(raw)-1).Draw(t, "at")
			if rapid.Bool().Draw(t, "cut") {
				raw = append(raw[:at:at], raw[min(len(raw), at+rapid.IntRange(1, 40).Draw(t, "bytes")):]...)
			} else {
				raw[at] = rapid.Byte().Draw(t, "byte")
			}
			if len(raw) == 0 {
				return
			}
		}
		if changeset.Check(raw) == nil && readTheSame(t, raw) {
			read++
		}
	})
	if read == 0 {
		t.Error("nothing was read by hand")
	}
}

// readTheSame holds what is read of a payload by hand against what the library reads of it strictly: it takes no other bytes, gives the same change, and leaves to the library
// only what no new change may be. It reports whether it was read by hand.
func readTheSame(t interface {
	Helper()
	Fatalf(string, ...any)
}, raw []byte) bool {
	t.Helper()
	var hand, library changeset.Change
	read, err := changeset.ReadChange(raw, &hand), changeset.LoadStrict(raw, &library)
	switch {
	case !read && err == nil && changeset.Sound(&library) && len(raw) <= changeset.MaxListed:
		t.Fatalf("%x is left to the library, which takes it", raw)
	case !read && !reflect.DeepEqual(hand, changeset.Change{}):
		t.Fatalf("%x was not read, and left %#v", raw, hand)
	case !read:
		return false
	case err != nil || !reflect.DeepEqual(hand, library):
		t.Fatalf("%v of %x\nby hand     %#v\nthe library %#v", err, raw, hand, library)
	}
	if again := changeset.MustEncode(hand); !bytes.Equal(again, raw) {
		t.Fatalf("two spellings:\n%x\n%x", raw, again)
	}
	return true
}

// TestALongList: a list longer than the library reads is no value of a change, by hand neither.
func TestALongList(t *testing.T) {
	for _, n := range []int{9, 140_000} {
		c := sample()
		c.Operations[0].Value = changeset.MustEncode(make([]uint64, n))
		if got := changeset.ReadChange(changeset.MustEncode(c), new(changeset.Change)); got != (n == 9) {
			t.Errorf("a list of %d: %v", n, got)
		}
	}
	c := sample()
	c.Operations = make([]changeset.Operation, 0)
	if changeset.ReadChange(changeset.MustEncode(c), new(changeset.Change)) {
		t.Error("a change without operations")
	}
}

// FuzzReadChange: no payload crashes the reader by hand, and it reads of each what the library reads.
func FuzzReadChange(f *testing.F) {
	full := sample()
	full.Operations = append(full.Operations,
		changeset.Op("sheet", changeset.NewKey(id(1), id(2), "2023", uint64(7)), "step", map[string]any{"a": []any{true, nil, -7}, "b": []byte{1}}, changeset.VersionID{Change: id(3), Op: 300}),
		changeset.Operation{Kind: "comment", Key: changeset.NewKey(id(4)), New: true, Field: "text", Value: changeset.MustEncode("chào")},
		changeset.Operation{Kind: "comment", Record: id(5), Field: "text", Value: changeset.MustEncode(false)})
	for _, c := range []changeset.Change{sample(), full} {
		f.Add([]byte(changeset.MustEncode(c)))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		if changeset.Check(raw) == nil {
			readTheSame(t, raw)
		}
	})
}
