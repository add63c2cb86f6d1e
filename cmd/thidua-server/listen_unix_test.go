//go:build unix

package main

import (
	"net"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// handed starts a server as systemd does: with a socket that somebody else holds.
func handed(t *testing.T, socket *os.File, args ...string) (c *exec.Cmd, errs *strings.Builder) {
	t.Helper()
	errs = new(strings.Builder)
	c = exec.Command("/bin/sh", append([]string{"-c", `LISTEN_PID=$$ exec "$0" "$@"`, os.Args[0], "serve"}, args...)...)
	c.Env = append(os.Environ(), asServer+"=1", "LISTEN_FDS=1")
	c.ExtraFiles, c.Stderr = []*os.File{socket}, errs
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = c.Process.Kill() // it may have ended
		_ = c.Wait()
	})
	return c, errs
}

// TestNobodyIsRefusedWhileAnotherReleaseStarts: whoever asks while one server ends and the next begins waits, and is answered.
func TestNobodyIsRefusedWhileAnotherReleaseStarts(t *testing.T) {
	dir, _ := initialised(t)
	held, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer held.Close()
	socket, err := held.(*net.TCPListener).File()
	if err != nil {
		t.Fatal(err)
	}
	defer socket.Close()
	var asking sync.WaitGroup
	stop, failed, answered := make(chan struct{}), make(chan error, 1), make(chan struct{})
	for range 4 {
		asking.Go(func() {
			line := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}, Timeout: time.Minute}
			for {
				answer, err := line.Get("http://" + held.Addr().String() + "/livez")
				if err != nil {
					select {
					case failed <- err:
					default:
					}
					return
				}
				_ = answer.Body.Close()
				select {
				case answered <- struct{}{}:
				case <-stop:
					return
				}
			}
		})
	}
	wait := func(n int) {
		t.Helper()
		for range n {
			select {
			case <-answered:
			case err := <-failed:
				t.Fatal(err)
			}
		}
	}
	first, _ := handed(t, socket, "--dir", dir)
	for range 3 {
		wait(20)
		if err := first.Process.Signal(syscall.SIGTERM); err != nil {
			t.Fatal(err)
		}
		done := make(chan error, 1)
		go func() { done <- first.Wait() }()
		for ended := false; !ended; {
			select {
			case <-answered: // what had come is answered
			case err := <-failed:
				t.Fatal(err)
			case err := <-done:
				if ended = true; err != nil {
					t.Fatal(err)
				}
			}
		}
		first, _ = handed(t, socket, "--dir", dir)
	}
	wait(20)
	close(stop)
	asking.Wait()
}

// TestWhatIsHandedOverIsLookedAt: a socket that others reach is refused without TLS, whatever address the flags say; so is what is no port.
func TestWhatIsHandedOverIsLookedAt(t *testing.T) {
	dir, _ := initialised(t)
	open, err := net.Listen("tcp", "0.0.0.0:0")
	if err != nil {
		t.Fatal(err)
	}
	defer open.Close()
	public, err := open.(*net.TCPListener).File()
	if err != nil {
		t.Fatal(err)
	}
	defer public.Close()
	none, err := os.Open(os.DevNull)
	if err != nil {
		t.Fatal(err)
	}
	defer none.Close()
	for says, file := range map[string]*os.File{"mở ra ngoài máy này": public, "đúng một cổng TCP": none} {
		c, errs := handed(t, file, "--dir", dir)
		if err := c.Wait(); err == nil || !strings.Contains(errs.String(), says) {
			t.Errorf("%v: %s", err, errs)
		}
	}
}
