package storage

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"

	"thidua/emulation"
	"thidua/sync/changeset"
)

// A file that arrives in pieces is a folder partial/<name> with one file per chunk: <n> holds the chunk, its audit path and the frame
// around both. A chunk is there when its file is; so the bitmap of what is missing needs no file of its own and cannot disagree.

// maxBlob is the largest evidence file taken, in bytes.
const maxBlob = 64 << 20

func (db *DB) chunkPath(name changeset.BlobName, n int64) string {
	return db.path("partial", name.String(), strconv.FormatInt(n, 10))
}

// PutChunk stores a verified chunk of an evidence file, in any order, any number of times; with the last one missing the file is whole.
func (db *DB) PutChunk(name changeset.BlobName, n int64, chunk, path []byte) error {
	if name.Length < blobSalt || name.Length > maxBlob {
		return emulation.Errorf(emulation.Invalid, "storage.blob-size", "bytes", name.Length, "limit", maxBlob)
	}
	if err := name.CheckChunk(n, chunk, path); err != nil {
		return err
	}
	if err := db.Writable(); err != nil {
		return err
	}
	if exists(db.blobPath(name)) {
		return nil
	}
	if err := makeFolder(db.path("partial", name.String())); err != nil {
		return unavailable(err)
	}
	payload := append(append([]byte(nil), chunk...), path...)
	if err := replaceFile(db.chunkPath(name, n), appendFrame(nil, payload)); err != nil {
		if exists(db.blobPath(name)) {
			return nil // another carrier brought the last chunk meanwhile
		}
		return unavailable(err)
	}
	return unavailableOrNil(db.promote(name))
}

// promote puts a file together once every chunk is here.
func (db *DB) promote(name changeset.BlobName) error {
	db.promoting.Lock()
	defer db.promoting.Unlock()
	missing, err := db.missing(name)
	if err != nil || len(missing) > 0 || exists(db.blobPath(name)) {
		return err
	}
	whole := db.path("partial", name.String()+".whole")
	err = replaceBy(whole, func(w io.Writer) error {
		var tree changeset.BlobTree
		for n := int64(0); n < name.Chunks(); n++ {
			chunk, _, err := db.partialChunk(name, n)
			if err != nil {
				return err
			}
			if chunk == nil {
				return errStop // it was damaged, and will come again
			}
			tree.Add(chunk)
			if _, err := w.Write(chunk); err != nil {
				return err
			}
		}
		if tree.Root() != name.Root {
			return blobAltered(name)
		}
		return nil
	})
	if errors.Is(err, errStop) {
		return nil
	}
	if err == nil {
		err = db.placeBlob(whole, name)
	}
	if err != nil {
		return err
	}
	return os.RemoveAll(db.path("partial", name.String()))
}

// partialChunk reads one arrived chunk; nil if it is not here. A damaged one is removed, so that it is asked for again.
func (db *DB) partialChunk(name changeset.BlobName, n int64) (chunk, path []byte, err error) {
	raw, err := os.ReadFile(db.chunkPath(name, n))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil, nil
	}
	if err != nil {
		return nil, nil, unavailable(err)
	}
	payload, size, ok := readFrame(raw)
	want := int(min(name.Length-uint64(n)*changeset.BlobChunk, changeset.BlobChunk))
	if ok && size == len(raw) && len(payload) >= want {
		chunk, path = payload[:want], payload[want:]
		if name.CheckChunk(n, chunk, path) == nil {
			return chunk, path, nil
		}
	}
	return nil, nil, unavailableOrNil(os.Remove(db.chunkPath(name, n)))
}

// Chunk gives a chunk and its audit path; nil if it is not here.
func (db *DB) Chunk(name changeset.BlobName, n int64) (chunk, path []byte, err error) {
	if n < 0 || n >= name.Chunks() || name.Length > maxBlob {
		return nil, nil, nil
	}
	f, err := os.Open(db.blobPath(name))
	if errors.Is(err, fs.ErrNotExist) {
		return db.partialChunk(name, n)
	}
	if err != nil {
		return nil, nil, unavailable(err)
	}
	chunk, path, err = db.served.chunk(f, name, n)
	if cerr := f.Close(); err == nil && cerr != nil {
		err = unavailable(cerr)
	}
	return chunk, path, err
}

// MissingChunks is a bitmap (bit n of byte n/8, lowest first) of the chunks not here; all zero when the file is whole.
func (db *DB) MissingChunks(name changeset.BlobName) ([]byte, error) {
	if name.Length > maxBlob {
		return nil, emulation.Errorf(emulation.Invalid, "storage.blob-size", "bytes", name.Length, "limit", maxBlob)
	}
	bitmap := make([]byte, (name.Chunks()+7)/8)
	if exists(db.blobPath(name)) {
		return bitmap, nil
	}
	missing, err := db.missing(name)
	for _, n := range missing {
		bitmap[n/8] |= 1 << (n % 8)
	}
	return bitmap, err
}

// missing lists the chunks that have not arrived.
func (db *DB) missing(name changeset.BlobName) ([]int64, error) {
	here := map[string]bool{}
	files, err := os.ReadDir(db.path("partial", name.String()))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, unavailable(err)
	}
	for _, f := range files {
		here[filepath.Base(f.Name())] = true
	}
	var out []int64
	for n := int64(0); n < name.Chunks(); n++ {
		if !here[strconv.FormatInt(n, 10)] {
			out = append(out, n)
		}
	}
	return out, nil
}
