package workspace

import (
	"crypto/ed25519"
	"errors"

	"thidua/emulation"
	"thidua/sync/changeset"
	"thidua/sync/judge"
)

func checkpointName(scope changeset.Scope) string { return "checkpoint/" + scope.String() }

const metaAlarm = "alarm/"

// Cursor is how much of a log this desk holds.
type Cursor struct {
	Scope      changeset.Scope
	Generation uint64
	Size       uint64
}

// Cursors says how much of each log this desk follows is here: control first, its clusters, then the own unit's log.
func (w *Workspace) Cursors() ([]Cursor, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	scopes := []changeset.Scope{w.control}
	clusters, err := w.clusters()
	if err != nil && emulation.KeyOf(err) != "workspace.no-certificate" {
		return nil, err
	}
	for _, c := range clusters {
		scopes = append(scopes, c.Scope())
	}
	if me, err := w.me(); err == nil && me.Subject.Kind == emulation.SubjectUnit {
		scopes = append(scopes, changeset.NewScope(changeset.Unit, me.Subject.ID))
	}
	cursors := make([]Cursor, len(scopes))
	for i, s := range scopes {
		head, err := w.store.Log(s)
		if err != nil {
			return nil, err
		}
		cursors[i] = Cursor{Scope: s, Generation: head.Generation, Size: head.Size}
	}
	return cursors, nil
}

// Apply checks and takes in leaves that came from a server or a file, in order. What it took in before a fault stays; the leaves and the
// cursor are written together. A log that lies is a *judge.Alarm: it is kept, shown, and nothing after it is applied.
func (w *Workspace) Apply(received []judge.Received) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	overlay := judge.NewOverlay(w.store)
	touched := map[changeset.Scope]bool{}
	flush := func() error {
		if overlay.Empty() {
			return nil
		}
		if err := w.continueAfterForks(overlay); err != nil {
			return err
		}
		err := w.store.Commit(overlay.Batch())
		overlay = judge.NewOverlay(w.store)
		return err
	}
	for i := range received {
		err := w.judge.Receive(overlay, w.store, received[i])
		if err != nil {
			return errors.Join(w.raise(err), flush())
		}
		touched[received[i].Scope] = true
		if overlay.Full() {
			if err := flush(); err != nil {
				return err
			}
		}
	}
	if err := flush(); err != nil {
		return err
	}
	for s := range touched {
		w.feed.emit(Event{Kind: Changed, Scope: s})
	}
	return nil
}

// raise keeps an alarm where status and doctor find it, and passes the error on.
func (w *Workspace) raise(err error) error {
	var alarm *judge.Alarm
	if !errors.As(err, &alarm) {
		return err
	}
	kept := changeset.MustEncode([]any{alarm.What, alarm.Index, alarm.Leaf, alarm.Error()})
	if e := w.store.Commit(&changeset.Batch{Meta: map[string][]byte{metaAlarm + alarm.Scope.String(): kept}}); e != nil {
		return errors.Join(err, e)
	}
	w.feed.emit(Event{Kind: Alarmed, Scope: alarm.Scope})
	return emulation.Errorf(emulation.Corrupt, "workspace.alarm", "scope", alarm.Scope.String(), "index", alarm.Index).Because(err)
}

// continueAfterForks opens the next epoch of an own chain of which a change lost its place to a twin: the author goes on after the last
// good one, and what was written meanwhile waits as recovered work.
func (w *Workspace) continueAfterForks(o *judge.Overlay) error {
	b := o.Batch()
	for i := range b.Entries {
		e := &b.Entries[i]
		if e.Leaf.Reason != judge.ReasonFork || e.Raw == nil {
			continue
		}
		place := b.Places[e.Leaf.Identity]
		own, err := w.store.Own(e.Scope)
		if err != nil {
			return err
		}
		if place.Log != w.key.LogID() || own.Epoch > place.Epoch {
			continue
		}
		end, err := o.Chain(changeset.ChainKey{Scope: e.Scope, Log: place.Log, Epoch: place.Epoch})
		if err != nil {
			return err
		}
		b.Own[e.Scope] = changeset.ChainHead{Epoch: place.Epoch + 1, Seq: end.Seq, Identity: end.Identity}
	}
	return nil
}

// Checkpoint compares the server's signed word on a log with the log here and keeps it. A server that lies is an alarm.
func (w *Workspace) Checkpoint(raw []byte) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	server, err := w.serverKeys()
	if err != nil {
		return err
	}
	var c *changeset.Checkpoint
	for _, key := range server {
		if c, err = changeset.OpenCheckpoint(raw, key); err == nil {
			break
		}
	}
	if c == nil {
		return w.raise(&judge.Alarm{Scope: w.control, What: "signature", Leaf: raw, Cause: err})
	}
	if err := w.judge.CheckCheckpoint(w.store, c); err != nil {
		return w.raise(err)
	}
	return w.store.Commit(&changeset.Batch{Meta: map[string][]byte{checkpointName(c.Scope): raw}})
}

// serverKeys are the public keys of the office's servers.
func (w *Workspace) serverKeys() (keys []ed25519.PublicKey, err error) {
	err = w.store.EachRecord(w.control, "certificate", emulation.ID{}, func(_ changeset.Ref, r *changeset.Record) error {
		cert, err := w.judge.Certificate(w.store, w.control, r.Key.ID(0), changeset.Logged)
		if err == nil && cert != nil && cert.Subject.Kind == emulation.SubjectServer {
			keys = append(keys, cert.Key.Key())
		}
		return err
	})
	return keys, err
}

// Pending visits the own changes that wait for a leaf, control first, then in the order they were made.
func (w *Workspace) Pending(fn func(changeset.PendingChange) error) error {
	for _, control := range []bool{true, false} {
		err := w.store.Pending(func(p changeset.PendingChange) error {
			if (p.Change.Scope.Kind() == changeset.Control) != control {
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

// Value and SetValue keep small things for the sync client, such as its ticket and schedule, under names of its own.
func (w *Workspace) Value(name string) ([]byte, error) { return w.store.Meta("client/" + name) }

// SetValue keeps a small value; nil forgets it.
func (w *Workspace) SetValue(name string, value []byte) error {
	return w.store.Commit(&changeset.Batch{Meta: map[string][]byte{"client/" + name: value}})
}
