package sim

import (
	"context"
	"maps"
	"slices"
	"time"

	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/memstore"
	"thidua/sync/changeset"
	"thidua/sync/identity"
	"thidua/workspace"
	"thidua/workspace/replica"
)

// computer is one desk with the person at it, and what that person remembers of the work done.
type computer struct {
	*Life
	name  string
	who   person
	key   *identity.Key
	off   time.Duration // how far its clock is off
	disk  *disk
	desk  *desk.Desk
	lives int // it was started so often
	busy  bool
	memory
	copied *older // as it was once
}

// memory is what a person knows to have done at a desk.
type memory struct {
	cells   map[string]*typed                      // the last text of each cell, by criterion
	said    []*typed                               // texts of cells that were signed since
	waiting map[changeset.Identity]changeset.Scope // own changes that had no leaf when last looked
	files   map[changeset.BlobName][]byte          // attached here
}

// typed is a text somebody typed into a cell, and saw saved.
type typed struct {
	text    string
	draft   changeset.Draft
	expects []changeset.VersionID // what stood on screen
}

// older is a copy of a computer's disk, and what its person had done by then.
type older struct {
	db *memstore.DB
	memory
}

func (m memory) clone() memory {
	return memory{maps.Clone(m.cells), slices.Clone(m.said), maps.Clone(m.waiting), maps.Clone(m.files)}
}

func (l *Life) newComputer(name string, who person, key *identity.Key, db *memstore.DB) (*computer, error) {
	d := &computer{Life: l, name: name, who: who, key: key, disk: newDisk(db.Copy(l.bytes), false, l.bytes),
		memory: memory{map[string]*typed{}, nil, map[changeset.Identity]changeset.Scope{}, map[changeset.BlobName][]byte{}}}
	d.disk.fault = l.fault
	if l.one(l.goes.Clocks) {
		d.off = time.Duration(l.chance.IntN(40)-20) * 200 * 24 * time.Hour
		l.tell("%s: its clock is off by %d days", name, d.off/(24*time.Hour))
	}
	return d, d.open()
}

func (d *computer) clock() time.Time { return d.Life.clock().Add(d.off) }

func (d *computer) open() error {
	d.disk.dies = d.dies
	w, err := workspace.Open(d.disk, d.key, workspace.Environment{Now: d.clock, Rand: d.bytes})
	if err != nil {
		return err
	}
	d.lives++
	d.desk = desk.Over(d.disk, w, desk.Environment{Now: d.clock, Rand: d.bytes})
	return nil
}

// dies is whether the machine stops around a commit; it is started again a moment later.
func (d *computer) dies(*changeset.Batch) (before, after bool) {
	if d.calm || !d.one(d.goes.Dies*4) {
		return false, false
	}
	before = d.one(2)
	d.tell("%s: the machine stops, its last commit is written: %t", d.name, !before)
	d.disk.dies = func(*changeset.Batch) (bool, bool) { return true, false }
	lives := d.lives
	d.after(d.soon(time.Hour), func() {
		if d.lives == lives {
			d.crash(d.one(2))
		}
	})
	return before, !before
}

// crash ends whatever the machine does, and starts it again: after a power cut, or the program was killed.
func (d *computer) crash(power bool) {
	d.tell("%s: crashes, power cut: %t", d.name, power)
	disk := d.disk.killed()
	if power {
		var err error
		if disk, err = d.disk.fallen(); err != nil {
			d.wrong("%s: after a power cut its store does not open: %v", d.name, err)
			return
		}
	}
	d.boot(disk)
	d.remembers()
}

// boot is the machine with a disk, from now on.
func (d *computer) boot(disk *disk) {
	_ = d.disk.Close()
	d.disk = disk
	if err := d.open(); err != nil {
		d.wrong("%s: does not open: %v", d.name, err)
	}
}

// remembers looks whether everything is there after a start that was there before.
func (d *computer) remembers() {
	for id := range d.waiting {
		if place, err := d.disk.Place(id); err != nil || place == nil {
			d.wrong("%s: lost a change that was signed and saved: %v", d.name, err)
		}
	}
	for code, t := range d.cells {
		if !d.keeps(t) {
			d.wrong("%s: lost %q in %s, which was saved", d.name, t.text, code)
		}
	}
}

// keeps is whether a text is still here: as a draft, or in a change.
func (d *computer) keeps(t *typed) bool {
	if d.drafted(t) {
		return true
	}
	r, err := d.disk.Record(t.draft.DraftKey().Ref)
	says := func(v changeset.Version) bool { return string(v.Value) == string(t.draft.Value) }
	return err == nil && r != nil && slices.ContainsFunc(r.Fields[t.draft.Field], says) || d.holds(t)
}

// holds is whether a change here says what was typed, also one that waits for a decision and is in no record.
func (d *computer) holds(t *typed) (found bool) {
	says := func(raw []byte) {
		c, err := changeset.Decode(d.desk.Workspace.Tenant(), raw)
		if err != nil {
			return
		}
		for i := range c.Operations {
			op := &c.Operations[i]
			found = found || c.Ref(i) == t.draft.DraftKey().Ref && op.Field == t.draft.Field && string(op.Value) == string(t.draft.Value)
		}
	}
	_ = d.disk.Entries(t.draft.Scope, 0, func(e *changeset.Entry) error {
		if e.Raw != nil {
			says(e.Raw)
		}
		return nil
	})
	_ = d.disk.Pending(func(p changeset.PendingChange) error { says(p.Change.Raw); return nil })
	return found
}

func (d *computer) drafted(t *typed) bool {
	drafts, err := d.disk.Drafts(t.draft.Scope)
	return err == nil && slices.ContainsFunc(drafts, func(x changeset.Draft) bool {
		return x.DraftKey() == t.draft.DraftKey() && x.Text == t.text
	})
}

// look notes which own changes have no leaf, and which got theirs since.
func (d *computer) look() {
	now := map[changeset.Identity]changeset.Scope{}
	err := d.disk.Pending(func(p changeset.PendingChange) error {
		now[p.Change.Identity] = p.Change.Scope
		return nil
	})
	if err != nil {
		d.wrong("%s: what waits cannot be read: %v", d.name, err)
		return
	}
	for id, scope := range d.waiting {
		if _, still := now[id]; !still && !d.lies.about(d) {
			d.acked[id] = scope
		}
	}
	d.waiting = now
}

// sync is one sync, over a line of which nobody knows how good it is.
func (d *computer) sync(p pause) {
	if d.busy {
		return
	}
	d.busy = true
	defer func() { d.busy = false }()
	lives := d.lives
	d.look()
	r, err := d.desk.Exchange(context.Background(), &line{d, p})
	if lives != d.lives {
		d.tell("%s: a sync ended with its machine: %v", d.name, err)
		return
	}
	d.look()
	d.tell("%s: synced, %d trips, %d sent, %d received, %d wait, refused %v, problems %v: %v", d.name, r.RoundTrips, r.Sent, r.Received, r.Waiting, r.Refused, r.Problems, err)
	d.heard(r, err)
}

// alarms are what a desk says of its logs.
func (d *computer) alarms() map[changeset.Scope]emulation.Message {
	found := map[changeset.Scope]emulation.Message{}
	st, err := replica.At(d.desk.Workspace).Status()
	if err != nil {
		d.wrong("%s: its status cannot be read: %v", d.name, err)
		return nil
	}
	for _, log := range st.Logs {
		if log.Alarm.Key != "" {
			found[log.Scope] = log.Alarm
		}
	}
	return found
}

// mend has the machine work, and its clock go on as wrong as it is.
func (d *computer) mend() {
	d.disk.full = false
	d.crash(false)
}
