package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"thidua/emulation"
	"thidua/internal/phrase"
	"thidua/internal/tenant"
	"thidua/storage"
	"thidua/sync/identity"
)

// InitCmd makes a new system.
type InitCmd struct {
	Dir            string `help:"server.help.dir" required:"" type:"path" placeholder:"DIR"`
	Office         string `help:"server.help.office" required:"" type:"path" placeholder:"FILE"`
	PassphraseFile string `help:"server.help.passphrase-file" type:"path" placeholder:"FILE"`
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
	c.Name = cmp.Or(c.Name, phrase.Text(m.lang, "server.default-name"))
	if c.Person == "" {
		c.Person = phrase.Text(m.lang, "server.default-person")
	}
	passphrase, err := c.passphrase(m)
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
	if err := guard(making); err != nil {
		return fileError(making, err)
	}
	office, err := c.found(m, making)
	if err != nil {
		return err
	}
	if c.PassphraseFile == "" { // shown before there is a file that only they open
		if _, err := fmt.Fprintln(m.Stdout, phrase.Text(m.lang, "server.words", "words", passphrase)); err != nil {
			return fileError("stdout", err)
		}
	}
	err = writeNew(c.Office, func(w io.Writer) error {
		return identity.WriteOfficeFile(w, office, passphrase, c.WorkFactor)
	})
	if err != nil {
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

// passphrase is the first line of the file that was named, or generated words.
func (c *InitCmd) passphrase(m *Main) (string, error) {
	if c.PassphraseFile != "" {
		raw, err := os.ReadFile(c.PassphraseFile)
		if err != nil {
			return "", fileError(c.PassphraseFile, err)
		}
		return firstLine(raw), nil
	}
	return identity.NewWords(m.Rand)
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

// found makes the server's folder, with the first leaf in its store and the server's key, and gives what leaves it in the office's file.
func (c *InitCmd) found(m *Main, dir string) (*identity.OfficeFile, error) {
	db, err := storage.Open(filepath.Join(dir, storeName), m.options(dir))
	if err != nil {
		return nil, err
	}
	office, server, err := tenant.New(db, c.Name, c.Person, m.Now(), m.Rand)
	if err = errors.Join(err, db.Close()); err != nil {
		return nil, err
	}
	return office, writeKey(filepath.Join(dir, keyName), &identity.ServerKey{Seed: server.Private.Seed(), Root: identity.PublicOf(office.RootKey())})
}
