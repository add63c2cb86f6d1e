package client

import (
	"context"
	"errors"
	"io"
	"net"
	"sync"
	"sync/atomic"
	"time"
)

// errStalled ends a request on whose connection nothing moves any more.
var errStalled = errors.New("no progress")

// meter counts the bytes of connections, and lets them put off the end of the requests that are under way.
type meter struct {
	idle     time.Duration
	up, down atomic.Int64

	mu      sync.Mutex
	watches map[*watch]bool
}

func newMeter(idle time.Duration) *meter { return &meter{idle: idle, watches: map[*watch]bool{}} }

// watch is one request under way.
type watch struct {
	ctx    context.Context
	cancel context.CancelCauseFunc
	timer  *time.Timer
	meter  *meter
	moved  int // bytes since the end was put off
}

// leastMoved is how many bytes put the end off: a byte now and then is no progress.
const leastMoved = 256

func (m *meter) watch(ctx context.Context) *watch {
	w := &watch{meter: m}
	w.ctx, w.cancel = context.WithCancelCause(ctx)
	w.timer = time.AfterFunc(m.idle, func() { w.cancel(errStalled) })
	m.mu.Lock()
	m.watches[w] = true
	m.mu.Unlock()
	return w
}

func (w *watch) stop() {
	w.meter.mu.Lock()
	delete(w.meter.watches, w)
	w.meter.mu.Unlock()
	w.timer.Stop()
	w.cancel(nil)
}

func (m *meter) moved(counter *atomic.Int64, n int) {
	if n <= 0 {
		return
	}
	counter.Add(int64(n))
	m.mu.Lock()
	for w := range m.watches {
		if w.moved += n; w.moved >= leastMoved {
			w.moved = 0
			w.timer.Reset(m.idle)
		}
	}
	m.mu.Unlock()
}

// meteredConn is a connection whose bytes are counted.
type meteredConn struct {
	net.Conn
	meter *meter
}

func (c *meteredConn) Read(b []byte) (int, error) {
	n, err := c.Conn.Read(b)
	c.meter.moved(&c.meter.down, n)
	return n, err
}

func (c *meteredConn) Write(b []byte) (int, error) {
	n, err := c.Conn.Write(b)
	c.meter.moved(&c.meter.up, n)
	return n, err
}

// watchedBody is a response's body; closing it ends the watch.
type watchedBody struct {
	io.ReadCloser
	watch *watch
}

func (b *watchedBody) Close() error {
	err := b.ReadCloser.Close()
	b.watch.stop()
	return err
}
