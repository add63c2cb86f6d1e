package replica

import (
	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/workspace"
)

// Rules are the versions of the rules by which changes are taken in, of the judge: the one in force, the one the office has raised to and no
// server has logged yet (0 if none), and the highest that this program and its server know.
type Rules struct {
	InForce, Raising, Known, Server uint64
}

// Rules tells by which version changes are taken in.
func (room Room) Rules() (Rules, error) {
	w, done := room.desk.View()
	defer done()
	return w.rules()
}

func (w View) rules() (r Rules, err error) {
	r.Known = w.Judge.Knows
	if r.InForce, err = w.Judge.InForce(w.Store, w.Control, changeset.Logged); err != nil {
		return r, err
	}
	if r.Server, err = w.ServerJudge(); err != nil {
		return r, err
	}
	at, err := w.Store.Record(record.Judge.Ref(w.Control, record.ByOffice{Office: w.Control.ID()}))
	if err != nil {
		return r, err
	}
	if last := record.Judge.Last(at, changeset.Now); last != nil && last.Leaf == changeset.Pending {
		r.Raising, err = record.Judge.Load(last.Value)
	}
	return r, err
}

// RaiseRules brings a later version into force, from this change on, for everyone who follows this office: 0 is the highest that program and
// server know. Programs that do not know it hold the logs from there until they are updated.
func (room Room) RaiseRules(to uint64) (uint64, error) {
	w, done := room.desk.Edit()
	defer done()
	r, err := w.rules()
	if err != nil {
		return 0, err
	}
	if to == 0 {
		to = min(r.Known, max(r.Server, r.InForce))
	}
	switch {
	case r.Raising >= to:
		return to, emulation.Errorf(emulation.Conflict, "rules.raising", "version", r.Raising)
	case to > r.Known:
		return to, emulation.Errorf(emulation.Newer, "rules.unknown-here", "version", to, "known", r.Known)
	case to > r.Server:
		return to, emulation.Errorf(emulation.Unavailable, "rules.unknown-there", "version", to, "known", r.Server)
	case to <= r.InForce:
		return to, emulation.Errorf(emulation.Conflict, "rules.in-force", "version", r.InForce)
	}
	op, err := w.Operation(w.Control, record.Judge.Op(record.ByOffice{Office: w.Control.ID()}, to))
	if err != nil {
		return to, err
	}
	_, err = w.Put(workspace.Writing{Scope: w.Control, Intent: "judge", Ops: []changeset.Operation{op}, Schema: to})
	return to, err
}
