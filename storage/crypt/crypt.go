// Package crypt encrypts what lies in a data folder: everything under keys derived from one secret, each by its purpose (HKDF-SHA256, RFC 5869),
// with XChaCha20-Poly1305 and a nonce drawn for every piece. It knows neither what it encrypts nor where the secret is kept.
//
// A folder in plain has no key: a nil Key and a nil Cipher pass everything through, so that nobody else asks whether there is one. The rows are
// encrypted by the database itself (AES-CTR, not authenticated): that protects a lost computer. Whether anything was altered is told by
// checksums, hashes and signatures, as in a folder in plain.
package crypt

import (
	"bytes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"

	"golang.org/x/crypto/chacha20poly1305"

	"thidua/emulation"
)

// Secret is what opens a folder: drawn once, never in the folder as it is.
type Secret [16]byte

// Key opens one folder; nil one in plain. Its methods may be called at once from several goroutines if its source of randomness may.
type Key struct {
	secret Secret
	rand   io.Reader
}

// New is the key of a secret; nonces are drawn from rand.
func New(secret Secret, rand io.Reader) *Key { return &Key{secret: secret, rand: rand} }

// label begins the purpose of everything that is derived: what is encrypted otherwise one day gets another.
const label = "thidua/folder/1/"

func (k *Key) derive(purpose string, length int) []byte {
	out, err := hkdf.Key(sha256.New, k.secret[:], nil, label+purpose, length)
	if err != nil {
		panic(err) // only for a length beyond 255 hashes
	}
	return out
}

// ID names the secret without telling anything of it: 16 hexadecimal digits; "" of a folder in plain.
func (k *Key) ID() string {
	if k == nil {
		return ""
	}
	return hex.EncodeToString(k.derive("id", 8))
}

// Rows is the key of the database, 32 bytes; nil of a folder in plain.
func (k *Key) Rows() []byte {
	if k == nil {
		return nil
	}
	return k.derive("rows", 32)
}

// For is the cipher for one purpose; nil of a folder in plain.
func (k *Key) For(purpose string) *Cipher {
	if k == nil {
		return nil
	}
	aead, err := chacha20poly1305.NewX(k.derive("seal/"+purpose, chacha20poly1305.KeySize))
	if err != nil {
		panic(err) // only for a key of another length
	}
	return &Cipher{aead: aead, rand: k.rand}
}

// Cipher encrypts pieces of one purpose; nil leaves them in plain.
type Cipher struct {
	aead cipher.AEAD
	rand io.Reader
}

// Overhead is how many bytes a sealed piece is longer: nonce and tag.
func (c *Cipher) Overhead() int {
	if c == nil {
		return 0
	}
	return c.aead.NonceSize() + c.aead.Overhead()
}

// Seal encrypts a piece: nonce ‖ ciphertext ‖ tag. bound is what it is bound to (a name, a number): it opens with the same only.
func (c *Cipher) Seal(plain []byte, bound string) ([]byte, error) {
	if c == nil {
		return plain, nil
	}
	out := make([]byte, c.aead.NonceSize(), len(plain)+c.Overhead())
	if _, err := io.ReadFull(c.rand, out); err != nil {
		return nil, emulation.Errorf(emulation.Internal, "storage.no-chance").Because(err)
	}
	return c.aead.Seal(out, out, plain, []byte(bound)), nil
}

// Open is the piece in plain. What was not sealed so is the error Corrupt "storage.unsealed": altered, or of another secret.
func (c *Cipher) Open(sealed []byte, bound string) ([]byte, error) {
	if c == nil {
		return sealed, nil
	}
	n := c.aead.NonceSize()
	if len(sealed) < n {
		return nil, emulation.Errorf(emulation.Corrupt, "storage.unsealed")
	}
	plain, err := c.aead.Open(nil, sealed[:n], sealed[n:], []byte(bound))
	if err != nil {
		return nil, emulation.Errorf(emulation.Corrupt, "storage.unsealed").Because(err)
	}
	return plain, nil
}

// sealedFile begins a small file that is encrypted whole.
var sealedFile = []byte("thidua-sealed 1\n")

// Sealed reports whether the content of a file begins as SealFile makes it.
func Sealed(raw []byte) bool { return bytes.HasPrefix(raw, sealedFile) }

// SealFile is the content of a small file as it lies in the folder, by its name.
func (k *Key) SealFile(name string, content []byte) ([]byte, error) {
	if k == nil {
		return content, nil
	}
	sealed, err := k.For("file").Seal(content, name)
	if err != nil {
		return nil, fmt.Errorf("encrypting %s: %w", name, err)
	}
	return append(bytes.Clone(sealedFile), sealed...), nil
}

// OpenFile is the content of a small file that lies in the folder. One in plain is given as it is: somebody may have put it back by hand.
// Errors: Corrupt "storage.unsealed".
func (k *Key) OpenFile(name string, raw []byte) ([]byte, error) {
	sealed, is := bytes.CutPrefix(raw, sealedFile)
	switch {
	case !is:
		return raw, nil
	case k == nil:
		return nil, emulation.Errorf(emulation.Corrupt, "storage.unsealed")
	}
	return k.For("file").Open(sealed, name)
}
