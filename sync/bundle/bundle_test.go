package bundle_test

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/binary"
	"io"
	"reflect"
	"testing"

	"filippo.io/age"
	"pgregory.net/rapid"

	"thidua/emulation"
	"thidua/sync/bundle"
	"thidua/sync/changeset"
	"thidua/sync/identity"
	"thidua/sync/wire"
)

func key(name string) ed25519.PrivateKey {
	sum := sha256.Sum256([]byte("key " + name))
	return ed25519.NewKeyFromSeed(sum[:])
}

func to(name string) bundle.To { return bundle.To{Key: identity.PublicOf(key(name))} }

func openers(t testing.TB, name string) []age.Identity {
	t.Helper()
	ids, err := identity.Openers(key(name), nil)
	if err != nil {
		t.Fatal(err)
	}
	return ids
}

var (
	tenant = changeset.TenantOf(key("root").Public().(ed25519.PublicKey))
	scope  = changeset.NewScope(changeset.Control, emulation.ID{1})
	items  = []any{
		&wire.Header{Nonce: []byte("0123456789abcdef"), Cursors: []wire.Cursor{{Scope: scope, Size: 2}}},
		&wire.Push{Change: bytes.Repeat([]byte("change"), 2000)},
		&wire.FileChunk{Blob: changeset.BlobName{Root: emulation.Hash{9}, Length: 70000}, N: 1, Path: make([]byte, 64), Data: []byte("data")},
		&wire.Checkpoint{Scope: scope, Note: []byte("note")},
		&wire.Receipt{Bundle: emulation.Hash{7}, At: 12},
	}
)

func draft(maker string, of changeset.Tenant, fill func(*wire.Writer) error, recipients ...bundle.To) *bundle.Draft {
	if fill == nil {
		fill = func(w *wire.Writer) error {
			for _, item := range items {
				if err := w.Item(item); err != nil {
					return err
				}
			}
			return nil
		}
	}
	return &bundle.Draft{Tenant: of, Key: key(maker), To: recipients, Made: 5, Purpose: bundle.Request, Fill: fill}
}

func made(t testing.TB, d *bundle.Draft) []byte {
	t.Helper()
	var b bytes.Buffer
	digest, err := d.Write(&b)
	if err != nil {
		t.Fatal(err)
	}
	if digest != sha256.Sum256(b.Bytes()) {
		t.Fatal("another digest than the file's")
	}
	return b.Bytes()
}

func read(raw []byte, keys []age.Identity, limit int) (f *bundle.File, got []any, err error) {
	if f, err = bundle.Open(bytes.NewReader(raw), int64(len(raw))); err != nil {
		return f, nil, err
	}
	err = f.Each(keys, limit, func(item any) error {
		got = append(got, item)
		return nil
	})
	return f, got, err
}

func TestABundleComesBackAsItWas(t *testing.T) {
	own, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	named := bundle.To{Key: identity.PublicOf(key("desk")), Recipient: own.Recipient().String()}
	raw := made(t, draft("desk", tenant, nil, to("server"), named, to("server")))
	for name, keys := range map[string][]age.Identity{"by the server's key": openers(t, "server"), "by the age identity": {own}} {
		for range 2 {
			f, got, err := read(raw, keys, 1<<20)
			if err != nil || !reflect.DeepEqual(got, items) {
				t.Fatalf("%s: %v", name, err)
			}
			if len(f.For) != 2 || !f.IsFor(to("server").Key.LogID()) || f.Maker != to("desk").Key || f.Tenant != tenant || f.Purpose != bundle.Request {
				t.Fatalf("the head is another one: %+v", f.Head)
			}
		}
	}
}

func TestAnotherRecipientOpensNothing(t *testing.T) {
	raw := made(t, draft("desk", tenant, nil, to("server")))
	f, got, err := read(raw, openers(t, "stranger"), 1<<20)
	if emulation.KeyOf(err) != "bundle.not-for-us" || got != nil || f == nil {
		t.Fatalf("%v, %d items", err, len(got))
	}
}

// Whoever carries a bundle can neither cut it, nor change a bit of it, nor move it to another world, nor put another maker or recipient on it.
func TestACarrierThatAltersIsSeen(t *testing.T) {
	raw := made(t, draft("desk", tenant, nil, to("server")))
	server := openers(t, "server")
	refused := func(t interface{ Fatalf(string, ...any) }, what string, altered []byte) {
		f, got, err := read(altered, server, 1<<20)
		if emulation.KeyOf(err) != "bundle.damaged" && emulation.KeyOf(err) != "bundle.not-one" && emulation.KeyOf(err) != "bundle.newer" || got != nil {
			t.Fatalf("%s: %v, %d items of %+v", what, err, len(got), f)
		}
	}
	for cut := range len(raw) {
		if cut%7 == 0 || cut < 200 || cut > len(raw)-200 {
			refused(t, "cut", raw[:cut])
		}
	}
	rapid.Check(t, func(rt *rapid.T) {
		altered := bytes.Clone(raw)
		altered[rapid.IntRange(0, len(raw)-1).Draw(rt, "byte")] ^= 1 << rapid.IntRange(0, 7).Draw(rt, "bit")
		refused(rt, "flipped", altered)
	})
	refused(t, "appended", append(bytes.Clone(raw), 0))
	other := changeset.TenantOf(key("other root").Public().(ed25519.PublicKey))
	refused(t, "moved to another world", bytes.Replace(bytes.Clone(raw), tenant[:], other[:], 1))
	maker, thief := to("desk").Key, to("thief").Key
	refused(t, "another maker", bytes.Replace(bytes.Clone(raw), maker[:], thief[:], 1))
	for what, file := range map[string][]byte{"nothing": nil, "a picture": []byte("\x89PNG\r\n\x1a\n and so on"), "a zip": []byte("PK\x03\x04 ../../etc/passwd"), "a long beginning": append([]byte("thidua-bundle/1\n\xff\xff"), make([]byte, 70000)...)} {
		refused(t, what, file)
	}
}

func TestABombInABundleIsRefused(t *testing.T) {
	flood := func(w *wire.Writer) error {
		for range 200 {
			if err := w.Item(&wire.Push{Change: make([]byte, 512<<10)}); err != nil {
				return err
			}
		}
		return nil
	}
	raw := made(t, draft("desk", tenant, flood, to("server")))
	if len(raw) > 1<<20 {
		t.Fatalf("no bomb: %d bytes", len(raw))
	}
	_, got, err := read(raw, openers(t, "server"), 4<<20)
	if emulation.KeyOf(err) != "wire.too-large" || len(got) > 8 {
		t.Fatalf("%v after %d items", err, len(got))
	}
}

func TestTooLargeAFile(t *testing.T) {
	noise := make([]byte, 512<<10)
	x := uint32(1)
	d := draft("desk", tenant, func(w *wire.Writer) error {
		for range bundle.MaxFile/len(noise) + 1 {
			for i := range noise { // does not compress
				x = x*1664525 + 1013904223
				noise[i] = byte(x >> 24)
			}
			if err := w.Item(&wire.Push{Change: noise}); err != nil {
				return err
			}
		}
		return nil
	}, to("server"))
	if _, err := d.Write(io.Discard); emulation.KeyOf(err) != "bundle.too-large" {
		t.Fatal(err)
	}
	if _, err := bundle.Open(bytes.NewReader(nil), bundle.MaxFile+1); emulation.KeyOf(err) != "bundle.too-large" {
		t.Fatal(err)
	}
	if _, err := draft("desk", tenant, nil).Write(io.Discard); emulation.KeyOf(err) != "bundle.recipients" {
		t.Fatal(err)
	}
}

// A maker who signs rubbish: what is inside the encrypted part is read as if it came from nobody knows whom.
func TestAMakerThatLies(t *testing.T) {
	whole := made(t, draft("desk", tenant, nil, to("server")))
	n := int(binary.BigEndian.Uint16(whole[16:]))
	body := whole[18+n : len(whole)-ed25519.SignatureSize]
	sign := func(body []byte) []byte {
		raw := append(bytes.Clone(whole[:18+n]), body...)
		sum := sha256.Sum256(raw)
		return append(raw, changeset.SignOnly(changeset.TypeBundle, tenant, sum[:], key("desk"))...)
	}
	if _, got, err := read(sign(body), openers(t, "server"), 1<<20); err != nil || len(got) != len(items) {
		t.Fatal("signed again, it is the same:", err)
	}
	flipped := bytes.Clone(body)
	flipped[len(flipped)-20] ^= 1
	for what, b := range map[string][]byte{"cut": body[:len(body)-30], "flipped": flipped, "empty": nil, "no age file": []byte("age-encryption.org/v1\n"),
		"stanzas without end": append([]byte("age-encryption.org/v1\n"), bytes.Repeat([]byte("-> x y\n\n"), 100_000)...)} {
		if _, _, err := read(sign(b), openers(t, "server"), 1<<20); emulation.KeyOf(err) != "bundle.damaged" && emulation.KeyOf(err) != "bundle.not-for-us" {
			t.Errorf("%s: %v", what, err)
		}
	}
}

func FuzzOpen(f *testing.F) {
	raw := made(f, draft("desk", tenant, nil, to("server")))
	f.Add(raw)
	f.Add(raw[:100])
	f.Add([]byte("thidua-bundle/1\n\x00\x01\xa0"))
	server := openers(f, "server")
	f.Fuzz(func(t *testing.T, raw []byte) {
		_, _, err := read(raw, server, 1<<18)
		if err != nil && emulation.KeyOf(err) == "" {
			t.Fatalf("an error without a key: %v", err)
		}
	})
}
