package keyfile_test

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"thidua/emulation"
	"thidua/internal/keyfile"
	"thidua/sync/identity"
)

// TestRestore: whatever a backup brings, a sound key in the folder is never replaced, and nothing of a damaged one is lost.
func TestRestore(t *testing.T) {
	sealed := func(n byte) []byte {
		raw, err := (&identity.ServerKey{Seed: bytes.Repeat([]byte{n}, 32)}).MarshalBinary()
		if err != nil {
			t.Fatal(err)
		}
		return identity.ServerKeyFile.Seal(raw)
	}
	sound, other, damaged := sealed(1), sealed(2), sealed(1)
	damaged[40] ^= 1
	for name, c := range map[string]struct {
		have, saved []byte
		fails       string
		want, kept  []byte // the file afterwards, and the damaged one beside it
	}{
		"the folder has none": {nil, sound, "", sound, nil},
		"the same":            {sound, sound, "", sound, nil},
		"a sound key, and the backup brings none": {sound, nil, "", sound, nil},
		"another":       {sound, other, "identity.backup-other", sound, nil},
		"a damaged key": {damaged, sound, "", sound, damaged},
		"a damaged key, and the backup brings none": {damaged, nil, "identity.key", damaged, nil},
		"a sound key, and the backup's is damaged":  {sound, damaged, "identity.key-in-backup", sound, nil},
		"none at all": {nil, nil, "identity.backup-no-key", nil, nil},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "folder", "server.key")
			if c.have != nil {
				if err := errors.Join(os.Mkdir(filepath.Dir(path), 0o700), os.WriteFile(path, c.have, 0o600)); err != nil {
					t.Fatal(err)
				}
			}
			if err := keyfile.Restore(path, identity.ServerKeyFile, c.saved, nil); emulation.KeyOf(err) != c.fails {
				t.Errorf("%v, want %q", err, c.fails)
			}
			for at, want := range map[string][]byte{path: c.want, path + identity.DamagedKey: c.kept} {
				now, err := os.ReadFile(at)
				if !bytes.Equal(now, want) || errors.Is(err, fs.ErrNotExist) != (want == nil) {
					t.Errorf("%s holds %q (%v), want %q", filepath.Base(at), now, err, want)
				}
			}
		})
	}
}
