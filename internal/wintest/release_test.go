//go:build full && wine && release

package wintest_test

import (
	"bytes"
	"crypto/sha256"
	"debug/pe"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// released makes the release into a folder, signed by a certificate made for the test.
func released(t *testing.T, out string, env ...string) {
	t.Helper()
	cmd := exec.Command("../../scripts/windows.sh", out)
	cmd.Env = append(os.Environ(), env...)
	if said, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("making the release: %v\n%s", err, said)
	}
}

// TestFullRelease: the release has the same bytes when it is made again; every program is signed and has its resources; the installer installs for a person
// without an administrator's rights, what it installed runs, and removing it keeps the person's data unless that was asked for.
func TestFullRelease(t *testing.T) {
	dir := t.TempDir()
	in := func(name string) string { return filepath.Join(dir, name) }
	build(t, nil, "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", in("key.pem"), "-out", in("cert.pem"), "-days", "3650", "-subj", "/CN=test", "-addext", "extendedKeyUsage=codeSigning")
	build(t, nil, "openssl", "pkcs12", "-export", "-inkey", in("key.pem"), "-in", in("cert.pem"), "-out", in("cert.p12"), "-passout", "pass:test")
	if err := os.WriteFile(in("password"), []byte("test"), 0o600); err != nil {
		t.Fatal(err)
	}
	sign := []string{"SIGN_PKCS12=" + in("cert.p12"), "SIGN_PASSWORD_FILE=" + in("password")}
	released(t, in("first"), sign...)
	released(t, in("again"), sign...)
	var files []string
	err := fs.WalkDir(os.DirFS(in("first")), ".", func(path string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			files = append(files, path)
		}
		return err
	})
	if err != nil || len(files) != 11 {
		t.Fatalf("%v, %v", files, err)
	}
	setup := ""
	for _, f := range files {
		sums := map[[sha256.Size]byte]bool{}
		for _, of := range []string{"first", "again"} {
			raw, err := os.ReadFile(filepath.Join(dir, of, f))
			if err != nil {
				t.Fatal(err)
			}
			sums[sha256.Sum256(raw)] = true
		}
		if len(sums) != 1 {
			t.Errorf("%s is another when it is made again", f)
		}
		path := filepath.Join(dir, "first", f)
		if ending := filepath.Ext(f); ending != ".exe" && ending != ".dll" {
			continue
		}
		if strings.HasSuffix(f, "-setup.exe") {
			setup = path
		}
		build(t, nil, "osslsigncode", "verify", "-CAfile", in("cert.pem"), path)
		p, err := pe.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		if imports, err := p.ImportedLibraries(); err != nil || f == "thidua.exe" && slices.ContainsFunc(imports, isOpenGL) {
			t.Errorf("%s imports %v (%v): Windows would load its OpenGL before safe graphics can", f, imports, err)
		}
		if filepath.Ext(f) == ".dll" {
			_ = p.Close()
			continue
		}
		section := p.Section(".rsrc")
		if section == nil {
			t.Fatalf("%s has no resources", f)
		}
		raw, err := section.Data()
		if err != nil {
			t.Fatal(err)
		}
		_ = p.Close()
		for _, wanted := range [][]byte{[]byte("asInvoker"), wide("ProductVersion")} {
			if path != setup && !bytes.Contains(raw, wanted) {
				t.Errorf("%s: no %q in its resources", f, wanted)
			}
		}
	}
	unsigned(t, in("first"))

	w := newWine(t)
	if out, err := w.run(t, "wine", "winecfg", "-v", "win7"); err != nil {
		t.Fatal(err, out)
	}
	if out, err := w.run(t, "wine", setup, "/S"); exitCode(err) != 2 {
		t.Errorf("on Windows 7: %v\n%s", err, out)
	}
	if out, err := w.run(t, "wine", "winecfg", "-v", "win10"); err != nil {
		t.Fatal(err, out)
	}
	if out, err := w.run(t, "wine", setup, "/S"); err != nil {
		t.Fatalf("installing: %v\n%s", err, out)
	}
	home := filepath.Join(w.prefix, "drive_c", "users")
	found, err := filepath.Glob(filepath.Join(home, "*", "AppData", "Local", "Programs", "Thi Dua"))
	if err != nil || len(found) != 1 {
		t.Fatalf("installed in %v, %v", found, err)
	}
	installed := found[0]
	for _, name := range []string{"thidua.exe", "thidua-cli.exe", "mesa/opengl32.dll", "mesa/libgallium_wgl.dll"} {
		a, _ := os.ReadFile(filepath.Join(installed, name))
		b, _ := os.ReadFile(filepath.Join(dir, "first", name))
		if len(a) == 0 || !bytes.Equal(a, b) {
			t.Errorf("%s: %d bytes were installed of %d", name, len(a), len(b))
		}
	}
	if texts, err := os.ReadFile(filepath.Join(installed, "LICENSES.txt")); err != nil || !bytes.Contains(texts, []byte("fyne.io/fyne/v2")) || !bytes.Contains(texts, []byte("Liberation")) {
		t.Errorf("licences: %d bytes, %v", len(texts), err)
	}
	if out, err := w.run(t, "wine", filepath.Join(installed, "thidua-cli.exe"), "version"); err != nil || !strings.Contains(out, "0.") {
		t.Errorf("what was installed does not run: %v\n%s", err, out)
	}
	shortcuts := func() int {
		n := 0
		_ = filepath.WalkDir(home, func(path string, _ os.DirEntry, _ error) error {
			if strings.HasPrefix(filepath.Base(path), "Thi Đua") {
				n++
			}
			return nil
		})
		return n
	}
	key := `HKCU\Software\Classes\.thidua-invite`
	if out, err := w.run(t, "wine", "reg", "query", key, "/ve"); err != nil || !strings.Contains(out, "ThiDua.Invitation") || shortcuts() == 0 {
		t.Errorf("invitations do not open with it, or nothing leads to it: %v\n%s", err, out)
	}

	data := filepath.Join(filepath.Dir(filepath.Dir(filepath.Dir(installed))), "Roaming", "thidua", "db")
	for _, c := range []struct {
		args []string
		kept bool
	}{{nil, true}, {[]string{"/DELETEDATA"}, false}} {
		if err := os.MkdirAll(data, 0o700); err != nil {
			t.Fatal(err)
		}
		if out, err := w.run(t, "wine", setup, "/S", "/NODESKTOP"); err != nil { // over what is there, or anew
			t.Fatalf("%v\n%s", err, out)
		}
		if out, err := w.run(t, "wine", append([]string{filepath.Join(installed, "uninstall.exe"), "/S"}, c.args...)...); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		w.run(t, "wineserver", "-w") // it goes on in a copy of itself
		if _, err := os.Stat(installed); !os.IsNotExist(err) || shortcuts() != 0 {
			t.Errorf("%v: something stays of the program: %v", c.args, err)
		}
		if _, err := os.Stat(data); (err == nil) != c.kept {
			t.Errorf("%v: the data: %v", c.args, err)
		}
	}
}

// unsigned says whether the programs of a release, with their signatures taken off, have the sums they are published with: those of a build without a certificate.
func unsigned(t *testing.T, dir string) {
	t.Helper()
	want, err := os.ReadFile(filepath.Join(dir, "SHA256SUMS.unsigned"))
	if err != nil {
		t.Fatal(err)
	}
	args := []string{}
	for line := range strings.Lines(string(want)) {
		args = append(args, filepath.Join(dir, strings.Fields(line)[1]))
	}
	got, err := exec.Command("../../scripts/unsigned.sh", args...).Output()
	if err != nil || string(got) != string(want) || len(args) != 3 {
		t.Errorf("%v: without signatures they are\n%swant\n%s", err, got, want)
	}
}

func isOpenGL(library string) bool { return strings.EqualFold(library, "opengl32.dll") }

// wide is a text as Windows writes it.
func wide(s string) []byte {
	var b []byte
	for _, r := range s {
		b = append(b, byte(r), 0)
	}
	return b
}

func exitCode(err error) int {
	if e, ok := err.(*exec.ExitError); ok {
		return e.ExitCode()
	}
	return -1
}
