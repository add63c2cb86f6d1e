package server_test

import (
	"bytes"
	"crypto/x509"
	"encoding/pem"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"thidua/server"
)

// TestRenewedFilesAreReadWhenTheyCanBe: files that could not be read when they had changed are read once they can be, also where nothing tells them from what they were;
// until then that is said once.
func TestRenewedFilesAreReadWhenTheyCanBe(t *testing.T) {
	dir := t.TempDir()
	cert, key := filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
	put := func(file string, raw []byte, at time.Time) {
		t.Helper()
		if err := os.WriteFile(file, raw, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(file, at, at); err != nil {
			t.Fatal(err)
		}
	}
	pair := func(name string) (der, certPEM, keyPEM []byte) {
		t.Helper()
		made := selfSigned(t, name)
		secret, err := x509.MarshalPKCS8PrivateKey(made.PrivateKey)
		if err != nil {
			t.Fatal(err)
		}
		return made.Certificate[0], pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: made.Certificate[0]}), pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: secret})
	}
	first, certPEM, keyPEM := pair("first")
	before := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	put(cert, certPEM, before)
	put(key, keyPEM, before)
	var log bytes.Buffer
	config, err := server.Files(cert, key, slog.New(slog.NewTextHandler(&log, nil)))
	if err != nil {
		t.Fatal(err)
	}
	shown := func() []byte {
		t.Helper()
		pair, err := config.GetCertificate(nil)
		if err != nil {
			t.Fatal(err)
		}
		return pair.Certificate[0]
	}
	second, certPEM, keyPEM := pair("second")
	after := before.Add(time.Hour)
	put(key, keyPEM, after)
	put(cert, bytes.Repeat([]byte{'\n'}, len(certPEM)), after) // its room on the disk, nothing in it yet
	for range 3 {
		if !bytes.Equal(shown(), first) {
			t.Fatal("what cannot be read was shown")
		}
	}
	if n := strings.Count(log.String(), "cannot be read"); n != 1 {
		t.Errorf("said %d times:\n%s", n, &log)
	}
	put(cert, certPEM, after)
	if !bytes.Equal(shown(), second) {
		t.Error("the renewed one is not shown")
	}
}
