package storage_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"math/rand"
	"os"
	"path/filepath"
	"testing"

	"thidua/emulation"
	"thidua/storage"
	"thidua/sync/changeset"
)

func readBlob(t testing.TB, db *storage.DB, name changeset.BlobName) []byte {
	t.Helper()
	r, err := db.OpenBlob(name)
	if err != nil {
		t.Errorf("blob %s: %v", name, err)
		return nil
	}
	b, err := io.ReadAll(r)
	if err != nil {
		t.Errorf("blob %s: %v", name, err)
	}
	if err := r.Close(); err != nil {
		t.Error(err)
	}
	return b
}

// blobSizes are file lengths around the chunk limit, counting the salt before them.
var blobSizes = []int{0, 1, changeset.BlobChunk - 33, changeset.BlobChunk - 32, changeset.BlobChunk - 31, changeset.BlobChunk, 5*changeset.BlobChunk + 7}

func content(n int) []byte {
	b := make([]byte, n)
	rand.New(rand.NewSource(int64(n))).Read(b)
	return b
}

func TestBlobs(t *testing.T) {
	dir := t.TempDir()
	db := open(t, dir, small())
	for _, n := range blobSizes {
		file := content(n)
		name, err := db.PutBlob(bytes.NewReader(file))
		if err != nil {
			t.Fatal(err)
		}
		if got := readBlob(t, db, name); !bytes.Equal(got, file) {
			t.Errorf("%d bytes: came back different", n)
		}
		again, err := db.PutBlob(bytes.NewReader(file))
		if err != nil || again == name {
			t.Errorf("%d bytes: the same file twice must have two salts (%v)", n, err)
		}
	}
	if left, _ := os.ReadDir(filepath.Join(dir, "partial")); len(left) != 0 {
		t.Error("left over:", left)
	}
}

func TestAlteredBlobIsSeenBeforeItsLastByte(t *testing.T) {
	dir := t.TempDir()
	db := open(t, dir, small())
	for _, n := range blobSizes {
		file := content(n)
		name, err := db.PutBlob(bytes.NewReader(file))
		if err != nil {
			t.Fatal(err)
		}
		s := name.String()
		path := filepath.Join(dir, "blobs", s[:2], s[2:])
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, alter := range []func() []byte{
			func() []byte { b := bytes.Clone(raw); b[len(b)/2] ^= 4; return b },
			func() []byte { b := bytes.Clone(raw); b[len(b)-1] ^= 1; return b },
			func() []byte { return raw[:len(raw)-1] },
			func() []byte { return append(bytes.Clone(raw), 0) },
		} {
			if err := os.WriteFile(path, alter(), 0o600); err != nil {
				t.Fatal(err)
			}
			var got []byte
			r, err := db.OpenBlob(name)
			if err == nil {
				got, err = io.ReadAll(r)
				if cerr := r.Close(); cerr != nil {
					t.Error(cerr)
				}
			}
			if emulation.CodeOf(err) != emulation.Corrupt || n > 0 && len(got) >= n {
				t.Errorf("%d bytes: %d handed out, %v", n, len(got), err)
			}
		}
		report, err := db.Doctor(context.Background(), true)
		if err != nil || report.Worst() != storage.Alarm {
			t.Errorf("doctor: %v %v", report, err)
		}
		if _, err := db.OpenBlob(name); emulation.CodeOf(err) != emulation.NotFound {
			t.Errorf("after the doctor put it aside: %v", err)
		}
	}
	report, err := db.Doctor(context.Background(), false)
	if err != nil || report.Worst() != storage.Info {
		t.Errorf("doctor afterwards: %+v %v", report, err)
	}
	gone, stop := context.WithCancel(context.Background())
	stop()
	if report, err := db.Doctor(gone, false); !errors.Is(err, context.Canceled) || report.Worst() == storage.Alarm {
		t.Errorf("a doctor who was sent away: %+v %v", report, err)
	}
}

// Whoever serves a file and finds it altered puts it aside: it counts as missing, comes again, and is whole.
func TestAlteredBlobComesAgain(t *testing.T) {
	from, to := open(t, t.TempDir(), small()), t.TempDir()
	name, err := from.PutBlob(bytes.NewReader(content(3 * changeset.BlobChunk)))
	if err != nil {
		t.Fatal(err)
	}
	db := open(t, to, small())
	bring := func() {
		t.Helper()
		for n := range name.Chunks() {
			chunk, path, err := from.Chunk(name, n)
			if err != nil {
				t.Fatal(err)
			}
			if err := db.PutChunk(name, n, chunk, path); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, alter := range []func([]byte) []byte{
		func(b []byte) []byte { b[len(b)/2] ^= 1; return b },
		func(b []byte) []byte { return b[:len(b)-1] },
		func(b []byte) []byte { return append(b, 0) },
	} {
		bring()
		raw, err := os.ReadFile(db.Path(name))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(db.Path(name), alter(raw), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, _, err := db.Chunk(name, 1); emulation.CodeOf(err) != emulation.Corrupt {
			t.Errorf("chunk of an altered file: %v", err)
		}
		if chunk, _, err := db.Chunk(name, 1); chunk != nil || err != nil {
			t.Errorf("asked again: %d bytes, %v", len(chunk), err)
		}
		missing, err := db.MissingChunks(name)
		if err != nil || missing[0] != 0b1111 {
			t.Errorf("missing %b, %v", missing, err)
		}
	}
	bring()
	if chunk, _, err := db.Chunk(name, 1); chunk == nil || err != nil {
		t.Errorf("%d bytes, %v", len(chunk), err)
	}
	if f := db.Findings(); len(f) == 0 || f[0].Message.Key != "storage.blob-altered" {
		t.Errorf("nobody is told: %+v", f)
	}
}

func TestChunksInAnyOrder(t *testing.T) {
	from := open(t, t.TempDir(), small())
	dir := t.TempDir()
	rnd := rand.New(rand.NewSource(4))
	for _, n := range blobSizes {
		file := content(n)
		name, err := from.PutBlob(bytes.NewReader(file))
		if err != nil {
			t.Fatal(err)
		}
		to := open(t, dir, small())
		order := rnd.Perm(int(name.Chunks()))
		for i, c := range order {
			chunk, path, err := from.Chunk(name, int64(c))
			if err != nil || chunk == nil {
				t.Fatal(err)
			}
			bad := bytes.Clone(chunk)
			bad[0] ^= 1
			if err := to.PutChunk(name, int64(c), bad, path); emulation.CodeOf(err) != emulation.Corrupt {
				t.Errorf("altered chunk: %v", err)
			}
			for range 2 {
				if err := to.PutChunk(name, int64(c), chunk, path); err != nil {
					t.Fatal(err)
				}
			}
			if i == len(order)/2 { // a restart in the middle
				if err := to.Close(); err != nil {
					t.Fatal(err)
				}
				to = open(t, dir, small())
			}
			missing, err := to.MissingChunks(name)
			if err != nil {
				t.Fatal(err)
			}
			count := 0
			for c := range int(name.Chunks()) {
				if missing[c/8]&(1<<(c%8)) != 0 {
					count++
				}
			}
			if count != len(order)-i-1 {
				t.Errorf("%d bytes: %d missing after %d of %d", n, count, i+1, len(order))
			}
			got, gotPath, err := to.Chunk(name, int64(c))
			if err != nil || !bytes.Equal(got, chunk) || name.CheckChunk(int64(c), got, gotPath) != nil {
				t.Errorf("%d bytes: chunk %d does not come back: %v", n, c, err)
			}
		}
		if got := readBlob(t, to, name); !bytes.Equal(got, file) {
			t.Errorf("%d bytes: came back different", n)
		}
		if err := to.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if left, _ := os.ReadDir(filepath.Join(dir, "partial")); len(left) != 0 {
		t.Error("left over:", left)
	}
}

func TestDamagedPartialChunkIsAskedForAgain(t *testing.T) {
	from, dir := open(t, t.TempDir(), small()), t.TempDir()
	to := open(t, dir, small())
	name, err := from.PutBlob(bytes.NewReader(content(3 * changeset.BlobChunk)))
	if err != nil {
		t.Fatal(err)
	}
	put := func(n int64) {
		chunk, path, err := from.Chunk(name, n)
		if err == nil {
			err = to.PutChunk(name, n, chunk, path)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	put(1)
	path := filepath.Join(dir, "partial", name.String(), "1")
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	raw[100] ^= 1
	if err := os.WriteFile(path, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	put(0)
	put(2)
	put(3)
	if _, err := to.OpenBlob(name); emulation.CodeOf(err) != emulation.NotFound {
		t.Fatal("a file with a damaged chunk:", err)
	}
	put(1)
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		t.Error("chunks stay beside the whole file")
	}
	readBlob(t, to, name)
}

// TestServingReadsOnce alters a file behind a chunk that was served: further sound chunks are served without reading the whole file again,
// the altered one is not, whatever else was served in between.
func TestServingReadsOnce(t *testing.T) {
	dir := t.TempDir()
	db := open(t, dir, small())
	var names []changeset.BlobName
	for i := range 6 { // more than are remembered
		name, err := db.PutBlob(bytes.NewReader(content(200_000 + i)))
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, name)
	}
	for range 2 {
		for _, name := range names {
			for n := range name.Chunks() {
				chunk, path, err := db.Chunk(name, n)
				if err != nil || name.CheckChunk(n, chunk, path) != nil {
					t.Fatalf("chunk %d of %s: %v", n, name, err)
				}
			}
		}
	}
	name := names[len(names)-1]
	s, last := name.String(), name.Chunks()-1
	file := filepath.Join(dir, "blobs", s[:2], s[2:])
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	raw[len(raw)-1] ^= 1
	if err := os.WriteFile(file, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, _, err := db.Chunk(name, 0); err != nil {
		t.Error("the whole file was read again:", err)
	}
	if _, _, err := db.Chunk(name, last); emulation.CodeOf(err) != emulation.Corrupt {
		t.Error("altered chunk:", err)
	}
	if err := os.WriteFile(file, raw[:100_000], 0o600); err != nil { // the altered one was put aside
		t.Fatal(err)
	}
	if _, _, err := db.Chunk(name, last); emulation.CodeOf(err) != emulation.Corrupt {
		t.Error("cut file:", err)
	}
	if chunk, _, err := db.Chunk(name, 0); chunk != nil || err != nil { // and the cut one
		t.Error("a file that is not here:", err)
	}
}
