package hub

import (
	"slices"
	"sync"

	"thidua/sync/changeset"
)

// locks keep apart what must not happen at once. A change in the log of a unit or a cluster is judged by the control log and its own log alone, so
// such logs do not wait for each other. The order in which locks are taken, none of them twice: world, lanes from the lowest on, keys, files. The
// locks of tickets, clock, judge, states and store are taken last, and nothing is waited for under them but the disk.
type locks struct {
	// world is held alone by whoever writes a control log, or what no other lock guards; by all others together, so that the control logs stand
	// still for as long as they look. Nobody who holds it takes it again: whoever waits to be alone keeps new ones out.
	world sync.RWMutex
	// lanes are of the logs of units and clusters, some of which share one: it is held by who writes the log, or reads more of it than one thing.
	lanes [lanes]sync.Mutex
	// keys are of who asks: a request spends its ticket under one, until that is on the disk.
	keys [lanes]sync.Mutex
	// files guards what is looked up by the names of files and invitations, and when who was asked.
	files sync.Mutex
	// starts is held while the count of starts is raised.
	starts sync.Mutex
	// holding is held while it is read what is held back.
	holding sync.Mutex
}

// lanes is how many logs can be written at once at most.
const lanes = 256

// alone waits until nobody else has the world.
func (h *Hub) alone() (leave func()) {
	h.lock.world.Lock()
	return h.lock.world.Unlock
}

// among takes the world with others, and the lanes of some logs.
func (h *Hub) among(scopes ...changeset.Scope) (leave func()) {
	h.lock.world.RLock()
	taken := h.enter(scopes...)
	return func() {
		taken()
		h.lock.world.RUnlock()
	}
}

// enter takes the lanes of some logs, for who has the world.
func (h *Hub) enter(scopes ...changeset.Scope) (leave func()) {
	list := make([]int, len(scopes))
	for i := range scopes {
		list[i] = lane(scopes[i][:])
	}
	slices.Sort(list)
	list = slices.Compact(list)
	for _, n := range list {
		h.lock.lanes[n].Lock()
	}
	return func() {
		for _, n := range list {
			h.lock.lanes[n].Unlock()
		}
	}
}

// lane is that of a log or key: ids are hashes or chance, of which the last byte is as good as any.
func lane(id []byte) int { return int(id[len(id)-1]) % lanes }

// planned takes the world for who looks at all its logs: alone where leaves are lacking, since there it is noted who was heard.
func (h *Hub) planned() (leave func()) {
	leave = h.among()
	if len(h.lost) == 0 {
		return leave
	}
	leave()
	return h.alone()
}
