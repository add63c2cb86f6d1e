package client_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"testing"

	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/testdesk"
	"thidua/sync/changeset"
	"thidua/sync/hub"
	"thidua/sync/wire"
)

// attach stores a file on a desk and names it in the unit's log.
func attach(t *testing.T, d *testdesk.Desk, unit, name string, size int) changeset.BlobName {
	t.Helper()
	content := make([]byte, size)
	if _, err := io.ReadFull(testdesk.Random(name), content); err != nil {
		t.Fatal(err)
	}
	blob, err := d.DB.PutBlob(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	d.Write(testdesk.UnitScope(unit), "evidence", changeset.Operation{Kind: "evidence", Key: changeset.NewKey(testdesk.ID("sheet"), "1.1"), New: true,
		Field: "file", Value: changeset.MustEncode(emulation.Evidence{Name: name, Root: blob.Root, Length: blob.Length, Size: uint64(size)})})
	return blob
}

func whole(t *testing.T, d *testdesk.Desk, blob changeset.BlobName) bool {
	t.Helper()
	missing, err := d.DB.MissingChunks(blob)
	if err != nil {
		t.Fatal(err)
	}
	return !changeset.Lacks(missing)
}

func TestEvidenceGoesOnAfterCuts(t *testing.T) {
	w, a, b := written(t, 0, 0)
	colleague := w.Join("son-la", "chi", emulation.RoleStaff)
	colleague.Sync()
	blob := attach(t, a, "son-la", "photo", 10*changeset.BlobChunk+77)
	up := &line{Local: hub.Local{Hub: w.Hub}, cutChunk: 5}
	a.Transport = up
	r, err := a.Client.Once(t.Context())
	if emulation.CodeOf(err) != emulation.Unavailable || r.ChunksUp != 4 {
		t.Fatalf("cut at the fifth chunk: %d went up, %v", r.ChunksUp, err)
	}
	// What is there already can be fetched, the rest comes when it is there.
	down := &line{Local: hub.Local{Hub: w.Hub}, cutChunk: 3}
	colleague.Transport = down
	if r, err := colleague.Client.Once(t.Context()); emulation.CodeOf(err) != emulation.Unavailable || r.ChunksDown != 2 {
		t.Fatalf("%d came down, %v", r.ChunksDown, err)
	}
	if r := colleague.Sync(); r.ChunksDown != 2 {
		t.Fatalf("%d more chunks came down, two were there", r.ChunksDown)
	}
	if r := a.Sync(); r.ChunksUp != 7 {
		t.Fatalf("%d chunks went up, seven were missing", r.ChunksUp)
	}
	if r := a.Sync(); r.ChunksUp != 0 || r.RoundTrips != 1 {
		t.Fatalf("nothing was missing: %+v", r)
	}
	if r := colleague.Sync(); r.ChunksDown != 7 || !whole(t, colleague, blob) {
		t.Fatalf("%d chunks came down", r.ChunksDown)
	}
	f, err := colleague.DB.OpenBlob(blob)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := io.Copy(io.Discard, f); err != nil {
		t.Fatal(err)
	}
	// Another unit gets none of it, and not even to hear that it exists.
	opening, err := wire.SignChunk(b.Judge.Tenant, b.Private, ticket(t, b), "GET", blob, 0, nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Hub.GetChunk(opening, blob, 0, nil); emulation.KeyOf(err) != "sync.blob-unknown" {
		t.Fatalf("another unit asks for the file: %v", err)
	}
}

// ticket is the ticket a desk would use next.
func ticket(t *testing.T, d *testdesk.Desk) []byte {
	t.Helper()
	d.Sync()
	raw, err := d.DB.Meta("sync/session")
	if err != nil {
		t.Fatal(err)
	}
	var m struct {
		Ticket []byte `cbor:"1,keyasint"`
	}
	if err := changeset.Load(raw, &m); err != nil {
		t.Fatal(err)
	}
	return m.Ticket
}

func TestOnlyRightChunksOfNamedFilesAreTaken(t *testing.T) {
	w, a, _ := written(t, 0, 0)
	blob := attach(t, a, "son-la", "photo", 3*changeset.BlobChunk)
	local := hub.Local{Hub: w.Hub}
	a.Transport = &line{Local: local, cutChunk: 1} // the change goes up, the file does not
	if _, err := a.Client.Once(t.Context()); emulation.CodeOf(err) != emulation.Unavailable {
		t.Fatal(err)
	}
	data, path, err := a.DB.Chunk(blob, 1)
	if err != nil {
		t.Fatal(err)
	}
	a.Transport = &line{Local: local, cutChunk: 1}
	if _, err := a.Client.Once(t.Context()); emulation.CodeOf(err) != emulation.Unavailable {
		t.Fatal(err)
	}
	body, err := (&wire.Chunk{Path: path, Data: data}).Encode()
	if err != nil {
		t.Fatal(err)
	}
	bent := bytes.Clone(body)
	bent[len(bent)-1] ^= 1
	raw, err := a.DB.Meta("sync/session")
	if err != nil {
		t.Fatal(err)
	}
	var m struct {
		Ticket []byte `cbor:"1,keyasint"`
	}
	if err := changeset.Load(raw, &m); err != nil {
		t.Fatal(err)
	}
	unnamed, large := blob, blob
	unnamed.Root[0] ^= 1
	large.Length = emulation.FileLimit + 1
	stranger := testdesk.Key("stranger")
	for name, tc := range map[string]struct {
		key    []byte
		ticket []byte
		blob   changeset.BlobName
		n      int64
		body   []byte
		want   string
	}{
		"altered chunk":  {a.Private, m.Ticket, blob, 1, bent, "blob.chunk"},
		"another number": {a.Private, m.Ticket, blob, 2, body, "blob.chunk"},
		"beyond the end": {a.Private, m.Ticket, blob, 3, body, "blob.chunk"},
		"unnamed file":   {a.Private, m.Ticket, unnamed, 1, body, "sync.blob-unknown"},
		"too large":      {a.Private, m.Ticket, large, 1, body, "sync.blob-large"},
		"no chunk":       {a.Private, m.Ticket, blob, 1, []byte("x"), "wire.malformed"},
		"no ticket":      {a.Private, nil, blob, 1, body, "sync.ticket"},
		"stranger":       {stranger, m.Ticket, blob, 1, body, "sync.ticket"},
	} {
		t.Run(name, func(t *testing.T) {
			opening, err := wire.SignChunk(a.Judge.Tenant, tc.key, tc.ticket, "PUT", tc.blob, tc.n, tc.body)
			if err != nil {
				t.Fatal(err)
			}
			if err := w.Hub.PutChunk(opening, tc.blob, tc.n, tc.body, nil); emulation.KeyOf(err) != tc.want {
				t.Fatalf("%v, expected %s", err, tc.want)
			}
		})
	}
	opening, err := wire.SignChunk(a.Judge.Tenant, a.Private, m.Ticket, "PUT", blob, 1, body)
	if err != nil {
		t.Fatal(err)
	}
	for range 2 { // any number of times
		if err := w.Hub.PutChunk(opening, blob, 1, body, nil); err != nil {
			t.Fatal(err)
		}
	}
}

// More files than a server asks for at one time go up in one sync all the same.
func TestManyFilesGoUpInOneSync(t *testing.T) {
	w, a, _ := written(t, 0, 0)
	carrier := w.Join("son-la", "chi", emulation.RoleStaff)
	carrier.Sync()
	const n = 3*wire.MaxAsked + 1
	var blobs []changeset.BlobName
	for i := range n {
		blobs = append(blobs, attach(t, a, "son-la", fmt.Sprint(i), 10))
	}
	if r := a.Sync(); r.ChunksUp != n {
		t.Fatalf("%d of %d files up, in %d round trips", r.ChunksUp, n, r.RoundTrips)
	}
	if r := carrier.Sync(); r.ChunksDown != n || !whole(t, carrier, blobs[n-1]) {
		t.Fatalf("%d of %d files down", r.ChunksDown, n)
	}
}

// insatiable is a server's store that has nothing of any file, whatever it was brought.
type insatiable struct{ desk.Store }

func (insatiable) MissingChunks(name changeset.BlobName) ([]byte, error) {
	return bytes.Repeat([]byte{0xff}, int(name.Chunks()+7)/8), nil
}

// counted gives up when so many chunks went up.
type counted struct {
	hub.Local
	left int
}

func (c *counted) PutChunk(ctx context.Context, opening []byte, name changeset.BlobName, n int64, body []byte) error {
	if c.left--; c.left < 0 {
		return errLine
	}
	return c.Local.PutChunk(ctx, opening, name, n, body)
}

// A server that names the same files as missing for ever is brought each chunk once in a sync, and the sync ends.
func TestAttackServerThatLacksTheSameForEver(t *testing.T) {
	w, a, _ := written(t, 0, 0)
	const n = wire.MaxAsked
	for i := range n {
		attach(t, a, "son-la", fmt.Sprint(i), 10)
	}
	w.Store = insatiable{w.Store}
	w.OpenHub()
	for range 2 { // and in the next sync again
		a.Transport = &counted{hub.Local{Hub: w.Hub}, n}
		if r, err := a.Client.Once(t.Context()); err != nil || r.ChunksUp != n {
			t.Fatalf("%d chunks of %d files: %v", r.ChunksUp, n, err)
		}
	}
}
