package desk_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"thidua/internal/desk"
)

// A program has its data beside it where the file says so that lies in the zip for a stick.
func TestBeside(t *testing.T) {
	dir := t.TempDir()
	program := func() (string, error) { return filepath.Join(dir, "thidua.exe"), nil }
	if got := desk.Beside(program); got != "" {
		t.Errorf("a computer's program: %q", got)
	}
	note, err := os.ReadFile("../../packaging/windows/portable.txt")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "thidua-portable.txt"), note, 0o600); err != nil {
		t.Fatal(err)
	}
	if got := desk.Beside(program); got != filepath.Join(dir, "du-lieu") {
		t.Errorf("a stick: %q", got)
	}
	if got := desk.Beside(func() (string, error) { return "", errors.New("unknown") }); got != "" {
		t.Errorf("nobody knows: %q", got)
	}
}
