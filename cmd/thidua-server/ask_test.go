package main

import (
	"crypto/rand"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"thidua/internal/durable"
	"thidua/storage"
)

// TestBackupOfARunningServer: a server makes a backup for whoever asks in its folder, also after one before it was killed; verbs that need the
// folder to themselves say that it runs.
func TestBackupOfARunningServer(t *testing.T) {
	dir, _ := initialised(t)
	file := filepath.Join(t.TempDir(), "usb.backup")
	expect := func(wantCode int, says string, args ...string) {
		t.Helper()
		code, out, errs := do(t, args...)
		if code != wantCode || !strings.Contains(out+errs, says) {
			t.Fatalf("%q: code %d\n%s%s", args, code, out, errs)
		}
	}
	for i, end := range []syscall.Signal{syscall.SIGKILL, syscall.SIGTERM} {
		s := serveChild(t, "--dir", dir)
		expect(exitDone, filepath.Join("store", "backups"), "backup", "create", "--dir", dir)
		if i == 0 {
			expect(exitDone, "usb.backup", "backup", "create", "--dir", dir, file)
		}
		expect(exitRefused, "Đã có tệp", "backup", "create", "--dir", dir, file)
		expect(exitRefused, "Máy chủ đang chạy", "doctor", "--dir", dir)
		expect(exitRefused, "Máy chủ đang chạy", "backup", "restore", "--dir", dir, file)
		if err := s.cmd.Process.Signal(end); err != nil {
			t.Fatal(err)
		}
		_ = s.cmd.Wait()
	}
	expect(exitDone, "đúng", "backup", "verify", file)
	if durable.Exists(filepath.Join(dir, askName)) {
		t.Error("a server that was stopped left its socket")
	}
	if st, err := os.Stat(file); err != nil || st.Mode().Perm() != 0o600 {
		t.Error("others can read a backup, which holds the key:", st, err)
	}

	db, err := storage.Open(filepath.Join(dir, storeName), (&Main{Now: time.Now, Rand: rand.Reader}).options(dir))
	if err != nil {
		t.Fatal(err)
	}
	expect(exitRefused, "không trả lời", "backup", "create", "--dir", dir)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}
