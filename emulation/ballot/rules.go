package ballot

import (
	"thidua/emulation"
	"thidua/emulation/legal"
)

// Tie is what decides what a count leaves open: lines with the same votes at the border of the places, or too few that reached the threshold.
type Tie string

// The two ways on.
const (
	SecondBallot Tie = "second-ballot" // a further ballot among the open lines: bỏ phiếu lần hai, lần ba …
	Chair        Tie = "chair"         // the person in the chair names them
)

// Limit is the largest count that is taken, MostRounds the last round a rule can speak of.
const (
	Limit      = emulation.Limit
	MostRounds = 1000
)

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
	// Below is what becomes of the lines below the threshold where places stay empty, or without places of each of them: "" = they have not passed.
	Below Tie `cbor:"9,keyasint,omitempty" bound:"32" since:"4"`
	// ChairFrom is the round from which on the chair decides what would go to a further ballot; 0 = never.
	ChairFrom int64 `cbor:"10,keyasint,omitempty" bound:"1000" since:"4"`
}

// at are the rules of a round: from ChairFrom on the chair stands where a further ballot stood.
func (r Rules) at(round int) Rules {
	if r.ChairFrom > 0 && int64(round) >= r.ChairFrom {
		for _, way := range []*Tie{&r.Tie, &r.Below} {
			if *way == SecondBallot {
				*way = Chair
			}
		}
	}
	return r
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
	if r.Below != SecondBallot && r.Below != Chair && r.Below != "" {
		return emulation.Errorf(emulation.Invalid, "ballot.short", "text", string(r.Below)).At("", 0, "short")
	}
	if r.ChairFrom < 0 || r.ChairFrom > MostRounds {
		return emulation.Errorf(emulation.Invalid, "ballot.chair-from", "round", r.ChairFrom, "limit", MostRounds).At("", 0, "chair_from")
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
	if r.Below != "" {
		m = emulation.Say("ballot.rules-short", "rules", m, "short", emulation.Say("ballot.short."+string(r.Below)))
	}
	if r.ChairFrom > 0 {
		m = emulation.Say("ballot.rules-chair-from", "rules", m, "round", r.ChairFrom)
	}
	return m
}
