package main

import (
	"bytes"
	"crypto/rand"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"thidua/sync/client"
	"thidua/sync/identity"
)

// answers runs the program with what a person types.
func answers(t *testing.T, typed string, args ...string) (code int, out, errs string) {
	t.Helper()
	var o, e bytes.Buffer
	m := &Main{Now: time.Now, Steady: func() time.Duration { return 0 }, Rand: rand.Reader, Stdin: strings.NewReader(typed), Stdout: &o, Stderr: &e, Getenv: func(string) string { return "" }}
	code = m.Do(t.Context(), args)
	return code, o.String(), e.String()
}

// TestQuickstart: three answers make a system that an office's desk reaches over TLS by what was printed, and by nothing else.
func TestQuickstart(t *testing.T) {
	dir, stick := filepath.Join(t.TempDir(), "máy chủ"), t.TempDir()
	code, out, errs := answers(t, "Sở Giáo dục\n\n https://127.0.0.1:8471/ \n"+stick+"\n", "quickstart", "--dir", dir, "--work-factor", "10")
	if code != exitDone {
		t.Fatal(code, errs)
	}
	words := regexp.MustCompile(`: ((?:[a-z-]{3,9} ){5}[a-z-]{3,9})\n`).FindStringSubmatch(out)
	pin := regexp.MustCompile(`sha256/\S+`).FindString(out)
	flags := regexp.MustCompile(`thidua-server serve (.*)`).FindStringSubmatch(out)
	if words == nil || pin == "" || flags == nil || !strings.Contains(out, "https://127.0.0.1:8471\n") || !strings.Contains(flags[1], "--listen :8471") || !strings.Contains(flags[1], `"`+dir+`"`) {
		t.Fatal(out)
	}
	raw, err := os.Open(filepath.Join(stick, "co-quan.key"))
	if err != nil {
		t.Fatal(err)
	}
	defer raw.Close()
	f, err := identity.ReadOfficeFile(raw, words[1])
	if err != nil {
		t.Fatal(err)
	}
	s := serveChild(t, "--dir", dir, "--tls-cert", filepath.Join(dir, "cert.pem"), "--tls-key", filepath.Join(dir, "key.pem"))
	d := officeDesk(t, f)
	for _, route := range []client.Route{{}, {Pin: pin}} {
		h, err := client.NewHTTP("https://"+s.address, client.HTTPOptions{Route: route})
		if err != nil {
			t.Fatal(err)
		}
		defer h.Close()
		d.Transport = h
		if _, err := d.Client.Once(t.Context()); (err == nil) != (route.Pin != "") {
			t.Errorf("pin %q: %v", route.Pin, err)
		}
	}
	before, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	if code, _, errs := answers(t, "", "quickstart", "--dir", dir, "--name", "a", "--address", "b", "--office", filepath.Join(stick, "other")); code != exitRefused || !strings.Contains(errs, "đã có dữ liệu") {
		t.Error(code, errs)
	}
	if after, err := os.ReadDir(dir); err != nil || len(after) != len(before) {
		t.Error(after, err)
	}
}

// TestQuickstartMakesNothing of answers that are lacking or not understood.
func TestQuickstartMakesNothing(t *testing.T) {
	for typed, says := range map[string]string{
		"":                                 "--name",
		"Sở\n":                             "--address",
		"Sở\n10.0.0.5\n":                   "--office",
		"Sở\nmáy chủ\n/\n":                 "Không hiểu địa chỉ “máy chủ”",
		"Sở\n10.0.0.5:99999\n/\n":          "Không hiểu địa chỉ",
		"Sở\nhttps://\n/\n":                "Không hiểu địa chỉ",
		"Sở\nthidua.example.vn/sync\n/\n":  "Không hiểu địa chỉ",
		"Sở\nthidua.example.vn:abc\n/\n":   "Không hiểu địa chỉ",
		"Sở\nuser@thidua.example.vn\n/x\n": "Không hiểu địa chỉ",
	} {
		dir := filepath.Join(t.TempDir(), "server")
		code, _, errs := answers(t, typed, "quickstart", "--dir", dir)
		if _, err := os.Stat(dir); code != exitRefused || !strings.Contains(errs, says) || err == nil {
			t.Errorf("%q: %d %s %v", typed, code, errs, err)
		}
	}
	for address, want := range map[string][2]string{"[2001:db8::1]:80": {"2001:db8::1", "80"}, "2001:db8::1": {"2001:db8::1", usualPort}, "http://a.vn": {"a.vn", usualPort}, "a.vn:443/": {"a.vn", "443"}} {
		if host, port, err := hostPort(address); err != nil || [2]string{host, port} != want {
			t.Errorf("%s: %s %s %v", address, host, port, err)
		}
	}
}
