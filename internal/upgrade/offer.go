package upgrade

import (
	"os"
	"time"

	"thidua/internal/durable"
	"thidua/sync/changeset"
)

// Depot is the shelf of a server: what was published there, for desks that ask. It is read by a process that runs while another publishes.
type Depot struct {
	*Shelf
	at    time.Time // when the manifest was written that is held
	raw   []byte
	files map[changeset.BlobName]bool
}

// NewDepot opens one.
func NewDepot(dir string, here Here) *Depot { return &Depot{Shelf: Open(dir, here)} }

// look reads the manifest where it was written since. The lock is held.
func (l *Depot) look() {
	st, err := os.Stat(l.path(newestFile))
	if err != nil {
		l.at, l.raw, l.files = time.Time{}, nil, nil
		return
	}
	if st.ModTime().Equal(l.at) {
		return
	}
	l.at, l.raw, l.files = st.ModTime(), nil, map[changeset.BlobName]bool{}
	if m := l.seen(); m != nil {
		l.raw = l.read(newestFile)
		for i := range m.Files {
			l.files[m.Files[i].Blob()] = true
		}
	}
}

// Manifest is what is offered; nil: nothing, or nothing this program trusts.
func (l *Depot) Manifest() []byte {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.look()
	return l.raw
}

// Has reports whether a file is one of what is offered.
func (l *Depot) Has(name changeset.BlobName) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.look()
	return l.files[name]
}

// Chunk gives a chunk and its audit path; nil if it is not here.
func (l *Depot) Chunk(name changeset.BlobName, n int64) (chunk, path []byte, err error) {
	return l.Shelf.files.Chunk(name, n)
}

// Withdraw offers nothing any more.
func (l *Depot) Withdraw() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return durable.RemoveAll(l.dir)
}
