package ballot

import (
	"thidua/emulation"
	"thidua/emulation/legal"
)

// Tie is what decides between lines with the same votes at the border of the places.
type Tie string

// The two ways out of a tie.
const (
	SecondBallot Tie = "second-ballot" // bỏ phiếu lần hai among the lines in the tie
	Chair        Tie = "chair"         // the person in the chair names them
)

// Limit is the largest count that is taken.
const Limit = emulation.Limit

// Rules are what a vote is held under. They are recorded before it, so that nobody chooses them after the count.
type Rules struct {
	Secret      bool       `cbor:"1,keyasint,omitempty"`
	Denominator legal.Base `cbor:"2,keyasint" bound:"32"`
	Num         int64      `cbor:"3,keyasint" bound:"1000000"` // the threshold, as a fraction
	Den         int64      `cbor:"4,keyasint" bound:"1000000"`
	Strict      bool       `cbor:"5,keyasint,omitempty"`                 // more than the threshold; else at least
	Written     bool       `cbor:"6,keyasint,omitempty"`                 // written votes of absent members count
	Tie         Tie        `cbor:"7,keyasint,omitempty" bound:"32"`      // needed with Places
	Places      int64      `cbor:"8,keyasint,omitempty" bound:"1000000"` // how many lines win; 0 = each line alone is decided by the threshold
}

// Check refuses rules no vote can be held under.
func (r Rules) Check() error {
	if err := checkShare(r.Num, r.Den, r.Strict); err != nil {
		return err
	}
	switch r.Denominator {
	case legal.TotalMembers, legal.Present, legal.ValidBallots:
	default:
		return emulation.Errorf(emulation.Invalid, "ballot.denominator", "text", string(r.Denominator)).At("", 0, "denominator")
	}
	if r.Places < 0 || r.Places > Limit {
		return emulation.Errorf(emulation.Invalid, "ballot.places", "places", r.Places, "limit", Limit).At("", 0, "places")
	}
	if r.Tie != SecondBallot && r.Tie != Chair && (r.Tie != "" || r.Places > 0) {
		return emulation.Errorf(emulation.Invalid, "ballot.tie", "text", string(r.Tie)).At("", 0, "tie")
	}
	return nil
}

// checkShare refuses a threshold that everybody, or nobody, would reach.
func checkShare(num, den int64, strict bool) error {
	switch {
	case den <= 0 || den > Limit:
		return emulation.Errorf(emulation.Invalid, "ballot.no-fraction", "num", num, "den", den, "limit", Limit).At("", 0, "den")
	case num <= 0:
		return emulation.Errorf(emulation.Invalid, "ballot.threshold-zero", "num", num, "den", den).At("", 0, "num")
	case num > den:
		return emulation.Errorf(emulation.Invalid, "ballot.threshold-over", "num", num, "den", den).At("", 0, "num")
	case num == den && strict:
		return emulation.Errorf(emulation.Invalid, "ballot.threshold-above-all").At("", 0, "strict")
	}
	return nil
}

// Threshold is the share that has to agree.
func (r Rules) Threshold() legal.Threshold {
	return legal.Threshold{Share: legal.Fraction{Num: r.Num, Den: r.Den}, Above: r.Strict}
}

// Message is the rules in words.
func (r Rules) Message() emulation.Message {
	key := "ballot.rules-open"
	if r.Secret {
		key = "ballot.rules-secret"
	}
	m := emulation.Say(key, "threshold", r.Threshold().Message(), "base", emulation.Say("legal.base."+string(r.Denominator)))
	if r.Written {
		m = emulation.Say("ballot.rules-written", "rules", m)
	}
	if r.Places > 0 {
		m = emulation.Say("ballot.rules-places", "rules", m, "places", r.Places, "tie", emulation.Say("ballot.tie."+string(r.Tie)))
	}
	return m
}
