package identity

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"

	"thidua/emulation"
	"thidua/sync/changeset"
)

// KeyFile is a sort of file that holds a secret key: its first line, which carries the number of the format. In the file follow the key's bytes
// and the SHA-256 over everything before, so that a flipped bit or a cut is seen and never taken for another key. Format 1 was the bare bytes.
type KeyFile string

// The two sorts of key files.
const (
	DeskKeyFile   KeyFile = "thidua-desk-key/2\n"
	ServerKeyFile KeyFile = "thidua-server-key/2\n"
)

// DamagedKey ends the name under which a damaged key file is kept when a backup's takes its place.
const DamagedKey = ".damaged"

// Seal makes a file of a key's bytes.
func (f KeyFile) Seal(content []byte) []byte {
	raw := append([]byte(f), content...)
	sum := sha256.Sum256(raw)
	return append(raw, sum[:]...)
}

// Open gives the key's bytes, which ParseKey or ParseServerKey takes. A file of format 1 is not sealed: nobody knows whether it is what was
// written until its key is found in a log. Anything else is the error "identity.key".
func (f KeyFile) Open(raw []byte) (content []byte, sealed bool, err error) {
	content = raw
	rest, sealed := bytes.CutPrefix(raw, []byte(f))
	if sealed {
		n := max(0, len(rest)-sha256.Size)
		if content = rest[:n]; !bytes.Equal(raw, f.Seal(content)) {
			return nil, true, emulation.Errorf(emulation.Corrupt, "identity.key")
		}
	}
	if f == ServerKeyFile {
		_, err = ParseServerKey(content)
	} else {
		_, err = ParseKey(content)
	}
	return content, sealed, err
}

// ServerKey is the secret a running server holds: the seed of its own key, and the public root it serves.
type ServerKey struct {
	Seed []byte    `cbor:"1,keyasint"`
	Root PublicKey `cbor:"2,keyasint"`
}

// Private is the key a server signs with.
func (k *ServerKey) Private() ed25519.PrivateKey { return ed25519.NewKeyFromSeed(k.Seed) }

// serverFields is a ServerKey as CBOR sees it: without the method below, which CBOR would call again.
type serverFields ServerKey

// MarshalBinary writes the bytes that ServerKeyFile seals.
func (k *ServerKey) MarshalBinary() ([]byte, error) { return changeset.Encode((*serverFields)(k)) }

// ParseServerKey reads what MarshalBinary wrote; anything else is the error "identity.key".
func ParseServerKey(raw []byte) (*ServerKey, error) {
	k := new(serverFields)
	if err := changeset.UnmarshalStrict(raw, k); err != nil || len(k.Seed) != ed25519.SeedSize {
		return nil, emulation.Errorf(emulation.Corrupt, "identity.key").Because(err)
	}
	return (*ServerKey)(k), nil
}
