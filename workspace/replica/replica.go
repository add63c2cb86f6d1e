package replica

import (
	"cmp"

	"thidua/emulation"
	"thidua/sync/ahead"
	"thidua/sync/changeset"
	"thidua/sync/judge"
	"thidua/sync/state"
	"thidua/workspace"
	"thidua/workspace/book"
)

// Cursor is how much of a log this desk holds.
type Cursor struct {
	Scope      changeset.Scope
	Generation uint64
	Size       uint64
	Checked    uint64         // size at which the server's signed word on it was compared last; 0 if never
	Root       emulation.Hash // and the root there
	State      emulation.Hash // what the log here amounts to; zero where that is not known without looking at every record
}

// Cursors says how much of each log this desk follows is here: control first, its clusters, then the own unit's log. A desk without a
// certificate may read nothing but control.
func (room Room) Cursors() ([]Cursor, error) {
	w, done := room.desk.View()
	defer done()
	scopes, err := w.followed()
	if err != nil {
		return nil, err
	}
	generation, err := w.generation()
	if err != nil {
		return nil, err
	}
	cursors := make([]Cursor, len(scopes))
	for i, s := range scopes {
		head, err := w.Store.Log(s)
		if err != nil {
			return nil, err
		}
		cursors[i] = Cursor{Scope: s, Generation: generation, Size: head.Size}
		checked, err := w.checked(s)
		if err != nil {
			return nil, err
		}
		if checked != nil && checked.Generation == generation {
			cursors[i].Checked, cursors[i].Root = checked.Size, checked.Root
		}
		sum, err := state.Kept(w.Store, s)
		if err != nil {
			return nil, err
		}
		differs, err := book.AlarmAt(w.Store, book.AlarmName("state", s))
		if err != nil {
			return nil, err
		}
		if sum != nil && differs.What == "" { // else the server is asked for its word again, though nothing is new
			cursors[i].State = sum.Hash(s)
		}
	}
	return cursors, nil
}

// followed are the logs this desk follows: those of Cursors.
func (w View) followed() ([]changeset.Scope, error) {
	scopes := []changeset.Scope{w.Control}
	me, err := w.Certified()
	if err != nil || me == nil {
		return scopes, err
	}
	clusters, err := w.Clusters()
	if err != nil {
		return nil, err
	}
	for _, c := range clusters {
		scopes = append(scopes, c.Scope())
	}
	if me.Subject.Kind == emulation.SubjectUnit {
		scopes = append(scopes, changeset.NewScope(changeset.Unit, me.Subject.ID))
	}
	return scopes, nil
}

// Arrived reports whether a first sync brought everything: there is a season, and the server has spoken behind each cluster's log that is here. Before, the
// season that leads may be another with each piece that comes.
func (room Room) Arrived() (bool, error) {
	w, done := room.desk.View()
	defer done()
	if _, err := w.Season(); err != nil {
		if emulation.CodeOf(err) == emulation.NotFound {
			err = nil
		}
		return false, err
	}
	scopes, err := w.followed()
	for _, s := range scopes {
		if s.Kind() != changeset.Cluster || err != nil {
			continue
		}
		var head changeset.LogHead
		if head, err = w.Store.Log(s); err != nil || head.Size == 0 {
			continue
		}
		if note, err := w.Store.Meta(book.CheckpointName(s)); err != nil || note == nil {
			return false, err
		}
	}
	return err == nil, err
}

// lastNote is the server's last word on a log here, as it was signed and as it reads; nil if there is none.
func (w View) lastNote(scope changeset.Scope) (note []byte, c *changeset.Checkpoint, err error) {
	note, err = w.Store.Meta(book.CheckpointName(scope))
	if err != nil || note == nil {
		return nil, nil, err
	}
	c, err = w.Judge.OpenCheckpoint(w.Store, w.Control, note)
	return note, c, err
}

// checked is lastNote, and nil too if it is of a server no longer known.
func (w View) checked(scope changeset.Scope) (*changeset.Checkpoint, error) {
	_, c, err := w.lastNote(scope)
	if emulation.CodeOf(err) == emulation.Corrupt {
		return nil, nil
	}
	return c, err
}

// Apply checks and takes in leaves that came from a server or a file, in order. What it took in before a fault stays; the leaves and the
// cursor are written together. A log that lies is a *judge.Alarm: it is kept, shown, and nothing after it is applied.
func (room Room) Apply(received []judge.Received) error {
	w, done := room.desk.Edit()
	defer done()
	_, err := w.apply(received)
	return w.Raise(err)
}

// apply is Apply, of which no alarm sounds yet; n leaves were taken in.
func (w Edit) apply(received []judge.Received) (n int, err error) {
	a := applying{w: w, overlay: ahead.NewOverlay(w.Store), proven: map[changeset.Scope]bool{}, held: map[changeset.Scope]bool{}}
	reading := ahead.Read(w.Judge.Tenant, w.Store, received)
	defer reading.End()
	for i := range received {
		err := a.receive(received[i], reading.At(i))
		if err != nil {
			return i, cmp.Or(a.flush(), err) // what came before it has to be on the disk
		}
		if a.overlay.Full() {
			if err := a.flush(); err != nil {
				return i, err
			}
		}
	}
	return len(received), a.flush()
}

// applying is leaves on their way into the store.
type applying struct {
	w       Edit
	overlay *judge.Overlay
	proven  map[changeset.Scope]bool // logs asked about: is there proof that they lie?
	held    map[changeset.Scope]bool // logs of which no more can be judged here
}

// receive takes in one leaf, whose change was decoded before.
func (a *applying) receive(in judge.Received, c *changeset.Signed) error {
	proven, known := a.proven[in.Scope]
	if !known {
		alarm, err := a.w.Alarm(in.Scope)
		if err != nil {
			return err
		}
		proven, a.proven[in.Scope] = alarm.Proven, alarm.Proven
	}
	if proven {
		return emulation.Errorf(emulation.Corrupt, "workspace.alarm-stands", "log", book.LogName(in.Scope))
	}
	if a.held[in.Scope] {
		return nil
	}
	if opens, err := a.w.opens(in); err != nil || opens {
		a.held[in.Scope] = opens // it goes on when a person has confirmed it
		return err
	}
	err := a.w.Judge.ReceiveSigned(a.overlay, a.w.Store, in, c)
	version, newer := judge.AsNewer(err)
	if emulation.KeyOf(err) == "judge.control-behind" { // what it needs is held itself
		hold, e := a.w.Held(a.w.Control)
		if e != nil {
			return e
		}
		version, newer = hold.Version, hold.Version > 0
		if a.held[a.w.Control] && !newer { // for a generation nobody has confirmed
			a.held[in.Scope] = true
			return nil
		}
	}
	if !newer {
		return err
	}
	return a.hold(in.Scope, version)
}

// hold keeps a log outside the state from here on: nothing of it is lost, the server has it, and it goes on once the program is updated.
func (a *applying) hold(scope changeset.Scope, version uint64) error {
	a.held[scope] = true
	head, err := a.overlay.Log(scope)
	if err != nil {
		return err
	}
	kept := book.KeptHold{Index: head.Size, Version: version}
	return a.w.Disk.Commit(&changeset.Batch{Meta: map[string][]byte{book.MetaHeld + scope.String(): changeset.MustEncode(kept)}})
}

// flush writes what was taken in and tells of it.
func (a *applying) flush() error {
	if a.overlay.Empty() {
		return nil
	}
	b := a.overlay.Batch()
	err := a.w.continueChains(a.overlay)
	if err == nil {
		err = a.w.Disk.Commit(b)
	}
	for _, alarm := range a.overlay.Noticed() {
		if err == nil {
			err = a.w.Notice(alarm)
		}
	}
	a.overlay = ahead.NewOverlay(a.w.Store)
	a.w.Touched(b)
	for s := range b.Heads {
		a.w.Changed(s)
		if err == nil {
			a.w.Tell(workspace.Event{Kind: workspace.Changed, Scope: s})
		}
	}
	return err
}

// continueChains takes the ends of the own chains along with what came in: a desk that was restored from an old copy, or whose folder was
// copied, goes on after what it had written itself, and after a fork in the next epoch.
func (w Edit) continueChains(o *judge.Overlay) error {
	b := o.Batch()
	for key, end := range b.Chains {
		if key.Log != w.Self() {
			continue
		}
		own, err := w.Store.Own(key.Scope)
		if err != nil {
			return err
		}
		if own.Epoch == key.Epoch && (own.Seq < end.Seq || own.Seq == end.Seq && own.Identity != end.Identity) {
			b.Own[key.Scope] = end
			w.Unclock(key.Scope)
		}
	}
	return w.continueAfterForks(o)
}

// continueAfterForks opens the next free epoch of an own chain of which a change of this desk lost its place to a twin: the author goes on
// after the last good one, and what was written meanwhile waits as recovered work. A twin that another copy of this desk wrote is its affair.
func (w View) continueAfterForks(o *judge.Overlay) error {
	b := o.Batch()
	for i := range b.Entries {
		e := &b.Entries[i]
		if e.Leaf.Reason != judge.ReasonFork || e.Raw == nil {
			continue
		}
		before, err := w.Store.Place(e.Leaf.Identity)
		if err != nil {
			return err
		}
		own, err := w.Store.Own(e.Scope)
		if err != nil {
			return err
		}
		if before == nil || before.First != changeset.Pending || before.Log != w.Self() || own.Epoch > before.Epoch {
			continue
		}
		key := changeset.ChainKey{Scope: e.Scope, Log: before.Log, Epoch: before.Epoch}
		end, err := o.Chain(key)
		if err != nil {
			return err
		}
		next := changeset.ChainHead{Epoch: key.Epoch, Seq: end.Seq, Identity: end.Identity}
		if next.Epoch, err = w.nextEpoch(o, key.Scope, key.Epoch); err != nil {
			return err
		}
		b.Own[e.Scope] = next
	}
	return nil
}

// Checkpoint compares the server's signed word on a log with the log here and keeps it. A server that lies is an alarm; what it signed is
// the proof, and nothing of that log is applied any more.
func (room Room) Checkpoint(raw []byte) error {
	w, done := room.desk.Edit()
	defer done()
	return w.checkpoint(raw)
}

func (w Edit) checkpoint(raw []byte) error {
	c, err := w.Judge.OpenCheckpoint(w.Store, w.Control, raw)
	if err != nil {
		return w.Raise(&judge.Alarm{Scope: w.Control, What: "signature", Leaf: raw, Cause: err})
	}
	_, before, err := w.lastNote(c.Scope)
	switch {
	case err != nil:
		return err
	case before == nil:
	case before.Generation > c.Generation:
		return nil // an old one
	case before.Generation == c.Generation && before.Size > c.Size:
		return w.Raise(&judge.Alarm{Scope: c.Scope, Index: c.Size, What: "rollback", Leaf: raw})
	}
	if err := w.Judge.CheckCheckpoint(w.Store, c); err != nil {
		return w.Raise(err)
	}
	err = w.Disk.Commit(&changeset.Batch{Meta: map[string][]byte{book.CheckpointName(c.Scope): raw}})
	if err == nil && before == nil {
		w.Tell(workspace.Event{Kind: workspace.Changed, Scope: c.Scope}) // the log is here whole for the first time (Arrived)
	}
	return err
}
