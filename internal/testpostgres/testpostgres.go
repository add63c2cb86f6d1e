//go:build unix

// Package testpostgres is a PostgreSQL of a test's own: a cluster in a folder that is thrown away, reached through a socket in it and by nobody else.
// What is written there is not flushed to the disk.
package testpostgres

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// Server is the service.
type Server struct {
	t       testing.TB
	dir     string
	as      *syscall.Credential // nil: of this process
	running *exec.Cmd
	log     *os.File
	named   atomic.Int64
}

// New makes a cluster and starts it, until the test ends.
func New(t testing.TB) *Server {
	t.Helper()
	dir, err := os.MkdirTemp("", "pg") // the path of its socket has to be short
	must(t, err)
	s := &Server{t: t, dir: dir}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	if os.Geteuid() == 0 { // whom PostgreSQL refuses
		s.as = somebody(t)
		must(t, os.Chown(dir, int(s.as.Uid), int(s.as.Gid)))
	}
	s.log, err = os.OpenFile(filepath.Join(dir, "log"), os.O_CREATE|os.O_APPEND|os.O_RDWR, 0o600)
	must(t, err)
	t.Cleanup(func() { _ = s.log.Close() })
	made := s.command("initdb", "-D", filepath.Join(dir, "data"), "-U", "test", "-A", "trust", "-E", "UTF8", "--locale=C", "-N")
	if out, err := made.CombinedOutput(); err != nil {
		t.Fatalf("initdb: %v\n%s", err, out)
	}
	s.Start()
	t.Cleanup(func() {
		s.Stop(true)
		if t.Failed() {
			said, _ := os.ReadFile(s.log.Name())
			t.Logf("the database's log:\n%s", said[max(0, len(said)-4000):])
		}
	})
	return s
}

// somebody is a user who is not root.
func somebody(t testing.TB) *syscall.Credential {
	t.Helper()
	for _, name := range []string{"postgres", "nobody"} {
		u, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, err := strconv.Atoi(u.Uid)
		must(t, err)
		gid, err := strconv.Atoi(u.Gid)
		must(t, err)
		return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
	}
	t.Fatal("PostgreSQL does not run as root, and there is nobody else here")
	return nil
}

// command is one of PostgreSQL's programs; Debian keeps them by version, out of the usual way.
func (s *Server) command(program string, args ...string) *exec.Cmd {
	path := program
	if found, err := filepath.Glob("/usr/lib/postgresql/*/bin/" + program); err == nil && len(found) > 0 {
		path = found[len(found)-1]
	}
	cmd := exec.Command(path, args...)
	cmd.Dir = s.dir
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: s.as, Setpgid: true} // a Ctrl-C is for the test, which stops it
	return cmd
}

// Start starts the service and returns when it answers.
func (s *Server) Start() {
	s.t.Helper()
	s.running = s.command("postgres", "-D", filepath.Join(s.dir, "data"), "-k", s.dir, "-F", "-c", "listen_addresses=", "-c", "full_page_writes=off", "-c", "max_connections=100")
	s.running.Stdout, s.running.Stderr = s.log, s.log
	must(s.t, s.running.Start())
	for {
		c, err := pgx.Connect(s.t.Context(), s.URL("postgres"))
		if err == nil {
			must(s.t, c.Close(s.t.Context()))
			return
		}
		if s.running.Process.Signal(syscall.Signal(0)) != nil {
			s.t.Fatalf("the database did not start: %v", err)
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// Stop ends the service and waits for it: orderly, or at once, as a kill of all its processes would. Calling it again does nothing.
func (s *Server) Stop(orderly bool) {
	s.t.Helper()
	if s.running == nil {
		return
	}
	how := syscall.SIGQUIT
	if orderly {
		how = syscall.SIGINT
	}
	must(s.t, s.running.Process.Signal(how))
	_ = s.running.Wait() // its exit code says how it was stopped
	s.running = nil
}

// URL is the address of a database.
func (s *Server) URL(database string) string {
	return fmt.Sprintf("postgres://test@/%s?host=%s", database, s.dir)
}

// Database makes an empty database and gives its address.
func (s *Server) Database() string {
	s.t.Helper()
	name := fmt.Sprintf("test%d", s.named.Add(1))
	s.Do("CREATE DATABASE " + name)
	return s.URL(name)
}

// Do has a statement done, in a database of the service's own.
func (s *Server) Do(statement string) {
	s.t.Helper()
	ctx := context.WithoutCancel(s.t.Context())
	c, err := pgx.Connect(ctx, s.URL("postgres"))
	must(s.t, err)
	_, err = c.Exec(ctx, statement)
	must(s.t, err)
	must(s.t, c.Close(ctx))
}

// Cut ends all connections to its databases but that of whoever asks for it.
func (s *Server) Cut() {
	s.t.Helper()
	s.Do("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'")
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
