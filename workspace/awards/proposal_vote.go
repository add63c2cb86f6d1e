package awards

import (
	"slices"

	"thidua/workspace/book"
	"thidua/workspace/conference"
)

// ProposalVote is what the vote named in a proposal said of its unit.
type ProposalVote struct {
	Code   string
	Vote   *conference.Vote     // nil if it is not here: it was recorded on another desk
	Line   *conference.VoteLine // the unit's; nil if the vote has none
	Passed bool
}

// Title is what was voted on; the code where the vote is not here.
func (v *ProposalVote) Title() string {
	if v.Vote == nil {
		return v.Code
	}
	return v.Vote.Title
}

// votedOn reads what a vote of the season said of a unit.
func (w View) votedOn(s *book.Season, code string, u book.Unit) (*ProposalVote, error) {
	vote, err := conference.Of(w.Book).BallotOf(s, code)
	if err != nil {
		return nil, err
	}
	v := &ProposalVote{Code: code, Vote: vote}
	for i := range vote.Lines {
		if l := &vote.Lines[i]; l.Choice.Unit == u.ID || l.ID == u.Code {
			v.Line, v.Passed = l, slices.Contains(vote.Won, l.ID)
		}
	}
	return v, nil
}
