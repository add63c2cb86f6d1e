package blob

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"

	"thidua/emulation"
	"thidua/internal/durable"
	"thidua/storage/found"
	"thidua/storage/frame"
	"thidua/sync/changeset"
)

// A file that arrives in pieces is a folder partial/<name> with one file per chunk: <n> holds the chunk, its audit path and the frame
// around both. A chunk is there when its file is; so the bitmap of what is missing needs no file of its own and cannot disagree.

func (s *Store) chunkPath(name changeset.BlobName, n int64) string {
	return s.path(partial, name.String(), strconv.FormatInt(n, 10))
}

// pieceOf is what an arrived chunk is bound to where it is encrypted.
func pieceOf(name changeset.BlobName, n int64) string {
	return name.String() + "/" + strconv.FormatInt(n, 10)
}

// PutChunk stores a verified chunk of an evidence file, in any order, any number of times; with the last one missing the file is whole.
func (s *Store) PutChunk(name changeset.BlobName, n int64, chunk, path []byte) (err error) {
	defer found.Doing("storing a piece of an evidence file", &err)
	if name.Length < emulation.FileSalt || name.Length > emulation.FileLimit {
		return emulation.Errorf(emulation.Invalid, "storage.blob-size", "bytes", name.Length, "limit", emulation.FileLimit)
	}
	if err := name.CheckChunk(n, chunk, path); err != nil {
		return err
	}
	if err := s.writable(); err != nil {
		return err
	}
	if durable.Exists(s.blobPath(name)) {
		return nil
	}
	if err := durable.MakeFolder(s.path(partial, name.String())); err != nil {
		return found.Disk(err)
	}
	payload, err := s.pieces.Seal(append(append([]byte(nil), chunk...), path...), pieceOf(name, n))
	if err != nil {
		return err
	}
	if err := durable.Replace(s.chunkPath(name, n), durable.Private, durable.Bytes(frame.Append(nil, payload))); err != nil {
		if durable.Exists(s.blobPath(name)) {
			return nil // another carrier brought the last chunk meanwhile
		}
		return found.Disk(err)
	}
	return found.Disk(s.promote(name))
}

var errDamaged = errors.New("a chunk was damaged")

// promote puts a file together once every chunk is here.
func (s *Store) promote(name changeset.BlobName) error {
	s.promoting.Lock()
	defer s.promoting.Unlock()
	missing, err := s.missing(name)
	if err != nil || len(missing) > 0 || durable.Exists(s.blobPath(name)) {
		return err
	}
	err = s.assemble(name, func(n int64) ([]byte, error) {
		chunk, _, err := s.partialChunk(name, n)
		if err == nil && chunk == nil {
			err = errDamaged // it was damaged, and will come again
		}
		return chunk, err
	})
	if errors.Is(err, errDamaged) {
		return nil
	}
	if err != nil {
		return err
	}
	return durable.RemoveAll(s.path(partial, name.String()))
}

// assemble writes a file of its chunks, checks it against its name and gives it its place.
func (s *Store) assemble(name changeset.BlobName, chunk func(n int64) ([]byte, error)) error {
	put := s.path(partial, name.String()+".whole")
	err := durable.Replace(put, durable.Private, func(w io.Writer) error {
		var tree changeset.BlobTree
		for n := int64(0); n < name.Chunks(); n++ {
			c, err := chunk(n)
			if err != nil {
				return err
			}
			tree.Add(c)
			if err := s.writeChunk(w, n, c); err != nil {
				return err
			}
		}
		if tree.Root() != name.Root {
			return altered(name)
		}
		return nil
	})
	if err != nil {
		return err
	}
	return s.placeBlob(put, name)
}

// Take copies a file that is whole in another store. Errors: Corrupt "storage.blob-altered" where it is not what its name says.
func (s *Store) Take(from *Store, name changeset.BlobName) (err error) {
	defer found.Doing("copying an evidence file", &err)
	f, err := os.Open(from.blobPath(name))
	if err != nil {
		return found.Disk(err)
	}
	defer f.Close()
	r := from.reader(f, name)
	err = s.assemble(name, func(n int64) ([]byte, error) {
		chunk, err := r.chunk(n)
		if err != nil {
			err = unread(name, err)
		}
		return chunk, err
	})
	return found.Disk(err)
}

// partialChunk reads one arrived chunk; nil if it is not here. A damaged one is removed, so that it is asked for again.
func (s *Store) partialChunk(name changeset.BlobName, n int64) (chunk, path []byte, err error) {
	raw, err := durable.ReadFile(s.chunkPath(name, n))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil, nil
	}
	if err != nil {
		return nil, nil, found.Disk(err)
	}
	payload, size, ok := frame.Read(raw)
	want := int(min(name.Length-uint64(n)*changeset.BlobChunk, changeset.BlobChunk))
	if ok && size == len(raw) {
		payload, err = s.pieces.Open(payload, pieceOf(name, n))
	}
	if ok && size == len(raw) && err == nil && len(payload) >= want {
		chunk, path = payload[:want], payload[want:]
		if name.CheckChunk(n, chunk, path) == nil {
			return chunk, path, nil
		}
	}
	return nil, nil, found.Disk(durable.Remove(s.chunkPath(name, n)))
}

// Chunk gives a chunk and its audit path; nil if it is not here.
func (s *Store) Chunk(name changeset.BlobName, n int64) (chunk, path []byte, err error) {
	defer found.Doing("reading a piece of an evidence file", &err)
	if n < 0 || n >= name.Chunks() || name.Length > emulation.FileLimit {
		return nil, nil, nil
	}
	f, err := os.Open(s.blobPath(name))
	if errors.Is(err, fs.ErrNotExist) {
		return s.partialChunk(name, n)
	}
	if err != nil {
		return nil, nil, found.Disk(err)
	}
	chunk, path, err = s.served.chunk(s.reader(f, name), name, n)
	if cerr := f.Close(); err == nil && cerr != nil {
		err = found.Disk(cerr)
	}
	return chunk, path, err
}

// MissingChunks is a bitmap (bit n of byte n/8, lowest first) of the chunks not here; all zero when the file is whole.
func (s *Store) MissingChunks(name changeset.BlobName) (bits []byte, err error) {
	defer found.Doing("looking which pieces of an evidence file are here", &err)
	if name.Length > emulation.FileLimit {
		return nil, emulation.Errorf(emulation.Invalid, "storage.blob-size", "bytes", name.Length, "limit", emulation.FileLimit)
	}
	bitmap := make([]byte, (name.Chunks()+7)/8)
	if durable.Exists(s.blobPath(name)) {
		return bitmap, nil
	}
	missing, err := s.missing(name)
	for _, n := range missing {
		bitmap[n/8] |= 1 << (n % 8)
	}
	return bitmap, err
}

// missing lists the chunks that have not arrived.
func (s *Store) missing(name changeset.BlobName) ([]int64, error) {
	here := map[string]bool{}
	files, err := os.ReadDir(s.path(partial, name.String()))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, found.Disk(err)
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
