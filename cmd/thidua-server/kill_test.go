package main

import (
	"context"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"regexp"
	"syscall"
	"testing"
	"time"

	"thidua/emulation"
	"thidua/internal/testdesk"
	"thidua/sync/changeset"
	"thidua/sync/client"
)

// record has the office record n more units, one change each.
func record(d *testdesk.Desk, office emulation.ID, from, n int) {
	for i := range n {
		code := fmt.Sprint("unit-", from+i)
		d.Write(d.Control, "unit", changeset.Op("unit", changeset.NewKey(office, code), "info", emulation.UnitInfo{Name: code}))
	}
}

func TestKilledInTheMiddleOfAPush(t *testing.T) {
	dir, f := initialised(t)
	d := officeDesk(t, f)
	server := serveChild(t, "--dir", dir)
	gate := testdesk.NewGate(t, server.address)
	h, err := client.NewHTTP(gate.Address(), client.HTTPOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer h.Close()
	d.Transport = h
	d.Sync()
	written := 0
	for round := range 6 {
		record(d, f.Scope, written, 400)
		written += 400
		running := server
		killed := make(chan struct{})
		gate.OnCut(func() {
			close(killed)
			_ = running.cmd.Process.Signal(syscall.SIGKILL) // while what it received is on its way into the log
		})
		gate.Set(4_000*(round+1), -1)
		_, err := d.Client.Once(context.Background())
		select {
		case <-killed:
		default:
			t.Fatalf("round %d: the line was not cut: %v", round, err)
		}
		_ = server.cmd.Wait()
		if err == nil {
			t.Fatalf("round %d: the sync went through", round)
		}
		if emulation.CodeOf(err) != emulation.Unavailable {
			t.Fatalf("round %d: %v", round, err)
		}
		gate.OnCut(nil)
		gate.Set(-1, -1)
		server = serveChild(t, "--dir", dir)
		gate.Target(server.address)
		if round%2 == 0 {
			continue // further changes on top of what is not yet answered
		}
		// A leaf that was acknowledged and lost would be an alarm here: the desk holds it, and another one comes in its place.
		if r := d.Sync(); r.Waiting != 0 {
			t.Fatalf("round %d: %d changes wait", round, r.Waiting)
		}
	}
	head, err := d.DB.Log(d.Control)
	if err != nil {
		t.Fatal(err)
	}
	if int(head.Size) != written+2 {
		t.Errorf("%d leaves for %d changes and the two first", head.Size, written)
	}
	if d.Applied != int(head.Size) {
		t.Errorf("%d leaves applied, the log has %d", d.Applied, head.Size)
	}
	if err := server.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := server.cmd.Wait(); err != nil {
		t.Errorf("asked to stop: %v", err)
	}
}

func TestServeOverTLS(t *testing.T) {
	dir, f := initialised(t)
	cert, key := certificate(t)
	server := serveChild(t, "--dir", dir, "--tls-cert", cert, "--tls-key", key)
	d := officeDesk(t, f)
	ca, err := os.ReadFile(cert)
	if err != nil {
		t.Fatal(err)
	}
	h, err := client.NewHTTP("https://"+server.address, client.HTTPOptions{Route: client.Route{CA: ca}})
	if err != nil {
		t.Fatal(err)
	}
	defer h.Close()
	d.Transport = h
	record(d, f.Scope, 0, 3)
	if r := d.Sync(); r.Waiting != 0 || r.Verdicts[changeset.Accepted]+r.Received == 0 {
		t.Fatalf("%+v", r)
	}
	r := d.Sync()
	if r.RoundTrips != 1 {
		t.Fatalf("%+v", r)
	}
	h.Close()
	pinned, err := client.NewHTTP("https://"+server.address, client.HTTPOptions{Route: client.Route{Pin: regexp.MustCompile(`sha256/\S+`).FindString(server.told)}})
	if err != nil {
		t.Fatal(err)
	}
	defer pinned.Close()
	d.Transport = pinned
	d.Sync() // with the pin the server tells its operator
	t.Logf("nothing new over a warm TLS line: %d bytes up, %d down", r.BytesUp, r.BytesDown)
}

// certificate writes a TLS certificate for loopback.
func certificate(t *testing.T) (certFile, keyFile string) {
	t.Helper()
	return certificateUntil(t, "tls", time.Now().Add(time.Hour))
}

// certificateUntil writes one of another key, or another end.
func certificateUntil(t *testing.T, name string, until time.Time) (certFile, keyFile string) {
	t.Helper()
	key := testdesk.Key(name)
	template := &x509.Certificate{SerialNumber: big.NewInt(1), NotBefore: until.Add(-365 * 24 * time.Hour), NotAfter: until,
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true}
	der, err := x509.CreateCertificate(testdesk.Random(name), template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	certFile, keyFile = filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
	for file, block := range map[string]*pem.Block{certFile: {Type: "CERTIFICATE", Bytes: der}, keyFile: {Type: "PRIVATE KEY", Bytes: secret}} {
		if err := os.WriteFile(file, pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return certFile, keyFile
}
