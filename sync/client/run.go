package client

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"time"

	"thidua/sync/changeset"
)

// schedule is when the next sync starts by itself. It is kept over restarts, so that a hundred desks whose power comes back together do not
// all ask at once.
type schedule struct {
	Next     int64  `cbor:"1,keyasint"` // milliseconds since 1970
	Failures uint64 `cbor:"2,keyasint"`
	Pause    int64  `cbor:"3,keyasint,omitempty"` // milliseconds from when it was set until Next
}

const scheduleName = "sync/schedule"

// Nudge starts a sync now, or one more after the one that runs. It never waits.
func (c *Client) Nudge() {
	select {
	case c.nudge <- struct{}{}:
	default: // one is asked for already
	}
}

// Run syncs until the context ends: at its own pace while all goes well, with growing pauses while it does not, at once when nudged. It
// returns an error only if the schedule cannot be read or kept.
func (c *Client) Run(ctx context.Context) error {
	var s schedule
	raw, err := c.State.Load(scheduleName)
	if err != nil {
		return fmt.Errorf("reading when to sync: %w", err)
	}
	if raw != nil && changeset.Unmarshal(raw, &s) != nil {
		s = schedule{}
	}
	for {
		if !c.rest(ctx, s) {
			return nil
		}
		c.Events(Event{Kind: Started})
		report, err := c.Once(ctx)
		if ctx.Err() != nil {
			return nil
		}
		pause := c.Interval
		if err != nil {
			c.Events(Event{Kind: Failed, Report: report, Err: err})
			pause = min(c.FirstRetry<<min(s.Failures, 16), c.SlowestRate)
			s.Failures++
			var later Later
			if errors.As(err, &later) {
				pause = max(pause, later.After*4/3) // of which at least three quarters are waited
			}
		} else {
			c.Events(Event{Kind: Finished, Report: report})
			s.Failures = 0
		}
		pause, err = c.jitter(pause)
		if err != nil {
			return err
		}
		s.Next, s.Pause = c.Now().Add(pause).UnixMilli(), pause.Milliseconds()
		raw, err := changeset.Encode(s)
		if err != nil {
			return err
		}
		if err := c.State.Save(scheduleName, raw); err != nil {
			return fmt.Errorf("keeping when to sync: %w", err)
		}
	}
}

// rest waits for the time of the schedule or a nudge; false: the context ended. A time beyond the pause that was set (a clock that was set
// back) does not count.
func (c *Client) rest(ctx context.Context, s schedule) bool {
	pause := time.UnixMilli(s.Next).Sub(c.Now())
	if pause <= 0 || pause > time.Duration(s.Pause)*time.Millisecond {
		return ctx.Err() == nil
	}
	c.Events(Event{Kind: Resting, Next: time.UnixMilli(s.Next)})
	timer := time.NewTimer(pause)
	defer timer.Stop()
	if s.Failures == 0 {
		idle, cancel := context.WithTimeout(ctx, pause)
		_ = c.FetchSpare(ctx, func() bool { return idle.Err() == nil && len(c.nudge) == 0 }) // what did not come comes at the next rest
		cancel()
	}
	select {
	case <-ctx.Done():
		return false
	case <-timer.C:
	case <-c.nudge:
	}
	return ctx.Err() == nil
}

// jitter spreads a pause evenly over three quarters to five quarters of it.
func (c *Client) jitter(pause time.Duration) (time.Duration, error) {
	var b [4]byte
	if _, err := io.ReadFull(c.Rand, b[:]); err != nil {
		return 0, err
	}
	half := int64(pause / 2)
	return pause - pause/4 + time.Duration(half/1_000_000*int64(binary.BigEndian.Uint32(b[:])%1_000_001)), nil
}
