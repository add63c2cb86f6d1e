package hub

import (
	"encoding/binary"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/sync/identity"
	"thidua/sync/ticket"
	"thidua/sync/wire"
)

// caller is who asks, once it is proved.
type caller struct {
	log     changeset.LogID
	control changeset.Scope
	cert    *identity.Certificate
	revoked bool
}

// find looks up the certificate of a key in the control logs here; nil if none names it. It is for who has the world.
func (h *Hub) find(log changeset.LogID) (*caller, error) {
	scopes, err := h.store.Scopes()
	if err != nil {
		return nil, err
	}
	for _, s := range scopes {
		if s.Kind() != changeset.Control {
			continue
		}
		cert, err := h.judge.CertificateAt(h.store, s, log, changeset.Logged, h.now().UnixMilli())
		if err != nil {
			return nil, err
		}
		if cert == nil {
			continue
		}
		revoked, err := h.revoked(s, log)
		return &caller{log: log, control: s, cert: cert, revoked: revoked}, err
	}
	return nil, nil
}

// revoked reports whether a key was taken back: a desk's, or the one-time key of an invitation.
func (h *Hub) revoked(control changeset.Scope, log changeset.LogID) (bool, error) {
	r, err := h.store.Record(record.Revocation.Ref(control, record.ByLog{Log: log}))
	return record.Revocation.Last(r, changeset.Logged) != nil, err
}

// ticketed reports whether what names a key came with a ticket of this hub that still counts, whoever sent it.
func (h *Hub) ticketed(log changeset.LogID, ticket []byte) bool {
	number, ok := h.tickets.Valid(log, ticket, h.now().UnixMilli())
	return ok && h.tickets.Counts(log, number)
}

// Bearer reports whether a ticket was given to who had proved the key that an opening names. That is less than a proof, since a ticket can be
// seen on its way, but nobody comes by one who never met that key, and it costs nothing to look.
func (h *Hub) Bearer(o *wire.Opening) bool {
	number, ok := h.tickets.Valid(o.Log, o.Ticket, h.now().UnixMilli())
	return ok && number&1 == 1
}

// authenticated is authenticate with the lock taken.
func (h *Hub) authenticated(r *wire.Request) (*caller, error) {
	defer h.among()()
	return h.authenticate(r)
}

// authenticate proves who sent a request: a ticket of this key, not used for the same bytes long before, and the key's signature. nil: not proved.
func (h *Hub) authenticate(r *wire.Request) (*caller, error) {
	number, ok := h.tickets.Valid(r.Log, r.Ticket, h.now().UnixMilli())
	if !ok {
		return nil, nil
	}
	c, err := h.find(r.Log)
	if err != nil || c == nil {
		return nil, err
	}
	if r.Verify(h.anchor.Tenant, c.cert.Key.Key()) != nil {
		return nil, nil
	}
	if ok, err := h.spend(r.Log, number, emulation.Digest(r.Ticket, r.Body)); err != nil || !ok {
		return nil, err
	}
	return c, nil
}

// spend reports whether a request whose signature was right may be answered, with the number of its ticket on the disk before it is.
func (h *Hub) spend(log changeset.LogID, number uint64, request emulation.Hash) (bool, error) {
	mine := &h.lock.keys[lane(log[:])] // of one key's numbers the newest is written last, and who repeats a request waits until it is on the disk
	mine.Lock()
	defer mine.Unlock()
	ok, newer, err := h.tickets.Spend(log, number, request, h.now().UnixMilli())
	if err == nil && newer {
		err = h.used(log, number)
		if emulation.CodeOf(err) == emulation.Full {
			err = nil // who only wants to read is not kept out by a full disk: until the next start the memory counts
		}
	}
	return ok, err
}

// used keeps the newest number a key used, and that there were as many starts as it tells, for data that was laid back by hand forgot them.
func (h *Hub) used(log changeset.LogID, number uint64) error {
	b := &changeset.Batch{Meta: map[string][]byte{usedName + log.String(): binary.BigEndian.AppendUint64(nil, number)}}
	starts, err := h.number(startsName)
	if err != nil {
		return err
	}
	told := number >> ticket.StartBits
	if told > starts {
		h.lock.starts.Lock()
		defer h.lock.starts.Unlock()
		if starts, err = h.number(startsName); err != nil {
			return err
		}
	}
	if told > starts {
		b.Meta[startsName] = binary.BigEndian.AppendUint64(nil, told)
	}
	return h.store.Commit(b)
}

// barred is why a caller whose key is proved is given nothing to read; nil if it may read.
func (h *Hub) barred(c *caller) *emulation.Error {
	switch {
	case c.revoked:
		return emulation.Errorf(emulation.Forbidden, "sync.revoked")
	case c.cert.ValidAt(h.now().UnixMilli()):
		return nil
	case h.due(c.cert, h.now().UnixMilli()): // it would have been renewed if the server's own certificate had not ended
		return emulation.Errorf(emulation.Forbidden, "sync.not-renewed")
	}
	return emulation.Errorf(emulation.Forbidden, "sync.expired")
}

// readable lists the logs a caller may read, control first. It is for who has the world.
func (h *Hub) readable(c *caller) ([]changeset.Scope, error) {
	logs, err := h.judge.LogsOf(h.store, c.control)
	if err != nil {
		return nil, err
	}
	out := []changeset.Scope{c.control}
	for _, s := range logs {
		if s == c.control {
			continue
		}
		may, err := h.mayRead(c, s)
		if err != nil {
			return nil, err
		}
		if may {
			out = append(out, s)
		}
	}
	return out, nil
}

func (h *Hub) mayRead(c *caller, scope changeset.Scope) (bool, error) {
	return h.judge.MayRead(h.store, c.control, c.cert, scope, changeset.Logged)
}
