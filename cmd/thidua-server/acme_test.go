package main

import (
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/letsencrypt/pebble/v2/ca"
	"github.com/letsencrypt/pebble/v2/db"
	"github.com/letsencrypt/pebble/v2/va"
	"github.com/letsencrypt/pebble/v2/wfe"
	"github.com/miekg/dns"
)

// authority is Let's Encrypt's own one for tests: it looks up names and connects to the server as the real one does.
type authority struct {
	*httptest.Server
	root   string // file of whoever signs its HTTPS
	issuer *ca.CAImpl
}

// newAuthority listens at once; it answers when begin has told it where the server is.
func newAuthority(t *testing.T) (a *authority, begin func(server string)) {
	t.Helper()
	t.Setenv("PEBBLE_VA_NOSLEEP", "1")
	t.Setenv("PEBBLE_WFE_NONCEREJECT", "0")
	begun := make(chan http.Handler, 1)
	a = &authority{}
	a.Server = httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		handler := <-begun
		begun <- handler
		handler.ServeHTTP(w, r)
	}))
	t.Cleanup(a.Close)
	a.root = filepath.Join(t.TempDir(), "root.pem")
	if err := os.WriteFile(a.root, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: a.Certificate().Raw}), 0o600); err != nil {
		t.Fatal(err)
	}
	return a, func(server string) {
		_, port, err := net.SplitHostPort(server)
		if err != nil {
			t.Fatal(err)
		}
		n, err := strconv.Atoi(port)
		if err != nil {
			t.Fatal(err)
		}
		said, store := log.New(io.Discard, "", 0), db.NewMemoryStore()
		a.issuer = ca.New(said, store, "", "ecdsa", 0, 1, map[string]ca.Profile{"default": {}})
		front := wfe.New(said, store, va.New(said, n, n, true, resolver(t), store), a.issuer, []string{"example.vn"}, true, false, 0, 0)
		begun <- front.Handler()
	}
}

// resolver answers that every name is this machine's.
func resolver(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &dns.Server{Listener: l, Handler: dns.HandlerFunc(func(w dns.ResponseWriter, q *dns.Msg) {
		m := new(dns.Msg).SetReply(q)
		if q.Question[0].Qtype == dns.TypeA {
			m.Answer = []dns.RR{&dns.A{Hdr: dns.RR_Header{Name: q.Question[0].Name, Rrtype: dns.TypeA, Class: dns.ClassINET}, A: net.IPv4(127, 0, 0, 1)}}
		}
		_ = w.WriteMsg(m)
	})}
	go func() { _ = s.ActivateAndServe() }()
	t.Cleanup(func() { _ = s.Shutdown() })
	return l.Addr().String()
}

// TestCertificateByAuthority: a server gets its certificate by itself, whoever believes the authority believes it, and another start asks the authority for nothing.
func TestCertificateByAuthority(t *testing.T) {
	dir, _ := initialised(t)
	a, begin := newAuthority(t)
	flags := []string{"--dir", dir, "--acme-names", "thidua.example.vn", "--acme-directory", a.URL + wfe.DirectoryPath, "--acme-ca", a.root}
	s := serveChild(t, flags...)
	begin(s.address)
	believed := x509.NewCertPool()
	believed.AppendCertsFromPEM(a.issuer.GetRootCert(0).PEM())
	shown := func(address, name string) (*x509.Certificate, error) {
		c, err := tls.Dial("tcp", address, &tls.Config{ServerName: name, RootCAs: believed, InsecureSkipVerify: name == ""})
		if err != nil {
			return nil, err
		}
		defer c.Close()
		return c.ConnectionState().PeerCertificates[0], nil
	}
	first, err := shown(s.address, "thidua.example.vn")
	if err != nil {
		t.Fatal(err)
	}
	if same, err := shown(s.address, ""); err != nil || !same.Equal(first) {
		t.Error("asked for by its address:", err)
	}
	if _, err := shown(s.address, "other.example.vn"); err == nil {
		t.Error("a name that is not the server's got a certificate")
	}
	_ = s.cmd.Process.Kill()
	_ = s.cmd.Wait()
	a.Close()
	again := serveChild(t, flags...)
	if kept, err := shown(again.address, "thidua.example.vn"); err != nil || !kept.Equal(first) {
		t.Error("what was there was asked for again:", err)
	}
}
