package ballot_test

import (
	"slices"
	"testing"

	"thidua/emulation"
	"thidua/emulation/ballot"
	"thidua/emulation/legal"
)

// A vote is held against the regulation point by point; what the regulation leaves open is the vote's own.
func TestAgainstTheRegulation(t *testing.T) {
	d := ballot.Deciding{How: ballot.ByBallot, Line: "Điều 7", Rules: &ballot.Rules{Secret: true, Denominator: legal.TotalMembers, Num: 1, Den: 2, Strict: true}}
	for _, c := range []struct {
		change func(r *ballot.Rules)
		want   []string
	}{
		{func(*ballot.Rules) {}, nil},
		{func(r *ballot.Rules) { r.Num, r.Den = 50, 100 }, nil}, // the same share
		{func(r *ballot.Rules) { r.Places, r.Tie = 2, ballot.Chair }, nil},
		{func(r *ballot.Rules) { r.Secret = false }, []string{"deciding.against-secret"}},
		{func(r *ballot.Rules) { r.Denominator = legal.Present }, []string{"deciding.against-base"}},
		{func(r *ballot.Rules) { r.Strict = false }, []string{"deciding.against-share"}},
		{func(r *ballot.Rules) { r.Num = 2; r.Den = 3 }, []string{"deciding.against-share"}},
		{func(r *ballot.Rules) { r.Written = true }, []string{"deciding.against-no-written"}},
		{func(r *ballot.Rules) { r.Below = ballot.Chair }, []string{"deciding.against-open-lines"}},
		{func(r *ballot.Rules) { r.Secret, r.Denominator = false, legal.ValidBallots }, []string{"deciding.against-secret", "deciding.against-base"}},
	} {
		r := *d.Rules
		c.change(&r)
		got := emulation.Map(d.Against(r), func(m emulation.Message) string { return m.Key })
		if !slices.Equal(got, c.want) {
			t.Errorf("%+v: %v, want %v", r, got, c.want)
		}
	}
	d.Rules.Places, d.Rules.Tie, d.Rules.Written = 1, ballot.SecondBallot, true
	r := *d.Rules
	r.Places, r.Tie, r.Written = 2, ballot.Chair, false
	got := emulation.Map(d.Against(r), func(m emulation.Message) string { return m.Key })
	if want := []string{"deciding.against-written", "deciding.against-places", "deciding.against-tie"}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	if taken := d.Takes(ballot.Rules{}); taken != *d.Rules {
		t.Errorf("%+v", taken)
	}
}
