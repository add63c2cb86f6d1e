package desk

import (
	"context"
	"path/filepath"

	"thidua/emulation"
	"thidua/internal/durable"
	"thidua/storage/backup"
	"thidua/storage/crypt"
	"thidua/storage/folder"
	"thidua/sync/identity/keystore"
)

// unlock gives the key of a folder, nil of one in plain: from the keyring, or from what a person is asked for. What was being converted is finished
// before. Errors: Forbidden "desk.locked" where there is nobody to ask, those of keystore.Open and folder.Settle.
func (e Environment) unlock(dir string) (*crypt.Key, error) {
	if err := folder.Settle(dir); err != nil {
		return nil, err
	}
	lock, err := folder.Locked(dir)
	switch key := emulation.KeyOf(err); {
	case key == "storage.lock-damaged":
		return e.keyOf(nil) // the recovery code opens it all the same
	case emulation.CodeOf(err) == emulation.Newer || emulation.CodeOf(err) == emulation.Corrupt:
		return nil, nil // of the file FORMAT: opening the store tells it
	case err != nil:
		return nil, err
	case lock == nil:
		return nil, nil
	}
	return e.keyOf(lock)
}

// unlockBackup gives lock and key of a backup; both nil of one in plain.
func (e Environment) unlockBackup(file string) (*crypt.Lock, *crypt.Key, error) {
	lock, err := backup.Lock(file)
	if err != nil || lock == nil {
		return nil, nil, err
	}
	key, err := e.keyOf(lock)
	return lock, key, err
}

// keyOf opens a lock; one that nobody can read any more is nil.
func (e Environment) keyOf(lock *crypt.Lock) (*crypt.Key, error) {
	if lock != nil {
		if secret, ok := keystore.Kept(context.Background(), e.Keyring, lock.ID); ok {
			return crypt.New(secret, e.Rand), nil
		}
	}
	secret, err := e.asked(lock)
	if err != nil {
		return nil, err
	}
	return crypt.New(secret, e.Rand), nil
}

// asked is the secret that what a person types opens.
func (e Environment) asked(lock *crypt.Lock) (crypt.Secret, error) {
	secret, err := crypt.Secret{}, error(emulation.Errorf(emulation.Forbidden, "desk.locked"))
	if e.Ask != nil {
		var typed string
		if typed, err = e.Ask(); err == nil {
			secret, err = keystore.Open(lock, typed)
		}
	}
	if key := alone(lock, emulation.KeyOf(err)); key != emulation.KeyOf(err) {
		err = emulation.Errorf(emulation.Forbidden, key).Because(err)
	}
	return secret, err
}

// alone is what is said in place of a sentence where only the passphrase of one backup opens it: no recovery code and no keyring does.
func alone(lock *crypt.Lock, key string) string {
	if lock != nil && lock.Alone {
		switch key {
		case "desk.locked":
			return "desk.backup-locked"
		case "keystore.wrong", "keystore.code-other", "keystore.not-code":
			return "desk.backup-wrong"
		}
	}
	return key
}

// restoreInto is the key of the folder that a backup is restored into. One where nothing is yet becomes as that of the backup.
func (e Environment) restoreInto(dir string, lock *crypt.Lock, key *crypt.Key) (*crypt.Key, error) {
	begun, err := folder.Begun(dir)
	if err != nil {
		return nil, err
	}
	if lock == nil || lock.Alone || begun || durable.Exists(filepath.Join(dir, keyFile)) {
		return e.unlock(dir)
	}
	return key, folder.WriteLock(dir, lock)
}

// Unlock takes the secret of an encrypted folder from what a person types and puts it into the keyring, so that nobody is asked again on this
// computer. Errors: those of keystore.Open and keystore.Keep, Conflict "desk.in-plain".
func Unlock(ctx context.Context, dir string, env Environment) error {
	if err := folder.Settle(dir); err != nil {
		return err
	}
	lock, err := folder.Locked(dir)
	if err != nil && emulation.KeyOf(err) != "storage.lock-damaged" { // then the recovery code does
		return err
	}
	if lock == nil && err == nil {
		return emulation.Errorf(emulation.Conflict, "desk.in-plain")
	}
	secret, err := env.asked(lock)
	if err != nil {
		return err
	}
	return keystore.Keep(ctx, env.Keyring, secret)
}
