package desk_test

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"

	"thidua/internal/desk"
	"thidua/storage"
	"thidua/sync/client"
)

// counted is a store that counts what is made durable, and fails to when told so.
type counted struct {
	desk.Store
	made *atomic.Int32
	fail *atomic.Bool
}

var errDisk = errors.New("the disk failed")

func (c counted) Checkpoint() error {
	c.made.Add(1)
	if c.fail.Load() {
		return errDisk
	}
	return c.Store.Checkpoint()
}

// TestWhatTheWindowsClientBringsIsDurable: after each sync of a client that stays, finished or failed, what it brought is made durable, and a
// sync whose gain is not on the disk did not go well.
func TestWhatTheWindowsClientBringsIsDurable(t *testing.T) {
	var made atomic.Int32
	var fail atomic.Bool
	dir, e, s := serveSample(t)
	s.Start()
	d, err := desk.Open(dir, e)
	ok(t, err)
	ok(t, d.Workspace.SetServer(s.URL))
	ok(t, d.Close())

	e.Open = func(dir string, o storage.Options) (desk.Store, error) {
		db, err := storage.Open(dir, o)
		return counted{db, &made, &fail}, err
	}
	d, err = desk.Open(dir, e)
	ok(t, err)
	defer func() { ok(t, d.Close()) }()
	events := make(chan client.Event)
	next := func(want client.EventKind) client.Event {
		t.Helper()
		for ev := range events {
			if ev.Kind == client.Finished || ev.Kind == client.Failed {
				if ev.Kind != want {
					t.Errorf("%v: %v", ev.Kind, ev.Err)
				}
				return ev
			}
		}
		panic("no event")
	}
	ctx, stop := context.WithCancel(t.Context())
	c, err := d.Client(func(ev client.Event) {
		select {
		case events <- ev:
		case <-ctx.Done():
		}
	})
	ok(t, err)
	done := make(chan error)
	go func() { done <- c.Run(ctx) }()
	for round, step := range []struct {
		fail bool
		down bool
		kind client.EventKind
	}{{false, false, client.Finished}, {true, false, client.Failed}, {false, true, client.Failed}} {
		if round > 0 {
			fail.Store(step.fail)
			if step.down {
				s.CloseClientConnections()
				s.Close()
			}
			c.Nudge()
		}
		ev := next(step.kind)
		if step.fail && !errors.Is(ev.Err, errDisk) {
			t.Errorf("it failed with %v", ev.Err)
		}
		if n := made.Load(); int(n) != round+1 {
			t.Errorf("made durable %d times in %d syncs", n, round+1)
		}
	}
	stop()
	ok(t, <-done)
}
