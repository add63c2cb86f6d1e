package main

import (
	"os"
	"path/filepath"
	"testing"

	"thidua/internal/upgrade"
)

// On a stick the data stand beside the program, whatever this computer's settings say; the command line has the last word. What opens them is
// never kept in the keyring of a computer that is a guest's.
func TestDataOnAStick(t *testing.T) {
	dir := t.TempDir()
	for _, c := range []struct {
		what, given, chosen string
		stick               bool
		want                string
	}{
		{"a stick", "", "/chosen", true, filepath.Join(dir, "du-lieu")},
		{"a stick, and a folder on the command line", "/given", "/chosen", true, "/given"},
		{"a computer", "", "/chosen", false, "/chosen"},
	} {
		if _ = os.Remove(filepath.Join(dir, upgrade.Portable)); c.stick {
			if err := os.WriteFile(filepath.Join(dir, upgrade.Portable), nil, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		m := Main{Data: c.given, Program: func() (string, error) { return filepath.Join(dir, "thidua.exe"), nil }}
		if keeps := m.keyring() != nil; keeps == c.stick {
			t.Errorf("%s: its keyring is asked: %v", c.what, keeps)
		}
		if err := m.chooseFolder(c.chosen); err != nil || m.Data != c.want {
			t.Errorf("%s: %q, %v, want %q", c.what, m.Data, err, c.want)
		}
	}
}
