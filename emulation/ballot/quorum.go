package ballot

import (
	"thidua/emulation"
	"thidua/emulation/legal"
)

// Quorum is how many of the members have to be present before a conference may decide anything.
type Quorum struct {
	Num    int64 `cbor:"1,keyasint"`
	Den    int64 `cbor:"2,keyasint"`
	Strict bool  `cbor:"3,keyasint,omitempty"` // more than the share; else at least
}

// Check refuses a quorum everybody, or nobody, would reach.
func (q Quorum) Check() error { return checkShare(q.Num, q.Den, q.Strict) }

// Met says whether enough of the members are present, in words. An impossible quorum or attendance is an error.
func (q Quorum) Met(members, present int64) (bool, emulation.Message, error) {
	if err := q.Check(); err != nil {
		return false, emulation.Message{}, err
	}
	if members < 0 || members > Limit || present < 0 || present > members {
		return false, emulation.Message{}, emulation.Errorf(emulation.Invalid, "ballot.attendance", "present", present, "members", members, "limit", Limit).At("", 0, "present")
	}
	t := legal.Threshold{Share: legal.Fraction{Num: q.Num, Den: q.Den}, Above: q.Strict}
	key := "ballot.no-quorum"
	met := t.Reached(int(present), int(members))
	if met {
		key = "ballot.quorum"
	}
	return met, emulation.Say(key, "present", present, "members", members, "needed", t.Needed(int(members)), "bound", bound(t)), nil
}

// bound is a threshold as a sign and a share: "≥ 80 %", "> 1/2".
func bound(t legal.Threshold) emulation.Message {
	if t.Above {
		return emulation.Say("ballot.above", "share", t.Share.Message())
	}
	return emulation.Say("ballot.from", "share", t.Share.Message())
}
