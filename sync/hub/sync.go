package hub

import (
	"context"
	"errors"
	"io"

	"thidua/emulation"
	"thidua/sync/changeset"
	"thidua/sync/wire"
)

// Outcome is what one request came to, for the operator's log.
type Outcome struct {
	Log    changeset.LogID
	Proved bool // ticket and signature were right: more than a ticket was handed out
	Counts
	Entries int // leaves handed out
	More    bool
}

// Sync answers one request: it takes what is pushed and hands out what is new. whole is false if the request was cut on its way: then what
// came whole is taken, and nothing is answered. flush, if given, is called after each frame. Errors: code Corrupt or Invalid for a request
// that is none, Unavailable "wire.cut", and those of the store; once the response has begun only those of w. What came whole is taken even
// where the context ends meanwhile; handing out stops then.
func (h *Hub) Sync(ctx context.Context, raw []byte, whole bool, w io.Writer, flush func()) (Outcome, error) {
	r, err := wire.ParseRequest(raw)
	if err != nil {
		return Outcome{}, err
	}
	out := Outcome{Log: r.Log}
	header, pushes, err := read(r)
	if err != nil && (whole || !wire.IsCut(err)) {
		return out, err
	}
	if !whole || err != nil {
		_, counts, takeErr := h.Take(pushes)
		out.Counts = counts
		return out, errors.Join(takeErr, emulation.Errorf(emulation.Unavailable, "wire.cut").Because(err))
	}
	a, err := h.answer(r, header, pushes, &out)
	if err != nil {
		return out, err
	}
	err = a.write(ctx, wire.NewWriter(w, flush))
	out.Entries, out.More = a.entries, a.more
	return out, err
}

// read takes the items of a request apart.
func read(r *wire.Request) (*wire.Header, []wire.Push, error) {
	items := r.Items()
	defer items.Close()
	var header *wire.Header
	var pushes []wire.Push
	for {
		item, err := items.Next()
		if err == io.EOF {
			if header == nil {
				return nil, nil, emulation.Errorf(emulation.Corrupt, "wire.malformed", "what", "header")
			}
			return header, pushes, nil
		}
		if err != nil {
			return header, pushes, err
		}
		switch item := item.(type) {
		case *wire.Header:
			header = item
		case *wire.Push:
			pushes = append(pushes, *item)
		}
	}
}

// answer does all that needs the lock: it proves the caller, renews, takes, and fixes which prefixes of which logs are handed out.
func (h *Hub) answer(r *wire.Request, header *wire.Header, pushes []wire.Push, out *Outcome) (*answer, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	c, err := h.authenticate(r)
	if err != nil {
		return nil, err
	}
	t := h.taking()
	if c != nil {
		if err := t.renew(c.control, c.log); err != nil {
			return nil, err
		}
		if err := t.flush(); err != nil {
			return nil, err
		}
	}
	acks, err := t.all(pushes)
	out.Counts = t.counts
	if err != nil {
		return nil, err
	}
	if c == nil { // the pushed changes may have brought its certificate
		c, err = h.authenticate(r)
	} else {
		c, err = h.find(c.log) // it may have been renewed or revoked just now
	}
	if err != nil {
		return nil, err
	}
	until := t.nowMs + h.TicketLife.Milliseconds()
	a := &answer{h: h, ticket: wire.Ticket{Ticket: h.tickets.give(r.Log, until), Until: until}}
	if c == nil {
		return a, nil
	}
	out.Proved = true
	a.caller, a.acks, a.header, a.nowMs = c, acks, header, t.nowMs
	return a, a.plan()
}
