package client_test

import (
	"context"
	"io"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"

	"thidua/emulation"
	"thidua/internal/testdesk"
	"thidua/sync/changeset"
	"thidua/sync/client"
	"thidua/sync/wire"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// empty is a desk with nothing in it, so that only the schedule is looked at.
type empty struct {
	mu     sync.Mutex
	values map[string][]byte
}

func (e *empty) Prepare(context.Context) error                     { return nil }
func (e *empty) Pending(func(changeset.PendingChange) error) error { return nil }
func (*empty) Opened([]byte) error                                 { return nil }
func (*empty) Return(changeset.Scope, uint64, int) (*wire.Return, []wire.Entry, error) {
	return nil, nil, nil
}
func (e *empty) Wanted() ([]wire.BlobState, error) { return nil, nil }
func (e *empty) Chunk(changeset.BlobName, int64) (chunk, path []byte, err error) {
	return nil, nil, nil
}
func (e *empty) Cursors() ([]wire.Cursor, error)                          { return nil, nil }
func (e *empty) Apply(context.Context, []wire.Entry) error                { return nil }
func (e *empty) Checkpoint(changeset.Scope, []byte) error                 { return nil }
func (e *empty) State([]byte) error                                       { return nil }
func (*empty) Complete([]changeset.Scope) error                           { return nil }
func (e *empty) Acknowledge(wire.Ack) error                               { return nil }
func (e *empty) MayRead([]changeset.Scope, uint64) error                  { return nil }
func (e *empty) Witness(changeset.Scope, [][]byte, []byte) error          { return nil }
func (e *empty) PutChunk(changeset.BlobName, int64, []byte, []byte) error { return nil }
func (e *empty) Load(name string) ([]byte, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.values[name], nil
}
func (e *empty) Save(name string, v []byte) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.values[name] = v
	return nil
}

// server is reachable or not, and remembers when it was asked.
type server struct {
	client.Transport
	mu    sync.Mutex
	up    bool
	later time.Duration // for so long it sends whoever asks away
	asked []time.Time
}

func (s *server) when() []time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.asked[:len(s.asked):len(s.asked)]
}
func (s *server) rise() { s.mu.Lock(); defer s.mu.Unlock(); s.up = true }

func (s *server) Sync(context.Context, []byte) (io.ReadCloser, error) {
	s.mu.Lock()
	s.asked = append(s.asked, time.Now())
	up := s.up
	s.mu.Unlock()
	if !up {
		return nil, emulation.Errorf(emulation.Unavailable, "sync.unreachable", "address", "x").Because(client.Later{After: s.later})
	}
	r, w := io.Pipe()
	go func() {
		out := wire.NewWriter(w, nil)
		for _, item := range []any{&wire.Ticket{Ticket: []byte("t")}, &wire.View{}, &wire.End{}} {
			if err := out.Item(item); err != nil {
				break
			}
		}
		_ = w.CloseWithError(out.Close())
	}()
	return r, nil
}

func newClient(e *empty, s *server, events func(client.Event)) *client.Client {
	return client.New(client.Config{Key: testdesk.Key("k"), Outbox: e, Applier: e, State: e, Transport: s, Now: time.Now, Rand: testdesk.Random("r"), Events: events})
}

func TestScheduleBacksOffAndStartsByItself(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e, s := &empty{values: map[string][]byte{}}, &server{}
		var finished atomic.Int32
		c := newClient(e, s, func(ev client.Event) {
			if ev.Kind == client.Finished {
				finished.Add(1)
			}
		})
		ctx, stop := context.WithCancel(t.Context())
		done := make(chan error, 1)
		go func() { done <- c.Run(ctx) }()
		time.Sleep(10 * time.Minute) // of the test's clock
		synctest.Wait()
		asked := s.when()
		for i := 2; i < len(asked); i++ {
			pause := asked[i].Sub(asked[i-1])
			want := min(2*time.Second<<(i-1), time.Minute)
			if pause < want*3/4-time.Millisecond || pause > want*5/4+time.Millisecond {
				t.Errorf("pause %d was %s, expected about %s", i, pause, want)
			}
		}
		if len(s.when()) < 10 || len(s.when()) > 20 {
			t.Errorf("asked %d times in ten minutes without a line", len(s.when()))
		}
		s.rise()
		time.Sleep(75 * time.Second)
		synctest.Wait()
		if finished.Load() == 0 {
			t.Error("the line came back and nothing started by itself")
		}
		before := len(s.when())
		c.Nudge()
		synctest.Wait()
		if len(s.when()) != before+1 {
			t.Error("a nudge started nothing")
		}
		time.Sleep(30 * time.Minute)
		synctest.Wait()
		if n := len(s.when()) - before - 1; n < 4 || n > 9 {
			t.Errorf("%d syncs in half an hour of rest", n)
		}
		stop()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
}

// A server that says when to come again is not asked before, not even by a program that was started anew; a person who asks is not kept waiting.
func TestScheduleComesWhenItIsTold(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e, s := &empty{values: map[string][]byte{}}, &server{later: 10 * time.Minute}
		var c *client.Client
		for range 2 {
			c = newClient(e, s, nil)
			ctx, stop := context.WithTimeout(t.Context(), 9*time.Minute/2)
			if err := c.Run(ctx); err != nil {
				t.Error(err)
			}
			stop()
		}
		if n := len(s.when()); n != 1 {
			t.Fatalf("asked %d times in nine minutes of ten", n)
		}
		ctx, stop := context.WithCancel(t.Context())
		done := make(chan error, 1)
		go func() { done <- c.Run(ctx) }()
		time.Sleep(10 * time.Minute)
		synctest.Wait()
		if n := len(s.when()); n != 2 {
			t.Errorf("asked %d times in 19 minutes", n)
		}
		c.Nudge()
		synctest.Wait()
		if n := len(s.when()); n != 3 {
			t.Error("a person who asks is kept waiting")
		}
		stop()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
}

func TestScheduleOutlivesTheProgram(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e, s := &empty{values: map[string][]byte{}}, &server{up: true}
		run := func(d time.Duration) {
			ctx, stop := context.WithTimeout(t.Context(), d)
			defer stop()
			if err := newClient(e, s, nil).Run(ctx); err != nil {
				t.Error(err)
			}
		}
		run(time.Second)
		if len(s.when()) != 1 {
			t.Fatalf("asked %d times at the first start", len(s.when()))
		}
		run(time.Minute) // started again at once: it waits for its time
		if len(s.when()) != 1 {
			t.Fatal("a second start asked before its time")
		}
		run(10 * time.Minute)
		if len(s.when()) < 2 {
			t.Fatal("its time came and nothing was asked")
		}
		raw, err := changeset.Encode(struct {
			Next int64 `cbor:"1,keyasint"`
		}{time.Now().Add(1000 * time.Hour).UnixMilli()})
		if err != nil {
			t.Fatal(err)
		}
		if err := e.Save("sync/schedule", raw); err != nil {
			t.Fatal(err)
		}
		before := len(s.when())
		run(time.Second)
		if len(s.when()) == before {
			t.Error("a clock that was set back stops the schedule for weeks")
		}
	})
}
