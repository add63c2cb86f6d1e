package frame_test

import (
	"bytes"
	"io"
	"testing"
	"testing/iotest"

	"pgregory.net/rapid"

	"thidua/storage/frame"
)

// FuzzScan feeds any bytes to the scanner: every byte is accounted for, and what it takes for sound it finds again in its own encoding. How
// the stream is cut when it is read makes no difference.
func FuzzScan(f *testing.F) {
	sound := frame.Append(frame.Append(nil, []byte{0xa1, 0x01, 0x01}), []byte{0xa1, 0x01, 0x02})
	f.Add(sound)
	f.Add(append([]byte("junk"), sound[:len(sound)-1]...))
	f.Fuzz(func(t *testing.T, raw []byte) {
		for _, r := range []io.Reader{bytes.NewReader(raw), iotest.OneByteReader(bytes.NewReader(raw))} {
			covered := int64(0)
			err := frame.Scan(r, func(at int64, payload []byte) error {
				got, size, ok := frame.Read(frame.Append(nil, payload))
				if at != covered || !ok || size != frame.Header+len(payload) || !bytes.Equal(got, payload) {
					t.Error("a sound frame is not its own encoding")
				}
				covered += int64(size)
				return nil
			}, func(at int64, b []byte, _ bool) error {
				if at != covered || !bytes.Equal(b, raw[at:at+int64(len(b))]) {
					t.Errorf("%d bytes at %d are not those of the stream", len(b), at)
				}
				covered += int64(len(b))
				return nil
			})
			if err != nil || covered != int64(len(raw)) {
				t.Errorf("%d of %d bytes accounted for (%v)", covered, len(raw), err)
			}
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
			raw = frame.Append(raw, p)
			if i == hit {
				end = len(raw)
			}
		}
		at := rapid.IntRange(start, end-1).Draw(t, "at")
		raw[at] ^= 1 << rapid.IntRange(0, 7).Draw(t, "bit")
		var got [][]byte
		told := 0
		err := frame.Scan(bytes.NewReader(raw), func(_ int64, p []byte) error {
			got = append(got, bytes.Clone(p))
			return nil
		}, func(_ int64, b []byte, followed bool) error {
			told++
			if followed != (hit < len(payloads)-1) {
				t.Errorf("frame %d of %d: followed is %v", hit, len(payloads), followed)
			}
			if !frame.Mend(b) || !bytes.Equal(b[frame.Header:], payloads[hit]) {
				t.Errorf("frame %d is not mended", hit)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
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
