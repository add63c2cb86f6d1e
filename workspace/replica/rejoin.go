package replica

import (
	"bytes"
	"cmp"
	"slices"
	"time"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/sync/identity"
	"thidua/sync/judge"
	"thidua/vietnamese"
)

// A desk can be set up and worked at for weeks before it meets the server, and its invitation may open nothing by then. It then asks for another
// one: the same key certifies itself with it, so that all that was signed meanwhile counts as it is (ADR 029).

// admitted reports whether the server has let this desk in: the control log here holds a certificate of its key.
func (w View) admitted() (bool, error) {
	cert, err := w.Judge.Certificate(w.Store, w.Control, w.Self(), changeset.Logged)
	return cert != nil, err
}

// JoinAgain uses another invitation at a desk that was set up and not let in. Nothing of what is here changes: one more change brings a
// certificate for the same key and person. Errors: "workspace.join-admitted" for a desk that was let in, "workspace.join-elsewhere" and
// "workspace.join-other" for an invitation of another office or of somebody else, "workspace.join-fewer" for one to less than what was written needs,
// "workspace.join-same" for one that is used here already, "identity.invite-expired", a fault of the logs in it, and what the judge says of it.
func (room Room) JoinAgain(invite *identity.InviteFile) error {
	inv, oneTime, err := openInvitation(invite)
	if err != nil {
		return err
	}
	known, err := lastReceived(invite.Logs[0])
	if err != nil {
		return err
	}
	since, err := room.mayJoinAgain(invite, inv, known)
	if err != nil {
		return err
	}
	fault, err := room.takeCopies(invite.Logs)
	if err != nil {
		return err
	}
	w, done := room.desk.Edit()
	defer done()
	was, err := w.Certificate()
	if err != nil {
		return err
	}
	if in, err := w.admitted(); err != nil || in { // the copies brought it
		return err
	}
	server, err := w.Server() // the way that was set leads there, and may not lead to another
	if err != nil {
		return err
	}
	j := joining{inv: inv, raw: invite.Invite, oneTime: oneTime, server: cmp.Or(server, invite.Server), known: known, since: since, person: was.Person}
	first, err := w.firstOwn()
	if err != nil {
		return err
	}
	me, err := w.Me()
	if err != nil {
		return err
	}
	j.name = me.Name
	if first != nil {
		if j.name == "" {
			if j.name, err = w.nameIn(first, was.Person); err != nil {
				return err
			}
		}
		if j.after, err = w.beside(first); err != nil {
			return err
		}
	}
	if err = w.certify(j); emulation.CodeOf(err) == emulation.Forbidden && fault != nil {
		return fault // what was left out of the file may be what the invitation stands on
	}
	return err
}

// mayJoinAgain compares an invitation with the desk; it gives the desk's clock as far as it is believed, in seconds.
func (room Room) mayJoinAgain(invite *identity.InviteFile, inv *identity.Invitation, known int64) (since int64, err error) {
	w, done := room.desk.View()
	defer done()
	if in, err := w.admitted(); err != nil || in {
		if err == nil {
			err = emulation.Errorf(emulation.Conflict, "workspace.join-admitted")
		}
		return 0, err
	}
	if invite.Root != w.Root() || invite.Logs[0].Scope != w.Control {
		return 0, emulation.Errorf(emulation.Forbidden, "workspace.join-elsewhere")
	}
	was, err := w.Certificate()
	if err != nil {
		return 0, err
	}
	if inv.Subject != was.Subject {
		own, err := w.BodyOf(was)
		if err != nil {
			return 0, err
		}
		return 0, emulation.Errorf(emulation.Forbidden, "workspace.join-other", "unit", own)
	}
	if !emulation.RolesWithin(was.May, inv.May) || !emulation.RolesWithin(was.MayGrant, inv.MayGrant) {
		return 0, emulation.Errorf(emulation.Forbidden, "workspace.join-fewer")
	}
	if err := w.Store.Pending(func(p changeset.PendingChange) error {
		if p.Change.Scope == w.Control && uses(p.Change, inv.OneTime) {
			return emulation.Errorf(emulation.Conflict, "workspace.join-same")
		}
		return nil
	}); err != nil {
		return 0, err
	}
	now := w.Now()
	if since = plausible(now.Unix(), known); since > inv.NotAfter {
		return 0, expired(inv, now)
	}
	return since, nil
}

// uses reports whether a change uses the invitation with this one-time key.
func uses(c *changeset.Signed, oneTime identity.PublicKey) bool {
	return slices.ContainsFunc(c.Operations, func(op changeset.Operation) bool {
		return record.Invitation.Used.Is(&op) && bytes.Equal(record.Invitation.Read(op.Key).OneTime, oneTime[:])
	})
}

func expired(inv *identity.Invitation, now time.Time) error {
	return emulation.Errorf(emulation.Invalid, "identity.invite-expired", "until", vietnamese.ShortMoment(time.Unix(inv.NotAfter, 0).In(now.Location())))
}

// takeCopies takes in what the copies of logs in an invitation bring and the server vouches for: by it the invitation is judged here. fault is
// the first reason for which something was left out, nil if nothing was.
func (room Room) takeCopies(logs []identity.LogCopy) (fault, err error) {
	v := room.Vouch("", false)
	for _, log := range logs {
		for _, e := range log.Entries {
			if err := v.Leaf(log.Scope, e.Leaf, e.Change); err != nil {
				return nil, err
			}
		}
		if len(log.Checkpoint) > 0 {
			if err := v.Note(log.Checkpoint); err != nil {
				return nil, err
			}
		}
	}
	var news []judge.Received
	for _, log := range logs {
		for _, e := range log.Entries {
			if v.Takes(log.Scope, e.Leaf) {
				news = append(news, judge.Received{Scope: log.Scope, Leaf: e.Leaf, Change: e.Change, Detached: e.Detached, Whole: true})
			}
		}
	}
	if _, err := v.Apply(news); err != nil {
		return nil, err
	}
	if len(v.faults) > 0 {
		fault = v.faults[0]
	}
	return fault, v.Keep()
}

// firstOwn is the change by which this desk wanted to join first, whether it has a leaf here or waits for one; nil if it is not here.
func (w View) firstOwn() (first *changeset.Signed, err error) {
	end, err := w.Store.Chain(changeset.ChainKey{Scope: w.Control, Log: w.Self()})
	if err != nil {
		return nil, err
	}
	if end.Seq > 0 { // a key without a certificate has no other leaf in its first epoch
		return w.own(end.Identity)
	}
	return first, w.Store.Pending(func(p changeset.PendingChange) error {
		if c := p.Change; c.Scope == w.Control && c.Log == w.Self() && c.Epoch == 0 && c.Seq == 1 {
			first = c
		}
		return nil
	})
}

// nameIn is the person's name as a joining change brought it; "" if it brought none, or it is not here.
func (w View) nameIn(c *changeset.Signed, person emulation.ID) (string, error) {
	for i := range c.Operations {
		op := &c.Operations[i]
		if !record.Person.Is(op) || record.Person.Read(op.Key).Person != person {
			continue
		}
		var commitment emulation.Hash
		if err := changeset.Load(op.Value, &commitment); err != nil {
			return "", err
		}
		d, err := w.Store.Detached(commitment)
		if err != nil || d == nil {
			return "", err
		}
		return string(d.Value), nil
	}
	return "", nil
}

// beside is where the own chain in the control log goes on: in an epoch of its own, after the first change. What else was written there meanwhile
// waits for a certificate and goes on behind that first change, in its epoch, whatever becomes of this one.
func (w View) beside(first *changeset.Signed) (*changeset.ChainHead, error) {
	own, err := w.Store.Own(w.Control)
	if err != nil {
		return nil, err
	}
	epoch, err := w.nextEpoch(w.Store, w.Control, own.Epoch)
	return &changeset.ChainHead{Epoch: epoch, Seq: first.Seq, Identity: first.Identity}, err
}
