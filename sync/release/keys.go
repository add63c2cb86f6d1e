package release

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"io"
	"slices"
	"strconv"
	"strings"

	"thidua/emulation"
	"thidua/sync/changeset"
)

// Keys are those a program trusts, and how many of them have to have signed a release. The zero value trusts nobody. A program brings its keys with it:
// a release signed by old and new keys is how they change (TUF 1.0, section 6.1, where the new root is signed by both).
type Keys struct {
	Threshold int
	Public    []ed25519.PublicKey
}

// ParseKeys reads keys as text: a key a line, in base64, "threshold N", and remarks after #. Errors: Invalid "release.keys".
func ParseKeys(text string) (Keys, error) {
	k := Keys{Threshold: 1}
	for line := range strings.Lines(text) {
		line, _, _ = strings.Cut(line, "#")
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		if n, ok := strings.CutPrefix(line, "threshold "); ok {
			var err error
			if k.Threshold, err = strconv.Atoi(strings.TrimSpace(n)); err != nil || k.Threshold < 1 {
				return Keys{}, emulation.Errorf(emulation.Invalid, "release.keys", "line", line)
			}
			continue
		}
		raw, err := base64.StdEncoding.Strict().DecodeString(line)
		again := slices.ContainsFunc(k.Public, func(p ed25519.PublicKey) bool { return bytes.Equal(p, raw) })
		if err != nil || len(raw) != ed25519.PublicKeySize || again {
			return Keys{}, emulation.Errorf(emulation.Invalid, "release.keys", "line", line)
		}
		k.Public = append(k.Public, raw)
	}
	if len(k.Public) > 0 && k.Threshold > len(k.Public) {
		return Keys{}, emulation.Errorf(emulation.Invalid, "release.keys", "line", "threshold "+strconv.Itoa(k.Threshold))
	}
	return k, nil
}

// Line is how a public key stands in such a text.
func Line(key ed25519.PublicKey) string { return base64.StdEncoding.EncodeToString(key) }

// None reports whether nobody is trusted: a development build, which offers no updates.
func (k Keys) None() bool { return len(k.Public) == 0 }

// keyID names a key beside its signature.
func keyID(key ed25519.PublicKey) []byte {
	sum := emulation.Digest([]byte("release-key/1"), key)
	return sum[:8]
}

// Open reads a manifest that enough of the keys signed. What others signed beside them does not count. Errors: Forbidden "release.none-pinned" where
// nobody is trusted, Corrupt "release.malformed", Forbidden "release.signature".
func Open(raw []byte, k Keys) (*Manifest, error) {
	if k.None() {
		return nil, emulation.Errorf(emulation.Forbidden, "release.none-pinned")
	}
	e, m, err := take(raw)
	if err != nil {
		return nil, err
	}
	if n := e.by(k); n < k.Threshold {
		return nil, emulation.Errorf(emulation.Forbidden, "release.signature", "count", n, "threshold", k.Threshold)
	}
	return m, nil
}

// by counts the keys that signed (TUF 1.0, section 5.6, step 3: against arbitrary software).
func (e *envelope) by(k Keys) (n int) {
	for _, key := range k.Public {
		id := keyID(key)
		if slices.ContainsFunc(e.Signatures, func(s signature) bool {
			return bytes.Equal(s.Key, id) && changeset.VerifyOnly(changeset.TypeRelease, changeset.Tenant{}, e.Manifest, s.Sig, key) == nil
		}) {
			n++
		}
	}
	return n
}

// Sign makes the file of a manifest. Errors: Corrupt "release.malformed" where it is none that would be taken.
func Sign(m *Manifest, keys ...ed25519.PrivateKey) ([]byte, error) {
	if err := m.check(); err != nil {
		return nil, err
	}
	payload, err := changeset.Encode(m)
	if err != nil {
		return nil, err
	}
	return (&envelope{Manifest: payload}).signed(keys)
}

// Cosign adds the signatures of more keys to a manifest's file: its words stay as they are.
func Cosign(raw []byte, keys ...ed25519.PrivateKey) ([]byte, error) {
	e, _, err := take(raw)
	if err != nil {
		return nil, err
	}
	return e.signed(keys)
}

func (e *envelope) signed(keys []ed25519.PrivateKey) ([]byte, error) {
	for _, key := range keys {
		id := keyID(key.Public().(ed25519.PublicKey))
		e.Signatures = slices.DeleteFunc(e.Signatures, func(s signature) bool { return bytes.Equal(s.Key, id) })
		e.Signatures = append(e.Signatures, signature{Key: id, Sig: changeset.SignOnly(changeset.TypeRelease, changeset.Tenant{}, e.Manifest, key)})
	}
	slices.SortFunc(e.Signatures, func(a, b signature) int { return bytes.Compare(a.Key, b.Key) })
	body, err := changeset.Encode(e)
	if err != nil {
		return nil, err
	}
	raw := append(slices.Clone(magic), body...)
	_, _, err = take(raw)
	return raw, err
}

// Describe reads a file of a release once, for its manifest: sort is whom it is for. Errors: Invalid "release.file" for one that is empty or too long,
// those of reading.
func Describe(sort, name string, r io.Reader) (*File, error) {
	var tree changeset.BlobTree
	f := &File{For: sort, Name: name}
	h := sha256.New()
	r = io.MultiReader(bytes.NewReader(make([]byte, saltBytes)), io.TeeReader(io.LimitReader(r, MaxFile+1), h))
	chunk := make([]byte, changeset.BlobChunk)
	for {
		n, err := io.ReadFull(r, chunk)
		if n > 0 {
			tree.Add(chunk[:n])
			f.Size += uint64(n)
		}
		if err == io.EOF || err == io.ErrUnexpectedEOF {
			break
		}
		if err != nil {
			return nil, err
		}
	}
	if f.Size -= saltBytes; f.Size < 1 || f.Size > MaxFile {
		return nil, emulation.Errorf(emulation.Invalid, "release.file", "name", name, "limit", MaxFile>>20)
	}
	f.Root = tree.Root()
	h.Sum(f.SHA256[:0])
	return f, nil
}
