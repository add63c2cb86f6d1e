package storage

import (
	"sync"

	"thidua/sync/changeset"
)

// group gathers what several goroutines want to commit while one of them does.
type group struct {
	mu    sync.Mutex
	waits []*saving
}

// saving is a batch that somebody waits for.
type saving struct {
	batch *changeset.Batch
	done  bool // with err
	err   error
}

// do has a batch committed by commit, under a lock that one at a time has, together with what others had waiting by then if it may be.
func (g *group) do(lock *sync.Mutex, b *changeset.Batch, together bool, commit func([]*saving)) error {
	s := &saving{batch: b}
	if together {
		g.mu.Lock()
		g.waits = append(g.waits, s)
		g.mu.Unlock()
	}
	lock.Lock()
	defer lock.Unlock()
	if s.done {
		return s.err
	}
	all := []*saving{s}
	if together {
		all = g.take(s)
	}
	commit(all)
	for _, s := range all {
		s.done = true
	}
	return s.err
}

// A transaction of the database holds 13,105 rows and 1.2 MB; a batch is about a third of that at most.
const (
	groupRows  = 6000
	groupBytes = 400 << 10
)

// take takes from what waits as much as goes into one transaction, oldest first, and what is asked for in any case.
func (g *group) take(own *saving) []*saving {
	g.mu.Lock()
	defer g.mu.Unlock()
	all, rest := []*saving{own}, g.waits[:0:0]
	rows, bytes := own.size()
	full := false
	for _, s := range g.waits {
		if s == own {
			continue
		}
		r, b := s.size()
		if full = full || rows+r > groupRows || bytes+b > groupBytes; full {
			rest = append(rest, s)
			continue
		}
		rows, bytes = rows+r, bytes+b
		all = append(all, s)
	}
	g.waits = rest
	return all
}

// size is about how many rows and bytes a batch is.
func (s *saving) size() (rows, bytes int) {
	b := s.batch
	for i := range b.Entries {
		bytes += len(b.Entries[i].Raw)
	}
	rows = 2*len(b.Entries) + len(b.Places) + len(b.Chains) + len(b.Records) + len(b.Detached) + len(b.Forgotten) + len(b.Meta)
	return rows, bytes + 64*rows
}

func batches(all []*saving) []*changeset.Batch {
	out := make([]*changeset.Batch, len(all))
	for i := range all {
		out[i] = all[i].batch
	}
	return out
}
