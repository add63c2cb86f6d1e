package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"

	"thidua/cmd/thidua-cli/internal/verb"
	"thidua/emulation/record"
	"thidua/sync/changeset"
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
	s := sit(t)
	s.out.Reset()
	gone, stop := context.WithCancel(t.Context())
	stop()
	if code := run(gone, s.program, []string{"log", "verify"}); code != verb.Stopped || s.out.Len() > 0 || !strings.HasPrefix(s.said.String(), "Đã dừng") {
		t.Errorf("%d: %q, %q", code, s.out.String(), s.said.String())
	}
	if code := s.do("log verify"); code != verb.Done {
		t.Errorf("%d: %s", code, s.said.String())
	}
}

// TestVerifyTellsWhatIsWrong: a row that no signature bears out is told with its log, in words and in JSON, and by the exit code.
func TestVerifyTellsWhatIsWrong(t *testing.T) {
	s := sit(t)
	for _, d := range s.program.Desks {
		season, err := d.Workspace.Season()
		if err != nil {
			t.Fatal(err)
		}
		ref := record.Season.Ref(season.Cluster.Scope(), season.Key())
		r, err := d.DB.Record(ref)
		if err != nil {
			t.Fatal(err)
		}
		for _, versions := range r.Fields {
			versions[0].Value = changeset.MustEncode("x")
		}
		if err := d.DB.Commit(&changeset.Batch{Records: map[changeset.Ref]*changeset.Record{ref: r}}); err != nil {
			t.Fatal(err)
		}
	}
	if code := s.do("log verify"); code != verb.Refused || strings.Count(s.out.String(), "SAI") != 1 || !strings.Contains(s.out.String(), "khác với kết quả tính lại") {
		t.Errorf("%d: %s%s", code, s.out.String(), s.said.String())
	}
	if code := s.do("log verify --json"); code != verb.Refused || strings.Count(s.out.String(), `"ok": false`) != 1 || strings.Count(s.out.String(), `"fault": `) != 1 {
		t.Errorf("%d: %s%s", code, s.out.String(), s.said.String())
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

// TestJSONIsWhatWasTyped: a program that reads --json gets every letter; a person's terminal is not driven.
func TestJSONIsWhatWasTyped(t *testing.T) {
	const name = "a\u202eb\u007fc"
	do := func(args ...string) string {
		var out, said bytes.Buffer
		p := program()
		p.Stdout, p.Stderr = &out, &said
		run(t.Context(), p, append([]string{"criteria", "diff", name, name}, args...))
		return out.String() + said.String()
	}
	if told := do(); strings.Contains(told, name) || !strings.Contains(told, "a\ufffdb\u2421c") {
		t.Errorf("told %q", told)
	}
	if out := do("--json"); !strings.Contains(out, name) {
		t.Errorf("--json: %q", out)
	}
}
