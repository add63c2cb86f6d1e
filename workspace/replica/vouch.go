package replica

import (
	"bytes"
	"errors"
	"slices"

	"thidua/emulation"
	"thidua/sync/changeset"
	"thidua/sync/judge"
	"thidua/workspace/book"
)

// Vouching looks leaves of a file through before any of them is taken in. On a line a server answers by itself; a file may come from anybody, and
// leaves carry no signature of their own. So they count only as far as a checkpoint that the server signed fits on the log here with these
// leaves behind it. What stands beside a leaf, the change and its personal values, no checkpoint speaks of: where it is not what the leaf is
// about, that is told of whoever made the file, and the log goes on with another one.
type Vouching struct {
	room   Room
	maker  string
	server bool // who made the file is the server: it stands by the leaves in it, and by what is beside them
	logs   map[changeset.Scope]*vouched
	past   judge.Past
	faults []error
}

// Limits of what is told of one file, and of how many logs it may speak.
const (
	maxFaults = 100
	maxLogs   = 1000
)

// vouched is what a file brings of one log.
type vouched struct {
	here    changeset.LogHead // the log as it is here
	head    changeset.LogHead // with the leaves of the file behind it
	whole   changeset.LogHead // the leaves of the file alone, from the first on
	differs bool              // one of them is not the leaf that is here
	reach   uint64            // leaves the server vouches for
	taken   uint64            // of those behind the log here
	note    []byte
}

// Vouch begins to look a file through, which somebody made; server says that the server itself made and signed it.
func (room Room) Vouch(maker string, server bool) *Vouching {
	return &Vouching{room: room, maker: maker, server: server, logs: map[changeset.Scope]*vouched{}}
}

// Leaf takes the next leaf of a log in the file, with the change beside it. Errors: "bundle.damaged" for a file that speaks of more logs than there can be.
func (v *Vouching) Leaf(scope changeset.Scope, raw, change []byte) error {
	leaf, err := changeset.DecodeLeaf(raw)
	if err != nil {
		return err
	}
	w, done := v.room.desk.View()
	defer done()
	l, err := v.log(w, scope)
	if err != nil {
		return err
	}
	v.past.Note(w.Tenant(), leaf, change)
	if leaf.Index == l.whole.Size {
		l.whole = l.whole.AppendRaw(leaf, raw)
	}
	if leaf.Index < l.here.Size {
		have, err := w.Store.Entry(scope, leaf.Index)
		if err == nil && (have == nil || !bytes.Equal(have.LeafRaw, raw)) {
			l.differs = true
		}
		return err
	}
	if leaf.Index == l.head.Size {
		l.head = l.head.AppendRaw(leaf, raw)
	}
	return nil
}

func (v *Vouching) log(w View, scope changeset.Scope) (*vouched, error) {
	if l := v.logs[scope]; l != nil {
		return l, nil
	}
	if len(v.logs) >= maxLogs {
		return nil, emulation.Errorf(emulation.Corrupt, "bundle.damaged")
	}
	here, err := w.Store.Log(scope)
	if err != nil {
		return nil, err
	}
	l := &vouched{here: here, head: here, whole: changeset.LogHead{Generation: here.Generation}}
	v.logs[scope] = l
	return l, nil
}

// Note takes a checkpoint that stands in the file behind the leaves of its log. One that the server signed, and that cannot be of one history
// with the log here, is an alarm; one that does not fit for another reason is a fault of the file. Errors: "bundle.damaged" for a file with more
// faults than anybody reads.
func (v *Vouching) Note(raw []byte) error {
	if len(v.faults) >= maxFaults {
		return emulation.Errorf(emulation.Corrupt, "bundle.damaged")
	}
	w, done := v.room.desk.Edit()
	defer done()
	c, err := w.Judge.OpenCheckpoint(w.Store, w.Control, raw)
	if err != nil || c.Tenant != w.Tenant() {
		v.faults = append(v.faults, emulation.Errorf(emulation.Corrupt, "bundle.unsigned").Because(err))
		return nil
	}
	l, err := v.log(w.View, c.Scope)
	if err != nil {
		return err
	}
	fault := func(key string) error {
		v.faults = append(v.faults, emulation.Errorf(emulation.Corrupt, key, "log", book.LogName(c.Scope), "here", l.here.Size, "size", c.Size))
		return nil
	}
	if c.Generation != l.here.Generation {
		return fault("bundle.generation")
	}
	proven := v.server || l.whole.Size == c.Size && l.whole.Root() == c.Root // the server signed these very leaves
	switch {
	case c.Size <= l.here.Size:
		root, ok, err := w.Store.RootAt(c.Scope, c.Size)
		if err != nil || c.Size == 0 || ok && root == c.Root {
			return err
		}
		proven = true
	case l.head.Size == c.Size && l.head.Root() == c.Root:
		l.reach, l.note = c.Size, raw
		return nil
	case l.head.Size < c.Size && !(l.differs && proven):
		return fault("bundle.gap")
	}
	if !proven {
		return fault("bundle.unfit")
	}
	if err := w.Notice(&judge.Alarm{Scope: c.Scope, Index: min(c.Size, l.here.Size), What: "root", Leaf: raw}); err != nil {
		return err
	}
	return fault("bundle.two-histories")
}

// Takes reports whether this leaf, of a second reading of the file, is one of those the server vouches for: the very ones that Leaf took, each once.
func (v *Vouching) Takes(scope changeset.Scope, raw []byte) bool {
	l := v.logs[scope]
	if l == nil {
		return false
	}
	leaf, err := changeset.DecodeLeaf(raw)
	if err != nil || leaf.Index != l.here.Size+l.taken || leaf.Index >= l.reach {
		return false
	}
	l.taken++
	return true
}

// Apply takes in leaves of which Takes said so. Of a log in which one cannot be taken because of what stands beside it, nothing more is.
func (v *Vouching) Apply(received []judge.Received) (taken int, err error) {
	w, done := v.room.desk.Edit()
	defer done()
	for i := range received {
		received[i].Past = &v.past
	}
	for {
		n, err := w.apply(received)
		taken += n
		key := v.fault(err)
		if key == "" {
			return taken, w.Raise(err)
		}
		bad := received[n].Scope
		v.logs[bad].reach = 0
		v.faults = append(v.faults, emulation.Errorf(emulation.Corrupt, key, "log", book.LogName(bad), "maker", v.maker).Because(err))
		received = slices.DeleteFunc(received[n+1:], func(in judge.Received) bool { return in.Scope == bad })
	}
}

// fault says what is the matter with a file of which a leaf could not be taken in; "" where the file is not to blame. What the server made
// itself is its own word.
func (v *Vouching) fault(err error) string {
	var alarm *judge.Alarm
	switch key := emulation.KeyOf(err); {
	case key == "judge.control-behind":
		return "bundle.behind"
	case v.server:
	case errors.As(err, &alarm): // whatever its cause: what the server signed is the server's
		if alarm.Altered {
			return "bundle.altered"
		}
	case key == "judge.change-missing":
		return "bundle.altered"
	case key == "judge.bare":
		return "bundle.bare"
	}
	return ""
}

// Beside keeps the personal values of a leaf that is here, where it came without them: the change names them, so it does not matter who brings them.
func (v *Vouching) Beside(in judge.Received) error {
	if len(in.Detached) == 0 {
		return nil
	}
	leaf, err := changeset.DecodeLeaf(in.Leaf)
	if err != nil {
		return err
	}
	w, done := v.room.desk.Edit()
	defer done()
	e, err := w.Store.Entry(in.Scope, leaf.Index)
	if err != nil || e == nil || len(e.Raw) == 0 || !bytes.Equal(e.LeafRaw, in.Leaf) {
		return err
	}
	c, err := changeset.Decode(w.Tenant(), e.Raw)
	if err != nil {
		return err
	}
	named, _ := c.Named(in.Detached)
	if e.Detached = changeset.Late(named, changeset.Commitments(e.Detached)); len(e.Detached) == 0 {
		return nil
	}
	b := &changeset.Batch{Entries: []changeset.Entry{*e}}
	err = w.Disk.Commit(b)
	w.Touched(b)
	w.Changed(in.Scope)
	return err
}

// Keep keeps the server's word on what was taken in meanwhile, where it goes beyond the last one here and all it speaks of is here.
func (v *Vouching) Keep() error {
	w, done := v.room.desk.Edit()
	defer done()
	for scope, l := range v.logs {
		if l.note == nil {
			continue
		}
		if head, err := w.Store.Log(scope); err != nil {
			return err
		} else if head.Size < l.reach || l.reach == 0 {
			continue
		}
		_, before, err := w.lastNote(scope)
		if err != nil {
			return err
		}
		if before != nil && before.Size > l.reach {
			continue // a file may be older than what a sync brought
		}
		if err := w.checkpoint(l.note); err != nil {
			return err
		}
	}
	return nil
}

// Faults are why parts of the file were not taken in, in words for a person.
func (v *Vouching) Faults() []error { return v.faults }

// LastNote is the server's last word on a log here, and how many leaves it is about; nil if there is none.
func (room Room) LastNote(scope changeset.Scope) (note []byte, size uint64, err error) {
	w, done := room.desk.View()
	defer done()
	note, c, err := w.lastNote(scope)
	if err != nil || c == nil {
		return nil, 0, err
	}
	return note, c.Size, nil
}
