// Package backup writes and reads the file that holds everything of a store at one moment: a line that names it, a header and parts in
// frames, and the SHA-256 of all before. It is used only when that was found right. That of an encrypted folder has the folder's lock as its first
// frame, and what stands in the others is sealed.
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
	"strconv"

	"thidua/emulation"
	"thidua/internal/durable"
	"thidua/storage/crypt"
	"thidua/storage/found"
	"thidua/storage/frame"
	"thidua/sync/changeset"
)

// The first line of a backup: in plain, and with a lock.
const (
	format = "thidua-backup 1\n"
	locked = "thidua-backup 2\n"
)

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

// Under is what a backup is encrypted under: the key of the folder, and the lock that tells on another computer what opens it. The zero value
// leaves it in plain.
type Under struct {
	Key  *crypt.Key
	Lock *crypt.Lock
}

// Write writes a backup to a file: temporary file, flush, rename, flush of the folder. parts gives its pieces, one after the other.
func Write(path string, u Under, h Header, parts func(put func(*Part) error) error) (err error) {
	defer found.Doing("writing a backup", &err)
	return durable.Replace(path, durable.Private, func(to io.Writer) error {
		w := &writer{to: to, sum: sha256.New(), cipher: u.Key.For(purpose)}
		if err := w.begin(u.Lock); err != nil {
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

// purpose and the number of each frame are what the frames are sealed for.
const purpose = "backup"

type writer struct {
	to     io.Writer
	sum    hash.Hash
	cipher *crypt.Cipher
	frames int
	buf    []byte
}

// begin writes the line and, of a folder that has one, the lock.
func (w *writer) begin(l *crypt.Lock) error {
	if l == nil {
		return w.write([]byte(format))
	}
	payload, err := changeset.Encode(l)
	if err != nil {
		return err
	}
	return w.write(frame.Append([]byte(locked), payload))
}

func (w *writer) frame(v any) error {
	payload, err := changeset.Encode(v)
	if err != nil {
		return err
	}
	if payload, err = w.cipher.Seal(payload, strconv.Itoa(w.frames)); err != nil {
		return err
	}
	w.frames++
	w.buf = frame.Append(w.buf[:0], payload)
	return w.write(w.buf)
}

func (w *writer) write(b []byte) error {
	w.sum.Write(b)
	_, err := w.to.Write(b)
	return err
}

// Lock gives the lock of a backup; nil of one in plain. Errors: as Read's.
func Lock(path string) (l *crypt.Lock, err error) {
	defer found.Doing("reading a backup", &err)
	f, err := os.Open(path)
	if err != nil {
		return nil, found.Disk(err)
	}
	defer f.Close()
	r := bufio.NewReader(f)
	if l, err = begun(r); err != nil {
		return nil, unread(path, err)
	}
	return l, nil
}

// unread says why the beginning of a backup could not be read: it is none, or else the disk.
func unread(path string, err error) error {
	if err == io.EOF || err == io.ErrUnexpectedEOF || emulation.CodeOf(err) == emulation.Corrupt {
		return damaged(path).Because(err)
	}
	return found.Disk(err)
}

// begun reads what stands before the header.
func begun(r *bufio.Reader) (*crypt.Lock, error) {
	line := make([]byte, len(format))
	if _, err := io.ReadFull(r, line); err != nil {
		return nil, err
	}
	switch string(line) {
	case format:
		return nil, nil
	case locked:
		payload, err := next(r, new([]byte))
		if err != nil {
			return nil, err
		}
		l := new(crypt.Lock)
		if changeset.Unmarshal(payload, l) == nil {
			return l, nil
		}
	}
	return nil, io.ErrUnexpectedEOF
}

func damaged(path string) *emulation.Error {
	return emulation.Errorf(emulation.Corrupt, "storage.backup-damaged", "file", filepath.Base(path))
}

// Read reads a backup: first the header, then every part, which is valid during the call. Only when it returns nil is it known that all were
// what was written: who uses a backup reads it once for that and then again. key is that of its folder, nil if it was in plain. Errors: Corrupt
// "storage.backup-damaged", Forbidden "storage.backup-locked" where the key is not the one, and those of the disk.
func Read(ctx context.Context, path string, key *crypt.Key, header func(*Header) error, part func(*Part) error) (err error) {
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
	damaged := damaged(path)
	if st.Size() < int64(len(format)+sha256.Size) {
		return damaged
	}
	sum := sha256.New()
	r := bufio.NewReaderSize(io.TeeReader(io.LimitReader(f, st.Size()-sha256.Size), sum), 256<<10)
	lock, err := begun(r)
	if err != nil {
		return unread(path, err)
	}
	var cipher *crypt.Cipher
	if lock != nil {
		if lock.ID != key.ID() {
			return emulation.Errorf(emulation.Forbidden, "storage.backup-locked", "file", filepath.Base(path))
		}
		cipher = key.For(purpose)
	}
	var buf []byte
	for n := 0; ; n++ {
		first := n == 0
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
		if err == nil {
			payload, err = cipher.Open(payload, strconv.Itoa(n))
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
