package desk

import (
	"context"
	"errors"
	"path/filepath"

	"thidua/emulation"
	"thidua/internal/keyfile"
	"thidua/storage"
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
// the store noticed and nobody has seen yet. A folder that is open is the error "desk.backup-in-use".
func Backup(ctx context.Context, dir, file string, env Environment) (*Made, []emulation.Message, error) {
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
	made, err := db.Backup(ctx, file)
	return made, messages(db.Findings()), errors.Join(err, db.Close())
}

// Backup writes everything the open desk holds to a file and reads it back. A desk that is in no folder has none.
func (d *Desk) Backup(ctx context.Context, file string) (*Made, error) {
	if db, ok := d.DB.(*storage.DB); ok {
		return db.Backup(ctx, file)
	}
	return nil, emulation.Errorf(emulation.Unavailable, "storage.closed")
}

// Restore makes a data folder anew from a backup: an empty one, or that of the same desk, whose key stays. It returns what was restored and what is known to be
// missing since; the next sync brings it. An empty folder becomes encrypted if the backup is of one that is; another stays as it is.
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
