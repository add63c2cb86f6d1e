package documents_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"thidua/documents"
	"thidua/emulation"
)

// Who saves at the same time under one name gets a file each, and nobody's is lost.
func TestSaveBesideAtOnce(t *testing.T) {
	dir := t.TempDir()
	var all sync.WaitGroup
	saved := make([]string, 16)
	for i := range saved {
		all.Go(func() {
			path, there, err := documents.SaveBeside(filepath.Join(dir, "phiếu.pdf"), fmt.Append(nil, "tệp ", i))
			if err != nil || there {
				t.Error(path, there, err)
			}
			saved[i] = path
		})
	}
	all.Wait()
	for i, path := range saved {
		if got, err := os.ReadFile(path); string(got) != fmt.Sprint("tệp ", i) {
			t.Errorf("%s holds %q, %v; want that of %d", path, got, err, i)
		}
	}
}

// A link to nothing and a folder are names that are taken; what cannot be a file, or has too many beside it, is refused, and nothing is left behind.
func TestSaveBesideRefused(t *testing.T) {
	dir := t.TempDir()
	if err := os.Symlink(filepath.Join(dir, "không có"), filepath.Join(dir, "a.pdf")); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(dir, "a-2.pdf"), 0o700); err != nil {
		t.Fatal(err)
	}
	if saved, _, err := documents.SaveBeside(filepath.Join(dir, "a.pdf"), []byte("x")); err != nil || filepath.Base(saved) != "a-3.pdf" {
		t.Error(saved, err)
	}
	full := t.TempDir()
	for n := range 999 {
		name := "a.pdf"
		if n > 0 {
			name = fmt.Sprintf("a-%d.pdf", n+1)
		}
		if err := os.WriteFile(filepath.Join(full, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct{ path, key string }{
		{filepath.Join(full, "a.pdf"), "documents.error.many-beside"},
		{filepath.Join(dir, "không có", "a.pdf"), "documents.error.no-folder"},
		{filepath.Join(dir, "a-3.pdf", "a.pdf"), "documents.error.no-folder"},
		{filepath.Join(dir, strings.Repeat("dài", 100)+".pdf"), "documents.error.name-too-long"},
	} {
		if saved, _, err := documents.SaveBeside(c.path, []byte("x")); emulation.KeyOf(err) != c.key || saved != "" {
			t.Errorf("%.60s: %q, %v", c.path, saved, err)
		}
	}
	only(t, dir, "a-2.pdf", "a-3.pdf", "a.pdf")
}
