//go:build full

package main

import (
	"bytes"
	"crypto/rand"
	"testing"
	"time"

	"context"

	"golang.org/x/sys/windows"
	"golang.org/x/sys/windows/svc"
)

// TestFullServiceEndsAsToldOnly is run by internal/wintest: a signal (Windows tells services, too, that somebody signs out) ends no server, and one that ends
// without having been told to is begun again.
func TestFullServiceEndsAsToldOnly(t *testing.T) {
	dir, _ := initialised(t)
	for name, c := range map[string]struct {
		listen string
		told   bool
	}{"told": {"127.0.0.1:0", true}, "of itself": {"127.0.0.1:99999", false}} {
		ctx, signal := context.WithCancel(t.Context())
		var out bytes.Buffer
		h := &handler{ctx: ctx, main: Main{Now: time.Now, Steady: func() time.Duration { return 0 }, Rand: rand.Reader, Stdout: &out, Stderr: &out, Getenv: func(string) string { return "" }},
			serve: &ServeCmd{ServeFlags: ServeFlags{Dir: dir, Listen: c.listen}}}
		tell, requests := make(chan svc.Status), make(chan svc.ChangeRequest)
		stopping := false
		go func() {
			for s := range tell {
				if s.State == svc.Running {
					signal()
					requests <- svc.ChangeRequest{Cmd: svc.Interrogate, CurrentStatus: svc.Status{State: svc.Paused}}
				}
				if s.State == svc.Paused { // it still answers
					stopping = true
					requests <- svc.ChangeRequest{Cmd: svc.Stop}
				}
			}
		}()
		_, code := h.Execute(nil, requests, tell)
		if c.told != (code == exitDone) || c.told != stopping {
			t.Errorf("%s: %d, told to stop %v", name, code, stopping)
		}
		signal()
	}
}

// TestFullWhatIsRestoredIsClosedToOthers: as what was made. Wine keeps no such lists: there only the calls are tried.
func TestFullWhatIsRestoredIsClosedToOthers(t *testing.T) {
	dir, _ := initialised(t)
	closed := func(dir string) bool {
		d, err := windows.GetNamedSecurityInfo(dir, windows.SE_FILE_OBJECT, windows.DACL_SECURITY_INFORMATION)
		if err != nil {
			t.Fatal(err)
		}
		control, _, err := d.Control()
		if err != nil {
			t.Fatal(err)
		}
		return control&windows.SE_DACL_PROTECTED != 0
	}
	file, other := tempDir(t)+`\a.backup`, tempDir(t)+`\other`
	if code, _, errs := do(t, "backup", "create", "--dir", dir, file); code != 0 {
		t.Fatal(errs)
	}
	if code, _, errs := do(t, "backup", "restore", "--dir", other, file); code != 0 {
		t.Fatal(errs)
	}
	if closed(dir) && !closed(other) {
		t.Error("others may read what was restored, the key among it")
	}
}
