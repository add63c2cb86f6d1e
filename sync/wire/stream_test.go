package wire_test

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"io"
	"reflect"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"
	"pgregory.net/rapid"

	"thidua/emulation"
	"thidua/sync/changeset"
	"thidua/sync/wire"
)

var scope = changeset.NewScope(changeset.Unit, emulation.ID{1, 2, 3})

// everything is one item of every kind.
var everything = []any{
	&wire.Header{Nonce: []byte("0123456789abcdef"), Budget: 7, Cursors: []wire.Cursor{{Scope: scope, Generation: 1, Size: 2, Offset: 3, Digest: []byte{4}, OwnFrom: 5, Checked: 6, Root: []byte{7}}},
		Blobs: []wire.BlobState{{Blob: changeset.BlobName{Root: emulation.Hash{9}, Length: 70000}, Missing: []byte{7}}}, Features: 8, Only: true},
	&wire.Push{Change: []byte("change"), Detached: []changeset.Detached{{Salt: [32]byte{1}, Value: []byte("An")}}},
	&wire.Ticket{Ticket: []byte("t"), Until: 12},
	&wire.View{Scopes: []changeset.Scope{scope}, Chains: []wire.ChainEnd{{Scope: scope, Epoch: 1, Seq: 2, Identity: emulation.Hash{3}}}, Now: 4},
	&wire.Ack{Identity: emulation.Hash{1}, Reason: "missing", From: 3},
	&wire.Ack{Leaf: []byte("leaf")},
	&wire.Entry{Scope: scope, Leaf: []byte("leaf"), Change: bytes.Repeat([]byte("x"), 40000)},
	&wire.Entry{Scope: scope, Leaf: []byte("further leaf")},
	&wire.Rest{Scope: scope, Offset: 9, Bytes: []byte("rest")},
	&wire.Checkpoint{Scope: scope, Note: []byte("note")},
	&wire.BlobState{Blob: changeset.BlobName{Length: 1}, Missing: []byte{1}},
	&wire.Problem{Scope: scope, Code: emulation.Forbidden, Key: "sync.not-yours"},
	&wire.World{Root: [32]byte{5}, Control: scope, Invitation: []byte("i")},
	&wire.End{More: true},
}

func write(t testing.TB, items ...any) []byte {
	t.Helper()
	var b bytes.Buffer
	w := wire.NewWriter(&b, nil)
	for _, item := range items {
		if err := w.Item(item); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func read(raw []byte, limit int) (items []any, err error) {
	r := wire.NewReader(bytes.NewReader(raw), limit)
	defer r.Close()
	for {
		item, err := r.Next()
		if err == io.EOF {
			return items, nil
		}
		if err != nil {
			return items, err
		}
		items = append(items, item)
	}
}

func TestItemsComeBackAsTheyWere(t *testing.T) {
	got, err := read(write(t, everything...), 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, everything) {
		t.Fatalf("got %#v", got)
	}
}

func TestEveryCutIsToldFromDamage(t *testing.T) {
	raw := write(t, everything...)
	for cut := range len(raw) {
		items, err := read(raw[:cut], 1<<20)
		if !wire.IsCut(err) {
			t.Fatalf("cut at %d of %d: %v", cut, len(raw), err)
		}
		if !reflect.DeepEqual(append([]any{}, items...), append([]any{}, everything[:len(items)]...)) {
			t.Fatalf("cut at %d: an item is not what it was", cut)
		}
	}
}

func TestEveryFlippedByteIsFound(t *testing.T) {
	raw := write(t, everything[1:6]...)
	for i := range raw {
		damaged := bytes.Clone(raw)
		damaged[i] ^= 0x41
		items, err := read(damaged, 1<<20)
		if err == nil && !reflect.DeepEqual(items, everything[1:6]) {
			t.Fatalf("byte %d: other items and no error", i)
		}
		if i%16 == 0 { // what read the damaged stream reads the next one as if it were new
			if items, err := read(raw, 1<<20); err != nil || !reflect.DeepEqual(items, everything[1:6]) {
				t.Fatalf("after byte %d: %v", i, err)
			}
		}
	}
}

// pack writes a payload of items as frames of any size and compresses them.
func pack(t testing.TB, payload []byte, frame int) []byte {
	t.Helper()
	var out []byte
	for len(payload) > 0 {
		n := min(frame, len(payload))
		out = binary.BigEndian.AppendUint16(out, uint16(n))
		out = binary.BigEndian.AppendUint32(out, crc32.Checksum(payload[:n], crc32.MakeTable(crc32.Castagnoli)))
		out = append(out, payload[:n]...)
		payload = payload[n:]
	}
	return squeeze(t, append(out, 0, 0, 0, 0, 0, 0))
}

func squeeze(t testing.TB, b []byte) []byte {
	t.Helper()
	e, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	return e.EncodeAll(b, nil)
}

func item(kind, length uint64, body []byte) []byte {
	b := binary.AppendUvarint(nil, kind)
	return append(binary.AppendUvarint(b, length), body...)
}

func TestHostileStreams(t *testing.T) {
	end := item(25, 1, []byte{0xa0})
	nested := bytes.Repeat([]byte{0x81}, 40)
	for name, tc := range map[string]struct {
		raw  []byte
		want string
	}{
		"garbage":                {[]byte("GET / HTTP/1.1\r\n\r\n and more of it"), "wire.altered"},
		"frame too long":         {pack(t, bytes.Repeat([]byte{1}, 20000), 20000), "wire.malformed"},
		"wrong sum":              {squeeze(t, []byte{0, 1, 9, 9, 9, 9, 0, 0, 0, 0, 0, 0, 0}), "wire.altered"},
		"item larger than any":   {pack(t, item(19, 1<<40, nil), 100), "wire.too-large"},
		"kind not shortest":      {pack(t, []byte{0x99, 0x00, 0x01, 0xa0}, 100), "wire.malformed"},
		"length not shortest":    {pack(t, []byte{25, 0x81, 0x00, 0xa0}, 100), "wire.malformed"},
		"item cut by its stream": {pack(t, item(25, 50, []byte{0xa0}), 100), "wire.malformed"},
		"not deterministic":      {pack(t, item(25, 3, []byte{0xa1, 0x18, 0x01}), 100), "wire.malformed"},
		"key twice":              {pack(t, item(25, 5, []byte{0xa2, 0x01, 0xf5, 0x01, 0xf5}), 100), "wire.malformed"},
		"deep nesting":           {pack(t, item(25, uint64(len(nested)), nested), 100), "wire.malformed"},
		"after the end":          {append(pack(t, end, 100), pack(t, end, 100)...), "wire.malformed"},
		"short rest":             {pack(t, item(20, 3, []byte{1, 2, 3}), 100), "wire.malformed"},
		"bomb":                   {squeeze(t, make([]byte, 40<<20)), "wire.too-large"},
		"bomb of frames":         {pack(t, bytes.Repeat(item(99, 16000, make([]byte, 16000)), 2000), 16000), "wire.too-large"},
		"window too large":       {wideWindow(t), "wire.too-large"},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := read(tc.raw, 1<<20); emulation.KeyOf(err) != tc.want {
				t.Fatalf("%v, expected %s", err, tc.want)
			}
		})
	}
}

// wideWindow asks the decompressor for 8 MiB of memory.
func wideWindow(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	e, err := zstd.NewWriter(&b, zstd.WithWindowSize(8<<20), zstd.WithSingleSegment(false))
	if err != nil {
		t.Fatal(err)
	}
	for range 100 {
		if _, err := e.Write([]byte(strings.Repeat("window ", 30000))); err != nil {
			t.Fatal(err)
		}
	}
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestUnknownItemsAreSkipped(t *testing.T) {
	payload := append(item(77, 5, []byte("later")), item(25, 3, []byte{0xa1, 0x01, 0xf5})...)
	got, err := read(pack(t, payload, 3), 1<<20)
	if err != nil || len(got) != 1 || !got[0].(*wire.End).More {
		t.Fatalf("%v %v", got, err)
	}
}

func TestAnyItemsInAnyFrames(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		var want []any
		for range rapid.IntRange(0, 20).Draw(rt, "items") {
			want = append(want, &wire.Entry{Scope: scope, Leaf: rapid.SliceOfN(rapid.Byte(), 1, 80).Draw(rt, "leaf"),
				Change: rapid.SliceOfN(rapid.Byte(), 1, 30000).Draw(rt, "change")})
		}
		got, err := read(write(t, want...), 1<<20)
		if err != nil || !reflect.DeepEqual(got, want) {
			rt.Fatalf("%v", err)
		}
	})
}

func TestPartialAndRestFitTogether(t *testing.T) {
	e := &wire.Entry{Scope: scope, Leaf: []byte("leaf"), Change: make([]byte, 100_000)}
	for i, x := 0, uint32(1); i < len(e.Change); i++ {
		x = x*1664525 + 1013904223 // bytes that do not compress
		e.Change[i] = byte(x >> 24)
	}
	raw := write(t, e)
	r := wire.NewReader(bytes.NewReader(raw[:len(raw)*2/3]), 1<<20)
	defer r.Close()
	if _, err := r.Next(); !wire.IsCut(err) {
		t.Fatal(err)
	}
	p := r.Partial()
	if p == nil || p.Scope != scope || p.Offset != 0 || len(p.Bytes) == 0 {
		t.Fatalf("%+v", p)
	}
	var b bytes.Buffer
	w := wire.NewWriter(&b, nil)
	if err := w.Entry(e, &wire.Cursor{Offset: uint64(len(p.Bytes)), Digest: wire.PartialDigest(p.Bytes)}); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	items, err := read(b.Bytes(), 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	rest := items[0].(*wire.Rest)
	whole, err := wire.DecodeEntry(append(p.Bytes, rest.Bytes...))
	if err != nil || !reflect.DeepEqual(whole, e) {
		t.Fatalf("%v %d %d %v %v", err, len(whole.Change), len(e.Change), whole.Detached, e.Detached)
	}
}

func FuzzStream(f *testing.F) {
	f.Add(write(f, everything...))
	f.Add(squeeze(f, []byte{0, 1, 0, 0, 0, 0, 0}))
	f.Fuzz(func(t *testing.T, raw []byte) {
		items, err := read(raw, 1<<18)
		if err != nil && emulation.KeyOf(err) == "" {
			t.Fatalf("an error without a key: %v", err)
		}
		if err == nil { // what was read can be written and read again
			again, err := read(write(t, items...), 1<<20)
			if err != nil || !reflect.DeepEqual(items, again) {
				t.Fatalf("not the same again: %v", err)
			}
		}
	})
}

// FuzzItems reaches the items behind compression and checksums, which a fuzzer does not find by itself.
func FuzzItems(f *testing.F) {
	f.Add(item(25, 1, []byte{0xa0}), 10)
	f.Add(item(20, 30, make([]byte, 30)), 7)
	f.Fuzz(func(t *testing.T, payload []byte, frame int) {
		raw := pack(t, payload, min(max(frame, 1), wire.MaxFrame))
		r := wire.NewReader(bytes.NewReader(raw), 1<<18)
		defer r.Close()
		for {
			_, err := r.Next()
			if err == io.EOF {
				return
			}
			if err != nil {
				if emulation.KeyOf(err) == "" {
					t.Fatalf("an error without a key: %v", err)
				}
				r.Partial()
				return
			}
		}
	})
}
