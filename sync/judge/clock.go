package judge

import (
	"math"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
)

// The time of a leaf is never less than that of the leaf before; so a server whose clock was ahead goes on giving times that never were when it
// has been put right, and by them every certificate has ended. The office sets that right with a record.Clock: behind its leaf each log may go
// back once, not before the time it names; what waits because a certificate, or an invitation, had ended by the wrong time is judged once more;
// and a renewal that begins at a time that is still to come does not count.

// reset is such a record: its leaf in the control log, and the time from which leaves may go on.
type reset struct {
	leaf int64
	from int64 // milliseconds since 1970
}

// reset is the last one a control log holds up to a size; nil if there is none. It counts from the second judge version on.
func (j *Judge) reset(v View, control changeset.Scope, at changeset.AsOf) (*reset, error) {
	c, err := j.cache(v, control)
	if err != nil {
		return nil, err
	}
	list, err := kept(j, &c.resets, func() ([]reset, error) { return resets(v, control) })
	if err != nil {
		return nil, err
	}
	for i := len(list) - 1; i >= 0; i-- {
		if at == changeset.Now || changeset.AsOf(list[i].leaf) < at {
			return &list[i], nil
		}
	}
	return nil, nil
}

func resets(v View, control changeset.Scope) ([]reset, error) {
	list := []reset{}
	err := eachSaid(v, control, record.Clock, func(leaf int64, set emulation.ClockSet) error {
		list = append(list, reset{leaf, set.From})
		return nil
	})
	return list, err
}

// Earliest is the least time the next leaf of a log may have: that of the leaf before, unless the office set the clock since. head is of the
// log, at how much of the control log counts for the next leaf.
func (j *Judge) Earliest(v View, control changeset.Scope, head changeset.LogHead, at changeset.AsOf) (int64, error) {
	set, err := j.reset(v, control, at)
	if err != nil || set == nil || set.leaf < int64(head.ControlSize) {
		return head.Received, err
	}
	return min(head.Received, set.from), nil
}

// neverWas reports whether a certificate was only renewed at a time that is still to come: the one before it, with the same rights, counts.
// Whatever time a record names, a renewal that has begun by then (ms) counts: nobody ends certificates by setting a clock.
func (r *reset) neverWas(list []dated, i int, ms int64) bool {
	return r != nil && i > 0 && list[i].leaf < r.leaf && list[i].cert.NotBefore*1000 > max(r.from, ms) && list[i].cert.SameRights(list[i-1].cert)
}

// setsClock reports whether the change sets the clock and nothing else, to a time at which the author's certificate holds: whether it has ended
// cannot be said by a clock that is to be set.
func (x *exam) setsClock() (bool, error) {
	if x.version == First || !x.isOffice() || len(x.c.Operations) != 1 || !record.Clock.Is(&x.c.Operations[0]) {
		return false, nil
	}
	to, err := record.Clock.Load(x.c.Operations[0].Value)
	if err != nil {
		return false, nil // its shape is judged later
	}
	then, err := x.j.certificate(x.v, x.control, x.c.Log, x.at.Control, &reset{math.MaxInt64, to.From}, to.From)
	return then != nil && then.ValidAt(to.From), err
}
