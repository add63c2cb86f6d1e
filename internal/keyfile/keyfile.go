// Package keyfile is the file with the secret key that stands beside a store: a desk's or a server's.
package keyfile

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"thidua/emulation"
	"thidua/internal/durable"
	"thidua/storage/crypt"
	"thidua/storage/found"
	"thidua/sync/identity"
)

// Restore puts the key file of a backup in its place; saved is its content, nil where the backup brings none. A sound key that stands there is
// never replaced: it stays where the backup brings none or the same, and another is refused, since a folder is not made another installation's.
// A damaged one is kept beside it under another name. folder is what the file is encrypted under, if it is. Errors: Corrupt "identity.key-in-backup"; Conflict "identity.backup-other"; NotFound
// "identity.backup-no-key" where there is none at all, Corrupt "identity.key" where the only one is damaged; found.Disk's.
func Restore(path string, sort identity.KeyFile, saved []byte, folder *crypt.Key) error {
	brought, _, err := sort.Open(saved)
	if saved != nil && err != nil {
		return emulation.Errorf(emulation.Corrupt, "identity.key-in-backup").Because(err)
	}
	have, err := os.ReadFile(path)
	none := errors.Is(err, fs.ErrNotExist)
	if err != nil && !none {
		return found.Disk(err)
	}
	content, damage := folder.OpenFile(filepath.Base(path), have)
	stands := []byte(nil)
	if damage == nil {
		stands, _, damage = sort.Open(content)
	}
	switch {
	case none && saved == nil:
		return emulation.Errorf(emulation.NotFound, "identity.backup-no-key", "file", filepath.Base(path))
	case none:
		err = durable.MakeFolder(filepath.Dir(path))
	case damage != nil && saved == nil:
		return damage
	case damage != nil:
		err = durable.Replace(path+identity.DamagedKey, durable.Private, durable.Bytes(have))
	case saved != nil && !bytes.Equal(stands, brought):
		return emulation.Errorf(emulation.Conflict, "identity.backup-other", "dir", filepath.Dir(path))
	default:
		return nil
	}
	if err == nil {
		saved, err = folder.SealFile(filepath.Base(path), saved)
	}
	if err == nil {
		err = durable.Replace(path, durable.Private, durable.Bytes(saved))
	}
	return found.Disk(err)
}
