package server_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/base64"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/internal/testdesk"
	"thidua/sync/client"
)

// message is a request or an answer that somebody between desk and server holds in hand.
type message struct {
	header http.Header
	status int
	body   []byte
}

// middle is somebody between desk and server: it holds each request whole, asks the server as it likes, and answers as it likes.
func middle(t *testing.T, target string, does func(w http.ResponseWriter, request message, ask func(message) message)) string {
	t.Helper()
	to := &http.Client{Transport: &http.Transport{DisableCompression: true}}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return
		}
		does(w, message{header: r.Header, body: body}, func(m message) message {
			q, err := http.NewRequest(r.Method, target+r.URL.Path, bytes.NewReader(m.body))
			if err != nil {
				t.Error(err)
				return message{status: http.StatusBadGateway}
			}
			q.Header = m.header.Clone()
			a, err := to.Do(q)
			if err != nil {
				return message{status: http.StatusBadGateway}
			}
			defer a.Body.Close()
			got, err := io.ReadAll(a.Body)
			if err != nil {
				return message{status: http.StatusBadGateway}
			}
			return message{header: a.Header, status: a.StatusCode, body: got}
		})
	}))
	t.Cleanup(func() { s.Close(); to.CloseIdleConnections() })
	return s.URL
}

// give hands an answer on; its length is that of its body.
func give(w http.ResponseWriter, m message) {
	for name, values := range m.header {
		w.Header()[name] = values
	}
	w.Header().Set("Content-Length", strconv.Itoa(len(m.body)))
	w.WriteHeader(m.status)
	_, _ = w.Write(m.body) // who does not listen any more misses nothing
}

// lie hands an answer on and says that it is so long.
func lie(t *testing.T, w http.ResponseWriter, m message, length int) {
	c, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		t.Error(err)
		return
	}
	defer c.Close()
	fmt.Fprintf(c, "HTTP/1.1 %d X\r\nContent-Type: application/octet-stream\r\nContent-Length: %d\r\n\r\n%s", m.status, length, m.body)
}

func zipped(t *testing.T, b []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	z := gzip.NewWriter(&out)
	if _, err := z.Write(b); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// noise is a text that cannot be made shorter.
func noise(t *testing.T, name string) string {
	t.Helper()
	raw := make([]byte, 700)
	if _, err := io.ReadFull(testdesk.Random(name), raw); err != nil {
		t.Fatal(err)
	}
	return base64.StdEncoding.EncodeToString(raw)
}

// Whatever stands between desk and server does to what passes: in the end every change has one leaf, both desks have the same state, and on
// the way the desk says what happened, never that it has to be invited again.
func TestWhatStandsBetween(t *testing.T) {
	const changes = 12
	var turn int // of the requests of one line
	for name, tc := range map[string]struct {
		does func(t *testing.T, w http.ResponseWriter, r message, ask func(message) message)
		says []string // what a sync may fail with
		fine bool     // none may
	}{
		"sends everything thrice, gives the last answer": {func(t *testing.T, w http.ResponseWriter, r message, ask func(message) message) {
			ask(r)
			ask(r)
			give(w, ask(r))
		}, nil, true},
		"sends everything twice, gives the first answer": {func(t *testing.T, w http.ResponseWriter, r message, ask func(message) message) {
			first := ask(r)
			ask(r)
			give(w, first)
		}, nil, true},
		"compresses what was not asked for": {func(t *testing.T, w http.ResponseWriter, r message, ask func(message) message) {
			a := ask(r)
			if len(a.body) > 0 {
				a.body = zipped(t, a.body)
				a.header.Set("Content-Encoding", "gzip")
			}
			give(w, a)
		}, nil, true},
		"changes headers": {func(t *testing.T, w http.ResponseWriter, r message, ask func(message) message) {
			r.header.Set("Content-Type", "text/plain")
			r.header.Set("X-Forwarded-For", "not an address, 10.0.0.1")
			r.header.Set("Via", "1.0 box")
			r.header.Del("User-Agent")
			a := ask(r)
			a.header.Set("Content-Type", "text/html; charset=utf-8")
			a.header.Set("Set-Cookie", "x=y")
			give(w, a)
		}, nil, true},
		"lets short bodies through only": {func(t *testing.T, w http.ResponseWriter, r message, ask func(message) message) {
			a := ask(r)
			a.body = a.body[:min(len(a.body), 2500)]
			give(w, a)
		}, []string{"wire.cut"}, false},
		"cuts what is sent": {func(t *testing.T, w http.ResponseWriter, r message, ask func(message) message) {
			r.body = r.body[:min(len(r.body), 3000)]
			give(w, ask(r))
		}, []string{"wire.cut"}, false},
		"says it is longer than it is": {func(t *testing.T, w http.ResponseWriter, r message, ask func(message) message) {
			a := ask(r)
			lie(t, w, a, len(a.body)+700)
		}, nil, true},
		"says it is shorter than it is": {func(t *testing.T, w http.ResponseWriter, r message, ask func(message) message) {
			a := ask(r)
			lie(t, w, a, max(len(a.body)-turn%5, 0))
		}, []string{"wire.cut", "sync.unreachable"}, false},
		"alters a byte sent": {func(t *testing.T, w http.ResponseWriter, r message, ask func(message) message) {
			if turn%4 == 1 { // a sync that is sent back takes three messages: not always the same of them
				r.body[len(r.body)*2/3] ^= 4
			}
			give(w, ask(r))
		}, []string{"wire.altered", "wire.malformed", "wire.cut"}, false},
		"alters a byte received": {func(t *testing.T, w http.ResponseWriter, r message, ask func(message) message) {
			a := ask(r)
			if turn%3 == 1 {
				a.body[len(a.body)*2/3] ^= 4
			}
			give(w, a)
		}, []string{"wire.altered", "wire.malformed", "wire.cut"}, false},
		"answers for the server now and then": {func(t *testing.T, w http.ResponseWriter, r message, ask func(message) message) {
			status := []int{502, 504, 503, 200, 511}[turn%5]
			if turn%2 == 0 {
				ask(r) // the server may have heard it
				give(w, message{status: status, header: http.Header{}, body: []byte("<html>nginx</html>")})
				return
			}
			give(w, ask(r))
		}, []string{"sync.gateway", "sync.portal"}, false},
	} {
		t.Run(name, func(t *testing.T) {
			w := testdesk.New(t)
			w.Found()
			a := w.Join("son-la", "an", emulation.RoleLeader)
			b := w.Join("cao-bang", "binh", emulation.RoleStaff)
			s := serve(t, w)
			turn = 0
			address := middle(t, s.address, func(out http.ResponseWriter, r message, ask func(message) message) {
				turn++
				tc.does(t, out, r, ask)
			})
			h, err := client.NewHTTP(address, client.HTTPOptions{})
			if err != nil {
				t.Fatal(err)
			}
			defer h.Close()
			a.Transport = h
			for n := range changes {
				a.Comment(noise(t, fmt.Sprint("a", n)))
			}
			s.connect(b)
			for n := range changes {
				b.Comment(noise(t, fmt.Sprint("b", n)))
			}
			b.Sync()
			waits, rounds := 2*changes, 0
			for ; waits > 0 && rounds < 60; rounds++ {
				r, err := a.Client.Once(context.Background())
				if waits = r.Waiting; err != nil {
					waits++ // it is done when a whole sync went well
					if key := emulation.KeyOf(err); tc.fine || !strings.Contains(" "+strings.Join(tc.says, " ")+" ", " "+key+" ") {
						t.Fatalf("it says %q: %v", key, err)
					}
				}
			}
			if waits > 0 {
				t.Fatalf("%d changes still wait after %d syncs", waits, rounds)
			}
			if tc.fine == (rounds > 1) {
				t.Errorf("it took %d syncs", rounds)
			}
			b.Sync()
			head, err := w.Store.Log(w.Cluster)
			if err != nil {
				t.Fatal(err)
			}
			if int(head.Size) != 2*changes+1 {
				t.Errorf("%d leaves for %d changes and the season", head.Size, 2*changes)
			}
			if a.StateHash(w.Cluster) != b.StateHash(w.Cluster) {
				t.Error("the states differ")
			}
		})
	}
}
