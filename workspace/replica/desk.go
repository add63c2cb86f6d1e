package replica

import (
	"context"
	"encoding/binary"
	"errors"

	"thidua/emulation"
	"thidua/sync/changeset"
	"thidua/sync/identity"
	"thidua/sync/judge"
	"thidua/workspace"
	"thidua/workspace/book"
)

// SetUpOffice opens an office's desk in an empty store, from the office's file: the first leaves of the control log come with it.
func SetUpOffice(store workspace.Store, file *identity.OfficeFile, server string, env workspace.Environment) (*workspace.Workspace, error) {
	key, err := identity.ParseKey(file.Office)
	if err != nil {
		return nil, err
	}
	root := identity.PublicOf(file.RootKey())
	desk, err := takeIn(store, key, root, []identity.LogCopy{file.Log}, env)
	if err != nil {
		return nil, err
	}
	w, done := At(desk).desk.Edit()
	defer done()
	if err := w.adoptOwnChains(); err != nil {
		return nil, err
	}
	return desk, store.Commit(&changeset.Batch{Meta: w.Names(server)})
}

// Join sets up a desk in an empty store from an invitation: the logs that come with it are checked and taken in, a new key certifies
// itself with the invitation's one-time key, and work can start, with or without a line. name is the person's name. A set-up that was
// interrupted can be done again with the same key; until it is done, Open says "workspace.not-set-up".
func Join(store workspace.Store, key *identity.Key, invite *identity.InviteFile, name string, env workspace.Environment) (*workspace.Workspace, error) {
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
		return nil, expired(inv, now)
	}
	desk, err := takeIn(store, key, invite.Root, invite.Logs, env)
	if err != nil {
		return nil, err
	}
	w, done := At(desk).desk.Edit()
	defer done()
	return desk, w.certifySelf(inv, invite, oneTime, name, known, since)
}

// takeIn takes logs into an empty store, control first, and opens it. It is not set up before its names are written.
func takeIn(store workspace.Store, key *identity.Key, root identity.PublicKey, logs []identity.LogCopy, env workspace.Environment) (*workspace.Workspace, error) {
	if old, err := workspace.SetUp(store); err != nil {
		return nil, err
	} else if old {
		return nil, emulation.Errorf(emulation.Conflict, "workspace.already-set-up")
	}
	desk := workspace.New(store, key, env, root, logs[0].Scope)
	for i := range logs {
		var batch []judge.Received
		for _, e := range logs[i].Entries {
			batch = append(batch, judge.Received{Scope: logs[i].Scope, Leaf: e.Leaf, Change: e.Change, Detached: e.Detached})
		}
		if err := At(desk).Apply(batch); err != nil {
			return nil, err
		}
		if len(logs[i].Checkpoint) > 0 { // a log that has not begun has none
			if err := At(desk).Checkpoint(logs[i].Checkpoint); err != nil {
				return nil, err
			}
		}
	}
	return desk, nil
}

// Pending visits the own changes that wait for a leaf, control first, then in the order they were made.
//
// What the server would not take now rests.
func (room Room) Pending(fn func(changeset.PendingChange) error) error {
	resting, err := room.resting()
	if err != nil {
		return err
	}
	for _, control := range []bool{true, false} {
		err := room.desk.Disk().Pending(func(p changeset.PendingChange) error {
			if (p.Change.Scope.Kind() == changeset.Control) != control {
				return nil
			}
			if from := resting[p.Change.Scope]; from > 0 && p.Change.Seq >= from {
				return nil
			}
			return fn(p)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// StateHashes gives the digest of the accepted state of every log here.
func (room Room) StateHashes(ctx context.Context) ([]LogStatus, error) {
	logs, err := room.logsNow()
	if err != nil {
		return nil, err
	}
	shown := book.Until(ctx, room.desk.Disk())
	for i := range logs {
		if logs[i].State, logs[i].Size, logs[i].Root, err = stateOf(shown, logs[i].Scope); err != nil {
			return nil, err
		}
	}
	return logs, nil
}

// VerifyLogs recomputes everything from the signed bytes: it replays every log into an empty scratch store, checking each signature, chain
// and verdict again, and compares roots, the server's checkpoints and the state with what this desk shows. Meanwhile the desk can be used; the end of ctx ends it.
func (room Room) VerifyLogs(ctx context.Context, scratch workspace.Store) ([]Verified, error) {
	shown := book.Until(ctx, room.desk.Disk())
	scopes, err := shown.Scopes()
	if err != nil {
		return nil, err
	}
	b, done := room.desk.View()
	j := judge.New(b.Judge.Anchor)
	j.Knows = b.Judge.Knows
	done()
	p := replaying{ctx: ctx, shown: shown, control: room.desk.Control(), judge: j, scratch: scratch}
	var found []Verified
	for _, s := range scopes { // control logs sort first
		v := Verified{Scope: s}
		v.Fault = p.verify(s, &v)
		if v.Fault == nil {
			v.Fault = room.unchecked(s)
		}
		if err := changeset.Wanted(ctx); err != nil {
			return nil, err
		}
		var alarm *judge.Alarm
		if errors.As(v.Fault, &alarm) {
			v.Fault = alarm
		}
		found = append(found, v)
	}
	return found, nil
}

// unchecked is the fault of a log that goes on beyond what this program can judge.
func (room Room) unchecked(scope changeset.Scope) error {
	w, done := room.desk.View()
	defer done()
	held, err := w.Held(scope)
	if err == nil && held.Version > 0 {
		err = &judge.Newer{Version: held.Version}
	}
	return err
}

// ServerKnows keeps up to which judge version the server can judge: the office raises it no further.
func (room Room) ServerKnows(version uint64) error {
	w, done := room.desk.Edit()
	defer done()
	if known, err := w.ServerJudge(); err != nil || known == version {
		return err
	}
	return w.Disk.Commit(&changeset.Batch{Meta: map[string][]byte{book.MetaServerJudge: binary.BigEndian.AppendUint64(nil, version)}})
}
