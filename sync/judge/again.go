package judge

import (
	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
)

// Again judges a change that has a leaf and is not part of the state once more, because of a cause accepted since: the renewal of its
// expired certificate, or a person's decision. False: the cause gives no ground to, or changes nothing. A decision takes in what waited; it
// does not make a right or a shape out of nothing.
func (j *Judge) Again(v View, c, cause *changeset.Signed, at Moment) (Ruling, bool, error) {
	none := func(err error) (Ruling, bool, error) { return Ruling{}, false, err }
	last, err := lastLeaf(v, c)
	if err != nil || last == nil {
		return none(err)
	}
	stands := last.Verdict != changeset.Quarantined && last.Verdict != changeset.NeedsDecision && last.Reason != ReasonDecided
	place, err := v.Place(cause.Identity)
	if err != nil || place == nil || place.Verdict != changeset.Accepted {
		return none(err)
	}
	control, _, err := j.ControlOf(v, c.Scope, at.Control)
	if err != nil {
		return none(err)
	}
	version, err := j.InForce(v, control, at.Control)
	if err != nil {
		return none(err)
	}
	later := false
	if version > First && (place.Scope != control || changeset.AsOf(place.Last) < at.Control) {
		e, err := v.Entry(place.Scope, uint64(place.Last))
		if err != nil {
			return none(err)
		}
		later = e != nil && e.Leaf.JudgeVersion > First
	}
	if stands {
		if r, ok, err := j.reaches(v, c, control, last, place, at, later && version >= Closed); err != nil || !ok || !record.Revokes(&cause.Change, c.Log) {
			return none(err)
		} else {
			r.Judge = version
			return r, true, nil
		}
	}
	decision, ok := ground(c, cause, last, place, later, version)
	if !ok {
		return none(nil)
	}
	r := rejected(ReasonDecided)
	if decision == nil || decision.Accept {
		x, err := j.examine(v, c, at)
		if _, refused := AsRefusal(err); refused {
			return none(nil)
		}
		if err != nil {
			return none(err)
		}
		if err := x.admitted(); err != nil {
			return none(err)
		}
		x.decided, x.again = decision != nil, true
		if r, err = j.rule(x); err != nil {
			return none(err)
		}
	}
	if r.Verdict == last.Verdict && r.Reason == last.Reason {
		return none(nil)
	}
	r.Judge = version
	return r, true, nil
}

// ground finds in a cause what concerns the change: a decision on it, or (nil, true) a certificate for its key if that had expired. What was
// logged before the last judgement is no ground for another: otherwise whoever gives leaves could choose which of two decisions counts. later:
// the cause was judged by a version above the first, and so is the change now; the first knows neither clocks nor receipts, and
// the second gives no further leaf for a wider revocation.
func ground(c, cause *changeset.Signed, last *changeset.Leaf, place *changeset.Place, later bool, version uint64) (*emulation.Decision, bool) {
	for i := range cause.Operations {
		op := &cause.Operations[i]
		switch {
		case op.Kind == record.Certificate.Kind && cause.Scope.Kind() == changeset.Control && record.Certificate.Read(op.Key).Log == c.Log:
			return nil, last.Reason == ReasonExpired && place.Last >= int64(last.ControlSize)
		case later && record.Clock.Is(op) && cause.Scope.Kind() == changeset.Control:
			return nil, (last.Reason == ReasonExpired || last.Reason == ReasonExpInvite) && place.Last >= int64(last.ControlSize)
		case later && record.Receipt.Is(op) && cause.Scope == c.Scope && last.Reason == ReasonPaper:
			for _, p := range record.RestsOn(&c.Change) {
				if string(record.Receipt.Key(record.FileNamed(p))) == string(op.Key) {
					return nil, place.Last > int64(last.Index)
				}
			}
		case later && version >= Closed && record.Revocation.Is(op) && record.Revocation.Read(op.Key).Log == c.Log:
			return nil, last.Reason == ReasonRevoked && place.Last >= int64(last.ControlSize)
		case op.Kind == record.Decision.Kind && cause.Scope == c.Scope && string(record.Decision.Read(op.Key).Change) == string(c.Identity[:]):
			d := new(emulation.Decision)
			if changeset.Load(op.Value, d) != nil {
				return nil, false
			}
			return d, place.Last > int64(last.Index)
		}
	}
	return nil, false
}

// lastLeaf is the leaf whose verdict on a change counts; nil if it has none.
func lastLeaf(v View, c *changeset.Signed) (*changeset.Leaf, error) {
	place, err := v.Place(c.Identity)
	if err != nil || place == nil || place.Last == changeset.Pending {
		return nil, err
	}
	e, err := v.Entry(place.Scope, uint64(place.Last))
	if err != nil || e == nil {
		return nil, err
	}
	return &e.Leaf, nil
}
