//go:build unix

package documents_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"golang.org/x/sys/unix"

	"thidua/documents"
)

// Who is stopped in the middle of saving leaves nothing under the name, and what stood there stands: the second half of what is saved cannot be read, which
// ends the process there and then.
func TestSaveBesideStopped(t *testing.T) {
	const to = "THIDUA_SAVE_TO"
	if path := os.Getenv(to); path != "" {
		page := os.Getpagesize()
		content, err := unix.Mmap(-1, 0, 2*page, unix.PROT_READ|unix.PROT_WRITE, unix.MAP_ANON|unix.MAP_PRIVATE)
		if err == nil {
			err = unix.Mprotect(content[page:], unix.PROT_NONE)
		}
		if err != nil {
			t.Fatal(err)
		}
		_, _, err = documents.SaveBeside(path, content)
		t.Skip("not stopped:", err)
	}
	dir := t.TempDir()
	old := filepath.Join(dir, "a.pdf")
	if err := os.WriteFile(old, []byte("đã ký"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"a.pdf", "b.pdf"} {
		cmd := exec.Command(os.Args[0], "-test.run=^TestSaveBesideStopped$")
		cmd.Env = append(os.Environ(), to+"="+filepath.Join(dir, name))
		if out, err := cmd.CombinedOutput(); err == nil || !bytes.Contains(out, []byte("unexpected fault address")) {
			t.Fatalf("it was not stopped: %s", out)
		}
	}
	for _, name := range []string{"a-2.pdf", "b.pdf"} {
		if _, err := os.Lstat(filepath.Join(dir, name)); err == nil {
			t.Error(name, "is there, and nobody saved it")
		}
	}
	if now, err := os.ReadFile(old); string(now) != "đã ký" {
		t.Errorf("%q, %v", now, err)
	}
}
