package result

import (
	"slices"
	"strings"

	"thidua/emulation/record"
	"thidua/workspace/book"
	"thidua/workspace/conference"
)

// StatementMeeting is a conference's attendance.
type StatementMeeting struct {
	Kind    string   `json:"kind"`
	Date    string   `json:"date"`
	Members int64    `json:"members"`
	Present []string `json:"present"` // codes
	Written []string `json:"written"` // codes of absent members that wrote
	Quorum  string   `json:"quorum"`
	Above   bool     `json:"quorum_above"`
	Quorate bool     `json:"quorate"`
}

// StatementVote is a vote with its counts and what they decided.
type StatementVote struct {
	Code       string               `json:"code"`
	Title      string               `json:"title"`
	On         string               `json:"on"`
	Conference string               `json:"conference"`
	Rules      StatementRules       `json:"rules"`
	Voters     int64                `json:"voters"`
	Recused    []string             `json:"recused"` // codes
	Rounds     []StatementRound     `json:"rounds"`
	Chair      *StatementChair      `json:"chair"`
	Outcome    []StatementVoteState `json:"outcome"`
	Undecided  []string             `json:"undecided"`
	Conflict   bool                 `json:"conflict"`
	Withdrawn  string               `json:"withdrawn,omitempty"` // why it counts nowhere; "" = it counts
}

// StatementRules are the rules a vote was held under.
type StatementRules struct {
	Secret      bool   `json:"secret"`
	Denominator string `json:"denominator"`
	Threshold   string `json:"threshold"`
	Above       bool   `json:"above"`
	Written     bool   `json:"written"`
	Places      int64  `json:"places"`
	Tie         string `json:"tie"`
	Short       string `json:"short,omitempty"`
	ChairFrom   int64  `json:"chair_from,omitempty"`
}

// StatementRound is one count.
type StatementRound struct {
	Round    uint64              `json:"round"`
	Members  int64               `json:"members"`
	Recused  int64               `json:"recused"`
	Present  int64               `json:"present"`
	Written  int64               `json:"written"`
	Issued   int64               `json:"issued"`
	Returned int64               `json:"returned"`
	Valid    int64               `json:"valid"`
	Invalid  int64               `json:"invalid"`
	Base     int64               `json:"base"`
	Needed   int64               `json:"needed"`
	Lines    []StatementVoteLine `json:"lines"`
}

// StatementVoteLine is one line of a count.
type StatementVoteLine struct {
	ID      string `json:"id"`
	Yes     int64  `json:"yes"`
	No      int64  `json:"no"`
	Blank   int64  `json:"blank"`
	Invalid *int64 `json:"invalid,omitempty"` // absent: not told apart from the ballots that are invalid as a whole
}

// StatementVoteState is what became of one line.
type StatementVoteState struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	Unit  string `json:"unit"` // code
	State string `json:"state"`
}

// StatementChair is the word of the chair.
type StatementChair struct {
	Lines  []string `json:"lines"`
	Reason string   `json:"reason"`
}

// StatementLeaders are the leaders of the next season.
type StatementLeaders struct {
	Label    string          `json:"label"`
	Head     StatementName   `json:"head"`
	Deputies []StatementName `json:"deputies"`
	How      string          `json:"how"`
	By       string          `json:"by"`
	Vote     string          `json:"vote"`
}

// stateMeetings writes down conferences, votes and leaders.
func (w View) stateMeetings(s *book.Season, st *Statement) error {
	for _, kind := range conference.Conferences {
		c, err := conference.Of(w.Book).Conference(s, kind)
		if err != nil {
			return err
		}
		if c.Held {
			st.Meetings = append(st.Meetings, statedMeeting(c))
		}
	}
	votes, err := conference.Of(w.Book).Votes(s)
	if err != nil {
		return err
	}
	for _, v := range votes {
		st.Votes = append(st.Votes, statedVote(v))
	}
	chair, ok, err := book.One(w.Store, s.Cluster.Scope(), record.Chair, record.SeasonVote{Season: s.ID, Vote: conference.ChairOnRanking})
	if err != nil {
		return err
	}
	if ok {
		st.ChairOrder = &StatementChair{append([]string{}, chair.Value.Lines...), chair.Value.Reason}
	}
	l, err := conference.Of(w.Book).NextLeaders(s)
	if err != nil || l == nil {
		return err
	}
	named := func(u book.Unit) StatementName { return StatementName{u.Code, u.ID.String(), u.Name} }
	st.Leaders = &StatementLeaders{Label: l.Label, Head: named(l.HeadUnit), Deputies: []StatementName{}, How: l.How, By: l.By, Vote: l.Vote}
	for _, u := range l.DeputyUnits {
		st.Leaders.Deputies = append(st.Leaders.Deputies, named(u))
	}
	return nil
}

func statedMeeting(c *conference.Conference) StatementMeeting {
	m := StatementMeeting{Kind: c.Kind, Date: c.Date, Members: c.Members, Present: []string{}, Written: []string{}, Quorum: share(c.Rule.Num, c.Rule.Den),
		Above: c.Rule.Strict, Quorate: c.Quorate}
	for _, p := range c.Presence {
		switch {
		case p.Present:
			m.Present = append(m.Present, p.Unit.Code)
		case p.Written:
			m.Written = append(m.Written, p.Unit.Code)
		}
	}
	slices.SortFunc(m.Present, strings.Compare)
	slices.SortFunc(m.Written, strings.Compare)
	return m
}

func statedVote(v *conference.Vote) StatementVote {
	out := StatementVote{Code: v.Code, Title: v.Title, On: v.On, Conference: v.Question.Conference, Voters: v.Voters, Recused: []string{}, Rounds: []StatementRound{},
		Outcome: []StatementVoteState{}, Undecided: append([]string{}, v.Undecided...), Conflict: v.Conflict,
		Rules: StatementRules{v.Rules.Secret, string(v.Rules.Denominator), share(v.Rules.Num, v.Rules.Den), v.Rules.Strict, v.Rules.Written, v.Rules.Places, string(v.Rules.Tie),
			string(v.Rules.Below), v.Rules.ChairFrom}}
	if v.Withdrawn {
		out.Withdrawn = v.Reason
	}
	for _, u := range v.StandOff {
		out.Recused = append(out.Recused, u.Code)
	}
	slices.SortFunc(out.Recused, strings.Compare)
	for _, r := range v.Rounds {
		t := r.Tally
		round := StatementRound{r.Number, t.Members, t.Recused, t.Present, t.Written, t.Issued, t.Returned, t.Valid, t.Invalid, r.Outcome.Base, r.Outcome.Needed, []StatementVoteLine{}}
		for _, l := range t.Lines {
			round.Lines = append(round.Lines, StatementVoteLine{l.ID, l.Yes, l.No, l.Blank, l.Invalid})
		}
		out.Rounds = append(out.Rounds, round)
	}
	if v.Decision != nil {
		out.Chair = &StatementChair{append([]string{}, v.Decision.Lines...), v.Decision.Reason}
	}
	for _, l := range v.Lines {
		out.Outcome = append(out.Outcome, StatementVoteState{l.ID, l.Name, l.Unit.Code, string(l.State)})
	}
	return out
}
