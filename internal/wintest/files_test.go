//go:build full && wine

package wintest_test

import (
	"path/filepath"
	"testing"
)

// TestFullFilesOnWindows runs the tests of what files are on Windows, as Windows programs: an antivirus that holds them, one process at the lock, long and
// Vietnamese names, folders that OneDrive keeps.
func TestFullFilesOnWindows(t *testing.T) {
	dir := t.TempDir()
	w := newWine(t)
	for _, pkg := range []string{"internal/durable", "storage"} {
		tests := filepath.Join(dir, filepath.Base(pkg)+".exe")
		build(t, []string{"GOOS=windows", "GOARCH=amd64", "CGO_ENABLED=0"}, "go", "test", "-c", "-o", tests, "thidua/"+pkg)
		if said, err := w.run(t, "wine", tests, "-test.v", "-test.run", "OnWindows$|^ExampleOpen$"); err != nil {
			t.Errorf("%s: %v\n%s", pkg, err, said)
		}
	}
}
