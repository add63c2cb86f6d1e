package wire_test

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"io"
	"reflect"
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/sync/changeset"
	"thidua/sync/wire"
)

var (
	seed   = sha256.Sum256([]byte("key"))
	key    = ed25519.NewKeyFromSeed(seed[:])
	public = key.Public().(ed25519.PublicKey)
	tenant = emulation.ID{7}
)

func sealed(t testing.TB, ticket []byte) []byte {
	t.Helper()
	w, err := wire.NewRequest(everything[0].(*wire.Header), 0)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Push(everything[1].(*wire.Push)); err != nil {
		t.Fatal(err)
	}
	raw, err := w.Seal(tenant, key, ticket)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func TestRequestIsSignedAsAWhole(t *testing.T) {
	raw := sealed(t, []byte("ticket"))
	r, err := wire.ParseRequest(raw)
	if err != nil {
		t.Fatal(err)
	}
	if r.Log != changeset.LogIDOf(public) || string(r.Ticket) != "ticket" || r.Protocol != wire.Version {
		t.Fatalf("%+v", r.Opening)
	}
	if err := r.Verify(tenant, public); err != nil {
		t.Fatal(err)
	}
	if err := r.Verify(emulation.ID{8}, public); err == nil {
		t.Error("the signature counts in another tenant")
	}
	for _, change := range []func(*wire.Request){
		func(r *wire.Request) { r.Ticket = []byte("tickeT") },
		func(r *wire.Request) { r.Body = append(bytes.Clone(r.Body), 0) },
		func(r *wire.Request) { r.Signature = r.Signature[:63] },
	} {
		other := *r
		change(&other)
		if err := other.Verify(tenant, public); emulation.KeyOf(err) != "changeset.signature" {
			t.Errorf("%v", err)
		}
	}
	items := r.Items(wire.MaxInflated)
	defer items.Close()
	for _, want := range everything[:2] {
		if got, err := items.Next(); err != nil || !reflect.DeepEqual(got, want) {
			t.Fatalf("%#v %v", got, err)
		}
	}
	if _, err := items.Next(); err != io.EOF {
		t.Fatal(err)
	}
}

func TestBrokenOpenings(t *testing.T) {
	opening := func(b []byte) []byte { return append([]byte{byte(len(b) >> 8), byte(len(b))}, b...) }
	long, err := changeset.Encode(wire.Opening{Ticket: make([]byte, wire.MaxTicket+1)})
	if err != nil {
		t.Fatal(err)
	}
	for name, tc := range map[string]struct {
		raw  []byte
		want string
	}{
		"empty":           {nil, "wire.cut"},
		"cut":             {sealed(t, nil)[:20], "wire.cut"},
		"too long":        {append([]byte{0xff, 0xff}, make([]byte, 70000)...), "wire.too-large"},
		"too long, a bit": {append([]byte{0xff, 0xff}, make([]byte, wire.MaxOpening)...), "wire.too-large"}, // whoever waited for the rest would have no room for it
		"no CBOR":         {opening([]byte("GET /")), "wire.malformed"},
		"long ticket":     {opening(long), "wire.malformed"},
		"request too big": {make([]byte, wire.MaxRequest+1), "wire.too-large"},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := wire.ParseRequest(tc.raw); emulation.KeyOf(err) != tc.want {
				t.Fatal(err)
			}
		})
	}
}

func TestChunkSignatureBindsWhatIsMoved(t *testing.T) {
	name := changeset.BlobName{Root: emulation.Hash{1}, Length: 100}
	raw, err := wire.SignChunk(tenant, key, []byte("t"), "PUT", name, 2, []byte("body"))
	if err != nil {
		t.Fatal(err)
	}
	o, err := wire.ParseOpening(raw)
	if err != nil {
		t.Fatal(err)
	}
	if err := o.VerifyChunk(tenant, public, "PUT", name, 2, []byte("body")); err != nil {
		t.Fatal(err)
	}
	other := name
	other.Length++
	for what, err := range map[string]error{
		"method": o.VerifyChunk(tenant, public, "GET", name, 2, []byte("body")),
		"file":   o.VerifyChunk(tenant, public, "PUT", other, 2, []byte("body")),
		"chunk":  o.VerifyChunk(tenant, public, "PUT", name, 3, []byte("body")),
		"body":   o.VerifyChunk(tenant, public, "PUT", name, 2, []byte("bodY")),
	} {
		if err == nil {
			t.Errorf("the signature counts for another %s", what)
		}
	}
}

func TestFaults(t *testing.T) {
	got, err := wire.ReadFault(strings.NewReader(`{"code":"not-found","key":"sync.chunk-missing","args":{"n":"3"},"sentence":"…"}`))
	if err != nil || got.Code != emulation.NotFound || got.Message.Key != "sync.chunk-missing" || got.Message.Args["n"] != "3" {
		t.Fatalf("%v %v", got, err)
	}
	for _, page := range []string{"", "<html>", "{}", `{"code":"x"}`, strings.Repeat("[", 10000)} {
		if _, err := wire.ReadFault(strings.NewReader(page)); err == nil {
			t.Errorf("%.20q was taken for a fault", page)
		}
	}
	f := wire.NewFault(io.ErrUnexpectedEOF, "s")
	if f.Key != "sync.internal" || f.Args != nil {
		t.Errorf("an error that is not ours shows: %+v", f)
	}
}

func FuzzRequest(f *testing.F) {
	f.Add(sealed(f, []byte("ticket")))
	f.Add([]byte{0, 1, 0xa0})
	f.Fuzz(func(t *testing.T, raw []byte) {
		r, err := wire.ParseRequest(raw)
		if err != nil {
			if emulation.KeyOf(err) == "" {
				t.Fatal(err)
			}
			return
		}
		_ = r.Verify(tenant, public)
	})
}

func FuzzChunk(f *testing.F) {
	raw, err := (&wire.Chunk{Path: make([]byte, 32), Data: []byte("data")}).Encode()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(raw)
	f.Fuzz(func(t *testing.T, raw []byte) {
		c, err := wire.DecodeChunk(raw)
		if err != nil {
			return
		}
		again, err := c.Encode()
		if err != nil || !bytes.Equal(again, raw) {
			t.Fatalf("one chunk with two spellings: %x %x %v", raw, again, err)
		}
	})
}
