package server_test

import (
	"bytes"
	"fmt"
	"net/http"
	"testing"
	"time"

	"thidua/internal/testdesk"
	"thidua/server"
	"thidua/sync/wire"
)

// Of a desk whose key is proved the key is charged, not the address: behind it many others may sit.
func TestProvedKeysDoNotUseUpTheirAddress(t *testing.T) {
	w := testdesk.New(t)
	w.Found()
	s := serveWith(t, w, server.Options{Clock: time.Now, SyncRate: 0.1}) // five of nobody at once
	s.connect(w.Office)
	for i := range 20 {
		if _, err := w.Office.Client.Once(t.Context()); err != nil {
			t.Fatalf("sync %d: %v", i, err)
		}
	}
}

// stuck takes no byte of a response until it is let go.
type stuck struct {
	recorder
	begun, let chan struct{}
}

func (s *stuck) Write(b []byte) (int, error) {
	select {
	case s.begun <- struct{}{}:
	default:
	}
	<-s.let
	return s.recorder.Write(b)
}

// A key has so many requests at one time and no more, from wherever it asks.
func TestAttackOneKeyAtManyPlaces(t *testing.T) {
	w := testdesk.New(t)
	w.Found()
	h := server.New(w.Hub, server.Options{Clock: w.Clock.Now, AtOnce: 1}).Handler()
	n := 0
	ask := func(out http.ResponseWriter, ticket []byte) {
		t.Helper()
		n++
		r, err := wire.NewRequest(&wire.Header{Nonce: []byte(fmt.Sprint(n))}, 0)
		if err != nil {
			t.Fatal(err)
		}
		raw, err := r.Seal(w.Office.Judge.Tenant, w.Office.Private, ticket)
		if err != nil {
			t.Fatal(err)
		}
		q, err := http.NewRequest("POST", "/v1/sync", bytes.NewReader(raw))
		if err != nil {
			t.Fatal(err)
		}
		q.RemoteAddr = fmt.Sprintf("10.0.0.%d:1", n)
		h.ServeHTTP(out, q)
	}
	first := &recorder{header: http.Header{}}
	ask(first, nil)
	item, err := wire.NewReader(&first.Buffer, 1<<20).Next()
	if err != nil {
		t.Fatal(err)
	}
	ticket := item.(*wire.Ticket).Ticket
	slow := &stuck{recorder: recorder{header: http.Header{}}, begun: make(chan struct{}, 1), let: make(chan struct{})}
	done := make(chan struct{})
	go func() { defer close(done); ask(slow, ticket) }()
	<-slow.begun
	for _, want := range []int{429, 200} {
		if want == 200 {
			close(slow.let)
			<-done
		}
		second := &recorder{header: http.Header{}}
		if ask(second, ticket); max(second.status, 200) != want {
			t.Errorf("status %d, expected %d", second.status, want)
		}
	}
}
