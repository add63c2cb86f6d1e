package world

import (
	"thidua/internal/memstore"
	"thidua/sync/changeset"
)

// Store is a store of maps, for tests: whatever it refuses to write is a fault that the test has to see.
type Store struct{ *memstore.DB }

// NewStore is an empty store.
func NewStore() *Store { return &Store{memstore.New(nil)} }

// Copy is the same store at this moment: what is written there is not seen here.
func (s *Store) Copy() *Store { return &Store{s.DB.Copy(nil)} }

// Apply writes a batch.
func (s *Store) Apply(b *changeset.Batch) { must(s.Commit(b)) }
