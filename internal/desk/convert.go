package desk

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"os"
	"path/filepath"

	"thidua/emulation"
	"thidua/internal/durable"
	"thidua/storage"
	"thidua/storage/crypt"
	"thidua/storage/folder"
	"thidua/sync/changeset"
	"thidua/sync/identity"
	"thidua/sync/identity/keystore"
	"thidua/workspace/replica"
)

// Encryption is what a folder is going to be encrypted under. Its recovery code has to be shown before it is used.
type Encryption struct {
	secret crypt.Secret
	lock   *crypt.Lock
}

// NewEncryption draws a secret; with a passphrase that opens the folder too. Errors: Invalid "identity.passphrase-short".
func NewEncryption(passphrase string, env Environment) (*Encryption, error) {
	secret, err := keystore.Draw(env.Rand)
	if err != nil {
		return nil, err
	}
	lock, err := keystore.NewLock(secret, passphrase, env.Rand)
	if err != nil {
		return nil, err
	}
	return &Encryption{secret, lock}, nil
}

// Code is the recovery code, for paper: it opens the folder and its backups by itself.
func (e *Encryption) Code() string { return keystore.Code(e.secret) }

// Encrypted reports whether a folder is. What was being converted is finished before.
func Encrypted(dir string) (bool, error) {
	if err := folder.Settle(dir); err != nil {
		return false, err
	}
	lock, err := folder.Locked(dir)
	if emulation.KeyOf(err) == "storage.lock-damaged" {
		return true, nil
	}
	return lock != nil, err
}

// Encrypt makes the folder of a desk, which nobody has open, one that is encrypted. The keyring opens it unless env has none: kept says whether. A
// stop at any moment leaves the folder as it was or encrypted. Errors: Conflict "desk.encrypted", Corrupt "desk.copy-differs", those of opening and
// of backups; Unavailable "desk.converted-later" where all is done but for the names, which the next opening puts right: the code counts.
func Encrypt(ctx context.Context, dir string, e *Encryption, env Environment) (kept bool, err error) {
	is, err := Encrypted(dir)
	if err != nil {
		return false, err
	}
	if is {
		return false, emulation.Errorf(emulation.Conflict, "desk.encrypted")
	}
	kept = keystore.Keep(ctx, env.Keyring, e.secret) == nil // before: what opens the folder is there when it is encrypted
	return kept, convert(ctx, dir, nil, crypt.New(e.secret, env.Rand), e.lock, env)
}

// Decrypt makes the folder one in plain again. The keyring keeps the secret: it may be the last that opens an older backup. Errors: Conflict "desk.in-plain", and those of Encrypt.
func Decrypt(ctx context.Context, dir string, env Environment) error {
	folder, err := env.unlock(dir)
	if err != nil {
		return err
	}
	if folder == nil {
		return emulation.Errorf(emulation.Conflict, "desk.in-plain")
	}
	return convert(ctx, dir, folder, nil, nil, env)
}

// convert builds the folder anew under another key beside what is there, proves that it holds the same, and puts it in its place.
func convert(ctx context.Context, dir string, from, to *crypt.Key, lock *crypt.Lock, env Environment) (err error) {
	d, err := enter(dir, from, env)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, d.Close()) }() // a second time does nothing
	c := &conversion{Desk: d, next: folder.Next(dir), to: to}
	if err := durable.RemoveAll(c.next); err != nil {
		return emulation.Errorf(emulation.Unavailable, "desk.unreadable", "dir", c.next).Because(err)
	}
	if lock != nil {
		if err := folder.WriteLock(c.next, lock); err != nil {
			return err
		}
	}
	for _, step := range []func(context.Context) error{c.copy, c.box, c.prove} {
		if err := step(ctx); err != nil {
			return errors.Join(err, durable.RemoveAll(c.next))
		}
	}
	if err := forgetBefore(dir); err != nil {
		return errors.Join(err, durable.RemoveAll(c.next))
	}
	names := append(storage.Parts(), keyFile, keyFile+identity.DamagedKey, sandboxDir+"/"+hubDir, sandboxDir+"/"+hubKeyFile)
	if err := folder.Ready(dir, names, folder.Rows, folder.Journal, keyFile); err != nil {
		return err
	}
	if err := cmp.Or(d.Close(), folder.Settle(dir)); err != nil { // it is done, and nobody may throw the code away
		return emulation.Errorf(emulation.Unavailable, "desk.converted-later").Because(err)
	}
	return nil
}

// conversion is one of them.
type conversion struct {
	*Desk
	next string
	to   *crypt.Key
}

// copy makes store and key of the desk anew.
func (c *conversion) copy(ctx context.Context) error {
	db, ok := c.DB.(*storage.DB)
	if !ok {
		return emulation.Errorf(emulation.Internal, "desk.unreadable", "dir", c.Dir)
	}
	if err := db.CopyTo(ctx, c.next, c.to); err != nil {
		return err
	}
	if err := saveKeyAs(filepath.Join(c.next, keyFile), c.Workspace.Key(), c.to); err != nil {
		return err
	}
	from, to := &folder.Folder{Dir: c.Dir, Key: c.key}, &folder.Folder{Dir: c.next, Key: c.to}
	err := to.CopyFile(from, keyFile+identity.DamagedKey) // a key that was put aside goes along
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return emulation.Errorf(emulation.Unavailable, "desk.unreadable", "dir", c.Dir).Because(err)
	}
	return nil
}

// box does the same with the server of a sample.
func (c *conversion) box(ctx context.Context) error {
	box, next := filepath.Join(c.Dir, sandboxDir), filepath.Join(c.next, sandboxDir)
	if none, err := durable.Absent(filepath.Join(box, hubKeyFile)); err != nil {
		return emulation.Errorf(emulation.Unavailable, "desk.unreadable", "dir", box).Because(err)
	} else if none {
		return nil
	}
	key, _, err := loadKey(filepath.Join(box, hubKeyFile), c.key)
	if err != nil {
		return err
	}
	db, err := storage.Open(filepath.Join(box, hubDir), c.hubOptions())
	if err != nil {
		return err
	}
	if err := errors.Join(db.CopyTo(ctx, filepath.Join(next, hubDir), c.to), db.Close()); err != nil {
		return err
	}
	return saveKeyAs(filepath.Join(next, hubKeyFile), key, c.to)
}

// prove opens what was built, compares all it holds with what is in use, and lets it make a backup of its own, since those that are there go.
func (c *conversion) prove(ctx context.Context) (err error) {
	env := c.env
	other, err := open(c.next, c.to, nil, env)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, other.Close()) }()
	was, err := c.holds(ctx)
	if err != nil {
		return err
	}
	is, err := other.holds(ctx)
	if err != nil {
		return err
	}
	if !maps.Equal(was, is) {
		return emulation.Errorf(emulation.Corrupt, "desk.copy-differs")
	}
	_, err = other.DB.(*storage.DB).Backup(ctx, "")
	return err
}

// holds is what a desk holds, by name: the state hash of each log, the ends of the own chains, what waits, every draft.
func (d *Desk) holds(ctx context.Context) (map[string]emulation.Hash, error) {
	out := map[string]emulation.Hash{}
	logs, err := replica.At(d.Workspace).StateHashes(ctx)
	if err != nil {
		return nil, err
	}
	for _, l := range logs {
		out["state "+l.Scope.String()] = emulation.Hash(l.State)
		drafts, err := d.DB.Drafts(l.Scope)
		if err != nil {
			return nil, err
		}
		for i := range drafts {
			raw, err := changeset.Encode(drafts[i])
			if err != nil {
				return nil, err
			}
			sum := emulation.Digest(raw)
			out["draft "+sum.String()] = sum
		}
		own, err := d.DB.Own(l.Scope)
		if err != nil {
			return nil, err
		}
		raw, err := changeset.Encode(own)
		if err != nil {
			return nil, err
		}
		out["own "+l.Scope.String()] = emulation.Digest(raw)
	}
	err = d.DB.Pending(changeset.Until(ctx, func(p changeset.PendingChange) error {
		out["pending "+p.Change.Identity.String()] = emulation.Digest(p.Change.Raw)
		return nil
	}))
	return out, err
}
