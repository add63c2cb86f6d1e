package server_test

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"log"
	"math/big"
	"net"
	"net/http"
	"testing"
	"time"

	"thidua/internal/testdesk"
	"thidua/server"
	"thidua/sync/client"
	"thidua/sync/identity"
)

// served is a world whose hub is reached over real HTTP on loopback.
type served struct {
	*testdesk.World
	address string
}

// serve starts a server for the world's hub; quick rates, as a test asks faster than people.
func serve(t *testing.T, w *testdesk.World) *served {
	t.Helper()
	return serveWith(t, w, server.Options{Clock: time.Now, SyncRate: 1e6, ChunkRate: 1e6, InviteRate: 1e6, KeyRate: 1e6})
}

func serveWith(t *testing.T, w *testdesk.World, o server.Options) *served {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	return serveOn(t, w, o, l)
}

func serveOn(t *testing.T, w *testdesk.World, o server.Options, l net.Listener) *served {
	t.Helper()
	s := server.New(w.Hub, o)
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- s.Serve(ctx, l, nil) }()
	t.Cleanup(func() {
		stop()
		if err := <-done; err != nil && !errors.Is(err, http.ErrServerClosed) {
			t.Error(err)
		}
	})
	return &served{World: w, address: "http://" + l.Addr().String()}
}

// connect lets a desk reach the server over HTTP.
func (s *served) connect(d *testdesk.Desk) *client.HTTP {
	s.T.Helper()
	h, err := client.NewHTTP(s.address, client.HTTPOptions{})
	if err != nil {
		s.T.Fatal(err)
	}
	s.T.Cleanup(h.Close)
	d.Transport = h
	return h
}

// selfSigned is a TLS certificate for loopback that only who is told so trusts.
func selfSigned(t *testing.T, name string) tls.Certificate {
	t.Helper()
	key := testdesk.Key(name)
	template := &x509.Certificate{SerialNumber: big.NewInt(1), NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true}
	der, err := x509.CreateCertificate(testdesk.Random(name), template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}
}

func discard() *log.Logger { return log.New(io.Discard, "", 0) }

// invitationName is under what an invitation of the world is looked up.
func invitationName(t *testing.T, name string) string {
	t.Helper()
	seed, err := identity.NewSeed(testdesk.Random("seed " + name))
	if err != nil {
		t.Fatal(err)
	}
	return seed.LookupName().String()
}
