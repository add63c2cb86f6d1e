package workspace

import (
	"crypto/ed25519"
	"time"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/sync/identity"
	"thidua/sync/judge"
	"thidua/vietnamese"
)

// SetUpOffice opens an office's desk in an empty store, from the office's file: the first leaves of the control log come with it.
func SetUpOffice(store Store, file *identity.OfficeFile, server string, env Environment) (*Workspace, error) {
	key, err := identity.ParseKey(file.Office)
	if err != nil {
		return nil, err
	}
	root := identity.PublicOf(file.RootKey())
	w, err := takeIn(store, key, root, []identity.LogCopy{file.Log}, env)
	if err != nil {
		return nil, err
	}
	if err := w.adoptOwnChains(); err != nil {
		return nil, err
	}
	return w, store.Commit(&changeset.Batch{Meta: w.names(server)})
}

// Join sets up a desk in an empty store from an invitation: the logs that come with it are checked and taken in, a new key certifies
// itself with the invitation's one-time key, and work can start, with or without a line. name is the person's name. A set-up that was
// interrupted can be done again with the same key; until it is done, Open says "workspace.not-set-up".
func Join(store Store, key *identity.Key, invite *identity.InviteFile, name string, env Environment) (*Workspace, error) {
	inv, oneTime, err := openInvitation(invite)
	if err != nil {
		return nil, err
	}
	known, err := lastReceived(invite.Logs[0])
	if err != nil {
		return nil, err
	}
	now := env.Now()
	since := plausible(now.Unix(), known)
	if since > inv.NotAfter {
		return nil, emulation.Errorf(emulation.Invalid, "identity.invite-expired", "until", vietnamese.ShortMoment(time.Unix(inv.NotAfter, 0).In(now.Location())))
	}
	w, err := takeIn(store, key, invite.Root, invite.Logs, env)
	if err != nil {
		return nil, err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	return w, w.certifySelf(inv, invite, oneTime, name, known, since)
}

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
func (w *Workspace) certifySelf(inv *identity.Invitation, invite *identity.InviteFile, oneTime ed25519.PrivateKey, name string, known, since int64) error {
	if cert, err := w.certified(); err != nil {
		return err
	} else if cert != nil { // an interrupted set-up came this far
		return w.store.Commit(&changeset.Batch{Meta: w.names(invite.Server)})
	}
	person, err := identity.NewID(w.env.Rand)
	if err != nil {
		return err
	}
	from := max(min(since, known), since-slack) - 24*3600
	cert := identity.Certificate{Key: identity.PublicKey(w.key.Public()), Recipient: w.key.Recipient(), Person: person, Subject: inv.Subject,
		May: inv.May, MayGrant: inv.MayGrant, NotBefore: from, NotAfter: from + identity.MaxValidity}
	raw, err := cert.Sign(w.judge.Tenant, oneTime)
	if err != nil {
		return err
	}
	log := w.key.LogID()
	ops := []changeset.Operation{
		record.Invitation.Signed.Op(record.ByOneTime{OneTime: inv.OneTime[:]}, invite.Invite),
		record.Invitation.Used.Op(record.ByOneTime{OneTime: inv.OneTime[:]}, log[:]),
		record.Certificate.Op(record.ByLog{Log: log}, raw),
	}
	r, err := w.store.Record(record.Invitation.Ref(w.control, record.ByOneTime{OneTime: inv.OneTime[:]}))
	if err != nil {
		return err
	}
	if len(record.Invitation.Signed.Heads(r, changeset.Now)) > 0 {
		ops = ops[1:] // it is in the log already
	}
	x := writing{scope: w.control, intent: "join", meta: w.names(invite.Server), at: since * 1000}
	x.meta[metaCertificate] = raw
	if name != "" {
		op, d, err := w.nameOperation(person, name)
		if err != nil {
			return err
		}
		ops, x.detached = append(ops, op), []changeset.Detached{d}
	}
	x.ops = ops
	_, err = w.put(x)
	return err
}

func (w *Workspace) nameOperation(person emulation.ID, name string) (changeset.Operation, changeset.Detached, error) {
	d, err := w.detach(name)
	if err != nil {
		return changeset.Operation{}, d, err
	}
	return record.Person.Op(record.ByPerson{Person: person}, d.Commitment()), d, nil
}

// detach makes a personal value: a change holds only its commitment.
func (w *Workspace) detach(value string) (changeset.Detached, error) {
	salt, err := identity.NewSecret(w.env.Rand)
	return changeset.Detached{Salt: salt, Value: []byte(value)}, err
}

// takeIn takes logs into an empty store, control first, and opens it. It is not set up before its names are written.
func takeIn(store Store, key *identity.Key, root identity.PublicKey, logs []identity.LogCopy, env Environment) (*Workspace, error) {
	if old, err := store.Meta(metaRoot); err != nil {
		return nil, err
	} else if old != nil {
		return nil, emulation.Errorf(emulation.Conflict, "workspace.already-set-up")
	}
	w := newWorkspace(store, key, env, root, logs[0].Scope)
	for i := range logs {
		var batch []judge.Received
		for _, e := range logs[i].Entries {
			batch = append(batch, judge.Received{Scope: logs[i].Scope, Leaf: e.Leaf, Change: e.Change, Detached: e.Detached})
		}
		if err := w.Apply(batch); err != nil {
			return nil, err
		}
		if logs[i].Checkpoint != nil {
			if err := w.Checkpoint(logs[i].Checkpoint); err != nil {
				return nil, err
			}
		}
	}
	return w, nil
}

// names are the small values that make a store a desk.
func (w *Workspace) names(server string) map[string][]byte {
	return map[string][]byte{metaRoot: w.judge.Root, metaOffice: w.control[:], metaServer: []byte(server)}
}

// adoptOwnChains continues chains this key wrote before (the office's first change was written by the server's init).
func (w *Workspace) adoptOwnChains() error {
	scopes, err := w.store.Scopes()
	if err != nil {
		return err
	}
	for _, s := range scopes {
		end, err := w.store.Chain(changeset.ChainKey{Scope: s, Log: w.key.LogID()})
		if err != nil {
			return err
		}
		if end.Seq == 0 {
			continue
		}
		if err := w.store.Commit(&changeset.Batch{Own: map[changeset.Scope]changeset.ChainHead{s: end}}); err != nil {
			return err
		}
	}
	return nil
}

// copyLog gives a whole log as it travels in a file.
func (w *Workspace) copyLog(scope changeset.Scope) (identity.LogCopy, error) {
	out := identity.LogCopy{Scope: scope}
	err := w.store.Entries(scope, 0, func(e *changeset.Entry) error {
		out.Entries = append(out.Entries, identity.EntryCopy{Leaf: e.LeafRaw, Change: e.Raw, Detached: e.Detached})
		return nil
	})
	if err != nil {
		return out, err
	}
	out.Checkpoint, err = w.store.Meta(checkpointName(scope))
	return out, err
}
