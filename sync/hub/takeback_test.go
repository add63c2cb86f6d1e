package hub_test

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"io"
	"path/filepath"
	"testing"
	"time"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/internal/testdesk"
	"thidua/sync/changeset"
	"thidua/sync/hub"
	"thidua/sync/wire"
)

// lay opens the hub on a copy of its store, told that it is one or not.
func lay(t *testing.T, w *testdesk.World, kept string, told bool) {
	t.Helper()
	w.Dir = t.TempDir()
	copyTo(t, w, kept, w.Dir)
	w.OpenStore()
	w.OpenHub()
	if told {
		if err := w.Hub.FellBehind(); err != nil {
			t.Fatal(err)
		}
	}
}

// copyOf keeps the store as it is: the server is stopped for it, and started again.
func copyOf(t *testing.T, w *testdesk.World) (kept string) {
	t.Helper()
	if err := w.Store.Close(); err != nil {
		t.Fatal(err)
	}
	kept = t.TempDir()
	copyTo(t, w, w.Dir, kept)
	w.OpenStore()
	w.OpenHub()
	return kept
}

func copyTo(t *testing.T, w *testdesk.World, from, to string) {
	t.Helper()
	if err := w.Disk.Copy(filepath.Join(from, "server"), filepath.Join(to, "server")); err != nil {
		t.Fatal(err)
	}
}

// word is what the server signs of a log as it stands.
func word(t testing.TB, w *testdesk.World, scope changeset.Scope) []byte {
	t.Helper()
	head, err := w.Store.Log(scope)
	if err != nil {
		t.Fatal(err)
	}
	note, err := changeset.Checkpoint{Tenant: w.Office.Judge.Tenant, Scope: scope, Generation: head.Generation, Size: head.Size, Root: head.Root()}.Sign(w.Server)
	if err != nil {
		t.Fatal(err)
	}
	return note
}

// rest are the leaves of a log from an index on.
func rest(t testing.TB, s hub.Store, scope changeset.Scope, from uint64) (out []wire.Entry) {
	t.Helper()
	if err := s.Entries(scope, from, func(e *changeset.Entry) error {
		out = append(out, wire.Entry{Scope: scope, Leaf: e.LeafRaw, Change: e.Raw, Detached: e.Detached})
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return out
}

// stripped are leaves without what stands beside them.
func stripped(entries []wire.Entry) []wire.Entry {
	out := append([]wire.Entry(nil), entries...)
	for i := range out {
		out[i].Detached = nil
	}
	return out
}

// giveBack sends a request with returns; cut ends it before its last byte.
func giveBack(t testing.TB, w *testdesk.World, key ed25519.PrivateKey, cut bool, h wire.Header, back func(out *wire.RequestWriter)) (hub.Outcome, *bytes.Buffer, error) {
	t.Helper()
	ticket := ticketOf(t, w, key)
	out, err := wire.NewRequest(&h, 0)
	if err != nil {
		t.Fatal(err)
	}
	back(out)
	raw, err := out.Seal(w.Office.Judge.Tenant, key, ticket)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	o, err := w.Hub.Sync(context.Background(), raw, !cut, &b, nil)
	return o, &b, err
}

// returned adds one return.
func returned(t testing.TB, note []byte, from uint64, entries []wire.Entry) func(*wire.RequestWriter) {
	return func(out *wire.RequestWriter) {
		if err := out.Return(&wire.Return{Note: note, From: from, Entries: uint64(len(entries))}, entries); err != nil {
			t.Fatal(err)
		}
	}
}

// Names are under no signature of the server. Whoever brings leaves back without them, first and on a cut line or as a member of the office, does
// not make them lost: they are kept when they come, with the leaf or with the change itself.
func TestNamesStrippedFromWhatComesBack(t *testing.T) {
	for _, brought := range []string{"returned", "pushed"} {
		t.Run(brought, func(t *testing.T) {
			w, a, b := two(t)
			kept := copyOf(t, w)
			before := sizes(t, w)[w.Control]
			d := changeset.Detached{Salt: [32]byte{1}, Value: []byte("Nguyễn Văn An")}
			a.WriteDetached(w.Control, "name", []changeset.Detached{d}, record.Person.Op(record.ByPerson{Person: testdesk.ID("person an")}, d.Commitment()))
			a.Sync()
			note, leaves := word(t, w, w.Control), rest(t, w.Store, w.Control, before)
			if len(leaves) == 0 || len(leaves[0].Detached) != 1 {
				t.Fatalf("%d leaves", len(leaves))
			}
			lay(t, w, kept, true)
			if o, _, _ := giveBack(t, w, testdesk.Key("stranger"), true, wire.Header{Nonce: []byte("1")}, returned(t, note, before, stripped(leaves))); o.Back != 0 {
				t.Errorf("a stranger brought %d leaves without their names", o.Back)
			}
			if o, _, err := giveBack(t, w, b.Private, false, wire.Header{Nonce: []byte("1")}, returned(t, note, before, stripped(leaves))); err != nil || o.Back != len(leaves) {
				t.Fatalf("a member brought %d of %d leaves: %v", o.Back, len(leaves), err)
			}
			back := returned(t, note, before, leaves)
			if brought == "pushed" {
				back = func(out *wire.RequestWriter) {
					if err := out.Push(&wire.Push{Change: leaves[0].Change, Detached: leaves[0].Detached}); err != nil {
						t.Fatal(err)
					}
				}
			}
			for range 2 {
				if _, _, err := giveBack(t, w, a.Private, false, wire.Header{Nonce: []byte("2")}, back); err != nil {
					t.Fatal(err)
				}
			}
			if e, err := w.Store.Entry(w.Control, before); err != nil || len(e.Detached) != 1 || string(e.Detached[0].Value) != "Nguyễn Văn An" {
				t.Errorf("the name is lost: %+v %v", e, err)
			}
		})
	}
}

// What who is not proved sends is not worked on: of thousands of returns none is looked at, and who is proved may send no more than a desk does.
func TestReturnsOfWhoIsNotProved(t *testing.T) {
	w, a, _ := two(t)
	note, kept := word(t, w, w.Cluster), copyOf(t, w)
	from := sizes(t, w)[w.Cluster]
	a.Comment("acknowledged")
	a.Sync()
	longer, leaves := word(t, w, w.Cluster), rest(t, w.Store, w.Cluster, from)
	lay(t, w, kept, false)
	many := func(out *wire.RequestWriter) {
		for range wire.MaxReturns + 1 {
			returned(t, note, 0, nil)(out)
		}
	}
	for name, key := range map[string]ed25519.PrivateKey{"stranger": testdesk.Key("stranger"), "member": a.Private} {
		if _, _, err := giveBack(t, w, key, false, wire.Header{Nonce: []byte("1")}, many); emulation.KeyOf(err) != "wire.too-many" {
			t.Errorf("%s: %v", name, err)
		}
	}
	if o, _, err := giveBack(t, w, testdesk.Key("stranger"), false, wire.Header{Nonce: []byte("1")}, returned(t, longer, from, leaves)); err != nil || o.Back != 0 {
		t.Errorf("a stranger brought %d leaves: %v", o.Back, err)
	}
	if lost, err := w.Hub.Lost(); err != nil || len(lost) != 0 {
		t.Errorf("a stranger stopped the logs: %+v %v", lost, err)
	}
	old := ticketOf(t, w, a.Private)
	if o, _, err := giveBack(t, w, a.Private, false, wire.Header{Nonce: []byte("1")}, returned(t, longer, from, leaves)); err != nil || o.Back != len(leaves) {
		t.Errorf("a member brought %d of %d leaves: %v", o.Back, len(leaves), err)
	}
	if o, err := w.Hub.Sync(context.Background(), request(t, w, a.Private, old, wire.Header{}), true, new(bytes.Buffer), nil); err != nil || o.Proved {
		t.Errorf("a ticket of before the copy was found counts: %v", err)
	}
}

// The server was restored to before a desk joined: its key is not known any more, so no certificate says that it is waited for. The invitation
// does, and the desk is asked for the control log before it is proved.
func TestDeskThatJoinedAfterTheBackup(t *testing.T) {
	w, a, b := two(t)
	seed := w.Invite("son-la", "chi", emulation.RoleStaff)
	for _, d := range []*testdesk.Desk{w.Office, a, b, w.Office} {
		d.Sync()
	}
	kept := copyOf(t, w)
	from := sizes(t, w)[w.Control]
	c := w.NewDesk("chi", testdesk.Key("chi"))
	c.Accept(c.Fetch(seed))
	c.Sync()
	note, leaves := word(t, w, w.Control), rest(t, w.Store, w.Control, from)
	lay(t, w, kept, true)
	for range 2 {
		for _, d := range []*testdesk.Desk{a, b, w.Office} {
			d.Sync()
		}
	}
	if lost, err := w.Hub.Lost(); err != nil || len(lost) != 1 || len(lost[0].Waiting) != 1 {
		t.Fatalf("who joined after the backup is not waited for: %+v %v", lost, err)
	}
	cursors, err := c.Cursors()
	if err != nil {
		t.Fatal(err)
	}
	_, answer, err := giveBack(t, w, c.Private, false, wire.Header{Nonce: []byte("1"), Cursors: cursors}, func(*wire.RequestWriter) {})
	if err != nil {
		t.Fatal(err)
	}
	if l := lacks(t, answer); len(l) != 1 || l[0].Scope != w.Control || l[0].Size != from {
		t.Fatalf("it is asked for %+v", l)
	}
	if o, _, err := giveBack(t, w, c.Private, false, wire.Header{Nonce: []byte("2"), Cursors: cursors}, returned(t, note, from, leaves)); err != nil || o.Back != len(leaves) || !o.Proved {
		t.Fatalf("%d of %d leaves came back, proved %t: %v", o.Back, len(leaves), o.Proved, err)
	}
	for range 2 {
		for _, d := range []*testdesk.Desk{w.Office, a, b, c} {
			d.Sync()
		}
	}
	if lost, err := w.Hub.Lost(); err != nil || len(lost) != 0 {
		t.Errorf("the logs do not go on: %+v %v", lost, err)
	}
}

// A copy of an earlier generation is not heard as one that holds nothing more: the desk is asked for what it has.
func TestCopyOfALaterGenerationIsAsked(t *testing.T) {
	w, a, _ := two(t)
	if err := w.Hub.FellBehind(); err != nil {
		t.Fatal(err)
	}
	cursors, err := a.Cursors()
	if err != nil {
		t.Fatal(err)
	}
	for i := range cursors {
		cursors[i].Generation++
	}
	_, answer, err := giveBack(t, w, a.Private, false, wire.Header{Nonce: []byte("1"), Cursors: cursors}, func(*wire.RequestWriter) {})
	if err != nil {
		t.Fatal(err)
	}
	if l := lacks(t, answer); len(l) == 0 {
		t.Error("the desk is not asked")
	}
	if lost, err := w.Hub.Lost(); err != nil || len(lost) != 1 || len(lost[0].Heard) != 0 {
		t.Errorf("it was heard: %+v %v", lost, err)
	}
}

func lacks(t *testing.T, answer *bytes.Buffer) (out []wire.Lack) {
	t.Helper()
	items := wire.NewReader(answer, 64<<20)
	defer items.Close()
	for {
		item, err := items.Next()
		if err == io.EOF {
			return out
		}
		if err != nil {
			t.Fatal(err)
		}
		if l, ok := item.(*wire.Lack); ok {
			out = append(out, *l)
		}
	}
}

// A file is whose people named it first also where a restored server hears of it in another order: the leaves that come back say when each was given.
func TestWhoseAFileIsComesBack(t *testing.T) {
	w, a, b := two(t)
	kept := copyOf(t, w)
	blob, err := b.DB.PutBlob(bytes.NewReader([]byte("secret")))
	if err != nil {
		t.Fatal(err)
	}
	name := func(d *testdesk.Desk, unit string) {
		d.Write(testdesk.UnitScope(unit), "evidence", record.Evidence.File.Make(record.SheetCriterion{Sheet: testdesk.ID("sheet"), Criterion: "1.1"},
			emulation.Evidence{Name: "x", Root: blob.Root, Length: blob.Length, Size: 6}))
		d.Sync()
	}
	name(b, "cao-bang")
	w.Clock.Forward(time.Minute)
	name(a, "son-la") // who came by the name of it
	get := func(d *testdesk.Desk) error {
		t.Helper()
		opening, err := wire.SignChunk(d.Judge.Tenant, d.Private, ticketOf(t, w, d.Private), "GET", blob, 0, nil)
		if err != nil {
			t.Fatal(err)
		}
		_, err = w.Hub.GetChunk(opening, blob, 0, nil)
		return err
	}
	if mine, other := get(b), get(a); mine != nil || emulation.KeyOf(other) != "sync.blob-unknown" {
		t.Fatalf("the owner: %v, the other: %v", mine, other)
	}
	var back [2]func(*wire.RequestWriter)
	for i, unit := range []string{"son-la", "cao-bang"} { // the later one first
		scope := testdesk.UnitScope(unit)
		back[i] = returned(t, word(t, w, scope), 0, rest(t, w.Store, scope, 0))
	}
	lay(t, w, kept, true)
	w.Clock.Forward(24 * time.Hour)
	for i, d := range []*testdesk.Desk{a, b} {
		if o, _, err := giveBack(t, w, d.Private, false, wire.Header{Nonce: []byte{byte(i)}}, back[i]); err != nil || o.Back != 1 {
			t.Fatal(o.Back, err)
		}
	}
	if mine, other := get(b), get(a); emulation.KeyOf(mine) == "sync.blob-unknown" || emulation.KeyOf(other) != "sync.blob-unknown" {
		t.Errorf("restored: the owner: %v, the other: %v", mine, other)
	}
}
