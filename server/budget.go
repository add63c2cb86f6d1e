package server

import (
	"context"
	"slices"
	"sync"

	"golang.org/x/sync/semaphore"
)

// budget is how much of something, memory or places, requests may hold together, and those of one caller alone. Where it is used up, a caller
// who would hold less than another gets room all the same: what that other has held longest is ended. So as many callers as there are have a
// fair part, however slow the others are.
type budget struct {
	all  *semaphore.Weighted
	each int64

	mu     sync.Mutex
	count  uint64 // holds that began, ever
	shares map[string]*share
}

// share is what one caller may hold.
type share struct {
	*semaphore.Weighted
	held  int64
	holds []*hold // the oldest first
}

func newBudget(all, each int64) *budget {
	return &budget{all: semaphore.NewWeighted(all), each: each, shares: map[string]*share{}}
}

// hold is what one request holds of a budget.
type hold struct {
	budget *budget
	caller string
	share  *share
	came   uint64
	n      int64
	stop   func() // ends the request; nil: it cannot be ended
	gone   bool   // it was: it holds nothing any more, and gets nothing
}

// hold begins with nothing; end must follow. stop ends the request when others need its room; it must return at once.
func (b *budget) hold(caller string, stop func()) *hold {
	b.mu.Lock()
	defer b.mu.Unlock()
	s := b.shares[caller]
	if s == nil {
		s = &share{Weighted: semaphore.NewWeighted(b.each)}
		b.shares[caller] = s
	}
	b.count++
	h := &hold{budget: b, caller: caller, share: s, came: b.count, stop: stop}
	s.holds = append(s.holds, h)
	return h
}

// wait takes n more, behind those who asked before: of the same caller first, then of all. Who waits must hold nothing of this budget.
func (h *hold) wait(ctx context.Context, n int64) error {
	if err := h.share.Acquire(ctx, n); err != nil {
		return err
	}
	if err := h.budget.all.Acquire(ctx, n); err != nil {
		h.share.Release(n)
		return err
	}
	h.budget.mu.Lock()
	defer h.budget.mu.Unlock()
	h.add(n)
	return nil
}

// try takes n more if they are to be had now, or from somebody who holds more.
func (h *hold) try(n int64) bool {
	b := h.budget
	b.mu.Lock()
	defer b.mu.Unlock()
	if h.gone || !h.share.TryAcquire(n) {
		return false
	}
	for !b.all.TryAcquire(n) {
		other := b.beyond(h.share.held + n)
		if other == nil {
			h.share.Release(n)
			return false
		}
		other.gone = true
		other.give()
		other.stop()
	}
	h.add(n)
	return true
}

// beyond is what was held longest by a caller who holds the most, if that is more than so much; nil if nobody does.
func (b *budget) beyond(held int64) *hold {
	var out *hold
	for _, s := range b.shares {
		if s.held <= held || out != nil && s.held < out.share.held {
			continue
		}
		i := slices.IndexFunc(s.holds, func(h *hold) bool { return h.n > 0 && h.stop != nil })
		if i >= 0 && (out == nil || s.held > out.share.held || s.holds[i].came < out.came) {
			out = s.holds[i]
		}
	}
	return out
}

func (h *hold) add(n int64) {
	h.n += n
	h.share.held += n
}

// give gives everything back. It runs under the budget's lock.
func (h *hold) give() {
	h.budget.all.Release(h.n)
	h.share.Release(h.n)
	h.add(-h.n)
}

// free gives everything back.
func (h *hold) free() {
	h.budget.mu.Lock()
	defer h.budget.mu.Unlock()
	h.give()
}

// end gives everything back for good.
func (h *hold) end() {
	b := h.budget
	b.mu.Lock()
	defer b.mu.Unlock()
	h.give()
	h.share.holds = slices.DeleteFunc(h.share.holds, func(o *hold) bool { return o == h })
	if len(h.share.holds) == 0 {
		delete(b.shares, h.caller)
	}
}
