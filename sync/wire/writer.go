package wire

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"io"
)

// Writer writes items into frames into a compressed stream. Its errors are those of the writer below.
type Writer struct {
	out   *deflater // nil once closed
	flush func()
	bytes int
}

// NewWriter starts a stream. flush, if given, is called after each frame, so that it leaves at once.
func NewWriter(w io.Writer, flush func()) *Writer {
	d := deflaters.get()
	d.Reset(w)
	return &Writer{out: d, flush: flush}
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
		n := min(len(b), MaxFrame-len(w.out.frame))
		w.out.frame = append(w.out.frame, b[:n]...)
		b = b[n:]
		if len(w.out.frame) == MaxFrame {
			if err := w.send(); err != nil {
				return err
			}
		}
	}
	return nil
}

// send writes the frame and lets it go out whole, so that a cut after it loses nothing of it.
func (w *Writer) send() error {
	if len(w.out.frame) == 0 {
		return nil
	}
	err := writeFrame(w.out, w.out.frame)
	if err == nil {
		err = w.out.Flush()
	}
	w.out.frame = w.out.frame[:0]
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
	if err := writeFrame(w.out, nil); err != nil {
		return err
	}
	err := w.out.Close()
	w.out.Reset(nil)
	deflaters.put(w.out)
	w.out = nil
	if w.flush != nil {
		w.flush()
	}
	return err
}
