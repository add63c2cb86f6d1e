package client

import (
	"fmt"

	"thidua/sync/changeset"
	"thidua/sync/wire"
)

// giving is leaves of a log that go back to a server that was restored.
type giving struct {
	*wire.Return
	scope   changeset.Scope
	entries []wire.Entry
}

// lack hears that the server holds less of a log than this desk, and gives back with the next request what it can. What was tried in vain once
// is left to the next sync.
func (r *response) lack(l *wire.Lack) error {
	if from, tried := r.given[l.Scope]; tried && from >= l.Size {
		return nil
	}
	if len(r.returns) >= wire.MaxReturns || r.returnBytes >= r.memory.short(wire.RequestReturns) {
		r.again = true // asked again, the server says again what it lacks
		return nil
	}
	r.given[l.Scope] = l.Size
	back, entries, err := r.Outbox.Return(l.Scope, l.Size, r.memory.short(wire.ReturnBytes))
	if err != nil {
		return fmt.Errorf("reading what the server lacks of log %s: %w", l.Scope, err)
	}
	if back == nil {
		return nil
	}
	r.returns, r.again = append(r.returns, giving{back, l.Scope, entries}), true
	r.report.Returned += len(entries)
	for i := range entries {
		r.returnBytes += len(entries[i].Leaf) + len(entries[i].Change) + changeset.DetachedBytes(entries[i].Detached)
	}
	return nil
}

// keepReturns forgets that leaves went back: asked again, the server says again what it lacks.
func (s *session) keepReturns() {
	for _, g := range s.gave {
		delete(s.given, g.scope)
		s.report.Returned -= len(g.entries)
	}
	s.gave = nil
}
