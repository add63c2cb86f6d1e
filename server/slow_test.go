package server_test

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"testing"
	"time"

	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/testdesk"
	"thidua/server"
	"thidua/sync/changeset"
	"thidua/sync/wire"
)

const patience = 20 * time.Second // after which a test calls the server stuck

// dial opens a connection that speaks as the test says.
func (s *served) dial(t *testing.T, words string) net.Conn {
	t.Helper()
	c, err := net.Dial("tcp", s.address[len("http://"):])
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	if err := c.SetDeadline(time.Now().Add(patience)); err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(c, words); err != nil {
		t.Fatal(err)
	}
	return c
}

// ended reads a connection to its end, which the server has to make.
func ended(t *testing.T, c net.Conn) []byte {
	t.Helper()
	said, err := io.ReadAll(c)
	if errors.Is(err, os.ErrDeadlineExceeded) {
		t.Error("the server keeps the connection")
	}
	return said
}

// post sends a request's bytes and gives the status.
func (s *served) post(t *testing.T, raw []byte) int {
	t.Helper()
	r, err := http.Post(s.address+"/v1/sync", "application/octet-stream", bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	if _, err := io.Copy(io.Discard, r.Body); err != nil {
		t.Fatal(err)
	}
	return r.StatusCode
}

// tinyRequest is a few bytes that inflate to n changes of one byte.
func tinyRequest(t testing.TB, w *testdesk.World, n int) []byte {
	t.Helper()
	out, err := wire.NewRequest(&wire.Header{}, 0)
	if err != nil {
		t.Fatal(err)
	}
	for range n {
		if err := out.Push(&wire.Push{Change: []byte{0}}); err != nil {
			t.Fatal(err)
		}
	}
	raw, err := out.Seal(w.Office.Judge.Tenant, w.Office.Private, nil)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

const (
	promise = "POST /v1/sync HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n"
	quick   = 100 * time.Millisecond
)

func TestAttackSilentConnections(t *testing.T) {
	s := serveWith(t, testdesk.New(t), server.Options{Clock: time.Now, Silence: quick})
	for name, words := range map[string]string{"nothing": "", "half a line": "POST /v1", "half a head": "POST /v1/sync HTTP/1.1\r\nHost: x\r\n"} {
		t.Run(name, func(t *testing.T) { ended(t, s.dial(t, words)) })
	}
}

func TestAttackBodyThatStandsStill(t *testing.T) {
	s := serveWith(t, testdesk.New(t), server.Options{Clock: time.Now, Stall: quick})
	ended(t, s.dial(t, promise+"half"))
}

// A byte now and then keeps no request alive: neither beyond its pace nor beyond its end.
func TestAttackTrickle(t *testing.T) {
	for name, o := range map[string]server.Options{
		"below the pace":   {Grace: quick, Pace: 1 << 20},
		"beyond the total": {Total: quick, Pace: 1},
	} {
		t.Run(name, func(t *testing.T) {
			o.Clock = time.Now
			s := serveWith(t, testdesk.New(t), o)
			c := s.dial(t, promise)
			over := make(chan struct{})
			go func() {
				defer close(over)
				tick := time.NewTicker(quick / 10)
				defer tick.Stop()
				for range 999 {
					<-tick.C
					if _, err := c.Write([]byte{0}); err != nil {
						return
					}
				}
				t.Error("every byte of the trickle was taken")
			}()
			ended(t, c)
			c.Close()
			<-over
		})
	}
}

// narrow is a line that holds little on its way: who does not read is noticed soon.
type narrow struct{ net.Listener }

func (n narrow) Accept() (net.Conn, error) {
	c, err := n.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return c, c.(*net.TCPConn).SetWriteBuffer(4 << 10)
}

// A response that nobody reads ends too.
func TestAttackResponseNobodyReads(t *testing.T) {
	w := testdesk.New(t)
	w.Found()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := serveOn(t, w, server.Options{Clock: time.Now, Stall: quick, InviteRate: 1e6}, narrow{l})
	w.Invite("son-la", "an", emulation.RoleStaff)
	w.Office.Sync()
	name := invitationName(t, "an")
	c := s.dial(t, "")
	if err := c.(*net.TCPConn).SetReadBuffer(4 << 10); err != nil {
		t.Fatal(err)
	}
	gone := make(chan error, 1)
	go func() { // asks again and again and reads nothing: its own writes stop when the server has cut it
		for {
			if _, err := fmt.Fprintf(c, "GET /v1/invitations/%s HTTP/1.1\r\nHost: x\r\n\r\n", name); err != nil {
				gone <- err
				return
			}
		}
	}()
	if err := <-gone; errors.Is(err, os.ErrDeadlineExceeded) {
		t.Error("the server waits for ever for a reader that does not read")
	}
}

// Who holds a connection open in the middle of a request holds no place at work: with room for one, everybody else is served.
func TestAttackSlowSocketsHoldNoSlot(t *testing.T) {
	w := testdesk.New(t)
	w.Found()
	s := serveWith(t, w, server.Options{Clock: time.Now, Work: 1})
	for range 100 {
		s.dial(t, promise+"half")
	}
	s.connect(w.Office)
	w.Office.Comment("goes through")
	if r := w.Office.Sync(); r.Waiting != 0 {
		t.Fatalf("%+v", r)
	}
}

func TestAttackConnectionsWithoutEnd(t *testing.T) {
	w := testdesk.New(t)
	w.Found()
	s := serveWith(t, w, server.Options{Clock: time.Now, Connections: 16 * 5, Silence: time.Hour})
	var open []net.Conn
	for range 5 {
		open = append(open, s.dial(t, "GET /livez HTTP/1.1\r\nHost: x\r\n\r\n"))
	}
	for _, c := range open { // each of them is served
		if r, err := http.ReadResponse(bufio.NewReader(c), nil); err != nil || r.StatusCode != 200 {
			t.Fatal(err)
		}
	}
	ended(t, s.dial(t, ""))
	open[0].Close()
	for { // the server hears of it in its own time
		c := s.dial(t, "")
		if _, err := io.WriteString(c, "GET /livez HTTP/1.1\r\nHost: x\r\n\r\n"); err != nil {
			continue
		}
		if r, err := http.ReadResponse(bufio.NewReader(c), nil); err == nil && r.StatusCode == 200 {
			return
		}
	}
}

// held is a store whose commits wait until they are let go.
type held struct {
	desk.Store
	begun, let chan struct{}
}

func (h *held) Commit(b *changeset.Batch) error {
	select {
	case h.begun <- struct{}{}:
	default:
	}
	<-h.let
	return h.Store.Commit(b)
}

// Requests that are worked on are so many as there is memory for; others wait, and are told when it takes too long.
func TestWorkIsABudget(t *testing.T) {
	w := testdesk.New(t)
	w.Found()
	store := &held{Store: w.Store, begun: make(chan struct{}, 1), let: make(chan struct{})}
	close(store.let)
	w.Store = store
	w.OpenHub()
	<-store.begun // it counted its start
	store.let = make(chan struct{})
	s := serveWith(t, w, server.Options{Clock: time.Now, Work: 1, Stall: quick})
	s.connect(w.Office)
	w.Office.Comment("takes its time")
	done := make(chan struct{})
	go func() {
		defer close(done)
		_, _ = w.Office.Client.Once(t.Context()) // its line is cut meanwhile
	}()
	<-store.begun
	if got := s.post(t, tinyRequest(t, w, 1)); got != http.StatusServiceUnavailable {
		t.Errorf("a second request at the one place: status %d", got)
	}
	close(store.let)
	<-done
	if got := s.post(t, tinyRequest(t, w, 1)); got != http.StatusOK {
		t.Errorf("once it is free: status %d", got)
	}
}
