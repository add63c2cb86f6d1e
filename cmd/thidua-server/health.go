package main

import (
	"context"
	"crypto/tls"
	"net/http"
	"net/netip"
	"net/url"
	"time"

	"thidua/emulation"
	"thidua/sync/wire"
)

// HealthCmd asks a running server whether it takes changes, for whoever watches it: a container, a balancer, a script.
type HealthCmd struct {
	Address string `arg:"" optional:"" default:"http://127.0.0.1:8470" help:"server.help.health.address"`
}

// healthPatience is how long an answer is waited for.
const healthPatience = 10 * time.Second

// Run ends with exit code 0 where changes are taken, else with 1 and the reason.
func (c *HealthCmd) Run(ctx context.Context, m *Main) error {
	at, err := url.Parse(c.Address)
	if err != nil || at.Host == "" || at.Scheme != "http" && at.Scheme != "https" {
		return emulation.Errorf(emulation.Invalid, "server.health.address", "address", c.Address).Because(err)
	}
	ctx, cancel := context.WithTimeout(ctx, healthPatience)
	defer cancel()
	ask, err := http.NewRequestWithContext(ctx, http.MethodGet, at.JoinPath("readyz").String(), nil)
	if err != nil {
		return err
	}
	line := &http.Transport{DisableKeepAlives: true}
	if own(at.Hostname()) { // the names in a certificate are those of the outside
		line.TLSClientConfig = &tls.Config{InsecureSkipVerify: true}
	}
	answer, err := (&http.Client{Transport: line}).Do(ask)
	if err != nil {
		return emulation.Errorf(emulation.Unavailable, "server.health.none", "address", c.Address).Because(err)
	}
	defer answer.Body.Close()
	if answer.StatusCode == http.StatusOK {
		m.tell("server.health.ready", "address", c.Address)
		return nil
	}
	why, err := wire.ReadFault(answer.Body)
	if err != nil { // somebody else answers there
		return emulation.Errorf(emulation.Unavailable, "server.health.none", "address", c.Address).Because(err)
	}
	return emulation.Errorf(emulation.Unavailable, "server.health.not-ready", "address", c.Address, "reason", why.Message)
}

// own reports whether a host is this machine by its name or address alone.
func own(host string) bool {
	a, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && a.IsLoopback()
}
