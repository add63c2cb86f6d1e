//go:build full

package bench_test

import (
	"context"
	"crypto/ed25519"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"log/slog"
	"math/big"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"testing"
	"time"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/internal/line"
	"thidua/internal/testdesk"
	"thidua/server"
	"thidua/sync/changeset"
	"thidua/sync/client"
)

// The line of a remote school: 64 kbit/s each way, 800 ms from question to answer.
var remote = line.Shape{Rate: 8000, Delay: 400 * time.Millisecond, Now: time.Now}

var fast = line.Shape{Now: time.Now}

// pair are two desks of one unit and their server, stores on the disk.
type pair struct {
	*testdesk.World
	b     *testing.B
	a, c  *testdesk.Desk
	typed int
}

func newPair(b *testing.B) *pair {
	b.Helper()
	w := testdesk.NewOnDisk(b)
	w.Found()
	p := &pair{World: w, b: b, a: w.Join("son-la", "an", emulation.RoleLeader), c: w.Join("son-la", "binh", emulation.RoleStaff)}
	for range 2 {
		p.a.Sync()
		p.c.Sync()
	}
	return p
}

// types writes n scores in changes of so many, some seconds apart, each of another cell.
func (p *pair) types(d *testdesk.Desk, n, per int) {
	p.b.Helper()
	for n > 0 {
		var ops []changeset.Operation
		for range min(n, per) {
			i := p.typed
			p.typed++
			cell := record.SheetColumn{Sheet: testdesk.ID(fmt.Sprint("sheet ", i/400)), Criterion: fmt.Sprintf("%d.%d", i%400/20+1, i%20+1), Column: record.ColumnSelf}
			ops = append(ops, record.Score.Input.Op(cell, emulation.Fields{"value": fmt.Sprintf("%d,%d", i*7919%100, i*104729%10)}))
		}
		p.Clock.Forward(time.Duration(2000+p.typed*7919%17000) * time.Millisecond)
		d.Write(testdesk.UnitScope("son-la"), "score", ops...)
		n -= len(ops)
	}
}

// reach starts a server for the hub as it is now, and lets desk a reach it by a new connection through a line.
func (p *pair) reach(b *testing.B, shape line.Shape, secure bool) *line.Line {
	b.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		b.Fatal(err)
	}
	dir, cert := b.TempDir(), ""
	var shown *tls.Config
	if secure {
		var key string
		cert, key = certify(b, dir)
		if shown, err = server.Files(cert, key, slog.New(slog.DiscardHandler)); err != nil {
			b.Fatal(err)
		}
	}
	s := server.New(p.Hub, server.Options{Clock: time.Now, SyncRate: 1e6, KeyRate: 1e6})
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- s.Serve(ctx, listener, shown) }()
	l, err := line.New(listener.Addr().String(), shape)
	if err != nil {
		b.Fatal(err)
	}
	h := p.connect(b, l, secure, cert)
	b.Cleanup(func() {
		h.Close()
		l.Close()
		stop()
		if err := <-done; err != nil && !errors.Is(err, http.ErrServerClosed) {
			b.Error(err)
		}
	})
	return l
}

func (p *pair) connect(b *testing.B, l *line.Line, secure bool, cert string) *client.HTTP {
	b.Helper()
	o, scheme := client.HTTPOptions{}, "http://"
	if secure {
		raw, err := os.ReadFile(cert)
		if err != nil {
			b.Fatal(err)
		}
		o.Route.CA, scheme = raw, "https://"
	}
	h, err := client.NewHTTP(scheme+l.Address(), o)
	if err != nil {
		b.Fatal(err)
	}
	p.a.Transport = h
	return h
}

// certify makes a TLS certificate for loopback.
func certify(b *testing.B, dir string) (cert, key string) {
	b.Helper()
	private := testdesk.Key("tls")
	template := &x509.Certificate{SerialNumber: big.NewInt(1), NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true}
	der, err := x509.CreateCertificate(testdesk.Random("tls"), template, template, private.Public(), private)
	if err != nil {
		b.Fatal(err)
	}
	pkcs8, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		b.Fatal(err)
	}
	cert, key = filepath.Join(dir, "cert"), filepath.Join(dir, "key")
	for path, block := range map[string]*pem.Block{cert: {Type: "CERTIFICATE", Bytes: der}, key: {Type: "PRIVATE KEY", Bytes: pkcs8}} {
		if err := os.WriteFile(path, pem.EncodeToMemory(block), 0o600); err != nil {
			b.Fatal(err)
		}
	}
	return cert, key
}

// stage syncs desk a once and reports what went over the line, in bytes, trips and seconds.
func (p *pair) stage(b *testing.B, name string, l *line.Line) (up, down int64) {
	b.Run(name, func(b *testing.B) {
		u, d := l.Traffic()
		begun := time.Now()
		r, err := p.a.Client.Once(context.Background())
		took := time.Since(begun)
		if err != nil {
			b.Fatal(err)
		}
		up, down = l.Traffic()
		up, down = up-u, down-d
		b.ReportMetric(0, "ns/op")
		b.ReportMetric(took.Seconds(), "s")
		b.ReportMetric(float64(up), "B-up")
		b.ReportMetric(float64(down), "B-down")
		b.ReportMetric(float64(r.RoundTrips), "trips")
	})
	return up, down
}

// BenchmarkLine is the day of a school behind the remote line: 400 operations go up and 2,000 come down; then nothing is new, then five changes.
// It runs once: scripts/bench-sync.sh.
func BenchmarkLine(b *testing.B) {
	for _, per := range []int{1, 10} {
		for _, secure := range []bool{false, true} {
			b.Run(fmt.Sprintf("%d-a-change/tls=%v", per, secure), func(b *testing.B) {
				p := newPair(b)
				p.types(p.c, 2000, per)
				p.c.Sync()
				p.types(p.a, 400, per)
				l := p.reach(b, remote, secure)
				p.stage(b, "job", l)
				p.stage(b, "nothing-warm", l)
				p.types(p.a, 5, 1)
				p.stage(b, "five-warm", l)
				l = p.reach(b, remote, secure)
				p.stage(b, "nothing-new-line", l)
				p.types(p.a, 5, 1)
				l = p.reach(b, remote, secure)
				p.stage(b, "five-new-line", l)
				p.OpenHub() // the server starts anew
				l = p.reach(b, remote, secure)
				p.stage(b, "nothing-restarted", l)
				b.Run("disk", func(b *testing.B) {
					if err := p.Store.Close(); err != nil {
						b.Fatal(err)
					}
					b.ReportMetric(0, "ns/op")
					b.ReportMetric(tables(b, filepath.Join(p.Dir, "server", "db"))/1e6, "MB-tables")
				})
			})
		}
	}
}

// BenchmarkLineCut cuts the job in the middle of either way and reports what was carried twice.
func BenchmarkLineCut(b *testing.B) {
	begin := func(b *testing.B) (*pair, *line.Line) {
		p := newPair(b)
		p.types(p.c, 2000, 1)
		p.c.Sync()
		p.types(p.a, 400, 1)
		return p, p.reach(b, fast, false)
	}
	p, l := begin(b)
	up, down := p.stage(b, "whole", l)
	for name, cut := range map[string][2]int64{"up": {up / 2, -1}, "down": {-1, down / 2}} {
		p, l := begin(b)
		l.Cut(cut[0], cut[1])
		if _, err := p.a.Client.Once(context.Background()); err == nil {
			b.Fatal("the line was not cut")
		}
		l.Cut(-1, -1)
		b.Run(name, func(b *testing.B) {
			if _, err := p.a.Client.Once(context.Background()); err != nil {
				b.Fatal(err)
			}
			u, d := l.Traffic()
			b.ReportMetric(0, "ns/op")
			b.ReportMetric(float64(u-up), "B-up-again")
			b.ReportMetric(float64(d-down), "B-down-again")
		})
	}
}

// BenchmarkLineGrowth syncs five changes behind histories of different lengths.
func BenchmarkLineGrowth(b *testing.B) {
	p := newPair(b)
	for _, history := range []int{1_000, 10_000, 100_000} {
		p.types(p.c, history-p.typed, 10)
		p.c.Sync()
		l := p.reach(b, fast, false)
		if _, err := p.a.Client.Once(context.Background()); err != nil {
			b.Fatal(err)
		}
		p.types(p.a, 5, 1)
		p.stage(b, fmt.Sprint(history), l)
	}
}

// BenchmarkHubDisk is what 2,400 changes of one operation each take on the server's disk, beside what no compressor makes shorter of them: the
// signature of each, and its identity once.
func BenchmarkHubDisk(b *testing.B) {
	const n = 2400
	for b.Loop() {
		p := newPair(b)
		p.types(p.c, n*5/6, 1)
		p.c.Sync()
		p.types(p.a, n/6, 1)
		p.a.Sync()
		journal, err := os.Stat(filepath.Join(p.Dir, "server", "journal"))
		if err != nil {
			b.Fatal(err)
		}
		if err := p.Store.Close(); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(tables(b, filepath.Join(p.Dir, "server", "db"))/1e6, "MB-tables")
		b.ReportMetric(float64(journal.Size())/1e6, "MB-journal")
		b.ReportMetric(n*(ed25519.SignatureSize+32)/1e6, "MB-incompressible")
	}
	b.ReportMetric(0, "ns/op")
}

// tables is how long the tables of a closed store are, in bytes.
func tables(b *testing.B, dir string) (n float64) {
	b.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "*.sst"))
	if err != nil {
		b.Fatal(err)
	}
	for _, name := range names {
		st, err := os.Stat(name)
		if err != nil {
			b.Fatal(err)
		}
		n += float64(st.Size())
	}
	return n
}
