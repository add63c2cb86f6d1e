package identity_test

import (
	"bytes"
	"crypto/ed25519"
	"encoding/hex"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/sync/changeset"
	"thidua/sync/identity"
)

var update = flag.Bool("update", false, "write the golden files anew")

// recipient is an age recipient of fixed bytes.
const recipient = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p"

func keyOf(b byte) ed25519.PrivateKey {
	return ed25519.NewKeyFromSeed(bytes.Repeat([]byte{b}, ed25519.SeedSize))
}

func publicOf(b byte) identity.PublicKey { return identity.PublicOf(keyOf(b)) }

func id(b byte) emulation.ID { return emulation.ID(bytes.Repeat([]byte{b}, 16)) }

var tenant = changeset.TenantOf(publicOf(1).Key())

func certificate() identity.Certificate {
	return identity.Certificate{Key: publicOf(3), Recipient: recipient, Person: id(4), Subject: identity.Subject{Kind: emulation.SubjectUnit, ID: id(5)},
		May: []emulation.Role{emulation.RoleLeader, emulation.RoleStaff}, MayGrant: []emulation.Role{emulation.RoleStaff},
		NotBefore: 1_700_000_000, NotAfter: 1_700_000_000 + identity.MaxValidity}
}

func invitation() identity.Invitation {
	seed := identity.Seed(id(6))
	return identity.Invitation{OneTime: identity.PublicOf(seed.OneTimeKey(publicOf(1).Key())), Name: seed.LookupName(),
		Subject: identity.Subject{Kind: emulation.SubjectUnit, ID: id(5)}, May: []emulation.Role{emulation.RoleStaff}, NotAfter: 1_700_000_000}
}

func want(t testing.TB, err error, key string) {
	t.Helper()
	if got := emulation.KeyOf(err); got != key {
		t.Fatalf("error %v, want %q", err, key)
	}
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		var text strings.Builder
		for b := got; len(b) > 0; {
			n := min(len(b), 32)
			text.WriteString(hex.EncodeToString(b[:n]) + "\n")
			b = b[n:]
		}
		if err := os.WriteFile(path, []byte(text.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if kept, err := hex.DecodeString(strings.Join(strings.Fields(string(file)), "")); err != nil || !bytes.Equal(kept, got) {
		t.Errorf("%s has changed: bytes that were signed once stay as they are\ngot:  %x\nwant: %x", name, got, kept)
	}
}
