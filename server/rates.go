package server

import (
	"sync"
	"time"

	"golang.org/x/time/rate"

	"thidua/emulation"
)

// rates limits how much each caller may ask. A caller is asked before and charged afterwards, when it is known what its request was worth;
// so one request may leave it in debt, and the next has to wait.
type rates struct {
	perSecond rate.Limit
	burst     int

	mu      sync.Mutex
	callers map[string]*quota
}

type quota struct {
	limiter *rate.Limiter
	last    time.Time
}

// maxCallers is how many callers are remembered before those that have been silent for a minute are forgotten.
const maxCallers = 4096

// burstSeconds is for how many seconds of its rate a caller may ask at once: a school whose power comes back, a training day.
const burstSeconds = 50

func newRates(perSecond float64) *rates {
	return &rates{perSecond: rate.Limit(perSecond), burst: max(1, int(perSecond*burstSeconds)), callers: map[string]*quota{}}
}

// allow is nil if the caller may ask now.
func (r *rates) allow(caller string, now time.Time) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.of(caller, now).limiter.TokensAt(now) < 1 {
		return emulation.Errorf(emulation.Unavailable, "sync.too-often")
	}
	return nil
}

// debtSeconds is for how long at most a caller has to wait: others behind the same address have done nothing.
const debtSeconds = 30

// charge takes what a request was worth.
func (r *rates) charge(caller string, now time.Time, n int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	l := r.of(caller, now).limiter
	most := int(l.TokensAt(now) + debtSeconds*float64(r.perSecond))
	l.ReserveN(now, max(0, min(n, most, r.burst)))
}

func (r *rates) of(caller string, now time.Time) *quota {
	q := r.callers[caller]
	if q == nil {
		if len(r.callers) >= maxCallers {
			r.forget(now)
		}
		q = &quota{limiter: rate.NewLimiter(r.perSecond, r.burst)}
		r.callers[caller] = q
	}
	q.last = now
	return q
}

func (r *rates) forget(now time.Time) {
	for name, q := range r.callers {
		if now.Sub(q.last) > time.Minute {
			delete(r.callers, name)
		}
	}
	if len(r.callers) >= maxCallers { // a flood from many addresses: begin anew rather than grow without end
		r.callers = map[string]*quota{}
	}
}
