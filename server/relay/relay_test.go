package relay_test

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/sha256"
	"io"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"testing/iotest"
	"time"

	"thidua/emulation"
	"thidua/server/relay"
	"thidua/sync/bundle"
	"thidua/sync/changeset"
	"thidua/sync/client"
	"thidua/sync/identity"
	"thidua/sync/wire"
)

func key(name string) ed25519.PrivateKey {
	sum := sha256.Sum256([]byte("key " + name))
	return ed25519.NewKeyFromSeed(sum[:])
}

var tenant = changeset.TenantOf(key("root").Public().(ed25519.PublicKey))

func made(t *testing.T, maker, to string, at int64, bytesOf int, of changeset.Tenant) []byte {
	t.Helper()
	noise := make([]byte, bytesOf)
	x := uint32(at) + 1
	for i := range noise {
		x = x*1664525 + 1013904223
		noise[i] = byte(x >> 24)
	}
	var b bytes.Buffer
	d := bundle.Draft{Tenant: of, Key: key(maker), To: []bundle.To{{Key: identity.PublicOf(key(to))}}, Made: at, Purpose: bundle.Request,
		Fill: func(w *wire.Writer) error { return w.Item(&wire.Push{Change: noise}) }}
	if _, err := d.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// line is a relay and a way to it.
func line(t *testing.T, o relay.Options) (*relay.Relay, *client.HTTP) {
	t.Helper()
	o.Dir, o.Tenant, o.Key, o.Now = filepath.Join(t.TempDir(), "relay"), tenant, key("relay"), func() time.Time { return time.UnixMilli(1000) }
	o.Known = func(k identity.PublicKey) bool {
		return k == identity.PublicOf(key("desk")) || k == identity.PublicOf(key("neighbour"))
	}
	r, err := relay.Open(o)
	if err != nil {
		t.Fatal(err)
	}
	s := httptest.NewServer(r.Handler())
	t.Cleanup(s.Close)
	h, err := client.NewHTTP(s.URL, client.HTTPOptions{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(h.Close)
	return r, h
}

func put(t *testing.T, h *client.HTTP, raw []byte) ([]byte, error) {
	t.Helper()
	body, err := h.PutBundle(context.Background(), raw)
	if err != nil {
		return nil, err
	}
	defer body.Close()
	return io.ReadAll(body)
}

// What is brought is there for whom it is for and for nobody else, as it was brought, also after a start; and who brought it holds the relay's
// signed word.
func TestARelayCarries(t *testing.T) {
	r, h := line(t, relay.Options{})
	raw := made(t, "desk", "server", 1, 1000, tenant)
	for range 2 { // the same twice is held once
		got, err := put(t, h, raw)
		if err != nil {
			t.Fatal(err)
		}
		f, err := bundle.Open(bytes.NewReader(got), int64(len(got)))
		if err != nil || f.Maker != identity.PublicOf(key("relay")) || f.Purpose != bundle.Receipts {
			t.Fatalf("%+v %v", f, err)
		}
		keys, err := identity.Openers(key("desk"), nil)
		if err != nil {
			t.Fatal(err)
		}
		err = f.Each(keys, 1<<20, func(item any) error {
			if c, ok := item.(*wire.Receipt); !ok || c.Bundle != sha256.Sum256(raw) || c.At != 1000 {
				t.Errorf("a receipt for something else: %+v", item)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	again, err := relay.Open(r.Options)
	if err != nil {
		t.Fatal(err)
	}
	for who, want := range map[string]int{"server": 1, "desk": 0, "stranger": 0} {
		waiting, err := h.Bundles(t.Context(), identity.PublicOf(key(who)).LogID())
		if err != nil || len(waiting) != want {
			t.Fatalf("%s: %v %v", who, waiting, err)
		}
		if kept, err := again.For(identity.PublicOf(key(who)).LogID()); err != nil || len(kept) != want {
			t.Fatalf("%s, after a start: %v %v", who, kept, err)
		}
		for _, d := range waiting {
			body, err := h.Bundle(t.Context(), d)
			if err != nil {
				t.Fatal(err)
			}
			got, err := io.ReadAll(body)
			if err != nil || !bytes.Equal(got, raw) {
				t.Fatal("not the bytes that were brought", err)
			}
			if err := body.Close(); err != nil {
				t.Fatal(err)
			}
		}
	}
	if _, err := h.Bundle(t.Context(), emulation.Hash{1}); emulation.KeyOf(err) != "relay.gone" {
		t.Fatal(err)
	}
}

// A bundle that finds no room, or breaks off while it is written, throws none away that is carried and receipted.
func TestABundleThatIsNotKeptThrowsNoneAway(t *testing.T) {
	r, h := line(t, relay.Options{Most: 4 << 20, MostFile: 600 << 10, Newest: 4})
	for i := range 4 {
		if _, err := put(t, h, made(t, "desk", "server", int64(i), 150<<10, tenant)); err != nil {
			t.Fatal(err)
		}
	}
	before, err := r.For(identity.PublicOf(key("server")).LogID())
	if err != nil || len(before) != 4 {
		t.Fatal(len(before), err)
	}
	check := func(after string) {
		t.Helper()
		if now, err := r.For(identity.PublicOf(key("server")).LogID()); err != nil || !slices.Equal(now, before) {
			t.Errorf("%s: %d of 4 are left (%v)", after, len(now), err)
		}
	}
	if _, err := put(t, h, made(t, "desk", "server", 10, 590<<10, tenant)); emulation.KeyOf(err) != "relay.share" {
		t.Fatal(err)
	}
	check("no room")
	raw := made(t, "desk", "server", 11, 1000, tenant)
	f, err := bundle.Open(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Take(f, io.MultiReader(bytes.NewReader(raw[:500]), iotest.ErrReader(io.ErrUnexpectedEOF)), io.Discard); err == nil {
		t.Fatal("half a bundle was kept")
	}
	check("broken off")
	if _, err := put(t, h, made(t, "desk", "server", 12, 560<<10, tenant)); err != nil { // there is room, as one of the four goes for it
		t.Fatal(err)
	}
	if now, err := r.For(identity.PublicOf(key("server")).LogID()); err != nil || len(now) != 4 {
		t.Errorf("%d wait (%v)", len(now), err)
	}
}

// Who fills a relay keeps the known keys of the building out of nothing: strangers have an eighth of the room, one key for one recipient four
// bundles, and what is no bundle, or of another world, none.
func TestAFloodedRelayHoldsWhatItMust(t *testing.T) {
	r, h := line(t, relay.Options{Most: 4 << 20, MostFile: 200 << 10, Newest: 4})
	strangers := 0
	for i := range 10 {
		_, err := put(t, h, made(t, "stranger "+string(rune('a'+i)), "server", int64(i), 160<<10, tenant))
		if err == nil {
			strangers++
		} else if emulation.KeyOf(err) != "relay.full" {
			t.Fatal(err)
		}
	}
	if strangers != 3 {
		t.Errorf("%d bundles of strangers in an eighth of the room", strangers)
	}
	for i := range 12 {
		if _, err := put(t, h, made(t, "desk", "server", int64(i), 150<<10, tenant)); err != nil {
			t.Fatal("the desk of the building:", err)
		}
	}
	waiting, err := r.For(identity.PublicOf(key("server")).LogID())
	if err != nil || len(waiting) != strangers+4 {
		t.Fatalf("%d bundles wait (%v)", len(waiting), err)
	}
	whole := made(t, "desk", "server", 99, 1000, tenant)
	other := changeset.TenantOf(key("another root").Public().(ed25519.PublicKey))
	for want, raw := range map[string][]byte{"bundle.damaged": whole[:len(whole)-1], "bundle.not-one": []byte("GET / HTTP/1.1"),
		"bundle.too-large": make([]byte, 201<<10), "bundle.other-world": made(t, "desk", "server", 99, 1000, other)} {
		if _, err := put(t, h, raw); emulation.KeyOf(err) != want {
			t.Errorf("%v instead of %s", err, want)
		}
	}
	if left, err := filepath.Glob(filepath.Join(r.Dir, "*.part")); err != nil || len(left) != 0 {
		t.Error("left behind:", left, err)
	}
	// what somebody damaged in the folder is nobody's, and takes no other along
	files, err := os.ReadDir(r.Dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(r.Dir, files[0].Name()), []byte("thidua-bundle/1\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if now, err := r.For(identity.PublicOf(key("server")).LogID()); err != nil || len(now) != len(waiting)-1 {
		t.Fatalf("%d of %d (%v)", len(now), len(waiting), err)
	}
}

// One known key that writes to ever new recipients fills a relay up to its share; the others of the building, and what is held for them, go on.
func TestAttackAKnownKeyFillsARelay(t *testing.T) {
	r, h := line(t, relay.Options{Most: 4 << 20, MostFile: 300 << 10, Newest: 4})
	held := 0
	for i := range 12 {
		_, err := put(t, h, made(t, "desk", "nobody "+string(rune('a'+i)), int64(i), 190<<10, tenant))
		if err == nil {
			held++
		} else if emulation.KeyOf(err) != "relay.share" {
			t.Fatal(err)
		}
	}
	if held != 5 {
		t.Errorf("one key holds %d bundles of a quarter of the room", held)
	}
	if _, err := put(t, h, made(t, "neighbour", "server", 20, 190<<10, tenant)); err != nil {
		t.Error("the neighbour:", err)
	}
	again, err := relay.Open(r.Options)
	if err != nil {
		t.Fatal(err)
	}
	raw := made(t, "desk", "server", 30, 190<<10, tenant)
	f, err := bundle.Open(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	if err := again.Take(f, bytes.NewReader(raw), io.Discard); emulation.KeyOf(err) != "relay.share" {
		t.Error("after a start the share is forgotten:", err)
	}
}

// A server makes an answer for everybody: its answers to a whole building are no one's share, and have all the room there is.
func TestAServersAnswersHaveNoShare(t *testing.T) {
	server := identity.PublicOf(key("desk"))
	_, h := line(t, relay.Options{Most: 4 << 20, MostFile: 300 << 10, Newest: 4, Server: func(k identity.PublicKey) bool { return k == server }})
	for i := range 12 {
		if _, err := put(t, h, made(t, "desk", "nobody "+string(rune('a'+i)), int64(i), 190<<10, tenant)); err != nil {
			t.Fatalf("answer %d: %v", i, err)
		}
	}
}

// What a stop left of a bundle that came, or was written, is gone with the next start; what somebody else keeps in the folder is not.
func TestARelayThatWasStoppedLeavesNothingBehind(t *testing.T) {
	r, _ := line(t, relay.Options{})
	for _, name := range []string{"incoming-123.part", ".thidua-1-0.part", "download.thidua.part"} {
		if err := os.WriteFile(filepath.Join(r.Dir, name), []byte("half"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := relay.Open(r.Options); err != nil {
		t.Fatal(err)
	}
	left, err := os.ReadDir(r.Dir)
	if err != nil || len(left) != 1 || left[0].Name() != "download.thidua.part" {
		t.Error("left:", left, err)
	}
}
