package main

import (
	"context"
	"strings"
	"sync"
	"time"

	"thidua/internal/desk"
	"thidua/sync/client"
	"thidua/sync/identity"
	"thidua/ui/bridge"
	"thidua/ui/screen"
	"thidua/ui/screens/syncing"
)

// exchange keeps the desk in step with the others while the window is open: with a server by itself, in a sandbox when asked to.
type exchange struct {
	desk   *desk.Desk
	now    func() time.Time
	after  bridge.Timer
	every  bridge.Timer
	waking time.Duration                // how long it waits after a sleep
	failed func(what string, err error) // writes why an exchange did not go through

	mu     sync.Mutex
	tell   func(syncing.Line)
	line   syncing.Line
	client *client.Client // nil: a sandbox, or no server is known
	cancel context.CancelFunc
	done   sync.WaitGroup
	soon   bool      // an exchange begins in a moment, for what was written
	missed bool      // something was written while the line did not carry
	moved  int64     // bytes that went over the line by the last look
	at     time.Time // of the last look that found more of them
	unlook func()    // ends the looking

	life    sync.Mutex // one beginning or end at a time
	stopped bool
}

// Start begins to exchange, or tells another listener.
func (e *exchange) Start(tell func(syncing.Line)) {
	e.mu.Lock()
	e.tell = tell
	started, line := e.cancel != nil, e.line
	e.mu.Unlock()
	if started {
		tell(line)
		return
	}
	e.begin()
}

// begin connects with the server that is known now.
func (e *exchange) begin() {
	ctx, cancel := context.WithCancel(context.Background())
	c, err := e.desk.Client(e.heard)
	e.mu.Lock()
	e.cancel, e.client = cancel, c
	e.mu.Unlock()
	if err != nil {
		if !e.sandbox() {
			e.show(func(l *syncing.Line) { l.Err = err })
		}
		return
	}
	e.done.Go(func() {
		if err := c.Run(ctx); err != nil {
			e.unwatch()
			e.show(e.lost(err))
		}
	})
}

// sandbox says whether the data are a sample's, whose hub is asked in this process.
func (e *exchange) sandbox() bool {
	origin, err := e.desk.Workspace.Origin()
	return err == nil && origin != ""
}

// heard follows the client.
func (e *exchange) heard(ev client.Event) {
	switch ev.Kind {
	case client.Started:
		e.show(func(l *syncing.Line) { l.Running = true })
		e.watch()
	case client.Finished:
		e.unwatch()
		e.show(func(l *syncing.Line) { *l = syncing.Line{At: e.now(), Doubts: ev.Report.Problems} })
		e.catchUp()
	case client.Failed:
		e.unwatch()
		e.show(e.lost(ev.Err))
	}
}

// catchUp exchanges soon where something was written while the line did not carry: what came through may have left before it was.
func (e *exchange) catchUp() {
	e.mu.Lock()
	missed := e.missed
	e.missed = false
	e.mu.Unlock()
	if missed {
		e.Changed()
	}
}

// lost is a line over which an exchange did not go through.
func (e *exchange) lost(err error) func(*syncing.Line) {
	return func(l *syncing.Line) {
		l.Running, l.Silent, l.Err = false, false, err
		if l.Since.IsZero() {
			l.Since = e.now()
		}
	}
}

// A slow line may take as long as it moves, and a server that is busy for a while is waited for (client.HTTPOptions). But whoever looks at the window
// is told within 30 seconds that nothing moves.
const (
	silentAfter = 20 * time.Second
	lookEvery   = 5 * time.Second
)

// watch begins to look whether the exchange that runs moves anything.
func (e *exchange) watch() {
	e.unwatch()
	e.mu.Lock()
	defer e.mu.Unlock()
	e.moved, e.at, e.unlook = e.traffic(), e.now(), e.every(lookEvery, e.look)
}

func (e *exchange) unwatch() {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.unlook != nil {
		e.unlook()
		e.unlook = nil
	}
}

// traffic is how many bytes went over the line so far.
func (e *exchange) traffic() int64 {
	if e.client == nil {
		return 0
	}
	counter, ok := e.client.Transport.(client.Counter)
	if !ok {
		return 0
	}
	up, down := counter.Traffic()
	return up + down
}

// look tells when nothing has moved for long, and when something does again.
func (e *exchange) look() {
	e.mu.Lock()
	moves, since := e.traffic() != e.moved, e.at
	if moves {
		e.moved, e.at = e.traffic(), e.now()
	}
	silent, looks := !moves && e.now().Sub(since) >= silentAfter, e.unlook != nil
	was := e.line.Silent
	e.mu.Unlock()
	if silent == was || !looks {
		return
	}
	e.show(func(l *syncing.Line) {
		switch l.Silent = silent; {
		case !silent && l.Err == nil:
			l.Since = time.Time{}
		case silent && l.Since.IsZero():
			l.Since = since
		}
	})
}

func (e *exchange) show(change func(*syncing.Line)) {
	e.mu.Lock()
	before := e.line.Err
	change(&e.line)
	line, tell := e.line, e.tell
	e.mu.Unlock()
	if line.Err != nil && line.Err != before {
		e.failed("exchange", line.Err)
	}
	tell(line)
}

// soonAfter is how long a change waits for others before it is sent: who signs ten things in a row begins one exchange.
const soonAfter = 3 * time.Second

// Changed exchanges soon, since something was written. While the server is out of reach or sends this desk away nothing begins for it: the client tries
// again by itself, at the pace that spares the server, and takes along what waits. A sandbox sends nothing by itself.
func (e *exchange) Changed() { e.within(soonAfter) }

// Woke exchanges within a minute of a sleep: the network is not there at once, and the computers of an office wake at the same time.
func (e *exchange) Woke() { e.within(e.waking) }

func (e *exchange) within(pause time.Duration) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.client == nil || e.soon {
		return
	}
	if !e.line.Since.IsZero() {
		e.missed = true
		return
	}
	e.soon = true
	e.after(pause, func() {
		e.mu.Lock()
		defer e.mu.Unlock()
		e.soon = false
		if e.client != nil {
			e.client.Nudge()
		}
	})
}

// Nudge exchanges now.
func (e *exchange) Nudge() {
	e.mu.Lock()
	c, running := e.client, e.line.Running
	e.mu.Unlock()
	if running && c == nil {
		return // the sandbox's hub is being asked
	}
	if c != nil {
		c.Nudge()
		return
	}
	e.done.Go(func() {
		e.show(func(l *syncing.Line) { l.Running = true })
		_, err := e.desk.Sync(context.Background(), "")
		if err != nil {
			e.show(e.lost(err))
			return
		}
		e.show(func(l *syncing.Line) { *l = syncing.Line{At: e.now()} })
	})
}

// Way is the way to the server that is set.
func (e *exchange) Way() (screen.Way, error) {
	line, err := e.desk.Line()
	r := line.Route
	return screen.Way{Proxy: r.Proxy, User: r.User, Password: r.Password, Pin: r.Pin, CA: r.CA}, err
}

// Reach goes on with another server, or on another way.
func (e *exchange) Reach(address string, way *screen.Way) error {
	line, err := e.desk.Line()
	if err != nil {
		return err
	}
	line.Server = address
	if way != nil {
		line.Route = route(*way)
	}
	if err := e.desk.SetLine(line); err != nil {
		return err
	}
	e.restart()
	return nil
}

// JoinFile uses another invitation, by its file, at a desk that the server did not let in.
func (e *exchange) JoinFile(path string) error {
	invite, err := readInvitation(path)
	if err != nil {
		return err
	}
	line, err := e.desk.Line()
	if err != nil {
		return err
	}
	return e.desk.JoinAgain(invite, line)
}

// JoinCode is that by its code, which the server is asked about.
func (e *exchange) JoinCode(code string) error {
	seed, err := identity.ParseCode(code)
	if err != nil {
		return err
	}
	line, err := e.desk.Line()
	if err != nil {
		return err
	}
	return e.desk.JoinAgainByCode(context.Background(), seed, line)
}

func route(w screen.Way) client.Route {
	return client.Route{Proxy: strings.TrimSpace(w.Proxy), User: strings.TrimSpace(w.User), Password: w.Password, Pin: strings.TrimSpace(w.Pin), CA: w.CA}
}

func (e *exchange) restart() {
	go func() {
		e.life.Lock()
		defer e.life.Unlock()
		if e.stopped {
			return
		}
		e.end()
		e.show(func(l *syncing.Line) { *l = syncing.Line{} })
		e.begin()
	}()
}

// aside does something while nothing is exchanged: two must not take the same leaves in at once.
func (e *exchange) aside(do func() error) error {
	e.life.Lock()
	defer e.life.Unlock()
	if e.stopped {
		return context.Canceled
	}
	e.end()
	defer e.begin()
	return do()
}

// Stop ends the exchange and waits for what is under way.
func (e *exchange) Stop() {
	e.life.Lock()
	defer e.life.Unlock()
	e.stopped = true
	e.end()
}

func (e *exchange) end() {
	e.mu.Lock()
	cancel := e.cancel
	e.mu.Unlock()
	if cancel != nil {
		cancel()
	}
	e.done.Wait()
	e.unwatch()
}
