package client_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"thidua/emulation"
	"thidua/internal/phrase"
	"thidua/sync/changeset"
	"thidua/sync/client"
)

const loginPage = `<!DOCTYPE html><html><head><meta charset="utf-8"><title>Wi-Fi</title></head><body><form action="/login"><input name="user"></form></body></html>`

// reach is a transport to an address, closed with the test.
func reach(t *testing.T, address string, r client.Route) *client.HTTP {
	t.Helper()
	h, err := client.NewHTTP(address, client.HTTPOptions{Route: r, Idle: 5 * time.Second})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(h.Close)
	return h
}

// says asserts which sentence an error is, and that it is whole in both languages.
func says(t *testing.T, err error, key string) {
	t.Helper()
	if emulation.KeyOf(err) != key {
		t.Fatalf("%v, expected %s", err, key)
	}
	for _, lang := range []phrase.Language{phrase.Vietnamese, phrase.English} {
		if s := phrase.Error(lang, err); strings.ContainsAny(s, "{}") || strings.Contains(s, key) {
			t.Errorf("%s: %s", lang, s)
		}
	}
}

// answers is a server that gives each request the same answer.
func answers(t *testing.T, status int, header http.Header, body string) string {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for name, v := range header {
			w.Header()[name] = v
		}
		w.WriteHeader(status)
		io.WriteString(w, body)
	}))
	t.Cleanup(s.Close)
	return s.URL
}

// What answers in the server's place is told as what it is, with what helps; nothing counts as taken.
func TestWhoeverAnswersInTheServersPlaceIsNamed(t *testing.T) {
	var zipped bytes.Buffer
	z := gzip.NewWriter(&zipped)
	io.WriteString(z, loginPage)
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	header := func(pairs ...string) http.Header {
		h := http.Header{}
		for i := 0; i < len(pairs); i += 2 {
			h.Add(pairs[i], pairs[i+1])
		}
		return h
	}
	for name, tc := range map[string]struct {
		status int
		header http.Header
		body   string
		key    string
	}{
		"a login page":                   {200, nil, loginPage, "sync.portal"},
		"a login page called bytes":      {200, header("Content-Type", "application/octet-stream"), "\r\n " + loginPage, "sync.portal"},
		"a login page compressed":        {200, header("Content-Encoding", "gzip"), zipped.String(), "sync.portal"},
		"a login page in words":          {200, nil, "Vui lòng đăng nhập mạng", "sync.portal"},
		"a login page in UTF-16":         {200, nil, "\ufeff<html>", "sync.portal"},
		"network authentication":         {511, nil, loginPage, "sync.portal"},
		"sent to a login page":           {302, header("Location", "http://192.0.2.1/login"), loginPage, "sync.portal-at"},
		"sent to the same name":          {303, header("Location", "/login"), "", "sync.portal-at"},
		"the server moved":               {301, header("Location", "https://thidua.example.vn/v1/sync"), "", "sync.moved"},
		"sent in a circle":               {307, header("Location", "/v1/sync"), "", "sync.moved"},
		"sent nowhere":                   {302, nil, "", "sync.status"},
		"a login of the site":            {401, header("WWW-Authenticate", `Basic realm="x"`), loginPage, "sync.status"},
		"nothing":                        {204, nil, "", "sync.status"},
		"a proxy nobody knew of":         {407, header("Proxy-Authenticate", `Basic realm="squid"`), loginPage, "sync.proxy-login"},
		"a proxy with another login":     {407, header("Proxy-Authenticate", "NTLM", "Proxy-Authenticate", "Negotiate"), "", "sync.proxy-kind"},
		"a firewall":                     {403, nil, "<html>Blocked by FortiGuard</html>", "sync.blocked"},
		"too long for a gateway":         {413, nil, "<html>nginx</html>", "sync.too-long"},
		"a gateway":                      {502, nil, "<html>nginx</html>", "sync.gateway"},
		"a gateway that waited":          {504, nil, "", "sync.gateway"},
		"maintenance":                    {503, header("Retry-After", "3600"), "<html>maintenance</html>", "sync.gateway"},
		"too many requests":              {429, header("Retry-After", "7"), "slow down", "sync.gateway"},
		"another's error":                {500, header("Content-Type", "application/json"), `{"error":"x"}`, "sync.status"},
		"no such page":                   {404, nil, "<html>404</html>", "sync.status"},
		"compressed as nobody can undo":  {200, header("Content-Encoding", "br"), "abc", "wire.altered"},
		"called compressed, and is not":  {200, header("Content-Encoding", "gzip"), "abc", "wire.altered"},
		"an error of the server":         {403, nil, `{"code":"forbidden","key":"sync.revoked"}`, "sync.revoked"},
		"an error of the server, zipped": {403, header("Content-Encoding", "gzip"), gzipped(t, `{"code":"forbidden","key":"sync.revoked"}`), "sync.revoked"},
	} {
		t.Run(name, func(t *testing.T) {
			h := reach(t, answers(t, tc.status, tc.header, tc.body), client.Route{})
			body, err := h.Sync(t.Context(), []byte("x"))
			if err == nil {
				body.Close()
			}
			says(t, err, tc.key)
			// The same with an evidence file: whatever came, only the server's own word says that a chunk was stored.
			if tc.status != 204 {
				if err := h.PutChunk(t.Context(), []byte("o"), changeset.BlobName{Length: 1}, 0, []byte("x")); err == nil {
					t.Error("a chunk counts as stored")
				}
			}
		})
	}
}

func gzipped(t *testing.T, text string) string {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	io.WriteString(z, text)
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// raw answers every connection with the same bytes, then does what it likes with it.
func raw(t *testing.T, does func(c net.Conn)) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer c.Close()
				_, _ = c.Read(make([]byte, 4096)) // the beginning of a request, or whatever comes
				does(c)
			}()
		}
	}()
	return l.Addr().String()
}

// Answers that never end, never begin or are no HTTP end a sync soon, in bounded memory, with a sentence.
func TestAnswersThatAreNone(t *testing.T) {
	forever := func(c net.Conn, piece string, pause time.Duration) {
		for {
			if _, err := io.WriteString(c, piece); err != nil {
				return
			}
			time.Sleep(pause) // a slow line, not a wait for anything
		}
	}
	for name, tc := range map[string]struct {
		does func(c net.Conn)
		key  string
	}{
		"an error without end": {func(c net.Conn) {
			io.WriteString(c, "HTTP/1.1 503 Busy\r\n\r\n")
			forever(c, strings.Repeat("A", 65536), 0)
		}, "sync.gateway"},
		"a header without end": {func(c net.Conn) {
			io.WriteString(c, "HTTP/1.1 200 OK\r\n")
			forever(c, "X-A: "+strings.Repeat("a", 4096)+"\r\n", 0)
		}, "sync.unreachable"},
		"a header drop by drop": {func(c net.Conn) {
			io.WriteString(c, "HTTP/1.1 200 OK\r\n")
			forever(c, "X: b\r\n", 20*time.Millisecond)
		}, "sync.stalled"},
		"a byte now and then": {func(c net.Conn) {
			io.WriteString(c, "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
			forever(c, "\x00", 20*time.Millisecond)
		}, ""},
		"early answers forever": {func(c net.Conn) { forever(c, "HTTP/1.1 100 Continue\r\n\r\n", 0) }, "sync.unreachable"},
		"noise":                 {func(c net.Conn) { io.WriteString(c, "\x9f\x01\x02\x80 nothing\n\n") }, "sync.unreachable"},
		"HTTP of before":        {func(c net.Conn) { io.WriteString(c, "<html>hello</html>") }, "sync.unreachable"},
		"an alert of TLS":       {func(c net.Conn) { io.WriteString(c, "\x15\x03\x01\x00\x02\x02\x28") }, "sync.wants-tls"},
		"nothing":               {func(c net.Conn) {}, "sync.unreachable"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h, err := client.NewHTTP("http://"+raw(t, tc.does), client.HTTPOptions{Idle: 300 * time.Millisecond})
			if err != nil {
				t.Fatal(err)
			}
			defer h.Close()
			body, err := h.Sync(t.Context(), []byte("x"))
			if tc.key == "" {
				if err != nil {
					t.Fatal(err)
				}
				defer body.Close()
				if n, err := io.Copy(io.Discard, body); err == nil || n > 1000 {
					t.Fatalf("%d bytes, %v", n, err)
				}
				return
			}
			says(t, err, tc.key)
		})
	}
}

// An answer may say when to come again, in seconds or by the sender's own clock; nobody can send a desk away for long.
func TestRetryAfter(t *testing.T) {
	date := "Mon, 30 Nov 2026 08:00:00 GMT"
	for text, want := range map[string]time.Duration{
		"7": 7 * time.Second, " 90 ": 90 * time.Second, "3600": 15 * time.Minute, "99999999999999999999": 0, "9223372036854775807": 15 * time.Minute, "-5": 0, "": 0, "soon": 0,
		"Mon, 30 Nov 2026 08:00:40 GMT": 40 * time.Second, "Mon, 30 Nov 2026 07:00:00 GMT": 0, "Fri, 30 Nov 2096 08:00:00 GMT": 15 * time.Minute,
	} {
		t.Run(text, func(t *testing.T) {
			for _, body := range []string{"<html>", `{"code":"unavailable","key":"sync.busy"}`} {
				h := reach(t, answers(t, 503, http.Header{"Retry-After": {text}, "Date": {date}}, body), client.Route{})
				_, err := h.Sync(t.Context(), []byte("x"))
				var later client.Later
				if errors.As(fmt.Errorf("syncing: %w", err), &later); later.After != want {
					t.Errorf("%v, expected %v", later.After, want)
				}
			}
		})
	}
}
