//go:build !windows

package pick_test

import (
	"bufio"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/godbus/dbus/v5"

	"thidua/internal/pick"
)

// desktop is a portal that answers as it is told.
type desktop struct {
	bus    *dbus.Conn
	code   uint32
	uris   []string
	silent bool
	asked  chan map[string]dbus.Variant
	closed chan bool
}

// OpenFile is called over the bus.
func (d *desktop) OpenFile(sender dbus.Sender, parent, title string, options map[string]dbus.Variant) (dbus.ObjectPath, *dbus.Error) {
	token, _ := options["handle_token"].Value().(string)
	at := dbus.ObjectPath("/org/freedesktop/portal/desktop/request/" + strings.ReplaceAll(string(sender[1:]), ".", "_") + "/" + token)
	options["parent"], options["title"] = dbus.MakeVariant(parent), dbus.MakeVariant(title)
	if err := d.bus.Export(d, at, "org.freedesktop.portal.Request"); err != nil {
		return "", dbus.MakeFailedError(err)
	}
	if !d.silent {
		if err := d.bus.Emit(at, "org.freedesktop.portal.Request.Response", d.code, map[string]dbus.Variant{"uris": dbus.MakeVariant(d.uris)}); err != nil {
			return "", dbus.MakeFailedError(err)
		}
	}
	d.asked <- options
	return at, nil
}

// Close is called over the bus when nobody waits any more.
func (d *desktop) Close() *dbus.Error { d.closed <- true; return nil }

// onBus gives a test a bus of its own.
func onBus(t *testing.T) *dbus.Conn {
	t.Helper()
	daemon, err := exec.LookPath("dbus-daemon")
	if err != nil {
		t.Skip("no dbus-daemon")
	}
	c := exec.Command(daemon, "--session", "--nofork", "--print-address=1", "--address=unix:dir="+t.TempDir())
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Process.Kill(); _ = c.Wait() })
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", strings.TrimSpace(line))
	bus, err := dbus.ConnectSessionBus()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = bus.Close() })
	return bus
}

func newDesktop(t *testing.T) *desktop {
	t.Helper()
	d := &desktop{bus: onBus(t), asked: make(chan map[string]dbus.Variant, 1), closed: make(chan bool, 1)}
	if err := d.bus.Export(d, "/org/freedesktop/portal/desktop", "org.freedesktop.portal.FileChooser"); err != nil {
		t.Fatal(err)
	}
	if _, err := d.bus.RequestName("org.freedesktop.portal.Desktop", 0); err != nil {
		t.Fatal(err)
	}
	return d
}

func TestTheDesktopIsAsked(t *testing.T) {
	d := newDesktop(t)
	d.uris = []string{"file:///srv/an/T%C3%A0i%20li%E1%BB%87u/a%23.pdf", "file:///b.jpg", "sftp://elsewhere/c.pdf"}
	paths, err := pick.Open(t.Context(), pick.Want{Title: "Chọn tệp", At: "/srv/an", Endings: []string{".pdf", ".jpg"}, Many: true, Parent: 0xabc})
	if err != nil || !slices.Equal(paths, []string{"/srv/an/Tài liệu/a#.pdf", "/b.jpg"}) {
		t.Errorf("chosen %q %v", paths, err)
	}
	asked := <-d.asked
	if at, _ := asked["current_folder"].Value().([]byte); string(at) != "/srv/an\x00" || asked["parent"].Value() != "x11:abc" ||
		asked["multiple"].Value() != true || asked["directory"].Value() != false || !strings.Contains(asked["filters"].String(), "*.pdf") {
		t.Errorf("asked for %v", asked)
	}
	d.code = 1
	if paths, err := pick.Open(t.Context(), pick.Want{Folder: true}); err != nil || len(paths) > 0 {
		t.Errorf("a person who chose nothing chose %q %v", paths, err)
	}
	if asked := <-d.asked; asked["directory"].Value() != true {
		t.Errorf("asked for %v", asked)
	}
}

// Whoever asked and is gone takes the dialog away.
func TestTheDialogGoesWithWhoAsked(t *testing.T) {
	d := newDesktop(t)
	d.silent = true
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() {
		_, err := pick.Open(ctx, pick.Want{})
		done <- err
	}()
	<-d.asked
	cancel()
	if err := <-done; err != nil {
		t.Error(err)
	}
	<-d.closed
}

// A portal that goes away answers no more, and is not waited for.
func TestAPortalThatGoesAway(t *testing.T) {
	d := newDesktop(t)
	d.silent = true
	done := make(chan error, 1)
	go func() {
		_, err := pick.Open(t.Context(), pick.Want{})
		done <- err
	}()
	<-d.asked
	if _, err := d.bus.ReleaseName("org.freedesktop.portal.Desktop"); err != nil {
		t.Fatal(err)
	}
	if err := <-done; err != nil {
		t.Error(err)
	}
}

// Without a portal the first program that is there is asked; without one, nobody.
func TestWithoutAPortal(t *testing.T) {
	onBus(t)
	bin := t.TempDir()
	t.Setenv("PATH", bin)
	if _, err := pick.Open(t.Context(), pick.Want{}); !errors.Is(err, errors.ErrUnsupported) {
		t.Errorf("nobody can be asked: %v", err)
	}
	program := func(name, script string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(bin, name), []byte("#!/bin/sh\n"+script), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	program("kdialog", `echo "$5"; echo "/b"`)
	want := pick.Want{Title: "Chọn tệp", At: "/srv/an", Endings: []string{".pdf", ".jpg"}, Many: true}
	if paths, err := pick.Open(t.Context(), want); err != nil || !slices.Equal(paths, []string{"--getopenfilename", "/b"}) {
		t.Errorf("KDE: %q %v", paths, err)
	}
	for script, says := range map[string]struct {
		paths []string
		err   error
	}{
		`for a in "$@"; do case "$a" in /*) echo "$a";; esac; done`: {[]string{"/srv/an/"}, nil},
		"exit 1":   {nil, nil},
		"exit 255": {[]string{"--getopenfilename", "/b"}, nil}, // it cannot show itself: the next one is asked
	} {
		program("zenity", script)
		if paths, err := pick.Open(t.Context(), want); !errors.Is(err, says.err) || !slices.Equal(paths, says.paths) {
			t.Errorf("%s: %q %v", script, paths, err)
		}
	}
}
