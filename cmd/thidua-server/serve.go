package main

import (
	"context"
	"crypto/tls"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"path/filepath"
	"sync"
	"time"

	"thidua/emulation"
	"thidua/internal/phrase"
	"thidua/server"
	"thidua/storage"
	"thidua/sync/hub"
	"thidua/sync/identity"
)

// ServeCmd runs the server.
type ServeCmd struct {
	ServeFlags `embed:""`

	ClockIsRight bool `help:"server.help.clock-is-right" name:"clock-is-right"`
}

// ServeFlags are how a server is run, every time.
type ServeFlags struct {
	Dir       string `help:"server.help.dir" required:"" type:"path" placeholder:"DIR"`
	Listen    string `help:"server.help.listen" default:"127.0.0.1:8470" placeholder:"ADDR"`
	TLSCert   string `help:"server.help.tls-cert" name:"tls-cert" type:"path" placeholder:"FILE"`
	TLSKey    string `help:"server.help.tls-key" name:"tls-key" type:"path" placeholder:"FILE"`
	PlainHTTP bool   `help:"server.help.plain-http" name:"plain-http"`
	ACME      ACME   `embed:"" prefix:"acme-"`

	TrustProxy []string `help:"server.help.trust-proxy" name:"trust-proxy" placeholder:"ADDR"`
	Metrics    string   `help:"server.help.metrics" name:"metrics" placeholder:"ADDR"`
}

// Run serves until the context ends. Its log goes to the standard error output, one line a request.
func (c *ServeCmd) Run(ctx context.Context, m *Main) error {
	proxies, pin, err := c.check()
	if err != nil {
		return err
	}
	ctx, stop := context.WithCancel(ctx)
	m.close = append(m.close, func() error { stop(); return nil })
	key, sealed, err := readKey(c.Dir)
	if err != nil {
		return err
	}
	listener, err := c.listen()
	if err != nil {
		return err
	}
	m.close = append(m.close, func() error { _ = listener.Close(); return nil }) // Serve has closed it already
	address := listener.Addr().(*net.TCPAddr)
	o := m.options(c.Dir)
	o.BackupEvery = backupEvery
	db, err := storage.Open(filepath.Join(c.Dir, storeName), o)
	if err != nil {
		return running(c.Dir, err)
	}
	m.close = append(m.close, db.Close)
	log := slog.New(m.logs())
	for _, f := range db.Findings() { // told at every start until doctor has shown them to a person
		log.Warn("found when opening", "severity", f.Severity.String(), "finding", phrase.Render(m.lang, f.Message))
	}
	if !sealed {
		if err := sealKey(c.Dir, key, db); err != nil {
			return err
		}
	}
	h, err := m.hub(key, db, c.ClockIsRight, log)
	if err != nil {
		return err
	}
	h.Offer(m.depot(c.Dir))
	doubtful(m, h, log)
	if err := h.Maintain(ctx); err != nil {
		return err
	}
	var looking sync.WaitGroup
	looking.Go(func() { maintain(ctx, m, h, db, log) })
	m.close = append(m.close, func() error { stop(); looking.Wait(); return nil }) // before the store is closed
	answers := &asked{Main: m, db: db, dir: c.Dir, courier: m.courierOf(h, key),
		standing: func() ([]string, error) { return m.standing(h, db, key.Root) }}
	answered := answers.answer(ctx, log)
	m.close = append(m.close, func() error { stop(); answered(); return nil })
	shown, err := c.shown(log)
	if err != nil {
		return err
	}
	counts, err := c.operate(m, h, db, shown, log)
	if err != nil {
		return err
	}
	scheme := "http://"
	if shown != nil {
		scheme = "https://"
	}
	if pin != "" {
		m.tell("server.pin", "pin", pin)
	}
	m.tell("server.listening", "address", scheme+address.String())
	if m.listening != nil {
		m.listening()
	}
	if c.ACME.on() {
		looking.Go(func() { c.ACME.fetch(ctx, shown, log) })
	}
	err = server.New(h, server.Options{Log: log, Meter: counts, Clock: time.Now, Proxies: proxies}).Serve(ctx, listener, shown)
	if err != nil && !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	m.tell("server.stopped")
	return nil
}

// check reads the flags, before anything is opened.
func (c *ServeFlags) check() (proxies []netip.Prefix, pin string, err error) {
	if (c.TLSCert == "") != (c.TLSKey == "") {
		return nil, "", emulation.Errorf(emulation.Invalid, "server.tls-pair")
	}
	address, err := net.ResolveTCPAddr("tcp", c.Listen)
	if err != nil {
		return nil, "", emulation.Errorf(emulation.Unavailable, "server.listen", "address", c.Listen).Because(err)
	}
	if err := c.ACME.check(c.TLSCert); err != nil {
		return nil, "", err
	}
	if err := c.plain(address); err != nil {
		return nil, "", err
	}
	if err := c.checkMetrics(); err != nil {
		return nil, "", err
	}
	if proxies, err = prefixes(c.TrustProxy); err == nil {
		pin, err = c.pin()
	}
	return proxies, pin, err
}

// pin is what a desk can be told to hold the server's certificate against; "" without TLS.
func (c *ServeFlags) pin() (string, error) {
	if c.TLSCert == "" {
		return "", nil
	}
	pair, err := tls.LoadX509KeyPair(c.TLSCert, c.TLSKey)
	if err != nil {
		return "", emulation.Errorf(emulation.Invalid, "server.tls-files", "cert", c.TLSCert, "key", c.TLSKey).Because(err)
	}
	return identity.PinOf(pair.Leaf), nil
}

// shown is how the server shows who it is; nil: without TLS.
func (c *ServeFlags) shown(log *slog.Logger) (*tls.Config, error) {
	switch {
	case c.ACME.on():
		return c.ACME.shown(c.Dir)
	case c.TLSCert != "":
		return server.Files(c.TLSCert, c.TLSKey, log)
	}
	return nil, nil
}

// prefixes reads addresses and networks.
func prefixes(words []string) ([]netip.Prefix, error) {
	var out []netip.Prefix
	for _, word := range words {
		p, err := netip.ParsePrefix(word)
		if a, addrErr := netip.ParseAddr(word); addrErr == nil {
			p, err = a.Unmap().Prefix(a.Unmap().BitLen())
		}
		if err != nil {
			return nil, emulation.Errorf(emulation.Invalid, "server.trust-proxy", "address", word).Because(err)
		}
		out = append(out, p)
	}
	return out, nil
}

// doubtful says in the log that the time is not believed, and nothing is taken.
func doubtful(m *Main, h *hub.Hub, log *slog.Logger) {
	if why := h.ClockDoubt(); why != nil {
		log.Error("nothing is taken", "why", phrase.Error(m.lang, why))
	}
}

// maintainEvery is how often the server looks after its own certificate and its backups.
const maintainEvery = 6 * time.Hour

func maintain(ctx context.Context, m *Main, h *hub.Hub, db *storage.DB, log *slog.Logger) {
	tick := time.NewTicker(maintainEvery)
	defer tick.Stop()
	mark := time.NewTicker(hub.MarkEvery)
	defer mark.Stop()
	mended, err := h.SumAnew(ctx)
	for _, scope := range mended {
		log.Warn("a wrong sum was kept of a log's state; its records were added up anew", "of", scope.String())
	}
	if err != nil && ctx.Err() == nil {
		log.Error("adding the states of logs up anew", "error", err)
	}
	for {
		select {
		case <-ctx.Done():
			return
		case <-mark.C:
			doubtful(m, h, log)
			if err := h.MarkClock(); err != nil {
				log.Error("writing down the time", "error", err)
			}
		case <-tick.C:
			if err := h.Maintain(ctx); err != nil {
				log.Error("renewing the server's certificate", "error", err)
			}
			if err := db.Checkpoint(); err != nil {
				log.Error("making the store durable", "error", err)
			}
		}
	}
}
