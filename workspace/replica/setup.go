package replica

import (
	"crypto/ed25519"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/sync/identity"
	"thidua/workspace"
	"thidua/workspace/book"
)

// openInvitation reads an invitation and checks that its one-time key is the one its seed gives.
func openInvitation(invite *identity.InviteFile) (*identity.Invitation, ed25519.PrivateKey, error) {
	if len(invite.Logs) == 0 || invite.Logs[0].Scope.Kind() != changeset.Control {
		return nil, nil, emulation.Errorf(emulation.Corrupt, "identity.invite-file")
	}
	inv, err := identity.ParseInvitation(changeset.TenantOf(invite.Root.Key()), invite.Invite)
	if err != nil {
		return nil, nil, err
	}
	oneTime := invite.Seed.OneTimeKey(invite.Root.Key())
	if inv.OneTime != identity.PublicOf(oneTime) {
		return nil, nil, emulation.Errorf(emulation.Forbidden, "identity.invite-false")
	}
	return inv, oneTime, nil
}

// lastReceived is when the server gave a log its last leaf, in seconds; 0 if it has none.
func lastReceived(log identity.LogCopy) (int64, error) {
	if len(log.Entries) == 0 {
		return 0, nil
	}
	leaf, err := changeset.DecodeLeaf(log.Entries[len(log.Entries)-1].Leaf)
	if err != nil {
		return 0, emulation.Errorf(emulation.Corrupt, "identity.invite-file").Because(err)
	}
	return leaf.Received / 1000, nil
}

// wrongClock is how far a clock may be ahead of the last time known before it is not believed, in seconds.
const wrongClock = 2 * 365 * 24 * 3600

// plausible is a desk's clock in seconds, or the last time known where the clock is set before it or years after it.
func plausible(now, known int64) int64 {
	if known > 0 && (now < known || now > known+wrongClock) {
		return known
	}
	return now
}

// slack is how far a new certificate is dated back, in seconds, where its invitation is old enough: a clock that is days or weeks ahead would
// otherwise date it after its reception, and it would not hold.
const slack = 60 * 24 * 3600

// certifySelf writes the own certificate, signed with the invitation's one-time key, and with it that the desk is set up.
func (w Edit) certifySelf(inv *identity.Invitation, invite *identity.InviteFile, oneTime ed25519.PrivateKey, name string, known, since int64) error {
	if cert, err := w.Certified(); err != nil {
		return err
	} else if cert != nil { // an interrupted set-up came this far
		return w.Disk.Commit(&changeset.Batch{Meta: w.Names(invite.Server)})
	}
	person, err := identity.NewID(w.Rand)
	if err != nil {
		return err
	}
	return w.certify(joining{inv: inv, raw: invite.Invite, oneTime: oneTime, server: invite.Server, known: known, since: since, person: person, name: name})
}

// joining is how a key certifies itself.
type joining struct {
	inv          *identity.Invitation
	raw          []byte // as it was signed
	oneTime      ed25519.PrivateKey
	server       string
	known, since int64 // when the control log got its last leaf, and the desk's clock as far as it is believed; seconds since 1970
	person       emulation.ID
	name         string               // of the person; may be empty
	after        *changeset.ChainHead // what the change follows; nil: the chain's end
}

func (w Edit) certify(j joining) error {
	inv := j.inv
	from := max(min(j.since, j.known), j.since-slack) - 24*3600
	cert := identity.Certificate{Key: identity.PublicKey(w.Key.Public()), Recipient: w.Key.Recipient(), Person: j.person, Subject: inv.Subject,
		May: inv.May, MayGrant: inv.MayGrant, NotBefore: from, NotAfter: from + identity.MaxValidity}
	raw, err := cert.Sign(w.Judge.Tenant, j.oneTime)
	if err != nil {
		return err
	}
	log := w.Self()
	ops := []changeset.Operation{
		record.Invitation.Signed.Op(record.ByOneTime{OneTime: inv.OneTime[:]}, j.raw),
		record.Invitation.Used.Op(record.ByOneTime{OneTime: inv.OneTime[:]}, log[:]),
		record.Certificate.Op(record.ByLog{Log: log}, raw),
	}
	r, err := w.Store.Record(record.Invitation.Ref(w.Control, record.ByOneTime{OneTime: inv.OneTime[:]}))
	if err != nil {
		return err
	}
	if len(record.Invitation.Signed.Heads(r, changeset.Now)) > 0 {
		ops = ops[1:] // it is in the log already
	}
	x := workspace.Writing{Scope: w.Control, Intent: "join", Meta: w.Names(j.server), At: j.since * 1000, After: j.after}
	x.Meta[book.MetaCertificate] = raw
	if j.name != "" {
		op, d, err := w.nameOperation(j.person, j.name)
		if err != nil {
			return err
		}
		ops, x.Detached = append(ops, op), []changeset.Detached{d}
	}
	x.Ops = ops
	_, err = w.Put(x)
	return err
}

func (w Edit) nameOperation(person emulation.ID, name string) (changeset.Operation, changeset.Detached, error) {
	d, err := w.Detach(name)
	if err != nil {
		return changeset.Operation{}, d, err
	}
	key := record.ByPerson{Person: person}
	r, err := w.Store.Record(record.Person.Ref(w.Control, key)) // what a change of this desk says that waits already
	return record.Person.Op(key, d.Commitment(), changeset.IDs(record.Person.Heads(r, changeset.Now))...), d, err
}

// adoptOwnChains continues chains this key wrote before (the office's first change was written by the server's init).
func (w Edit) adoptOwnChains() error {
	scopes, err := w.Store.Scopes()
	if err != nil {
		return err
	}
	for _, s := range scopes {
		end, err := w.Store.Chain(changeset.ChainKey{Scope: s, Log: w.Self()})
		if err != nil {
			return err
		}
		if end.Seq == 0 {
			continue
		}
		if err := w.Disk.Commit(&changeset.Batch{Own: map[changeset.Scope]changeset.ChainHead{s: end}}); err != nil {
			return err
		}
	}
	return nil
}

// copyLog gives a whole log as it travels in a file.
func (w View) copyLog(scope changeset.Scope) (identity.LogCopy, error) {
	out := identity.LogCopy{Scope: scope}
	err := w.Store.Entries(scope, 0, func(e *changeset.Entry) error {
		err := w.complete(e)
		out.Entries = append(out.Entries, identity.EntryCopy{Leaf: e.LeafRaw, Change: e.Raw, Detached: e.Detached})
		return err
	})
	if err != nil {
		return out, err
	}
	out.Checkpoint, err = w.Store.Meta(book.CheckpointName(scope))
	return out, err
}
