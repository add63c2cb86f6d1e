package server_test

import (
	"bytes"
	"crypto/tls"
	"encoding/base64"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"thidua/emulation"
	"thidua/internal/testdesk"
	"thidua/sync/changeset"
	"thidua/sync/client"
	"thidua/sync/wire"
)

func TestHostileRequests(t *testing.T) {
	w := testdesk.New(t)
	w.Found()
	s := serve(t, w)
	blob := changeset.BlobName{Root: emulation.Hash{1}, Length: 100}
	opening := "Thidua " + base64.RawURLEncoding.EncodeToString(changeset.MustEncode(wire.Opening{Protocol: wire.Version}))
	for name, tc := range map[string]struct {
		method, path string
		body         []byte
		auth         string
		status       int
		key          string
	}{
		"garbage":                      {"POST", "/v1/sync", bytes.Repeat([]byte("garbage "), 1000), "", 413, "wire.too-large"},
		"short garbage":                {"POST", "/v1/sync", []byte{0, 3, 1, 2, 3, 4}, "", 400, "wire.malformed"},
		"empty":                        {"POST", "/v1/sync", nil, "", 503, "wire.cut"},
		"too large":                    {"POST", "/v1/sync", make([]byte, wire.MaxRequest+1), "", 413, "wire.too-large"},
		"unknown path":                 {"GET", "/etc/passwd", nil, "", 404, ""},
		"wrong method":                 {"GET", "/v1/sync", nil, "", 405, ""},
		"invitation no name":           {"GET", "/v1/invitations/xyz", nil, "", 400, "id.malformed"},
		"invitation of an old program": {"GET", "/v1/invitations/" + testdesk.ID("x").String(), nil, "", 400, "wire.malformed"},
		"blob name":                    {"GET", "/v1/blobs/..%2f..%2fetc/0", nil, "Thidua AA", 400, "blob.name"},
		"blob number":                  {"GET", "/v1/blobs/" + blob.String() + "/x", nil, "Thidua AA", 400, "sync.chunk-number"},
		"chunk beyond":                 {"GET", "/v1/blobs/" + blob.String() + "/7", nil, opening, 404, "sync.chunk-missing"},
		"chunk without name":           {"GET", "/v1/blobs/" + blob.String() + "/0", nil, "", 403, "sync.ticket"},
		"chunk bad opening":            {"PUT", "/v1/blobs/" + blob.String() + "/0", []byte("x"), "Thidua AA", 400, "wire.malformed"},
		"chunk too large":              {"PUT", "/v1/blobs/" + blob.String() + "/0", make([]byte, wire.MaxChunk+1), opening, 413, "wire.too-large"},
	} {
		t.Run(name, func(t *testing.T) {
			r, err := http.NewRequest(tc.method, s.address+tc.path, bytes.NewReader(tc.body))
			if err != nil {
				t.Fatal(err)
			}
			r.Header.Set("Authorization", tc.auth)
			response, err := http.DefaultClient.Do(r)
			if err != nil {
				t.Fatal(err)
			}
			defer response.Body.Close()
			if response.StatusCode != tc.status {
				t.Errorf("status %d, expected %d", response.StatusCode, tc.status)
			}
			var f wire.Fault
			if tc.key != "" && (json.NewDecoder(response.Body).Decode(&f) != nil || f.Key != tc.key || f.Sentence == "" || f.Sentence == f.Key) {
				t.Errorf("%+v, expected %s with its sentence", f, tc.key)
			}
		})
	}
	w.Office.Comment("the server still works")
	s.connect(w.Office)
	w.Office.Sync()
}

// recorder takes a response; it has no deadlines to set and says so.
type recorder struct {
	header http.Header
	status int
	bytes.Buffer
}

func (r *recorder) Header() http.Header               { return r.header }
func (r *recorder) WriteHeader(status int)            { r.status = status }
func (r *recorder) SetWriteDeadline(time.Time) error  { return nil }
func (r *recorder) SetReadDeadline(t time.Time) error { return nil }
func (r *recorder) Flush()                            {}

func TestClientGivesUpAStalledLine(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	go func() {
		for {
			c, err := l.Accept() // and never a word
			if err != nil {
				return
			}
			defer c.Close()
		}
	}()
	w := testdesk.New(t)
	h, err := client.NewHTTP("http://"+l.Addr().String(), client.HTTPOptions{Idle: 100 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	defer h.Close()
	w.Office.Transport = h
	if _, err := w.Office.Client.Once(t.Context()); emulation.KeyOf(err) != "sync.stalled" {
		t.Fatal(err)
	}
}

func TestWhatIsNoServer(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	gone := "http://" + l.Addr().String()
	l.Close()
	page := func(status int, body string) string {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		s := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Location", "http://192.0.2.1/")
			w.WriteHeader(status)
			io.WriteString(w, body)
		})}
		go s.Serve(l)
		t.Cleanup(func() { s.Close() })
		return "http://" + l.Addr().String()
	}
	w := testdesk.New(t)
	for name, tc := range map[string]struct{ address, want string }{
		"nobody":          {gone, "sync.unreachable"},
		"a proxy's page":  {page(502, "<html>Bad Gateway"), "sync.gateway"},
		"a hotel's login": {page(200, "<html>Welcome, please log in to our network</html>"), "sync.portal"},
		"a redirect":      {page(302, ""), "sync.portal-at"},
	} {
		t.Run(name, func(t *testing.T) {
			h, err := client.NewHTTP(tc.address, client.HTTPOptions{})
			if err != nil {
				t.Fatal(err)
			}
			defer h.Close()
			w.Office.Transport = h
			if _, err := w.Office.Client.Once(t.Context()); emulation.KeyOf(err) != tc.want {
				t.Fatalf("%v, expected %s", err, tc.want)
			}
		})
	}
	for _, address := range []string{"", "thidua.vn", "ftp://x", "http://", "http://u:p@x", "http://x/?a=b"} {
		if _, err := client.NewHTTP(address, client.HTTPOptions{}); emulation.KeyOf(err) != "sync.address" {
			t.Errorf("%q: %v", address, err)
		}
	}
}

func TestHealth(t *testing.T) {
	w := testdesk.New(t)
	s := serve(t, w)
	for _, path := range []string{"/livez", "/readyz"} {
		r, err := http.Get(s.address + path)
		if err != nil {
			t.Fatal(err)
		}
		r.Body.Close()
		if r.StatusCode != 200 {
			t.Errorf("%s: %d", path, r.StatusCode)
		}
	}
}

func TestCertificateNobodyTrusts(t *testing.T) {
	w := testdesk.New(t)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &http.Server{Handler: http.NotFoundHandler(), TLSConfig: &tls.Config{Certificates: []tls.Certificate{selfSigned(t, "tls")}}, ErrorLog: nil}
	s.ErrorLog = discard()
	go s.ServeTLS(l, "", "")
	defer s.Close()
	h, err := client.NewHTTP(strings.Replace("https://"+l.Addr().String(), "[::]", "127.0.0.1", 1), client.HTTPOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer h.Close()
	w.Office.Transport = h
	if _, err := w.Office.Client.Once(t.Context()); emulation.KeyOf(err) != "sync.certificate" {
		t.Fatal(err)
	}
}
