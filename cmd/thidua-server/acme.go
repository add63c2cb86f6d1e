package main

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"

	"golang.org/x/crypto/acme"
	"golang.org/x/crypto/acme/autocert"

	"thidua/emulation"
)

// ACME are how a server gets its certificate from an authority by itself (RFC 8555), and renews it: the authority connects to its port 443 and sees that it is
// the one that has the name (RFC 8737).
type ACME struct {
	Names     []string `help:"server.help.acme-names" placeholder:"NAME"`
	Email     string   `help:"server.help.acme-email" placeholder:"ADDR"`
	Directory string   `help:"server.help.acme-directory" placeholder:"URL"`
	CA        string   `help:"server.help.acme-ca" type:"path" placeholder:"FILE"`
}

// acmeName is the folder of what came from the authority, in the server's.
const acmeName = "acme"

// fetchAgain is how long a server waits before it asks an authority again that gave nothing.
const fetchAgain = 10 * time.Minute

func (a *ACME) on() bool { return len(a.Names) > 0 }

func (a *ACME) check(certFile string) error {
	if !a.on() {
		if a.Email != "" || a.Directory != "" || a.CA != "" {
			return emulation.Errorf(emulation.Invalid, "server.acme-names")
		}
		return nil
	}
	if certFile != "" {
		return emulation.Errorf(emulation.Invalid, "server.acme-or-files")
	}
	for _, name := range a.Names {
		if host, port, err := hostPort(name); err != nil || host != name || port != usualPort || !strings.Contains(strings.Trim(name, "."), ".") || strings.Trim(name, "0123456789.:") == "" {
			return emulation.Errorf(emulation.Invalid, "server.acme-name", "name", name)
		}
	}
	_, err := a.roots()
	return err
}

// roots are who is believed to be the authority; nil: whom the system believes.
func (a *ACME) roots() (*x509.CertPool, error) {
	if a.CA == "" {
		return nil, nil
	}
	raw, err := os.ReadFile(a.CA)
	if err != nil {
		return nil, fileError(a.CA, err)
	}
	pool := x509.NewCertPool()
	if !pool.AppendCertsFromPEM(raw) {
		return nil, emulation.Errorf(emulation.Invalid, "server.acme-ca", "file", a.CA)
	}
	return pool, nil
}

// shown is how the server shows who it is; the certificate is fetched when it is first asked for.
func (a *ACME) shown(dir string) (*tls.Config, error) {
	roots, err := a.roots()
	if err != nil {
		return nil, err
	}
	line := http.DefaultTransport.(*http.Transport).Clone()
	line.TLSClientConfig = &tls.Config{RootCAs: roots}
	m := &autocert.Manager{Prompt: autocert.AcceptTOS, Cache: autocert.DirCache(filepath.Join(dir, acmeName)), HostPolicy: autocert.HostWhitelist(a.Names...), Email: a.Email,
		Client: &acme.Client{DirectoryURL: a.Directory, HTTPClient: &http.Client{Transport: line, Timeout: time.Minute}}}
	return &tls.Config{NextProtos: []string{"http/1.1", acme.ALPNProto}, GetCertificate: func(hello *tls.ClientHelloInfo) (*tls.Certificate, error) {
		if hello.ServerName == "" { // asked for by its address
			hello.ServerName = a.Names[0]
		}
		return m.GetCertificate(hello)
	}}, nil
}

// hello is what a desk says first, as far as it matters to which certificate it is shown.
func (a *ACME) hello() *tls.ClientHelloInfo {
	hello := &tls.ClientHelloInfo{CipherSuites: []uint16{tls.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256}}
	if a.on() {
		hello.ServerName = a.Names[0]
	}
	return hello
}

// fetch asks for the certificates before the first desk does, and says in the log what came of it.
func (a *ACME) fetch(ctx context.Context, shown *tls.Config, log *slog.Logger) {
	for _, name := range a.Names {
		for {
			hello := a.hello()
			hello.ServerName = name
			pair, err := shown.GetCertificate(hello)
			if err == nil {
				log.Info("the certificate is here", "name", name, "until", pair.Leaf.NotAfter)
				break
			}
			log.Error("the authority gives no certificate; it is asked again in ten minutes", "name", name, "error", err)
			select {
			case <-ctx.Done():
				return
			case <-time.After(fetchAgain):
			}
		}
	}
}

// args are the flags as they are typed.
func (a *ACME) args() (args []string) {
	if a.on() {
		args = append(args, "--acme-names", strings.Join(a.Names, ","))
	}
	for _, f := range [][2]string{{"--acme-email", a.Email}, {"--acme-directory", a.Directory}, {"--acme-ca", a.CA}} {
		if f[1] != "" {
			args = append(args, f[0], f[1])
		}
	}
	return args
}
