//go:build full && deb

package setuptest_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"thidua/internal/upgrade"
)

func output(t *testing.T, name string, args ...string) string {
	t.Helper()
	out, err := exec.Command(name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s %v: %v\n%s", name, args, err, out)
	}
	return string(out)
}

// TestFullDebianPackages: made again they have the same bytes; what they hold runs, the manual says what the programs say, and the service starts the server
// with flags it knows.
func TestFullDebianPackages(t *testing.T) {
	dir := t.TempDir()
	for _, of := range []string{"first", "again"} {
		output(t, "../../scripts/deb.sh", filepath.Join(dir, of))
	}
	packages, err := filepath.Glob(filepath.Join(dir, "first", "*.deb"))
	if err != nil || len(packages) != 2 {
		t.Fatalf("%v, %v", packages, err)
	}
	root := filepath.Join(dir, "root")
	for _, path := range packages {
		a, _ := os.ReadFile(path)
		b, _ := os.ReadFile(filepath.Join(dir, "again", filepath.Base(path)))
		if len(a) == 0 || !bytes.Equal(a, b) {
			t.Errorf("%s is another when it is made again", filepath.Base(path))
		}
		output(t, "dpkg-deb", "-x", path, root)
		if listed := output(t, "dpkg-deb", "-c", path); strings.Contains(listed, "drwxrwx") || !strings.Contains(listed, "root/root") {
			t.Errorf("what others may write, or somebody's files:\n%s", listed)
		}
	}
	onStick(t, filepath.Join(dir, "first"), filepath.Join(dir, "again"))
	for _, path := range packages {
		if strings.Contains(path, "server") && !strings.Contains(output(t, "dpkg-deb", "-I", path, "conffiles"), "/etc/thidua/server.env") {
			t.Error("what an operator changes would be written over")
		}
	}
	for _, name := range []string{"thidua", "thidua-server"} {
		if texts, err := os.ReadFile(filepath.Join(root, "usr/share/doc", name, "LICENSES.txt")); err != nil || !bytes.Contains(texts, []byte("Liberation")) {
			t.Errorf("licences of %s: %d bytes, %v", name, len(texts), err)
		}
	}
	for _, program := range []struct{ name, page string }{{"thidua-cli", "man1/thidua-cli.1.gz"}, {"thidua-server", "man8/thidua-server.8.gz"}} {
		run := filepath.Join(root, "usr/bin", program.name)
		if said := output(t, run, "version"); !strings.Contains(said, "0.") {
			t.Errorf("%s: %s", program.name, said)
		}
		raw, err := os.ReadFile(filepath.Join(root, "usr/share/man", program.page))
		if err != nil {
			t.Fatal(err)
		}
		z, err := gzip.NewReader(bytes.NewReader(raw))
		if err != nil {
			t.Fatal(err)
		}
		page, err := io.ReadAll(z)
		if first, _, _ := strings.Cut(output(t, run, "--lang", "en", "--help"), "\n"); err != nil || !strings.Contains(string(page), first) {
			t.Errorf("the manual of %s does not say %q: %v", program.name, first, err)
		}
	}
	known := output(t, filepath.Join(root, "usr/bin/thidua-server"), "serve", "--help")
	for _, file := range []string{"usr/lib/systemd/system/thidua-server.service", "usr/lib/systemd/system/thidua-server.socket", "etc/thidua/server.env"} {
		raw, err := os.ReadFile(filepath.Join(root, file))
		if err != nil {
			t.Fatal(err)
		}
		for _, word := range strings.FieldsFunc(string(raw), func(r rune) bool { return r == ' ' || r == '\n' || r == '"' }) {
			if strings.HasPrefix(word, "--") && !strings.Contains(known, word) {
				t.Errorf("%s: the server does not know %s", file, word)
			}
		}
	}
}

// onStick says whether the zip for a stick is the same in both folders, and puts it in the place of a release before, whose data it works on.
func onStick(t *testing.T, first, again string) {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(first, "*-linux-portable.zip"))
	if err != nil || len(found) != 1 {
		t.Fatal(found, err)
	}
	a, _ := os.ReadFile(found[0])
	b, _ := os.ReadFile(filepath.Join(again, filepath.Base(found[0])))
	if !bytes.Equal(a, b) {
		t.Error("the zip for a stick is another when it is made again")
	}
	stick := t.TempDir()
	if err := upgrade.Swap(stick, found[0]); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"thidua", "thidua-portable.txt", "LICENSES.txt"} {
		if info, err := os.Stat(filepath.Join(stick, name)); err != nil || info.Size() == 0 || (info.Mode()&0o100 != 0) != (name == "thidua") {
			t.Errorf("%s: %v, %v", name, info, err)
		}
	}
	output(t, filepath.Join(stick, "thidua-cli"), "init", "--sample", "cum-4-2023-2024")
	if data, err := os.ReadDir(filepath.Join(stick, "du-lieu")); err != nil || len(data) == 0 {
		t.Errorf("the data do not stay on it: %v, %v", data, err)
	}
}
