package storage

import (
	"bytes"
	"testing"

	"pgregory.net/rapid"
)

// FuzzJournal feeds any bytes to the journal's decoder: it never panics, and what it takes for sound it finds again in its own encoding.
func FuzzJournal(f *testing.F) {
	sound := appendFrame(appendFrame(nil, []byte{0xa1, 0x01, 0x01}), []byte{0xa1, 0x01, 0x02})
	f.Add(sound)
	f.Add(append([]byte("junk"), sound[:len(sound)-1]...))
	f.Fuzz(func(t *testing.T, raw []byte) {
		covered := 0
		scanFrames(raw, func(_ int64, payload []byte) {
			covered += frameHeader + len(payload)
			got, size, ok := readFrame(appendFrame(nil, payload))
			if !ok || size != frameHeader+len(payload) || !bytes.Equal(got, payload) {
				t.Error("a sound frame is not its own encoding")
			}
			if r, err := decodeJournal(payload); err == nil {
				newJournal("", nil).apply(r, 0, int64(size))
			}
		}, func(_ int64, b []byte, _ bool) { covered += len(b) })
		if covered != len(raw) {
			t.Errorf("%d of %d bytes accounted for", covered, len(raw))
		}
	})
}

// TestFramesAreFoundBehindDamage: whatever is done to one frame, every other one is still read, and the damage is told.
func TestFramesAreFoundBehindDamage(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		payloads := rapid.SliceOfN(rapid.SliceOfN(rapid.Byte(), 1, 60), 2, 8).Draw(t, "payloads")
		hit := rapid.IntRange(0, len(payloads)-1).Draw(t, "hit")
		var raw []byte
		var start, end int
		for i, p := range payloads {
			if i == hit {
				start = len(raw)
			}
			raw = appendFrame(raw, p)
			if i == hit {
				end = len(raw)
			}
		}
		at := rapid.IntRange(start, end-1).Draw(t, "at")
		raw[at] ^= 1 << rapid.IntRange(0, 7).Draw(t, "bit")
		var got [][]byte
		told := 0
		scanFrames(raw, func(_ int64, p []byte) { got = append(got, p) }, func(_ int64, b []byte, later bool) {
			told++
			if later != (hit < len(payloads)-1) {
				t.Errorf("frame %d of %d: later is %v", hit, len(payloads), later)
			}
		})
		if told != 1 || len(got) != len(payloads)-1 {
			t.Fatalf("%d frames of %d read, damage told %d times", len(got), len(payloads), told)
		}
		for i, p := range append(append([][]byte{}, payloads[:hit]...), payloads[hit+1:]...) {
			if !bytes.Equal(p, got[i]) {
				t.Errorf("frame %d came back different", i)
			}
		}
	})
}
