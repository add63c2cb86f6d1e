package bridge

import (
	"sync"
	"sync/atomic"
)

// Shared is a value the window sets and work away from the window reads.
type Shared[T any] struct {
	mu    sync.Mutex
	value T
}

// Set changes the value.
func (s *Shared[T]) Set(value T) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.value = value
}

// Get is the value.
func (s *Shared[T]) Get() T {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.value
}

// Saves numbers the saves of a screen, so that a reading can tell which of them it saw.
type Saves struct{ asked, done atomic.Uint64 }

// Next is the number of a save that is asked for now.
func (s *Saves) Next() uint64 { return s.asked.Add(1) }

// Finish says that a save is on disk, or was refused.
func (s *Saves) Finish(n uint64) { s.done.Store(n) }

// Reached is the last save that was finished.
func (s *Saves) Reached() uint64 { return s.done.Load() }
