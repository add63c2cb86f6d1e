package desk_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/sync/identity"
)

// keyed sets up an invited desk and gives its folder, the bytes of its key file and those of format 1.
func keyed(t *testing.T, e desk.Environment) (dir, path string, now, old []byte) {
	t.Helper()
	_, invite := office(t, e)
	dir = filepath.Join(t.TempDir(), "desk")
	d, err := desk.InitInvite(dir, invite, "A", e)
	ok(t, err)
	ok(t, d.Close())
	path = filepath.Join(dir, "desk.key")
	now, err = os.ReadFile(path)
	ok(t, err)
	old, sealed, err := identity.DeskKeyFile.Open(now)
	ok(t, err)
	if !sealed {
		t.Error("a new key file has no checksum")
	}
	return dir, path, now, old
}

func holds(t *testing.T, path string, want []byte) {
	t.Helper()
	if got, err := os.ReadFile(path); err != nil || !bytes.Equal(got, want) {
		t.Fatalf("%s holds %x (%v), not %x", filepath.Base(path), got, err, want)
	}
}

// TestDamagedKey flips every bit of a desk's key and cuts it at every length: it is named each time, nothing is written over it, no other key
// is made; and a backup brings the key back, while the damaged one is kept.
func TestDamagedKey(t *testing.T) {
	e := env()
	dir, path, now, _ := keyed(t, e)
	backup := filepath.Join(t.TempDir(), "b.backup")
	_, _, err := desk.Backup(t.Context(), dir, backup, "", e)
	ok(t, err)
	_, invite := office(t, e)
	damaged := func(raw []byte, all bool) {
		t.Helper()
		ok(t, os.WriteFile(path, raw, 0o600))
		_, err := desk.Open(dir, e)
		fails(t, err, "desk.key-damaged")
		if all {
			_, err = desk.Doctor(t.Context(), dir, true, e)
			fails(t, err, "desk.key-damaged")
			_, err = desk.InitInvite(dir, invite, "B", e)
			fails(t, err, "desk.key-damaged")
		}
		holds(t, path, raw)
	}
	for n := range now {
		damaged(now[:n], n%64 == 0)
		for bit := range 8 {
			altered := bytes.Clone(now)
			altered[n] ^= 1 << bit
			damaged(altered, n%64 == 0 && bit == 0)
		}
	}
	damaged(now[:40], false)
	_, _, err = desk.Restore(t.Context(), dir, backup, e)
	ok(t, err)
	holds(t, path, now)
	holds(t, path+".damaged", now[:40])
	d, err := desk.Open(dir, e)
	ok(t, err)
	ok(t, d.Close())

	ok(t, os.Remove(path))
	_, err = desk.InitInvite(dir, invite, "B", e)
	fails(t, err, "desk.key-lost")
	if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("another key was made: %v", err)
	}
}

// TestDamagedKeyInABackup: a backup that was made of a damaged key is not restored, and the folder stays as it is.
func TestDamagedKeyInABackup(t *testing.T) {
	e := env()
	dir, path, now, _ := keyed(t, e)
	d, err := desk.Open(dir, e)
	ok(t, err)
	altered := bytes.Clone(now)
	altered[30] ^= 1
	ok(t, os.WriteFile(path, altered, 0o600)) // the disk damages it while the desk is open
	backup := filepath.Join(t.TempDir(), "b.backup")
	_, err = d.DB.(interface {
		Backup(ctx context.Context, file string) (*desk.Made, error)
	}).Backup(t.Context(), backup)
	ok(t, err)
	ok(t, d.Close())
	_, _, err = desk.Restore(t.Context(), dir, backup, e)
	fails(t, err, "identity.key-in-backup")
	holds(t, path, altered)
}

// TestKeyOfAnOlderProgram reads a key file without a checksum and writes it with one, as soon as the desk's certificate proves it; one that was
// damaged unseen is found by that. A kill while the new file was being written leaves the old one, which is read again.
func TestKeyOfAnOlderProgram(t *testing.T) {
	e := env()
	dir, path, now, old := keyed(t, e)
	for n := 4; n < 36; n += 5 { // in the seed, where any bytes are a key
		altered := bytes.Clone(old)
		altered[n] ^= 1 << (n % 8)
		ok(t, os.WriteFile(path, altered, 0o600))
		_, err := desk.Open(dir, e)
		fails(t, err, "desk.key-damaged")
		holds(t, path, altered)
	}
	backup := filepath.Join(t.TempDir(), "b.backup")
	ok(t, os.WriteFile(path, old, 0o600))
	_, _, err := desk.Backup(t.Context(), dir, backup, "", e) // of the older program
	ok(t, err)
	ok(t, os.WriteFile(filepath.Join(dir, ".thidua-9-9.part"), now[:len(now)/2], 0o600))
	d, err := desk.Open(dir, e)
	ok(t, err)
	ok(t, d.Close())
	holds(t, path, now)
	if info, err := os.Stat(path); err != nil || info.Mode().Perm()&0o077 != 0 {
		t.Errorf("%v %v", info.Mode(), err)
	}
	_, _, err = desk.Restore(t.Context(), dir, backup, e) // the same key in another format
	ok(t, err)
	holds(t, path, now)
	_, err = desk.Open(filepath.Join(t.TempDir(), "none"), e)
	if emulation.CodeOf(err) != emulation.NotFound {
		t.Error(err)
	}
}
