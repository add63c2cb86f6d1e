package changeset_test

import (
	"bytes"
	"crypto/ed25519"
	"encoding/hex"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"thidua/emulation"
	"thidua/sync/changeset"
)

var update = flag.Bool("update", false, "write the golden files anew")

// keyOf is a private key of fixed bytes.
func keyOf(b byte) ed25519.PrivateKey {
	return ed25519.NewKeyFromSeed(bytes.Repeat([]byte{b}, ed25519.SeedSize))
}

func pub(key ed25519.PrivateKey) ed25519.PublicKey { return key.Public().(ed25519.PublicKey) }

func id(b byte) emulation.ID { return emulation.ID(bytes.Repeat([]byte{b}, 16)) }

func hash(b byte) emulation.Hash { return emulation.Hash(bytes.Repeat([]byte{b}, 32)) }

var (
	rootKey = keyOf(1)
	tenant  = changeset.TenantOf(pub(rootKey))
	deskKey = keyOf(3)
	scope   = changeset.NewScope(changeset.Cluster, id(0xc1))
)

// sample is a change of three operations: on a natural record, a new free one, and a free one that exists.
func sample() changeset.Change {
	return changeset.Change{
		Format: changeset.Format, Tenant: tenant, Log: changeset.LogIDOf(pub(deskKey)), Scope: scope, Previous: hash(7), BaseRoot: hash(8),
		Generation: 1, BaseSize: 300, Epoch: 0, Seq: 2, HLC: changeset.HLC(0).Next(1_700_000_000_000), Schema: changeset.Schema, Intent: "score",
		Operations: []changeset.Operation{
			changeset.Op("score", changeset.NewKey(id(5), "1.2", "verified"), "verified",
				emulation.VerifiedScore{Points: "9.5", Reason: "thiếu minh chứng"}, changeset.VersionID{Change: id(9), Op: 3}),
			{Kind: "comment", Key: changeset.NewKey(id(5), "1.2"), New: true, Field: "text", Value: changeset.MustEncode("đã xem")},
			{Kind: "comment", Key: changeset.NewKey(id(5), "1.2"), Record: id(6), Field: "text", Value: changeset.MustEncode("đã sửa")},
		},
	}
}

func sign(t testing.TB, c changeset.Change) *changeset.Signed {
	t.Helper()
	s, err := c.Sign(deskKey)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// want asserts an error's key.
func want(t testing.TB, err error, key string) {
	t.Helper()
	if got := emulation.KeyOf(err); got != key {
		t.Fatalf("error %v, want %s", err, key)
	}
}

// golden compares bytes with a file of hexadecimal lines.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	var text bytes.Buffer
	for b := got; len(b) > 0; {
		n := min(len(b), 32)
		text.WriteString(hex.EncodeToString(b[:n]) + "\n")
		b = b[n:]
	}
	if *update {
		if err := os.WriteFile(path, text.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(file, text.Bytes()) {
		t.Errorf("%s has changed: bytes that were signed once stay as they are\ngot:\n%swant:\n%s", name, text.Bytes(), file)
	}
}
