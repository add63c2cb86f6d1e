package storage

import "sync"

// gate lets reads in until the store is closed, and lets Close wait for those inside: Badger's pages must not go while one is read.
type gate struct {
	mu     sync.Mutex
	inside int
	closed bool
	empty  *sync.Cond
}

// enter is false once the gate is closed; a read inside a read's callback may be refused too.
func (g *gate) enter() bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.closed {
		return false
	}
	g.inside++
	return true
}

func (g *gate) leave() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.inside--
	if g.inside == 0 && g.empty != nil {
		g.empty.Broadcast()
	}
}

// close shuts the gate and waits until everyone has left; false if it was shut before.
func (g *gate) close() bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.closed {
		return false
	}
	g.closed = true
	g.empty = sync.NewCond(&g.mu)
	for g.inside > 0 {
		g.empty.Wait()
	}
	return true
}

func (g *gate) isClosed() bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.closed
}
