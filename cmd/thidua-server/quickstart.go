package main

import (
	"bufio"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"thidua/emulation"
	"thidua/internal/phrase"
)

// QuickstartCmd makes a system for whoever never made one: three questions, or their flags, and what to do next, line by line. It is init, with a
// certificate of its own, which desks know by its pin.
type QuickstartCmd struct {
	Dir            string `help:"server.help.quickstart.dir" type:"path" placeholder:"DIR"`
	Name           string `help:"server.help.name" placeholder:"TEXT"`
	Address        string `help:"server.help.quickstart.address" placeholder:"HOST:PORT"`
	Office         string `help:"server.help.office" type:"path" placeholder:"FILE"`
	PassphraseFile string `help:"server.help.passphrase-file" type:"path" placeholder:"FILE"`
	WorkFactor     int    `hidden:"" default:"18"`
}

// usualPort is the server's where nobody says another.
const usualPort = "8470"

// Run asks, makes, and says what to do next.
func (c *QuickstartCmd) Run(ctx context.Context, m *Main) error {
	if c.Dir == "" {
		c.Dir = usualDir(m.Getenv)
	}
	if err := c.ask(m); err != nil {
		return err
	}
	host, port, err := hostPort(c.Address)
	if err != nil {
		return err
	}
	made := &InitCmd{Dir: c.Dir, Office: c.Office, PassphraseFile: c.PassphraseFile, Name: c.Name, WorkFactor: c.WorkFactor}
	if err := made.Run(ctx, m); err != nil {
		return err
	}
	serve := &ServeFlags{Dir: c.Dir, Listen: ":" + port, TLSCert: filepath.Join(c.Dir, "cert.pem"), TLSKey: filepath.Join(c.Dir, "key.pem")}
	if err := ownCertificate(serve.TLSCert, serve.TLSKey, host, m.Now(), m.Rand); err != nil {
		return err
	}
	pin, err := serve.pin()
	if err != nil {
		return err
	}
	c.next(m, serve, net.JoinHostPort(host, port), pin)
	return nil
}

// ask asks for what no flag says.
func (c *QuickstartCmd) ask(m *Main) error {
	lines := bufio.NewScanner(m.Stdin)
	for _, q := range []struct {
		flag, question string
		to             *string
	}{{"--name", "server.quickstart.name", &c.Name}, {"--address", "server.quickstart.address", &c.Address}, {"--office", "server.quickstart.office", &c.Office}} {
		for *q.to == "" {
			fmt.Fprint(m.Stdout, phrase.Text(m.lang, q.question), " ")
			if !lines.Scan() {
				fmt.Fprintln(m.Stdout)
				return emulation.Errorf(emulation.Invalid, "server.quickstart.unanswered", "flag", q.flag).Because(lines.Err())
			}
			*q.to = strings.TrimSpace(lines.Text())
		}
	}
	path, err := filepath.Abs(c.Office)
	if err != nil {
		return fileError(c.Office, err)
	}
	if st, err := os.Stat(path); err == nil && st.IsDir() { // a stick was named
		path = filepath.Join(path, phrase.Text(m.lang, "server.quickstart.file"))
	}
	c.Office = path
	return nil
}

// hostPort takes an address apart as people write it: with or without a scheme, with or without a port.
func hostPort(address string) (host, port string, err error) {
	wrong := emulation.Errorf(emulation.Invalid, "server.quickstart.address-wrong", "address", address)
	_, rest, found := strings.Cut(address, "://")
	if !found {
		rest = address
	}
	rest = strings.TrimSuffix(rest, "/")
	if host, port, err = net.SplitHostPort(rest); err != nil {
		host, port = strings.Trim(rest, "[]"), usualPort
	}
	if n, err := net.LookupPort("tcp", port); err != nil || n == 0 {
		return "", "", wrong
	}
	if net.ParseIP(host) == nil && (host == "" || strings.Trim(strings.ToLower(host), "abcdefghijklmnopqrstuvwxyz0123456789.-") != "") {
		return "", "", wrong
	}
	return host, port, nil
}

// usualDir is where a server's folder is on this system.
func usualDir(env func(string) string) string {
	if runtime.GOOS == "windows" {
		return filepath.Join(env("ProgramData"), program)
	}
	return packagedDir
}

// packagedDir is the folder of the service that the package for Debian brings.
const packagedDir = "/var/lib/" + program

// ownYears is how long a certificate of the server's own is valid: desks hold it by its key, and whoever takes its place keeps that.
const ownYears = 10

// ownCertificate writes a certificate that a server signs for itself.
func ownCertificate(certFile, keyFile, host string, now time.Time, random io.Reader) error {
	key, err := ecdsa.GenerateKey(elliptic.P256(), random)
	if err != nil {
		return err
	}
	serial := make([]byte, 16)
	if _, err := io.ReadFull(random, serial); err != nil {
		return err
	}
	t := &x509.Certificate{SerialNumber: new(big.Int).SetBytes(serial), Subject: pkix.Name{CommonName: host}, NotBefore: now.Add(-24 * time.Hour), NotAfter: now.AddDate(ownYears, 0, 0),
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}}
	if ip := net.ParseIP(host); ip != nil {
		t.IPAddresses = []net.IP{ip}
	} else {
		t.DNSNames = []string{host}
	}
	der, err := x509.CreateCertificate(random, t, t, key.Public(), key)
	if err != nil {
		return err
	}
	secret, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return err
	}
	for file, block := range map[string]*pem.Block{certFile: {Type: "CERTIFICATE", Bytes: der}, keyFile: {Type: "PRIVATE KEY", Bytes: secret}} {
		if werr := writeNew(file, func(w io.Writer) error { return pem.Encode(w, block) }); werr != nil {
			err = errors.Join(err, werr)
		}
	}
	return err
}

// next says what to do, as this system does it.
func (c *QuickstartCmd) next(m *Main, serve *ServeFlags, address, pin string) {
	var quoted []string
	for _, arg := range serve.args() {
		if strings.ContainsAny(arg, " \t") {
			arg = `"` + arg + `"`
		}
		quoted = append(quoted, arg)
	}
	flags := strings.Join(quoted, " ")
	how := "server.quickstart.run"
	switch {
	case runtime.GOOS == "windows":
		how = "server.quickstart.run-windows"
	case c.Dir == packagedDir:
		how, flags = "server.quickstart.run-systemd", strings.Join(quoted[2:], " ") // the unit says the folder
	}
	_, port, _ := net.SplitHostPort(address)
	m.tell(how, "flags", flags, "port", port)
	m.tell("server.quickstart.desks", "address", "https://"+address, "file", c.Office, "pin", pin)
}
