//go:build unix

package bench_test

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"thidua/internal/bench"
	"thidua/internal/desk"
)

// BenchmarkPendingMemory runs the command line on a desk that comes back with 90,000 changes the server has not seen, and reports the most
// anonymous memory (RssAnon) it held. The sync of a sandbox runs the server's part too, in the same process.
func BenchmarkPendingMemory(b *testing.B) {
	bin := commandLine(b)
	dir := filepath.Join(b.TempDir(), "desk")
	d, err := desk.InitSample(dir, "cum-4-2023-2024", "", environment)
	if err != nil {
		b.Fatal(err)
	}
	if err := bench.Fill(d, 90_000, time.Now); err != nil {
		b.Fatal(err)
	}
	if err := d.Close(); err != nil {
		b.Fatal(err)
	}
	for _, verb := range []string{"status", "sync"} { // in this order: a sync leaves nothing to send
		b.Run(verb, func(b *testing.B) {
			most := 0
			for b.Loop() {
				most = max(most, mostAnonymous(b, bin, "--data", dir, verb))
			}
			b.ReportMetric(float64(most)/1024, "MB-anon")
		})
	}
}

// commandLine builds the program.
func commandLine(b *testing.B) string {
	bin := filepath.Join(b.TempDir(), "thidua-cli")
	build := exec.Command("go", "build", "-o", bin, "thidua/cmd/thidua-cli")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	return bin
}

// mostAnonymous runs it and gives the most anonymous memory it held, in kB.
func mostAnonymous(b *testing.B, bin string, args ...string) (most int) {
	cmd := exec.CommandContext(context.Background(), bin, args...)
	var said strings.Builder
	cmd.Stderr = &said
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	done := make(chan error, 1)
	go func() { done <- cmd.Wait() }()
	for {
		select {
		case err := <-done:
			if err != nil {
				b.Fatal(err, said.String())
			}
			return most
		default:
			most = max(most, anonymous(cmd.Process.Pid))
			time.Sleep(time.Millisecond)
		}
	}
}
