package hub_test

import (
	"bytes"
	"crypto/ed25519"
	"maps"
	"slices"
	"testing"
	"time"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/internal/testdesk"
	"thidua/sync/changeset"
	"thidua/sync/identity"
	"thidua/sync/judge"
	"thidua/sync/wire"
)

// onlyTicket fails unless the answer holds a ticket and nothing else.
func onlyTicket(t *testing.T, a answered) {
	t.Helper()
	if a.ticket == nil || a.end == nil {
		t.Fatal("no ticket")
	}
	if a.view != nil || len(a.acks)+len(a.entries)+len(a.checkpoints)+len(a.problems)+len(a.blobs) != 0 {
		t.Fatalf("more than a ticket was handed out: %+v", a)
	}
}

func TestNothingIsHandedOutWithoutProof(t *testing.T) {
	w, a, b := two(t)
	good := ticketOf(t, w, a.Private)
	old := ticketOf(t, w, a.Private)
	newer := ticketOf(t, w, a.Private)
	if got := ask(t, w, request(t, w, a.Private, newer, wire.Header{})); got.view == nil {
		t.Fatal("a right request was not answered")
	}
	flipped := bytes.Clone(good)
	flipped[3] ^= 1
	forged := request(t, w, b.Private, ticketOf(t, w, a.Private), wire.Header{}) // another key with a's ticket, in its own name
	stranger := testdesk.Key("stranger")
	for name, raw := range map[string][]byte{
		"no ticket":              request(t, w, a.Private, nil, wire.Header{}),
		"altered ticket":         request(t, w, a.Private, flipped, wire.Header{}),
		"older ticket":           request(t, w, a.Private, old, wire.Header{}),
		"another's ticket":       forged,
		"key without invitation": request(t, w, stranger, ticketOf(t, w, stranger), wire.Header{}),
	} {
		t.Run(name, func(t *testing.T) { onlyTicket(t, ask(t, w, raw)) })
	}
	t.Run("ended ticket", func(t *testing.T) {
		ticket := ticketOf(t, w, a.Private)
		w.Clock.Forward(31 * 24 * time.Hour)
		onlyTicket(t, ask(t, w, request(t, w, a.Private, ticket, wire.Header{})))
	})
	t.Run("signature of another body", func(t *testing.T) {
		signed := request(t, w, a.Private, ticketOf(t, w, a.Private), wire.Header{Nonce: []byte("signed")})
		other := request(t, w, a.Private, nil, wire.Header{Nonce: []byte("other")})
		r, err := wire.ParseRequest(signed)
		if err != nil {
			t.Fatal(err)
		}
		o, err := wire.ParseRequest(other)
		if err != nil {
			t.Fatal(err)
		}
		onlyTicket(t, ask(t, w, append(bytes.Clone(signed[:len(signed)-len(r.Body)]), o.Body...)))
	})
}

func TestReplayedRequestIsWorthNothing(t *testing.T) {
	w, a, _ := two(t)
	c := a.Compose(w.Cluster, "comment", changeset.Operation{Kind: "comment", Key: changeset.NewKey(testdesk.ID("s"), "1"), New: true, Field: "text",
		Value: changeset.MustEncode("x")})
	raw := request(t, w, a.Private, ticketOf(t, w, a.Private), wire.Header{Nonce: []byte("one")}, c)
	first := ask(t, w, raw)
	if len(first.acks) != 1 || len(first.entries) == 0 {
		t.Fatalf("the request itself: %+v", first)
	}
	before := sizes(t, w)
	w.Clock.Forward(61 * time.Second)
	onlyTicket(t, ask(t, w, raw))
	if !maps.Equal(before, sizes(t, w)) {
		t.Fatal("a replayed request changed a log")
	}
	// The same ticket with another request is what a desk sends after a cut.
	again := ask(t, w, request(t, w, a.Private, ticketUsedBy(t, raw), wire.Header{Nonce: []byte("two")}, c))
	if len(again.acks) != 1 || !bytes.Equal(again.acks[0].Leaf, first.acks[0].Leaf) {
		t.Fatalf("a change sent again is answered with its leaf: %+v", again.acks)
	}
	if !maps.Equal(before, sizes(t, w)) {
		t.Fatal("a change sent again was taken twice")
	}
}

// A line that sends everything several times gives the desk the last answer: it is as good as the first, nothing is taken twice, and whoever
// sends on is worth nothing.
func TestARepeatedRequestIsAnsweredAsTheFirstTime(t *testing.T) {
	w, a, _ := two(t)
	c := a.Compose(w.Cluster, "comment", changeset.Operation{Kind: "comment", Key: changeset.NewKey(testdesk.ID("s"), "1"), New: true, Field: "text",
		Value: changeset.MustEncode("x")})
	raw := request(t, w, a.Private, ticketOf(t, w, a.Private), wire.Header{}, c)
	first := ask(t, w, raw)
	before := sizes(t, w)
	for n := range 3 {
		again := ask(t, w, raw)
		if again.view == nil || len(again.acks) != 1 || !bytes.Equal(again.acks[0].Leaf, first.acks[0].Leaf) || len(again.entries) != len(first.entries) {
			t.Fatalf("repeat %d: %+v", n+1, again)
		}
	}
	onlyTicket(t, ask(t, w, raw))
	if !maps.Equal(before, sizes(t, w)) {
		t.Fatal("a repeated request changed a log")
	}
}

func ticketUsedBy(t *testing.T, raw []byte) []byte {
	t.Helper()
	r, err := wire.ParseRequest(raw)
	if err != nil {
		t.Fatal(err)
	}
	return r.Ticket
}

func TestAnotherUnitsLogIsRefused(t *testing.T) {
	w, a, b := two(t)
	b.Score("cao-bang", "1.1", "8")
	b.Sync()
	secret := testdesk.UnitScope("cao-bang")
	before := sizes(t, w)
	foreign := a.Compose(secret, "score", record.Score.Input.Op(record.SheetColumn{Sheet: testdesk.ID("s"), Criterion: "1.1", Column: "self"}, emulation.Fields{"value": "0"}))
	got := ask(t, w, request(t, w, a.Private, ticketOf(t, w, a.Private), wire.Header{Cursors: []wire.Cursor{{Scope: secret}}}, foreign))
	if len(got.problems) != 1 || got.problems[0].Scope != secret || got.problems[0].Key != "sync.not-yours" || got.problems[0].Code != emulation.Forbidden {
		t.Fatalf("asking for another unit's log: %+v", got.problems)
	}
	for _, e := range got.entries {
		if e.Scope == secret {
			t.Fatal("an entry of another unit's log was handed out")
		}
	}
	for _, s := range got.view.Scopes {
		if s == secret {
			t.Fatal("another unit's log is among those that may be read")
		}
	}
	if len(got.acks) != 1 || got.acks[0].Reason != judge.RefusedScope || got.acks[0].Identity != foreign.Identity {
		t.Fatalf("writing into another unit's log: %+v", got.acks)
	}
	if !maps.Equal(before, sizes(t, w)) {
		t.Fatal("a log grew")
	}
	office := ask(t, w, request(t, w, w.Office.Private, ticketOf(t, w, w.Office.Private), wire.Header{Cursors: []wire.Cursor{{Scope: secret}}}))
	if len(office.problems) != 1 || office.problems[0].Key != "sync.not-yours" {
		t.Fatalf("the office asks for a unit's log: %+v", office.problems)
	}
}

// A unit that has written nothing asks for its own log, of which there is nothing yet; only to others it is not theirs.
func TestAUnitsEmptyLogIsNotRefusedToItself(t *testing.T) {
	w, a, b := two(t)
	own := testdesk.UnitScope("son-la")
	if sizes(t, w)[own] != 0 {
		t.Fatal("the log has begun")
	}
	asked := func(by *testdesk.Desk, want ...string) {
		t.Helper()
		got := ask(t, w, request(t, w, by.Private, ticketOf(t, w, by.Private), wire.Header{Cursors: []wire.Cursor{{Scope: own}}}))
		if keys := emulation.Map(got.problems, func(p wire.Problem) string { return p.Key }); !slices.Equal(keys, want) || got.view == nil {
			t.Errorf("asking for a log that has not begun: %q, not %q", keys, want)
		}
	}
	asked(a)
	asked(b, "sync.not-yours")
	asked(w.Office, "sync.not-yours")
}

func TestRefusedChangesAreAnsweredAndNotLogged(t *testing.T) {
	w, a, b := two(t)
	op := changeset.Operation{Kind: "comment", Key: changeset.NewKey(testdesk.ID("s"), "1"), New: true, Field: "text", Value: changeset.MustEncode("x")}
	good := a.Compose(w.Cluster, "comment", op)
	gap := good.Change
	gap.Seq, gap.Previous = 7, emulation.Digest([]byte("nobody's"))
	gapped, err := gap.Sign(a.Private)
	if err != nil {
		t.Fatal(err)
	}
	wrong, err := good.Change.Sign(b.Private) // b signs in a's name
	if err != nil {
		t.Fatal(err)
	}
	broken := *good
	broken.Raw = append(bytes.Clone(good.Raw), 0)
	strangers := testdesk.Key("stranger")
	foreign := good.Change
	foreign.Log = identity.PublicOf(strangers).LogID()
	unknown, err := foreign.Sign(strangers)
	if err != nil {
		t.Fatal(err)
	}
	before := sizes(t, w)
	for _, tc := range []struct {
		name, reason string
		change       *changeset.Signed
		from         uint64
	}{
		{"gap", judge.RefusedGap, gapped, 1},
		{"wrong key", judge.RefusedSignature, wrong, 0},
		{"key nobody certified", judge.RefusedKey, unknown, 0},
		{"trailing byte", judge.RefusedBytes, &broken, 0},
	} {
		t.Run(tc.name, func(t *testing.T) {
			got := ask(t, w, request(t, w, a.Private, ticketOf(t, w, a.Private), wire.Header{}, tc.change))
			if len(got.acks) != 1 || got.acks[0].Reason != tc.reason || got.acks[0].From != tc.from || got.acks[0].Leaf != nil {
				t.Fatalf("%+v", got.acks)
			}
			if !maps.Equal(before, sizes(t, w)) {
				t.Fatal("a log grew")
			}
		})
	}
}

// One ticket is good for so many requests, however they differ.
func TestAttackOneTicketForEver(t *testing.T) {
	w, a, _ := two(t)
	ticket := ticketOf(t, w, a.Private)
	proved := 0
	for i := range 300 {
		got := ask(t, w, request(t, w, a.Private, ticket, wire.Header{Nonce: []byte{byte(i), byte(i >> 8)}}))
		if got.view != nil {
			proved++
		}
	}
	if proved != 256 {
		t.Errorf("%d requests were answered with one ticket", proved)
	}
}

// A recorded request for a chunk is worth nothing once its desk has used a newer ticket, also after a start of the server.
func TestAttackRecordedChunkRequest(t *testing.T) {
	w, _, b := two(t)
	blob, err := b.DB.PutBlob(bytes.NewReader([]byte("secret")))
	if err != nil {
		t.Fatal(err)
	}
	b.Write(testdesk.UnitScope("cao-bang"), "evidence", record.Evidence.File.Make(record.SheetCriterion{Sheet: testdesk.ID("sheet"), Criterion: "1.1"},
		emulation.Evidence{Name: "x", Root: blob.Root, Length: blob.Length, Size: 6}))
	b.Sync()
	opening := func(ticket []byte) []byte {
		t.Helper()
		raw, err := wire.SignChunk(b.Judge.Tenant, b.Private, ticket, "GET", blob, 0, nil)
		if err != nil {
			t.Fatal(err)
		}
		return raw
	}
	get := func(opening []byte) error {
		_, err := w.Hub.GetChunk(opening, blob, 0, nil)
		return err
	}
	recorded := opening(ticketOf(t, w, b.Private))
	if err := get(recorded); err != nil {
		t.Fatal(err)
	}
	newer := ticketOf(t, w, b.Private)
	if ask(t, w, request(t, w, b.Private, newer, wire.Header{})).view == nil {
		t.Fatal("not proved")
	}
	if err := get(opening(newer)); err != nil {
		t.Errorf("with the newest ticket: %v", err)
	}
	for _, when := range []string{"before", "after"} {
		if err := get(recorded); emulation.KeyOf(err) != "sync.ticket" {
			t.Errorf("%s a start: %v", when, err)
		}
		w.OpenHub()
	}
}

// Who may read nothing any more carries no files either.
func TestAttackChunksOfABarredCaller(t *testing.T) {
	w, a, b := two(t)
	content := bytes.Repeat([]byte("x"), 100)
	blob, err := b.DB.PutBlob(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	b.Write(testdesk.UnitScope("cao-bang"), "evidence", record.Evidence.File.Make(record.SheetCriterion{Sheet: testdesk.ID("sheet"), Criterion: "1.1"},
		emulation.Evidence{Name: "x", Root: blob.Root, Length: blob.Length, Size: 100}))
	b.Sync()
	chunk, path, err := b.DB.Chunk(blob, 0)
	if err != nil {
		t.Fatal(err)
	}
	body, err := (&wire.Chunk{Path: path, Data: chunk}).Encode()
	if err != nil {
		t.Fatal(err)
	}
	carry := func(ticket []byte) (put, get error) {
		t.Helper()
		up, err := wire.SignChunk(b.Judge.Tenant, b.Private, ticket, "PUT", blob, 0, body)
		if err != nil {
			t.Fatal(err)
		}
		down, err := wire.SignChunk(b.Judge.Tenant, b.Private, ticket, "GET", blob, 0, nil)
		if err != nil {
			t.Fatal(err)
		}
		_, get = w.Hub.GetChunk(down, blob, 0, nil)
		return w.Hub.PutChunk(up, blob, 0, body, nil), get
	}
	if put, get := carry(ticketOf(t, w, b.Private)); put != nil || get != nil {
		t.Fatal(put, get)
	}
	w.Office.Write(w.Control, "revoke", record.Revocation.Op(record.ByLog{Log: b.Log}, emulation.Revocation{Reason: "stolen"}))
	w.Office.Sync()
	a.Sync()
	if put, get := carry(ticketOf(t, w, b.Private)); emulation.KeyOf(put) != "sync.revoked" || emulation.KeyOf(get) != "sync.revoked" {
		t.Error(put, get)
	}
}

// A server is nobody's disk: a whole and right chunk of a file that no accepted change names is not stored.
func TestAttackFileNobodyNamed(t *testing.T) {
	w, _, b := two(t)
	blob, err := b.DB.PutBlob(bytes.NewReader([]byte("stuff")))
	if err != nil {
		t.Fatal(err)
	}
	chunk, path, err := b.DB.Chunk(blob, 0)
	if err != nil {
		t.Fatal(err)
	}
	body, err := (&wire.Chunk{Path: path, Data: chunk}).Encode()
	if err != nil {
		t.Fatal(err)
	}
	opening, err := wire.SignChunk(b.Judge.Tenant, b.Private, ticketOf(t, w, b.Private), "PUT", blob, 0, body)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Hub.PutChunk(opening, blob, 0, body, nil); emulation.KeyOf(err) != "sync.blob-unknown" {
		t.Error(err)
	}
	if kept, _, err := w.Store.Chunk(blob, 0); err != nil || kept != nil {
		t.Errorf("%d bytes were stored: %v", len(kept), err)
	}
}

// Cao Bằng's file is nobody else's: another unit, and the office, are answered as if there were none.
func TestAnotherUnitsFileIsRefused(t *testing.T) {
	w, a, b := two(t)
	blob, err := b.DB.PutBlob(bytes.NewReader([]byte("secret")))
	if err != nil {
		t.Fatal(err)
	}
	b.Write(testdesk.UnitScope("cao-bang"), "evidence", record.Evidence.File.Make(record.SheetCriterion{Sheet: testdesk.ID("sheet"), Criterion: "1.1"},
		emulation.Evidence{Name: "x", Root: blob.Root, Length: blob.Length, Size: 6}))
	b.Sync()
	fetch := func(key ed25519.PrivateKey) error {
		t.Helper()
		opening, err := wire.SignChunk(b.Judge.Tenant, key, ticketOf(t, w, key), "GET", blob, 0, nil)
		if err != nil {
			t.Fatal(err)
		}
		_, err = w.Hub.GetChunk(opening, blob, 0, nil)
		return err
	}
	if err := fetch(b.Private); err != nil {
		t.Fatal(err)
	}
	for name, key := range map[string]ed25519.PrivateKey{"another unit": a.Private, "the office": w.Office.Private} {
		if err := fetch(key); emulation.KeyOf(err) != "sync.blob-unknown" {
			t.Errorf("%s: %v", name, err)
		}
	}
}
