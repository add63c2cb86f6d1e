//go:build full && qpdf

package pdf_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// TestFullStructure: another program finds nothing wrong with the structure of a file.
func TestFullStructure(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.pdf")
	if err := os.WriteFile(path, archived(t), 0o600); err != nil {
		t.Fatal(err)
	}
	if said, err := exec.CommandContext(t.Context(), "qpdf", "--check", path).CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, said)
	}
}
