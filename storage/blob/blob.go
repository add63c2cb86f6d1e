// Package blob keeps evidence files: each under the name that its content spells, so that an altered one is seen, and the pieces of those
// that are still arriving.
//
// It knows nothing of who may read a file or which change names it. The 32-byte salts before the files are drawn from the source it is given.
package blob

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"thidua/emulation"
	"thidua/internal/durable"
	"thidua/storage/crypt"
	"thidua/storage/found"
	"thidua/sync/changeset"
)

// Store is the folders of one data folder that hold evidence files. Its methods may be called at once from several goroutines.
type Store struct {
	dir      string
	chance   io.Reader
	writable func() error
	files    *crypt.Cipher // of files that are here whole
	pieces   *crypt.Cipher // of those that are arriving

	promoting sync.Mutex // one file is put together at a time
	served    served
}

// The folders of a store.
const (
	whole   = "blobs"
	partial = "partial"
)

// New makes a store in a folder, encrypted if it has a key. chance gives the salts; writable is asked before anything is written.
func New(dir string, key *crypt.Key, chance io.Reader, writable func() error) *Store {
	return &Store{dir: dir, chance: chance, writable: writable, files: key.For("blob"), pieces: key.For("chunk")}
}

// Tidy makes the folders where they are missing and removes what a stop in the middle of a write left in them.
func (s *Store) Tidy() (err error) {
	defer found.Doing("tidying the evidence files", &err)
	for _, f := range []string{whole, partial} {
		if err := durable.MakeFolder(s.path(f)); err != nil {
			return err
		}
	}
	for _, pattern := range []string{"put-*", "*.new", "*.whole", "*/*.new"} { // .new: as they were called before schema 2
		left, err := durable.Match(s.path(partial), pattern)
		if err != nil {
			return err
		}
		for _, path := range left {
			if err := durable.Remove(path); err != nil {
				return err
			}
		}
	}
	folders, err := durable.Match(s.path(partial), "*")
	if err != nil {
		return err
	}
	for _, f := range append(folders, s.path(partial)) {
		if err := durable.Sweep(f); err != nil {
			return err
		}
	}
	return nil
}

func (s *Store) path(parts ...string) string {
	return filepath.Join(append([]string{s.dir}, parts...)...)
}

// blobPath is blobs/ab/cdef…-length, by the name of the file.
func (s *Store) blobPath(name changeset.BlobName) string {
	n := name.String()
	return s.path(whole, n[:2], n[2:])
}

// PutBlob stores an evidence file and gives its name. What is stored and named is a fresh 32-byte salt followed by the file; the bytes are
// on disk before it returns.
func (s *Store) PutBlob(r io.Reader) (stored changeset.BlobName, err error) {
	defer found.Doing("storing an evidence file", &err)
	var name changeset.BlobName
	if err := s.writable(); err != nil {
		return name, err
	}
	f, err := os.CreateTemp(s.path(partial), "put-*")
	if err != nil {
		return name, found.Disk(err)
	}
	defer durable.Remove(f.Name()) // after the rename there is nothing to remove
	name, err = s.writeBlob(f, r)
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		return changeset.BlobName{}, found.Disk(err)
	}
	return name, found.Disk(s.placeBlob(f.Name(), name))
}

func (s *Store) writeBlob(f *os.File, r io.Reader) (name changeset.BlobName, err error) {
	var salt [emulation.FileSalt]byte
	if _, err := io.ReadFull(s.chance, salt[:]); err != nil {
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
			if err := s.writeChunk(f, int64(blocks), chunk[:n]); err != nil {
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
			if err := s.writable(); err != nil {
				return name, err
			}
		}
	}
	name.Root = tree.Root()
	return name, f.Sync()
}

// placeBlob moves a finished, flushed file to its name.
func (s *Store) placeBlob(from string, name changeset.BlobName) error {
	to := s.blobPath(name)
	if err := durable.MakeFolder(filepath.Dir(to)); err != nil {
		return err
	}
	return durable.Rename(from, to)
}

// OpenBlob opens an evidence file, without its salt. The bytes are checked against the name: an altered file gives an error with code
// Corrupt before its last byte is handed out, a vanished one NotFound at once.
func (s *Store) OpenBlob(name changeset.BlobName) (r io.ReadCloser, err error) {
	defer found.Doing("opening an evidence file", &err)
	f, err := os.Open(s.blobPath(name))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, emulation.Errorf(emulation.NotFound, "storage.blob-missing", "name", name.String()[:16])
	}
	if err != nil {
		return nil, found.Disk(err)
	}
	st, err := f.Stat()
	if err != nil || st.Size() != size(name, s.files) || name.Length < emulation.FileSalt {
		_ = f.Close()
		return nil, altered(name).Because(err)
	}
	return &blobReader{r: s.reader(f, name), f: f, name: name, skip: emulation.FileSalt}, nil
}

func altered(name changeset.BlobName) *emulation.Error {
	return emulation.Errorf(emulation.Corrupt, "storage.blob-altered", "name", name.String()[:16])
}

// blobReader hands out a chunk only when it has read the next one, and the last only when the root is right.
type blobReader struct {
	r     io.Reader
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
	n, err := io.ReadFull(b.r, chunk)
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
			return altered(b.name)
		}
		b.ready, b.held, b.done = b.held, nil, true
		return nil
	}
	return altered(b.name).Because(err)
}

// Close implements io.Closer.
func (b *blobReader) Close() error { return b.f.Close() }

// Altered visits the files that are not what their names say, by where they stand, and says how many files there are in all.
func (s *Store) Altered(ctx context.Context, fn func(path, name string) error) (files int, err error) {
	defer found.Doing("reading the evidence files", &err)
	paths, err := durable.Match(s.path(whole), "??/*")
	if err != nil {
		return 0, err
	}
	for _, path := range paths {
		if err := changeset.Wanted(ctx); err != nil {
			return 0, err
		}
		if s.sound(path) {
			continue
		}
		name := filepath.Base(filepath.Dir(path)) + filepath.Base(path)
		if err := fn(path, name[:min(16, len(name))]); err != nil {
			return 0, err
		}
	}
	return len(paths), nil
}

// Path is where a file stands, or would.
func (s *Store) Path(name changeset.BlobName) string { return s.blobPath(name) }

// Here reports whether a file is here whole.
func (s *Store) Here(name changeset.BlobName) bool { return durable.Exists(s.blobPath(name)) }

// Names lists the files that are here whole.
func (s *Store) Names() (names []string, err error) {
	defer found.Doing("listing the evidence files", &err)
	paths, err := durable.Match(s.path(whole), "??/*")
	for i, path := range paths {
		paths[i] = filepath.Base(filepath.Dir(path)) + filepath.Base(path)
	}
	return paths, err
}

// sound reads one file against the name its path spells.
func (s *Store) sound(path string) bool {
	name, err := changeset.ParseBlobName(filepath.Base(filepath.Dir(path)) + filepath.Base(path))
	if err != nil {
		return false
	}
	r, err := s.OpenBlob(name)
	if err != nil {
		return false
	}
	_, err = io.Copy(io.Discard, r)
	return r.Close() == nil && err == nil
}
