package hub_test

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"maps"
	"runtime"
	"slices"
	"testing"

	"github.com/klauspost/compress/zstd"

	"thidua/emulation"
	"thidua/internal/testdesk"
	"thidua/sync/changeset"
	"thidua/sync/hub"
	"thidua/sync/judge"
	"thidua/sync/wire"
)

// tiny builds a request of n pushes of one byte, which compress to next to nothing.
func tiny(t testing.TB, w *testdesk.World, ticket []byte, n int) []byte {
	t.Helper()
	out, err := wire.NewRequest(&wire.Header{Nonce: []byte{byte(n), byte(n >> 8)}}, 0)
	if err != nil {
		t.Fatal(err)
	}
	for range n {
		if err := out.Push(&wire.Push{Change: []byte{0}}); err != nil {
			t.Fatal(err)
		}
	}
	raw, err := out.Seal(w.Office.Judge.Tenant, w.Office.Private, ticket)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// spelled builds a request of items whose bodies are written by hand.
func spelled(t testing.TB, opening []byte, items ...[]byte) []byte {
	t.Helper()
	var frames []byte
	payload := bytes.Join(items, nil)
	sums := crc32.MakeTable(crc32.Castagnoli)
	for len(payload) > 0 {
		p := payload[:min(len(payload), wire.MaxFrame)]
		payload = payload[len(p):]
		frames = binary.BigEndian.AppendUint16(frames, uint16(len(p)))
		frames = binary.BigEndian.AppendUint32(frames, crc32.Checksum(p, sums))
		frames = append(frames, p...)
	}
	frames = append(frames, make([]byte, 6)...)
	z, err := zstd.NewWriter(nil, zstd.WithWindowSize(256<<10))
	if err != nil {
		t.Fatal(err)
	}
	raw := binary.BigEndian.AppendUint16(nil, uint16(len(opening)))
	return z.EncodeAll(frames, append(raw, opening...))
}

func item(kind uint64, body []byte) []byte {
	head := binary.AppendUvarint(binary.AppendUvarint(nil, kind), uint64(len(body)))
	return append(head, body...)
}

// cost is what a request made of memory, in bytes, and how many of its pushes were looked at.
func cost(h *hub.Hub, raw []byte) (memory uint64, pushes int, err error) {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	a, err := h.Receive(raw, true, nil)
	runtime.ReadMemStats(&after)
	for _, n := range a.Refused {
		pushes += n
	}
	return after.TotalAlloc - before.TotalAlloc, pushes, err
}

// Twelve kilobytes that inflate to millions of changes: what they cost is bounded before anybody has proved anything.
func TestAttackWorkBeforeProof(t *testing.T) {
	w, a, _ := two(t)
	opening := changeset.MustEncode(wire.Opening{Log: a.Log, Protocol: wire.Version})
	header := item(1, changeset.MustEncode(wire.Header{Nonce: make([]byte, 16)}))
	nulls := append([]byte{0x9a, 0, 1, 0xff, 0xff}, bytes.Repeat([]byte{0xf6}, 1<<17-1)...) // a list of 131,071 times nothing
	seal := func(payload []byte) []byte {
		raw, _ := changeset.Seal(changeset.TypeChangeset, a.Judge.Tenant, payload, a.Private)
		return raw
	}
	for name, tc := range map[string]struct {
		raw    []byte
		key    string
		pushes int
	}{
		"two thousand":          {tiny(t, w, nil, wire.MaxPushes), "", wire.MaxPushes},
		"one more":              {tiny(t, w, nil, wire.MaxPushes+1), "wire.too-many", wire.MaxPushes},
		"millions":              {tiny(t, w, nil, 2_500_000), "wire.too-many", wire.MaxPushes},
		"a megabyte and more":   {request(t, w, a.Private, nil, wire.Header{}, fat(3)...), "wire.too-large", 2},
		"cursors of nothing":    {spelled(t, opening, item(1, append([]byte{0xa2, 1, 0x41, 0, 3}, nulls...))), "wire.malformed", 0},
		"values of nothing":     {spelled(t, opening, header, item(2, append([]byte{0xa2, 1, 0x41, 0, 2}, nulls...))), "wire.malformed", 0},
		"operations of nothing": {spelled(t, opening, header, item(2, changeset.MustEncode(wire.Push{Change: seal(append([]byte{0xa1, 13}, nulls...))}))), "", 1},
	} {
		t.Run(name, func(t *testing.T) {
			before := sizes(t, w)
			memory, pushes, err := cost(w.Hub, tc.raw)
			if emulation.KeyOf(err) != tc.key || err == nil != (tc.key == "") || pushes != tc.pushes {
				t.Errorf("%v, %d pushes looked at", err, pushes)
			}
			if memory > 12<<20 {
				t.Errorf("%d bytes of request cost %d MB", len(tc.raw), memory>>20)
			}
			t.Logf("%d bytes of request: %d pushes, %d kB", len(tc.raw), pushes, memory>>10)
			if !maps.Equal(before, sizes(t, w)) {
				t.Error("a log grew")
			}
		})
	}
}

// fat is n times half a megabyte that is no change.
func fat(n int) []*changeset.Signed {
	return slices.Repeat([]*changeset.Signed{{Raw: make([]byte, 500<<10)}}, n)
}

// Who has proved who it is may send more, and not without end either.
func TestPushesOfAProvedCallerAreBoundedToo(t *testing.T) {
	w, a, _ := two(t)
	if _, pushes, err := cost(w.Hub, request(t, w, a.Private, ticketOf(t, w, a.Private), wire.Header{}, fat(3)...)); err != nil || pushes != 3 {
		t.Errorf("a megabyte and a half: %v, %d looked at", err, pushes)
	}
	if _, pushes, err := cost(w.Hub, tiny(t, w, ticketOf(t, w, w.Office.Private), wire.MaxPushes+1)); emulation.KeyOf(err) != "wire.too-many" || pushes != wire.MaxPushes {
		t.Errorf("too many: %v, %d looked at", err, pushes)
	}
	if _, _, err := cost(w.Hub, request(t, w, a.Private, ticketOf(t, w, a.Private), wire.Header{}, fat(40)...)); emulation.KeyOf(err) != "wire.too-large" {
		t.Errorf("twenty megabytes: %v", err)
	}
}

// What came whole before a limit, or before a fault, is taken: nothing a person wrote waits for a second request.
func TestWhatCameBeforeALimitIsTaken(t *testing.T) {
	w, a, _ := two(t)
	good := a.Compose(w.Cluster, "comment", changeset.Operation{Kind: "comment", Key: changeset.NewKey(testdesk.ID("s"), "1"), New: true, Field: "text",
		Value: changeset.MustEncode("x")})
	raw := request(t, w, a.Private, nil, wire.Header{}, append([]*changeset.Signed{good}, fat(3)...)...)
	got, err := w.Hub.Receive(raw, true, nil)
	if emulation.KeyOf(err) != "wire.too-large" || got.Taken != 1 || got.Refused[judge.RefusedBytes] != 2 {
		t.Fatalf("%v %+v", err, got.Outcome)
	}
	again := ask(t, w, request(t, w, a.Private, ticketOf(t, w, a.Private), wire.Header{}, good))
	if len(again.acks) != 1 || again.acks[0].Leaf == nil {
		t.Fatalf("%+v", again.acks)
	}
}
