package main

import (
	"bufio"
	"bytes"
	"crypto/rand"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"time"

	"thidua/emulation"
	"thidua/internal/phrase"
	"thidua/internal/testdesk"
	"thidua/sync/changeset"
	"thidua/sync/identity"
	"thidua/sync/wire"
)

// asServer makes the test's own program the server, so that it can be killed.
const asServer = "THIDUA_TEST_SERVER"

func TestMain(m *testing.M) {
	if os.Getenv(asServer) != "" {
		main()
	}
	os.Exit(m.Run())
}

// do runs the program in this process and gives exit code, standard output and standard error output.
func do(t *testing.T, args ...string) (code int, out, errs string) {
	t.Helper()
	var o, e bytes.Buffer
	start := time.Now()
	m := &Main{Now: time.Now, Steady: func() time.Duration { return time.Since(start) }, Rand: rand.Reader, Stdout: &o, Stderr: &e, Getenv: func(string) string { return "" }}
	code = m.Do(t.Context(), args)
	return code, o.String(), e.String()
}

const passphrase = "một câu bí mật dài"

// tempDir is t.TempDir where what is in it can be removed: Wine knows no removal as Go asks for it, and its whole disk goes with its tests.
func tempDir(t *testing.T) string {
	t.Helper()
	if runtime.GOOS != "windows" {
		return t.TempDir()
	}
	dir, err := os.MkdirTemp("", "server")
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// initialised makes a system and opens its office's file.
func initialised(t *testing.T) (dir string, f *identity.OfficeFile) {
	t.Helper()
	tmp := tempDir(t)
	pass, office := filepath.Join(tmp, "pass"), filepath.Join(tmp, "office.key")
	if err := os.WriteFile(pass, []byte(passphrase+"\r\nsecond line\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	dir = filepath.Join(tmp, "server")
	code, out, errs := do(t, "init", "--dir", dir, "--office", office, "--passphrase-file", pass, "--name", "Sở Giáo dục", "--work-factor", "10")
	if code != exitDone || !strings.Contains(out, "Sở Giáo dục") || !strings.Contains(out, office) {
		t.Fatalf("code %d\n%s%s", code, out, errs)
	}
	raw, err := os.Open(office)
	if err != nil {
		t.Fatal(err)
	}
	defer raw.Close()
	f, err = identity.ReadOfficeFile(raw, passphrase)
	if err != nil {
		t.Fatal(err)
	}
	return dir, f
}

// officeDesk opens the desk of an office's file.
func officeDesk(t *testing.T, f *identity.OfficeFile) *testdesk.Desk {
	t.Helper()
	key, err := identity.ParseKey(f.Office)
	if err != nil {
		t.Fatal(err)
	}
	w := &testdesk.World{T: t, Clock: testdesk.At(time.Now().UnixMilli()), Root: f.RootKey(), Server: testdesk.Key("unused"), Control: f.Log.Scope}
	d := w.NewDesk("office", key.Private)
	d.ServerKey = f.Server.Key()
	var entries []wire.Entry
	for _, e := range f.Log.Entries {
		entries = append(entries, wire.Entry{Scope: f.Log.Scope, Leaf: e.Leaf, Change: e.Change, Detached: e.Detached})
	}
	if err := d.Apply(t.Context(), entries); err != nil {
		t.Fatal(err)
	}
	if err := d.Checkpoint(f.Log.Scope, f.Log.Checkpoint); err != nil {
		t.Fatal(err)
	}
	return d
}

func TestInitMakesAnOfficeThatStandsOnItsRoot(t *testing.T) {
	dir, f := initialised(t)
	d := officeDesk(t, f)
	cert, err := d.Judge.Certificate(d.DB, f.Log.Scope, d.Log, changeset.Logged)
	if err != nil || cert == nil || !cert.Is(emulation.SubjectOffice, f.Scope) || cert.Person != f.Person {
		t.Fatalf("%+v %v", cert, err)
	}
	server, err := d.Judge.Certificate(d.DB, f.Log.Scope, f.Server.LogID(), changeset.Logged)
	if err != nil || server == nil || !emulation.HasRole(server.May, emulation.RoleServer) {
		t.Fatalf("%+v %v", server, err)
	}
	info, err := os.Stat(filepath.Join(dir, keyName))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the server's key: %v %v", info.Mode(), err)
	}
	raw, err := os.ReadFile(filepath.Join(dir, keyName))
	if err != nil || bytes.Contains(raw, f.Root) {
		t.Errorf("the root key stayed on the server: %v", err)
	}
	left, err := filepath.Glob(dir + ".new-*")
	if err != nil || len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestInitOverwritesNothing(t *testing.T) {
	dir, _ := initialised(t)
	tmp := filepath.Dir(dir)
	office, pass := filepath.Join(tmp, "office.key"), filepath.Join(tmp, "pass")
	before, err := os.ReadFile(office)
	if err != nil {
		t.Fatal(err)
	}
	for name, tc := range map[string]struct {
		args []string
		key  string
	}{
		"used folder": {[]string{"--dir", dir, "--office", filepath.Join(tmp, "new"), "--passphrase-file", pass}, "server.not-empty"},
		"used file":   {[]string{"--dir", filepath.Join(tmp, "other"), "--office", office, "--passphrase-file", pass}, "server.file-exists"},
		"no passphrase file": {[]string{"--dir", filepath.Join(tmp, "other"), "--office", filepath.Join(tmp, "new"), "--passphrase-file", filepath.Join(tmp, "none")},
			"server.file"},
		"empty passphrase": {[]string{"--dir", filepath.Join(tmp, "other"), "--office", filepath.Join(tmp, "new"), "--passphrase-file", os.DevNull},
			"identity.passphrase-empty"},
	} {
		t.Run(name, func(t *testing.T) {
			code, _, errs := do(t, append([]string{"init", "--work-factor", "10"}, tc.args...)...)
			template, _ := phrase.Template(phrase.Vietnamese, tc.key)
			beginning, _, _ := strings.Cut(template, "{")
			if code != exitRefused || !strings.HasPrefix(errs, beginning) || beginning == "" {
				t.Errorf("code %d: %s", code, errs)
			}
		})
	}
	after, err := os.ReadFile(office)
	if err != nil || !bytes.Equal(before, after) {
		t.Error("the office's file was touched")
	}
	if _, err := os.Stat(filepath.Join(tmp, "other")); err == nil {
		t.Error("a refused init left a folder")
	}
}

// TestInitChoosesWords: without a passphrase file init shows six words, which open the office's file; the words of the next one are others. A
// short passphrase of a person's own makes nothing.
func TestInitChoosesWords(t *testing.T) {
	tmp := t.TempDir()
	said := regexp.MustCompile(`: ((?:[a-z-]{3,9} ){5}[a-z-]{3,9})\n`)
	var last string
	for _, name := range []string{"a", "b"} {
		office := filepath.Join(tmp, name+".key")
		code, out, errs := do(t, "init", "--dir", filepath.Join(tmp, name), "--office", office, "--work-factor", "10")
		found := said.FindStringSubmatch(out)
		if code != exitDone || found == nil || found[1] == last {
			t.Fatalf("code %d\n%s%s", code, out, errs)
		}
		last = found[1]
		raw, err := os.ReadFile(office)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := identity.ReadOfficeFile(bytes.NewReader(raw), last); err != nil {
			t.Error(err)
		}
	}
	pass := filepath.Join(tmp, "pass")
	if err := os.WriteFile(pass, []byte("bí mật dài\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	code, _, errs := do(t, "init", "--dir", filepath.Join(tmp, "c"), "--office", filepath.Join(tmp, "c.key"), "--passphrase-file", pass)
	if code != exitRefused || !strings.Contains(errs, "10 ký tự") || !strings.Contains(errs, "ít nhất 12") {
		t.Errorf("code %d: %s", code, errs)
	}
	if left, err := filepath.Glob(filepath.Join(tmp, "c*")); err != nil || len(left) > 0 {
		t.Errorf("left behind: %q %v", left, err)
	}
}

func TestWrongCommandLines(t *testing.T) {
	dir, _ := initialised(t)
	for name, tc := range map[string]struct {
		args []string
		code int
		says string
	}{
		"no verb is help":  {nil, exitDone, "Cách dùng:"},
		"help in English":  {[]string{"--help", "--lang", "en"}, exitDone, "Usage:"},
		"help of a verb":   {[]string{"serve", "--help"}, exitDone, "--plain-http"},
		"version":          {[]string{"version"}, exitDone, emulation.ProgramVersion},
		"unknown verb":     {[]string{"sing"}, exitUsage, "Cách dùng không đúng"},
		"missing flag":     {[]string{"init", "--lang=en"}, exitUsage, "Wrong usage"},
		"not a folder":     {[]string{"serve", "--dir", filepath.Join(dir, "none")}, exitRefused, "khoá máy chủ"},
		"open to the net":  {[]string{"serve", "--dir", dir, "--listen", "0.0.0.0:0"}, exitRefused, "--plain-http"},
		"no proxy":         {[]string{"serve", "--dir", dir, "--trust-proxy", "10.0.0.0/8,proxy"}, exitRefused, "“proxy”"},
		"half a TLS pair":  {[]string{"serve", "--dir", dir, "--tls-cert", "x"}, exitRefused, "--tls-key"},
		"address in words": {[]string{"serve", "--dir", dir, "--listen", "somewhere"}, exitRefused, "somewhere"},
	} {
		t.Run(name, func(t *testing.T) {
			code, out, errs := do(t, tc.args...)
			if code != tc.code || !strings.Contains(out+errs, tc.says) {
				t.Errorf("code %d, expected %d: %s%s", code, tc.code, out, errs)
			}
		})
	}
}

// child is a server in a process of its own.
type child struct {
	told    string // until it listened
	cmd     *exec.Cmd
	address string // host:port
}

var said = regexp.MustCompile(`lắng nghe tại https?://(\S+)`)

func serveChild(t *testing.T, args ...string) *child {
	t.Helper()
	c := &child{cmd: exec.Command(os.Args[0], append([]string{"serve", "--listen", "127.0.0.1:0"}, args...)...)}
	c.cmd.Env = append(os.Environ(), asServer+"=1")
	out, err := c.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	var errs bytes.Buffer
	c.cmd.Stderr = &errs
	if err := c.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = c.cmd.Process.Kill() // it may have ended
		_ = c.cmd.Wait()
	})
	lines := bufio.NewReader(out)
	for c.address == "" {
		line, err := lines.ReadString('\n')
		if err != nil {
			t.Fatalf("the server did not start: %v\n%s", err, &errs)
		}
		c.told += line
		if m := said.FindStringSubmatch(line); m != nil {
			c.address = m[1]
		}
	}
	go io.Copy(io.Discard, lines)
	return c
}
