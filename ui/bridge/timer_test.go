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
