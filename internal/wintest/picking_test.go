//go:build full && wine && screen

package wintest_test

import (
	"os"
	"path/filepath"
	"testing"
)

// TestFullPickingOnWindows runs the tests of internal/pick as a Windows program, on a screen: its dialogs are Wine's.
func TestFullPickingOnWindows(t *testing.T) {
	dir := t.TempDir()
	tests, folder := filepath.Join(dir, "pick.exe"), filepath.Join(dir, "Văn bản")
	build(t, []string{"GOOS=windows", "GOARCH=amd64", "CGO_ENABLED=0"}, "go", "test", "-c", "-tags", "full", "-o", tests, "thidua/internal/pick")
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"báo cáo.pdf", "ảnh.jpg"} {
		if err := os.WriteFile(filepath.Join(folder, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	w := newWine(t)
	w.display = display(t)
	t.Setenv("THIDUA_PICK", drive(folder))
	if said, err := w.run(t, "wine", tests, "-test.v", "-test.timeout", "1m"); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
}
