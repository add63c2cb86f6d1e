package judge

import (
	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/sync/identity"
)

// Closed is the version from which on a revoked key's changes beyond the last good one get no leaf, what a revoked key handed out and nobody used
// is void, and what may come into a log in one day is bounded.
const Closed = 3

// clockSlack is by how much the clock of who invites may be ahead of the server's, in seconds.
const clockSlack = 24 * 3600

// admitted notes whether the office took in a change that got no leaf.
func (x *exam) admitted() (err error) {
	if x.version >= Closed {
		x.taken, err = x.j.taken(x.v, x.control, x.c, x.at.Control)
	}
	return err
}

// taken reports whether the office's word that it takes in a change stands, as of a control size.
func (j *Judge) taken(v View, control changeset.Scope, c *changeset.Signed, at changeset.AsOf) (bool, error) {
	r, err := j.record(v, control, record.Admission.Ref(control, record.ByChange{Change: c.Identity[:]}))
	if err != nil {
		return false, err
	}
	d, _, err := record.Admission.Value(r, at)
	return d.Accept, err
}

// closed refuses what a revoked key wrote beyond its last good change in this log. Within it nothing begins anew: whoever has the key could put
// another past beside the one that is known.
func (x *exam) closed() error {
	if x.version < Closed || x.taken {
		return nil
	}
	lastGood, revoked, err := x.j.Revoked(x.v, x.control, x.c.Log, x.c.Scope, x.at.Control)
	if err != nil || !revoked {
		return err
	}
	out := x.c.Seq > lastGood
	if !out {
		key := changeset.ChainKey{Scope: x.c.Scope, Log: x.c.Log, Epoch: x.c.Epoch}
		end, err := x.v.Chain(key)
		if err != nil {
			return err
		}
		later := false
		key.Epoch++
		err = changeset.EachChain(x.v.Chain, key, func(uint64, changeset.ChainHead) (bool, error) {
			later = true
			return false, nil
		})
		if err != nil {
			return err
		}
		out = later || x.c.Epoch > 0 && end.Seq == 0 || x.c.Seq <= end.Seq
	}
	if out {
		return &Refusal{Reason: ReasonRevoked}
	}
	return nil
}

// within refuses what goes beyond a quota, and of a revoked key what stands beside its chain.
func (x *exam) within(fork bool) error {
	if x.version < Closed || x.taken {
		return nil
	}
	if fork {
		if _, revoked, err := x.j.Revoked(x.v, x.control, x.c.Log, x.c.Scope, x.at.Control); err != nil {
			return err
		} else if revoked {
			return &Refusal{Reason: ReasonRevoked}
		}
	}
	over, err := x.over()
	if err == nil && over {
		err = &Refusal{Reason: RefusedQuota}
	}
	return err
}

// void reports whether an invitation that nobody used yet opens nothing any more.
func (x *exam) void(inv *identity.Invitation) (bool, error) {
	if x.version < Closed {
		return false, nil
	}
	for _, key := range []identity.PublicKey{inv.OneTime, inv.Issuer} {
		if _, revoked, err := x.j.Revoked(x.v, x.control, key.LogID(), x.control, x.at.Control); err != nil || revoked {
			return revoked, err
		}
	}
	return false, nil
}

// takesBack: a leader takes back an invitation to the own unit. An invitation is revoked by the log id of its one-time key.
func (x *exam) takesBack(log changeset.LogID) (Ruling, error) {
	inv, err := x.j.InvitationOf(x.v, x.control, log, x.at.Control)
	return allow(inv != nil && inv.Subject == x.cert.Subject && emulation.HasRole(x.cert.May, emulation.RoleLeader), err)
}

// InvitationOf is the invitation whose one-time key has a log id, as of a control size; nil if there is none.
func (j *Judge) InvitationOf(v View, control changeset.Scope, log changeset.LogID, at changeset.AsOf) (found *identity.Invitation, err error) {
	err = v.EachRecord(control, record.Invitation.Kind, emulation.ID{}, func(_ changeset.Ref, r *changeset.Record) error {
		last := record.Invitation.Signed.Last(r, at)
		if last == nil || found != nil {
			return nil
		}
		raw, err := record.Invitation.Signed.Load(last.Value)
		if err != nil {
			return nil
		}
		if inv, err := identity.ParseInvitation(j.Tenant, raw); err == nil && inv.OneTime.LogID() == log {
			found = inv
		}
		return nil
	})
	return found, err
}

// reaches judges what was taken in before its key was revoked with an earlier last good change. What stands in the control log stands: rights are
// asked as of any earlier size of it, so the office undoes there what it has to by changes of its own. So does what the office took in by a word of
// its own, for which it knew of the revocation.
func (j *Judge) reaches(v View, c *changeset.Signed, control changeset.Scope, last *changeset.Leaf, cause *changeset.Place, at Moment, knows bool) (Ruling, bool, error) {
	if !knows || last.Verdict != changeset.Accepted || c.Scope.Kind() == changeset.Control || cause.Scope != control || cause.Last < int64(last.ControlSize) {
		return Ruling{}, false, nil
	}
	if taken, err := j.taken(v, control, c, at.Control); err != nil || taken {
		return Ruling{}, false, err
	}
	r, err := j.record(v, control, record.Revocation.Ref(control, record.ByLog{Log: c.Log}))
	if err != nil {
		return Ruling{}, false, err
	}
	rev, revoked, err := record.Revocation.Value(r, at.Control)
	lastGood, named := rev.LastGood[c.Scope.String()] // a log that is not named ends with what it holds
	return quarantined(ReasonRevoked), revoked && named && c.Seq > lastGood, err
}

// Shut reports whether the log here, as far as it goes, shows that a change of a revoked key gets no leaf at a time in milliseconds.
func (j *Judge) Shut(v View, c *changeset.Signed, ms int64) (bool, error) {
	x, err := j.examine(v, c, Moment{Received: ms, Control: changeset.Logged})
	if err == nil {
		err = x.admitted()
	}
	if err == nil {
		err = x.closed()
	}
	if r, refused := AsRefusal(err); refused {
		return r.Reason == ReasonRevoked, nil
	}
	return false, err
}
