package desk_test

import (
	"context"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/storage/folder"
	"thidua/workspace/replica"
	"thidua/workspace/sheet"
)

// ring is a keyring in memory; one that is broken refuses everything, as one that is locked does.
type ring struct {
	kept   map[string]string
	broken bool
}

var errRing = errors.New("the keyring is locked")

func (r *ring) Get(service, user string) (string, error) {
	if text, is := r.kept[service+user]; is && !r.broken {
		return text, nil
	}
	return "", errRing
}

func (r *ring) Set(service, user, password string) error {
	if r.broken {
		return errRing
	}
	r.kept[service+user] = password
	return nil
}

// TestEncryptAndDecrypt: a folder that is encrypted and made plain again holds what it held; while it is encrypted, the keyring, the passphrase and
// the recovery code open it and nothing else does, its backup comes back on another computer, and no file shows what was typed.
func TestEncryptAndDecrypt(t *testing.T) {
	const typed, passphrase = "97,5 bí-mật-của-đơn-vị", "mật khẩu của trường"
	e, base := env(), t.TempDir()
	dir, file := filepath.Join(base, "desk"), filepath.Join(base, "usb.backup")
	d, err := desk.InitSample(dir, sampleID, "cao-bang", e)
	ok(t, err)
	_, err = sheet.At(d.Workspace).TypeCell("I.1", typed) // cannot be read, and is kept all the same
	ok(t, err)
	want := states(t, d)
	ok(t, d.Close())
	if len(holding(t, dir, typed)) == 0 {
		t.Error("this test sees nothing")
	}

	k := &ring{kept: map[string]string{}}
	e.Keyring = k
	under, err := desk.NewEncryption(passphrase, e)
	ok(t, err)
	code := under.Code()
	kept, err := desk.Encrypt(t.Context(), dir, under, e)
	ok(t, err)
	if !kept || code == "" {
		t.Error(kept, code)
	}
	if shown := holding(t, dir, typed); len(shown) > 0 {
		t.Error("in plain:", shown)
	}
	if _, err := os.Stat(folder.Next(dir)); !errors.Is(err, fs.ErrNotExist) {
		t.Error("left behind:", err)
	}
	same := func(dir string, e desk.Environment) {
		t.Helper()
		d, err := desk.Open(dir, e)
		ok(t, err)
		if got := states(t, d); !maps.Equal(got, want) {
			t.Errorf("%v, not %v", got, want)
		}
		me, err := d.Workspace.Me()
		ok(t, err)
		s, err := sheet.At(d.Workspace).Sheet(me.Unit.ID)
		ok(t, err)
		if r := s.Row("I.1"); r == nil || r.Typed != typed {
			t.Errorf("typed: %+v", r)
		}
		ok(t, d.Close())
	}
	same(dir, e) // by the keyring
	k.broken = true
	asked := func(text string) desk.Environment {
		e := e
		e.Ask = func() (string, error) { return text, nil }
		return e
	}
	_, err = desk.Open(dir, e)
	fails(t, err, "desk.locked")
	same(dir, asked(passphrase))
	same(dir, asked(strings.ToLower(code)))
	_, err = desk.Open(dir, asked("another passphrase"))
	fails(t, err, "keystore.wrong")
	_, err = desk.Doctor(t.Context(), dir, true, asked("another passphrase"))
	fails(t, err, "keystore.wrong")
	_, err = desk.Encrypt(t.Context(), dir, under, asked(code))
	fails(t, err, "desk.encrypted")

	d, err = desk.Open(dir, asked(code))
	ok(t, err)
	_, err = d.Sync(t.Context(), "") // with the sandbox's server, which is encrypted too
	ok(t, err)
	want = states(t, d)
	ok(t, d.Close())
	_, _, err = desk.Backup(t.Context(), dir, file, "", asked(code))
	ok(t, err)
	other := filepath.Join(base, "other")
	_, _, err = desk.Restore(t.Context(), other, file, e)
	fails(t, err, "desk.locked")
	_, _, err = desk.Restore(t.Context(), other, file, asked(code))
	ok(t, err)
	same(other, asked(passphrase))
	if shown := append(holding(t, other, typed), holding(t, base, typed)...); len(shown) > 0 {
		t.Error("in plain:", shown)
	}

	ok(t, os.Remove(filepath.Join(dir, folder.LockName))) // and so the passphrase
	for _, name := range globbed(t, dir, "backups/*") {
		ok(t, os.Remove(name))
	}
	same(dir, asked(code))
	ok(t, desk.Decrypt(t.Context(), dir, asked(code)))
	same(dir, e)
	ok(t, desk.Decrypt(context.Background(), other, asked(code)))
	if emulation.KeyOf(desk.Decrypt(t.Context(), dir, e)) != "desk.in-plain" {
		t.Error("twice")
	}
	k.broken = false
	_, _, err = desk.Restore(t.Context(), filepath.Join(base, "again"), file, e)
	ok(t, err) // the keyring is the last place of what opens an older backup
}

// states are the state hashes of a desk's logs.
func states(t *testing.T, d *desk.Desk) map[string]string {
	t.Helper()
	logs, err := replica.At(d.Workspace).StateHashes(t.Context())
	ok(t, err)
	out := map[string]string{}
	for _, l := range logs {
		out[l.Scope.String()] = l.State.String()
	}
	return out
}

// holding lists the files below a folder that show a text.
func holding(t *testing.T, dir, text string) (out []string) {
	t.Helper()
	ok(t, filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		raw, err := os.ReadFile(path)
		if strings.Contains(string(raw), text) {
			out = append(out, path)
		}
		return err
	}))
	return out
}

func globbed(t *testing.T, dir, pattern string) []string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, pattern))
	ok(t, err)
	return names
}
