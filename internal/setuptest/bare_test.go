//go:build full && chroot

package setuptest_test

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// Suites that are tried beside Debian 12, by name: BARE_SUITES="trixie".
const more = "BARE_SUITES"

// On a bare Debian, whose newest Go is too old, `make run` fetches the pinned Go and lives a cluster's season.
func TestFullBareMachine(t *testing.T) {
	for _, suite := range append([]string{"bookworm"}, strings.Fields(os.Getenv(more))...) {
		t.Run(suite, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(t.Context(), 20*time.Minute)
			defer cancel()
			cmd := exec.CommandContext(ctx, filepath.Join("..", "..", "scripts", "bare.sh"), suite)
			cmd.Env = append(os.Environ(), "TMPDIR="+t.TempDir())
			// Killed as a group: with the last process go its mounts, and only then the folder is removed.
			cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
			cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
			cmd.WaitDelay = time.Minute
			out, err := cmd.CombinedOutput()
			if err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			if !strings.Contains(string(out), "setup: fetching v0.0.1-go") {
				t.Errorf("the machine had a Go before it was set up:\n%s", out)
			}
		})
	}
}
