package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"thidua/cmd/thidua-cli/internal/verb"
	"thidua/internal/testdesk"
)

// TestRunsLeaveNothing: a command line hears nothing of the one before it in the same process.
func TestRunsLeaveNothing(t *testing.T) {
	var out, said bytes.Buffer
	do := func(args string) int {
		out.Reset()
		said.Reset()
		p := program()
		p.Stdout, p.Stderr = &out, &said
		return run(t.Context(), p, append([]string{"--data", t.TempDir()}, strings.Fields(args)...))
	}
	for range 2 {
		if code := do("version --json --lang en"); code != verb.Done || !strings.HasPrefix(out.String(), "{") {
			t.Fatalf("%d: %s", code, out.String())
		}
		if code := do("version"); code != verb.Done || strings.HasPrefix(out.String(), "{") || !strings.Contains(out.String(), "Thi Đua") {
			t.Fatalf("%d: %s", code, out.String())
		}
		if code := do("sheet show --unit x"); code != verb.Refused {
			t.Fatalf("%d: %s", code, said.String())
		}
		if code := do("sheet show"); code != verb.Usage || !strings.Contains(said.String(), "--unit=U") {
			t.Fatalf("%d: %s", code, said.String())
		}
	}
}

// TestVerifyStopped: a check of the logs that is told to stop says that it stopped, and that a log is neither right nor wrong.
func TestVerifyStopped(t *testing.T) {
	var out, said bytes.Buffer
	p := program()
	p.Env.Open, p.Stdout, p.Stderr = testdesk.NewDisk(false).Open, &out, &said
	at := []string{"--data", filepath.Join(t.TempDir(), "desk"), "--lang", "en"}
	if code := run(t.Context(), p, append(at, "init", "--sample", "cum-4-2023-2024")); code != verb.Done {
		t.Fatalf("%d: %s", code, said.String())
	}
	out.Reset()
	gone, stop := context.WithCancel(t.Context())
	stop()
	if code := run(gone, p, append(at, "log", "verify")); code != verb.Stopped || out.Len() > 0 || !strings.HasPrefix(said.String(), "Stopped") {
		t.Errorf("%d: %q, %q", code, out.String(), said.String())
	}
	if code := run(t.Context(), p, append(at, "log", "verify")); code != verb.Done {
		t.Errorf("%d: %s", code, said.String())
	}
}

// stuck is a program that hears it is told to stop, and does not.
func stuck() {
	ctx := interrupted(context.Background())
	fmt.Println("runs")
	<-ctx.Done()
	fmt.Println("was told")
	select {}
}

// TestSecondInterrupt: the second Ctrl-C ends a program that did not end with the first.
func TestSecondInterrupt(t *testing.T) {
	path, err := exec.LookPath("stuck") // the name under which the scripts call it
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("env", "--default-signal=INT", path) // tests that run in the background were started with it ignored
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	said := bufio.NewScanner(out)
	for _, want := range []string{"runs", "was told"} {
		if !said.Scan() || said.Text() != want {
			t.Fatalf("%q, want %q", said.Text(), want)
		}
		if err := cmd.Process.Signal(os.Interrupt); err != nil {
			t.Fatal(err)
		}
	}
	var exit *exec.ExitError
	if err := cmd.Wait(); !errors.As(err, &exit) || exit.Sys().(syscall.WaitStatus).Signal() != syscall.SIGINT {
		t.Errorf("%v", err)
	}
}
