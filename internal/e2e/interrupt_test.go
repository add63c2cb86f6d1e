package e2e_test

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"thidua/internal/testdesk"
	"thidua/sync/changeset"
)

// TestInterruptedSync: Ctrl-C ends a running sync with its own exit code and a sentence; what came is kept, and the next sync goes on from there.
func TestInterruptedSync(t *testing.T) {
	s, officeFile, pass := newServer(t)
	office := found(t, s, officeFile, pass)
	leader := invited(t, office, "son-la", "leader")
	other, twin := invited(t, office, "son-la", "staff"), invited(t, office, "son-la", "staff")
	office.run("sync")
	leader.run("sync")
	file := filepath.Join(t.TempDir(), "minh chứng.bin")
	noise := make([]byte, 8*changeset.BlobChunk)
	rand.NewChaCha8([32]byte{1}).Read(noise)
	if err := os.WriteFile(file, noise, 0o600); err != nil {
		t.Fatal(err)
	}
	leader.run("sheet", "import", "--unit", "son-la", inputs(t, "son-la"))
	leader.run("evidence", "add", "--criterion", percentCriterion(t), file)
	leader.run("sync")
	var all syncOut
	twin.json(&all, "sync")
	gate := testdesk.NewGate(t, s.addr)
	held := make(chan struct{}, 1)
	gate.Hold(all.BytesReceived/2, func() { // in the middle of the evidence, when the logs are here
		select {
		case held <- struct{}{}:
		default:
		}
	})
	cmd := other.command("sync", "--server", gate.Address())
	var out, said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	select {
	case <-held:
	case err := <-ended:
		t.Fatalf("the sync ended before it was interrupted: %v\n%s%s", err, out.String(), said.String())
	}
	if err := cmd.Process.Signal(syscall.SIGINT); err != nil {
		t.Fatal(err)
	}
	err := <-ended
	if exit, ok := errors.AsType[*exec.ExitError](err); !ok || exit.ExitCode() != 130 {
		t.Fatalf("%v\n%s%s", err, out.String(), said.String())
	}
	if !strings.Contains(said.String(), fmt.Sprintf("giữ lại %d thay đổi", all.Received+1)) { // and that it joined itself
		t.Errorf("said %q", said.String())
	}

	var rest syncOut
	other.json(&rest, "sync", "--server", s.url())
	if rest.Received != 0 || rest.BytesReceived > all.BytesReceived*5/8 {
		t.Errorf("the next sync brought %+v of %+v", rest, all)
	}
	twin.run("sync")
	sameState(t, twin, other, 2)
}

type syncOut struct{ Received, BytesReceived int }
