package workspace

import (
	"crypto/ed25519"
	"time"

	"thidua/emulation"
	"thidua/sync/changeset"
	"thidua/sync/identity"
	"thidua/sync/judge"
)

// SetUpOffice opens an office's desk in an empty store, from the office's file: the first leaves of the control log come with it.
func SetUpOffice(store Store, file *identity.OfficeFile, server string, env Environment) (*Workspace, error) {
	key, err := identity.ParseKey(file.Office)
	if err != nil {
		return nil, err
	}
	root := identity.PublicOf(file.RootKey())
	return setUp(store, key, root, file.Log.Scope, []identity.LogCopy{file.Log}, server, env)
}

// Join sets up a desk in an empty store from an invitation: the logs that come with it are checked and taken in, a new key certifies
// itself with the invitation's one-time key, and work can start, with or without a line. name is the person's name.
func Join(store Store, key *identity.Key, invite *identity.InviteFile, name string, env Environment) (*Workspace, error) {
	if len(invite.Logs) == 0 {
		return nil, emulation.Errorf(emulation.Corrupt, "identity.invite-file")
	}
	tenant := changeset.TenantOf(invite.Root.Key())
	inv, err := identity.ParseInvitation(tenant, invite.Invite)
	if err != nil {
		return nil, err
	}
	oneTime := invite.Seed.OneTimeKey(invite.Root.Key())
	if inv.OneTime != identity.PublicOf(oneTime) {
		return nil, emulation.Errorf(emulation.Forbidden, "identity.invite-false")
	}
	now := env.Now()
	if now.Unix() > inv.NotAfter {
		return nil, emulation.Errorf(emulation.Invalid, "identity.invite-expired", "until", time.Unix(inv.NotAfter, 0).In(now.Location()).Format("02/01/2006 15:04"))
	}
	w, err := setUp(store, key, invite.Root, invite.Logs[0].Scope, invite.Logs, invite.Server, env)
	if err != nil {
		return nil, err
	}
	return w, w.certifySelf(inv, invite, oneTime, name)
}

func (w *Workspace) certifySelf(inv *identity.Invitation, invite *identity.InviteFile, oneTime ed25519.PrivateKey, name string) error {
	person, err := identity.NewID(w.env.Rand)
	if err != nil {
		return err
	}
	since, err := w.plausibleNow()
	if err != nil {
		return err
	}
	cert := identity.Certificate{Key: identity.PublicKey(w.key.Public()), Recipient: w.key.Recipient(), Person: person, Subject: inv.Subject,
		May: inv.May, MayGrant: inv.MayGrant, NotBefore: since - 24*3600, NotAfter: since - 24*3600 + identity.MaxValidity}
	raw, err := cert.Sign(w.judge.Tenant, oneTime)
	if err != nil {
		return err
	}
	log := w.key.LogID()
	ops := []changeset.Operation{
		changeset.Op("invitation", changeset.NewKey(inv.OneTime[:]), "invitation", invite.Invite),
		changeset.Op("invitation", changeset.NewKey(inv.OneTime[:]), "used", log[:]),
		changeset.Op("certificate", changeset.NewKey(log), "certificate", raw),
	}
	r, err := w.store.Record(changeset.NaturalRef(w.control, "invitation", changeset.NewKey(inv.OneTime[:])))
	if err != nil {
		return err
	}
	if len(r.Heads("invitation", changeset.Now)) > 0 {
		ops = ops[1:] // it is in the log already
	}
	var detached []changeset.Detached
	if name != "" {
		op, d, err := w.nameOperation(person, name)
		if err != nil {
			return err
		}
		ops, detached = append(ops, op), []changeset.Detached{d}
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	_, err = w.write(w.control, "join", ops, detached, nil)
	return err
}

func (w *Workspace) nameOperation(person emulation.ID, name string) (changeset.Operation, changeset.Detached, error) {
	d := changeset.Detached{Value: []byte(name)}
	salt, err := identity.NewSecret(w.env.Rand)
	if err != nil {
		return changeset.Operation{}, d, err
	}
	d.Salt = salt
	return changeset.Op("person", changeset.NewKey(person), "name", d.Commitment()), d, nil
}

// plausibleNow is the desk's clock in seconds, or the time of the last control leaf if the clock is set before it or years after it: a
// certificate dated by a wrong clock would not hold.
func (w *Workspace) plausibleNow() (int64, error) {
	now := w.env.Now().Unix()
	head, err := w.store.Log(w.control)
	if err != nil {
		return 0, err
	}
	known := head.Received / 1000
	if head.Size > 0 && (now < known || now > known+2*365*24*3600) {
		return known, nil
	}
	return now, nil
}

// setUp takes logs into an empty store and opens it.
func setUp(store Store, key *identity.Key, root identity.PublicKey, control changeset.Scope, logs []identity.LogCopy, server string, env Environment) (*Workspace, error) {
	if old, err := store.Meta(metaRoot); err != nil {
		return nil, err
	} else if old != nil {
		return nil, emulation.Errorf(emulation.Conflict, "workspace.already-set-up")
	}
	w := newWorkspace(store, key, env, root, control)
	for i := range logs {
		var batch []judge.Received
		for _, e := range logs[i].Entries {
			batch = append(batch, judge.Received{Scope: logs[i].Scope, Leaf: e.Leaf, Change: e.Change, Detached: e.Detached})
		}
		if err := w.Apply(batch); err != nil {
			return nil, err
		}
	}
	if err := w.adoptOwnChains(); err != nil {
		return nil, err
	}
	return w, store.Commit(&changeset.Batch{Meta: map[string][]byte{metaRoot: root[:], metaOffice: control[:], metaServer: []byte(server)}})
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
