package client_test

import (
	"bufio"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"encoding/pem"
	"io"
	"log"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"thidua/emulation"
	"thidua/sync/client"
	"thidua/sync/identity"
)

// serverName is a server that only a proxy can find.
const serverName = "thidua.example.vn"

// issued is a certificate for a name, by an authority of its own.
func issued(t *testing.T, change func(*x509.Certificate)) (cert tls.Certificate, ca []byte) {
	t.Helper()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	root, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	must(err)
	issuer := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "Sở Giáo dục"}, NotBefore: time.Now().Add(-time.Hour),
		NotAfter: time.Now().Add(time.Hour), IsCA: true, BasicConstraintsValid: true}
	rootDER, err := x509.CreateCertificate(rand.Reader, issuer, issuer, root.Public(), root)
	must(err)
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	must(err)
	leaf := &x509.Certificate{SerialNumber: big.NewInt(2), Subject: pkix.Name{CommonName: serverName}, NotBefore: time.Now().Add(-time.Hour),
		NotAfter: time.Now().Add(time.Hour), DNSNames: []string{serverName}, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}}
	if change != nil {
		change(leaf)
	}
	der, err := x509.CreateCertificate(rand.Reader, leaf, issuer, key.Public(), root)
	must(err)
	cert = tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}
	cert.Leaf, err = x509.ParseCertificate(der)
	must(err)
	return cert, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: rootDER})
}

// answered is what the servers of these tests answer: nothing that is words.
const answered = "\x28\xb5\x2f\xfd answer"

// overTLS is a server with a certificate.
func overTLS(t *testing.T, c *tls.Config) string {
	t.Helper()
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, answered) }))
	s.TLS, s.Config.ErrorLog = c, discard()
	s.StartTLS()
	t.Cleanup(s.Close)
	return s.URL
}

// tried asks once and gives the error, or asserts the answer.
func tried(t *testing.T, h *client.HTTP) error {
	t.Helper()
	body, err := h.Sync(t.Context(), []byte("x"))
	if err != nil {
		return err
	}
	defer body.Close()
	if got, err := io.ReadAll(body); err != nil || string(got) != answered {
		t.Fatalf("%q, %v", got, err)
	}
	return nil
}

// Whom a desk trusts: the system's authorities, one that was given, or one key and nobody else.
func TestWhoIsTrusted(t *testing.T) {
	cert, ca := issued(t, nil)
	other, otherCA := issued(t, nil)
	good := overTLS(t, &tls.Config{Certificates: []tls.Certificate{cert}})
	expired, expiredCA := issued(t, func(c *x509.Certificate) { c.NotAfter = time.Now().Add(-time.Minute) })
	named, namedCA := issued(t, func(c *x509.Certificate) { c.DNSNames, c.IPAddresses = []string{"portal.example"}, nil })
	pin := identity.PinOf(cert.Leaf)
	for name, tc := range map[string]struct {
		address string
		route   client.Route
		key     string
	}{
		"nobody told it":                {good, client.Route{}, "sync.certificate"},
		"the authority was given":       {good, client.Route{CA: ca}, ""},
		"another authority":             {good, client.Route{CA: otherCA}, "sync.certificate"},
		"the key is pinned":             {good, client.Route{Pin: pin}, ""},
		"pinned as other programs do":   {good, client.Route{Pin: " sha256//" + strings.TrimRight(strings.TrimPrefix(pin, "sha256/"), "=")}, ""},
		"another key is pinned":         {good, client.Route{Pin: identity.PinOf(other.Leaf)}, "sync.pin"},
		"another, and the authority":    {good, client.Route{Pin: identity.PinOf(other.Leaf), CA: ca}, "sync.pin"},
		"ended":                         {overTLS(t, &tls.Config{Certificates: []tls.Certificate{expired}}), client.Route{CA: expiredCA}, "sync.certificate-time"},
		"ended, but pinned":             {overTLS(t, &tls.Config{Certificates: []tls.Certificate{expired}}), client.Route{Pin: identity.PinOf(expired.Leaf)}, ""},
		"for another name, as a portal": {overTLS(t, &tls.Config{Certificates: []tls.Certificate{named}}), client.Route{CA: namedCA}, "sync.certificate-name"},
		"old TLS": {overTLS(t, &tls.Config{Certificates: []tls.Certificate{cert}, MinVersion: tls.VersionTLS10, MaxVersion: tls.VersionTLS11}),
			client.Route{CA: ca}, "sync.old-tls"},
		"https to a server without TLS": {strings.Replace(answers(t, 200, nil, answered), "http:", "https:", 1), client.Route{}, "sync.no-tls"},
	} {
		t.Run(name, func(t *testing.T) {
			err := tried(t, reach(t, tc.address, tc.route))
			if tc.key == "" && err != nil {
				t.Fatal(err)
			}
			if tc.key != "" {
				says(t, err, tc.key)
			}
		})
	}
	// A session that was resumed is held against the pin as well.
	h := reach(t, good, client.Route{Pin: pin})
	for range 2 {
		if err := tried(t, h); err != nil {
			t.Fatal(err)
		}
		h.Close()
	}
}

func TestRoutesThatCannotBe(t *testing.T) {
	for name, tc := range map[string]struct {
		route client.Route
		key   string
	}{
		"no certificate":        {client.Route{CA: []byte("-----BEGIN CERTIFICATE-----\nxx\n-----END CERTIFICATE-----\n")}, "sync.ca-form"},
		"a short pin":           {client.Route{Pin: "sha256/AAAA"}, "sync.pin-form"},
		"words":                 {client.Route{Pin: "the key of the server"}, "sync.pin-form"},
		"no proxy's name":       {client.Route{Proxy: "http://"}, "sync.proxy-address"},
		"a proxy that is a way": {client.Route{Proxy: "http://proxy:3128/x"}, "sync.proxy-address"},
		"an unknown sort":       {client.Route{Proxy: "ftp://proxy:3128"}, "sync.proxy-address"},
		"a script":              {client.Route{Proxy: "http://an:secret@proxy/wpad.dat"}, "sync.proxy-address"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := client.NewHTTP("https://"+serverName, client.HTTPOptions{Route: tc.route})
			says(t, err, tc.key)
			if strings.Contains(err.Error(), "secret") {
				t.Error("it tells the password")
			}
		})
	}
}

// proxy is a forward proxy that wants a login, and reaches one server under any name.
type proxy struct {
	target string
	login  string // "user:password"; "": anybody
	offers []string
	refuse int // the status for every connection that is asked for
	passed atomic.Int32
}

func (p *proxy) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if p.login != "" && r.Header.Get("Proxy-Authorization") != "Basic "+base64.StdEncoding.EncodeToString([]byte(p.login)) {
		for _, o := range p.offers {
			w.Header().Add("Proxy-Authenticate", o)
		}
		w.WriteHeader(http.StatusProxyAuthRequired)
		return
	}
	if p.refuse != 0 {
		w.WriteHeader(p.refuse)
		return
	}
	to, err := net.Dial("tcp", p.target)
	if err != nil {
		w.WriteHeader(http.StatusBadGateway)
		return
	}
	defer to.Close()
	p.passed.Add(1)
	c, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		return
	}
	defer c.Close()
	if r.Method == http.MethodConnect {
		io.WriteString(c, "HTTP/1.1 200 OK\r\n\r\n")
		go func() { io.Copy(to, c); to.Close() }()
		io.Copy(c, to)
		return
	}
	r.Header.Set("Connection", "close")
	if r.Write(to) == nil {
		if a, err := http.ReadResponse(bufio.NewReader(to), r); err == nil {
			_ = a.Write(c)
		}
	}
}

// Through a proxy, by plain HTTP and by TLS, with a login and without one, and what it says when it does not let one through.
func TestProxies(t *testing.T) {
	cert, ca := issued(t, nil)
	plain, secure := answers(t, 200, nil, answered), overTLS(t, &tls.Config{Certificates: []tls.Certificate{cert}})
	gone, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	gone.Close()
	basic := []string{"Negotiate", `Basic realm="Trường"`}
	for name, tc := range map[string]struct {
		proxy *proxy
		route client.Route
		key   string // over http
		tls   string // over https
	}{
		"anybody":                   {&proxy{}, client.Route{}, "", ""},
		"with a login":              {&proxy{login: "an:mật khẩu@/", offers: basic}, client.Route{User: "an", Password: "mật khẩu@/"}, "", ""},
		"without the login":         {&proxy{login: "an:x", offers: basic}, client.Route{}, "sync.proxy-login", "sync.proxy-login"},
		"with a wrong one":          {&proxy{login: "an:x", offers: basic}, client.Route{User: "an", Password: "quên mất"}, "sync.proxy-wrong", "sync.proxy-wrong"},
		"a login nobody here has":   {&proxy{login: "an:x", offers: []string{"NTLM"}}, client.Route{User: "an", Password: "x y"}, "sync.proxy-kind", "sync.proxy-kind"},
		"the server is not allowed": {&proxy{refuse: 403}, client.Route{}, "sync.blocked", "sync.proxy-status"},
		"the server is not found":   {&proxy{refuse: 502}, client.Route{}, "sync.gateway", "sync.proxy-status"},
		"the server is slow":        {&proxy{refuse: 504}, client.Route{}, "sync.gateway", "sync.proxy-status"},
	} {
		t.Run(name, func(t *testing.T) {
			for scheme, want := range map[string]string{"http": tc.key, "https": tc.tls} {
				p := &proxy{login: tc.proxy.login, offers: tc.proxy.offers, refuse: tc.proxy.refuse,
					target: strings.TrimPrefix(map[string]string{"http": plain, "https": secure}[scheme], scheme+"://")}
				s := httptest.NewServer(p)
				defer s.Close()
				route := tc.route
				route.CA, route.Proxy = ca, strings.TrimPrefix(s.URL, "http://")
				err := tried(t, reach(t, scheme+"://"+serverName, route))
				if want != "" {
					says(t, err, want)
				} else if err != nil || p.passed.Load() != 1 {
					t.Errorf("%s: %v, %d connections", scheme, err, p.passed.Load())
				}
				if err != nil && route.Password != "" && strings.Contains(err.Error(), route.Password) {
					t.Errorf("%s: it tells the password: %v", scheme, err)
				}
			}
		})
	}
	for _, scheme := range []string{"http", "socks5"} {
		err := tried(t, reach(t, "https://"+serverName, client.Route{Proxy: scheme + "://" + gone.Addr().String()}))
		says(t, err, "sync.proxy-unreachable")
	}
}

// The proxy of the environment is taken, with the login that was set here, unless a desk is told to go past it. A process reads the environment
// once, so each case is one of its own.
func TestTheProxyOfTheEnvironment(t *testing.T) {
	if address := os.Getenv("THIDUA_TEST_ASK"); address != "" {
		err := tried(t, reach(t, address, client.Route{Proxy: os.Getenv("THIDUA_TEST_PROXY"), User: os.Getenv("THIDUA_TEST_USER"), Password: "x"}))
		os.Stdout.WriteString("\nkey=" + emulation.KeyOf(err) + ";\n")
		return
	}
	there := strings.TrimPrefix(answers(t, 200, nil, answered), "http://")
	past := strings.Replace(there, "127.0.0.1", "0.0.0.0", 1) // an address that is no loopback to whoever reads the environment
	p := &proxy{login: "an:x", offers: []string{"Basic"}, target: there}
	s := httptest.NewServer(p)
	defer s.Close()
	for name, tc := range map[string]struct {
		env     []string
		address string
		key     string
		goes    int32
	}{
		"login in the environment": {[]string{"HTTP_PROXY=" + strings.Replace(s.URL, "http://", "http://an:x@", 1)}, serverName, "", 1},
		"login set here":           {[]string{"http_proxy=" + s.URL, "THIDUA_TEST_USER=an"}, serverName, "", 1},
		"no login":                 {[]string{"HTTP_PROXY=" + s.URL}, serverName, "sync.proxy-login", 0},
		"told to go past it":       {[]string{"HTTP_PROXY=" + s.URL, "THIDUA_TEST_PROXY=direct"}, past, "", 0},
		"past it by its name":      {[]string{"HTTP_PROXY=" + s.URL, "NO_PROXY=0.0.0.0"}, past, "", 0},
	} {
		t.Run(name, func(t *testing.T) {
			p.passed.Store(0)
			cmd := exec.Command(os.Args[0], "-test.run=^TestTheProxyOfTheEnvironment$", "-test.v")
			for _, e := range os.Environ() {
				if name, _, _ := strings.Cut(e, "="); !strings.HasSuffix(strings.ToLower(name), "_proxy") {
					cmd.Env = append(cmd.Env, e)
				}
			}
			cmd.Env = append(cmd.Env, append(tc.env, "THIDUA_TEST_ASK=http://"+tc.address)...)
			out, _ := cmd.CombinedOutput() // it says itself what came of it
			if !strings.Contains(string(out), "\nkey="+tc.key+";\n") || p.passed.Load() != tc.goes {
				t.Errorf("%d connections through the proxy: %s", p.passed.Load(), out)
			}
		})
	}
}

func discard() *log.Logger { return log.New(io.Discard, "", 0) }
