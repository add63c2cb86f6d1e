package ballot

import (
	"slices"

	"thidua/emulation"
	"thidua/emulation/legal"
)

// Tally is what the counting team found in one round.
//
// Members are those with a vote: the secretary of the conference has none and is never among them. A member that stands aside (Recused) is
// counted among Present and leaves every denominator (the design leaves open how, so it is fixed here):
//
//   - of all members:    Members − Recused
//   - of those present:  Present − Recused, and + Written where written votes count
//   - of valid ballots:  Valid, to which a member that stands aside adds nothing; a ballot that is invalid in one line alone stays among them, and
//     is no vote for that line
//
// Written are the written votes of absent members that came in. Each is one ballot among Issued, Returned, and Valid or Invalid.
//
// In an open vote nothing is issued: Issued, Returned and Invalid are 0, Valid is how many took part (hands and written votes), and Blank of a
// line is how many abstained.
type Tally struct {
	Members  int64  `cbor:"1,keyasint" bound:"1000000"`
	Recused  int64  `cbor:"2,keyasint,omitempty" bound:"1000000"`
	Present  int64  `cbor:"3,keyasint" bound:"1000000"`
	Written  int64  `cbor:"4,keyasint,omitempty" bound:"1000000"`
	Issued   int64  `cbor:"5,keyasint,omitempty" bound:"1000000"`
	Returned int64  `cbor:"6,keyasint,omitempty" bound:"1000000"`
	Valid    int64  `cbor:"7,keyasint" bound:"1000000"`
	Invalid  int64  `cbor:"8,keyasint,omitempty" bound:"1000000"`
	Lines    []Line `cbor:"9,keyasint" bound:"1000"`
	Reason   string `cbor:"10,keyasint,omitempty" bound:"4000 lines"` // why it takes the place of another count; from judge 2 on
}

// Check refuses what the first judge did not know; see emulation/check.go. Whether a count adds up is a question of its vote: Rules.Verify.
func (t Tally) Check(judge int) error {
	if judge < 2 && t.Reason != "" {
		return emulation.Errorf(emulation.Invalid, "reason.shape")
	}
	return nil
}

// Line is what was found for one thing that was voted on.
type Line struct {
	ID    string `cbor:"1,keyasint" bound:"64"` // the code of what is voted on
	Yes   int64  `cbor:"2,keyasint" bound:"1000000"`
	No    int64  `cbor:"3,keyasint,omitempty" bound:"1000000"`
	Blank int64  `cbor:"4,keyasint,omitempty" bound:"1000000"`
	// Invalid are the ballots that are invalid in this line: those that are so as a whole, and those among the valid ones that say nothing that can be read
	// here (both boxes, neither where one has to be chosen). nil = not recorded: no line was told apart, and it is Tally.Invalid.
	Invalid *int64 `cbor:"5,keyasint,omitempty" bound:"1000000" since:"5"`
}

// InvalidIn are the ballots of a count that are invalid in the line, told apart or not. With them a line of a secret vote comes to all that were returned.
func (l Line) InvalidIn(t Tally) int64 {
	if l.Invalid != nil {
		return *l.Invalid
	}
	return t.Invalid
}

// LinesApart reports whether ballots were told apart that are invalid in one line alone.
func (t Tally) LinesApart() bool {
	return slices.ContainsFunc(t.Lines, func(l Line) bool { return l.Invalid != nil })
}

// eligible is how many could vote in this round.
func (r Rules) eligible(t Tally) int64 { return t.Present - t.Recused + r.written(t) }

// written are the written votes that count.
func (r Rules) written(t Tally) int64 {
	if r.Written {
		return t.Written
	}
	return 0
}

// Entitled are the members that have a vote and do not stand aside.
func (t Tally) Entitled() int64 { return t.Members - t.Recused }

// base is the number the share is taken of.
func (r Rules) base(t Tally) int64 {
	switch r.Denominator {
	case legal.TotalMembers:
		return t.Entitled()
	case legal.Present:
		return r.eligible(t)
	}
	return t.Valid
}

// Needed is how many votes a line needs, and of how many. Of nobody one is needed: an empty meeting passes nothing. Rules and tally have to
// be without fault.
func Needed(r Rules, t Tally) (needed, base int64) {
	base = r.base(t)
	return int64(r.Threshold().Needed(int(base))), base
}

// Percent is a share in hundredths of a percent, rounded half up; what is not all never reads 100 %. base is more than 0.
func Percent(votes, base int64) int64 {
	hundredths := (20000*votes + base) / (2 * base)
	if hundredths == 10000 && votes < base {
		hundredths--
	}
	return hundredths
}
