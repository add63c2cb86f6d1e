package judge

import (
	"errors"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
)

// The judge versions this program knows, First to Latest. Which one a leaf is judged by is written in the control log alone: it begins with
// First, and a change of the office, a *raise*, brings a later one into force, from its own leaf on. Kinds, fields and bounds that came with a
// version stand behind it (record.Rule, the Check of values, exam.version); what older versions say stays as it is.
//
// The schema number of a change is the judge version its writer had in force: from 2 on a higher one waits, so that nobody makes others hold
// a log by choosing a number.
const (
	First  = 1
	Latest = 5
)

// InForce is the judge version by which leaves are judged that count a control log up to a size: the last one raised below it. Pending changes
// raise nothing.
func (j *Judge) InForce(v View, control changeset.Scope, at changeset.AsOf) (uint64, error) {
	if at == changeset.Now {
		at = changeset.Logged
	}
	list, err := j.raises(v, control)
	if err != nil {
		return 0, err
	}
	in := uint64(First)
	for _, r := range list {
		if changeset.AsOf(r.leaf) < at {
			in = max(in, r.version)
		}
	}
	return in, nil
}

// Raised is the leaf of the control log from which a version above one is in force; false if none is.
func (j *Judge) Raised(v View, control changeset.Scope, above uint64) (leaf uint64, ok bool, err error) {
	list, err := j.raises(v, control)
	if err != nil {
		return 0, false, err
	}
	for _, r := range list {
		if r.version > above && (!ok || uint64(r.leaf) < leaf) {
			leaf, ok = uint64(r.leaf), true
		}
	}
	return leaf, ok, nil
}

// InForceFor is the judge version by which the next leaf of a scope is judged, for whoever writes a change in it now.
func (j *Judge) InForceFor(v View, scope changeset.Scope) (uint64, error) {
	control, ok, err := j.ControlOf(v, scope, changeset.Now)
	if err != nil || !ok {
		return First, err
	}
	return j.InForce(v, control, changeset.Logged)
}

// raise is a leaf of the control log and the version in force from it on.
type raise struct {
	leaf    int64
	version uint64
}

// raises are those of a control log, as it stands.
func (j *Judge) raises(v View, control changeset.Scope) ([]raise, error) {
	c, err := j.cache(v, control)
	if err != nil {
		return nil, err
	}
	return kept(j, &c.raises, func() ([]raise, error) { return raises(v, control) })
}

// raises reads the raises of a control log. The leaf itself has to name the version.
func raises(v View, control changeset.Scope) ([]raise, error) {
	list := []raise{}
	err := eachSaid(v, control, record.Judge, func(leaf int64, n uint64) error {
		e, err := v.Entry(control, uint64(leaf))
		if err == nil && e != nil && e.Leaf.JudgeVersion == n {
			list = append(list, raise{leaf, n})
		}
		return err
	})
	return list, err
}

// RaiseOf is the version a change would bring into force, 0 if it is no raise. This form never changes, whatever later versions say, so that
// every program recognises the raise to a version it does not know yet.
func RaiseOf(c *changeset.Change) uint64 {
	if c.Scope.Kind() != changeset.Control || len(c.Operations) != 1 {
		return 0
	}
	op := &c.Operations[0]
	if !record.Judge.Is(op) || !record.Judge.Names(op) || record.Judge.Read(op.Key).Office != c.Scope.ID() || record.Judge.Check(op.Value, First) != nil {
		return 0
	}
	n, err := record.Judge.Load(op.Value)
	if err != nil || c.Schema != n {
		return 0
	}
	return n
}

// raised is the version the change brings into force, 0 if it does not: the office raises to any later version, and whoever gives leaves takes
// what it knows. A leaf under examination says itself whether it was taken. Only the first leaf of a change raises: a further one carries the
// version in force.
func (x *exam) raised() uint64 {
	n := RaiseOf(&x.c.Change)
	if n <= x.version || x.again || !x.isOffice() || x.joining {
		return 0
	}
	if taken := x.at.Judge == n || x.at.Judge == 0 && n <= x.j.Knows; !taken {
		return 0
	}
	return n
}

// ruleJudge: the office brings a later version into force; one that this log's server does not know yet waits until it is raised anew.
func ruleJudge(x *exam, op *changeset.Operation) (Ruling, error) {
	if r, err := officeOnly(x, op); err != nil || r.Verdict != changeset.Accepted {
		return r, err
	}
	n, err := record.Judge.Load(op.Value)
	switch {
	case err != nil:
		return rejected(ReasonShape), nil
	case n < x.version:
		return rejected(ReasonStep), nil
	case n > x.version:
		return Ruling{Verdict: changeset.NeedsDecision, Reason: ReasonJudge, firm: true}, nil
	}
	return acceptedRuling, nil
}

// Newer is the error of what a judge version above those known here decides: it is no lie, and nothing this program may take in.
type Newer struct{ Version uint64 }

func (n *Newer) Error() string { return n.Unwrap().Error() }

func (n *Newer) Unwrap() error {
	return emulation.Errorf(emulation.Newer, "judge.newer", "version", n.Version)
}

// AsNewer is the version that an error says is not known here.
func AsNewer(err error) (version uint64, ok bool) {
	var n *Newer
	if ok = errors.As(err, &n); ok {
		version = n.Version
	}
	return version, ok
}
