package replica

import (
	"context"

	"thidua/emulation"
	"thidua/sync/ahead"
	"thidua/sync/changeset"
	"thidua/sync/judge"
	"thidua/sync/state"
	"thidua/workspace"
	"thidua/workspace/book"
)

// Verified is what a full check of one log found.
type Verified struct {
	Scope      changeset.Scope
	Size       uint64
	Changes    uint64
	Root       emulation.Hash
	Checkpoint uint64 // size the server signed, 0 = no checkpoint here
	State      emulation.Hash
	Stated     uint64 // size at which the server signed that state, 0 = not at this size
	Fault      error  // nil: every signature, chain, verdict and root holds
}

// Alarm says what is wrong with a log that is not what it claims to be; it has no key where the fault is another.
func (v *Verified) Alarm() emulation.Message {
	alarm, ok := v.Fault.(*judge.Alarm)
	if !ok {
		return emulation.Message{}
	}
	return emulation.Say("alarm."+alarm.What, "index", alarm.Index)
}

// replaying is a check of logs from their signed bytes.
type replaying struct {
	ctx     context.Context
	shown   book.Source
	control changeset.Scope
	judge   *judge.Judge
	scratch workspace.Store
	noticed *judge.Alarm // of the log at hand
}

func (p *replaying) verify(scope changeset.Scope, v *Verified) error {
	p.noticed = nil
	for {
		if err := p.replay(scope, v); err != nil {
			return err
		}
		head, err := p.scratch.Log(scope)
		if err != nil {
			return err
		}
		v.Size, v.Root = head.Size, head.Root()
		if v.State, err = state.Of(book.Until(p.ctx, p.scratch), scope); err != nil {
			return err
		}
		shown, size, root, err := stateOf(p.shown, scope)
		if err != nil {
			return err
		}
		if size > head.Size {
			continue // a sync brought more meanwhile
		}
		if size != head.Size || root != v.Root {
			return &judge.Alarm{Scope: scope, Index: head.Size, What: "root"}
		}
		if shown != v.State {
			return emulation.Errorf(emulation.Corrupt, "workspace.state-differs", "log", book.LogName(scope))
		}
		if err := p.checkpoint(scope, v); err != nil {
			return err
		}
		if err := p.stated(scope, v); err != nil || p.noticed == nil {
			return err
		}
		return p.noticed
	}
}

// replay takes into the scratch store what it lacks of a log.
func (p *replaying) replay(scope changeset.Scope, v *Verified) error {
	done, err := p.scratch.Log(scope)
	if err != nil {
		return err
	}
	overlay := ahead.NewOverlay(p.scratch)
	flush := func() error {
		if overlay.Empty() {
			return nil
		}
		if all := overlay.Noticed(); len(all) > 0 && p.noticed == nil {
			p.noticed = all[0]
		}
		err := p.scratch.Commit(overlay.Batch())
		overlay = ahead.NewOverlay(p.scratch)
		return err
	}
	err = p.shown.Entries(scope, done.Size, func(e *changeset.Entry) error {
		if e.Raw != nil {
			v.Changes++
		}
		if err := p.judge.Receive(overlay, p.shown, judge.Received{Scope: scope, Leaf: e.LeafRaw, Change: e.Raw}); err != nil {
			return err
		}
		if overlay.Full() {
			return flush()
		}
		return nil
	})
	if err != nil {
		return err
	}
	return flush()
}

func (p *replaying) checkpoint(scope changeset.Scope, v *Verified) error {
	raw, err := p.shown.Meta(book.CheckpointName(scope))
	if err != nil || raw == nil {
		return err
	}
	c, err := p.judge.OpenCheckpoint(p.scratch, p.control, raw)
	if err != nil {
		return err
	}
	v.Checkpoint = c.Size
	return p.judge.CheckCheckpoint(p.scratch, c)
}

// stated compares the server's signed word on the state with what the signed bytes amount to.
func (p *replaying) stated(scope changeset.Scope, v *Verified) error {
	raw, err := p.shown.Meta(metaStated + scope.String())
	if err != nil {
		return err
	}
	if differs, err := book.AlarmAt(p.shown, book.AlarmName("state", scope)); err != nil {
		return err
	} else if differs.What != "" {
		raw = differs.Leaf
	}
	if raw == nil {
		return nil
	}
	word, err := wordOf(p.judge, p.scratch, p.control, raw)
	if err != nil || word == nil || word.Size != v.Size || word.Root != v.Root {
		return err
	}
	if word.State != v.State {
		return &judge.Alarm{Scope: scope, Index: word.Size, What: "state", Leaf: raw}
	}
	v.Stated = word.Size
	return nil
}

// stateOf is the digest of a log's state as this desk shows it, with the log it was folded from. Nothing is locked: if leaves were added while
// it was computed, it is computed again.
func stateOf(store book.Source, scope changeset.Scope) (hash emulation.Hash, size uint64, root emulation.Hash, err error) {
	for {
		before, err := store.Log(scope)
		if err != nil {
			return hash, 0, root, err
		}
		if hash, err = state.Of(store, scope); err != nil {
			return hash, 0, root, err
		}
		after, err := store.Log(scope)
		if err != nil || after.Size == before.Size {
			return hash, after.Size, after.Root(), err
		}
	}
}
