//go:build full && (screen || telex)

package screentest_test

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

const (
	sampleID = "cum-4-2023-2024"
	patience = time.Minute // for anything the machine has to come round to
)

// screen is a virtual screen with a window manager, because windows get no keyboard without one.
type screen struct {
	t       *testing.T
	display string
	config  string   // folder of the window's settings
	more    []string // what the programs' environment has beside
}

func newScreen(t *testing.T) *screen {
	t.Helper()
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	x := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", "1366x768x24")
	x.ExtraFiles = []*os.File{write}
	start(t, x)
	write.Close()
	number := make([]byte, 16)
	n, err := read.Read(number)
	if err != nil {
		t.Fatalf("Xvfb named no display: %v", err)
	}
	s := &screen{t: t, display: ":" + strings.TrimSpace(string(number[:n])), config: t.TempDir()}
	start(t, s.command("openbox"))
	s.await("a window manager", func() bool {
		out, err := s.command("xdotool", "get_num_desktops").Output()
		return err == nil && len(bytes.TrimSpace(out)) > 0
	})
	return s
}

func (s *screen) command(name string, args ...string) *exec.Cmd {
	c := exec.Command(name, args...)
	c.Env = s.env()
	return c
}

func (s *screen) env() []string {
	return append(append(os.Environ(), "DISPLAY="+s.display, "LC_ALL=C.UTF-8", "LIBGL_ALWAYS_SOFTWARE=1", "XDG_CONFIG_HOME="+s.config), s.more...)
}

// start starts a program that is stopped when the test ends; where that failed, one of ours says where it stood.
func start(t *testing.T, c *exec.Cmd) {
	t.Helper()
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if t.Failed() {
			_ = c.Process.Signal(syscall.SIGQUIT) // a Go program writes what each goroutine does
			time.AfterFunc(5*time.Second, func() { _ = c.Process.Kill() })
		} else {
			_ = c.Process.Kill() // it may have ended by itself
		}
		_ = c.Wait()
	})
}

// xdotool acts on the screen.
func (s *screen) xdotool(args ...string) {
	s.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	c := exec.CommandContext(ctx, "xdotool", args...)
	c.Env = s.env()
	if out, err := c.CombinedOutput(); err != nil {
		s.t.Fatalf("xdotool %v: %v\n%s", args, err, out)
	}
}

// await looks again and again until something is so.
func (s *screen) await(what string, so func() bool) {
	s.t.Helper()
	if !within(patience, so) {
		s.t.Fatalf("waited for %s for %s", what, patience)
	}
}

func within(limit time.Duration, so func() bool) bool {
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	end := time.After(limit)
	for {
		if so() {
			return true
		}
		select {
		case <-tick.C:
		case <-end:
			return false
		}
	}
}

// titled says whether a window with a word in its title is on screen.
func (s *screen) titled(word string) func() bool {
	return func() bool {
		return s.command("xdotool", "search", "--onlyvisible", "--name", word).Run() == nil
	}
}

// search goes where the window's palette leads with some words.
func (s *screen) search(words string) {
	s.t.Helper()
	s.xdotool("key", "ctrl+k")
	s.xdotool("type", "--delay", "40", words)
	s.xdotool("key", "Return")
}

// programs builds the window and the command line.
func programs(t *testing.T) (window, cli string) {
	t.Helper()
	dir := t.TempDir()
	window, cli = filepath.Join(dir, "thidua"), filepath.Join(dir, "thidua-cli")
	for _, b := range [][]string{
		{"build", "-tags", "migrated_fynedo,no_animations,no_emoji,x11", "-o", window, "thidua/cmd/thidua"},
		{"build", "-o", cli, "thidua/cmd/thidua-cli"},
	} {
		if out, err := exec.Command("go", b...).CombinedOutput(); err != nil {
			t.Fatalf("go %v: %v\n%s", b, err, out)
		}
	}
	return window, cli
}

// typed is what stands in the result cell of a criterion, by the command line.
func typed(t *testing.T, cli, data, code string) string {
	t.Helper()
	raw, err := exec.Command(cli, "--data", data, "sheet", "show", "--unit", "son-la", "--json").Output()
	if err != nil {
		t.Fatalf("reading the sheet after the kill: %v\n%s", err, raw)
	}
	var out struct {
		Rows []struct{ Code, Typed string }
	}
	if err := json.Unmarshal(raw, &out); err != nil {
		t.Fatal(err)
	}
	for _, r := range out.Rows {
		if r.Code == code {
			return r.Typed
		}
	}
	t.Fatalf("no criterion %s", code)
	return ""
}

// value is a result nobody typed before.
func value(round int) string { return "9" + strconv.Itoa(round) + "," + strconv.Itoa(31+round) }
