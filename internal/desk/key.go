package desk

import (
	"errors"
	"os"
	"path/filepath"

	"thidua/documents"
	"thidua/emulation"
	"thidua/internal/durable"
	"thidua/storage/crypt"
	"thidua/sync/identity"
	"thidua/workspace"
)

// saveKeyAs writes a key readable by its owner only, encrypted as its folder is; it is on disk when the function returns.
func saveKeyAs(path string, key *identity.Key, folder *crypt.Key) error {
	raw, err := key.MarshalBinary()
	if err != nil {
		return err
	}
	content, err := folder.SealFile(filepath.Base(path), identity.DeskKeyFile.Seal(raw))
	if err != nil {
		return err
	}
	return documents.SavePrivate(path, durable.Bytes(content))
}

// loadKey reads a key; where there is none, nobody set the folder up. A key that is not sealed was saved by an older program: sealKey.
func loadKey(path string, folder *crypt.Key) (key *identity.Key, sealed bool, err error) {
	raw, err := durable.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil, false, emulation.Errorf(emulation.NotFound, "workspace.not-set-up")
	}
	if err != nil {
		return nil, false, emulation.Errorf(emulation.Unavailable, "desk.unreadable", "dir", filepath.Dir(path)).Because(err)
	}
	content, err := folder.OpenFile(filepath.Base(path), raw)
	if err == nil {
		content, sealed, err = identity.DeskKeyFile.Open(content)
	}
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
func sealKey(path string, w *workspace.Workspace, folder *crypt.Key) error {
	b, done := w.Read()
	cert, err := b.Certificate()
	done()
	if emulation.KeyOf(err) == "workspace.no-certificate" || err == nil && cert.Key != identity.PublicOf(w.Key().Private) {
		return damagedKey(path, err)
	}
	if err != nil {
		return err
	}
	_ = saveKeyAs(path, w.Key(), folder) // on a full or read-only disk the old file stays, whole; the next opening tries again
	return nil
}
