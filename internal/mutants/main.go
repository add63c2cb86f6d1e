// Command mutants takes the guards of this tree away, one by one, and says which of them no test misses. A guard is a line that refuses what
// somebody hostile, or a broken line, may bring; it is worth what a test says that fails without it.
//
// Nothing in the tree is touched: go's -overlay puts the altered file in the place of the real one while the tests named for the guard are
// built and run.
package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"time"
)

// Guard is one line that can be taken away.
type Guard struct {
	Name  string
	File  string // from the root of the tree
	Text  string // stands in it exactly once
	Gone  string // what stands there without it
	Tests string // packages whose tests should notice
	Run   string // which of their tests; "" all
}

// What can become of a guard.
var (
	errUnnoticed = errors.New("NOBODY NOTICES")
	errStale     = errors.New("its line does not stand in the file exactly once")
	errBroken    = errors.New("the tree does not build without it: the list has to say what stands in its place")
	errRed       = errors.New("its tests fail as things are")
)

// limit is for how long one guard's tests may run; without a guard some never end, which is to notice it.
const limit = 5 * time.Minute

func main() {
	sample := flag.Int("sample", 0, "take only so many guards, spread over the list; 0: all")
	offset := flag.Int("offset", 0, "of the sample: with which guard it begins")
	only := flag.String("only", "", "take only guards whose name holds this")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	bad, err := run(ctx, os.Stdout, chosen(guards, *sample, *offset, *only))
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	if err != nil || bad > 0 {
		os.Exit(1)
	}
}

// chosen is a part of the list.
func chosen(list []Guard, sample, offset int, only string) []Guard {
	var out []Guard
	for _, g := range list {
		if strings.Contains(g.Name, only) {
			out = append(out, g)
		}
	}
	if sample <= 0 || sample >= len(out) {
		return out
	}
	spread := make([]Guard, sample)
	for i := range spread {
		spread[i] = out[(offset+i*len(out)/sample)%len(out)]
	}
	return spread
}

// run takes each guard away and counts those of which something has to be said.
func run(ctx context.Context, out io.Writer, list []Guard) (bad int, err error) {
	root, err := exec.CommandContext(ctx, program(), "list", "-m", "-f", "{{.Dir}}").Output()
	if err != nil {
		return 0, fmt.Errorf("finding the tree: %w", err)
	}
	dir, err := os.MkdirTemp("", "mutants-")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(dir)
	sound := map[string]bool{} // tests that pass with every guard in its place
	for i, g := range list {
		by, spent, err := g.try(ctx, strings.TrimSpace(string(root)), dir, sound)
		if ctx.Err() != nil {
			return bad, ctx.Err()
		}
		said := "noticed by " + by
		if err != nil {
			bad++
			said = err.Error()
		}
		fmt.Fprintf(out, "%3d/%d %4.0f s %-50s %s\n", i+1, len(list), spent.Seconds(), g.Name, said)
	}
	fmt.Fprintf(out, "%d guards, %d to look at\n", len(list), bad)
	return bad, nil
}

// stands says whether the guard's line is in its file once.
func (g Guard) stands(text string) bool { return strings.Count(text, g.Text) == 1 }

// try says which test notices that the guard is gone, and what it spent of processor time to find out, compiling counted.
func (g Guard) try(ctx context.Context, root, dir string, sound map[string]bool) (by string, spent time.Duration, err error) {
	path := filepath.Join(root, filepath.FromSlash(g.File))
	raw, err := os.ReadFile(path)
	if err != nil {
		return "", 0, err
	}
	text := string(raw)
	if !g.stands(text) {
		return "", 0, errStale
	}
	if tests := g.Tests + " " + g.Run; !sound[tests] {
		failed, said, spent := g.test(ctx, root, "")
		if failed {
			return "", spent, fmt.Errorf("%w: %s", errRed, last(said))
		}
		sound[tests] = true
	}
	altered := filepath.Join(dir, "altered.go")
	overlay := filepath.Join(dir, "overlay.json")
	what, err := json.Marshal(map[string]map[string]string{"Replace": {path: altered}})
	if err != nil {
		return "", 0, err
	}
	if err := errors.Join(os.WriteFile(altered, []byte(strings.Replace(text, g.Text, g.Gone, 1)), 0o600), os.WriteFile(overlay, what, 0o600)); err != nil {
		return "", 0, err
	}
	failed, said, spent := g.test(ctx, root, overlay)
	switch {
	case !failed:
		return "", spent, errUnnoticed
	case strings.Contains(said, "[build failed]") || strings.Contains(said, "[setup failed]"):
		return "", spent, fmt.Errorf("%w\n%s", errBroken, said)
	}
	return noticer(said), spent, nil
}

// noticer is the first test that failed, or how the tests ended where none could say so any more.
func noticer(said string) string {
	for line := range strings.Lines(said) {
		if test, failed := strings.CutPrefix(strings.TrimSpace(line), "--- FAIL: "); failed {
			return test
		}
		if strings.HasPrefix(line, "panic: ") {
			return strings.TrimSpace(line)
		}
	}
	return last(said)
}

// test runs the guard's tests.
func (g Guard) test(ctx context.Context, root, overlay string) (failed bool, said string, spent time.Duration) {
	args := []string{"test", "-timeout", limit.String(), "-failfast"}
	if overlay != "" {
		args = append(args, "-overlay", overlay)
	}
	if g.Run != "" {
		args = append(args, "-run", g.Run)
	}
	cmd := exec.CommandContext(ctx, program(), append(args, strings.Fields(g.Tests)...)...)
	cmd.Dir, cmd.Env = root, append(os.Environ(), "CGO_ENABLED=0")
	raw, err := cmd.CombinedOutput()
	if end := cmd.ProcessState; end != nil {
		spent = end.UserTime() + end.SystemTime()
	}
	return err != nil, string(raw), spent
}

// last is the end of what tests said.
func last(said string) string {
	lines := strings.Split(strings.TrimSpace(said), "\n")
	return strings.Join(lines[max(0, len(lines)-8):], "\n")
}

// program is the Go that the scripts found, or the system's.
func program() string { return cmp.Or(os.Getenv("GO"), "go") }
