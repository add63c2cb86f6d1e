// Package refusal is a server's word that a change goes beyond a quota and gets no leaf: it is signed, and everybody who has the log can tell a
// false one.
package refusal

import (
	"crypto/ed25519"

	"thidua/emulation"
	"thidua/sync/changeset"
	"thidua/sync/judge"
)

// Word says when a change was refused, and by which logs.
type Word struct {
	Identity changeset.Identity `cbor:"1,keyasint"`
	Scope    changeset.Scope    `cbor:"2,keyasint"`
	Size     uint64             `cbor:"3,keyasint"` // leaves of the log
	Root     emulation.Hash     `cbor:"4,keyasint"`
	Control  uint64             `cbor:"5,keyasint"` // leaves of the control log
	Received int64              `cbor:"6,keyasint"` // the time the leaf would have had, milliseconds since 1970
}

// Sign writes it in its envelope.
func (w Word) Sign(tenant changeset.Tenant, key ed25519.PrivateKey) []byte {
	raw, _ := changeset.Seal(changeset.TypeRefusal, tenant, changeset.MustEncode(w), key)
	return raw
}

// Until is when there is room again, milliseconds since 1970: with the next day.
func (w *Word) Until() int64 { return (w.Received/judge.Day + 1) * judge.Day }

// Reader compares words with the logs of an office, as far as they are here.
type Reader struct {
	Judge   *judge.Judge
	View    judge.View
	Control changeset.Scope
}

// Open reads a word; nil if no server of the office signed it.
func (r Reader) Open(raw []byte) (found *Word, err error) {
	env, err := changeset.Unseal(changeset.TypeRefusal, r.Judge.Tenant, raw)
	if err != nil {
		return nil, nil
	}
	w := new(Word)
	if changeset.LoadStrict(env.Payload, w) != nil {
		return nil, nil
	}
	err = r.Judge.SignedByServer(r.View, r.Control, func(server ed25519.PublicKey) bool {
		if env.Verify(server) != nil {
			return false
		}
		found = w
		return true
	})
	return found, err
}

// Behind tells how the logs a word names lie to those here: it names more than is here, or it is older than they are.
func (r Reader) Behind(w *Word) (more, older bool, err error) {
	log, err := r.View.Log(w.Scope)
	if err != nil {
		return false, false, err
	}
	control, err := r.View.Log(r.Control)
	return w.Size > log.Size || w.Control > control.Size, w.Size < log.Size || w.Control < control.Size, err
}

// Check compares a server's word on a change, whose author is here, with the logs. nil without an error: they are not here as far as it needs.
// whole says that all the server has of them is here; then a word that needs more names leaves that do not exist. A *judge.Alarm is what it is
// then, and if no server signed it, if it speaks of another history, or if there was room.
func (r Reader) Check(c *changeset.Signed, raw []byte, whole bool) (*Word, error) {
	alarm := func(what string, index uint64) error {
		return &judge.Alarm{Scope: c.Scope, Index: index, What: what, Leaf: raw}
	}
	w, err := r.Open(raw)
	if err != nil {
		return nil, err
	}
	if w == nil || w.Identity != c.Identity || w.Scope != c.Scope {
		return nil, alarm("quota", 0)
	}
	if more, _, err := r.Behind(w); err != nil || more {
		if err == nil && whole {
			err = alarm("quota", w.Size)
		}
		return nil, err
	}
	if w.Size > 0 {
		if root, ok, err := r.View.RootAt(c.Scope, w.Size); err != nil {
			return nil, err
		} else if !ok || root != w.Root {
			return nil, alarm("root", w.Size)
		}
	}
	room, err := r.hadRoom(c, w)
	if _, refused := judge.AsRefusal(err); refused {
		return nil, nil // it gets no leaf, for another reason
	}
	if err == nil && room {
		err = alarm("quota", w.Size)
	}
	return w, err
}

// hadRoom counts anew, leaf by leaf, what had come into a log on that day. Where a clock was set back it counts too much rather than too little.
func (r Reader) hadRoom(c *changeset.Signed, w *Word) (bool, error) {
	free, err := r.Judge.Unbounded(r.View, c, judge.Moment{Received: w.Received, Control: changeset.AsOf(w.Control)})
	if err != nil || free {
		return free, err
	}
	mine, err := r.Judge.Share(r.View, r.Control, c, &changeset.Leaf{ControlSize: w.Control, Received: w.Received})
	if err != nil {
		return false, err
	}
	used := [3]emulation.Quota{mine.Quota, mine.Quota, mine.Quota}
	for i := int64(w.Size) - 1; i >= 0; i-- {
		e, err := r.View.Entry(c.Scope, uint64(i))
		if err != nil || e == nil {
			return false, err
		}
		if e.Leaf.Received/judge.Day < w.Received/judge.Day {
			break
		}
		if e.Leaf.Received/judge.Day > w.Received/judge.Day || e.Leaf.Further() || e.Leaf.JudgeVersion < judge.Closed {
			continue
		}
		other, err := changeset.Decode(r.Judge.Tenant, e.Raw)
		if err != nil {
			return false, err
		}
		share, err := r.Judge.Share(r.View, r.Control, other, &e.Leaf)
		if err != nil {
			return false, err
		}
		if share.Server {
			continue
		}
		used[2] = used[2].Plus(share.Quota)
		if share.Of == mine.Of {
			used[1] = used[1].Plus(share.Quota)
		}
		if other.Log == c.Log {
			used[0] = used[0].Plus(share.Quota)
		}
	}
	quotas, err := r.Judge.Quotas(r.View, r.Control, changeset.AsOf(w.Control))
	return !used[0].Exceeds(quotas.Key) && !used[1].Exceeds(quotas.Unit) && !used[2].Exceeds(quotas.Log), err
}
