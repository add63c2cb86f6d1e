package hub

import (
	"fmt"
	"slices"
	"time"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/sync/identity"
	"thidua/sync/judge"
	"thidua/sync/wire"
)

// A server that was restored from an old copy has given leaves it does not know any more. If it went on, it would give their places to others,
// and sign two histories of one log. So it gives no leaf in the logs of an office before it knows that it has everything back: it asks the
// desks, which hold leaves and its own signature on them (takeback.go), and waits until every key that may hold more was heard. Where that
// cannot be, the office opens a new generation (judge.Announcement).

// Lost is what a server knows of leaves of an office's logs that it gave and does not have.
type Lost struct {
	Control    changeset.Scope            `cbor:"1,keyasint"`
	Newest     int64                      `cbor:"2,keyasint"`           // time of the newest leaf that was here when this was found, ms
	Heard      []changeset.LogID          `cbor:"3,keyasint,omitempty"` // keys that hold nothing more
	Claims     []Claim                    `cbor:"4,keyasint,omitempty"` // the last of each other key that was heard
	Torn       []changeset.Scope          `cbor:"5,keyasint,omitempty"` // logs of which this server signed another history: no desk can give them back
	Generation uint64                     `cbor:"6,keyasint,omitempty"` // the highest this server signed, where that is above the one here
	Waiting    []changeset.LogID          `cbor:"-"`                    // keys that may hold more and were not heard
	Sizes      map[changeset.Scope]uint64 `cbor:"-"`                    // leaves of the logs that are claimed
}

// Claim is a desk's word that it holds more of a log than is here.
type Claim struct {
	Log    changeset.LogID `cbor:"1,keyasint"`
	Scope  changeset.Scope `cbor:"2,keyasint"`
	Size   uint64          `cbor:"3,keyasint"`           // leaves it says to hold
	Signed uint64          `cbor:"4,keyasint,omitempty"` // so many under this server's own signature; 0 without one beyond what is here
}

// maxClaims bounds what is kept of claims.
const maxClaims = 1000

// lostName is the meta value with all of them.
const lostName = "hub/lost"

// loadLost reads what an earlier start knew.
func (h *Hub) loadLost() error {
	h.lost = map[changeset.Scope]*Lost{}
	raw, err := h.store.Meta(lostName)
	if err != nil || raw == nil {
		return err
	}
	var all []*Lost
	if err := changeset.Unmarshal(raw, &all); err != nil {
		return fmt.Errorf("reading which leaves are lacking: %w", err)
	}
	for _, l := range all {
		h.lost[l.Control] = l
	}
	return nil
}

// saveLost writes it down; it is on disk when saveLost returns.
func (h *Hub) saveLost() error {
	return h.store.Commit(&changeset.Batch{Meta: map[string][]byte{lostName: h.encodeLost()}})
}

func (h *Hub) encodeLost() []byte {
	if len(h.lost) == 0 {
		return nil
	}
	var all []*Lost
	for _, l := range h.lost {
		all = append(all, l)
	}
	slices.SortFunc(all, func(a, b *Lost) int { return slices.Compare(a.Control[:], b.Control[:]) })
	return changeset.MustEncode(all)
}

// FellBehind says that the store was restored, or repaired, and may lack leaves this server gave: of all its offices. It is kept until
// everything came back, or the office opened a new generation.
func (h *Hub) FellBehind() error {
	defer h.alone()()
	if err := h.newEra(); err != nil {
		return err
	}
	scopes, err := h.store.Scopes()
	if err != nil {
		return err
	}
	for _, s := range scopes {
		if s.Kind() != changeset.Control {
			continue
		}
		if err := h.lose(s); err != nil {
			return err
		}
	}
	return h.saveLost()
}

// lose notes that leaves of an office's logs are lacking; the caller saves it.
func (h *Hub) lose(control changeset.Scope) error {
	if h.lost[control] != nil {
		return nil
	}
	newest, err := h.newest(control)
	h.lost[control] = &Lost{Control: control, Newest: newest}
	return err
}

// newest is the time of the newest leaf of an office's logs, ms.
func (h *Hub) newest(control changeset.Scope) (ms int64, err error) {
	logs, err := h.judge.LogsOf(h.store, control)
	if err != nil {
		return 0, err
	}
	for _, s := range logs {
		head, err := h.store.Log(s)
		if err != nil {
			return 0, err
		}
		ms = max(ms, head.Received)
	}
	return ms, nil
}

// Lost tells of which offices' logs leaves are lacking, and whose answer is waited for. Empty: of none.
func (h *Hub) Lost() ([]Lost, error) {
	defer h.among()()
	var out []Lost
	for _, l := range h.lost {
		told := *l
		told.Heard, told.Claims = slices.Clone(l.Heard), slices.Clone(l.Claims)
		readers, err := h.holders(l)
		if err != nil {
			return nil, err
		}
		for _, r := range readers {
			if !slices.Contains(l.Heard, r) {
				told.Waiting = append(told.Waiting, r)
			}
		}
		told.Sizes = map[changeset.Scope]uint64{}
		for _, c := range told.Claims {
			head, err := h.store.Log(c.Scope)
			if err != nil {
				return nil, err
			}
			told.Sizes[c.Scope] = head.Size
		}
		out = append(out, told)
	}
	slices.SortFunc(out, func(a, b Lost) int { return slices.Compare(a.Control[:], b.Control[:]) })
	return out, nil
}

// holders are the keys that may hold leaves this server does not have: those whose certificate, once renewed, could still be used after the
// newest leaf that was here, and that are not revoked.
func (h *Hub) holders(l *Lost) (out []changeset.LogID, err error) {
	err = h.store.EachRecord(l.Control, record.Certificate.Kind, emulation.ID{}, func(_ changeset.Ref, r *changeset.Record) error {
		log := record.Certificate.Read(r.Key).Log
		cert, err := h.judge.Certificate(h.store, l.Control, log, changeset.Logged)
		if err != nil || cert == nil || cert.Subject.Kind == emulation.SubjectServer {
			return err
		}
		if time.Unix(cert.NotAfter, 0).Add(h.RenewGrace).UnixMilli() < l.Newest {
			return nil
		}
		revoked, err := h.revoked(l.Control, log)
		if err == nil && !revoked {
			out = append(out, log)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	invited, err := h.invited(l)
	return append(out, invited...), err
}

// invited are the one-time keys of invitations that may have been used after the newest leaf that was here: who used one holds leaves, and its
// certificate is among those that are lacking.
func (h *Hub) invited(l *Lost) (out []changeset.LogID, err error) {
	field := record.Invitation.Signed
	err = h.store.EachRecord(l.Control, field.Of.Kind, emulation.ID{}, func(_ changeset.Ref, r *changeset.Record) error {
		last := field.Last(r, changeset.Logged)
		if last == nil || record.Invitation.Used.Last(r, changeset.Logged) != nil {
			return nil
		}
		var raw []byte
		if err := changeset.Load(last.Value, &raw); err != nil {
			return err
		}
		inv, err := identity.ParseInvitation(h.anchor.Tenant, raw)
		if err != nil || inv.NotAfter*1000 < l.Newest {
			return nil // nobody could use it
		}
		for _, key := range []identity.PublicKey{inv.OneTime, inv.Issuer} {
			if revoked, err := h.revoked(l.Control, key.LogID()); err != nil || revoked {
				return err
			}
		}
		out = append(out, inv.OneTime.LogID())
		return nil
	})
	return out, err
}

// hears takes in, for a proved caller that asked about all its logs over a line, whether it holds more than is here. When the last one was heard the logs
// go on. Where any are lacking it is for who is alone.
func (a *Answer) hears() error {
	h, c := a.h, a.caller
	l := h.lost[c.control]
	if l == nil || a.header.Only || a.posted != nil { // a bundle may be older than what its maker holds by now
		return nil
	}
	kept := slices.DeleteFunc(slices.Clone(l.Claims), func(k Claim) bool { return k.Log == c.log })
	for _, lack := range a.lacks {
		claim := Claim{Log: c.log, Scope: lack.Scope, Signed: a.signed[lack.Scope]}
		for _, cursor := range a.header.Cursors {
			if cursor.Scope == lack.Scope {
				claim.Size = cursor.Size
			}
		}
		if len(kept) < maxClaims {
			kept = append(kept, claim)
		}
	}
	all, err := h.holders(l)
	if err != nil {
		return err
	}
	kept = slices.DeleteFunc(kept, func(k Claim) bool { return k.Signed == 0 && !slices.Contains(all, k.Log) }) // nobody waits for the word of one who was revoked
	heard := slices.Contains(l.Heard, c.log)
	changed := !slices.Equal(kept, l.Claims)
	l.Claims = kept
	switch {
	case len(a.lacks) > 0 && heard:
		l.Heard, changed = slices.DeleteFunc(l.Heard, func(k changeset.LogID) bool { return k == c.log }), true
	case len(a.lacks) == 0 && !heard:
		l.Heard, changed = append(l.Heard, c.log), true
	}
	if len(l.Torn) == 0 && len(l.Claims) == 0 {
		if !slices.ContainsFunc(all, func(k changeset.LogID) bool { return !slices.Contains(l.Heard, k) }) {
			delete(h.lost, c.control)
			changed = true
		}
	}
	if !changed {
		return nil
	}
	return h.saveLost()
}

// gives is nil where leaves may be given in the logs of an office, else the refusal.
func (h *Hub) gives(control changeset.Scope) error {
	if h.lost[control] != nil {
		return &judge.Refusal{Reason: judge.RefusedRestored}
	}
	return nil
}

// unlessRefused is nil for a refusal: what the server itself wanted to write waits.
func unlessRefused(err error) error {
	if _, refused := judge.AsRefusal(err); refused {
		return nil
	}
	return err
}

// unbegun reports whether a log that has not begun here is no refusal: the caller may read it and has nothing of it yet, or holds leaves from
// before the server was restored, which it is told are lacking. Until the control log is back nobody can say who may.
func (a *Answer) unbegun(c wire.Cursor) (bool, error) {
	control, known, err := a.h.judge.ControlOf(a.h.store, c.Scope, changeset.Logged)
	if err != nil {
		return false, err
	}
	if known {
		if control != a.caller.control {
			return false, nil
		}
		if may, err := a.h.mayRead(a.caller, c.Scope); err != nil || !may {
			return false, err
		}
	} else if !a.silent {
		return false, nil
	}
	head, err := a.h.store.Log(c.Scope)
	if err != nil || head.Size > 0 {
		return false, err
	}
	if c.Size > 0 {
		a.lackOf(c, head)
	}
	return true, nil
}

// unknown asks a caller whose key is not known here for the control log, where that lost leaves: it may have joined after the backup, and be the
// only one who has the leaf that says so.
func (a *Answer) unknown() error {
	if a.header == nil {
		return nil
	}
	for _, c := range a.header.Cursors {
		if c.Scope.Kind() != changeset.Control || a.h.lost[c.Scope] == nil {
			continue
		}
		head, err := a.h.judge.Head(a.h.store, c.Scope)
		if err != nil {
			return err
		}
		if c.Size > head.Size {
			a.lackOf(c, head)
			return nil
		}
	}
	return nil
}

// lackOf notes that the caller holds more of a log than is here.
func (a *Answer) lackOf(c wire.Cursor, head changeset.LogHead) {
	a.problems = append(a.problems, wire.Problem{Scope: c.Scope, Code: emulation.Conflict, Key: "sync.server-behind"})
	a.lacks = append(a.lacks, wire.Lack{Scope: c.Scope, Generation: head.Generation, Size: head.Size})
}
