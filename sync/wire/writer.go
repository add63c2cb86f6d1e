package wire

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"io"
)

// Writer writes items into frames into a compressed stream. Its errors are those of the writer below.
type Writer struct {
	out    *deflater // nil once closed
	flush  func()
	bytes  int
	packs  *packer // nil: every item travels as it is
	inPack bool    // a pack is flushed as a whole
	loose  int     // bytes since the compressor was flushed
}

// Pack has Pushes, Entries and Acks travel in Packs, for an end that said it reads them.
func (w *Writer) Pack() { w.packs = newPacker() }

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
	if w.packs != nil {
		before := w.packs.plain
		if w.packs.add(item) {
			w.bytes += w.packs.plain - before
			if w.packs.plain < packBytes {
				return nil
			}
			return w.packed(true)
		}
		if err := w.packed(false); err != nil {
			return err
		}
	}
	body, err := encodeItem(item)
	if err != nil {
		return err
	}
	return w.encoded(kindOf(item), body)
}

// packed sends what was packed; flush lets it go out at once.
func (w *Writer) packed(flush bool) error {
	if w.packs == nil || len(w.packs.pack.Tags) == 0 {
		return nil
	}
	bytes := w.bytes // counted as what it restores to
	body, err := encodeItem(w.packs.take())
	if err == nil {
		w.inPack = true
		err = w.encoded(kindPack, body)
		w.inPack = false
	}
	w.bytes = bytes
	if err == nil && flush {
		err = w.send(true)
	}
	return err
}

// Entry adds an entry, or, if the caller holds its beginning (cursor.Offset bytes with cursor.Digest), only the rest of it.
func (w *Writer) Entry(e *Entry, held *Cursor) error {
	if held == nil || held.Offset == 0 {
		return w.Item(e)
	}
	body, err := encodeItem(e)
	if err != nil {
		return err
	}
	if held.Offset < uint64(len(body)) && bytes.Equal(held.Digest, PartialDigest(body[:held.Offset])) {
		return w.Item(&Rest{Scope: e.Scope, Offset: held.Offset, Bytes: body[held.Offset:]})
	}
	return w.Item(e)
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
			if err := w.send(!w.inPack); err != nil {
				return err
			}
		}
	}
	return nil
}

// send writes the frame, and with flush lets it go out whole, so that a cut after it loses nothing of it. A flush costs what the compressor
// has to say anew, so packs are flushed as a whole.
func (w *Writer) send(flush bool) error {
	if len(w.out.frame) > 0 {
		w.loose += len(w.out.frame)
		err := writeFrame(w.out, w.out.frame)
		w.out.frame = w.out.frame[:0]
		if err != nil {
			return err
		}
	}
	if !flush || w.loose == 0 {
		return nil
	}
	w.loose = 0
	err := w.out.Flush()
	if w.flush != nil {
		w.flush()
	}
	return err
}

// Close ends the stream. Without it the reader knows that it was cut.
func (w *Writer) Close() error {
	err := w.packed(false)
	if err == nil {
		err = w.send(w.packs == nil)
	}
	if err != nil {
		return err
	}
	if err := writeFrame(w.out, nil); err != nil {
		return err
	}
	err = w.out.Close()
	w.out.Reset(nil)
	deflaters.put(w.out)
	w.out = nil
	if w.flush != nil {
		w.flush()
	}
	return err
}
