package desk

import (
	"cmp"
	"context"
	"errors"
	"path/filepath"

	"thidua/emulation"
	"thidua/internal/keyfile"
	"thidua/storage"
	"thidua/storage/backup"
	"thidua/storage/crypt"
	"thidua/sync/identity"
)

// Made is a backup that was made, verified or restored; Lack a stretch of a log that has to come again.
type (
	Made = storage.Made
	Lack = storage.Lack
)

// VerifyBackup reads a whole backup and says what is in it.
func VerifyBackup(ctx context.Context, file string, env Environment) (*Made, error) {
	_, key, err := env.unlockBackup(file)
	if err != nil {
		return nil, err
	}
	return storage.VerifyBackup(ctx, file, key)
}

// Backup writes everything a data folder holds, its key included, to a file, or with file "" among those the desk keeps itself. It says what
// the store noticed and nobody has seen yet. A folder that is open is the error "desk.backup-in-use"; passphrase and errors are those of Desk.Backup.
func Backup(ctx context.Context, dir, file, passphrase string, env Environment) (*Made, []emulation.Message, error) {
	folder, err := env.unlock(dir)
	if err != nil {
		return nil, nil, err
	}
	if _, _, err := loadKey(filepath.Join(dir, keyFile), folder); err != nil {
		return nil, nil, err
	}
	o := env.data(dir, folder)
	o.BackupEvery = 0 // one is made here
	db, err := storage.Open(dir, o)
	if emulation.KeyOf(err) == "storage.in-use" {
		err = emulation.Errorf(emulation.Unavailable, "desk.backup-in-use").Because(err)
	}
	if err != nil {
		return nil, nil, err
	}
	made, err := backupOf(ctx, db, dir, file, passphrase, env)
	return made, messages(db.Findings()), errors.Join(err, db.Close())
}

// Backup writes everything the open desk holds to a file and reads it back. A passphrase, "" for none, opens that file alone: nothing else does, neither the
// keyring nor a recovery code. A desk that is in no folder has no backup. Errors: Invalid "identity.passphrase-short", "desk.backup-own" where no file is
// named, since the desk has to read those it keeps itself; Conflict "desk.backup-encrypted" where the folder is encrypted, and so its backups are.
func (d *Desk) Backup(ctx context.Context, file, passphrase string) (*Made, error) {
	if db, ok := d.DB.(*storage.DB); ok {
		return backupOf(ctx, db, d.Dir, file, passphrase, d.env)
	}
	return nil, emulation.Errorf(emulation.Unavailable, "storage.closed")
}

func backupOf(ctx context.Context, db *storage.DB, dir, file, passphrase string, env Environment) (*Made, error) {
	if passphrase == "" {
		return db.Backup(ctx, file)
	}
	if file == "" {
		return nil, emulation.Errorf(emulation.Invalid, "desk.backup-own")
	}
	if is, err := Encrypted(dir); err != nil || is {
		return nil, cmp.Or(err, error(emulation.Errorf(emulation.Conflict, "desk.backup-encrypted")))
	}
	under, err := NewEncryption(passphrase, env)
	if err != nil {
		return nil, err
	}
	under.lock.Alone = true
	return db.BackupUnder(ctx, file, backup.Under{Key: crypt.New(under.secret, env.Rand), Lock: under.lock})
}

// Restore makes a data folder anew from a backup: an empty one, or that of the same desk, whose key stays. It returns what was restored and what is known to be
// missing since; the next sync brings it. An empty folder becomes encrypted if the backup is of one that is, not if the backup
// alone is under a passphrase; another stays as it is.
func Restore(ctx context.Context, dir, file string, env Environment) (*Made, []Lack, error) {
	lock, key, err := env.unlockBackup(file)
	if err != nil {
		return nil, nil, err
	}
	made, err := storage.VerifyBackup(ctx, file, key)
	if err != nil {
		return nil, nil, err
	}
	folder, err := env.restoreInto(dir, lock, key)
	if err != nil {
		return nil, nil, err
	}
	path := filepath.Join(dir, keyFile)
	if err := keyfile.Restore(path, identity.DeskKeyFile, made.Files[keyFile], folder); emulation.KeyOf(err) == "identity.key" {
		return nil, nil, damagedKey(path, err)
	} else if err != nil {
		return nil, nil, err
	}
	o := env.data(dir, folder)
	o.BackupEvery, o.BackupKey = 0, key
	if made, err = storage.Restore(ctx, dir, file, o); err != nil {
		return nil, nil, err
	}
	db, err := storage.Open(dir, o)
	if err != nil {
		return nil, nil, err
	}
	return made, db.Lacking(), db.Close()
}
