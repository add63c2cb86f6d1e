package wire

import (
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
)

// A frame is length (2 bytes, big-endian, 1 to 16,384), CRC32C of the payload (4 bytes, big-endian), payload. The payloads one after the
// other are the stream of items. A frame of length 0 with CRC 0 ends the stream: without it the stream was cut.

const frameHead = 6

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

func writeFrame(w io.Writer, payload []byte) error {
	var head [frameHead]byte
	binary.BigEndian.PutUint16(head[:], uint16(len(payload)))
	binary.BigEndian.PutUint32(head[2:], crc32.Checksum(payload, castagnoli))
	if _, err := w.Write(head[:]); err != nil {
		return err
	}
	_, err := w.Write(payload)
	return err
}

// frames reads frames from an inflated stream.
type frames struct {
	r     io.Reader
	left  int // bytes that may still come
	limit int
	buf   []byte // MaxFrame
}

// next gives the payload of the next frame, valid until the following call; io.EOF after the end frame.
func (f *frames) next() ([]byte, error) {
	var head [frameHead]byte
	if err := f.fill(head[:]); err != nil {
		return nil, err
	}
	n := int(binary.BigEndian.Uint16(head[:]))
	sum := binary.BigEndian.Uint32(head[2:])
	if n == 0 && sum == 0 {
		return nil, io.EOF
	}
	if n == 0 || n > MaxFrame {
		return nil, malformed("frame-length")
	}
	if err := f.fill(f.buf[:n]); err != nil {
		return nil, err
	}
	if crc32.Checksum(f.buf[:n], castagnoli) != sum {
		return nil, altered("frame-sum")
	}
	return f.buf[:n], nil
}

func (f *frames) fill(b []byte) error {
	if f.left -= len(b); f.left < 0 {
		return tooLarge(f.limit)
	}
	_, err := io.ReadFull(f.r, b)
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return cut(io.ErrUnexpectedEOF)
	}
	return err
}

// end reports whether nothing follows the end frame.
func (f *frames) end() error {
	var b [1]byte
	n, err := io.ReadFull(f.r, b[:])
	if n > 0 {
		return malformed("after-end")
	}
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}
