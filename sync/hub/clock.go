package hub

import (
	"cmp"
	"fmt"
	"slices"
	"sync"
	"time"

	"thidua/emulation"
	"thidua/sync/changeset"
	"thidua/sync/identity"
)

// A server's clock gives leaves their time, and by it certificates end and work is late. A clock that is wrong is worse than a server that
// stands still: what it was taken with stands in the logs for good. So it is looked after (WatchClock), and while it is in doubt nothing is
// taken. Steps of a few minutes are what networks set right every day; they are no doubt.
const (
	clockSlack = 5 * time.Minute
	clockDay   = 24 * time.Hour // between what a server and desks say
	clockDesks = 3              // of different units, who have to say the same
)

// lastMoment is the end of the year 9999 in milliseconds: what is beyond it is no time.
const lastMoment = 253_402_300_800_000

// MarkEvery is how often a server writes down its time (MarkClock).
const MarkEvery = 10 * time.Minute

// clockName is the meta value of the last mark.
const clockName = "hub/clock"

// mark is what a server's clock last said, and whether it was seen to jump since a person last vouched for it.
type mark struct {
	Time   int64 `cbor:"1,keyasint"` // milliseconds since 1970
	Jumped bool  `cbor:"2,keyasint,omitempty"`
}

// clock looks after the hub's time.
type clock struct {
	store Store
	now   func() time.Time

	mu      sync.Mutex
	steady  func() time.Duration // nil: nobody looks after the time
	vouched bool                 // a person did: what desks say counts no more
	floor   int64                // the last mark and the newest leaf, ms
	behind  bool                 // the time lies before them
	jumped  bool
	base    int64         // time, ms, and steady time when they were last taken for right: today
	since   time.Duration //
	said    map[emulation.ID]saying
}

// saying is what a desk's clock said, and when.
type saying struct {
	ms int64
	at time.Duration // of the steady clock
}

// WatchClock begins to look after the time: it is compared with the last mark and the newest leaf, from then on with a steady clock, which
// nobody sets, and with what the desks that ask say. vouched: a person said that it is right, whatever speaks against it.
func (h *Hub) WatchClock(steady func() time.Duration, vouched bool) error {
	floor, err := h.newestLeaf()
	if err != nil {
		return fmt.Errorf("reading the newest leaf's time: %w", err)
	}
	raw, err := h.store.Meta(clockName)
	if err != nil {
		return fmt.Errorf("reading the clock's last mark: %w", err)
	}
	var last mark
	if raw != nil {
		if err := changeset.Unmarshal(raw, &last); err != nil {
			return fmt.Errorf("reading the clock's last mark: %w", err)
		}
	}
	c := &h.clock
	c.mu.Lock()
	c.steady, c.vouched, c.floor = steady, vouched, max(floor, last.Time)
	c.base, c.since, c.said = c.now().UnixMilli(), steady(), map[emulation.ID]saying{}
	c.behind = !vouched && c.base < c.floor-clockSlack.Milliseconds()
	c.jumped = !vouched && last.Jumped
	c.mu.Unlock()
	return h.MarkClock()
}

// newestLeaf is the latest of the times from which the logs go on: where the office set the clock, what a leaf before that says is no time.
func (h *Hub) newestLeaf() (ms int64, err error) {
	defer h.among()()
	scopes, err := h.store.Scopes()
	if err != nil {
		return 0, err
	}
	for _, s := range scopes {
		head, err := h.store.Log(s)
		if err != nil {
			return 0, err
		}
		earliest := head.Received
		control, ok, err := h.judge.ControlOf(h.store, s, changeset.Logged)
		if err != nil {
			return 0, err
		}
		if ok {
			if earliest, err = h.judge.Earliest(h.store, control, head, changeset.Logged); err != nil {
				return 0, err
			}
		}
		ms = max(ms, earliest)
	}
	return ms, nil
}

// MarkClock writes the time down, unless it is in doubt, and once a day takes it for right from then on: the seconds that networks set right
// every day are no jump after a year.
func (h *Hub) MarkClock() error {
	if h.ClockDoubt() != nil {
		return nil
	}
	c := &h.clock
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.steady == nil {
		return nil
	}
	now, steady := c.now().UnixMilli(), c.steady()
	c.floor = max(c.floor, now)
	if steady-c.since >= clockDay {
		c.base, c.since = now, steady
	}
	return c.write(mark{Time: now})
}

func (c *clock) write(m mark) error {
	raw, err := changeset.Encode(m)
	if err != nil {
		return err
	}
	if err := c.store.Commit(&changeset.Batch{Meta: map[string][]byte{clockName: raw}}); err != nil {
		return fmt.Errorf("writing the clock's mark: %w", err)
	}
	return nil
}

// ClockDoubt is why the time is not believed, and nothing is taken: Unavailable "sync.clock-behind", "sync.clock-jumped" or
// "sync.clock-desks"; nil if it is.
func (h *Hub) ClockDoubt() error {
	if why := h.clock.doubt(); why != nil {
		return why
	}
	return nil
}

func (c *clock) doubt() *emulation.Error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.steady == nil {
		return nil
	}
	wall, steady := c.now(), c.steady()
	now := wall.UnixMilli()
	if c.behind && now >= c.floor-clockSlack.Milliseconds() { // as if it had been started now
		c.behind, c.base, c.since = false, now, steady
	}
	if ran := time.Duration(now-c.base) * time.Millisecond; !c.behind && !c.jumped && (ran-(steady-c.since)).Abs() > clockSlack {
		c.jumped = true
		// It is in doubt also if that cannot be kept: then a start has only mark and leaf to tell.
		_ = c.write(mark{Time: c.floor, Jumped: true})
	}
	say := func(key string, pairs ...any) *emulation.Error {
		return emulation.Errorf(emulation.Unavailable, key, append(pairs, "now", moment(wall, now))...)
	}
	switch {
	case c.behind:
		return say("sync.clock-behind", "known", moment(wall, c.floor))
	case c.jumped:
		return say("sync.clock-jumped")
	case c.vouched:
		return nil
	}
	if desks, ok := c.contradicted(now, steady); ok {
		return say("sync.clock-desks", "desks", moment(wall, desks))
	}
	return nil
}

// moment is a time as a person reads it, where the server stands.
func moment(where time.Time, ms int64) string {
	return time.UnixMilli(ms).In(where.Location()).Format("02/01/2006 15:04")
}

// contradicted is what time desks of several units say it is, where they are more than those who agree with the server. A desk or two whose
// battery is empty say nothing about the server, nor do three units that want it to stand still once others have spoken.
func (c *clock) contradicted(now int64, steady time.Duration) (ms int64, ok bool) {
	day := clockDay.Milliseconds()
	var others []int64
	agree := 0
	for _, s := range c.said {
		if said := s.ms + (steady - s.at).Milliseconds(); said < now-day || said > now+day {
			others = append(others, said)
		} else {
			agree++
		}
	}
	slices.SortFunc(others, cmp.Compare[int64])
	most := 0
	for from, to := 0, 0; to < len(others); to++ {
		for others[to]-others[from] > day {
			from++
		}
		if to-from+1 > most {
			most, ms = to-from+1, others[to]
		}
	}
	return ms, most >= clockDesks && most > agree
}

// heard takes in what a proved desk's clock says, ms; of a unit the last counts.
func (c *clock) heard(subject identity.Subject, ms int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.steady != nil && ms > 0 && ms < lastMoment {
		c.said[subject.ID] = saying{ms: ms, at: c.steady()}
	}
}
