package desk

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"

	"thidua/documents"
	"thidua/emulation"
	"thidua/internal/durable"
	"thidua/sync/identity"
	"thidua/workspace"
)

// saveKeyAs writes a key readable by its owner only; it is on disk when the function returns.
func saveKeyAs(path string, key *identity.Key) error {
	raw, err := key.MarshalBinary()
	if err != nil {
		return err
	}
	return documents.SavePrivate(path, durable.Bytes(identity.DeskKeyFile.Seal(raw)))
}

// loadKey reads a key; where there is none, nobody set the folder up. A key that is not sealed was saved by an older program: sealKey.
func loadKey(path string) (key *identity.Key, sealed bool, err error) {
	raw, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil, false, emulation.Errorf(emulation.NotFound, "workspace.not-set-up")
	}
	if err != nil {
		return nil, false, emulation.Errorf(emulation.Unavailable, "desk.unreadable", "dir", filepath.Dir(path)).Because(err)
	}
	content, sealed, err := identity.DeskKeyFile.Open(raw)
	if err == nil {
		key, err = identity.ParseKey(content)
	}
	if err != nil {
		return nil, sealed, damagedKey(path, err)
	}
	return key, sealed, nil
}

func damagedKey(path string, cause error) error {
	return emulation.Errorf(emulation.Corrupt, "desk.key-damaged", "file", path).Because(cause)
}

// sealKey rewrites the key file of an older program with a checksum. Such a file may have been damaged unseen: its key has to be the one that
// the desk's certificate names, or else the desk would go on as somebody else.
func sealKey(path string, w *workspace.Workspace) error {
	b, done := w.Read()
	cert, err := b.Certificate()
	done()
	if emulation.KeyOf(err) == "workspace.no-certificate" || err == nil && cert.Key != identity.PublicOf(w.Key().Private) {
		return damagedKey(path, err)
	}
	if err != nil {
		return err
	}
	_ = saveKeyAs(path, w.Key()) // on a full or read-only disk the old file stays, whole; the next opening tries again
	return nil
}

// takeKey puts a backup's key in its place. One that is there must be the same: a folder is not made another desk's. A damaged one is kept
// beside it under another name.
func takeKey(path string, saved []byte) error {
	var key []byte
	if saved != nil {
		var err error
		if key, _, err = identity.DeskKeyFile.Open(saved); err != nil {
			return emulation.Errorf(emulation.Corrupt, "identity.key-in-backup").Because(err)
		}
	}
	have, err := os.ReadFile(path)
	switch {
	case errors.Is(err, os.ErrNotExist):
		if saved == nil {
			return emulation.Errorf(emulation.NotFound, "desk.backup-no-key")
		}
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			return emulation.Errorf(emulation.Unavailable, "desk.unreadable", "dir", filepath.Dir(path)).Because(err)
		}
		return documents.SavePrivate(path, durable.Bytes(saved))
	case err != nil:
		return emulation.Errorf(emulation.Unavailable, "desk.unreadable", "dir", filepath.Dir(path)).Because(err)
	}
	content, _, err := identity.DeskKeyFile.Open(have)
	switch {
	case err == nil && saved != nil && !bytes.Equal(content, key):
		return emulation.Errorf(emulation.Conflict, "desk.backup-other")
	case err == nil:
		return nil
	case saved == nil:
		return damagedKey(path, err)
	}
	if err := documents.SavePrivate(path+identity.DamagedKey, durable.Bytes(have)); err != nil {
		return err
	}
	return documents.SavePrivate(path, durable.Bytes(saved))
}
