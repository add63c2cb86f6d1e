package wire

import (
	"encoding/binary"
	"errors"
	"io"

	"thidua/sync/changeset"
)

// Reader reads items from a compressed stream.
type Reader struct {
	inflater *inflater
	frames   frames
	buf      []byte // payload not yet taken
	done     bool
	err      error
	packs    unpacker
	queue    []any // restored and not yet taken
}

// Asked says which changes were pushed, in their order: Acks name them by it.
func (r *Reader) Asked(ids []changeset.Identity) { r.packs.asked = ids }

// Holds says which change of the reader's own key stands at a place of its chain in a log: leaves of its own changes name them by it (FeatureOwn).
func (r *Reader) Holds(at func(changeset.Scope, Own) (changeset.Identity, bool)) { r.packs.held = at }

// NewReader reads a stream whose inflated size may be at most limit. Close gives its memory back; it does not close r.
func NewReader(r io.Reader, limit int) *Reader {
	f, err := inflate(r)
	if err != nil {
		return &Reader{err: err}
	}
	return &Reader{inflater: f, frames: frames{r: f, left: limit, limit: limit, buf: f.frame}}
}

// Close gives the reader's memory back.
func (r *Reader) Close() {
	if r.inflater != nil {
		r.inflater.close()
		r.inflater, r.buf = nil, nil
		r.err = errors.Join(r.err, io.ErrClosedPipe)
	}
}

// Next gives the next item as a pointer to its message type; io.EOF after the last. An item whose kind is not known is skipped. Errors: code
// Unavailable "wire.cut" when the bytes ended too early, Corrupt "wire.malformed" or "wire.altered", Invalid "wire.too-large". No item follows an error.
func (r *Reader) Next() (any, error) {
	for r.err == nil {
		if len(r.queue) > 0 {
			item := r.queue[0]
			r.queue = r.queue[1:]
			return item, nil
		}
		kind, body, err := r.item()
		if err != nil {
			r.err = err
			break
		}
		item := emptyItem(kind)
		if item == nil {
			continue
		}
		if err := decodeItem(body, item); err != nil {
			r.err = err
			break
		}
		pack, ok := item.(*Pack)
		if !ok {
			return item, nil
		}
		if r.packs.said == nil {
			r.packs.said = newSaid()
		}
		r.queue, r.err = r.packs.unpack(pack, &r.frames.left, r.frames.limit)
	}
	return nil, r.err
}

// item gives the bytes of the next item, valid until the following call.
func (r *Reader) item() (kind uint64, body []byte, err error) {
	for {
		head, n, l, err := itemHead(r.buf)
		if err != nil {
			return 0, nil, err
		}
		if head > 0 && len(r.buf)-head >= int(l) {
			body = r.buf[head : head+int(l) : head+int(l)]
			r.buf = r.buf[head+int(l):]
			return n, body, nil
		}
		if err := r.more(); err != nil {
			return 0, nil, err
		}
	}
}

func (r *Reader) more() error {
	if r.done {
		return io.EOF
	}
	payload, err := r.frames.next()
	if err == io.EOF {
		r.done = true
		if len(r.buf) > 0 {
			return malformed("item-cut")
		}
		if err := r.frames.end(); err != nil {
			return err
		}
		return io.EOF
	}
	if err != nil {
		return err
	}
	r.inflater.items = append(append(r.inflater.items[:0], r.buf...), payload...)
	r.buf = r.inflater.items
	return nil
}

// itemHead reads kind and length; 0 bytes if they are not all there.
func itemHead(b []byte) (head int, kind, length uint64, err error) {
	kind, n := binary.Uvarint(b)
	if n < 0 || (n > 1 && b[n-1] == 0) {
		return 0, 0, 0, malformed("item-kind")
	}
	if n == 0 {
		return 0, 0, 0, nil
	}
	length, m := binary.Uvarint(b[n:])
	if m < 0 || (m > 1 && b[n+m-1] == 0) {
		return 0, 0, 0, malformed("item-length")
	}
	if m == 0 {
		return 0, 0, 0, nil
	}
	if length > MaxItem {
		return 0, 0, 0, tooLarge(MaxItem)
	}
	return n + m, kind, length, nil
}

// Partial is the beginning of an Entry that was cut off.
type Partial struct {
	Scope  changeset.Scope
	Offset uint64 // of Bytes in the item: what was held before
	Bytes  []byte
}

// entryScope is where the scope stands in the bytes of an Entry: after the head of the map, the key 1 and the head of 17 bytes.
const entryScope = 3

// Partial gives the beginning of an Entry, or of the Rest of one, after Next returned "wire.cut"; nil if the cut fell elsewhere.
func (r *Reader) Partial() *Partial {
	head, kind, _, err := itemHead(r.buf)
	if err != nil || head == 0 {
		return nil
	}
	body := r.buf[head:]
	scope := len(changeset.Scope{})
	switch {
	case kind == kindEntry && len(body) > entryScope+scope && body[1] == 0x01 && body[2] == 0x51:
		return &Partial{Scope: changeset.Scope(body[entryScope : entryScope+scope]), Bytes: append([]byte(nil), body...)}
	case kind == kindRest && len(body) > restHead:
		return &Partial{Scope: changeset.Scope(body[:scope]), Offset: binary.BigEndian.Uint64(body[scope:]), Bytes: append([]byte(nil), body[restHead:]...)}
	}
	return nil
}

// DecodeEntry reads an Entry put together from a Partial and its Rest.
func DecodeEntry(body []byte) (*Entry, error) {
	e := new(Entry)
	return e, decodeItem(body, e)
}
