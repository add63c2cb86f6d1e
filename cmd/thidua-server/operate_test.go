package main

import (
	"crypto/tls"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"thidua/sync/client"
	"thidua/sync/identity"
)

// TestCounts: whoever runs a server reads from this machine what it did and how it stands, and nobody's name.
func TestCounts(t *testing.T) {
	dir, f := initialised(t)
	s := serveChild(t, "--dir", dir, "--metrics", "127.0.0.1:0")
	at := regexp.MustCompile(`http://\S+/metrics`).FindString(s.told)
	d := officeDesk(t, f)
	h, err := client.NewHTTP("http://"+s.address, client.HTTPOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer h.Close()
	d.Transport = h
	before := read(t, at)
	record(d, f.Scope, 0, 3)
	if r := d.Sync(); r.Waiting != 0 {
		t.Fatalf("%+v", r)
	}
	for _, name := range []string{"logs", "leaves"} {
		if !strings.Contains(before, "\nthidua_"+name+" ") {
			t.Errorf("%s is not told", name)
		}
	}
	now := read(t, at)
	for _, line := range []string{
		`thidua_changes_total{outcome="taken"} 3`, `thidua_requests_total{endpoint="POST /v1/sync",status="200"} `, `thidua_request_duration_seconds_count{endpoint="POST /v1/sync"} `,
		"thidua_writable 1", "thidua_clock_believed 1", "thidua_lost_logs 0", "thidua_disk_free_bytes ", "thidua_leaves 5", "go_goroutines ",
	} {
		if !strings.Contains(now, "\n"+line) {
			t.Errorf("%q is not told", line)
		}
		if strings.Contains(before, "\n"+line) && strings.HasSuffix(line, "3") {
			t.Errorf("%q was told before", line)
		}
	}
	if strings.Contains(now, "unit-") || strings.Contains(now, f.Scope.String()) {
		t.Error("counts name somebody")
	}
	if code, out, _ := do(t, "health", "http://"+s.address); code != exitDone || !strings.Contains(out, s.address) {
		t.Errorf("%d %s", code, out)
	}
	elsewhere := strings.TrimSuffix(at, "/metrics") // where no server answers to desks
	if code, _, errs := do(t, "health", elsewhere); code != exitRefused || !strings.Contains(errs, "Không có máy chủ Thi Đua nào") {
		t.Errorf("%d %s", code, errs)
	}
	if code, _, errs := do(t, "health", "ftp://x"); code != exitRefused || !strings.Contains(errs, "Không hiểu địa chỉ") {
		t.Errorf("%d %s", code, errs)
	}
	if code, out, errs := do(t, "config", "test", "--dir", dir, "--listen", s.address); code != exitDone || !strings.Contains(out, "Máy chủ đang chạy") {
		t.Errorf("%d %s%s", code, out, errs)
	}
}

func read(t *testing.T, at string) string {
	t.Helper()
	answer, err := http.Get(at)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	raw, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != http.StatusOK {
		t.Fatal(answer.Status, err)
	}
	return string(raw)
}

// TestConfig: what serve would refuse is refused without it, and what it would do is told.
func TestConfig(t *testing.T) {
	dir, _ := initialised(t)
	busy, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer busy.Close()
	cert, key := certificateUntil(t, "a", time.Now().Add(100*24*time.Hour))
	soon, soonKey := certificateUntil(t, "a", time.Now().Add(24*time.Hour))
	over, overKey := certificateUntil(t, "a", time.Now().Add(-time.Hour))
	free := []string{"--dir", dir, "--listen", "127.0.0.1:0"}
	for name, tc := range map[string]struct {
		args []string
		code int
		says string
	}{
		"right":               {free, exitDone, "Các cờ dùng được"},
		"certificate":         {append(free, "--tls-cert", cert, "--tls-key", key), exitDone, "còn hạn đến ngày"},
		"certificate ends":    {append(free, "--tls-cert", soon, "--tls-key", soonKey), exitDone, "hãy gia hạn ngay"},
		"certificate is over": {append(free, "--tls-cert", over, "--tls-key", overKey), exitRefused, "đã hết hạn ngày"},
		"not a pair":          {append(free, "--tls-cert", cert, "--tls-key", cert), exitRefused, "đúng là một cặp"},
		"busy":                {[]string{"--dir", dir, "--listen", busy.Addr().String()}, exitRefused, "cổng đang bận"},
		"busy for the counts": {append(free, "--metrics", busy.Addr().String()), exitRefused, "cổng đang bận"},
		"counts for all":      {append(free, "--metrics", "0.0.0.0:0"), exitRefused, "mở ra ngoài máy này"},
		"plain for all":       {[]string{"--dir", dir, "--listen", "0.0.0.0:0"}, exitRefused, "không có TLS"},
		"an authority":        {append(free, "--acme-names", "a.example.vn,b.example.vn"), exitDone, "tự xin cho a.example.vn, b.example.vn"},
		"authority and files": {append(free, "--acme-names", "a.example.vn", "--tls-cert", cert, "--tls-key", key), exitRefused, "không dùng cả hai"},
		"authority of nobody": {append(free, "--acme-email", "a@example.vn"), exitRefused, "cần --acme-names"},
		"authority of an IP":  {append(free, "--acme-names", "10.0.0.5"), exitRefused, "không phải tên miền đầy đủ"},
		"authority of a word": {append(free, "--acme-names", "thidua"), exitRefused, "không phải tên miền đầy đủ"},
		"root of nobody":      {append(free, "--acme-names", "a.example.vn", "--acme-ca", key), exitRefused, "không có chứng thư gốc"},
		"no folder":           {[]string{"--dir", filepath.Join(dir, "none")}, exitRefused, "chưa có khoá máy chủ"},
	} {
		t.Run(name, func(t *testing.T) {
			code, out, errs := do(t, append([]string{"config", "test"}, tc.args...)...)
			if code != tc.code || !strings.Contains(out+errs, tc.says) {
				t.Errorf("code %d: %s%s", code, out, errs)
			}
		})
	}
	code, out, _ := do(t, "config", "print", "--dir", dir, "--acme-names", "a.example.vn", "--trust-proxy", "127.0.0.1,10.0.0.0/8", "--metrics", "127.0.0.1:9470")
	if want := "--dir " + dir + "\n--listen 127.0.0.1:8470\n--acme-names a.example.vn\n--trust-proxy 127.0.0.1,10.0.0.0/8\n--metrics 127.0.0.1:9470\n"; code != exitDone || out != want {
		t.Errorf("%d\n%s", code, out)
	}
}

// TestCertificateIsRenewed: who connects sees what stands in the files now; what cannot be used changes nothing.
func TestCertificateIsRenewed(t *testing.T) {
	dir, _ := initialised(t)
	cert, key := certificateUntil(t, "first", time.Now().Add(time.Hour))
	newCert, newKey := certificateUntil(t, "second", time.Now().Add(time.Hour))
	s := serveChild(t, "--dir", dir, "--tls-cert", cert, "--tls-key", key)
	shown := func() string {
		t.Helper()
		c, err := tls.Dial("tcp", s.address, &tls.Config{InsecureSkipVerify: true})
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		return identity.PinOf(c.ConnectionState().PeerCertificates[0])
	}
	put := func(from, to string) {
		t.Helper()
		raw, err := os.ReadFile(from)
		if err == nil {
			err = os.WriteFile(to, raw, 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	first := shown()
	put(newCert, cert) // and its key not yet
	if shown() != first {
		t.Error("half a pair was shown")
	}
	put(newKey, key)
	second := shown()
	if second == first {
		t.Error("the renewed one is not shown")
	}
	if err := os.WriteFile(cert, []byte("-----BEGIN"), 0o600); err != nil {
		t.Fatal(err)
	}
	if shown() != second {
		t.Error("what cannot be read was shown")
	}
	if code, out, errs := do(t, "health", "https://"+s.address); code != exitDone {
		t.Errorf("%s%s", out, errs)
	}
}

// TestWhatIsWatchedIsCounted: rules and dashboard ask for nothing that the server does not tell.
func TestWhatIsWatchedIsCounted(t *testing.T) {
	dir, _ := initialised(t)
	cert, key := certificate(t)
	s := serveChild(t, "--dir", dir, "--metrics", "127.0.0.1:0", "--tls-cert", cert, "--tls-key", key)
	at := regexp.MustCompile(`http://\S+/metrics`).FindString(s.told)
	line := &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}
	defer line.CloseIdleConnections()
	answer, err := (&http.Client{Transport: line}).Post("https://"+s.address+"/v1/sync", "", strings.NewReader("nothing"))
	if err != nil {
		t.Fatal(err)
	}
	_ = answer.Body.Close()
	if code, _, errs := do(t, "backup", "create", "--dir", dir, filepath.Join(t.TempDir(), "a.backup")); code != exitDone {
		t.Fatal(errs)
	}
	told := read(t, at)
	for _, file := range []string{"alerts.yml", "grafana.json"} {
		raw, err := os.ReadFile(filepath.Join("..", "..", "docs", "operations", file))
		if err != nil {
			t.Fatal(err)
		}
		names := regexp.MustCompile(`\b(?:thidua|process)_[a-z_]+`).FindAllString(string(raw), -1)
		if len(names) < 5 {
			t.Errorf("%s asks for %v", file, names)
		}
		for _, name := range names {
			if !strings.Contains(told, "\n"+name+" ") && !strings.Contains(told, "\n"+name+"{") {
				t.Errorf("%s asks for %s, which is not told", file, name)
			}
		}
	}
}
