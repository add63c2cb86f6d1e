package server_test

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"thidua/internal/testdesk"
	"thidua/server"
)

// dialFrom opens a connection from an address of this machine.
func (s *served) dialFrom(t *testing.T, address string) net.Conn {
	t.Helper()
	d := net.Dialer{LocalAddr: &net.TCPAddr{IP: net.ParseIP(address)}}
	c, err := d.Dial("tcp", s.address[len("http://"):])
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	if err := c.SetDeadline(time.Now().Add(patience)); err != nil {
		t.Fatal(err)
	}
	return c
}

// says sends words over a connection and gives the status that comes back, 0 if it was closed.
func says(c net.Conn, words string) int {
	if _, err := io.WriteString(c, words); err != nil {
		return 0
	}
	r, err := http.ReadResponse(bufio.NewReader(c), nil)
	if err != nil {
		return 0
	}
	_, _ = io.Copy(io.Discard, r.Body) // its end is not looked at
	r.Body.Close()
	return r.StatusCode
}

// Slow strangers at eight addresses fill all the room there is for strangers. Somebody new gets in, those who hold most go first, and nothing of
// a request that was ended half-way is lost if it had come whole.
func TestAttackSlowStrangersAtManyAddresses(t *testing.T) {
	w := testdesk.New(t)
	w.Found()
	s := serveWith(t, w, server.Options{Clock: time.Now, Lines: 1 << 20, SyncRate: 1e6})
	request := string(tinyRequest(t, w, 1))
	slow := make([]net.Conn, 8)
	for i := range slow {
		slow[i] = s.dialFrom(t, fmt.Sprint("127.0.1.", i+1))
		// As much as one address may hold, and never its end.
		body := request + strings.Repeat("x", 20<<10)
		if _, err := io.WriteString(slow[i], fmt.Sprintf("POST /v1/sync HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: %d\r\n\r\n", 30<<10)); err != nil {
			t.Fatal(err)
		}
		if got := make([]byte, len("HTTP/1.1 100 Continue\r\n\r\n")); true { // the server reads the body
			if _, err := io.ReadFull(slow[i], got); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := io.WriteString(slow[i], body); err != nil {
			t.Fatal(err)
		}
	}
	// How far the server has read each of them at a time is not for a test to say, so whichever goes first made room: it is ended, or told to come
	// again (TestTheOldestOfThoseWhoHoldMostGoes).
	gone := make(chan error, len(slow))
	for _, c := range slow {
		go func() {
			_, err := c.Read(make([]byte, 1))
			gone <- err
		}()
	}
	for i := 0; ; i++ {
		c := s.dialFrom(t, "127.0.2.1")
		if got := says(c, fmt.Sprintf("POST /v1/sync HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s", len(request), request)); got != http.StatusOK {
			t.Fatalf("request %d of somebody new: status %d", i, got)
		}
		select {
		case err := <-gone:
			if errors.Is(err, os.ErrDeadlineExceeded) {
				t.Error("the server keeps every connection")
			}
			return
		default:
		}
	}
}

// Connections that ask nothing, from as many addresses as fill the server: somebody new gets a place, and whoever asks keeps it.
func TestAttackConnectionsFromManyAddresses(t *testing.T) {
	w := testdesk.New(t)
	s := serveWith(t, w, server.Options{Clock: time.Now, Connections: 64})
	asks := s.dialFrom(t, "127.0.1.1")
	if got := says(asks, "GET /livez HTTP/1.1\r\nHost: x\r\n\r\n"); got != http.StatusOK {
		t.Fatalf("status %d", got)
	}
	if _, err := io.WriteString(asks, promise); err != nil { // it stays under way
		t.Fatal(err)
	}
	for i := range 16 {
		for range 4 {
			s.dialFrom(t, fmt.Sprint("127.0.1.", i+1))
		}
	}
	for i := range 8 {
		c := s.dialFrom(t, fmt.Sprint("127.0.2.", i+1))
		if got := says(c, "GET /livez HTTP/1.1\r\nHost: x\r\n\r\n"); got != http.StatusOK {
			t.Fatalf("somebody new: status %d", got)
		}
	}
	if _, err := io.WriteString(asks, strings.Repeat("x", 1000)); err != nil {
		t.Fatal(err)
	}
	r, err := http.ReadResponse(bufio.NewReader(asks), nil)
	if err != nil {
		t.Fatalf("who was asking lost the place: %v", err)
	}
	r.Body.Close()
}

// A connection that has to go may take its time to close, as one does over TLS whose other end reads nothing: others are let in meanwhile.
func TestAttackConnectionThatIsSlowToClose(t *testing.T) {
	w := testdesk.New(t)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	closing, closed := make(chan bool, 1), make(chan struct{})
	s := serveOn(t, w, server.Options{Clock: time.Now, Connections: 16}, slowToClose{l, closing, closed})
	t.Cleanup(func() { close(closed) })
	for range 2 {
		s.dialFrom(t, "127.0.1.1") // one more than an address may hold
	}
	select {
	case <-closing:
	case <-time.After(patience):
		t.Fatal("the second connection was kept")
	}
	if got := says(s.dialFrom(t, "127.0.2.1"), "GET /livez HTTP/1.1\r\nHost: x\r\n\r\n"); got != http.StatusOK {
		t.Errorf("somebody new: status %d", got)
	}
}

// slowToClose accepts connections that tell when they are to be closed, and are closed when they may.
type slowToClose struct {
	net.Listener
	closing chan bool
	closed  chan struct{}
}

func (l slowToClose) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	return slowConn{c, l}, err
}

type slowConn struct {
	net.Conn
	l slowToClose
}

func (c slowConn) Close() error {
	select {
	case c.l.closing <- true:
	default:
	}
	<-c.l.closed
	return c.Conn.Close()
}
