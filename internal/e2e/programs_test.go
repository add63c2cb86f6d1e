package e2e_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"
)

const sampleID = "cum-4-2023-2024"

// hangs is when a verb is stopped that should have ended long ago.
const hangs = 3 * time.Minute

var bin string // folder of the programs under test

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "thidua-e2e-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	bin = dir
	build := exec.Command("go", "build", "-o", dir, "thidua/cmd/thidua-cli", "thidua/cmd/thidua-server")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "building the programs: %v\n%s", err, out)
		os.Exit(1)
	}
	code := m.Run()
	os.RemoveAll(dir)
	os.Exit(code)
}

// desk is one data folder and the command line on it.
type desk struct {
	t   *testing.T
	dir string
}

func newDesk(t *testing.T) *desk { return &desk{t: t, dir: filepath.Join(t.TempDir(), "desk")} }

func (d *desk) command(args ...string) *exec.Cmd {
	return exec.Command(filepath.Join(bin, "thidua-cli"), append([]string{"--data", d.dir}, args...)...)
}

// try runs a verb and gives its output and exit code.
func (d *desk) try(args ...string) (stdout, stderr string, code int) {
	d.t.Helper()
	cmd := d.command(args...)
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	err := cmd.Start()
	if err == nil {
		hung := time.AfterFunc(hangs, func() { _ = cmd.Process.Signal(syscall.SIGQUIT) }) // it then says where it stands
		err = cmd.Wait()
		hung.Stop()
	}
	if _, exited := err.(*exec.ExitError); err != nil && !exited {
		d.t.Fatalf("running %v: %v", args, err)
	}
	return out.String(), errs.String(), cmd.ProcessState.ExitCode()
}

// run runs a verb that must succeed.
func (d *desk) run(args ...string) string {
	d.t.Helper()
	out, errs, code := d.try(args...)
	if code != 0 {
		d.t.Fatalf("thidua-cli %s: exit %d\n%s%s", strings.Join(args, " "), code, out, errs)
	}
	return out
}

// refuse runs a verb that must end with exit code 1 and gives what it said.
func (d *desk) refuse(args ...string) string {
	d.t.Helper()
	out, errs, code := d.try(args...)
	if code != 1 {
		d.t.Fatalf("thidua-cli %s: exit %d instead of 1\n%s%s", strings.Join(args, " "), code, out, errs)
	}
	return errs
}

// json runs a verb with --json and reads its answer.
func (d *desk) json(v any, args ...string) {
	d.t.Helper()
	out := d.run(append([]string{"--json"}, args...)...)
	if err := json.Unmarshal([]byte(out), v); err != nil {
		d.t.Fatalf("thidua-cli %s: %v in %s", strings.Join(args, " "), err, out)
	}
}

func (d *desk) hashes() map[string]string {
	d.t.Helper()
	h := map[string]string{}
	d.json(&h, "state-hash")
	return h
}

// sameState checks that two desks agree on every log that both hold, and that they share at least n.
func sameState(t *testing.T, a, b *desk, n int) {
	t.Helper()
	ha, hb := a.hashes(), b.hashes()
	shared := 0
	for scope, x := range ha {
		if y, both := hb[scope]; both {
			shared++
			if x != y {
				t.Errorf("%s: %s on one desk, %s on the other", scope, x, y)
			}
		}
	}
	if shared < n {
		t.Errorf("the desks share %d logs, expected at least %d", shared, n)
	}
}

// server is a running thidua-server.
type server struct {
	t    *testing.T
	dir  string
	addr string // "127.0.0.1:port", kept over restarts
	cmd  *exec.Cmd
	log  *bytes.Buffer
}

// newServer makes a tenant; office is the key file, pass the passphrase file.
func newServer(t *testing.T) (s *server, office, pass string) {
	t.Helper()
	dir := t.TempDir()
	office, pass = filepath.Join(dir, "office.key"), filepath.Join(dir, "pass")
	if err := os.WriteFile(pass, []byte("một câu bí mật dài\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	s = &server{t: t, dir: filepath.Join(dir, "server"), addr: "127.0.0.1:0"}
	out, err := exec.Command(filepath.Join(bin, "thidua-server"), "init", "--dir", s.dir, "--office", office, "--passphrase-file", pass, "--work-factor", "10").CombinedOutput()
	if err != nil {
		t.Fatalf("thidua-server init: %v\n%s", err, out)
	}
	s.start()
	t.Cleanup(func() {
		if s.cmd != nil {
			s.stop(syscall.SIGKILL)
		}
		if t.Failed() {
			t.Logf("the server's log:\n%s", s.log)
		}
	})
	return s, office, pass
}

var listening = regexp.MustCompile(`127\.0\.0\.1:[0-9]+`)

// start starts the server and waits until it says where it listens.
func (s *server) start() {
	s.t.Helper()
	s.cmd = exec.Command(filepath.Join(bin, "thidua-server"), "serve", "--dir", s.dir, "--listen", s.addr)
	if s.log == nil {
		s.log = new(bytes.Buffer)
	}
	s.cmd.Stderr = s.log
	out, err := s.cmd.StdoutPipe()
	if err != nil {
		s.t.Fatal(err)
	}
	if err := s.cmd.Start(); err != nil {
		s.t.Fatal(err)
	}
	var said []byte
	buf := make([]byte, 512)
	for {
		n, err := out.Read(buf)
		said = append(said, buf[:n]...)
		if addr := listening.Find(said); addr != nil {
			s.addr = string(addr)
			break
		}
		if err != nil {
			s.t.Fatalf("the server did not say where it listens: %v\n%s", err, said)
		}
	}
	go func() { // keep its pipe empty
		for {
			if _, err := out.Read(buf); err != nil {
				return
			}
		}
	}()
}

func (s *server) url() string { return "http://" + s.addr }

func (s *server) stop(how syscall.Signal) {
	s.t.Helper()
	if err := s.cmd.Process.Signal(how); err != nil {
		s.t.Fatal(err)
	}
	err := s.cmd.Wait()
	if how == syscall.SIGTERM && err != nil {
		s.t.Fatalf("the server did not stop cleanly: %v", err)
	}
	s.cmd = nil
}

// found opens the office's desk with the sample's cluster founded and synced.
func found(t *testing.T, s *server, office, pass string) *desk {
	t.Helper()
	d := newDesk(t)
	d.run("init", "--office", office, "--passphrase-file", pass, "--server", s.url(), "--seed-sample", sampleID)
	d.run("sync")
	return d
}

// invited opens the desk of a person invited by file.
func invited(t *testing.T, office *desk, unit, role string) *desk {
	t.Helper()
	file := filepath.Join(t.TempDir(), unit+".thidua")
	office.run("invite", "--unit", unit, "--role", role, "--out", file)
	d := newDesk(t)
	d.run("init", "--invite", file)
	return d
}
