package desk

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"
	"time"

	"thidua/assets"
	"thidua/emulation"
	"thidua/emulation/legal"
	"thidua/internal/durable"
	"thidua/internal/upgrade"
	"thidua/storage"
	"thidua/storage/crypt"
	"thidua/sync/hub"
	"thidua/sync/identity"
	"thidua/sync/identity/keystore"
	"thidua/workspace"
	"thidua/workspace/replica"
)

// Environment is what comes from outside: the clock, randomness, and how a data folder's store is opened.
type Environment struct {
	Now   func() time.Time
	Rand  io.Reader
	Judge uint64                                             // the highest judge version known; 0: all of this program
	Open  func(dir string, o storage.Options) (Store, error) // the store on the disk if nil

	Keyring keystore.Keyring       // where what opens an encrypted folder may be kept; nil: nowhere
	Ask     func() (string, error) // asks a person for the passphrase or the recovery code of one; nil: there is nobody to ask

	Here upgrade.Here // the program that runs; where nobody may sign its releases none is offered
}

// Store is what a desk, and the hub of a sandbox, need of the store in a data folder.
type Store interface {
	workspace.Store
	hub.Store
	// Checkpoint makes everything written so far durable.
	Checkpoint() error
	// RoomFor is nil, or why so many bytes more cannot be written beside the rows now.
	RoomFor(bytes uint64) error
	// Findings is what was noticed and repaired when the store was opened.
	Findings() []storage.Finding
	// Seen says that a person has read the findings: they are not told again.
	Seen() error
	// Close releases the folder. Calling it again does nothing.
	Close() error
}

func (e Environment) workspace() workspace.Environment {
	return workspace.Environment{Now: e.Now, Rand: e.Rand, Law: law, Judge: e.Judge}
}

// law is the law of awards as it comes with the program; it is read once, when something first asks for it.
var law = sync.OnceValues(func() (*legal.Shelf, error) {
	return legal.ReadShelf(assets.Legal, "legal", "legal/forms/award-forms.yaml")
})

func (e Environment) storage() storage.Options { return storage.Options{Now: e.Now, Rand: e.Rand} }

// backupEvery is how old a desk's newest backup may be before it makes another by itself.
const backupEvery = 24 * time.Hour

// data is how the store of a desk is opened.
func (e Environment) data(dir string, key *crypt.Key) storage.Options {
	o := e.storage()
	o.Key = key
	o.FirstSave = firstSave(dir)
	o.BackupEvery, o.Beside = backupEvery, []string{filepath.Join(dir, keyFile)}
	return o
}

func (e Environment) open(dir string, o storage.Options) (Store, error) {
	if e.Open != nil {
		return e.Open(dir, o)
	}
	db, err := storage.Open(dir, o)
	if err != nil {
		return nil, err // and no store that is a nil pointer
	}
	return db, nil
}

// The files of a data folder beside the store's own.
const (
	keyFile    = "desk.key"
	sandboxDir = "sandbox"
)

// Desk is an open data folder.
type Desk struct {
	Dir       string
	DB        Store
	Workspace *workspace.Workspace
	env       Environment
	key       *crypt.Key // of an encrypted folder
	link      *link
}

// Open opens a data folder that was set up before. One that was not is the error "workspace.not-set-up".
// Errors: Forbidden "desk.locked" and those of keystore.Open where the folder is encrypted and nothing opens it, those of storage.Open, and where the folder
// is of an older release, those of goOver.
func Open(dir string, env Environment) (*Desk, error) {
	folder, err := env.unlock(dir)
	if err != nil {
		return nil, err
	}
	d, err := enter(dir, folder, env)
	return d, env.giveUp(err)
}

// enter is Open with the key of the folder at hand. Nobody comes in between going over to a release and opening what came of it.
func enter(dir string, folder *crypt.Key, env Environment) (*Desk, error) {
	held, err := env.goOver(dir, folder)
	if err != nil {
		return nil, err
	}
	d, err := open(dir, folder, held, env)
	if err != nil && held != nil {
		_ = held.Close() // where the store has not done so
	}
	return d, err
}

// open is enter without going over; held is the lock of the folder, if it is held.
func open(dir string, folder *crypt.Key, held *os.File, env Environment) (*Desk, error) {
	key, sealed, err := loadKey(filepath.Join(dir, keyFile), folder)
	if err != nil {
		return nil, err
	}
	o := env.data(dir, folder)
	o.Held = held
	db, err := env.open(dir, o)
	if err != nil {
		return nil, fmt.Errorf("opening the store of %s: %w", dir, err)
	}
	if db, err = settle(dir, folder, db, key, env); err != nil {
		if db != nil {
			err = errors.Join(err, db.Close())
		}
		return nil, fmt.Errorf("going on in the generation that was confirmed: %w", err)
	}
	w, err := workspace.Open(db, key, env.workspace())
	if err == nil && !sealed {
		err = sealKey(filepath.Join(dir, keyFile), w, folder)
	}
	if err == nil && dir != "" {
		_ = sweepPassing(dir) // what cannot be removed now is with the next start
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("opening the desk of %s: %w", dir, err), db.Close())
	}
	return newDesk(dir, db, w, env, folder), nil
}

func newDesk(dir string, db Store, w *workspace.Workspace, env Environment, folder *crypt.Key) *Desk {
	d := &Desk{Dir: dir, DB: db, Workspace: w, env: env, key: folder, link: &link{workspace: w, db: db}}
	if dir != "" && !env.Here.Keys.None() {
		d.link.shelf = d.openShelf()
	}
	return d
}

// Over is the desk of a store that lies in no folder, of a workspace that was opened on it: it exchanges as any other, and has no key file.
func Over(db Store, w *workspace.Workspace, env Environment) *Desk {
	return newDesk("", db, w, env, nil)
}

// Close writes what is left to write and releases the folder.
func (d *Desk) Close() error { return d.DB.Close() }

// Findings is what the store noticed and repaired when it was opened.
func (d *Desk) Findings() []emulation.Message { return messages(d.DB.Findings()) }

func messages(findings []storage.Finding) []emulation.Message {
	return emulation.Map(findings, func(f storage.Finding) emulation.Message { return f.Message })
}

// Seen says that a person has read the findings.
func (d *Desk) Seen() error { return d.DB.Seen() }

// create makes the store of a new desk and saves its key: the key first, so that nothing is ever signed with a key that is not on disk. A
// set-up that was interrupted is done again, with the key that is there; key draws one where there is none.
func create(dir string, key func() (*identity.Key, error), env Environment, setUp func(Store, *identity.Key) (*workspace.Workspace, error)) (*Desk, error) {
	folder, err := env.unlock(dir)
	if err != nil {
		return nil, err
	}
	db, err := env.open(dir, env.data(dir, folder))
	if err != nil {
		return nil, fmt.Errorf("making the store of %s: %w", dir, err)
	}
	w, err := begin(filepath.Join(dir, keyFile), folder, key, db, setUp)
	if err == nil {
		err = env.began(dir)
	}
	if err == nil {
		err = db.Checkpoint() // what was set up must not be gone after a power cut, with the work that follows
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("setting up the desk of %s: %w", dir, err), db.Close())
	}
	return newDesk(dir, db, w, env, folder), nil
}

func begin(path string, folder *crypt.Key, key func() (*identity.Key, error), db Store, setUp func(Store, *identity.Key) (*workspace.Workspace, error)) (*workspace.Workspace, error) {
	k, sealed, err := loadKey(path, folder)
	if emulation.CodeOf(err) == emulation.NotFound {
		if old, err := workspace.SetUp(db); err != nil || old { // another key would take this desk's place
			return nil, cmp.Or(err, error(emulation.Errorf(emulation.Corrupt, "desk.key-lost", "file", path)))
		}
		if k, err = key(); err == nil {
			sealed, err = true, saveKeyAs(path, k, folder)
		}
	}
	if err != nil {
		return nil, err
	}
	w, err := setUp(db, k)
	if err == nil && !sealed {
		err = sealKey(path, w, folder)
	}
	return w, err
}

// InitOffice sets up an office's desk in an empty folder.
func InitOffice(dir string, file *identity.OfficeFile, server string, env Environment) (*Desk, error) {
	key := func() (*identity.Key, error) { return identity.ParseKey(file.Office) }
	return create(dir, key, env, func(db Store, k *identity.Key) (*workspace.Workspace, error) {
		if raw, err := k.MarshalBinary(); err != nil || !bytes.Equal(raw, file.Office) {
			return nil, errors.Join(err, emulation.Errorf(emulation.Conflict, "workspace.already-set-up"))
		}
		return replica.SetUpOffice(db, file, server, env.workspace())
	})
}

// InitInvite sets up an invited person's desk in an empty folder, with a new key.
func InitInvite(dir string, invite *identity.InviteFile, name string, env Environment) (*Desk, error) {
	key := func() (*identity.Key, error) { return identity.NewKey(env.Rand) }
	return create(dir, key, env, func(db Store, k *identity.Key) (*workspace.Workspace, error) {
		return replica.Join(db, k, invite, name, env.workspace())
	})
}

// VerifyLogs checks every log from its signed bytes in a scratch store beside the data, which is removed again.
func (d *Desk) VerifyLogs(ctx context.Context) ([]replica.Verified, error) {
	dir, err := os.MkdirTemp(d.Dir, "verify-")
	if err != nil {
		return nil, emulation.Errorf(emulation.Unavailable, "desk.unreadable", "dir", d.Dir).Because(err)
	}
	defer durable.RemoveAll(dir)
	options := d.env.storage()
	options.ReserveBytes, options.Scratch, options.Key = 1, true, d.key
	scratch, err := d.env.open(dir, options)
	if err != nil {
		return nil, err
	}
	found, err := replica.At(d.Workspace).VerifyLogs(ctx, scratch)
	return found, errors.Join(err, scratch.Close())
}
