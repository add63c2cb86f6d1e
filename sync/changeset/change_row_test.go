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
		if changeset.Check(raw) != nil {
			return
		}
		var hand, library changeset.Change
		if !changeset.ReadChange(raw, &hand) {
			return
		}
		read++
		if err := changeset.LoadStrict(raw, &library); err != nil || !reflect.DeepEqual(hand, library) {
			t.Fatalf("%v of %x\nby hand     %#v\nthe library %#v", err, raw, hand, library)
		}
	})
	if read == 0 {
		t.Error("nothing was read by hand")
	}
}
