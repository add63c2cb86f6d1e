package verb_test

import (
	"os"
	"path/filepath"
	"testing"

	"thidua/cmd/thidua-cli/internal/verb"
)

// TestSecretAsNotepadSavesIt: the mark of an encoding and the last end of line are no part of a passphrase or code.
func TestSecretAsNotepadSavesIt(t *testing.T) {
	path := filepath.Join(t.TempDir(), "code.txt")
	for what, content := range map[string]string{
		"bare": "m\u1eadt kh\u1ea9u", "UTF-8 with its mark": "\ufeffm\u1eadt kh\u1ea9u\r\n",
		"UTF-16": "\xff\xfem\x00\xad\x1et\x00 \x00k\x00h\x00\xa9\x1eu\x00\r\x00\n\x00",
	} {
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		a := &verb.App{Program: &verb.Program{Getenv: func(string) string { return "" }}, Flags: &verb.Flags{UnlockFile: path}}
		if got, err := a.Ask(); err != nil || got != "m\u1eadt kh\u1ea9u" {
			t.Errorf("%s: %q, %v", what, got, err)
		}
	}
}
