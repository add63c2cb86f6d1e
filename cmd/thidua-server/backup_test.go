package main

import (
	"crypto/rand"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"thidua/storage"
	"thidua/sync/client"
)

// TestBackedUpLostAndRestored loses the database of a server that was killed after its last backup, and then its whole folder.
func TestBackedUpLostAndRestored(t *testing.T) {
	dir, f := initialised(t)
	d := officeDesk(t, f)
	written := 0
	serve := func(dir string, stop syscall.Signal) {
		t.Helper()
		s := serveChild(t, "--dir", dir)
		h, err := client.NewHTTP("http://"+s.address, client.HTTPOptions{})
		if err != nil {
			t.Fatal(err)
		}
		defer h.Close()
		d.Transport = h
		record(d, f.Scope, written, 20)
		written += 20
		if r := d.Sync(); r.Waiting != 0 {
			t.Fatalf("%d changes wait", r.Waiting)
		}
		head, err := d.DB.Log(d.Control)
		if err != nil || int(head.Size) != written+2 {
			t.Fatalf("%d leaves for %d changes and the two first (%v)", head.Size, written, err)
		}
		if err := s.cmd.Process.Signal(stop); err != nil {
			t.Fatal(err)
		}
		_ = s.cmd.Wait()
	}
	expect := func(wantCode int, says string, args ...string) {
		t.Helper()
		code, out, errs := do(t, args...)
		if code != wantCode || !strings.Contains(out+errs, says) {
			t.Fatalf("%q: code %d\n%s%s", args, code, out, errs)
		}
	}

	serve(dir, syscall.SIGTERM)
	expect(exitDone, "1 nhật ký, 22 mục", "backup", "create", "--dir", dir)
	serve(dir, syscall.SIGKILL)
	if err := os.RemoveAll(filepath.Join(dir, storeName, "db")); err != nil {
		t.Fatal(err)
	}
	expect(exitDone, "lần ghi từ nhật ký", "doctor", "--dir", dir)
	expect(exitDone, "lành mạnh", "doctor", "--dir", dir)
	serve(dir, syscall.SIGKILL) // a leaf that was acknowledged and lost would be an alarm at the desk

	file := filepath.Join(t.TempDir(), "server.backup")
	expect(exitDone, "62 mục", "backup", "create", "--dir", dir, file)
	expect(exitRefused, "Đã có tệp", "backup", "create", "--dir", dir, file)
	expect(exitDone, "đúng", "backup", "verify", file)
	expect(exitRefused, "máy khác", "backup", "restore", "--dir", otherServer(t), file)
	elsewhere := filepath.Join(t.TempDir(), "server")
	expect(exitDone, "Đã khôi phục", "backup", "restore", "--dir", elsewhere, file)
	serve(elsewhere, syscall.SIGTERM)

	db, err := storage.Open(filepath.Join(dir, storeName), storage.Options{Server: true, Rand: rand.Reader}) // beside which no key is known
	if err != nil {
		t.Fatal(err)
	}
	keyless := filepath.Join(t.TempDir(), "keyless.backup")
	if _, err := db.Backup(t.Context(), keyless); errors.Join(err, db.Close()) != nil {
		t.Fatal(err)
	}
	expect(exitDone, "giữ nguyên", "backup", "restore", "--dir", elsewhere, keyless)
	expect(exitRefused, "không có khoá", "backup", "restore", "--dir", filepath.Join(t.TempDir(), "server"), keyless)
	serve(elsewhere, syscall.SIGTERM)

	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	raw[len(raw)/2] ^= 1
	if err := os.WriteFile(file, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	expect(exitRefused, "không còn đúng", "backup", "verify", file)
	expect(exitRefused, "không còn đúng", "backup", "restore", "--dir", elsewhere, file)
}

func otherServer(t *testing.T) string {
	t.Helper()
	dir, _ := initialised(t)
	return dir
}
