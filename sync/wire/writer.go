package wire

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"io"

	"github.com/klauspost/compress/zstd"
)

// Writer writes items into frames into a compressed stream. Its errors are those of the writer below.
type Writer struct {
	zstd  *zstd.Encoder
	flush func()
	frame []byte // payload of the frame being filled
	bytes int
}

// NewWriter starts a stream. flush, if given, is called after each frame, so that it leaves at once.
func NewWriter(w io.Writer, flush func()) *Writer {
	e := encoders.Get().(*zstd.Encoder)
	e.Reset(w)
	return &Writer{zstd: e, flush: flush, frame: make([]byte, 0, MaxFrame)}
}

// Bytes is the size of all items so far, before compression.
func (w *Writer) Bytes() int { return w.bytes }

// Item adds an item: a pointer to one of the message types.
func (w *Writer) Item(item any) error {
	body, err := encodeItem(item)
	if err != nil {
		return err
	}
	return w.encoded(kindOf(item), body)
}

// Entry adds an entry, or, if the caller holds its beginning (cursor.Offset bytes with cursor.Digest), only the rest of it.
func (w *Writer) Entry(e *Entry, held *Cursor) error {
	body, err := encodeItem(e)
	if err != nil {
		return err
	}
	if held != nil && held.Offset > 0 && held.Offset < uint64(len(body)) && bytes.Equal(held.Digest, PartialDigest(body[:held.Offset])) {
		return w.Item(&Rest{Scope: e.Scope, Offset: held.Offset, Bytes: body[held.Offset:]})
	}
	return w.encoded(kindEntry, body)
}

// PartialDigest is what a cursor says about the bytes it holds of an item.
func PartialDigest(held []byte) []byte {
	sum := sha256.Sum256(held)
	return sum[:8]
}

func (w *Writer) encoded(kind uint64, body []byte) error {
	head := binary.AppendUvarint(nil, kind)
	head = binary.AppendUvarint(head, uint64(len(body)))
	w.bytes += len(head) + len(body)
	if err := w.add(head); err != nil {
		return err
	}
	return w.add(body)
}

func (w *Writer) add(b []byte) error {
	for len(b) > 0 {
		n := min(len(b), MaxFrame-len(w.frame))
		w.frame = append(w.frame, b[:n]...)
		b = b[n:]
		if len(w.frame) == MaxFrame {
			if err := w.send(); err != nil {
				return err
			}
		}
	}
	return nil
}

// send writes the frame and lets it go out whole, so that a cut after it loses nothing of it.
func (w *Writer) send() error {
	if len(w.frame) == 0 {
		return nil
	}
	_, err := w.zstd.Write(appendFrame(nil, w.frame))
	if err == nil {
		err = w.zstd.Flush()
	}
	w.frame = w.frame[:0]
	if w.flush != nil {
		w.flush()
	}
	return err
}

// Close ends the stream. Without it the reader knows that it was cut.
func (w *Writer) Close() error {
	if err := w.send(); err != nil {
		return err
	}
	if _, err := w.zstd.Write(appendFrame(nil, nil)); err != nil {
		return err
	}
	err := w.zstd.Close()
	w.zstd.Reset(nil)
	encoders.Put(w.zstd)
	if w.flush != nil {
		w.flush()
	}
	return err
}
