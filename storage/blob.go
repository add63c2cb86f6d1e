package storage

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"thidua/emulation"
	"thidua/sync/changeset"
)

// blobSalt is the number of random bytes before the file: nobody who can guess the file can guess its name.
const blobSalt = 32

// blobPath is blobs/ab/cdef…-length, by the name of the file.
func (db *DB) blobPath(name changeset.BlobName) string {
	s := name.String()
	return db.path("blobs", s[:2], s[2:])
}

// PutBlob stores an evidence file and gives its name. What is stored and named is a fresh 32-byte salt followed by the file; the bytes are
// on disk before it returns.
func (db *DB) PutBlob(r io.Reader) (changeset.BlobName, error) {
	var name changeset.BlobName
	if err := db.Writable(); err != nil {
		return name, err
	}
	f, err := os.CreateTemp(db.path("partial"), "put-*")
	if err != nil {
		return name, unavailable(err)
	}
	defer os.Remove(f.Name()) // after the rename there is nothing to remove
	name, err = db.writeBlob(f, r)
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		return changeset.BlobName{}, unavailable(err)
	}
	return name, unavailableOrNil(db.placeBlob(f.Name(), name))
}

func (db *DB) writeBlob(f *os.File, r io.Reader) (name changeset.BlobName, err error) {
	var salt [blobSalt]byte
	if _, err := io.ReadFull(db.opts.Rand, salt[:]); err != nil {
		return name, err
	}
	var tree changeset.BlobTree
	r = io.MultiReader(bytes.NewReader(salt[:]), r)
	chunk := make([]byte, changeset.BlobChunk)
	for blocks := 0; ; blocks++ {
		n, err := io.ReadFull(r, chunk)
		if n > 0 {
			tree.Add(chunk[:n])
			name.Length += uint64(n)
			if _, err := f.Write(chunk[:n]); err != nil {
				return name, err
			}
		}
		if err == io.EOF || err == io.ErrUnexpectedEOF {
			break
		}
		if err != nil {
			return name, err
		}
		if blocks%32 == 31 { // every MiB: a long file must not eat the floor
			if err := db.Writable(); err != nil {
				return name, err
			}
		}
	}
	name.Root = tree.Root()
	return name, f.Sync()
}

// placeBlob moves a finished, flushed file to its name.
func (db *DB) placeBlob(from string, name changeset.BlobName) error {
	to := db.blobPath(name)
	if err := makeFolder(filepath.Dir(to)); err != nil {
		return err
	}
	if err := os.Rename(from, to); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(to))
}

// OpenBlob opens an evidence file, without its salt. The bytes are checked against the name: an altered file gives an error with code
// Corrupt before its last byte is handed out, a vanished one NotFound at once.
func (db *DB) OpenBlob(name changeset.BlobName) (io.ReadCloser, error) {
	f, err := os.Open(db.blobPath(name))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, emulation.Errorf(emulation.NotFound, "storage.blob-missing", "name", name.String()[:16])
	}
	if err != nil {
		return nil, unavailable(err)
	}
	st, err := f.Stat()
	if err != nil || uint64(st.Size()) != name.Length || name.Length < blobSalt {
		_ = f.Close()
		return nil, blobAltered(name).Because(err)
	}
	return &blobReader{f: f, name: name, skip: blobSalt}, nil
}

func blobAltered(name changeset.BlobName) *emulation.Error {
	return emulation.Errorf(emulation.Corrupt, "storage.blob-altered", "name", name.String()[:16])
}

// blobReader hands out a chunk only when it has read the next one, and the last only when the root is right.
type blobReader struct {
	f     *os.File
	name  changeset.BlobName
	tree  changeset.BlobTree
	skip  int
	ready []byte // may be handed out
	held  []byte // read, waits for the chunk behind it
	done  bool
	err   error
}

// Read implements io.Reader.
func (b *blobReader) Read(p []byte) (int, error) {
	for len(b.ready) == 0 {
		if b.err != nil {
			return 0, b.err
		}
		if b.done {
			return 0, io.EOF
		}
		b.err = b.advance()
	}
	n := copy(p, b.ready)
	b.ready = b.ready[n:]
	return n, nil
}

func (b *blobReader) advance() error {
	chunk := make([]byte, changeset.BlobChunk)
	n, err := io.ReadFull(b.f, chunk)
	switch {
	case err == nil || err == io.ErrUnexpectedEOF:
		b.tree.Add(chunk[:n])
		b.ready, b.held = b.held, chunk[:n]
		if b.skip > 0 {
			b.held = b.held[min(b.skip, n):]
			b.skip = 0
		}
		return nil
	case err == io.EOF:
		if b.tree.Root() != b.name.Root {
			return blobAltered(b.name)
		}
		b.ready, b.held, b.done = b.held, nil, true
		return nil
	}
	return blobAltered(b.name).Because(err)
}

// Close implements io.Closer.
func (b *blobReader) Close() error { return b.f.Close() }
