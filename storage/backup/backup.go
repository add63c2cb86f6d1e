// Package backup writes and reads the file that holds everything of a store at one moment: a line that names it, a header and parts in
// frames, and the SHA-256 of all before. It is used only when that was found right.
//
// It knows nothing of what rows mean and does not touch a store: which parts there are is decided by whoever writes one.
package backup

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"hash"
	"io"
	"os"
	"path/filepath"

	"thidua/emulation"
	"thidua/internal/durable"
	"thidua/storage/found"
	"thidua/storage/frame"
	"thidua/sync/changeset"
)

// format is the first line of a backup.
const format = "thidua-backup 1\n"

// Header says what a backup is of.
type Header struct {
	Schema  uint64 `cbor:"1,keyasint"` // of the rows
	Commits uint64 `cbor:"2,keyasint"` // number of the last commit in it
	Made    int64  `cbor:"3,keyasint"` // Unix time in milliseconds; 0 if nobody knew
	Server  bool   `cbor:"4,keyasint"`
}

// Part is a piece of a backup: some rows, or some drafts, or a small file that stands beside the store, or names of evidence files.
type Part struct {
	Rows    []byte            `cbor:"1,keyasint,omitempty"` // as kv.AppendRow writes them
	Drafts  []changeset.Draft `cbor:"2,keyasint,omitempty"`
	Name    string            `cbor:"3,keyasint,omitempty"` // of a file beside
	Content []byte            `cbor:"4,keyasint,omitempty"`
	Blobs   []string          `cbor:"5,keyasint,omitempty"` // evidence files are named, not held
}

// Write writes a backup to a file: temporary file, flush, rename, flush of the folder. parts gives its pieces, one after the other.
func Write(path string, h Header, parts func(put func(*Part) error) error) (err error) {
	defer found.Doing("writing a backup", &err)
	return durable.Replace(path, durable.Private, func(to io.Writer) error {
		w := &writer{to: to, sum: sha256.New()}
		if err := w.write([]byte(format)); err != nil {
			return err
		}
		if err := w.frame(h); err != nil {
			return err
		}
		if err := parts(func(p *Part) error { return w.frame(p) }); err != nil {
			return err
		}
		_, err := to.Write(w.sum.Sum(nil))
		return err
	})
}

type writer struct {
	to  io.Writer
	sum hash.Hash
	buf []byte
}

func (w *writer) frame(v any) error {
	payload, err := changeset.Encode(v)
	if err != nil {
		return err
	}
	w.buf = frame.Append(w.buf[:0], payload)
	return w.write(w.buf)
}

func (w *writer) write(b []byte) error {
	w.sum.Write(b)
	_, err := w.to.Write(b)
	return err
}

// Read reads a backup: first the header, then every part, which is valid during the call. Only when it returns nil is it known that all were
// what was written: who uses a backup reads it once for that and then again. Errors: Corrupt "storage.backup-damaged" and those of the disk.
func Read(ctx context.Context, path string, header func(*Header) error, part func(*Part) error) (err error) {
	defer found.Doing("reading a backup", &err)
	f, err := os.Open(path)
	if err != nil {
		return found.Disk(err)
	}
	defer f.Close()
	st, err := f.Stat()
	if err != nil {
		return found.Disk(err)
	}
	damaged := emulation.Errorf(emulation.Corrupt, "storage.backup-damaged", "file", filepath.Base(path))
	if st.Size() < int64(len(format)+sha256.Size) {
		return damaged
	}
	sum := sha256.New()
	r := bufio.NewReaderSize(io.TeeReader(io.LimitReader(f, st.Size()-sha256.Size), sum), 256<<10)
	line := make([]byte, len(format))
	if _, err := io.ReadFull(r, line); err != nil {
		return found.Disk(err)
	}
	if string(line) != format {
		return damaged
	}
	var buf []byte
	for first := true; ; first = false {
		if err := ctx.Err(); err != nil {
			return err
		}
		payload, err := next(r, &buf)
		if err == io.EOF {
			if first {
				return damaged
			}
			break
		}
		if err != nil {
			return damaged.Because(err)
		}
		if first {
			err = use(payload, header, damaged)
		} else {
			err = use(payload, part, damaged)
		}
		if err != nil {
			return err
		}
	}
	want := make([]byte, sha256.Size)
	if _, err := f.ReadAt(want, st.Size()-sha256.Size); err != nil {
		return found.Disk(err)
	}
	if !bytes.Equal(sum.Sum(nil), want) {
		return damaged
	}
	return nil
}

func use[T any](payload []byte, with func(*T) error, damaged *emulation.Error) error {
	v := new(T)
	if err := changeset.Unmarshal(payload, v); err != nil {
		return damaged.Because(err)
	}
	return with(v)
}

// next reads one frame; io.EOF where none follows.
func next(r *bufio.Reader, buf *[]byte) ([]byte, error) {
	head, err := r.Peek(frame.Header)
	if err != nil {
		if len(head) > 0 {
			err = io.ErrUnexpectedEOF
		}
		return nil, err
	}
	n, ok := frame.Length(head)
	if !ok {
		return nil, io.ErrUnexpectedEOF
	}
	if cap(*buf) < n {
		*buf = make([]byte, n)
	}
	b := (*buf)[:n]
	if _, err := io.ReadFull(r, b); err != nil {
		return nil, io.ErrUnexpectedEOF
	}
	payload, _, ok := frame.Read(b)
	if !ok {
		return nil, io.ErrUnexpectedEOF
	}
	return payload, nil
}
