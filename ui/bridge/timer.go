package bridge

import (
	"sync/atomic"
	"time"
)

// Timer starts something that rings inside the window until stop is called: once (After) or again and again (Every). Screens are given
// one, so that a test can ring it.
type Timer func(interval time.Duration, ring func()) (stop func())

// Every rings at every interval.
func Every(interval time.Duration, ring func()) (stop func()) {
	t := time.NewTicker(interval)
	done := make(chan struct{})
	var stopped atomic.Bool
	go func() {
		for {
			select {
			case <-t.C:
				Do(unless(&stopped, ring))
			case <-done:
				return
			}
		}
	}()
	return func() {
		if !stopped.Swap(true) {
			t.Stop()
			close(done)
		}
	}
}

// After rings once.
func After(interval time.Duration, ring func()) (stop func()) {
	var stopped atomic.Bool
	t := time.AfterFunc(interval, func() { Do(unless(&stopped, ring)) })
	return func() {
		stopped.Store(true)
		t.Stop()
	}
}

// unless keeps a ring that was on its way when the timer was stopped from being heard.
func unless(stopped *atomic.Bool, ring func()) func() {
	return func() {
		if !stopped.Load() {
			ring()
		}
	}
}

// JumpEvery is how often Jumps looks at the clock, and jump by how much it may be off.
const (
	JumpEvery = 20 * time.Second
	jump      = time.Minute
)

// Jumps rings when the clock on the wall has gone on by more or less than time did: this computer slept, or its clock was set. A timer does not notice: it goes
// on counting where it was, on some systems as if there had been no sleep.
func Jumps(every Timer, now func() time.Time, ring func()) (stop func()) {
	last := now().Round(0) // without the reading that stands still in a sleep
	return every(JumpEvery, func() {
		at := now().Round(0)
		off := at.Sub(last) - JumpEvery
		if last = at; off.Abs() > jump {
			ring()
		}
	})
}
