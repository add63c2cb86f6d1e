package hub_test

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/internal/desk"
	"thidua/internal/testdesk"
	"thidua/sync/changeset"
	"thidua/sync/wire"
)

// names has a desk name n files in its unit's log that nobody has.
func names(t testing.TB, d *testdesk.Desk, unit string, n int) {
	t.Helper()
	for from := 0; from < n; from += 300 {
		var ops []changeset.Operation
		for i := from; i < min(n, from+300); i++ {
			ops = append(ops, record.Evidence.File.Make(record.SheetCriterion{Sheet: testdesk.ID("sheet"), Criterion: "1.1"},
				emulation.Evidence{Name: fmt.Sprint(i), Root: emulation.Digest([]byte(unit + fmt.Sprint(i))), Length: 100, Size: 68}))
		}
		d.Write(testdesk.UnitScope(unit), "evidence", ops...)
	}
	d.Sync()
}

// looking counts how often a store is asked what is missing of a file, and says that all is there if told so.
type looking struct {
	desk.Store
	looks int
	whole bool
}

func (l *looking) MissingChunks(name changeset.BlobName) ([]byte, error) {
	l.looks++
	if l.whole {
		return nil, nil
	}
	return l.Store.MissingChunks(name)
}

// Files that are named and never come: an answer asks for some of them, whatever was named, in its turn each, and looks at no more.
func TestAttackNamedFilesThatNeverCome(t *testing.T) {
	w, a, b := two(t)
	colleague := w.Join("son-la", "chi", emulation.RoleStaff)
	colleague.Sync()
	names(t, a, "son-la", 1000)
	store := &looking{Store: w.Store}
	w.Store = store
	w.OpenHub()
	seen := map[changeset.BlobName]int{}
	for range (1000 + wire.MaxAsked - 1) / wire.MaxAsked {
		w.Clock.Forward(time.Hour)
		store.looks = 0
		got := ask(t, w, request(t, w, colleague.Private, ticketOf(t, w, colleague.Private), wire.Header{}))
		if len(got.blobs) > wire.MaxAsked || store.looks > wire.MaxAsked {
			t.Fatalf("%d files are asked for, %d looked at", len(got.blobs), store.looks)
		}
		for _, s := range got.blobs {
			seen[s.Blob]++
		}
	}
	if got := ask(t, w, request(t, w, a.Private, ticketOf(t, w, a.Private), wire.Header{})); len(got.blobs) != wire.MaxAsked {
		t.Errorf("who named them is asked for %d at once", len(got.blobs))
	}
	if len(seen) != 1000 {
		t.Errorf("%d of 1000 had their turn", len(seen))
	}
	if got := ask(t, w, request(t, w, b.Private, ticketOf(t, w, b.Private), wire.Header{})); len(got.blobs) != 0 {
		t.Error("another unit is asked for them")
	}
	if got := ask(t, w, request(t, w, colleague.Private, ticketOf(t, w, colleague.Private), wire.Header{})); len(got.blobs) != 0 {
		t.Error("who brought nothing is asked again at once")
	}
	t.Run("what one named oneself comes first", func(t *testing.T) {
		colleague.Write(testdesk.UnitScope("son-la"), "evidence", record.Evidence.File.Make(record.SheetCriterion{Sheet: testdesk.ID("sheet"), Criterion: "1.1"},
			emulation.Evidence{Name: "own", Root: emulation.Digest([]byte("own")), Length: 100, Size: 68}))
		colleague.Sync()
		for range 3 {
			got := ask(t, w, request(t, w, colleague.Private, ticketOf(t, w, colleague.Private), wire.Header{}))
			if len(got.blobs) == 0 || got.blobs[0].Blob.Root != emulation.Digest([]byte("own")) {
				t.Errorf("%d files are asked for, and not it", len(got.blobs))
			}
		}
	})
}

// A member who brings a chunk of a whole file again and again, and says each time that it lacks the file, makes nobody's list longer: what is
// really lacking of an absent author is asked for at once when it comes.
func TestAttackFileThatComesAgainAndAgain(t *testing.T) {
	w, a, _ := two(t)
	member := w.Join("son-la", "chi", emulation.RoleStaff)
	member.Sync()
	content := bytes.Repeat([]byte("photo"), 100)
	whole, err := a.DB.PutBlob(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	a.Write(testdesk.UnitScope("son-la"), "evidence", record.Evidence.File.Make(record.SheetCriterion{Sheet: testdesk.ID("sheet"), Criterion: "1.1"},
		emulation.Evidence{Name: "whole", Root: whole.Root, Length: whole.Length, Size: uint64(len(content))}))
	names(t, a, "son-la", 1)
	data, path, err := a.DB.Chunk(whole, 0)
	if err != nil {
		t.Fatal(err)
	}
	body, err := (&wire.Chunk{Path: path, Data: data}).Encode()
	if err != nil {
		t.Fatal(err)
	}
	ticket := ticketOf(t, w, member.Private)
	lacks := wire.BlobState{Blob: whole, Missing: []byte{1}}
	for i := range 100 {
		opening, err := wire.SignChunk(member.Judge.Tenant, member.Private, ticket, "PUT", whole, 0, body)
		if err != nil {
			t.Fatal(err)
		}
		if err := w.Hub.PutChunk(opening, whole, 0, body, nil); err != nil {
			t.Fatal(err)
		}
		ask(t, w, request(t, w, member.Private, ticket, wire.Header{Nonce: []byte(fmt.Sprint(i)), Blobs: []wire.BlobState{lacks}}))
	}
	for i := range 4 {
		got := ask(t, w, request(t, w, a.Private, ticketOf(t, w, a.Private), wire.Header{}))
		if len(got.blobs) != 1 || got.blobs[0].Blob == whole {
			t.Errorf("request %d: %d files are asked for", i, len(got.blobs))
		}
	}
}

// What is whole costs one look at each file in the life of a server, and nothing from then on.
func TestFilesThatAreHereCostNothing(t *testing.T) {
	w, a, _ := two(t)
	names(t, a, "son-la", 200)
	store := &looking{Store: w.Store, whole: true}
	w.Store = store
	w.OpenHub()
	for range 10 {
		if got := ask(t, w, request(t, w, a.Private, ticketOf(t, w, a.Private), wire.Header{})); len(got.blobs) != 0 {
			t.Fatalf("%d files are asked for", len(got.blobs))
		}
	}
	if store.looks != 200 {
		t.Errorf("%d looks at 200 files", store.looks)
	}
}

// A file whose copy at the server is damaged comes again from whoever has it, once somebody noticed.
func TestDamagedFileIsAskedFor(t *testing.T) {
	w := testdesk.NewOnDisk(t)
	w.Found()
	a := w.Join("son-la", "an", emulation.RoleLeader)
	a.Sync()
	content := make([]byte, 3*changeset.BlobChunk)
	if _, err := io.ReadFull(testdesk.Random("photo"), content); err != nil {
		t.Fatal(err)
	}
	blob, err := a.DB.PutBlob(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	a.Write(testdesk.UnitScope("son-la"), "evidence", record.Evidence.File.Make(record.SheetCriterion{Sheet: testdesk.ID("sheet"), Criterion: "1.1"},
		emulation.Evidence{Name: "photo", Root: blob.Root, Length: blob.Length, Size: uint64(len(content))}))
	if r := a.Sync(); r.ChunksUp != 4 {
		t.Fatalf("%+v", r)
	}
	a.Sync() // the server finds that it is whole
	name := blob.String()
	path := filepath.Join(w.Dir, "server", "blobs", name[:2], name[2:])
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	raw[5] ^= 1
	if err := os.WriteFile(path, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	colleague := w.Join("son-la", "chi", emulation.RoleStaff)
	if r := colleague.Sync(); r.ChunksDown != 0 {
		t.Fatalf("the first to fetch it finds that it is damaged: %+v", r)
	}
	if r := a.Sync(); r.ChunksUp != 4 {
		t.Fatalf("who has it is asked: %+v", r)
	}
	if r := colleague.Sync(); r.ChunksDown != 4 {
		t.Fatalf("%+v", r)
	}
}

// asker asks again and again when there is nothing new.
type asker struct {
	w       *testdesk.World
	a       *testdesk.Desk
	cursors []wire.Cursor
	ticket  []byte
	n, down int
}

// asking is a desk in whose unit's log n files are named, of which the server looked at every one.
func asking(b *testing.B, n int, whole bool) *asker {
	w := testdesk.New(b)
	w.Found()
	author := w.Join("son-la", "an", emulation.RoleLeader)
	author.Sync()
	names(b, author, "son-la", n)
	k := &asker{w: w, a: w.Join("son-la", "chi", emulation.RoleStaff)}
	k.a.Sync()
	w.Store = &looking{Store: w.Store, whole: whole}
	w.OpenHub()
	for s, size := range sizes(b, w) {
		k.cursors = append(k.cursors, wire.Cursor{Scope: s, Size: size})
	}
	k.ticket = ticketOf(b, w, k.a.Private)
	for range n/wire.MaxAsked + 2 {
		k.once(b)
	}
	return k
}

func (k *asker) once(b *testing.B) time.Duration {
	k.n++
	raw := request(b, k.w, k.a.Private, k.ticket, wire.Header{Nonce: []byte(fmt.Sprint(k.n)), Cursors: k.cursors})
	var buf bytes.Buffer
	start := time.Now()
	if _, err := k.w.Hub.Sync(b.Context(), raw, true, &buf, nil); err != nil {
		b.Fatal(err)
	}
	took := time.Since(start)
	k.down = buf.Len()
	k.ticket = sortItems(b, &buf).ticket.Ticket
	return took
}

// BenchmarkNothingNew is a request with nothing new on either side, where files are named that are here, or are not: few, and many, in turn. The
// figure to hold is the ratio of their medians, 1.2.
func BenchmarkNothingNew(b *testing.B) {
	for _, whole := range []bool{true, false} {
		b.Run(fmt.Sprintf("here=%v", whole), func(b *testing.B) {
			few, many := asking(b, 5, whole), asking(b, 50_000, whole)
			var took [2][]time.Duration
			for b.Loop() {
				took[0] = append(took[0], few.once(b))
				took[1] = append(took[1], many.once(b))
			}
			slices.Sort(took[0])
			slices.Sort(took[1])
			middle := len(took[0]) / 2
			b.ReportMetric(float64(took[1][middle])/float64(took[0][middle]), "many/few")
			b.ReportMetric(float64(few.down), "bytes-few")
			b.ReportMetric(float64(many.down), "bytes-many")
		})
	}
}
