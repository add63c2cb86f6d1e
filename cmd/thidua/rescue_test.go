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
	_, _, err = desk.Backup(t.Context(), old, file, env)
	must(err)
	dir := filepath.Join(t.TempDir(), "new")
	box, err := blackbox.Open(filepath.Join(dir, logs))
	must(err)
	p := &program{dir: dir, env: env, box: box}
	if _, err := p.Open(); emulation.KeyOf(err) != "workspace.not-set-up" {
		t.Fatalf("an empty folder: %v", err)
	}
	must(os.WriteFile(file+".cut", []byte("not a backup"), 0o600))
	if err := p.Restore(file + ".cut"); err == nil {
		t.Error("what is no backup is restored")
	}
	must(p.Restore(file))
	said, err := p.Repair()
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
