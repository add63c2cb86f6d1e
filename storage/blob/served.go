package blob

import (
	"io"
	"sync"

	"thidua/emulation"
	"thidua/storage/found"
	"thidua/sync/changeset"
)

// servedTrees is how many files are remembered: as many as are usually fetched at once. The largest takes 128 kB.
const servedTrees = 4

// served remembers the trees of the evidence files that were served last, newest first. A file goes out chunk by chunk, each with its audit
// path, and a path needs the hashes of all chunks: with them at hand a file is read twice, not once for each chunk.
type served struct {
	mu    sync.Mutex
	trees []servedTree
}

type servedTree struct {
	name changeset.BlobName
	tree *changeset.BlobTree
}

// chunk reads a chunk of a file and gives it with its path. The chunk is checked against the name, as is the whole file the first time.
func (s *served) chunk(f *chunks, name changeset.BlobName, n int64) (chunk, path []byte, err error) {
	tree := s.find(name)
	if tree == nil {
		if tree, err = readTree(f, name); err != nil {
			return nil, nil, err
		}
		s.keep(name, tree)
	}
	if chunk, err = f.chunk(n); err != nil {
		return nil, nil, unread(name, err)
	}
	if path, err = tree.Prove(n); err != nil {
		return nil, nil, err
	}
	if err := name.CheckChunk(n, chunk, path); err != nil {
		return nil, nil, altered(name).Because(err)
	}
	return chunk, path, nil
}

// find gives the tree of a file and makes it the newest; nil if it is not remembered.
func (s *served) find(name changeset.BlobName) *changeset.BlobTree {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, t := range s.trees {
		if t.name == name {
			copy(s.trees[1:i+1], s.trees[:i])
			s.trees[0] = t
			return t.tree
		}
	}
	return nil
}

func (s *served) keep(name changeset.BlobName, tree *changeset.BlobTree) {
	s.mu.Lock()
	defer s.mu.Unlock()
	kept := []servedTree{{name: name, tree: tree}}
	for _, t := range s.trees {
		if len(kept) < servedTrees && t.name != name {
			kept = append(kept, t)
		}
	}
	s.trees = kept
}

// unread says why a file could not be read: it is shorter than its name says or was altered, or else the disk.
func unread(name changeset.BlobName, err error) error {
	if err == io.EOF || emulation.CodeOf(err) == emulation.Corrupt {
		return altered(name).Because(err)
	}
	return found.Disk(err)
}

// readTree reads a whole file and checks it against its name.
func readTree(f io.Reader, name changeset.BlobName) (*changeset.BlobTree, error) {
	tree := new(changeset.BlobTree)
	buf := make([]byte, changeset.BlobChunk)
	var length uint64
	for {
		m, err := io.ReadFull(f, buf)
		if m > 0 {
			tree.Add(buf[:m])
			length += uint64(m)
		}
		if err == io.EOF || err == io.ErrUnexpectedEOF {
			break
		}
		if err != nil {
			return nil, unread(name, err)
		}
	}
	if length != name.Length || tree.Root() != name.Root {
		return nil, altered(name)
	}
	return tree, nil
}
