package main

import (
	"crypto/ed25519"
	"io"
	"os"
	"path/filepath"

	"thidua/emulation"
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
	return writeNew(path, func(w io.Writer) error { _, err := w.Write(raw); return err })
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

// writeNew writes a file that only its owner can read and that must not be there yet: beside, flushed, then given its name.
func writeNew(path string, write func(io.Writer) error) error {
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".new-") // 0600
	if err != nil {
		return fileError(path, err)
	}
	defer os.Remove(f.Name())
	err = write(f)
	if err == nil {
		err = f.Sync()
	}
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err == nil {
		err = place(f.Name(), path)
	}
	if err != nil && emulation.KeyOf(err) == "" {
		return fileError(path, err)
	}
	return err
}

// place gives a finished file its name and never replaces another.
func place(from, to string) error {
	if _, err := os.Lstat(to); err == nil {
		return emulation.Errorf(emulation.Conflict, "server.file-exists", "file", to)
	}
	if err := os.Rename(from, to); err != nil {
		return err
	}
	folder, err := os.Open(filepath.Dir(to))
	if err != nil {
		return err
	}
	_ = folder.Sync() // Windows has no such thing; there the rename is durable by itself
	return folder.Close()
}
