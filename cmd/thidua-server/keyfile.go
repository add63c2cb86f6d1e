package main

import (
	"crypto/ed25519"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"thidua/emulation"
	"thidua/internal/durable"
	"thidua/sync/changeset"
	"thidua/sync/identity"
)

// What stands in a server's folder.
const (
	storeName = "store"
	keyName   = "server.key"
)

// serverKey is the secret the running server holds: the seed of its own key, and the public root it serves.
type serverKey struct {
	Seed []byte             `cbor:"1,keyasint"`
	Root identity.PublicKey `cbor:"2,keyasint"`
}

func writeKey(path string, k serverKey) error {
	raw, err := changeset.Encode(k)
	if err != nil {
		return err
	}
	return writeNew(path, durable.Bytes(raw))
}

func readKey(dir string) (ed25519.PrivateKey, ed25519.PublicKey, error) {
	bad := emulation.Errorf(emulation.Corrupt, "server.key", "dir", dir)
	raw, err := os.ReadFile(filepath.Join(dir, keyName))
	if err != nil {
		return nil, nil, bad.Because(err)
	}
	var k serverKey
	if err := changeset.Unmarshal(raw, &k); err != nil || len(k.Seed) != ed25519.SeedSize {
		return nil, nil, bad.Because(err)
	}
	return ed25519.NewKeyFromSeed(k.Seed), k.Root.Key(), nil
}

// writeNew writes a file that only its owner can read and that must not be there yet.
func writeNew(path string, write func(io.Writer) error) error {
	err := durable.Create(path, durable.Private, write)
	var disk *durable.Error
	switch {
	case errors.Is(err, fs.ErrExist):
		return emulation.Errorf(emulation.Conflict, "server.file-exists", "file", path)
	case errors.As(err, &disk):
		return fileError(path, err)
	}
	return err
}
