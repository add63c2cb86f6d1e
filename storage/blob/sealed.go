package blob

import (
	"io"
	"strconv"

	"thidua/storage/crypt"
	"thidua/sync/changeset"
)

// In an encrypted folder each chunk of a file is sealed by itself, bound to its number, so that one is read without the others. The chunks stand
// one behind the other, each longer by nonce and tag; that all belong to one file its name tells, which is made of what they say in plain.

func (s *Store) writeChunk(w io.Writer, n int64, chunk []byte) error {
	sealed, err := s.files.Seal(chunk, strconv.FormatInt(n, 10))
	if err == nil {
		_, err = w.Write(sealed)
	}
	return err
}

// size is how long a file is on the disk, in bytes.
func size(name changeset.BlobName, c *crypt.Cipher) int64 {
	return int64(name.Length) + name.Chunks()*int64(c.Overhead())
}

// chunks reads a file as it is in plain, from its beginning, or one of its chunks.
type chunks struct {
	f      io.ReaderAt
	name   changeset.BlobName
	cipher *crypt.Cipher
	next   int64
	rest   []byte
}

func (s *Store) reader(f io.ReaderAt, name changeset.BlobName) *chunks {
	return &chunks{f: f, name: name, cipher: s.files}
}

// chunk reads one; io.EOF where the file is shorter.
func (c *chunks) chunk(n int64) ([]byte, error) {
	each := int64(changeset.BlobChunk + c.cipher.Overhead())
	sealed := make([]byte, min(int64(c.name.Length)-n*changeset.BlobChunk, changeset.BlobChunk)+int64(c.cipher.Overhead()))
	if got, err := c.f.ReadAt(sealed, n*each); got < len(sealed) {
		return nil, err
	}
	return c.cipher.Open(sealed, strconv.FormatInt(n, 10))
}

// end is io.EOF where the file is no longer than its name says.
func (c *chunks) end() error {
	n, err := c.f.ReadAt(make([]byte, 1), size(c.name, c.cipher))
	if n > 0 {
		return altered(c.name)
	}
	return err
}

// Read implements io.Reader.
func (c *chunks) Read(p []byte) (int, error) {
	if len(c.rest) == 0 {
		if c.next >= c.name.Chunks() {
			return 0, c.end()
		}
		var err error
		if c.rest, err = c.chunk(c.next); err != nil {
			return 0, err
		}
		c.next++
	}
	n := copy(p, c.rest)
	c.rest = c.rest[n:]
	return n, nil
}
