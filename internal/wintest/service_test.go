//go:build full && wine

package wintest_test

import (
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// TestFullServiceOnWindows: Windows is told of the server, starts it as the account of its own, is told when it answers and when it has stopped, and begins
// it again after an end; what went wrong stands in the log of its folder. Whoever stops it loses nothing, and its removal leaves the data.
func TestFullServiceOnWindows(t *testing.T) {
	dir := t.TempDir()
	program := filepath.Join(dir, "Thi Đua", "thidua-server.exe")
	build(t, []string{"CGO_ENABLED=0", "GOOS=windows", "GOARCH=amd64"}, "go", "build", "-trimpath", "-o", program, "thidua/cmd/thidua-server")
	w := newWine(t)
	w.stayOn(t)
	data := filepath.Join(w.prefix, "drive_c", "ProgramData", "thidua server")
	password := filepath.Join(dir, "password")
	if err := os.WriteFile(password, []byte("một câu bí mật dài"), 0o600); err != nil {
		t.Fatal(err)
	}
	server := func(wants string, args ...string) string {
		t.Helper()
		out, err := w.run(t, "wine", append([]string{program}, args...)...)
		if !strings.Contains(out, wants) {
			t.Fatalf("thidua-server.exe %v: %v, want %q\n%s\n%s", args, err, wants, out, logged(data))
		}
		return out
	}
	const folder = `C:\ProgramData\thidua server`
	server("chưa có dịch vụ", "service", "start")
	server("Đã tạo", "init", "--dir", folder, "--office", drive(filepath.Join(dir, "office.key")), "--passphrase-file", drive(password), "--work-factor", "10")
	busy, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer busy.Close()
	server("Đã đăng ký", "service", "install", "--dir", folder, "--listen", busy.Addr().String())
	server("đã có", "service", "install", "--dir", folder)
	const key = `HKLM\System\CurrentControlSet\Services\thidua-server`
	if said, err := w.run(t, "wine", "reg", "query", key); err != nil || !strings.Contains(said, `NT SERVICE\thidua-server`) || !strings.Contains(said, "service run") {
		t.Errorf("it runs as another: %v\n%s", err, said)
	}
	server("không chạy được", "service", "start")
	if log := logged(data); !strings.Contains(log, "level=ERROR") || !strings.Contains(log, "cổng đang bận") {
		t.Errorf("nobody learns why:\n%s", log)
	}
	_ = busy.Close()
	server("đang chạy", "service", "start")
	address := answering(t, data)
	server("Máy chủ đang chạy", "doctor", "--dir", folder)
	server("Máy chủ đã dừng", "service", "stop")
	if log := logged(data); !strings.Contains(log, "Máy chủ đã dừng") || strings.Count(log, "level=ERROR") > 1 {
		t.Errorf("it did not end as told:\n%s", log)
	}
	if _, err := http.Get(address); err == nil {
		t.Error("it answers after it has stopped")
	}
	server("lành mạnh", "doctor", "--dir", folder)
	server("Đã bỏ", "service", "remove")
	server("chưa có dịch vụ", "service", "stop")
	if _, err := os.Stat(filepath.Join(data, "server.key")); err != nil {
		t.Error("the data went with the service:", err)
	}
}

// stayOn keeps the computer on until the test ends: else it would shut down with each program, and begin its services anew with the next.
func (w wine) stayOn(t *testing.T) {
	t.Helper()
	cmd := w.command(t.Context(), "wine", "cmd")
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = in.Close(); _ = cmd.Wait() })
	if _, err := out.Read(make([]byte, 1)); err != nil { // it is on; what is started later would hand its own outputs to the system, which never ends
		t.Fatal(err)
	}
}

// logged is the log of a server that runs as a service.
func logged(dir string) string {
	raw, _ := os.ReadFile(filepath.Join(dir, "log", "thidua.log"))
	return string(raw)
}

var listening = regexp.MustCompile(`http://127\.0\.0\.1:\d+`)

// answering is the address the log names, where the server is ready.
func answering(t *testing.T, dir string) string {
	t.Helper()
	address := listening.FindString(logged(dir))
	client := http.Client{Timeout: 10 * time.Second}
	r, err := client.Get(address + "/readyz")
	if err != nil {
		t.Fatal(err, logged(dir))
	}
	defer r.Body.Close()
	if r.StatusCode != http.StatusOK {
		t.Errorf("%s\n%s", r.Status, logged(dir))
	}
	return address
}

// TestFullServerOnWindows runs the tests of the server that only Windows can, as a Windows program.
func TestFullServerOnWindows(t *testing.T) {
	tests := filepath.Join(t.TempDir(), "server.exe")
	build(t, []string{"GOOS=windows", "GOARCH=amd64", "CGO_ENABLED=0"}, "go", "test", "-c", "-tags", "full", "-o", tests, "thidua/cmd/thidua-server")
	if said, err := newWine(t).run(t, "wine", tests, "-test.v", "-test.run", "^TestFull", "-test.skip", "Flood", "-test.timeout", "2m"); err != nil || !strings.Contains(said, "PASS: TestFullService") {
		t.Fatalf("%v\n%s", err, said)
	}
}
