// Package line is a slow line on loopback: so many bytes a second each way, so long until one arrives, cut where a test says. It is how
// benchmarks and tests see the protocol as a remote school does.
//
// It must not be used outside tests and tools. It knows nothing of what travels.
package line

import (
	"net"
	"sync"
	"time"
)

// Shape says how slow a line is. The zero value, but for Now, is as fast as loopback.
type Shape struct {
	Rate  int64         // bytes a second, each way; any number if 0
	Delay time.Duration // from one end to the other: half a round trip
	Now   func() time.Time
}

// Line leads from its address to another one. Connections share the rate, as those of one modem do; a new one costs a round trip before its
// first byte, as TCP does. Bytes are those inside TCP.
type Line struct {
	listen net.Listener
	target string
	shape  Shape
	up     direction
	down   direction
}

// direction is one way of a line.
type direction struct {
	mu   sync.Mutex
	free time.Time // when the last byte so far has left
	sent int64
	left int64 // bytes that still pass before the line is cut; negative: any number
}

// New opens a line to an address on loopback.
func New(target string, s Shape) (*Line, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	line := &Line{listen: l, target: target, shape: s, up: direction{left: -1}, down: direction{left: -1}}
	go line.accept()
	return line, nil
}

// Address is host and port where the line begins.
func (l *Line) Address() string { return l.listen.Addr().String() }

// Close takes no more connections.
func (l *Line) Close() error { return l.listen.Close() }

// Traffic is how many bytes arrived at the far end, and at the near one.
func (l *Line) Traffic() (up, down int64) {
	l.up.mu.Lock()
	up = l.up.sent
	l.up.mu.Unlock()
	l.down.mu.Lock()
	defer l.down.mu.Unlock()
	return up, l.down.sent
}

// Cut ends the connections once so many more bytes have passed one way or the other; negative: any number.
func (l *Line) Cut(up, down int64) {
	l.up.mu.Lock()
	l.up.left = up
	l.up.mu.Unlock()
	l.down.mu.Lock()
	l.down.left = down
	l.down.mu.Unlock()
}

func (l *Line) accept() {
	for {
		near, err := l.listen.Accept()
		if err != nil {
			return
		}
		far, err := net.Dial("tcp", l.target)
		if err != nil {
			near.Close()
			continue
		}
		stands := l.shape.Now().Add(2 * l.shape.Delay)
		go l.pass(far, near, &l.up, stands)
		go l.pass(near, far, &l.down, stands)
	}
}

// packet is what leaves at once, and when it arrives.
type packet struct {
	bytes []byte
	due   time.Time
}

const (
	packetBytes = 1400
	queued      = 64 // packets under way
)

// pass carries one way of a connection.
func (l *Line) pass(to, from net.Conn, d *direction, stands time.Time) {
	queue := make(chan packet, queued)
	go func() {
		defer close(queue)
		for {
			b := make([]byte, packetBytes)
			n, err := from.Read(b)
			if n > 0 {
				queue <- packet{b[:n], l.due(d, n, stands)}
			}
			if err != nil {
				return
			}
		}
	}()
	for p := range queue {
		time.Sleep(p.due.Sub(l.shape.Now()))
		n, whole := d.let(len(p.bytes))
		_, err := to.Write(p.bytes[:n])
		if err != nil || !whole {
			from.Close()
			to.Close()
			for range queue { // until the reader has seen it
			}
			return
		}
	}
	if c, ok := to.(interface{ CloseWrite() error }); ok {
		_ = c.CloseWrite() // it may be closed already
		return
	}
	to.Close()
}

// due is when n bytes that are handed over now arrive.
func (l *Line) due(d *direction, n int, stands time.Time) time.Time {
	d.mu.Lock()
	defer d.mu.Unlock()
	at := l.shape.Now()
	for _, t := range []time.Time{stands, d.free} {
		if t.After(at) {
			at = t
		}
	}
	if l.shape.Rate > 0 {
		at = at.Add(time.Duration(n) * time.Second / time.Duration(l.shape.Rate))
	}
	d.free = at
	return at.Add(l.shape.Delay)
}

// let counts bytes that arrive; false: the line is cut behind the first n.
func (d *direction) let(bytes int) (n int, whole bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	n = bytes
	if d.left >= 0 {
		n = int(min(int64(n), d.left))
		d.left -= int64(n)
	}
	d.sent += int64(n)
	return n, d.left != 0
}
