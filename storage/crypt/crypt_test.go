package crypt_test

import (
	"bytes"
	"crypto/rand"
	"testing"

	"thidua/emulation"
	"thidua/storage/crypt"
)

// TestSealed: a piece opens under its key, purpose and what it is bound to, and not when any of these or one bit is another.
func TestSealed(t *testing.T) {
	key, other := crypt.New(crypt.Secret{1}, rand.Reader), crypt.New(crypt.Secret{2}, rand.Reader)
	plain := []byte("a cell")
	sealed, err := key.For("a").Seal(plain, "1")
	if err != nil || len(sealed) != len(plain)+key.For("a").Overhead() || bytes.Contains(sealed, plain) {
		t.Fatal(sealed, err)
	}
	if again, err := key.For("a").Seal(plain, "1"); err != nil || bytes.Equal(again, sealed) {
		t.Error("the same nonce twice", err)
	}
	if got, err := key.For("a").Open(sealed, "1"); err != nil || !bytes.Equal(got, plain) {
		t.Error(got, err)
	}
	refused := func(what string, c *crypt.Cipher, sealed []byte, bound string) {
		t.Helper()
		if _, err := c.Open(sealed, bound); emulation.KeyOf(err) != "storage.unsealed" {
			t.Error(what, err)
		}
	}
	refused("another key", other.For("a"), sealed, "1")
	refused("another purpose", key.For("b"), sealed, "1")
	refused("another place", key.For("a"), sealed, "2")
	for n := range sealed {
		refused("cut", key.For("a"), sealed[:n], "1")
		for bit := range 8 {
			altered := bytes.Clone(sealed)
			altered[n] ^= 1 << bit
			refused("altered", key.For("a"), altered, "1")
		}
	}
	if key.ID() == other.ID() || len(key.ID()) != 16 || len(key.Rows()) != 32 || bytes.Equal(key.Rows(), other.Rows()) {
		t.Error(key.ID(), other.ID())
	}
}

// TestInPlain: without a key everything passes through.
func TestInPlain(t *testing.T) {
	var key *crypt.Key
	c := key.For("a")
	sealed, err := c.Seal([]byte("x"), "1")
	got, oerr := c.Open(sealed, "2")
	if string(got) != "x" || err != nil || oerr != nil || c.Overhead() != 0 || key.ID() != "" || key.Rows() != nil {
		t.Error(got, err, oerr)
	}
}

// TestLockHasTwoCopies: any flipped bit, and a cut, leaves one.
func TestLockHasTwoCopies(t *testing.T) {
	l := &crypt.Lock{ID: crypt.New(crypt.Secret{1}, nil).ID(), Salt: []byte{1}, Wrapped: []byte{2}}
	raw, err := l.Encode()
	if err != nil {
		t.Fatal(err)
	}
	for n := range raw {
		for bit := range 8 {
			altered := bytes.Clone(raw)
			altered[n] ^= 1 << bit
			if got, err := crypt.DecodeLock(altered); err != nil || got.ID != l.ID || !bytes.Equal(got.Wrapped, l.Wrapped) {
				t.Fatal(n, bit, got, err)
			}
		}
		if _, err := crypt.DecodeLock(raw[:n]); n < len(raw)/2 && emulation.KeyOf(err) != "storage.lock-damaged" || n >= len(raw)/2 && err != nil {
			t.Error(n, err)
		}
	}
}
