package storetest_test

import (
	"bytes"
	"io"
	"slices"

	"thidua/emulation"
	"thidua/sync/changeset"
)

// sizes are file lengths around the chunk limit, counting the salt before them.
var sizes = []int{0, 1, changeset.BlobChunk - 33, changeset.BlobChunk - 32, changeset.BlobChunk - 31, changeset.BlobChunk, 5*changeset.BlobChunk + 7}

func content(n int) []byte {
	file := make([]byte, n)
	for i := range file {
		file[i] = byte(i * i >> 3)
	}
	return file
}

// holds checks that a file is here, whole.
func (b *bench) holds(s store, name changeset.BlobName, file []byte) {
	b.Helper()
	r, err := s.OpenBlob(name)
	b.ok(err)
	got, err := io.ReadAll(r)
	b.ok(err)
	b.ok(r.Close())
	if !bytes.Equal(got, file) {
		b.Errorf("%d bytes came back different", len(file))
	}
	missing, err := s.MissingChunks(name)
	b.ok(err)
	if slices.Max(missing) != 0 {
		b.Errorf("missing of a whole file: %v", missing)
	}
}

func evidence(b *bench) {
	s := b.open()
	names := map[changeset.BlobName][]byte{}
	for _, n := range sizes {
		file := content(n)
		for range 2 {
			name, err := s.PutBlob(bytes.NewReader(file))
			b.ok(err)
			if names[name] != nil {
				b.Errorf("%d bytes: the same file twice must have two salts", n)
			}
			names[name] = file
			b.holds(s, name, file)
		}
	}
	b.ok(s.Close())
	s = b.open()
	for name, file := range names {
		b.holds(s, name, file)
	}
	unknown := changeset.BlobName{Root: emulation.Hash{1}, Length: 40_000}
	_, err := s.OpenBlob(unknown)
	b.fails(err, "storage.blob-missing")
	if chunk, _, err := s.Chunk(unknown, 0); chunk != nil || err != nil {
		b.Error("a chunk of an unknown file", err)
	}
	if missing, err := s.MissingChunks(unknown); err != nil || !bytes.Equal(missing, []byte{3}) {
		b.Error(missing, err)
	}
}

// pieces carries files chunk by chunk, in any order, into a store that is closed and opened in the middle.
func pieces(b *bench) {
	there := bench{T: b.T, dir: b.TempDir(), opens: b.opens}
	from := there.open()
	for _, n := range sizes {
		file := content(n)
		name, err := from.PutBlob(bytes.NewReader(file))
		b.ok(err)
		to := b.open()
		var order []int // the odd ones, backwards, then the others
		for i := range int(name.Chunks()) {
			if i%2 == 1 {
				order = slices.Insert(order, 0, i)
			} else {
				order = append(order, i)
			}
		}
		for i, c := range order {
			chunk, path, err := from.Chunk(name, int64(c))
			b.ok(err)
			bad := bytes.Clone(chunk)
			bad[0] ^= 1
			b.fails(to.PutChunk(name, int64(c), bad, path), "blob.chunk")
			if i == len(order)/2 {
				b.ok(to.Close())
				to = b.open()
			}
			for range 2 { // twice is harmless
				b.ok(to.PutChunk(name, int64(c), chunk, path))
			}
			back, _, err := to.Chunk(name, int64(c))
			b.ok(err)
			if !bytes.Equal(back, chunk) {
				b.Errorf("chunk %d came back different", c)
			}
			missing, err := to.MissingChunks(name)
			b.ok(err)
			for k, o := range order {
				if want := k > i; missing[o/8]>>(o%8)&1 == 1 != want {
					b.Errorf("chunk %d, missing %v, want %v", o, !want, want)
				}
			}
		}
		b.holds(to, name, file)
		b.ok(to.Close())
	}
	to := b.open()
	b.fails(to.PutChunk(changeset.BlobName{Length: 1}, 0, []byte{1}, nil), "storage.blob-size")
	_, err := to.MissingChunks(changeset.BlobName{Length: 1 << 40})
	b.fails(err, "storage.blob-size")
}
