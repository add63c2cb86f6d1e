package hub

import (
	"context"
	"time"

	"thidua/emulation"
	"thidua/sync/changeset"
	"thidua/sync/state"
)

// What is signed of a log's state is the sum that was kept. One that went wrong here would stay wrong with every leaf, and every desk would accuse
// this server. So the records are added up anew at each start, and where a desk that has the same log has another state of it.

// anewEvery is how often the word of desks makes the server do so for one log: it reads all its records.
const anewEvery = 10 * time.Minute

// SumAnew adds the state of every log up anew, and names those of which a wrong sum was kept. Requests are answered in between.
func (h *Hub) SumAnew(ctx context.Context) (mended []changeset.Scope, err error) {
	scopes, err := h.store.Scopes()
	if err != nil {
		return nil, err
	}
	for _, s := range scopes {
		if err := ctx.Err(); err != nil {
			return mended, err
		}
		leave := h.among(s)
		wrong, err := h.sumAnew(s)
		leave()
		if err != nil {
			return mended, err
		}
		if wrong {
			mended = append(mended, s)
		}
	}
	return mended, nil
}

// sumAnew is SumAnew for one log, by who has its lane. Of one with a record that cannot be read nothing is said: doctor names it.
func (h *Hub) sumAnew(scope changeset.Scope) (wrong bool, err error) {
	row, err := h.states.Anew(scope)
	if emulation.CodeOf(err) == emulation.Corrupt {
		return false, nil
	}
	if row == nil || err != nil {
		return false, err
	}
	return true, h.store.Commit(&changeset.Batch{Records: map[changeset.Ref]*changeset.Record{state.Ref(scope): row}})
}

// sums reports whether desks may have the state of a log added up anew at a time in milliseconds, and notes that they had.
func (h *Hub) sums(scope changeset.Scope, nowMs int64) bool {
	h.lock.files.Lock()
	defer h.lock.files.Unlock()
	if since := nowMs - h.summed[scope]; since >= 0 && since < anewEvery.Milliseconds() {
		return false
	}
	h.summed[scope] = nowMs
	return true
}

// doubted looks whether a state is wrong here of which a desk has another.
func (a *Answer) doubted(p *part) error {
	h, scope := a.h, p.cursor.Scope
	if !h.sums(scope, a.nowMs) {
		return nil
	}
	wrong, err := h.sumAnew(scope)
	if !wrong || err != nil {
		return err
	}
	a.Mended = append(a.Mended, scope)
	p.state, err = h.states.Of(scope)
	return err
}
