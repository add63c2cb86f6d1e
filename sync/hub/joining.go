package hub

import (
	"slices"

	"thidua/emulation"
	"thidua/sync/changeset"
	"thidua/sync/identity"
	"thidua/sync/wire"
)

// A desk whose invitation opened nothing has no certificate, so nothing proves it but the key that its own joining change brought. With a ticket
// and a signature of that key it is told what became of that change, and nothing else: the server's word, which nothing is done on.

// join is the answer to a change that brings the certificate of the key that signed it.
type join struct {
	ack wire.Ack
	key identity.PublicKey
}

// noteJoins picks, among the answers to a batch, those to the joining changes of the key that asks.
func (a *Answer) noteJoins(batch []arrived, acks []wire.Ack) {
	for i := range acks {
		c := batch[i].change
		if c == nil || c.Log != a.Log || c.Scope.Kind() != changeset.Control {
			continue
		}
		if cert := a.h.judge.Brought(&c.Change); cert != nil {
			acks[i].Said = nil // the leaves that prove it are not for who has no certificate
			a.joins = append(a.joins, join{acks[i], cert.Key})
		}
	}
}

// joining is what a caller is told who has no certificate, by who has the world. One that has, and was not proved, is told nothing.
//
// What a leaf says is told to who asks now, and not to who recorded the request. Of a change without one there is but a word to tell, and its
// ticket is not kept: anybody can make such a change, with a new key each time, and would fill the disk.
func (a *Answer) joining(r *wire.Request) ([]wire.Ack, error) {
	if len(a.joins) == 0 || !a.h.ticketed(r.Log, r.Ticket) || r.Verify(a.h.anchor.Tenant, a.joins[0].key.Key()) != nil {
		return nil, nil
	}
	if c, err := a.h.find(r.Log); err != nil || c != nil {
		return nil, err
	}
	if slices.ContainsFunc(a.joins, func(j join) bool { return len(j.ack.Leaf) > 0 }) {
		number, _ := a.h.tickets.Valid(r.Log, r.Ticket, a.h.now().UnixMilli())
		if ok, err := a.h.spend(r.Log, number, emulation.Digest(r.Ticket, r.Body)); err != nil || !ok {
			return nil, err
		}
	}
	acks := make([]wire.Ack, len(a.joins))
	for i := range a.joins {
		acks[i] = a.joins[i].ack
	}
	return acks, nil
}
