package server

import (
	"context"
	"net"
	"net/http"
	"sync"
	"time"
)

// crowd closes connections beyond what the server and one address may hold. Where the server holds all it may, somebody new gets a place from
// the address that holds most: the connection that has waited longest there, or else the oldest. A trusted proxy's are those of many.
type crowd struct {
	server *Server

	mu    sync.Mutex
	count uint64 // connections that came, ever
	all   map[net.Conn]*guest
	of    map[string]int
}

// guest is one connection.
type guest struct {
	where   string
	trusted bool
	came    uint64
	asks    bool // a request is under way on it
	asked   bool // one was
}

func (s *Server) crowd() *crowd {
	return &crowd{server: s, all: map[net.Conn]*guest{}, of: map[string]int{}}
}

// state is told what becomes of each connection (http.Server.ConnState).
func (w *crowd) state(c net.Conn, state http.ConnState) {
	w.mu.Lock()
	defer w.mu.Unlock()
	switch state {
	case http.StateNew:
		w.enter(c)
	case http.StateClosed, http.StateHijacked:
		w.leave(c)
	default:
		if g := w.all[c]; g != nil {
			g.asks = state == http.StateActive
			g.asked = true
		}
	}
}

func (w *crowd) enter(c net.Conn) {
	from, ok := peer(c.RemoteAddr().String())
	w.count++
	g := &guest{where: place(from), trusted: !ok || w.server.trusted(from), came: w.count}
	w.all[c] = g
	w.server.Meter.Connections(1)
	w.of[g.where]++
	switch {
	case !g.trusted && w.of[g.where] > max(1, w.server.Connections/16):
		w.close(c)
	case len(w.all) > w.server.Connections:
		w.close(w.beyond(c))
	}
}

// beyond is the connection that has to go for a new one: of an address that holds more than the new one's, or the new one itself.
func (w *crowd) beyond(c net.Conn) net.Conn {
	out, of := c, w.all[c]
	for other, g := range w.all {
		if g.trusted || w.of[g.where] <= w.of[w.all[c].where] {
			continue
		}
		if more := w.of[g.where] - w.of[of.where]; out == c || more > 0 || more == 0 && (of.asks && !g.asks || of.asks == g.asks && g.came < of.came) {
			out, of = other, g
		}
	}
	return out
}

// close takes a connection off the count at once; the server finds it closed. A TLS connection says farewell first, for up to five seconds if
// nobody reads: nothing waits for that, least of all who is accepted next.
func (w *crowd) close(c net.Conn) {
	w.leave(c)
	go func() { _ = c.Close() }()
}

// justCame is for how long a connection that asks nothing yet may still do so when the server is stopped.
const justCame = 2 * time.Second

// served waits until nobody waits for an answer, or the context ends.
func (w *crowd) served(ctx context.Context) {
	came, cancel := context.WithTimeout(ctx, justCame)
	defer cancel()
	look := time.NewTicker(10 * time.Millisecond)
	defer look.Stop()
	for w.waiting(came.Err() == nil) {
		select {
		case <-look.C:
		case <-ctx.Done():
			return
		}
	}
}

// waiting reports whether a request is under way, or with fresh may be: on a connection that asked nothing yet.
func (w *crowd) waiting(fresh bool) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, g := range w.all {
		if g.asks || fresh && !g.asked {
			return true
		}
	}
	return false
}

func (w *crowd) leave(c net.Conn) {
	g := w.all[c]
	if g == nil {
		return
	}
	delete(w.all, c)
	w.server.Meter.Connections(-1)
	if w.of[g.where]--; w.of[g.where] <= 0 {
		delete(w.of, g.where)
	}
}
