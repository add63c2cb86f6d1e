package main

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"thidua/emulation"
	"thidua/internal/durable"
	"thidua/sync/changeset"
	"thidua/sync/hub"
	"thidua/sync/identity"
	"thidua/sync/judge"
)

// What stands in a server's folder.
const (
	storeName = "store"
	keyName   = "server.key"
)

func sealed(k *identity.ServerKey) ([]byte, error) {
	raw, err := k.MarshalBinary()
	return identity.ServerKeyFile.Seal(raw), err
}

func writeKey(path string, k *identity.ServerKey) error {
	raw, err := sealed(k)
	if err != nil {
		return err
	}
	return writeNew(path, durable.Bytes(raw))
}

// readKey reads the key of a server's folder. One that is not sealed was written by an older program: sealKey.
func readKey(dir string) (k *identity.ServerKey, isSealed bool, err error) {
	path := filepath.Join(dir, keyName)
	raw, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, false, emulation.Errorf(emulation.NotFound, "server.key", "dir", dir).Because(err)
	}
	if err != nil {
		return nil, false, fileError(path, err)
	}
	content, isSealed, err := identity.ServerKeyFile.Open(raw)
	if err == nil {
		k, err = identity.ParseServerKey(content)
	}
	if err != nil {
		return nil, isSealed, damagedKey(dir, err)
	}
	return k, isSealed, nil
}

func damagedKey(dir string, cause error) error {
	return emulation.Errorf(emulation.Corrupt, "server.key-damaged", "file", filepath.Join(dir, keyName)).Because(cause)
}

// sealKey rewrites the key file of an older program with a checksum. Such a file may have been damaged unseen: its key has to have a
// certificate in the control log, under its root, or else the server would go on as another one that no desk believes.
func sealKey(dir string, k *identity.ServerKey, store hub.Store) error {
	scopes, err := store.Scopes()
	if err != nil {
		return err
	}
	j := judge.New(judge.NewAnchor(k.Root.Key()))
	for _, scope := range scopes {
		if scope.Kind() != changeset.Control {
			continue
		}
		cert, err := j.Certificate(store, scope, identity.PublicOf(k.Private()).LogID(), changeset.Logged)
		if err != nil || cert == nil {
			return damagedKey(dir, err)
		}
		raw, err := sealed(k)
		if err == nil { // on a full or read-only disk the old file stays, whole; the next start tries again
			_ = durable.Replace(filepath.Join(dir, keyName), durable.Private, durable.Bytes(raw))
		}
		return err
	}
	return nil // a store without a log can say nothing
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
