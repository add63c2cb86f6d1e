package sim

import (
	"bytes"
	"context"
	"io"
	"slices"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/internal/memstore"
	"thidua/sync/changeset"
	"thidua/sync/client"
	"thidua/sync/hub"
	"thidua/sync/judge"
	"thidua/sync/state"
	"thidua/workspace/questions"
	"thidua/workspace/replica"
)

// The checker. After every life:
//
//   - nothing is lost: what a desk took for received stands in the server's log and in that of every reader, and what a person saw saved is in
//     a log, or still a draft that is shown;
//   - nothing is stuck: no change waits for its leaf, no readable cell for its signature;
//   - nothing is settled in silence: of values written without knowledge of each other all are shown, as a question, until somebody decides;
//     and a change says what its author had on screen;
//   - who shares a log has the same log, root and state, as the server has;
//   - every alarm that should sound does, and no other.

// heard is what a sync says that may not be said once all goes well.
func (d *computer) heard(r client.Report, err error) {
	if !d.calm || d.lies.about(d) {
		return
	}
	if emulation.KeyOf(err) == "sync.not-joined" && d.outside() {
		return // it is told why, and asks for another invitation
	}
	if err != nil {
		d.wrong("%s: a sync over a good line fails: %v", d.name, err)
	}
	told := false // that its clock is off
	for _, p := range r.Problems {
		switch emulation.KeyOf(p) {
		case "sync.server-behind": // the server was restored, and takes back what it lacks
			continue
		case "sync.clock-differs":
			if d.off != 0 {
				told = true
				continue
			}
		}
		d.wrong("%s: it is not given a log: %v", d.name, p)
	}
	if d.off != 0 && !told && err == nil {
		d.wrong("%s: its clock is off by %s, and nobody says so", d.name, d.off)
	}
	for reason, n := range r.Refused {
		if reason == judge.RefusedRestored {
			continue // until everybody was heard
		}
		d.wrong("%s: %d changes are refused: %s", d.name, n, reason)
	}
}

// scopes are the logs a desk has to have.
func (d *computer) scopes() []changeset.Scope {
	if d.who.unit == "" {
		return []changeset.Scope{d.control, d.cluster}
	}
	return []changeset.Scope{d.control, d.cluster, d.unit()}
}

// settled is whether nothing is left to do.
func (l *Life) settled() bool {
	for _, d := range l.desks {
		if l.lies.about(d) {
			continue
		}
		if len(d.waiting) > 0 {
			return false
		}
		for _, s := range d.scopes() {
			here, err := d.disk.Log(s)
			there, err2 := l.server.disk.Log(s)
			if err != nil || err2 != nil || here.Size != there.Size {
				return false
			}
		}
	}
	return true
}

// Halted is whether a server that was restored still waits for leaves that nobody can prove (their desk holds them without its signature): then
// the office opens a new generation. Until that nothing is lost: what waits is kept where it was written.
func (l *Life) Halted() bool {
	lost, err := l.server.hub.Lost()
	if err != nil {
		l.wrong("what the server lacks cannot be read: %v", err)
	}
	unproved := func(k hub.Claim) bool { return k.Signed < k.Size }
	return slices.ContainsFunc(lost, func(x hub.Lost) bool { return slices.ContainsFunc(x.Claims, unproved) })
}

func (l *Life) check() {
	if l.Halted() {
		for _, d := range l.desks {
			d.remembers()
			for scope, alarm := range d.alarms() {
				d.wrong("%s: an alarm of %s that should not sound: %s", d.name, scope, alarm.Key)
			}
		}
		return
	}
	h, err := l.history()
	if err != nil {
		l.wrong("the server's logs cannot be read: %v", err)
		return
	}
	for id, scope := range l.acked {
		if place, err := l.server.disk.Place(id); err != nil || place == nil || place.First < 0 {
			l.wrong("a change of %s that was acknowledged is not at the server: %v", scope, err)
		}
	}
	for _, d := range l.desks {
		if !l.lies.about(d) {
			d.check(h)
		}
	}
	if d := l.desks[l.chance.IntN(len(l.desks))]; !l.lies.about(d) {
		l.verify(d)
	}
	if l.lies != nil {
		l.lies.check()
	}
}

// check looks at one desk.
func (d *computer) check(h *history) {
	if n := len(d.waiting); n > 0 {
		d.wrong("%s: %d changes are stuck", d.name, n)
	}
	for scope, alarm := range d.alarms() {
		d.wrong("%s: an alarm of %s that should not sound: %s", d.name, scope, alarm.Key)
	}
	for _, scope := range d.scopes() {
		d.same(scope)
	}
	for id, scope := range d.acked {
		if slices.Contains(d.scopes(), scope) {
			if place, err := d.disk.Place(id); err != nil || place == nil || place.First < 0 {
				d.wrong("%s: lacks a change of %s that was acknowledged: %v", d.name, scope, err)
			}
		}
	}
	d.checkTyped(h)
	d.checkQuestions(h)
	d.checkFiles(h)
}

// same compares a log with the server's.
func (d *computer) same(scope changeset.Scope) {
	there, err := d.server.disk.Log(scope)
	if err != nil || there.Size == 0 {
		return
	}
	here, err := d.disk.Log(scope)
	if err != nil || here.Size != there.Size || here.Root() != there.Root() {
		d.wrong("%s: its log %s has %d leaves, the server's %d, or another root: %v", d.name, scope, here.Size, there.Size, err)
		return
	}
	hash, err := state.Of(d.disk, scope)
	if err != nil {
		d.wrong("%s: no state of %s: %v", d.name, scope, err)
	}
	if want := d.stateOf(scope); hash != want {
		d.wrong("%s: its state of %s is not the server's", d.name, scope)
	}
}

// checkTyped looks for everything that was typed.
func (d *computer) checkTyped(h *history) {
	said := slices.Clone(d.said)
	for _, code := range codes {
		if t := d.cells[code]; t != nil {
			said = append(said, t)
		}
	}
	for _, t := range said {
		drafted := d.drafted(t)
		found := h.typed[h.cell(d.key.LogID(), t)]
		switch {
		case len(found) == 0 && !drafted && !h.values[h.cell(changeset.LogID{}, t)]:
			d.wrong("%s: %q, which was saved, is in no log and no draft", d.name, t.text)
		case len(found) > 0 && t.text != common && !slices.ContainsFunc(found, func(e []changeset.VersionID) bool { return slices.Equal(e, t.expects) }):
			d.wrong("%s: %q was signed as if something else had been on screen", d.name, t.text)
		}
		if drafted && !h.closed[d.who.unit] {
			d.wrong("%s: %q is still a draft, though it can be sent", d.name, t.text)
		}
	}
}

// checkQuestions compares what a desk asks with what the history leaves open.
func (d *computer) checkQuestions(h *history) {
	asked := map[changeset.Ref]bool{}
	for ref, heads := range h.heads() {
		r, err := d.disk.Record(ref.Ref)
		if err != nil || !slices.Contains(d.scopes(), ref.Ref.Scope) {
			continue
		}
		var here []changeset.VersionID
		for _, v := range r.Heads(ref.Field, changeset.Logged) {
			here = append(here, v.ID)
		}
		if !sameIDs(here, ids(heads)) {
			d.wrong("%s: shows %d values of a %s, and %d stand", d.name, len(here), ref.Ref.Kind, len(heads))
		}
		if ref.Ref.Kind == record.Score.Kind && changeset.Conflict(heads) {
			asked[ref.Ref] = true
		}
	}
	list, err := questions.At(d.desk.Workspace).Conflicts()
	if err != nil {
		d.wrong("%s: its questions cannot be listed: %v", d.name, err)
	}
	n := 0
	for _, q := range list {
		if q.Column == record.ColumnSelf && q.Scope.Kind() == changeset.Unit {
			n++
		}
	}
	if n != len(asked) {
		d.wrong("%s: asks %d questions of its sheet, and %d are open", d.name, n, len(asked))
	}
	waiting, err := questions.At(d.desk.Workspace).Waiting()
	if err != nil {
		d.wrong("%s: what waits for a decision cannot be listed: %v", d.name, err)
	}
	open := 0
	for _, w := range h.waits {
		if slices.Contains(d.scopes(), w.scope) {
			open++
		}
	}
	if open != len(waiting) {
		d.wrong("%s: says %d changes wait for a decision, and %d do", d.name, len(waiting), open)
	}
}

// checkFiles looks for every file that was attached: at the server, and at whoever reads the log that names it.
func (d *computer) checkFiles(h *history) {
	for name, content := range d.files {
		if !h.files[name] {
			continue // its change waits, or went with a disk
		}
		at := map[string]*disk{"the server": d.server.disk}
		for _, other := range d.desks {
			if other.who.unit == d.who.unit && !d.lies.about(other) {
				at[other.name] = other.disk
			}
		}
		for where, disk := range at {
			r, err := disk.OpenBlob(name)
			if err != nil {
				d.wrong("%s: a file attached at %s is not there: %v", where, d.name, err)
				continue
			}
			got, err := io.ReadAll(r)
			r.Close()
			if err != nil || !bytes.Equal(got, content) {
				d.wrong("%s: a file attached at %s is another: %v", where, d.name, err)
			}
		}
	}
}

// verify has a desk check all its logs from the signed bytes.
func (l *Life) verify(d *computer) {
	found, err := replica.At(d.desk.Workspace).VerifyLogs(context.Background(), memstore.New(nil))
	if err != nil {
		l.wrong("%s: cannot verify: %v", d.name, err)
	}
	for _, v := range found {
		if v.Fault != nil {
			l.wrong("%s: verifying %s: %v", d.name, v.Scope, v.Fault)
		}
	}
}

// stateOf is the server's state of a log.
func (l *Life) stateOf(scope changeset.Scope) emulation.Hash {
	if h, ok := l.states[scope]; ok {
		return h
	}
	h, err := state.Of(l.server.disk, scope)
	if err != nil {
		l.wrong("the server has no state of %s: %v", scope, err)
	}
	l.states[scope] = h
	return h
}
