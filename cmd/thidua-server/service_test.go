package main

import (
	"slices"
	"strings"
	"testing"
)

// TestServiceSID: the account's name is the one Windows gives it. That of TrustedInstaller stands on every Windows.
func TestServiceSID(t *testing.T) {
	if got := serviceSID("TrustedInstaller"); got != "S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464" {
		t.Error(got)
	}
}

// TestServiceFlags: what a service is installed with is what it is started with, as its command line reads it.
func TestServiceFlags(t *testing.T) {
	for _, typed := range [][]string{
		{"--dir", "/may chu", "--listen", "127.0.0.1:8470"},
		{"--dir", "/s", "--listen", ":443", "--tls-cert", "/s/cert.pem", "--tls-key", "/s/key.pem", "--plain-http", "--trust-proxy", "10.0.0.0/8,127.0.0.1"},
	} {
		m := &Main{Getenv: func(string) string { return "" }}
		if err := m.ParseFlags(append([]string{"service", "run"}, typed...)); err != nil {
			t.Fatal(err)
		}
		flags := m.verb.(*ServiceRunCmd).ServeFlags
		if got := flags.args(); !slices.Equal(got, typed) {
			t.Errorf("%q became %q", typed, got)
		}
	}
}

// TestServiceElsewhere: what only Windows has is told, before which nothing is done; flags that the server would refuse are refused at once.
func TestServiceElsewhere(t *testing.T) {
	dir, _ := initialised(t)
	for _, verb := range []string{"start", "stop", "remove"} {
		if code, _, errs := do(t, "service", verb); code != exitRefused || !strings.Contains(errs, "systemd") {
			t.Errorf("%s: %d %s", verb, code, errs)
		}
	}
	for want, args := range map[string][]string{"systemd": {"--dir", dir}, "TLS": {"--dir", dir, "--listen", ":8470"}, "init": {"--dir", t.TempDir()}} {
		if code, _, errs := do(t, append([]string{"service", "install"}, args...)...); code != exitRefused || !strings.Contains(errs, want) {
			t.Errorf("%q: %d %s", args, code, errs)
		}
	}
}
