package workspace

import (
	"bytes"

	"thidua/emulation"
	"thidua/sync/changeset"
	"thidua/sync/judge"
)

// Verified is what a full check of one log found.
type Verified struct {
	Scope      changeset.Scope
	Size       uint64
	Changes    uint64
	Root       emulation.Hash
	Checkpoint uint64 // size the server signed, 0 = no checkpoint here
	State      emulation.Hash
	Fault      error // nil: every signature, chain, verdict and root holds
}

// VerifyLogs recomputes everything from the signed bytes: it replays every log into an empty scratch store, checking each signature, chain
// and verdict again, and compares roots, the server's checkpoints and the state with what this desk shows.
func (w *Workspace) VerifyLogs(scratch Store) ([]Verified, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	scopes, err := w.store.Scopes()
	if err != nil {
		return nil, err
	}
	j := judge.New(w.judge.Anchor)
	var found []Verified
	for _, s := range scopes { // control logs sort first
		v := Verified{Scope: s}
		v.Fault = w.replay(j, scratch, s, &v)
		found = append(found, v)
	}
	return found, nil
}

func (w *Workspace) replay(j *judge.Judge, scratch Store, scope changeset.Scope, v *Verified) error {
	overlay := judge.NewOverlay(scratch)
	err := w.store.Entries(scope, 0, func(e *changeset.Entry) error {
		if e.Raw != nil {
			v.Changes++
		}
		if err := j.Receive(overlay, w.store, judge.Received{Scope: scope, Leaf: e.LeafRaw, Change: e.Raw}); err != nil {
			return err
		}
		if !overlay.Full() {
			return nil
		}
		err := scratch.Commit(overlay.Batch())
		overlay = judge.NewOverlay(scratch)
		return err
	})
	if err == nil && !overlay.Empty() {
		err = scratch.Commit(overlay.Batch())
	}
	if err != nil {
		return err
	}
	head, err := scratch.Log(scope)
	if err != nil {
		return err
	}
	v.Size, v.Root = head.Size, head.Root()
	have, err := w.store.Log(scope)
	if err != nil {
		return err
	}
	if have.Size != head.Size || have.Root() != head.Root() {
		return &judge.Alarm{Scope: scope, Index: head.Size, What: "root"}
	}
	if v.State, err = judge.StateHash(scratch, scope); err != nil {
		return err
	}
	shown, err := judge.StateHash(w.store, scope)
	if err != nil {
		return err
	}
	if !bytes.Equal(shown[:], v.State[:]) {
		return emulation.Errorf(emulation.Corrupt, "workspace.state-differs", "scope", scope.String())
	}
	return w.checkCheckpoint(j, scratch, scope, v)
}

func (w *Workspace) checkCheckpoint(j *judge.Judge, scratch Store, scope changeset.Scope, v *Verified) error {
	raw, err := w.store.Meta(checkpointName(scope))
	if err != nil || raw == nil {
		return err
	}
	keys, err := w.serverKeys()
	if err != nil {
		return err
	}
	for _, key := range keys {
		c, e := changeset.OpenCheckpoint(raw, key)
		if e != nil {
			err = e
			continue
		}
		v.Checkpoint = c.Size
		return j.CheckCheckpoint(scratch, c)
	}
	return err
}
