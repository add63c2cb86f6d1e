package main

import (
	"context"
	"strings"
	"sync"
	"time"

	"thidua/internal/desk"
	"thidua/sync/client"
	"thidua/sync/identity"
	"thidua/ui/screen"
	"thidua/ui/screens/syncing"
)

// exchange keeps the desk in step with the others while the window is open: with a server by itself, in a sandbox when asked to.
type exchange struct {
	desk   *desk.Desk
	now    func() time.Time
	failed func(what string, err error) // writes why an exchange did not go through

	mu     sync.Mutex
	tell   func(syncing.Line)
	line   syncing.Line
	client *client.Client // nil: a sandbox, or no server is known
	cancel context.CancelFunc
	done   sync.WaitGroup

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
			e.show(func(l *syncing.Line) { l.Running, l.Err = false, err })
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
	e.show(func(l *syncing.Line) {
		switch ev.Kind {
		case client.Started:
			l.Running = true
		case client.Finished:
			*l = syncing.Line{At: e.now(), Doubts: ev.Report.Problems}
		case client.Failed:
			l.Running, l.Err = false, ev.Err
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
		e.show(func(l *syncing.Line) {
			l.Running, l.Err = false, err
			if err == nil {
				l.At = e.now()
			}
		})
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
}
