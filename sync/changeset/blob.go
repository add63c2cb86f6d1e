package changeset

import (
	"bytes"
	"cmp"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/tlog"

	"thidua/emulation"
)

// BlobChunk is the size of an evidence chunk in bytes; the last one may be shorter.
const BlobChunk = 32 << 10

// BlobName names an evidence file by content: the RFC 6962 Merkle root over its chunks, and its length in bytes, both of (32-byte salt ‖ file).
type BlobName struct {
	_      struct{} `cbor:",toarray"`
	Root   emulation.Hash
	Length uint64
}

// BlobOf names the content of a piece of evidence.
func BlobOf(e emulation.Evidence) BlobName { return BlobName{Root: e.Root, Length: e.Length} }

// Compare orders names.
func (n BlobName) Compare(o BlobName) int {
	return cmp.Or(bytes.Compare(n.Root[:], o.Root[:]), cmp.Compare(n.Length, o.Length))
}

// Lacks reports whether a bitmap of missing chunks (bit n of byte n/8, lowest first) names any.
func Lacks(missing []byte) bool {
	return slices.ContainsFunc(missing, func(bits byte) bool { return bits != 0 })
}

// Chunks is the number of chunks.
func (n BlobName) Chunks() int64 { return int64((n.Length + BlobChunk - 1) / BlobChunk) }

// String writes "<root hex>-<length>", used in addresses and file names.
func (n BlobName) String() string { return n.Root.String() + "-" + strconv.FormatUint(n.Length, 10) }

func ParseBlobName(s string) (BlobName, error) {
	root, length, ok := strings.Cut(s, "-")
	var n BlobName
	if !ok || len(root) != 64 {
		return n, emulation.Errorf(emulation.Invalid, "blob.name", "text", s)
	}
	if _, err := hex.Decode(n.Root[:], []byte(root)); err != nil {
		return n, emulation.Errorf(emulation.Invalid, "blob.name", "text", s)
	}
	l, err := strconv.ParseUint(length, 10, 62)
	if err != nil || n.Root.String() != root || strconv.FormatUint(l, 10) != length {
		return n, emulation.Errorf(emulation.Invalid, "blob.name", "text", s)
	}
	n.Length = l
	return n, nil
}

// BlobTree is the Merkle tree over the chunk hashes of one evidence file.
type BlobTree struct {
	hashes []tlog.Hash // stored hashes in tlog order
	count  int64
}

// Add appends the next chunk.
func (t *BlobTree) Add(chunk []byte) {
	hs, err := tlog.StoredHashes(t.count, chunk, t)
	if err != nil {
		panic(err) // the reader below never fails on what was added
	}
	t.hashes = append(t.hashes, hs...)
	t.count++
}

// ReadHashes gives stored hashes to package tlog.
func (t *BlobTree) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	out := make([]tlog.Hash, len(indexes))
	for i, x := range indexes {
		out[i] = t.hashes[x]
	}
	return out, nil
}

// Root is the root over the chunks added so far.
func (t *BlobTree) Root() emulation.Hash {
	h, err := tlog.TreeHash(t.count, t)
	if err != nil {
		panic(err)
	}
	return emulation.Hash(h)
}

// Prove gives the audit path of chunk i, 32 bytes a step.
func (t *BlobTree) Prove(i int64) ([]byte, error) {
	proof, err := tlog.ProveRecord(t.count, i, t)
	if err != nil {
		return nil, err
	}
	var out []byte
	for _, h := range proof {
		out = append(out, h[:]...)
	}
	return out, nil
}

// CheckChunk reports whether chunk i with its audit path belongs to the file.
func (n BlobName) CheckChunk(i int64, chunk, path []byte) error {
	bad := emulation.Errorf(emulation.Corrupt, "blob.chunk", "n", i)
	if i < 0 || i >= n.Chunks() || len(path)%32 != 0 || len(chunk) > BlobChunk {
		return bad
	}
	if want := min(n.Length-uint64(i)*BlobChunk, BlobChunk); uint64(len(chunk)) != want {
		return bad
	}
	var proof tlog.RecordProof
	for ; len(path) > 0; path = path[32:] {
		proof = append(proof, tlog.Hash(path[:32]))
	}
	if err := tlog.CheckRecord(proof, n.Chunks(), tlog.Hash(n.Root), i, tlog.RecordHash(chunk)); err != nil {
		return bad.Because(err)
	}
	return nil
}
