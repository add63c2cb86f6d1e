package server_test

import (
	"bytes"
	"log/slog"
	"net/http"
	"net/netip"
	"strings"
	"testing"

	"thidua/internal/testdesk"
	"thidua/server"
)

// TestRequestsHaveNames: who is answered with an error can say which request it was, and finds it in the log; a trusted proxy's name is kept, anybody else's is not.
func TestRequestsHaveNames(t *testing.T) {
	w := testdesk.New(t)
	var log bytes.Buffer
	s := server.New(w.Hub, server.Options{Log: slog.New(slog.NewTextHandler(&log, nil)), Clock: w.Clock.Now, Proxies: []netip.Prefix{netip.MustParsePrefix("192.0.2.0/24")}})
	ask := func(from, name string) string {
		t.Helper()
		log.Reset()
		r, err := http.NewRequest("GET", "/v1/invitations/none", nil)
		if err != nil {
			t.Fatal(err)
		}
		r.RemoteAddr = from
		r.Header.Set("X-Request-Id", name)
		rec := &recorder{header: http.Header{}}
		s.Handler().ServeHTTP(rec, r)
		given := rec.header.Get("X-Request-Id")
		if rec.status < 400 || given == "" || !strings.Contains(log.String(), "request="+given+" ") {
			t.Fatalf("status %d, %q, log %s", rec.status, given, log.String())
		}
		return given
	}
	if got := ask("192.0.2.1:1", "proxy-1"); got != "proxy-1" {
		t.Errorf("a proxy's name became %q", got)
	}
	seen := map[string]bool{}
	for _, name := range []string{"", "a b", "a\nstatus=200", "ă", strings.Repeat("a", 65)} {
		seen[ask("192.0.2.1:1", name)] = true
	}
	seen[ask("192.0.2.1:1", strings.Repeat("a", 64))] = true
	seen[ask("198.51.100.1:1", "mine")] = true
	if len(seen) != 7 || seen["mine"] || seen[""] {
		t.Errorf("names: %v", seen)
	}
}
