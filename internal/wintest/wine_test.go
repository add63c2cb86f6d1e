//go:build full && wine

package wintest_test

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// wine is a Windows of its own in a temporary folder.
type wine struct {
	prefix  string
	display string // what its windows are shown on; "" for nothing
}

// newWine makes the Windows folder, puts the random source old wines lack into it, and stops its server when the test ends.
func newWine(t *testing.T) wine {
	t.Helper()
	w := wine{prefix: filepath.Join(t.TempDir(), "windows")}
	t.Cleanup(func() {
		w.run(t, "wineserver", "-k")
		w.run(t, "wineserver", "-w")
	})
	if out, err := w.run(t, "wine", "wineboot", "-i"); err != nil {
		t.Fatalf("making a Windows folder: %v\n%s", err, out)
	}
	library := filepath.Join(w.prefix, "drive_c", "windows", "system32", "bcryptprimitives.dll")
	if _, err := os.Stat(library); err != nil {
		build(t, nil, "x86_64-w64-mingw32-gcc", "-shared", "-nostdlib", "-o", library,
			"testdata/bcryptprimitives.c", "testdata/bcryptprimitives.def", "-e", "DllMainCRTStartup")
	}
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
