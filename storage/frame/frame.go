// Package frame wraps bytes so that damage is seen, and what stands behind it is found again.
//
// A frame is magic ‖ length (4 bytes, big-endian) ‖ CRC32C over length and payload (4 bytes) ‖ payload. It knows nothing of what a payload
// says. Journal, heads file, chunks of evidence files and backups are made of frames.
package frame

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"io"
)

// Header is how many bytes stand before a payload.
const Header = 12

// Longest is the longest payload in bytes: those written are far shorter, and a larger length is damage.
const Longest = 4 << 20

var magic = [4]byte{0xf7, 'T', 'D', 'j'}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// Append adds a frame with a payload to b.
func Append(b, payload []byte) []byte {
	b = append(b, magic[:]...)
	at := len(b)
	b = binary.BigEndian.AppendUint32(b, uint32(len(payload)))
	b = binary.BigEndian.AppendUint32(b, checksum(b[at:], payload))
	return append(b, payload...)
}

func checksum(length, payload []byte) uint32 {
	return crc32.Update(crc32.Checksum(length, castagnoli), castagnoli, payload)
}

// Read reads the frame at the start of b: its payload, and its length in all; ok is false if there is no whole, sound frame.
func Read(b []byte) (payload []byte, size int, ok bool) {
	size, ok = Length(b)
	if !ok || size > len(b) {
		return nil, 0, false
	}
	payload = b[Header:size]
	if checksum(b[4:8], payload) != binary.BigEndian.Uint32(b[8:]) {
		return nil, 0, false
	}
	return payload, size, true
}

// Length is how long a frame is in all, as its header says; false where none begins.
func Length(b []byte) (int, bool) {
	if len(b) < Header || !bytes.HasPrefix(b, magic[:]) {
		return 0, false
	}
	n := binary.BigEndian.Uint32(b[4:])
	return Header + int(n), n <= Longest
}

// Claims reports whether the bytes are as long as their header says: then they were not torn while being written but altered later.
func Claims(b []byte) bool {
	if len(b) < Header || !bytes.HasPrefix(b, magic[:]) {
		return false
	}
	return int64(binary.BigEndian.Uint32(b[4:])) == int64(len(b)-Header)
}

// ReadAt reads the frame that begins at an offset of a file; ok is false if none does. An error is one of reading.
func ReadAt(f io.ReaderAt, offset int64) (payload []byte, ok bool, err error) {
	b := make([]byte, Header)
	if err := readFull(f, b, offset); err != nil {
		return nil, false, err
	}
	n, ok := Length(b)
	if !ok {
		return nil, false, nil
	}
	b = make([]byte, n)
	if err := readFull(f, b, offset); err != nil {
		return nil, false, err
	}
	payload, _, ok = Read(b)
	return payload, ok, nil
}

// readFull reads all of b; a file that ends right behind it is no error.
func readFull(f io.ReaderAt, b []byte, offset int64) error {
	if n, err := f.ReadAt(b, offset); n < len(b) {
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		return err
	}
	return nil
}

// Scan visits every sound frame of a stream; payload is valid during the call. Bytes between sound frames are given to bad, with followed
// true where a sound frame comes behind them; bytes at the end that are no frame are given with followed false. An error is one of reading,
// or the first that good or bad returned.
func Scan(r io.Reader, good func(offset int64, payload []byte) error, bad func(offset int64, b []byte, followed bool) error) error {
	s := &scanner{r: r}
	at := 0 // in s.buf, whose beginning is where the unreadable stretch began
	for {
		payload, size, next, err := s.frameFrom(at)
		if err != nil {
			return err
		}
		if next > 0 {
			if err := bad(s.offset, s.buf[:next], size > 0); err != nil {
				return err
			}
		}
		if size == 0 {
			return nil
		}
		if err := good(s.offset+int64(next), payload); err != nil {
			return err
		}
		s.drop(next + size)
		at = 0
	}
}

// scanner holds the part of a stream that is being looked at.
type scanner struct {
	r      io.Reader
	room   []byte // buf is a part of it
	buf    []byte
	offset int64 // of buf in the stream
	ended  bool
}

// frameFrom finds the next sound frame from a place of buf on and says where it begins; size 0 if there is none to the end.
func (s *scanner) frameFrom(at int) (payload []byte, size, next int, err error) {
	for {
		if err := s.fill(at + Header); err != nil {
			return nil, 0, 0, err
		}
		i := bytes.Index(s.buf[at:], magic[:])
		if i < 0 {
			if s.ended {
				return nil, 0, len(s.buf), nil
			}
			at = len(s.buf) - len(magic) + 1 // the magic may just begin
			continue
		}
		at += i
		if err := s.fill(at + Header); err != nil {
			return nil, 0, 0, err
		}
		if n, ok := Length(s.buf[at:]); ok {
			if err := s.fill(at + n); err != nil {
				return nil, 0, 0, err
			}
		}
		if payload, size, ok := Read(s.buf[at:]); ok {
			return payload, size, at, nil
		}
		at++
	}
}

// scanStep is how much is read at once, in bytes.
const scanStep = 256 << 10

// fill reads until buf has n bytes, or the stream ends.
func (s *scanner) fill(n int) error {
	for len(s.buf) < n && !s.ended {
		held := len(s.buf)
		if held+scanStep > cap(s.buf) {
			if held+scanStep > len(s.room) {
				s.room = make([]byte, 2*(held+scanStep))
			}
			s.buf = s.room[:copy(s.room, s.buf)]
		}
		s.buf = s.buf[:held+scanStep]
		got, err := io.ReadFull(s.r, s.buf[len(s.buf)-scanStep:])
		s.buf = s.buf[:len(s.buf)-scanStep+got]
		s.ended = err == io.EOF || err == io.ErrUnexpectedEOF
		if err != nil && !s.ended {
			return err
		}
	}
	return nil
}

// drop forgets the first n bytes; they are moved out only now and then.
func (s *scanner) drop(n int) {
	s.offset += int64(n)
	s.buf = s.buf[n:]
}
