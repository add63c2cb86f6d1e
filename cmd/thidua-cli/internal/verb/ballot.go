package verb

import (
	"strconv"
	"strings"

	"thidua/emulation"
	"thidua/emulation/ballot"
	"thidua/emulation/legal"
)

// BallotFlags are how a vote is held: of one vote, or of every vote on an award as a regulation has it.
type BallotFlags struct {
	AtLeast   string `help:"cli.vote.at-least" placeholder:"2/3" xor:"threshold"`
	MoreThan  string `help:"cli.vote.more-than" placeholder:"1/2" xor:"threshold"`
	Of        string `help:"cli.vote.of" placeholder:"BASE"`
	ByHand    bool   `help:"cli.vote.open-vote"`
	Written   bool   `help:"cli.vote.written"`
	Places    int64  `help:"cli.vote.places" placeholder:"N"`
	Tie       string `help:"cli.vote.tie" placeholder:"HOW"`
	Short     string `help:"cli.vote.short" placeholder:"HOW"`
	ChairFrom int64  `help:"cli.vote.chair-from" placeholder:"N"`
}

// Rules reads them. Without a threshold only places and the ways on are said: the rest is the regulation's.
func (c *BallotFlags) Rules() (ballot.Rules, error) {
	r := ballot.Rules{Places: c.Places, Tie: ballot.Tie(c.Tie), Below: ballot.Tie(c.Short), ChairFrom: c.ChairFrom}
	share := c.AtLeast + c.MoreThan
	if share == "" {
		if c.Of != "" || c.ByHand || c.Written {
			return r, emulation.Errorf(emulation.Invalid, "cli.vote.rules-partly")
		}
		return r, nil
	}
	var err error
	r.Num, r.Den, err = Fraction(share)
	r.Strict, r.Secret, r.Denominator, r.Written = c.MoreThan != "", !c.ByHand, legal.TotalMembers, c.Written
	if c.Of != "" {
		r.Denominator = legal.Base(c.Of)
	}
	return r, err
}

// Fraction reads "2/3" or "80%".
func Fraction(text string) (num, den int64, err error) {
	if percent, ok := strings.CutSuffix(strings.TrimSpace(text), "%"); ok {
		text = percent + "/100"
	}
	x, y, ok := strings.Cut(text, "/")
	num, e1 := strconv.ParseInt(strings.TrimSpace(x), 10, 64)
	den, e2 := strconv.ParseInt(strings.TrimSpace(y), 10, 64)
	if !ok || e1 != nil || e2 != nil {
		return 0, 0, emulation.Errorf(emulation.Invalid, "cli.vote.fraction", "text", text)
	}
	return num, den, nil
}
