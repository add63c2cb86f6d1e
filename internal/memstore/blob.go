package memstore

import (
	"bytes"
	"fmt"
	"io"
	"slices"

	"thidua/emulation"
	"thidua/sync/changeset"
)

// blob is a whole evidence file, its salt before it.
type blob struct {
	bytes []byte
	tree  *changeset.BlobTree
}

// chunk is a piece that arrived, and its audit path.
type chunk struct{ bytes, path []byte }

func newBlob(salted []byte) (*blob, changeset.BlobName) {
	b := &blob{bytes: salted, tree: new(changeset.BlobTree)}
	for piece := range slices.Chunk(salted, changeset.BlobChunk) {
		b.tree.Add(piece)
	}
	return b, changeset.BlobName{Root: b.tree.Root(), Length: uint64(len(salted))}
}

// PutBlob stores an evidence file and gives its name.
func (db *DB) PutBlob(r io.Reader) (changeset.BlobName, error) {
	if err := db.Writable(); err != nil {
		return changeset.BlobName{}, err
	}
	salted, err := io.ReadAll(io.MultiReader(io.LimitReader(db.chance, emulation.FileSalt), r))
	if err != nil {
		return changeset.BlobName{}, fmt.Errorf("reading an evidence file: %w", err)
	}
	b, name := newBlob(salted)
	db.mu.Lock()
	defer db.mu.Unlock()
	db.blobs[name] = b
	return name, nil
}

// OpenBlob opens an evidence file, without its salt.
func (db *DB) OpenBlob(name changeset.BlobName) (io.ReadCloser, error) {
	db.mu.RLock()
	defer db.mu.RUnlock()
	b := db.blobs[name]
	if b == nil {
		return nil, emulation.Errorf(emulation.NotFound, "storage.blob-missing", "name", name.String()[:16])
	}
	return io.NopCloser(bytes.NewReader(b.bytes[emulation.FileSalt:])), nil
}

// PutChunk stores a verified chunk of an evidence file, in any order, any number of times; with the last one missing the file is whole.
func (db *DB) PutChunk(name changeset.BlobName, n int64, data, path []byte) error {
	if name.Length < emulation.FileSalt || name.Length > emulation.FileLimit {
		return emulation.Errorf(emulation.Invalid, "storage.blob-size", "bytes", name.Length, "limit", emulation.FileLimit)
	}
	if err := name.CheckChunk(n, data, path); err != nil {
		return err
	}
	db.mu.Lock()
	defer db.mu.Unlock()
	if err := db.open(); err != nil || db.blobs[name] != nil {
		return err
	}
	here := db.chunks[name]
	if here == nil {
		here = map[int64]chunk{}
		db.chunks[name] = here
	}
	here[n] = chunk{bytes.Clone(data), bytes.Clone(path)}
	if int64(len(here)) < name.Chunks() {
		return nil
	}
	var whole []byte
	for i := range name.Chunks() {
		whole = append(whole, here[i].bytes...)
	}
	delete(db.chunks, name)
	db.blobs[name], _ = newBlob(whole)
	return nil
}

// Chunk gives a chunk and its audit path; nil if it is not here.
func (db *DB) Chunk(name changeset.BlobName, n int64) (data, path []byte, err error) {
	if n < 0 || n >= name.Chunks() || name.Length > emulation.FileLimit {
		return nil, nil, nil
	}
	db.mu.RLock()
	defer db.mu.RUnlock()
	if b := db.blobs[name]; b != nil {
		path, err = b.tree.Prove(n)
		return bytes.Clone(b.bytes[n*changeset.BlobChunk : min((n+1)*changeset.BlobChunk, int64(len(b.bytes)))]), path, err
	}
	c := db.chunks[name][n]
	return bytes.Clone(c.bytes), bytes.Clone(c.path), nil
}

// MissingChunks is a bitmap (bit n of byte n/8, lowest first) of the chunks not here; all zero when the file is whole.
func (db *DB) MissingChunks(name changeset.BlobName) ([]byte, error) {
	if name.Length > emulation.FileLimit {
		return nil, emulation.Errorf(emulation.Invalid, "storage.blob-size", "bytes", name.Length, "limit", emulation.FileLimit)
	}
	db.mu.RLock()
	defer db.mu.RUnlock()
	bitmap := make([]byte, (name.Chunks()+7)/8)
	for n := range name.Chunks() {
		if _, here := db.chunks[name][n]; !here && db.blobs[name] == nil {
			bitmap[n/8] |= 1 << (n % 8)
		}
	}
	return bitmap, nil
}
