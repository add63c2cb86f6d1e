// Package testcups is a CUPS of a test's own: its queues print into files. It needs root, as cupsd does.
package testcups

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

const files = `FileDevice Yes
ServerRoot %
RequestRoot %/spool
CacheDir %/cache
StateDir %/state
TempDir %/spool
AccessLog %/log/access
ErrorLog %/log/error
PageLog %/log/page
User lp
Group lp
SystemGroup root
`

const config = `Listen %/sock
LogLevel warn
DefaultAuthType None
PreserveJobFiles Yes
<Location />
Allow all
</Location>
<Location /admin>
Allow all
</Location>
<Policy default>
<Limit All>
Order allow,deny
Allow all
</Limit>
</Policy>
`

// Server is the service; CUPS_SERVER leads to it, also before it is started.
type Server struct {
	t   testing.TB
	dir string
}

// New makes the folders of a service that does not run yet.
func New(t testing.TB) *Server {
	t.Helper()
	dir, err := os.MkdirTemp("", "cups") // the path of its socket has to be short
	must(t, err)
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	must(t, os.Chmod(dir, 0o755))
	for _, folder := range []string{"spool", "cache", "state", "log"} {
		must(t, os.Mkdir(filepath.Join(dir, folder), 0o777))
		must(t, os.Chmod(filepath.Join(dir, folder), 0o777))
	}
	for name, text := range map[string]string{"files.conf": files, "cupsd.conf": config} {
		must(t, os.WriteFile(filepath.Join(dir, name), []byte(strings.ReplaceAll(text, "%", dir)), 0o644))
	}
	t.Setenv("CUPS_SERVER", filepath.Join(dir, "sock"))
	return &Server{t, dir}
}

// Start starts it, until the test ends.
func (s *Server) Start() {
	s.t.Helper()
	service := exec.CommandContext(s.t.Context(), "cupsd", "-f", "-c", filepath.Join(s.dir, "cupsd.conf"), "-s", filepath.Join(s.dir, "files.conf"))
	must(s.t, service.Start())
	s.t.Cleanup(func() { _ = service.Process.Kill(); _ = service.Wait() })
	s.Until("the service", func() bool { // its exit code says nothing
		said, err := exec.CommandContext(s.t.Context(), "lpstat", "-r").Output()
		return err == nil && bytes.Contains(said, []byte("scheduler is running"))
	})
}

// The models of queues: one that hands on what it is given, one that makes PDF of it.
const (
	Raw = "raw"
	PDF = "lsb/usr/cupsfilters/Generic-PDF_Printer-PDF.ppd"
)

// Queue adds a queue of a model, and gives the file it prints into.
func (s *Server) Queue(name, model string) (out string) {
	s.t.Helper()
	out = filepath.Join(s.dir, name+".out")
	must(s.t, os.WriteFile(out, nil, 0o666))
	must(s.t, os.Chmod(out, 0o666))
	s.Admin("-p", name, "-E", "-v", "file:"+out, "-m", model)
	return out
}

// Admin changes something with lpadmin.
func (s *Server) Admin(args ...string) {
	s.t.Helper()
	if said, err := exec.CommandContext(s.t.Context(), "lpadmin", args...).CombinedOutput(); err != nil {
		s.t.Fatalf("lpadmin %v: %v\n%s", args, err, said)
	}
}

// Jobs are the files that were handed to it, in their order, as they were given.
func (s *Server) Jobs() [][]byte {
	s.t.Helper()
	names, err := filepath.Glob(filepath.Join(s.dir, "spool", "d*-001"))
	must(s.t, err)
	var jobs [][]byte
	for _, name := range names {
		raw, err := os.ReadFile(name)
		must(s.t, err)
		jobs = append(jobs, raw)
	}
	return jobs
}

// Until waits for a program that nobody can be told by.
func (s *Server) Until(what string, done func() bool) {
	s.t.Helper()
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for end := time.After(2 * time.Minute); !done(); {
		select {
		case <-tick.C:
		case <-end:
			s.t.Fatalf("waited for %s in vain", what)
		}
	}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
