package storage

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
)

// A frame is magic ‖ length (4 bytes, big-endian) ‖ CRC32C over length and payload (4 bytes) ‖ payload. The magic lets frames behind a
// damaged one be found again.
var frameMagic = [4]byte{0xf7, 'T', 'D', 'j'}

const (
	frameHeader = 12
	maxFrame    = 4 << 20 // a payload is far smaller; a larger length is damage
)

func appendFrame(b, payload []byte) []byte {
	b = append(b, frameMagic[:]...)
	at := len(b)
	b = binary.BigEndian.AppendUint32(b, uint32(len(payload)))
	sum := crc32.Update(crc32.Checksum(b[at:], castagnoli), castagnoli, payload)
	b = binary.BigEndian.AppendUint32(b, sum)
	return append(b, payload...)
}

// readFrame reads the frame at the start of b: its payload and length in all; ok is false if there is no whole, sound frame.
func readFrame(b []byte) (payload []byte, size int, ok bool) {
	if len(b) < frameHeader || !bytes.HasPrefix(b, frameMagic[:]) {
		return nil, 0, false
	}
	n := binary.BigEndian.Uint32(b[4:])
	if n > maxFrame || uint64(n) > uint64(len(b)-frameHeader) {
		return nil, 0, false
	}
	payload = b[frameHeader : frameHeader+int(n)]
	sum := crc32.Update(crc32.Checksum(b[4:8], castagnoli), castagnoli, payload)
	if sum != binary.BigEndian.Uint32(b[8:]) {
		return nil, 0, false
	}
	return payload, frameHeader + int(n), true
}

// scanFrames visits every sound frame of a file. Bytes between sound frames are given to bad, with later true where a sound frame follows;
// bytes at the end that are no frame are given with later false.
func scanFrames(b []byte, good func(offset int64, payload []byte), bad func(offset int64, bytes []byte, later bool)) {
	start, at := 0, 0 // start: where the unreadable stretch began
	for at < len(b) {
		payload, size, ok := readFrame(b[at:])
		if !ok {
			at++
			next := bytes.Index(b[at:], frameMagic[:])
			if next < 0 {
				break
			}
			at += next
			continue
		}
		if start < at {
			bad(int64(start), b[start:at], true)
		}
		good(int64(at), payload)
		at += size
		start = at
	}
	if start < len(b) {
		bad(int64(start), b[start:], false)
	}
}
