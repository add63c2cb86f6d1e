package main

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"path/filepath"
	"time"

	"thidua/emulation"
	"thidua/server"
	"thidua/storage"
	"thidua/sync/hub"
	"thidua/sync/judge"
)

// ServeCmd runs the server.
type ServeCmd struct {
	Dir       string `help:"server.help.dir" required:"" type:"path" placeholder:"DIR"`
	Listen    string `help:"server.help.listen" default:"127.0.0.1:8470" placeholder:"ADDR"`
	TLSCert   string `help:"server.help.tls-cert" name:"tls-cert" type:"path" placeholder:"FILE"`
	TLSKey    string `help:"server.help.tls-key" name:"tls-key" type:"path" placeholder:"FILE"`
	PlainHTTP bool   `help:"server.help.plain-http" name:"plain-http"`
}

// Run serves until the context ends. Its log goes to the standard error output, one line a request.
func (c *ServeCmd) Run(ctx context.Context, m *Main) error {
	if (c.TLSCert == "") != (c.TLSKey == "") {
		return emulation.Errorf(emulation.Invalid, "server.tls-pair")
	}
	key, root, err := readKey(c.Dir)
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", c.Listen)
	if err != nil {
		return emulation.Errorf(emulation.Unavailable, "server.listen", "address", c.Listen).Because(err)
	}
	m.close = append(m.close, func() error { _ = listener.Close(); return nil }) // Serve has closed it already
	address := listener.Addr().(*net.TCPAddr)
	if c.TLSCert == "" && !c.PlainHTTP && !address.IP.IsLoopback() {
		return emulation.Errorf(emulation.Forbidden, "server.plain-http", "address", address.String())
	}
	db, err := storage.Open(filepath.Join(c.Dir, storeName), storage.Options{Server: true, Now: m.Now, Rand: m.Rand})
	if err != nil {
		return err
	}
	m.close = append(m.close, db.Close)
	log := slog.New(slog.NewTextHandler(m.Stderr, nil))
	for _, f := range db.Findings() {
		log.Warn("found when opening", "finding", f)
	}
	h, err := hub.New(db, judge.NewAnchor(root), key, m.Now)
	if err != nil {
		return err
	}
	if err := h.Maintain(); err != nil {
		return err
	}
	go maintain(ctx, h, log)
	scheme := "http://"
	if c.TLSCert != "" {
		scheme = "https://"
	}
	m.tell("server.listening", "address", scheme+address.String())
	err = server.New(h, server.Options{Log: log, Clock: m.Now}).Serve(ctx, listener, c.TLSCert, c.TLSKey)
	if err != nil && !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	m.tell("server.stopped")
	return nil
}

// maintainEvery is how often the server looks after its own certificate.
const maintainEvery = 6 * time.Hour

func maintain(ctx context.Context, h *hub.Hub, log *slog.Logger) {
	tick := time.NewTicker(maintainEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			if err := h.Maintain(); err != nil {
				log.Error("renewing the server's certificate", "error", err)
			}
		}
	}
}
