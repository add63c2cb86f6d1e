package testdesk

import (
	"net"
	"sync"
	"testing"
)

// Gate is a TCP line on loopback that is cut after so many bytes in one direction.
type Gate struct {
	listen net.Listener

	mu       sync.Mutex
	target   string
	up, down int    // bytes that may still pass; -1: any number
	cut      func() // called when the line is cut
	holds    bool
}

// NewGate opens a line to an address.
func NewGate(t testing.TB, target string) *Gate {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	g := &Gate{listen: l, target: target, up: -1, down: -1}
	t.Cleanup(func() { l.Close() })
	go g.accept()
	return g
}

// Address is where the line begins.
func (g *Gate) Address() string { return "http://" + g.listen.Addr().String() }

// Set says how many bytes pass from now on; -1 is any number.
func (g *Gate) Set(up, down int) { g.mu.Lock(); defer g.mu.Unlock(); g.up, g.down = up, down }

// Target says where the line leads from the next connection on.
func (g *Gate) Target(address string) { g.mu.Lock(); defer g.mu.Unlock(); g.target = address }

// OnCut has a function called each time the line is cut.
func (g *Gate) OnCut(fn func()) { g.mu.Lock(); defer g.mu.Unlock(); g.cut = fn }

// Hold says how many bytes still come down; then the line stays open and nothing moves any more. held is called when that is so, perhaps more
// than once.
func (g *Gate) Hold(down int, held func()) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.up, g.down, g.cut, g.holds = -1, down, held, true
}

func (g *Gate) accept() {
	for {
		near, err := g.listen.Accept()
		if err != nil {
			return
		}
		g.mu.Lock()
		target := g.target
		g.mu.Unlock()
		far, err := net.Dial("tcp", target)
		if err != nil {
			near.Close()
			continue
		}
		go g.pass(near, far, &g.down)
		go g.pass(far, near, &g.up)
	}
}

func (g *Gate) pass(to, from net.Conn, left *int) {
	defer to.Close()
	defer from.Close()
	buf := make([]byte, 4096)
	for {
		n, err := from.Read(buf)
		g.mu.Lock()
		if *left >= 0 {
			n = min(n, *left)
			*left -= n
		}
		end, cut, holds := *left == 0, g.cut, g.holds
		g.mu.Unlock()
		_, werr := to.Write(buf[:n])
		if end && cut != nil {
			cut()
		}
		if werr != nil || err != nil || end && !holds {
			return
		}
	}
}
