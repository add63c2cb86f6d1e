//go:build !windows

package documents_test

import (
	"io"
	"os"
	"path/filepath"
	"testing"

	"thidua/documents"
)

// TestSavePrivate: nobody else may read a secret, not even while it is being written.
func TestSavePrivate(t *testing.T) {
	dir := t.TempDir()
	private := func(pattern string) {
		t.Helper()
		files, err := filepath.Glob(filepath.Join(dir, pattern))
		if err != nil || len(files) != 1 {
			t.Fatal(files, err)
		}
		info, err := os.Stat(files[0])
		if err != nil {
			t.Fatal(err)
		}
		if info.Mode().Perm() != 0o600 {
			t.Errorf("%s has the rights %v", pattern, info.Mode().Perm())
		}
	}
	err := documents.SavePrivate(filepath.Join(dir, "khoá"), func(io.Writer) error { private(".*.part"); return nil })
	if err != nil {
		t.Fatal(err)
	}
	private("khoá")
}
