package main

import (
	"crypto/rand"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/sync/identity"
	"thidua/workspace/replica"
)

// TestBundlesOfARunningAndAStoppedServer: a desk's file is taken and answered whether the server runs or not, twice alike, and the desk then has
// no change that waits; what is none is told, and keeps the others out of nothing.
func TestBundlesOfARunningAndAStoppedServer(t *testing.T) {
	dir, file := initialised(t)
	d := filedDesk(t, file)
	for i, running := range []bool{false, true, true} {
		usb := t.TempDir()
		inviteSomebody(t, d)
		if _, err := d.ExportBundle(t.Context(), usb, desk.BundleLimit); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(usb, "luadao.thidua"), []byte("thidua-bundle/1\n\x00\x00 and nothing"), 0o600); err != nil {
			t.Fatal(err)
		}
		stop := func() {}
		if running {
			s := serveChild(t, "--dir", dir)
			stop = func() { _ = s.cmd.Process.Signal(syscall.SIGTERM); _ = s.cmd.Wait() }
		}
		for _, want := range []string{"nhận 1 thay đổi mới, 0", "nhận 0 thay đổi mới, 1"} {
			code, out, errs := do(t, "bundle", "import", "--dir", dir, "--out", usb, usb)
			if code != exitRefused || !strings.Contains(out, want) || !strings.Contains(errs, "luadao.thidua: Tệp trao đổi bị hỏng") {
				t.Fatalf("round %d: code %d\n%s%s", i, code, out, errs)
			}
		}
		out := t.TempDir()
		if code, said, errs := do(t, "bundle", "export", "--dir", dir, "--out", out); code != exitDone || !strings.Contains(said, "answer-office-") {
			t.Fatalf("code %d\n%s%s", code, said, errs)
		}
		stop()
		for _, folder := range []string{out, usb} {
			answers, err := filepath.Glob(filepath.Join(folder, "answer-*.thidua"))
			if err != nil || len(answers) != 1 {
				t.Fatal(answers, err)
			}
			in, err := d.ImportBundle(t.Context(), answers[0])
			if err != nil || !in.Server || len(in.Problems) != 0 {
				t.Fatalf("%+v %v", in, err)
			}
		}
		if n := waiting(t, d); n != 0 {
			t.Fatalf("round %d: %d changes wait", i, n)
		}
	}
	if left, err := filepath.Glob(filepath.Join(dir, "bundle-*")); err != nil || len(left) != 0 {
		t.Error("a running server left files behind:", left, err)
	}
	code, out, errs := do(t, "bundle", "export", "--dir", dir, "--unit", "nobody", "--out", t.TempDir())
	if code != exitRefused || !strings.Contains(errs, "Chưa có ai") {
		t.Fatalf("code %d\n%s%s", code, out, errs)
	}
}

// filedDesk is the office's desk of a new system, which knows no address.
func filedDesk(t *testing.T, file *identity.OfficeFile) *desk.Desk {
	t.Helper()
	d, err := desk.InitOffice(filepath.Join(t.TempDir(), "desk"), file, "", desk.Environment{Now: time.Now, Rand: rand.Reader})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
	return d
}

// inviteSomebody makes one change that waits.
func inviteSomebody(t *testing.T, d *desk.Desk) {
	t.Helper()
	if _, err := replica.At(d.Workspace).Invite(emulation.ID{}, emulation.RoleOffice, replica.InviteValidity); err != nil {
		t.Fatal(err)
	}
}

func waiting(t *testing.T, d *desk.Desk) (n int) {
	t.Helper()
	st, err := replica.At(d.Workspace).Status()
	if err != nil {
		t.Fatal(err)
	}
	return st.Pending
}
