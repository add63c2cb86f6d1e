package bridge_test

import (
	"testing"
	"testing/synctest"
	"time"

	"fyne.io/fyne/v2/test"

	"thidua/ui/bridge"
)

func TestTimersRingAndStop(t *testing.T) {
	test.NewTempApp(t)
	synctest.Test(t, func(t *testing.T) {
		rings := func(timer bridge.Timer, wait time.Duration) (before, after int) {
			n := 0
			stop := timer(time.Second, func() { n++ })
			time.Sleep(wait) // in the bubble's time
			synctest.Wait()
			before = n
			stop()
			time.Sleep(time.Minute)
			synctest.Wait()
			return before, n
		}
		for _, c := range []struct {
			name  string
			timer bridge.Timer
			wait  time.Duration
			want  int
		}{
			{"once", bridge.After, 3500 * time.Millisecond, 1},
			{"once, stopped before", bridge.After, 500 * time.Millisecond, 0},
			{"again and again", bridge.Every, 3500 * time.Millisecond, 3},
			{"again, stopped before", bridge.Every, 500 * time.Millisecond, 0},
		} {
			if before, after := rings(c.timer, c.wait); before != c.want || after != c.want {
				t.Errorf("%s: rang %d times, %d after it was stopped, want %d", c.name, before, after, c.want)
			}
		}
	})
}

// A sleep and a clock that was set are noticed once each, a late ring is not taken for one.
func TestJumpsOfTheClock(t *testing.T) {
	now := time.Date(2024, 7, 20, 10, 43, 0, 0, time.UTC)
	var look func()
	jumps, stopped := 0, false
	stop := bridge.Jumps(func(interval time.Duration, ring func()) func() {
		if interval != bridge.JumpEvery {
			t.Errorf("it looks every %s", interval)
		}
		look = ring
		return func() { stopped = true }
	}, func() time.Time { return now }, func() { jumps++ })
	for i, c := range []struct {
		passed time.Duration
		want   int
	}{{bridge.JumpEvery, 0}, {bridge.JumpEvery + 50*time.Second, 0}, {8 * time.Hour, 1}, {bridge.JumpEvery, 0}, {-24 * time.Hour, 1}, {bridge.JumpEvery, 0}, {24 * time.Hour, 1}} {
		now, jumps = now.Add(c.passed), 0
		if look(); jumps != c.want {
			t.Errorf("%d: the clock went on by %s: %d jumps, want %d", i, c.passed, jumps, c.want)
		}
	}
	if stop(); !stopped {
		t.Error("it goes on looking")
	}
}
