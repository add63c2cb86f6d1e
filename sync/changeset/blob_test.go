package changeset_test

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"testing"

	"golang.org/x/mod/sumdb/tlog"

	"thidua/emulation"
	"thidua/sync/changeset"
)

func base64Key(t *testing.T) string {
	t.Helper()
	return base64.StdEncoding.EncodeToString(append([]byte{1}, keyOf(9).Seed()...))
}

// file makes n bytes that differ from chunk to chunk.
func file(n int) []byte {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(i*7 + i>>15)
	}
	return b
}

func chunks(b []byte) [][]byte {
	var out [][]byte
	for len(b) > 0 {
		n := min(len(b), changeset.BlobChunk)
		out = append(out, b[:n])
		b = b[n:]
	}
	return out
}

func TestBlobAroundChunkBorders(t *testing.T) {
	const c = changeset.BlobChunk
	for _, size := range []int{1, 31, 32, 33, c - 1, c, c + 1, 2*c - 1, 2 * c, 2*c + 1, 3 * c, 4*c + 5, 7*c + 1, 8 * c, 9 * c} {
		t.Run(fmt.Sprint(size), func(t *testing.T) {
			parts := chunks(file(size))
			var tree changeset.BlobTree
			for _, p := range parts {
				tree.Add(p)
			}
			name := changeset.BlobName{Root: tree.Root(), Length: uint64(size)}
			if name.Chunks() != int64(len(parts)) {
				t.Fatalf("%d chunks, want %d", name.Chunks(), len(parts))
			}
			for i, p := range parts {
				checkChunk(t, name, &tree, int64(i), p)
			}
		})
	}
}

func checkChunk(t *testing.T, name changeset.BlobName, tree *changeset.BlobTree, i int64, chunk []byte) {
	t.Helper()
	path, err := tree.Prove(i)
	if err != nil {
		t.Fatal(err)
	}
	if err := name.CheckChunk(i, chunk, path); err != nil {
		t.Fatalf("chunk %d: %v", i, err)
	}
	altered := bytes.Clone(chunk)
	altered[len(altered)-1] ^= 1
	other := name
	other.Root[0] ^= 1
	longer, shorter := name, name
	longer.Length++
	shorter.Length--
	last := i == name.Chunks()-1
	bad := map[string]error{
		"an altered byte":       name.CheckChunk(i, altered, path),
		"a byte less":           name.CheckChunk(i, chunk[1:], path),
		"a byte more":           name.CheckChunk(i, append(bytes.Clone(chunk), 0), path),
		"another place":         name.CheckChunk(i+1, chunk, path),
		"a place before":        name.CheckChunk(i-1, chunk, path),
		"another root":          other.CheckChunk(i, chunk, path),
		"a path with more":      name.CheckChunk(i, chunk, append(bytes.Clone(path), make([]byte, 32)...)),
		"a path of broken size": name.CheckChunk(i, chunk, append(bytes.Clone(path), 0)),
	}
	if last {
		bad["a longer file"], bad["a shorter file"] = longer.CheckChunk(i, chunk, path), shorter.CheckChunk(i, chunk, path)
	}
	if len(path) > 0 {
		turned := bytes.Clone(path)
		turned[0] ^= 1
		bad["an altered path"], bad["a shorter path"] = name.CheckChunk(i, chunk, turned), name.CheckChunk(i, chunk, path[32:])
	}
	for what, err := range bad {
		if emulation.KeyOf(err) != "blob.chunk" {
			t.Errorf("chunk %d, %s: %v", i, what, err)
		}
	}
}

func TestBlobRootIsTheMerkleTree(t *testing.T) {
	var all hashes
	var tree changeset.BlobTree
	for n := range int64(70) {
		part := []byte{byte(n)}
		tree.Add(part)
		stored, err := tlog.StoredHashes(n, part, all)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, stored...)
		want, err := tlog.TreeHash(n+1, all)
		if err != nil {
			t.Fatal(err)
		}
		if tree.Root() != emulation.Hash(want) {
			t.Fatalf("%d chunks: another root", n+1)
		}
	}
	if _, err := tree.Prove(70); err == nil {
		t.Error("proved a chunk that is not there")
	}
}

func TestBlobName(t *testing.T) {
	n := changeset.BlobName{Root: hash(0xab), Length: 65537}
	got, err := changeset.ParseBlobName(n.String())
	if err != nil || got != n || n.Chunks() != 3 {
		t.Fatalf("%v %v", got, err)
	}
	root := hash(0xab).String()
	for _, text := range []string{"", root, root + "-", root + "-x", root + "-01", root + "-+1", root + "--1", root + "-99999999999999999999",
		root[:62] + "-1", "AB" + root[2:] + "-1", "zz" + root[2:] + "-1", "../" + root + "-1", root + "-1/..", root + "-4611686018427387904"} {
		_, err := changeset.ParseBlobName(text)
		want(t, err, "blob.name")
	}
	if (changeset.BlobName{Length: 1<<62 - 1}).Chunks() <= 0 {
		t.Error("the longest name that is read has no chunks")
	}
	if err := (changeset.BlobName{}).CheckChunk(0, nil, nil); err == nil {
		t.Error("an empty file has a chunk")
	}
}
