package main

import (
	"crypto/rand"
	"os"
	"path/filepath"
	"testing"
	"time"

	"thidua/emulation"
	"thidua/internal/blackbox"
	"thidua/internal/desk"
)

// The data of a computer that is lost are restored from a backup into an empty folder, examined, and opened there.
func TestABackupIsRestored(t *testing.T) {
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	env := desk.Environment{Now: time.Now, Rand: rand.Reader}
	old, file := filepath.Join(t.TempDir(), "old"), filepath.Join(t.TempDir(), "a.backup")
	d, err := desk.InitSample(old, firstSample, "", env)
	must(err)
	root := d.Workspace.Root()
	must(d.Close())
	_, _, err = desk.Backup(t.Context(), old, file, "", env)
	must(err)
	dir := filepath.Join(t.TempDir(), "new")
	box, err := blackbox.Open(filepath.Join(dir, logs))
	must(err)
	p := &program{dir: dir, env: env, box: box}
	if _, err := p.Open(); emulation.KeyOf(err) != "workspace.not-set-up" {
		t.Fatalf("an empty folder: %v", err)
	}
	must(os.WriteFile(file+".cut", []byte("not a backup"), 0o600))
	if err := p.Restore(file+".cut", ""); err == nil {
		t.Error("what is no backup is restored")
	}
	must(p.Restore(file, ""))
	said, err := p.Repair("")
	must(err)
	if len(said) > 0 {
		t.Errorf("what was restored is not sound: %v", said)
	}
	w, err := p.Open()
	must(err)
	if w.Workspace.Root() != root {
		t.Error("it is another's data")
	}
	must(w.Close())
	if err := p.Move(filepath.Join(dir, "nowhere")); emulation.KeyOf(err) != "ui.error.folder" {
		t.Errorf("a folder that is not there: %v", err)
	}
	must(p.Move(old))
	if w, err = p.Open(); err != nil || w.Workspace.Root() != root {
		t.Fatalf("the folder that was chosen: %v", err)
	}
	must(w.Close())
}

// A backup of an encrypted folder is opened by what is typed, and so is the folder that is made of it, once; something else that is typed leaves no folder.
func TestAnEncryptedBackupIsRestored(t *testing.T) {
	const passphrase = "mật khẩu của trường"
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	env := desk.Environment{Now: time.Now, Rand: rand.Reader}
	old, file := filepath.Join(t.TempDir(), "old"), filepath.Join(t.TempDir(), "a.backup")
	d, err := desk.InitSample(old, firstSample, "", env)
	must(err)
	root := d.Workspace.Root()
	must(d.Close())
	under, err := desk.NewEncryption(passphrase, env)
	must(err)
	_, err = desk.Encrypt(t.Context(), old, under, env)
	must(err)
	opened := env
	opened.Ask = func() (string, error) { return passphrase, nil }
	_, _, err = desk.Backup(t.Context(), old, file, "", opened)
	must(err)
	p := &program{dir: filepath.Join(t.TempDir(), "new"), env: env, box: box(t)}
	for typed, key := range map[string]string{"": "desk.locked", "mật khẩu khác": "keystore.wrong"} {
		if err := p.Restore(file, typed); emulation.KeyOf(err) != key {
			t.Errorf("%q: %v", typed, err)
		}
		if _, err := p.Open(); emulation.KeyOf(err) != "workspace.not-set-up" {
			t.Errorf("%q left: %v", typed, err)
		}
	}
	must(p.Restore(file, passphrase))
	w, err := p.Open()
	must(err)
	if w.Workspace.Root() != root {
		t.Error("it is another's data")
	}
	must(w.Close())
}
