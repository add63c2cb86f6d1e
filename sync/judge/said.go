package judge

import (
	"crypto/ed25519"

	"thidua/emulation"
	"thidua/sync/changeset"
)

// Said is a server's word that a change goes beyond a quota: when, and of which log. It is signed, so that a false one is proof.
type Said struct {
	Identity changeset.Identity `cbor:"1,keyasint"`
	Scope    changeset.Scope    `cbor:"2,keyasint"`
	Size     uint64             `cbor:"3,keyasint"` // leaves of the log
	Root     emulation.Hash     `cbor:"4,keyasint"`
	Control  uint64             `cbor:"5,keyasint"` // leaves of the control log
	Received int64              `cbor:"6,keyasint"` // the time the leaf would have had, milliseconds since 1970
}

// Sign writes it in its envelope.
func (s Said) Sign(tenant changeset.Tenant, key ed25519.PrivateKey) []byte {
	raw, _ := changeset.Seal(changeset.TypeRefusal, tenant, changeset.MustEncode(s), key)
	return raw
}

// Until is when there is room again, milliseconds since 1970: with the next day.
func (s *Said) Until() int64 { return (s.Received/day + 1) * day }

// CheckSaid compares a server's word on a change, whose author is here, with the log. nil without an error: it is not here as far as needed yet.
// An *Alarm is what it is if no server signed it, if it speaks of another history, or if there was room.
func (j *Judge) CheckSaid(v View, control changeset.Scope, c *changeset.Signed, raw []byte) (*Said, error) {
	alarm := func(what string, index uint64) error {
		return &Alarm{Scope: c.Scope, Index: index, What: what, Leaf: raw}
	}
	said, err := j.openSaid(v, control, raw)
	if err != nil {
		return nil, err
	}
	if said == nil || said.Identity != c.Identity || said.Scope != c.Scope {
		return nil, alarm("quota", 0)
	}
	head, err := v.Log(c.Scope)
	if err != nil {
		return nil, err
	}
	if known, err := v.Log(control); err != nil || head.Size < said.Size || known.Size < said.Control {
		return nil, err
	}
	if said.Size > 0 {
		if root, ok, err := v.RootAt(c.Scope, said.Size); err != nil {
			return nil, err
		} else if !ok || root != said.Root {
			return nil, alarm("root", said.Size)
		}
	}
	room, err := j.hadRoom(v, control, c, said)
	if err == nil && room {
		err = alarm("quota", said.Size)
	}
	return said, err
}

// openSaid reads it; nil if no server of the office signed it.
func (j *Judge) openSaid(v View, control changeset.Scope, raw []byte) (found *Said, err error) {
	env, err := changeset.Unseal(changeset.TypeRefusal, j.Tenant, raw)
	if err != nil {
		return nil, nil
	}
	said := new(Said)
	if changeset.LoadStrict(env.Payload, said) != nil {
		return nil, nil
	}
	err = j.SignedByServer(v, control, func(server ed25519.PublicKey) bool {
		if env.Verify(server) != nil {
			return false
		}
		found = said
		return true
	})
	return found, err
}

// hadRoom counts anew, leaf by leaf, what had come into a log on that day. Where a clock was set back it counts too much rather than too little.
func (j *Judge) hadRoom(v View, control changeset.Scope, c *changeset.Signed, said *Said) (bool, error) {
	at := changeset.AsOf(said.Control)
	version, err := j.InForce(v, control, at)
	if err != nil || version < Closed {
		return version < Closed, err
	}
	mine, _, err := j.subject(v, control, c, &changeset.Leaf{ControlSize: said.Control, Received: said.Received})
	if err != nil {
		return false, err
	}
	if c.Scope == control { // as in over
		cert, err := j.CertificateAt(v, control, c.Log, at, said.Received)
		if err != nil || cert != nil && (&exam{control: control, cert: cert}).isOffice() {
			return err == nil, err
		}
	}
	var used [3]emulation.Quota
	for i := int64(said.Size) - 1; i >= 0; i-- {
		e, err := v.Entry(c.Scope, uint64(i))
		if err != nil || e == nil {
			return false, err
		}
		if e.Leaf.Received/day < said.Received/day {
			break
		}
		if e.Leaf.Received/day > said.Received/day || e.Leaf.Further() || e.Leaf.JudgeVersion < Closed {
			continue
		}
		other, err := changeset.Decode(j.Tenant, e.Raw)
		if err != nil {
			return false, err
		}
		subject, server, err := j.subject(v, control, other, &e.Leaf)
		if err != nil {
			return false, err
		}
		if server {
			continue
		}
		cost := costs(other)
		used[2] = plus(used[2], cost)
		if subject == mine {
			used[1] = plus(used[1], cost)
		}
		if other.Log == c.Log {
			used[0] = plus(used[0], cost)
		}
	}
	quotas, err := j.Quotas(v, control, at)
	cost := costs(c)
	return !beyond(plus(used[0], cost), quotas.Key) && !beyond(plus(used[1], cost), quotas.Unit) && !beyond(plus(used[2], cost), quotas.Log), err
}
