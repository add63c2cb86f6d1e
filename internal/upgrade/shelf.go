// Package upgrade is where releases of the programs lie: at a server that offers one, and at a desk that is offered it, fetches its file chunk by chunk,
// and puts it in the place of the program that runs.
//
// Who signed what, and whether to go over to it, is decided by sync/release. Nothing here starts what came by itself.
package upgrade

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"

	"thidua/emulation"
	"thidua/internal/durable"
	"thidua/storage/blob"
	"thidua/storage/found"
	"thidua/sync/changeset"
	"thidua/sync/release"
)

// The files of a shelf beside the chunks.
const (
	newestFile = "newest" // the manifest that counts
	toldFile   = "told"   // the manifest heard last from a server, sound or not: it is not sent again
	storeDir   = "files"
)

// Here is the program that runs: who may sign its releases, its number, and which file of a release is for it.
type Here struct {
	Keys   release.Keys
	Number uint64
	Sort   string             // "windows-setup", "linux-deb", …; "": a server, which offers all of it
	Own    bool               // of "windows-setup": the installer put it there for this person alone
	Room   func(uint64) error // nil, or why so many bytes more cannot be written now; nil itself: they always can
	Now    func() time.Time   // the later of the clock and the newest time in the logs
}

// Shelf is one folder. Its methods may be called at once from several goroutines.
type Shelf struct {
	Here
	dir   string
	files *blob.Store

	mu    sync.Mutex
	bytes uint64 // of the file that is being written
}

// Open opens a shelf; its folder is made when something is put there.
func Open(dir string, here Here) *Shelf {
	s := &Shelf{Here: here, dir: dir}
	s.files = blob.New(filepath.Join(dir, storeDir), nil, zeros{}, s.room)
	return s
}

// room is nil, or why nothing can be written now: the file may have to be written once more where it is put together.
func (s *Shelf) room() error {
	if s.Room == nil {
		return nil
	}
	return s.Room(s.bytes)
}

// zeros are the salt of files that are no secret, so that who signs a release can name them.
type zeros struct{}

func (zeros) Read(b []byte) (int, error) {
	clear(b)
	return len(b), nil
}

func (s *Shelf) path(name string) string { return filepath.Join(s.dir, name) }

func (s *Shelf) read(name string) []byte {
	raw, err := durable.ReadFile(s.path(name))
	if err != nil || len(raw) > release.MaxBytes {
		return nil // as good as none
	}
	return raw
}

// seen is the manifest that counts, as it lies here; nil: none that this program trusts.
func (s *Shelf) seen() *release.Manifest {
	m, err := release.Open(s.read(newestFile), s.Keys)
	if err != nil {
		return nil
	}
	return m
}

// check reads a manifest and says whether it is one to go over to.
func (s *Shelf) check(raw []byte) (*release.Manifest, error) {
	m, err := release.Open(raw, s.Keys)
	if err != nil {
		return nil, err
	}
	h := release.Here{Number: s.Number, Now: s.Now()}
	if s.Sort == "" {
		h.Number = m.From // it offers what others go over to
	}
	if seen := s.seen(); seen != nil {
		h.Seen = seen.Number
	}
	if err := m.Check(h); err != nil {
		return m, err
	}
	if s.Sort != "" && m.For(s.Sort) == nil {
		return m, emulation.Errorf(emulation.NotFound, "release.no-file", "name", m.Name, "sort", s.Sort)
	}
	return m, nil
}

// Told is the digest of what a server said last; nil: nothing yet.
func (s *Shelf) Told() []byte {
	if raw := s.read(toldFile); raw != nil {
		return release.Digest(raw)
	}
	return nil
}

// Offered hears what a server offers. What is refused is remembered, so that it is not sent again, and State says why.
func (s *Shelf) Offered(raw []byte) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(raw) > release.MaxBytes {
		return emulation.Errorf(emulation.Corrupt, "release.malformed", "what", "length")
	}
	_, refused := s.check(raw)
	if err := s.write(toldFile, raw); err != nil {
		return err
	}
	if refused != nil {
		return nil
	}
	return s.adopt(raw)
}

// reconsider takes what was refused once and is sound by now: the clock was behind, or the release in between has come. The server does not send it again. What
// still is not is refused.
func (s *Shelf) reconsider() (refused, err error) {
	told := s.read(toldFile)
	if told == nil {
		return nil, nil
	}
	if _, refused := s.check(told); refused != nil {
		return refused, nil
	}
	return nil, s.adopt(told)
}

// adopt makes a manifest the one that counts, and lets go of files of others.
func (s *Shelf) adopt(raw []byte) error {
	if bytes.Equal(raw, s.read(newestFile)) {
		return nil
	}
	if err := s.files.Tidy(); err != nil {
		return err
	}
	if err := s.write(newestFile, raw); err != nil {
		return err
	}
	return s.sweep()
}

// sweep removes whole and half files that the manifest which counts does not name.
func (s *Shelf) sweep() error {
	named := map[string]bool{}
	if m := s.seen(); m != nil {
		for i := range m.Files {
			named[m.Files[i].Blob().String()] = true
		}
	}
	whole, err := s.files.Names()
	if err != nil {
		return found.Disk(err)
	}
	for _, name := range whole {
		if n, err := changeset.ParseBlobName(name); err == nil && !named[name] {
			if err := durable.Remove(s.files.Path(n)); err != nil {
				return found.Disk(err)
			}
		}
	}
	half, err := durable.Match(s.path(storeDir), "partial/*")
	for _, path := range half {
		if !named[filepath.Base(path)] {
			err = errors.Join(err, durable.RemoveAll(path))
		}
	}
	return found.Disk(err)
}

func (s *Shelf) write(name string, raw []byte) error {
	err := durable.MakeFolder(s.dir)
	if err == nil {
		err = durable.Replace(s.path(name), durable.Private, durable.Bytes(raw))
	}
	return found.Disk(err)
}

// State is how a shelf stands.
type State struct {
	Offer   *release.Manifest // the release to go over to; nil: none
	Have    uint64            // bytes of its file that are here
	Ready   bool              // all are
	Refused error             // why what a server offered last is not taken; nil: it is, or nothing was offered
}

// State tells whether there is a release to go over to, and how much of its file is here.
func (s *Shelf) State() (State, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var st State
	refused, err := s.reconsider()
	if err != nil {
		return st, err
	}
	if emulation.KeyOf(refused) != "release.current" {
		st.Refused = refused
	}
	m, err := s.offer()
	if m == nil || err != nil {
		return st, err
	}
	name := m.For(s.Sort).Blob()
	missing, err := s.files.MissingChunks(name)
	if err != nil {
		return st, err
	}
	st.Offer, st.Ready = m, !changeset.Lacks(missing)
	st.Have = m.For(s.Sort).Size
	for n := range name.Chunks() {
		if missing[n/8]&(1<<(n%8)) != 0 {
			st.Have -= min(st.Have, changeset.BlobChunk)
		}
	}
	return st, nil
}

// offer is the manifest that counts if it is one to go over to now.
func (s *Shelf) offer() (*release.Manifest, error) {
	raw := s.read(newestFile)
	if raw == nil {
		return nil, nil
	}
	m, err := s.check(raw)
	if err != nil {
		return nil, nil // done already, over its day, or of keys that do not count any more
	}
	return m, nil
}

// Wanted is the file to fetch and its missing chunks; false: there is none to fetch.
func (s *Shelf) Wanted() (name changeset.BlobName, missing []byte, wanted bool, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, err := s.reconsider(); err != nil {
		return name, nil, false, err
	}
	m, err := s.offer()
	if m == nil || err != nil {
		return name, nil, false, err
	}
	name = m.For(s.Sort).Blob()
	missing, err = s.files.MissingChunks(name)
	return name, missing, err == nil && changeset.Lacks(missing), err
}

// PutChunk stores a chunk of the file that is wanted, proved by its path; one of another file is nobody's.
func (s *Shelf) PutChunk(name changeset.BlobName, n int64, chunk, path []byte) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	m, err := s.offer()
	if err != nil || m == nil || m.For(s.Sort).Blob() != name {
		return err
	}
	s.bytes = m.For(s.Sort).Size
	return s.files.PutChunk(name, n, chunk, path)
}

// Find looks whether a folder (a stick's, one in the local network) holds a release to go over to, and starts nothing. Errors: NotFound
// "release.none-there", those of check.
func (s *Shelf) Find(folder string) (*release.Manifest, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	m, _, err := s.find(folder)
	return m, err
}

func (s *Shelf) find(folder string) (*release.Manifest, []byte, error) {
	f, err := os.Open(filepath.Join(folder, release.FileName))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil, emulation.Errorf(emulation.NotFound, "release.none-there", "folder", folder)
	}
	if err != nil {
		return nil, nil, unread(filepath.Join(folder, release.FileName), err)
	}
	raw, err := io.ReadAll(io.LimitReader(f, release.MaxBytes+1))
	if err = errors.Join(err, f.Close()); err != nil {
		return nil, nil, unread(f.Name(), err)
	}
	m, err := s.check(raw)
	return m, raw, err
}

func unread(path string, err error) error {
	return emulation.Errorf(emulation.Unavailable, "release.unread", "file", path).Because(err)
}

// Take takes over a release, and the files of it that are for here, from a folder. A server takes all. Errors: those of Find, Corrupt "release.altered"
// for a file that is not what was signed.
func (s *Shelf) Take(ctx context.Context, folder string) (*release.Manifest, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	m, raw, err := s.find(folder)
	if err != nil {
		return nil, err
	}
	if err := s.files.Tidy(); err != nil {
		return nil, err
	}
	for i := range m.Files {
		f := &m.Files[i]
		if s.Sort != "" && f.For != s.Sort || s.files.Here(f.Blob()) {
			continue
		}
		if err := changeset.Wanted(ctx); err != nil {
			return nil, err
		}
		if err := s.takeFile(filepath.Join(folder, f.Name), f); err != nil {
			return nil, err
		}
	}
	return m, s.adopt(raw)
}

func (s *Shelf) takeFile(path string, f *release.File) error {
	in, err := os.Open(path)
	if err != nil {
		return unread(path, err)
	}
	defer in.Close()
	if st, err := in.Stat(); err != nil || !st.Mode().IsRegular() || uint64(st.Size()) != f.Size {
		return altered(f, err)
	}
	s.bytes = f.Size
	name, err := s.files.PutBlob(io.LimitReader(in, int64(f.Size)+1))
	if err != nil {
		return err
	}
	if name != f.Blob() {
		return errors.Join(altered(f, nil), durable.Remove(s.files.Path(name)))
	}
	return nil
}

func altered(f *release.File, cause error) error {
	return emulation.Errorf(emulation.Corrupt, "release.altered", "name", f.Name).Because(cause)
}

// Write writes the file of the release that is Ready whole to a path that must not be there yet, and reads it back: what is started later has the bytes that were
// signed. Errors: NotFound "release.not-here", Corrupt "release.altered".
func (s *Shelf) Write(path string, rights fs.FileMode) (m *release.Manifest, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	m, err = s.offer()
	if err != nil {
		return nil, err
	}
	if m == nil || !s.files.Here(m.For(s.Sort).Blob()) {
		return nil, emulation.Errorf(emulation.NotFound, "release.not-here")
	}
	f := m.For(s.Sort)
	in, err := s.files.OpenBlob(f.Blob())
	if err != nil {
		return nil, err
	}
	defer in.Close()
	s.bytes = f.Size
	if err := s.room(); err != nil {
		return nil, err
	}
	err = durable.Create(path, rights, durable.From(in))
	if err != nil {
		return nil, found.Disk(err)
	}
	if err := signed(path, f); err != nil {
		return nil, errors.Join(err, durable.Remove(path))
	}
	return m, nil
}

// Still looks whether a file that Write wrote may be started now: what it belongs to is still offered, its day has not passed, and the bytes are those that were
// signed. Errors: those of Write.
func (s *Shelf) Still(path string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	m, err := s.offer()
	if err != nil {
		return err
	}
	if m == nil {
		return emulation.Errorf(emulation.NotFound, "release.not-here")
	}
	return signed(path, m.For(s.Sort))
}

// signed reads a file and holds it against what was signed.
func signed(path string, f *release.File) error {
	in, err := os.Open(path)
	if err != nil {
		return unread(path, err)
	}
	h := sha256.New()
	_, err = io.Copy(h, in)
	if err = errors.Join(err, in.Close()); err != nil || emulation.Hash(h.Sum(nil)) != f.SHA256 {
		return altered(f, err)
	}
	return nil
}
