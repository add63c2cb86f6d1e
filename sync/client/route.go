package client

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"net/http"
	"net/url"
	"strings"

	"thidua/emulation"
	"thidua/sync/identity"
)

// Route is how a server is reached where the system's own way does not do. The zero value is that way.
type Route struct {
	CA       []byte `cbor:"1,keyasint,omitempty"` // certificates in PEM, trusted beside the system's
	Pin      string `cbor:"2,keyasint,omitempty"` // identity.PinOf the server's certificate: then that key is trusted, and no other
	Proxy    string `cbor:"3,keyasint,omitempty"` // "http://host:port", https or socks5; "": what HTTPS_PROXY, HTTP_PROXY and NO_PROXY say
	User     string `cbor:"4,keyasint,omitempty"` // at the proxy, also at one of the environment
	Password string `cbor:"5,keyasint,omitempty"`
	Hybrid   bool   `cbor:"6,keyasint,omitempty"` // X25519 together with ML-KEM-768, 2.3 kB more for a new connection
}

// Direct as a Route's Proxy goes past the proxy of the environment.
const Direct = "direct"

// tls is what is trusted on a route.
func (r Route) tls() (*tls.Config, error) {
	// A share for ML-KEM would be 1.2 kB each way of every new connection: ADR 022 says what is given up.
	c := &tls.Config{MinVersion: tls.VersionTLS12, CurvePreferences: []tls.CurveID{tls.X25519, tls.CurveP256, tls.CurveP384}, ClientSessionCache: tls.NewLRUClientSessionCache(4)}
	if r.Hybrid {
		c.CurvePreferences = nil // Go's own, which begin with a hybrid
	}
	if len(r.CA) > 0 {
		pool, err := x509.SystemCertPool()
		if err != nil {
			pool = x509.NewCertPool() // a system without any: the one given is enough
		}
		if !pool.AppendCertsFromPEM(r.CA) {
			return nil, emulation.Errorf(emulation.Invalid, "sync.ca-form")
		}
		c.RootCAs = pool
	}
	if r.Pin == "" {
		return c, nil
	}
	pin, err := identity.ParsePin(r.Pin)
	if err != nil {
		return nil, err
	}
	c.InsecureSkipVerify = true // the key is what is verified, also when a session is resumed
	c.VerifyConnection = func(s tls.ConnectionState) error {
		if shown := identity.PinOf(s.PeerCertificates[0]); shown != pin {
			return emulation.Errorf(emulation.Forbidden, "sync.pin", "pin", shown)
		}
		return nil
	}
	return c, nil
}

// proxy says through which proxy a request goes; nil: through none.
func (r Route) proxy() (func(*http.Request) (*url.URL, error), error) {
	proxy := http.ProxyFromEnvironment
	switch r.Proxy {
	case "":
	case Direct:
		return nil, nil
	default:
		text := r.Proxy
		if !strings.Contains(text, "://") {
			text = "http://" + text
		}
		u, err := url.Parse(text)
		if err != nil || u.Host == "" || u.Path != "" && u.Path != "/" || u.Scheme != "http" && u.Scheme != "https" && u.Scheme != "socks5" {
			return nil, emulation.Errorf(emulation.Invalid, "sync.proxy-address", "proxy", withoutUser(text)).Because(err)
		}
		proxy = http.ProxyURL(u)
	}
	if r.User == "" {
		return proxy, nil
	}
	return func(q *http.Request) (*url.URL, error) {
		u, err := proxy(q)
		if u != nil {
			known := *u
			known.User = url.UserPassword(r.User, r.Password)
			u = &known
		}
		return u, err
	}, nil
}

// withoutUser is an address without what nobody else is to read.
func withoutUser(text string) string {
	if head, rest, ok := strings.Cut(text, "://"); ok {
		return head + "://" + rest[strings.LastIndexByte(rest, '@')+1:]
	}
	return text
}

// between is the proxy on the way to the server; nil if there is none.
func (h *HTTP) between() *url.URL {
	if h.proxy == nil {
		return nil
	}
	u, _ := h.proxy(&http.Request{URL: h.url})
	return u
}

// connected looks at what a proxy answered when it was asked for a connection.
func connected(_ context.Context, proxy *url.URL, _ *http.Request, r *http.Response) error {
	if r.StatusCode == http.StatusOK {
		return nil
	}
	if r.StatusCode == http.StatusProxyAuthRequired {
		return wantsLogin(proxy, r)
	}
	return delayed(emulation.Errorf(emulation.Unavailable, "sync.proxy-status", "proxy", proxy.Host, "status", r.StatusCode), r)
}
