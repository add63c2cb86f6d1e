package workspace

import (
	"maps"
	"slices"
	"sync"

	"thidua/sync/changeset"
)

// EventKind says what happened.
type EventKind uint8

// The kinds of event.
const (
	Changed EventKind = iota + 1 // records of a scope changed: by this person or by what a sync brought
	Drafted                      // a cell was saved as a draft
	Alarmed                      // a log is not what it claims to be
	Came                         // a file that was asked for is here
)

// Event tells whoever shows data that it may be read again.
type Event struct {
	Kind  EventKind
	Scope changeset.Scope
	Own   bool // a change was signed at this desk: it waits for the server now
}

type feed struct {
	mu        sync.Mutex
	next      int
	listeners map[int]func(Event)
}

// Subscribe calls fn after every change, on the goroutine that made it, until the returned function is called. fn must not call commands.
func (w *Workspace) Subscribe(fn func(Event)) (cancel func()) {
	f := &w.feed
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.listeners == nil {
		f.listeners = map[int]func(Event){}
	}
	id := f.next
	f.next++
	f.listeners[id] = fn
	return func() {
		f.mu.Lock()
		defer f.mu.Unlock()
		delete(f.listeners, id)
	}
}

// Fetched tells that a file which was asked for is here.
func (w *Workspace) Fetched() { w.feed.emit(Event{Kind: Came}) }

func (f *feed) emit(e Event) {
	f.mu.Lock()
	fns := slices.Collect(maps.Values(f.listeners))
	f.mu.Unlock()
	for _, fn := range fns {
		fn(e)
	}
}
