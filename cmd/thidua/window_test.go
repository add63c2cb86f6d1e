package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/ui/text"
)

// begin starts the program with surroundings of its own, and gives how it ended and what it wrote.
func begin(t *testing.T, dir string, env ...string) (code int, said string) {
	t.Helper()
	c := exec.Command(os.Args[0])
	c.Env = append(env, starting+"="+dir, "HOME="+t.TempDir(), "XDG_CACHE_HOME="+t.TempDir(), "PATH="+t.TempDir())
	raw, err := c.CombinedOutput()
	if c.ProcessState == nil {
		t.Fatal(err)
	}
	return c.ProcessState.ExitCode(), string(raw)
}

// unopened demands that the program ended with one sentence, and never touched the data.
func unopened(t *testing.T, dir, key string, code int, said string) {
	t.Helper()
	want, _, _ := strings.Cut(text.Error(emulation.Errorf(emulation.Unavailable, key, "why", "\x00")), "\x00")
	if code != 1 || !strings.HasPrefix(said, want) || strings.Contains(said, "goroutine") || strings.Count(said, "\n") != 1 {
		t.Errorf("ended with %d: %q", code, said)
	}
	if found, err := os.ReadDir(dir); !os.IsNotExist(err) && len(found) > 0 {
		t.Errorf("it began something in the data folder: %v %v", found, err)
	}
}

// Without a display the program says so and ends: no trace of its own code, and nothing that holds the data behind a window nobody sees.
func TestWithoutADisplay(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	code, said := begin(t, dir)
	unopened(t, dir, "ui.no-display", code, said)
	code, said = begin(t, dir, "DISPLAY=:4711")
	unopened(t, dir, "ui.no-display", code, said)
}

// Where nobody says whether the system is dark it is light, whatever the toolkit takes it for.
func TestASystemThatSaysNothingIsLight(t *testing.T) {
	for gtk, want := range map[string]string{"": "light", "Adwaita": "light", "Adwaita:dark": "dark", "Mint-Y-dark": "dark", "darkness": "light"} {
		if got := unasked(gtk); got != want {
			t.Errorf("%q: %s, want %s", gtk, got, want)
		}
	}
}
