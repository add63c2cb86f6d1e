package main

import (
	"context"
	"crypto/ed25519"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"thidua/emulation"
	"thidua/internal/phrase"
	"thidua/storage"
	"thidua/sync/changeset"
	"thidua/sync/hub"
	"thidua/sync/identity"
)

// InitCmd makes a new system.
type InitCmd struct {
	Dir            string `help:"server.help.dir" required:"" type:"path" placeholder:"DIR"`
	Office         string `help:"server.help.office" required:"" type:"path" placeholder:"FILE"`
	PassphraseFile string `help:"server.help.passphrase-file" required:"" type:"path" placeholder:"FILE"`
	Name           string `help:"server.help.name" placeholder:"TEXT"`
	Person         string `help:"server.help.person" placeholder:"TEXT"`
	WorkFactor     int    `help:"server.help.work-factor" default:"18" placeholder:"N"`
}

// Run makes keys, office file and store. Everything is made in a folder beside and renamed at the end, so that a stop in the middle leaves
// no half of a system; and the root key is in the office's file before anything is signed with it for good.
func (c *InitCmd) Run(_ context.Context, m *Main) error {
	if err := c.check(); err != nil {
		return err
	}
	if c.Name == "" {
		c.Name = phrase.Text(m.lang, "server.default-name")
	}
	if c.Person == "" {
		c.Person = phrase.Text(m.lang, "server.default-person")
	}
	passphrase, err := os.ReadFile(c.PassphraseFile)
	if err != nil {
		return fileError(c.PassphraseFile, err)
	}
	f, err := c.founding(m)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(c.Dir), 0o700); err != nil {
		return fileError(c.Dir, err)
	}
	making, err := os.MkdirTemp(filepath.Dir(c.Dir), filepath.Base(c.Dir)+".new-")
	if err != nil {
		return fileError(c.Dir, err)
	}
	defer os.RemoveAll(making)
	log, err := m.fill(making, f)
	if err != nil {
		return err
	}
	if err := c.writeOffice(f, log, firstLine(passphrase)); err != nil {
		return err
	}
	if err := os.Remove(c.Dir); err != nil && !errors.Is(err, fs.ErrNotExist) { // an empty folder
		return fileError(c.Dir, err)
	}
	if err := os.Rename(making, c.Dir); err != nil {
		return fileError(c.Dir, err)
	}
	m.tell("server.founded", "name", c.Name, "dir", c.Dir)
	m.tell("server.founded-next", "file", c.Office)
	return nil
}

func (c *InitCmd) check() error {
	if files, err := os.ReadDir(c.Dir); err == nil && len(files) > 0 {
		return emulation.Errorf(emulation.Conflict, "server.not-empty", "dir", c.Dir)
	} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fileError(c.Dir, err)
	}
	if _, err := os.Lstat(c.Office); err == nil {
		return emulation.Errorf(emulation.Conflict, "server.file-exists", "file", c.Office)
	}
	return nil
}

func fileError(path string, err error) error {
	return emulation.Errorf(emulation.Unavailable, "server.file", "file", path).Because(err)
}

func firstLine(b []byte) string {
	line, _, _ := strings.Cut(string(b), "\n")
	return strings.TrimRight(line, "\r")
}

// founding draws the keys and ids.
func (c *InitCmd) founding(m *Main) (hub.Founding, error) {
	f := hub.Founding{OfficeName: c.Name, PersonName: c.Person, Now: m.Now()}
	for _, seed := range []*ed25519.PrivateKey{&f.Root, &f.Server} {
		s, err := identity.NewSecret(m.Rand)
		if err != nil {
			return f, err
		}
		*seed = ed25519.NewKeyFromSeed(s[:])
	}
	var err error
	for _, id := range []*emulation.ID{&f.OfficeID, &f.ServerID, &f.Person} {
		if *id, err = identity.NewID(m.Rand); err != nil {
			return f, err
		}
	}
	if f.Salt, err = identity.NewSecret(m.Rand); err != nil {
		return f, err
	}
	f.Office, err = identity.NewKey(m.Rand)
	return f, err
}

// fill makes the server's folder, with the first leaf in its store, and gives a copy of that log.
func (m *Main) fill(dir string, f hub.Founding) (identity.LogCopy, error) {
	scope := changeset.NewScope(changeset.Control, f.OfficeID)
	log := identity.LogCopy{Scope: scope}
	db, err := storage.Open(filepath.Join(dir, storeName), storage.Options{Server: true, Now: m.Now, Rand: m.Rand})
	if err != nil {
		return log, err
	}
	err = hub.Genesis(db, f)
	if err == nil {
		err = db.Entries(scope, 0, func(e *changeset.Entry) error {
			log.Entries = append(log.Entries, identity.EntryCopy{Leaf: e.LeafRaw, Change: e.Raw, Detached: e.Detached})
			return nil
		})
	}
	if err == nil {
		var head changeset.LogHead
		if head, err = db.Log(scope); err == nil {
			log.Checkpoint, err = changeset.Checkpoint{Tenant: changeset.TenantOf(f.Root.Public().(ed25519.PublicKey)), Scope: scope,
				Generation: head.Generation, Size: head.Size, Root: head.Root()}.Sign(f.Server)
		}
	}
	if cerr := db.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		return log, err
	}
	return log, writeKey(filepath.Join(dir, keyName), serverKey{Seed: f.Server.Seed(), Root: identity.PublicOf(f.Root)})
}

// writeOffice writes the office's file: a new one, on disk before anything says so.
func (c *InitCmd) writeOffice(f hub.Founding, log identity.LogCopy, passphrase string) error {
	office, err := f.Office.MarshalBinary()
	if err != nil {
		return err
	}
	content := &identity.OfficeFile{Root: f.Root.Seed(), Office: office, Scope: f.OfficeID, Name: c.Name, Person: f.Person, Log: log,
		Server: identity.PublicOf(f.Server)}
	return writeNew(c.Office, func(w io.Writer) error { return identity.WriteOfficeFile(w, content, passphrase, c.WorkFactor) })
}
