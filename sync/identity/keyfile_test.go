package identity_test

import (
	"bytes"
	"crypto/ed25519"
	"encoding"
	"testing"

	"thidua/sync/changeset"
	"thidua/sync/identity"
)

// TestKeyFiles flips every bit of both sorts of key files and cuts them at every length: none is taken for a key. Files of format 1 still open.
func TestKeyFiles(t *testing.T) {
	for sort, key := range map[identity.KeyFile]encoding.BinaryMarshaler{
		identity.DeskKeyFile:   newKey(t, 3),
		identity.ServerKeyFile: &identity.ServerKey{Seed: keyOf(3).Seed(), Root: publicOf(1)},
	} {
		content, err := key.MarshalBinary()
		if err != nil {
			t.Fatal(err)
		}
		raw := sort.Seal(content)
		for what, tc := range map[string]struct {
			raw    []byte
			sealed bool
		}{"sealed": {raw, true}, "format 1": {content, false}} {
			if got, sealed, err := sort.Open(tc.raw); err != nil || sealed != tc.sealed || !bytes.Equal(got, content) {
				t.Errorf("%q, %s: %x %v %v", sort, what, got, sealed, err)
			}
		}
		for n := range raw {
			if _, _, err := sort.Open(raw[:n]); err == nil {
				t.Errorf("%q, cut to %d of %d: taken", sort, n, len(raw))
			} else {
				want(t, err, "identity.key")
			}
			for bit := range 8 {
				altered := bytes.Clone(raw)
				altered[n] ^= 1 << bit
				_, _, err := sort.Open(altered)
				want(t, err, "identity.key")
			}
		}
		_, _, err = sort.Open(append(bytes.Clone(raw), 0))
		want(t, err, "identity.key")
	}
}

// TestKeyFileOfAnotherSort: a desk's key is no server's, and the other way round, in either format.
func TestKeyFileOfAnotherSort(t *testing.T) {
	desk, err := newKey(t, 3).MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	server := changeset.MustEncode(map[int]any{1: make([]byte, ed25519.SeedSize), 2: make([]byte, ed25519.PublicKeySize)})
	for _, raw := range [][]byte{server, identity.ServerKeyFile.Seal(server), identity.DeskKeyFile.Seal(server)} {
		_, _, err = identity.DeskKeyFile.Open(raw)
		want(t, err, "identity.key")
	}
	for _, raw := range [][]byte{desk, identity.DeskKeyFile.Seal(desk), identity.ServerKeyFile.Seal(desk)} {
		_, _, err = identity.ServerKeyFile.Open(raw)
		want(t, err, "identity.key")
	}
}
