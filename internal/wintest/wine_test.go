//go:build full && wine

package wintest_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

const compiler = "x86_64-w64-mingw32-gcc"

// shared is where lies what several tests use, made by the first of them.
var shared string

func TestMain(m *testing.M) {
	var err error
	if shared, err = os.MkdirTemp("", "thidua-wine-"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	code := m.Run()
	_ = os.RemoveAll(shared)
	os.Exit(code)
}

// wine is a Windows of its own in a temporary folder.
type wine struct {
	prefix  string
	display string // what its windows are shown on; "" for nothing
}

// fresh is a Windows folder that nothing was done to, made once: a copy of it takes half a second, another sixteen.
var fresh = sync.OnceValues(func() (wine, error) {
	w := wine{prefix: filepath.Join(shared, "windows")}
	library := filepath.Join(w.prefix, "drive_c", "windows", "system32", "bcryptprimitives.dll")
	for _, c := range []*exec.Cmd{
		w.command(context.Background(), "wine", "wineboot", "-i"),
		w.command(context.Background(), "wine", "winecfg", "-v", "win10"), // a newer Windows than wine's own
		w.command(context.Background(), "wineserver", "-w"),
		exec.Command("sh", "-c", `[ -e "$0" ] || exec "$@" -shared -nostdlib -o "$0" testdata/bcryptprimitives.c testdata/bcryptprimitives.def -e DllMainCRTStartup`, library, compiler),
	} {
		if out, err := c.CombinedOutput(); err != nil {
			return w, fmt.Errorf("making a Windows folder: %v: %w\n%s", c.Args, err, out)
		}
	}
	return w, nil
})

// newWine gives a Windows folder with the random source that old wines lack, and stops its server when the test ends.
func newWine(t *testing.T) wine {
	t.Helper()
	from, err := fresh()
	if err != nil {
		t.Fatal(err)
	}
	w := wine{prefix: filepath.Join(t.TempDir(), "windows")}
	t.Cleanup(func() {
		w.run(t, "wineserver", "-k")
		w.run(t, "wineserver", "-w")
	})
	build(t, nil, "cp", "-a", from.prefix, w.prefix)
	return w
}

// drive is a file of this machine as Windows programs see it: wine shows the machine's files as drive Z:.
func drive(file string) string { return `Z:` + strings.ReplaceAll(file, "/", `\`) }

func (w wine) command(ctx context.Context, name string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, name, args...)
	// No Mono, no HTML engine, no desktop menus: nothing here needs them, and wine would ask for them in a window.
	cmd.Env = append(os.Environ(), "WINEPREFIX="+w.prefix, "LC_ALL=C.UTF-8", "WINEDEBUG=-all", "WINEDLLOVERRIDES=mscoree,mshtml,winemenubuilder.exe=",
		"LIBGL_ALWAYS_SOFTWARE=1", "DISPLAY="+w.display)
	return cmd
}

// run gives back what a program printed to its standard output; what it complained of is added when it fails.
func (w wine) run(t *testing.T, name string, args ...string) (string, error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 3*time.Minute)
	defer cancel()
	cmd := w.command(ctx, name, args...)
	var complaint bytes.Buffer
	cmd.Stderr = &complaint
	out, err := cmd.Output()
	if err != nil {
		return string(out) + complaint.String(), err
	}
	return string(out), nil
}

func build(t *testing.T, env []string, name string, args ...string) {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Env = append(os.Environ(), env...)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%s %v: %v\n%s", name, args, err, out)
	}
}

// buildWindow builds a program with a window.
func buildWindow(t *testing.T, to, pkg string) {
	t.Helper()
	build(t, []string{"CGO_ENABLED=1", "CC=" + compiler, "GOOS=windows", "GOARCH=amd64"}, "go", "build", "-trimpath", "-buildvcs=false", "-tags", os.Getenv("TAGS"),
		"-ldflags", "-s -w -H windowsgui", "-o", to, pkg)
}

// windowProgram is the program of the window, built once.
func windowProgram(t *testing.T) string {
	t.Helper()
	program := filepath.Join(shared, "thidua.exe")
	if _, err := os.Stat(program); err != nil {
		buildWindow(t, program, "thidua/cmd/thidua")
	}
	return program
}

func copyFile(t *testing.T, from, to string) {
	t.Helper()
	raw, err := os.ReadFile(from)
	if err == nil {
		err = os.WriteFile(to, raw, 0o700)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// running counts the processes of this machine with a word in their command line.
func running(t *testing.T, word string) (n int) {
	t.Helper()
	lines, err := filepath.Glob("/proc/[0-9]*/cmdline")
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range lines {
		if raw, err := os.ReadFile(line); err == nil && bytes.Contains(raw, []byte(word)) {
			n++
		}
	}
	return n
}

// within looks again and again until something is so.
func within(t *testing.T, what string, so func() bool) {
	t.Helper()
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	end := time.After(3 * time.Minute)
	for !so() {
		select {
		case <-tick.C:
		case <-end:
			t.Errorf("waited for %s in vain", what)
			return
		}
	}
}
