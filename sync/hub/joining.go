package hub

import (
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

// joining is what a caller is told who has no certificate. It runs under the lock. One that has, and was not proved, is told nothing.
func (a *Answer) joining(r *wire.Request) ([]wire.Ack, error) {
	if len(a.joins) == 0 || !a.h.ticketed(r.Log, r.Ticket) || r.Verify(a.h.anchor.Tenant, a.joins[0].key.Key()) != nil {
		return nil, nil
	}
	if c, err := a.h.find(r.Log); err != nil || c != nil {
		return nil, err
	}
	acks := make([]wire.Ack, len(a.joins))
	for i := range a.joins {
		acks[i] = a.joins[i].ack
	}
	return acks, nil
}
