package server

import (
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// rates limits how often each caller may ask.
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

func newRates(perSecond float64) *rates {
	return &rates{perSecond: rate.Limit(perSecond), burst: max(1, int(perSecond*5)), callers: map[string]*quota{}}
}

func (r *rates) allow(caller string, now time.Time) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	q := r.callers[caller]
	if q == nil {
		if len(r.callers) >= maxCallers {
			r.forget(now)
		}
		q = &quota{limiter: rate.NewLimiter(r.perSecond, r.burst)}
		r.callers[caller] = q
	}
	q.last = now
	return q.limiter.AllowN(now, 1)
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
