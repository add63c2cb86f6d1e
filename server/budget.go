package server

import (
	"context"
	"sync"

	"golang.org/x/sync/semaphore"
)

// budget is how much of something, memory or places, requests may hold together, and those of one caller alone.
type budget struct {
	all  *semaphore.Weighted
	each int64

	mu     sync.Mutex
	shares map[string]*share
}

// share is what one caller may hold.
type share struct {
	*semaphore.Weighted
	holds int
}

func newBudget(all, each int64) *budget {
	return &budget{all: semaphore.NewWeighted(all), each: each, shares: map[string]*share{}}
}

// hold is what one request holds of a budget.
type hold struct {
	budget *budget
	caller string
	share  *share
	n      int64
}

// hold begins with nothing; end must follow.
func (b *budget) hold(caller string) *hold {
	b.mu.Lock()
	defer b.mu.Unlock()
	s := b.shares[caller]
	if s == nil {
		s = &share{Weighted: semaphore.NewWeighted(b.each)}
		b.shares[caller] = s
	}
	s.holds++
	return &hold{budget: b, caller: caller, share: s}
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
	h.n += n
	return nil
}

// try takes n more if they are to be had now.
func (h *hold) try(n int64) bool {
	if !h.share.TryAcquire(n) {
		return false
	}
	if !h.budget.all.TryAcquire(n) {
		h.share.Release(n)
		return false
	}
	h.n += n
	return true
}

// free gives everything back.
func (h *hold) free() {
	h.budget.all.Release(h.n)
	h.share.Release(h.n)
	h.n = 0
}

// end gives everything back for good.
func (h *hold) end() {
	h.free()
	h.budget.mu.Lock()
	defer h.budget.mu.Unlock()
	if h.share.holds--; h.share.holds == 0 {
		delete(h.budget.shares, h.caller)
	}
}
