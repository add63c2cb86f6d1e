package main

import (
	"crypto/tls"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"time"

	"thidua/emulation"
	"thidua/internal/durable"
	"thidua/server/meter"
	"thidua/storage"
	"thidua/sync/hub"
)

// checkMetrics refuses an address of the counts that others than this machine reach: a profile of the memory says what travels.
func (c *ServeFlags) checkMetrics() error {
	if c.Metrics == "" {
		return nil
	}
	address, err := net.ResolveTCPAddr("tcp", c.Metrics)
	if err != nil {
		return emulation.Errorf(emulation.Unavailable, "server.listen", "address", c.Metrics).Because(err)
	}
	if !address.IP.IsLoopback() {
		return emulation.Errorf(emulation.Forbidden, "server.metrics-loopback", "address", c.Metrics)
	}
	return nil
}

// operate lets this machine ask for the server's counts, until it is closed; nil where nobody is to.
func (c *ServeFlags) operate(m *Main, h *hub.Hub, db *storage.DB, shown *tls.Config, log *slog.Logger) (*meter.Meter, error) {
	if c.Metrics == "" {
		return nil, nil
	}
	l, err := net.Listen("tcp", c.Metrics)
	if err != nil {
		return nil, emulation.Errorf(emulation.Unavailable, "server.listen", "address", c.Metrics).Because(err)
	}
	counts := meter.New()
	standing(counts, h, db, c.Dir, m.Now)
	if shown != nil {
		counts.Gauge("thidua_certificate_left_seconds", "Until the TLS certificate ends; left out while there is none.", func() (float64, bool) {
			pair, err := shown.GetCertificate(c.ACME.hello())
			if err != nil {
				return 0, false
			}
			return pair.Leaf.NotAfter.Sub(m.Now()).Seconds(), true
		})
	}
	s := &http.Server{Handler: counts.Handler(), ReadHeaderTimeout: 10 * time.Second, ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelInfo)}
	var serving sync.WaitGroup
	serving.Go(func() {
		if err := s.Serve(l); !errors.Is(err, http.ErrServerClosed) {
			log.Error("answering for the counts", "error", err)
		}
	})
	m.close = append(m.close, func() error { // before the store, which the counts read
		err := s.Close()
		serving.Wait()
		return err
	})
	m.tell("server.metrics", "address", l.Addr().String())
	return counts, nil
}

// standing lets the counts say how the server stands when they are asked for.
func standing(counts *meter.Meter, h *hub.Hub, db *storage.DB, dir string, now func() time.Time) {
	whether := func(right bool) (float64, bool) {
		if right {
			return 1, true
		}
		return 0, true
	}
	counts.Gauge("thidua_writable", "1: changes are taken; 0: they are not, because of the disk.", func() (float64, bool) { return whether(h.Writable() == nil) })
	counts.Gauge("thidua_clock_believed", "1: the time is believed; 0: nothing is taken until somebody says that it is right.", func() (float64, bool) { return whether(h.ClockDoubt() == nil) })
	counts.Gauge("thidua_logs", "Logs that are kept.", func() (float64, bool) {
		scopes, err := db.Scopes()
		return float64(len(scopes)), err == nil
	})
	counts.Gauge("thidua_leaves", "Changes that have a leaf, in all logs.", func() (n float64, ok bool) {
		scopes, err := db.Scopes()
		for _, s := range scopes {
			head, herr := db.Log(s)
			if err == nil {
				err = herr
			}
			n += float64(head.Size)
		}
		return n, err == nil
	})
	counts.Gauge("thidua_lost_logs", "Logs of which leaves that were given are lacking, since a backup was restored.", func() (float64, bool) {
		lost, err := h.Lost()
		return float64(len(lost)), err == nil
	})
	counts.Gauge("thidua_disk_free_bytes", "Room on the disk of the server's folder.", func() (float64, bool) {
		free, err := durable.FreeSpace(dir)
		return float64(free), err == nil
	})
	counts.Gauge("thidua_backup_age_seconds", "Since the newest of the server's own backups; left out while there is none.", func() (float64, bool) {
		made, ok := db.LastBackup()
		return now().Sub(made).Seconds(), ok
	})
}
