//go:build full && screen

package screentest_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// TestFullKilledWindowLosesNothing types into the real window and pulls the plug the moment a value is on disk: after every kill the value
// is there, also that of an editor which was still open.
func TestFullKilledWindowLosesNothing(t *testing.T) {
	window, cli := programs(t)
	data := filepath.Join(t.TempDir(), "data")
	s := newScreen(t)
	for round := range 6 {
		open := round%2 == 1 // the editor is left open
		want := value(round)
		p := s.command(window, "--data", data, "--sample", sampleID)
		p.Stderr = os.Stderr
		if err := p.Start(); err != nil {
			t.Fatal(err)
		}
		s.typeResult(t, data, want, open)
		if err := p.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = p.Wait() // killed
		if got := typed(t, cli, data, "I.1"); got != want {
			t.Fatalf("round %d, editor open %v: %q was on disk before the kill, %q is there", round, open, want, got)
		}
	}
	if out, err := exec.Command(cli, "--data", data, "log", "verify").CombinedOutput(); err != nil {
		t.Errorf("after the kills the logs do not hold: %v\n%s", err, out)
	}
}

// typeResult goes to the first criterion, types a value and returns when the journal holds it. What is typed before the table has the
// keyboard goes nowhere, so it is typed again.
func (s *screen) typeResult(t *testing.T, data, value string, open bool) {
	t.Helper()
	s.await("the window", s.titled("Cụm thi đua"))
	saved := func() bool {
		journal, err := os.ReadFile(filepath.Join(data, "journal"))
		return err == nil && bytes.Contains(journal, []byte(value))
	}
	for range 5 {
		s.xdotool("search", "--onlyvisible", "--name", "Thi Đua", "windowactivate", "--sync")
		s.search("phieu cham")
		if !within(5*time.Second, s.titled("Phiếu chấm điểm")) {
			continue
		}
		s.xdotool("key", "--delay", "40", "Escape", "ctrl+Home", "Down", "Right", "Right", "Right")
		s.xdotool("type", "--delay", "40", value)
		if !open {
			s.xdotool("key", "Return")
		}
		if within(5*time.Second, saved) {
			return
		}
	}
	t.Fatalf("%s never came to the disk", value)
}
