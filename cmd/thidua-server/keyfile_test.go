package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"thidua/emulation"
	"thidua/sync/identity"
)

// TestDamagedServerKey flips every bit of a server's key and cuts it at every length: no command goes on with it, nothing is written over it;
// a backup brings it back, while the damaged one is kept.
func TestDamagedServerKey(t *testing.T) {
	dir, _ := initialised(t)
	path := filepath.Join(dir, keyName)
	now, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	put := func(raw []byte) {
		t.Helper()
		if err := os.WriteFile(path, raw, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	backup := filepath.Join(t.TempDir(), "b.backup")
	if code, out, errs := do(t, "backup", "create", "--dir", dir, backup); code != exitDone {
		t.Fatal(out, errs)
	}
	damaged := func(raw []byte) {
		t.Helper()
		put(raw)
		if _, _, err := readKey(dir); emulation.KeyOf(err) != "server.key-damaged" {
			t.Fatalf("%x: %v", raw, err)
		}
	}
	for n := range now {
		damaged(now[:n])
		for bit := range 8 {
			altered := bytes.Clone(now)
			altered[n] ^= 1 << bit
			damaged(altered)
		}
	}
	for _, verb := range [][]string{{"serve", "--listen", "127.0.0.1:0"}, {"doctor", "--repair"}, {"backup", "create"}} {
		code, _, errs := do(t, append(verb, "--dir", dir)...)
		if code == exitDone || !strings.Contains(errs, path) || !strings.Contains(errs, "backup restore") {
			t.Errorf("%q: code %d, %s", verb, code, errs)
		}
	}
	last, err := os.ReadFile(path)
	if err != nil || bytes.Equal(last, now) {
		t.Fatalf("the damaged key was written over: %v", err)
	}
	if code, out, errs := do(t, "backup", "restore", "--dir", dir, backup); code != exitDone {
		t.Fatal(out, errs)
	}
	for name, want := range map[string][]byte{path: now, path + identity.DamagedKey: last} {
		if got, err := os.ReadFile(name); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s: %x %v", name, got, err)
		}
	}
}

// TestServerKeyOfAnOlderProgram serves with a key file without a checksum and writes it with one once the control log proves it; one that was
// damaged unseen, in the key or in the root, is found by that.
func TestServerKeyOfAnOlderProgram(t *testing.T) {
	dir, _ := initialised(t)
	path := filepath.Join(dir, keyName)
	now, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	old, _, err := identity.ServerKeyFile.Open(now)
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range []int{5, 20, 40, len(old) - 1} {
		altered := bytes.Clone(old)
		altered[n] ^= 2
		if err := os.WriteFile(path, altered, 0o600); err != nil {
			t.Fatal(err)
		}
		code, _, errs := do(t, "serve", "--dir", dir, "--listen", "127.0.0.1:0")
		if code == exitDone || !strings.Contains(errs, path) {
			t.Errorf("byte %d: code %d, %s", n, code, errs)
		}
		if got, err := os.ReadFile(path); err != nil || !bytes.Equal(got, altered) {
			t.Errorf("byte %d: the damaged key was written over: %v", n, err)
		}
	}
	if err := os.WriteFile(path, old, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, ".thidua-9-9.part"), now[:50], 0o600); err != nil { // a kill while it was written before
		t.Fatal(err)
	}
	s := serveChild(t, "--dir", dir)
	if err := s.cmd.Process.Signal(syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	_ = s.cmd.Wait()
	if got, err := os.ReadFile(path); err != nil || !bytes.Equal(got, now) {
		t.Errorf("%x %v", got, err)
	}
}
